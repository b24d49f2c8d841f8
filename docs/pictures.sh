#!/usr/bin/env bash
# Makes the pictures of the README from output/ and the difference of two invented versions:
#   docs/workbook.png                      needs LibreOffice and pdftoppm (poppler-utils)
#   docs/report*.png, docs/difference.png  need Chromium, and the steps 40 and 90 of .ci/run before
# Pictures are made small with pngquant where it is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

workbook() {
  soffice --headless --convert-to pdf --outdir "$work" output/annex/annex.xlsx > /dev/null
  pdftoppm -png -r 80 -f "${1:-4}" -l "${1:-4}" -singlefile "$work/annex.pdf" docs/workbook
}

# The pages, at desktop and phone width, light and dark.
report() {
  CHROMIUM=$(command -v chromium) node docs/pictures.mjs target/browser/node_modules "$PWD/output/annex/annex.html" \
    "$PWD/target/browser/out/diff.html" "$PWD/docs"
  if command -v pngquant > /dev/null; then
    for picture in docs/report*.png docs/difference.png; do
      pngquant --force --skip-if-larger --strip --output "$picture" 64 "$picture" || true
    done
  fi
}

case ${1:-all} in
  workbook) workbook "${2:-4}" ;;
  report) report ;;
  all) workbook && report ;;
  *) echo "usage: docs/pictures.sh [workbook [PAGE] | report]" >&2 && exit 2 ;;
esac
