#!/usr/bin/env python3
"""Make a workbook of one sheet of operational objectives: ROWS rows of 12 columns.

    python3 benches/make_large.py ROWS FILE

Needs nothing but Python. No two indicators are alike; a strategic objective, a programme and an
operational objective are merged over their rows.
"""

import sys
import zipfile
from xml.sax.saxutils import escape

HEADER = ["Obiettivo strategico", "Programma", "Obiettivo operativo", "Indicatore", "Target 2020", "Servizi coinvolti",
          "Area", "Note", "Codice", "Fonte", "Unità di misura", "Formula"]
VERBS = ["Riduzione", "Incremento", "Consolidamento", "Revisione", "Monitoraggio", "Diffusione", "Verifica"]
THINGS = ["dei tempi di evasione", "delle imprese assistite", "degli eventi promozionali", "delle procedure interne",
          "dei servizi digitali", "delle pratiche telematiche", "del grado di soddisfazione", "dei controlli"]


def rows(count):
    for n in range(count):
        objective, programme, operational = n // 40, n // 20, n // 5
        verb, thing = VERBS[n % len(VERBS)], THINGS[n // 7 % len(THINGS)]
        yield [
            f"{objective % 12 + 1}. Obiettivo strategico {objective % 12 + 1} della Camera", f"Programma {programme}",
            f"{verb} dell'obiettivo operativo {operational}", f"{verb} {thing}, misura {n}",
            n % 5 if n % 3 else f">= {n % 100}%", f"Servizio {n % 9}", f"AREA {'I' * (n % 3 + 1)}",
            f"Inserito con deliberazione della Giunta n. {n % 90 + 1} del 0{n % 9 + 1}/03/2020" if n % 11 == 0 else "",
            f"C{n:05}", "Rilevazione interna", "%" if n % 2 else "n.", f"A/B x {n % 100}",
        ]


def cell(row, column, value, style=""):
    place = f"{chr(65 + column)}{row}"
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    lines, merged = [], []
    for number, values in enumerate([HEADER, *rows(count)], start=1):
        for column, every in enumerate([40, 20, 5]):
            if number > 1 and (number - 2) % every == 0:
                last = min(number + every - 1, count + 1)
                letter = chr(65 + column)
                if last > number:
                    merged.append(f'<mergeCell ref="{letter}{number}:{letter}{last}"/>')
            elif number > 1:
                values[column] = ""
        lines.append(f'<row r="{number}">{"".join(cell(number, c, v) for c, v in enumerate(values))}</row>')
    main_space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main_space} xmlns:r="{office}"><sheets><sheet name="Obiettivi operativi" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main_space}><sheetData>{"".join(lines)}</sheetData>'
        f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(zipfile.ZipInfo(name, (2020, 7, 21, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
