#!/usr/bin/env bash
# Makes the README's picture from output/: needs LibreOffice and pdftoppm (poppler-utils).
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
soffice --headless --convert-to pdf --outdir "$work" output/annex/annex.xlsx > /dev/null
page=${1:-4}
pdftoppm -png -r 80 -f "$page" -l "$page" -singlefile "$work/annex.pdf" docs/workbook
