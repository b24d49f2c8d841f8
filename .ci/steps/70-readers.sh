# The programs that people read our files with read them, and see the same rows in every format.
# The StratML documents are validated where the standard's schema is at hand, which states no open
# licence: STRATML_XSD=path/to/schema.xsd, or a folder `shared/stratml` beside the checkout.
set -euo pipefail
work=target/readers
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --requirement tests/readers/requirements.txt
rm -rf "$work/out"
cruscotto convert fixtures/giunta-92-2020 fixtures/corpus -o "$work/out" --combine --quiet \
  --format csv,csv-excel,parquet,sqlite,ndjson,stratml
"$work/venv/bin/python" tests/readers/tables.py "$work/out"
"$work/venv/bin/python" tests/readers/plan_json.py <(cruscotto schema) "$work/out"
xsd=${STRATML_XSD:-$(find ../shared/stratml -name '*.xsd' -print -quit 2> /dev/null || true)}
if [ -n "$xsd" ]; then
  "$work/venv/bin/python" tests/readers/stratml.py "$xsd" "$work/out"
else
  echo "no schema of StratML is at hand: its documents were not validated"
fi
