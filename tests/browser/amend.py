"""A later version of a plan, as a rolling update would make it: rows that come, go and change.

    python3 amend.py PLAN.json AMENDED.json
"""

import copy
import json
import sys


def main():
    old, new = sys.argv[1:]
    with open(old, encoding="utf-8") as file:
        plan = json.load(file)
    plan["annex"]["resolution"].update({"number": 31, "date": "2021-04-15"})
    plan["source"]["file"] = "annex-2021.txt"

    strategic = plan["strategic_indicators"]
    percents = [
        target
        for row in strategic
        for entry in row["targets"]
        if (target := entry["target"])["kind"] == "quantity" and target["raw"].endswith("%") and target["value"] >= 20
    ]
    for at, target in enumerate(percents[::4]):
        value = target["value"] + (5 if at % 3 and target["value"] <= 95 else -5)
        target["raw"] = target["raw"].replace(f"{target['value']:g}", f"{value:g}")
        target["value"] = value
    strategic[4]["indicator"] = strategic[4]["indicator"].replace("n°", "Numero di")
    gone = strategic.pop(10)
    came = copy.deepcopy(gone)
    came.update({"id": "si-0123456789", "indicator": "Tempo medio di risposta alle segnalazioni degli utenti"})
    strategic.append(came)

    operational = plan["operational_indicators"]
    operational[3]["services"] = operational[9]["services"]
    operational[5]["target"].update({"raw": "80%", "kind": "quantity", "comparator": "=", "value": 80, "unit": "%"})
    del operational[20]
    plan["officer_objectives"][2]["weight"] = 30
    with open(new, "w", encoding="utf-8") as file:
        json.dump(plan, file, ensure_ascii=False, indent=2)


main()
