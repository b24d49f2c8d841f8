#!/usr/bin/env bash
# Other programs on the same PDFs: rows fully right, and seconds (benches/peers.py says how it counts).
# Wants Python 3 and Java; installs the peers from PyPI into target/peers.
#   cargo build --release && benches/peers.sh [CASE...]
set -euo pipefail
cd "$(dirname "$0")/.."
venv=target/peers/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet pdfplumber camelot-py img2table opendataloader-pdf
exec "$venv/bin/python" benches/peers.py "$@"
