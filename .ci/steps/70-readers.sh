# The programs that people read our files with read them, and see the same rows in every format.
# STRATML_XSD=path/to/schema.xsd also validates the StratML documents (see tests/readers/stratml.py).
set -euo pipefail
work=target/readers
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --requirement tests/readers/requirements.txt
rm -rf "$work/out"
cruscotto convert fixtures/giunta-92-2020 fixtures/corpus -o "$work/out" --combine --quiet \
  --format csv,csv-excel,parquet,sqlite,ndjson,stratml
"$work/venv/bin/python" tests/readers/tables.py "$work/out"
"$work/venv/bin/python" tests/readers/plan_json.py <(cruscotto schema) "$work/out"
if [ -n "${STRATML_XSD:-}" ]; then
  "$work/venv/bin/python" tests/readers/stratml.py "$STRATML_XSD" "$work/out"
else
  echo "STRATML_XSD is not set: the StratML documents were not validated"
fi
