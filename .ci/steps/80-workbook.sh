# openpyxl and LibreOffice open the workbook and see the values of plan.json.
set -euo pipefail
work=target/readers
if ! command -v soffice > /dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui > /dev/null
fi
rm -rf "$work/books"
cruscotto convert fixtures/giunta-92-2020/annex.txt fixtures/corpus/101/annex.xlsx fixtures/corpus/104/annex.ods \
  -o "$work/books" --quiet --format json,xlsx
"$work/venv/bin/python" tests/readers/workbook.py "$(command -v cruscotto)" "$work"/books/*/
