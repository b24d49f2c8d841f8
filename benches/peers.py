#!/usr/bin/env python3
"""The same PDFs through this program and through others: rows fully right, and seconds.

    benches/peers.sh [CASE...]            installs the peers and runs this

A case is a folder of fixtures/corpus with an annex.pdf. An operational row is right when programme,
operational objective, indicator and target stand together in one row that the program gives; a row of
years when the indicator does with each year's target. White space does not count. The peers are given
every help: the text of a merged cell counts in each of its rows (also where the library leaves blanks
below it, as pdfplumber does), and any row of any table counts. Seconds are those of a whole process, the
start of Python or Java included, the least of the runs.
"""

import argparse
import json
import pathlib
import sys
import tempfile

from workbooks import PROGRAM, ROOT, measure, rows_of_plan

PDFPLUMBER = """
import sys, json, pdfplumber
rows = []
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        for table in page.extract_tables():
            above = []
            for row in table:
                # None is a square that a merged cell covers.
                above = [v if v is not None else (above[i] if i < len(above) else None) for i, v in enumerate(row)]
                rows.append([v for v in above if v])
json.dump(rows, sys.stdout)
"""

CAMELOT = """
import sys, json, camelot
rows = []
for table in camelot.read_pdf(sys.argv[1], pages="all", flavor="lattice", copy_text=["v", "h"]):
    rows += [[v for v in row if v] for row in table.df.values.tolist()]
json.dump(rows, sys.stdout)
"""

IMG2TABLE = """
import sys, json
from img2table.document import PDF
rows = []
for tables in PDF(sys.argv[1]).extract_tables(implicit_rows=False).values():
    for table in tables:
        rows += [[str(v) for v in row if v is not None] for row in table.df.values.tolist()]
json.dump(rows, sys.stdout)
"""

OPENDATALOADER = """
import sys, json, pathlib, tempfile, opendataloader_pdf

def text(node):
    if isinstance(node, list):
        return " ".join(map(text, node))
    return " ".join([node.get("content", "")] + [text(node[k]) for k in ("kids", "list items") if k in node])

def tables(node):
    if isinstance(node, list):
        for child in node:
            yield from tables(child)
    elif isinstance(node, dict):
        if node.get("type") == "table":
            yield node
        for value in node.values():
            if isinstance(value, list):
                yield from tables(value)

rows = []
with tempfile.TemporaryDirectory() as folder:
    opendataloader_pdf.convert(input_path=[sys.argv[1]], output_dir=folder, format="json", quiet=True)
    for path in pathlib.Path(folder).rglob("*.json"):
        for table in tables(json.loads(path.read_text())):
            grid = {}
            for row in table["rows"]:
                for cell in row["cells"]:
                    for down in range(cell.get("row span", 1)):
                        grid.setdefault(cell["row number"] + down, []).append(text(cell))
            rows += [[v for v in row if v.strip()] for row in grid.values()]
json.dump(rows, sys.stdout)
"""

PEERS = [("pdfplumber", PDFPLUMBER), ("Camelot", CAMELOT), ("img2table", IMG2TABLE), ("OpenDataLoader PDF", OPENDATALOADER)]


def bare(text):
    return "".join(str(text).split())


def right(rows, wanted):
    """How many of the wanted rows are there, each as texts that stand in one row."""
    by_text = {}
    for row in ({bare(text) for text in row} for row in rows):
        for text in row:
            by_text.setdefault(text, []).append(row)
    wanted = [[bare(text) for text in row] for row in wanted]
    return sum(any(all(t in row for t in texts) for row in by_text.get(texts[0], [])) for texts in wanted)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", nargs="*", default=["101", "102", "103"])
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    total = {}
    for case in given.cases:
        folder = ROOT / "fixtures/corpus" / case
        truth = json.loads((folder / "truth.json").read_text())
        operational = [[row[k] for k in ("indicator", "programme", "operational_objective", "target") if row[k]]
                       for row in truth["operational"]]
        years = [[row["indicator"], *row["targets"].values()] for row in truth["strategic_indicators"]]
        print(f"{case}/annex.pdf")
        with tempfile.TemporaryDirectory() as work:
            out = pathlib.Path(work) / "out.json"
            ours = [PROGRAM, "convert", folder / "annex.pdf", "-o", "-", "--quiet"]
            runs = [("cruscotto", ours)]
            runs += [(name, [sys.executable, "-c", script, folder / "annex.pdf"]) for name, script in PEERS]
            for name, command in runs:
                try:
                    seconds, busy, memory = measure(command, given.runs, out)
                except SystemExit as error:
                    print(f"  {name:20} {error}")
                    continue
                rows = json.loads(out.read_text())
                rows = list(rows_of_plan(rows)) if name == "cruscotto" else rows
                found = [right(rows, operational), len(operational), right(rows, years), len(years), seconds]
                print("  %-20s operational %3d of %3d, years %3d of %3d, %7.3f s (%.3f s of a processor, %.0f MB)"
                      % (name, *found, busy, memory))
                total[name] = [a + b for a, b in zip(total.get(name, [0] * 5), found)]
    print("together")
    for name, found in total.items():
        print("  %-20s operational %3d of %3d, years %3d of %3d, %7.3f s" % (name, *found))


if __name__ == "__main__":
    main()
