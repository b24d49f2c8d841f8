#!/usr/bin/env bash
# Fills fuzz/corpus/<target>/ from the fixtures.
set -euo pipefail
cd "$(dirname "$0")/.."
corpus=fuzz/corpus
mkdir -p $corpus/{source,package,grammar,grid,flow,restore}
find fixtures -type f \( -name 'annex*' -o -path '*/delimited/*' \) | while read -r file; do
  cp "$file" "$corpus/source/$(tr / - <<< "${file#fixtures/}")"
done
cp output/*/plan.json $corpus/restore/
cp fixtures/*/annex.txt $corpus/flow/ 2> /dev/null || true
python3 - $corpus <<'EOF'
"""Parts of workbooks for `package`; the texts of targets and remarks for `grammar`."""
import glob, hashlib, json, pathlib, sys, zipfile

corpus = pathlib.Path(sys.argv[1])

def keep(target, data):
    (corpus / target / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

for path in glob.glob("fixtures/corpus/*/annex.xlsx") + glob.glob("fixtures/corpus/*/annex.ods"):
    with zipfile.ZipFile(path) as container:
        for name in container.namelist():
            if name.endswith(("sharedStrings.xml", "sheet1.xml", "styles.xml", "content.xml")):
                keep("package", container.read(name))

def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)

for path in glob.glob("fixtures/*/truth.json") + glob.glob("fixtures/corpus/*/truth.json"):
    for text in texts(json.loads(pathlib.Path(path).read_text())):
        keep("grammar", text.encode())
EOF
for target in "$corpus"/*/; do printf '%s %s\n' "$target" "$(find "$target" -type f | wc -l)"; done
