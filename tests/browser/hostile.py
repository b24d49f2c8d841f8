"""Two annexes that no chamber would write: one that would run code, one of 10,000 rows.

    python3 hostile.py FOLDER
"""

import csv
import pathlib
import sys

HEAD = [
    "Obiettivo strategico",
    "Programma di intervento",
    "Obiettivo operativo",
    "Indicatore",
    "Target 2020",
    "Servizi interni coinvolti",
    "Area",
    "Note",
]
EVIL = [
    "<script>window.hacked=1;alert(1)</script>",
    "</script><script>window.hacked=2</script>",
    "\"><img src=x onerror=\"window.hacked=3\">",
    "' onmouseover='window.hacked=4",
    "javascript:window.hacked=5",
    "=cmd|' /C calc'!A0",
    "{{ 7*7 }}{% include 'x' %}",
    "--></style><style>*{display:none}</style><!--",
    "<svg onload=window.hacked=6>",
    "&lt;b&gt; &amp;amp; \u202egnirts\u202c",
]


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(HEAD)
        out.writerows(rows)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    evil = []
    for at, text in enumerate(EVIL):
        other = EVIL[(at + 3) % len(EVIL)]
        evil.append([f"{at + 1}. {text}", other, text, f"{text} {at}", text, f"Servizio {other}", text, f"Inserito {text}"])
    write(folder / "hostile.csv", evil)
    write(
        folder / "large.csv",
        [
            [
                f"{n // 500 + 1}. Obiettivo strategico numero {n // 500 + 1}",
                f"Programma {n // 50}",
                f"Obiettivo operativo {n // 10}",
                f"Percentuale di pratiche evase nei tempi, riga {n} del piano",
                f"≥ {n % 100}%",
                f"Servizio {'ABCDEFGHIJ'[n % 10]}",
                "AREA I",
                "Aggiornato con deliberazione della Giunta n. 12 del 3 marzo 2020" if n % 7 == 0 else "",
            ]
            for n in range(10_000)
        ],
    )


main()
