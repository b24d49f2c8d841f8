"""Validates StratML documents against the schema of the standard.

    python tests/readers/stratml.py SCHEMA.xsd DIR

The schema (AIIM, StratML Part 2) states no open licence and is not part of this repository; it is
published at https://github.com/OwenAmbur/StratML.
"""

import sys
from pathlib import Path

import xmlschema

schema = xmlschema.XMLSchema(sys.argv[1])
documents = sorted(Path(sys.argv[2]).glob("*/plan.stratml.xml"))
assert documents, f"no StratML document in {sys.argv[2]}"
for document in documents:
    schema.validate(document)
print(f"{len(documents)} StratML documents are valid")
