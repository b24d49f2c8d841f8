#!/usr/bin/env python3
"""Makes versions of plans that differ by one known edit, in several formats, and holds `diff` to them.

    python3 tests/readers/versions.py CRUSCOTTO CORPUS FOLDER [--cases 101,106] [--forms xlsx,xls,ods,pdf,csv] [--only EDIT,EDIT]

For each plan of the corpus and each kind of edit (edits.py) the older and the newer version are written as
workbooks (render.py); LibreOffice makes the other formats of them. Every change made has to be found, with its
field, values, direction and resolution, and nothing else reported. Needs openpyxl and LibreOffice. Exit status 1
if anything differs.
"""

import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import edits
import render

# Layout and the formats of the older and of the newer version.
PAIRS = [("bands", "xlsx", "xlsx"), ("bands", "xlsx", "ods"), ("bands", "xls", "xlsx"), ("bands", "pdf", "xlsx"),
         ("tables", "xlsx", "pdf"), ("tables", "ods", "xls"), ("single", "csv", "xlsx"), ("single", "xlsx", "csv")]


def plans(corpus, cases):
    for case in cases:
        plan = json.loads((corpus / case / "truth.json").read_text())
        for row in plan["executives"]:
            row["actual"] = row["actual"] or ""
        yield case, plan


def make(plan, edit, seed):
    """The two versions and what has to be found."""
    old, new = copy.deepcopy(plan), copy.deepcopy(plan)
    pick = edits.Pick(old, new, random.Random(f"{seed}/{edit.__name__}"))
    expected = edit(old, new, pick)
    new["annex"] |= {"resolution_number": edits.NUMBER, "resolution_date": edits.DAY}
    return old, new, expected, pick.disagreements


def convert(folder, wanted):
    """Workbooks in other formats, by runs of LibreOffice; `wanted` has the names by format."""
    with tempfile.TemporaryDirectory() as profile:
        for kind, stems in sorted(wanted.items()):
            # 44,34,76: comma, quotes, UTF-8.
            filter_ = "csv:Text - txt - csv (StarCalc):44,34,76,1" if kind == "csv" else kind
            books = [str(folder / f"{stem}.xlsx") for stem in sorted(stems)]
            for at in range(0, len(books), 50):
                command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", filter_,
                           "--outdir", str(folder), *books[at:at + 50]]
                subprocess.run(command, capture_output=True, check=True, timeout=900)


FIELDS = ("kind", "section", "indicator", "field", "year", "before", "after", "direction", "resolution")


def spaced(text):
    return " ".join(text.split()) if isinstance(text, str) else text


def compare(found, expected, disagreements):
    """What was not found, and what was found too much."""
    key = lambda c: tuple(spaced(c[f]) for f in FIELDS)
    said, wanted = sorted(map(key, found["changes"]), key=str), sorted(map(key, expected), key=str)
    faults = [f"missing: {c}" for c in wanted if c not in said] + [f"surplus: {c}" for c in said if c not in wanted]
    if not faults and len(said) != len(wanted):
        faults.append("a change is reported twice")
    said = sorted((d["code"], d["section"], spaced(d["indicator"])) for d in found["disagreements"])
    wanted = sorted((code, section, spaced(text)) for code, section, text in disagreements)
    return faults + [f"disagreement missing: {d}" for d in wanted if d not in said] + [
        f"disagreement surplus: {d}" for d in said if d not in wanted]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("corpus", type=pathlib.Path)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--cases", default="101,102,103,104,105,106")
    arguments.add_argument("--forms", default="xlsx,xls,ods,pdf,csv")
    arguments.add_argument("--only", help="names of edits, parted by commas")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    forms = given.forms.split(",")
    pairs = [p for p in PAIRS if p[1] in forms and p[2] in forms]
    jobs, wanted = [], defaultdict(set)
    for case, plan in plans(given.corpus, given.cases.split(",")):
        for edit in edits.EDITS:
            if given.only and edit.__name__ not in given.only.split(","):
                continue
            try:
                old, new, expected, disagreements = make(plan, edit, case)
            except IndexError:
                print(f"{case} {edit.__name__}: no row to try it on")
                continue
            for layout in sorted({p[0] for p in pairs}):
                stem = f"{case}-{edit.__name__}-{layout}-"
                render.write(old, given.folder / f"{stem}old.xlsx", layout)
                render.write(new, given.folder / f"{stem}new.xlsx", layout)
            jobs += [(case, edit.__name__, pair, expected, disagreements) for pair in pairs]
            for layout, *kinds in pairs:
                for age, kind in zip(("old", "new"), kinds):
                    if kind != "xlsx":
                        wanted[kind].add(f"{case}-{edit.__name__}-{layout}-{age}")
    convert(given.folder, wanted)

    def run(job):
        case, edit, (layout, was, now), expected, disagreements = job
        stem = given.folder / f"{case}-{edit}-{layout}-"
        command = [str(given.program.resolve()), "diff", f"{stem}old.{was}", f"{stem}new.{now}", "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 2 or not done.stdout:
            return job, [done.stderr.strip()]
        return job, compare(json.loads(done.stdout), expected, disagreements)

    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for (case, edit, pair, _, _), faults in pool.map(run, jobs):
            failed += bool(faults)
            if faults:
                print(f"{case} {edit} {' '.join(pair)}: {len(faults)} differences")
                for fault in faults[:6]:
                    print(f"  {fault}")
    print(f"{len(jobs) - failed} of {len(jobs)} pairs right: {len({j[1] for j in jobs})} kinds of edit, "
          f"{len({j[0] for j in jobs})} plans, {len(pairs)} pairs of formats")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
