# The pages in a real browser: no error, no accessibility violation, search and filters, a hostile
# annex and one of 10,000 rows. Chromium comes from Debian, what drives it from npm.
set -euo pipefail
work=target/browser
if ! command -v chromium > /dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium > /dev/null
fi
if ! command -v npm > /dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  apt-get install -y -qq --no-install-recommends npm > /dev/null
fi
mkdir -p "$work"
npm install --silent --no-fund --no-audit --prefix "$work" playwright-core@1.65.1 axe-core@4.14.1
rm -rf "$work/out" "$work/in"
python3 tests/browser/hostile.py "$work/in"
cp fixtures/corpus/101/annex.xlsx "$work/in/workbook.xlsx"
cruscotto convert fixtures/giunta-92-2020/annex.txt "$work"/in/* -o "$work/out" --quiet --format json,html
cruscotto convert fixtures/giunta-92-2020/annex.txt -o "$work/out/en" --quiet --format html --lang en
python3 tests/browser/amend.py "$work/out/annex/plan.json" "$work/in/amended.json"
for format in html json; do
  cruscotto diff "$work/out/annex/plan.json" "$work/in/amended.json" --format "$format" -o "$work/out/diff.$format"
done
CHROMIUM=$(command -v chromium) node tests/browser/report.mjs "$work/node_modules" "$work/out"
