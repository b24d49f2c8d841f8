# Versions of a plan that differ by one known edit: diff finds it, and nothing else.
# By hand also over other cases and formats: versions.py PROGRAM CORPUS DIR --cases 103 --forms xlsx,pdf,csv
set -euo pipefail
work=target/readers
if ! command -v soffice > /dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui > /dev/null
fi
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --requirement tests/readers/requirements.txt
rm -rf "$work/versions"
"$work/venv/bin/python" tests/readers/versions.py "$(command -v cruscotto)" fixtures/corpus "$work/versions" \
  --cases 101 --forms xlsx
