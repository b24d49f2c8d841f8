#!/usr/bin/env python3
"""Reads a written workbook with other people's programs and compares it with plan.json.

    python3 tests/readers/workbook.py CRUSCOTTO FOLDER...

CRUSCOTTO is the program, FOLDER what `convert` wrote for one annex (plan.json and one .xlsx).
Needs openpyxl; where LibreOffice is installed the workbook also goes through it, as xlsx and as ods,
and what it saves must still be the same plan. Exit status 1 if anything differs.
"""

import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import warnings

import openpyxl

# openpyxl says so of every sheet with sparklines; nothing here is about them.
warnings.filterwarnings("ignore", message="Sparkline Group extension")

SHEETS = {
    "strategic_indicators": "Cruscotto strategico",
    "operational_indicators": "Obiettivi operativi",
    "executive_objectives": "Obiettivi dirigenti",
    "officer_objectives": "Obiettivi PO",
}
COLUMNS = {
    "objective": "Ob.",
    "indicator": "Indicatore",
    "programme": "Programma",
    "operational_objective": "Obiettivo operativo",
    "action": "Azione",
    "role": "Ruolo",
    "area": "Area",
}


def table(sheet):
    """The rows of a sheet by heading."""
    rows = sheet.iter_rows()
    heads = [cell.value for cell in next(rows)]
    return [dict(zip(heads, row)) for row in rows if any(cell.value is not None for cell in row)]


def italian(cell):
    """A cell's value as an Italian spreadsheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        code = cell.number_format
        percent = code.endswith("%")
        decimals = len(code.rstrip("%").partition(".")[2])
        text = f"{value * 100 if percent else value:,.{decimals}f}"
        text = text.replace(",", "\0").replace(".", ",").replace("\0", "." if "#,##0" in code else "")
        return text + ("%" if percent else "")
    return str(value)


def compare_values(plan, book, miss):
    """Every value of the sections, as it is shown and as what it is."""
    for section, name in SHEETS.items():
        rows = table(book[name])
        if len(rows) != len(plan[section]):
            miss(f"{name}: {len(rows)} rows, plan.json has {len(plan[section])}")
        for row, entry in zip(rows, plan[section]):
            where = f"{name} {entry['id']}"

            def same(column, want):
                got = italian(row[column])
                if got != (want or ""):
                    miss(f"{where}, {column}: {got!r}, plan.json has {want!r}")

            same("Id", entry["id"])
            same("Note", "\n".join(note["raw"] for note in entry["notes"]))
            for key, column in COLUMNS.items():
                if key in entry:
                    same(column, entry[key])
            targets = {str(t["year"]): t["target"] for t in entry.get("targets", [])}
            targets |= {c: entry[k] for k, c in (("target", "Target"), ("actual", "Valore rilevato"), ("progress", "SAL")) if entry.get(k)}
            for column, target in targets.items():
                same(column, target["raw"])
            if entry.get("target"):
                split(entry["target"], row, lambda text: miss(f"{where}: {text}"))


def split(target, row, miss):
    """The target taken apart: a number is a number, a percent a real percent, a day a day."""
    value = row["Valore"].value
    if target["kind"] == "deadline":
        if not isinstance(value, datetime.datetime) or value.date().isoformat() != target["date"]:
            miss(f"{target['raw']!r} is the day {value!r}")
    elif "value" in target:
        percent = target["unit"] == "%"
        if not isinstance(value, (int, float)) or abs(value * (100 if percent else 1) - target["value"]) > 1e-9:
            miss(f"{target['raw']!r} has the value {value!r}")
        if percent != row["Valore"].number_format.endswith("%"):
            miss(f"{target['raw']!r} is shown as {row['Valore'].number_format}")
    if row["Confronto"].value != target.get("comparator"):
        miss(f"{target['raw']!r} has the comparator {row['Confronto'].value!r}")


def compare_form(plan, book, miss):
    """Tables, frozen headers, filters, comments; no formula, no link that leaves the file."""
    for sheet in book.worksheets[1:]:
        tables = list(sheet.tables.values())
        if len(tables) != 1 or not tables[0].name.startswith("tbl_") or tables[0].autoFilter is None:
            miss(f"{sheet.title}: not one named table with a filter")
        if sheet.freeze_panes != "A2":
            miss(f"{sheet.title}: header is not frozen")
        if sheet.page_setup.orientation != "landscape" or sheet.page_setup.fitToHeight != 0:
            miss(f"{sheet.title}: does not print across on one page's width")
        comments = sum(1 for row in sheet.iter_rows() for cell in row if cell.comment)
        tinted = sum(1 for row in sheet.iter_rows(min_row=2) for cell in row if cell.fill.fgColor.rgb == "FFFFECB3")
        if tinted > comments:
            miss(f"{sheet.title}: {tinted} tinted cells, {comments} comments")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    miss(f"{sheet.title}!{cell.coordinate} is a formula")
                if cell.hyperlink and cell.hyperlink.target:
                    miss(f"{sheet.title}!{cell.coordinate} links to {cell.hyperlink.target}")
    inferred = sum(len(row["inferred"]) for section in [*SHEETS, "strategic_objectives"] for row in plan[section])
    if inferred != len(table(book["Deduzioni"])):
        miss(f"Deduzioni: {len(table(book['Deduzioni']))} rows, plan.json has {inferred}")


def content(plan):
    """A plan without its places and the file it was read from."""
    if isinstance(plan, dict):
        return {key: content(value) for key, value in plan.items() if key not in ("provenance", "source")}
    if isinstance(plan, list):
        return [content(value) for value in plan]
    return plan


def back(program, path, plan, miss):
    """The plan that `cruscotto convert` finds in the workbook is the one that was written."""
    with tempfile.TemporaryDirectory() as out:
        run = subprocess.run([program, "convert", path, "-o", out, "--format", "json"], capture_output=True, text=True)
        found = list(pathlib.Path(out).glob("*/plan.json"))
        if run.returncode or not found:
            miss(f"{path.name} does not come back: {run.stderr.strip()}")
        elif content(json.loads(found[0].read_text())) != content(plan):
            miss(f"{path.name} comes back as another plan")


def through_libreoffice(path, kind, folder):
    """The workbook as LibreOffice saves it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", f"{folder}/{kind}", str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return pathlib.Path(folder, kind, f"{path.stem}.{kind}")


def examine(program, folder):
    """What is wrong with the workbook of a folder."""
    faults = []
    plan = json.loads((folder / "plan.json").read_text())
    path = next(folder.glob("*.xlsx"))
    book = openpyxl.load_workbook(path)
    compare_values(plan, book, faults.append)
    compare_form(plan, book, faults.append)
    back(program, path, plan, faults.append)
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as scratch:
            for kind in ("xlsx", "ods"):
                saved = through_libreoffice(path, kind, scratch)
                back(program, saved, plan, lambda text: faults.append(f"saved by LibreOffice as {kind}: {text}"))
                if kind == "xlsx":
                    compare_values(plan, openpyxl.load_workbook(saved), lambda text: faults.append(f"LibreOffice: {text}"))
    return faults


def main(program, *folders):
    failed = False
    for folder in map(pathlib.Path, folders):
        faults = examine(str(pathlib.Path(program).resolve()), folder)
        failed |= bool(faults)
        print(f"{folder}: {'same plan' if not faults else f'{len(faults)} differences'}")
        for fault in faults[:20]:
            print(f"  {fault}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
