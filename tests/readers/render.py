"""Writes a plan, in the shape of the corpus' truth.json, as a workbook in one of three layouts.

    bands   headings over their rows, merged cells, a sheet for each executive and officer
    tables  a table a kind, texts repeated in every row
    single  the same tables one below the other on one sheet
"""

import datetime
import itertools
import re

import openpyxl
from openpyxl.styles import Alignment, Border, Side

LAYOUTS = ("bands", "tables", "single")
LINE = Side(style="thin")
TOP = Alignment(wrap_text=True, vertical="top")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


class Page:
    """A sheet that is filled from the top."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.row = 0

    def line(self, *texts):
        """A row of cells with a frame; gives its number."""
        self.row += 1
        for column, text in enumerate(texts, 1):
            cell = self.sheet.cell(self.row, column)
            cell.border = FRAME
            cell.alignment = TOP
            cell.value, code = typed(text)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # `=> 80%` is no formula
            if code:
                cell.number_format = code
        return self.row

    def band(self, text, width):
        """A text in a merged row."""
        at = self.line(*[text] + [""] * (width - 1))
        self.sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)

    def title(self, text):
        self.row += 1
        self.sheet.cell(self.row, 1).value = text

    def merge(self, column, first, last):
        if last > first:
            for row in range(first + 1, last + 1):
                self.sheet.cell(row, column).value = None
            self.sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)

    def widths(self, *widths):
        for column, width in enumerate(widths):
            self.sheet.column_dimensions[chr(65 + column)].width = width
        setup = self.sheet.page_setup
        setup.orientation, setup.fitToWidth, setup.fitToHeight = "landscape", 1, 0
        setup.paperSize = 9
        self.sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)


def typed(text):
    """A text as a spreadsheet keeps it: percents, days and whole numbers are values."""
    if re.fullmatch(r"\d+%", text or ""):
        return int(text[:-1]) / 100, "0%"
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text or ""):
        return datetime.datetime.strptime(text, "%d/%m/%Y"), "dd/mm/yyyy"
    if re.fullmatch(r"\d{1,3}", text or ""):
        return int(text), None
    return text or None, None


def head(plan):
    annex = plan["annex"]
    day = datetime.date.fromisoformat(annex["resolution_date"]).strftime("%d/%m/%Y")
    return annex["organisation"], f"{annex['label']} Delibera di Giunta n. {annex['resolution_number']} del {day}"


def year(plan):
    return plan["annex"]["resolution_date"][:4]


def name(plan, number):
    titles = {o["number"]: o["title"] for o in plan["strategic_objectives"]}
    return f"{number}. {titles[number]}"


def runs(rows, *keys):
    return [(key, list(group)) for key, group in itertools.groupby(rows, key=lambda r: [r[k] for k in keys])]


def notes(row):
    return "\n".join(row["notes"])


def objectives(plan, page):
    for text in head(plan):
        page.title(text)
    page.title("Quadro degli obiettivi strategici")
    page.line("N.", "Obiettivo strategico", "Missione", "Prospettiva BSC")
    names = {m["code"]: f"{m['code']} - {m['name']}" for m in plan["missions"]}
    for o in plan["strategic_objectives"]:
        page.line(str(o["number"]), o["title"], f"Missione {names[o['mission']]}", o["perspective"])
    page.widths(30, 70, 40, 40)


def dashboard(plan, page):
    page.title("Obiettivi strategici: indicatori")
    page.line("Obiettivo strategico", "Indicatore", *[f"Target {y}" for y in plan["years"]], "Responsabile", "Note")
    for r in plan["strategic_indicators"]:
        values = [r["targets"].get(y, "") for y in plan["years"]]
        page.line(name(plan, r["objective"]), r["indicator"], *values, "\n".join(r["owners"]), notes(r))
    page.widths(35, 45, *[14] * len(plan["years"]), 30, 45)


OPERATIONAL = ("Obiettivo strategico", "Programma", "Obiettivo operativo", "Indicatore", "Target", "Servizi coinvolti",
               "Area", "Note")


def operational_line(plan, page, r):
    return page.line(name(plan, r["objective"]), r["programme"], r["operational_objective"], r["indicator"], r["target"],
                     r["services"], r["area"], notes(r))


def operational(plan, page):
    page.title("Obiettivi operativi")
    page.line(*OPERATIONAL)
    for r in plan["operational"]:
        operational_line(plan, page, r)
    page.widths(35, 35, 35, 45, 20, 30, 15, 45)


def executives(plan, page):
    page.title("Obiettivi dei dirigenti")
    page.line("Dirigente", "Prospettiva", "Ob. strategico", "Azione", "Indicatore", "Target", "Peso", f"Valore 30/06/{year(plan)}", "Note")
    for r in plan["executives"]:
        page.line(r["role"], r["perspective"], name(plan, r["objective"]), r["action"], r["indicator"], r["target"],
                  r["weight"], r["actual"], notes(r))
    page.widths(20, 25, 35, 35, 45, 20, 8, 14, 45)


def officers(plan, page):
    page.title("Obiettivi dei responsabili PO")
    page.line("Responsabile PO", "Ob. strategico", "Ob. operativo", "Indicatore", "Target", "Peso", "Area", "Albero",
              "Produttività", "Note")
    for r in plan["officers"]:
        page.line(r["role"], name(plan, r["objective"]), r["operational_objective"], r["indicator"], r["target"],
                  r["weight"], r["area"], r["tree"], r["productivity"], notes(r))
    page.widths(30, 35, 35, 45, 20, 8, 10, 8, 12, 45)


TABLES = {"Quadro": objectives, "Strategici": dashboard, "Operativi": operational, "Dirigenti": executives, "PO": officers}


def bands(plan, sheet):
    objectives(plan, sheet("Quadro"))
    page = sheet("Cruscotto")
    page.title("CRUSCOTTO STRATEGICO")
    width = len(plan["years"]) + 2
    for (objective,), rows in runs(plan["strategic_indicators"], "objective"):
        page.line(name(plan, objective), *plan["years"], "Owner", "Note", "")
        for r in rows:
            values = [r["targets"].get(y, "") for y in plan["years"]]
            first, rest = (r["notes"] + ["", ""])[:2], r["notes"][2:]
            page.line(r["indicator"], *values, "\n".join(r["owners"]), first[0], "\n".join([first[1], *rest]).strip())
    page.widths(50, *[14] * (width - 2), 30, 45, 45)
    page = sheet("Operativi")
    page.title("OBIETTIVI OPERATIVI")
    page.line(*OPERATIONAL)
    at = {id(r): operational_line(plan, page, r) for r in plan["operational"]}
    keys = ("objective", "programme", "operational_objective")
    for depth in (1, 2, 3):
        for _, rows in runs(plan["operational"], *keys[:depth]):
            page.merge(depth, at[id(rows[0])], at[id(rows[-1])])
    page.widths(35, 35, 35, 45, 20, 30, 15, 45)
    for (role,), rows in runs(plan["executives"], "role"):
        page = sheet(role)
        page.band(f"OBIETTIVI {year(plan)} {role}", 7)
        for (perspective, objective), part in runs(rows, "perspective", "objective"):
            page.band(perspective, 7)
            page.band(name(plan, objective), 7)
            page.line("Peso", "Azione", "Indicatori", "Target", f"Valore 30/06/{year(plan)}", f"SAL 30/06/{year(plan)}", "Peso",
                      "")
            for r in part:
                page.line(r["weight"], r["action"], r["indicator"], r["target"], r["actual"], r["progress"], r["weight_right"],
                          notes(r))
        page.widths(8, 40, 45, 20, 14, 14, 8, 45)
    for (role,), rows in runs(plan["officers"], "role"):
        page = sheet(role)
        page.band(role, 7)
        for (objective,), part in runs(rows, "objective"):
            page.band(name(plan, objective), 7)
            page.line("Obiettivo Operativo", "Indicatore", "Target", "Peso", "Area", "Albero", "Produttività", "")
            for r in part:
                page.line(r["operational_objective"], r["indicator"], r["target"], r["weight"], r["area"], r["tree"],
                          r["productivity"], notes(r))
        page.widths(40, 45, 20, 8, 10, 8, 12, 45)


def write(plan, path, layout):
    """Writes the plan to `path` (.xlsx)."""
    book = openpyxl.Workbook()
    book.remove(book.active)

    def sheet(title):
        title = re.sub(r"[\\/*?:\[\]]", " ", title)
        title = title if len(title) <= 31 else f"{title[:3]}{title[-27:]}"
        return Page(book.create_sheet(title))

    if layout == "bands":
        bands(plan, sheet)
    elif layout == "tables":
        for title, table in TABLES.items():
            table(plan, sheet(title))
    else:
        page = sheet("Piano")
        for table in TABLES.values():
            table(plan, page)
            page.row += 2
    for sheet in book:
        heights(sheet)
    book.save(path)


def heights(sheet):
    """Rows as high as their texts ask for: a print cuts off what does not fit."""
    for row in sheet.iter_rows():
        lines = 1
        for column, cell in enumerate(row):
            width = sheet.column_dimensions[chr(65 + column)].width
            parts = str(cell.value or "").split("\n")
            lines = max(lines, sum(1 + int(len(part) / (0.8 * width)) for part in parts))
        sheet.row_dimensions[row[0].row].height = 15 * lines
