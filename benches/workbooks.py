#!/usr/bin/env python3
"""Whole processes on the same workbooks: time, processor, memory, and how many rows come out right.

    cargo build --release
    pip install openpyxl python-calamine
    python3 benches/workbooks.py [--runs N] [--large ROWS] [CASE...]

A case is a folder of fixtures/corpus. A row of the truth is right when programme, operational objective,
indicator and target (operational), or indicator and each year's target (dashboard), stand together in one
row that the program gives: as text, the way the spreadsheet shows it. The peers are given every help: a
fill of merged cells, and any row of any sheet counts. `floor` is what the task costs at least: calamine
reads all cells of the file, rust_xlsxwriter writes the same cells (`cargo bench --bench stages -- floor`
measures it).
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "cruscotto"

OPENPYXL = """
import sys, json, openpyxl
rows = []
for sheet in openpyxl.load_workbook(sys.argv[1], data_only=True):
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        for row in sheet.iter_rows(area.min_row, area.max_row, area.min_col, area.max_col):
            for cell in row:
                cell.value = value
    rows += [[str(v) for v in row if v is not None] for row in sheet.iter_rows(values_only=True)]
json.dump(rows, sys.stdout)
"""

CALAMINE = """
import sys, json, python_calamine
book, rows = python_calamine.CalamineWorkbook.from_path(sys.argv[1]), []
for name in book.sheet_names:
    sheet = book.get_sheet_by_name(name)
    table = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in getattr(sheet, "merged_cell_ranges", None) or []:
        for row in table[top:bottom + 1]:
            row[left:right + 1] = [table[top][left]] * (right - left + 1)
    rows += [[str(v) for v in row if v != ""] for row in table]
json.dump(rows, sys.stdout)
"""


def measure(command, runs, output=None):
    """The least of several runs: wall seconds, processor seconds, MB of peak memory."""
    rows = []
    for _ in range(runs):
        with open(output or os.devnull, "wb") as out:
            start = time.perf_counter()
            child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(child.pid, 0)
            took = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{command} ends with {child.returncode}")
        rows.append((took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))
    return tuple(map(min, zip(*rows)))


def norm(text):
    return " ".join(str(text).split())


def wanted(truth):
    """Texts that must stand together, a list a row."""
    for row in truth["operational"]:
        yield [row[k] for k in ("programme", "operational_objective", "indicator", "target") if row[k]]
    for row in truth["strategic_indicators"]:
        yield [row["indicator"], *row["targets"].values()]


def right(rows, truth):
    rows = [{norm(text) for text in row} for row in rows]
    by_text = {}
    for row in rows:
        for text in row:
            by_text.setdefault(text, []).append(row)
    good = all_rows = 0
    for texts in map(lambda t: [norm(text) for text in t], wanted(truth)):
        all_rows += 1
        good += any(all(text in row for text in texts) for row in by_text.get(texts[0], []))
    return good, all_rows


def rows_of_plan(plan):
    for row in plan["operational_indicators"]:
        yield [row.get("programme") or "", row.get("operational_objective") or "", row["indicator"],
               (row.get("target") or {}).get("raw", "")]
    for row in plan["strategic_indicators"]:
        yield [row["indicator"], *(target["target"]["raw"] for target in row["targets"])]


def compare(path, truth, runs, work):
    out = work / "out"
    ours = measure([PROGRAM, "convert", path, "-o", out, "--force", "--quiet"], runs)
    book = measure([PROGRAM, "convert", path, "-o", out, "--force", "--quiet", "-f", "xlsx"], runs)
    plan = work / "plan.json"
    only_json = measure([PROGRAM, "convert", path, "-o", "-", "--quiet"], runs, plan)
    lines = [("cruscotto, all default formats", ours, None), ("cruscotto, workbook", book, None)]
    lines.append(("cruscotto, plan.json", only_json, list(rows_of_plan(json.loads(plan.read_text())))))
    peers = [("openpyxl + fill of merged cells", OPENPYXL), ("python-calamine + fill", CALAMINE)]
    for name, script in peers:
        rows = work / "rows.json"
        try:
            took = measure([sys.executable, "-c", script, path], min(runs, 5), rows)
        except SystemExit as error:
            print(f"  {name:34} {error}")
            continue
        lines.append((name, took, json.loads(rows.read_text())))
    for name, (wall, busy, memory), rows in lines:
        good = "%d of %d" % right(rows, truth) if truth and rows is not None else ""
        print(f"  {name:34} {wall * 1e3:8.1f} ms {busy * 1e3:8.1f} ms cpu {memory:7.1f} MB  {good}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", nargs="*", default=["101", "103"])
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--large", type=int, default=0, metavar="ROWS")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        wall, busy, memory = measure([PROGRAM, "--version"], given.runs)
        print(f"start-up: {wall * 1e3:.1f} ms, {busy * 1e3:.1f} ms cpu, {memory:.1f} MB")
        for case in given.cases:
            truth = json.loads((ROOT / "fixtures/corpus" / case / "truth.json").read_text())
            print(f"{case}/annex.xlsx")
            compare(ROOT / "fixtures/corpus" / case / "annex.xlsx", truth, given.runs, work)
        if given.large:
            path = work / "large.xlsx"
            subprocess.run([sys.executable, ROOT / "benches/make_large.py", str(given.large), path], check=True)
            print(f"a sheet of {given.large} × 12 cells")
            compare(path, None, min(given.runs, 3), work)
        real = ROOT / "fixtures/giunta-92-2020/annex.txt"
        wall, busy, memory = measure(
            [PROGRAM, "convert", real, "-o", work / "real", "--force", "--quiet"], given.runs)
        print(f"the real annex: {wall * 1e3:.1f} ms, {busy * 1e3:.1f} ms cpu, {memory:.1f} MB")


if __name__ == "__main__":
    main()
