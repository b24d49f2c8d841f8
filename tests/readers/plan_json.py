"""Validates each plan.json against the schema that the program prints.

    python tests/readers/plan_json.py SCHEMA.json DIR
"""

import json
import sys
from pathlib import Path

import jsonschema

schema = json.loads(Path(sys.argv[1]).read_text("utf-8"))
validator = jsonschema.validators.validator_for(schema)(schema)
validator.check_schema(schema)
plans = sorted(Path(sys.argv[2]).glob("*/plan.json"))
assert plans, f"no plan.json in {sys.argv[2]}"
for plan in plans:
    validator.validate(json.loads(plan.read_text("utf-8")))
print(f"{len(plans)} plans are as the schema says")
