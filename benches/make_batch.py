#!/usr/bin/env python3
"""Make a folder of many annexes, each with its own content, out of the corpus' workbooks.

    python3 benches/make_batch.py COUNT FOLDER [--seed N]

Needs nothing but Python. Each annex is a workbook of fixtures/corpus whose texts are varied: words are
exchanged for other words of the same workbook, percents, days and years' values change, the chamber and
the resolution get names and numbers of their own. Layout, formats and merged cells stay. The same seed
gives the same files.
"""

import argparse
import pathlib
import random
import re
import zipfile

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "corpus"
TEXT_PARTS = {"xlsx": ("xl/sharedStrings.xml", r"(<t[^>]*>)([^<]+)(</t>)"), "ods": ("content.xml", r"(<text:p[^>]*>)([^<]+)(</text:p>)")}


def vary(text, words, rng):
    """A text of the same kind: a header, a heading or a remark stays what it is."""
    text = re.sub(r"\b\d{1,2}(?=\s?%)", lambda m: str(rng.randint(1, 99)), text)
    text = re.sub(r"\b\d{1,3}(?=\s?(?:gg|giorni))", lambda m: str(rng.randint(5, 90)), text)
    if len(text) < 40 or re.search(r"deliberazione|PERSPECTIVE|CCIAA|Camera", text):
        return text
    parts = text.split(" ")
    for i, part in enumerate(parts[1:], start=1):
        if part.isalpha() and part.islower() and len(part) > 5 and rng.random() < 0.4:
            parts[i] = rng.choice(words)
    return " ".join(parts)


def make(source, target, rng):
    part, pattern = TEXT_PARTS[source.suffix[1:]]
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == part:
                xml = data.decode()
                words = sorted({w for t in re.findall(pattern, xml) for w in t[1].split() if w.isalpha() and w.islower() and len(w) > 5})
                data = re.sub(pattern, lambda m: m[1] + vary(m[2], words, rng) + m[3], xml).encode()
            new.writestr(zipfile.ZipInfo(item.filename, (2020, 7, 21, 0, 0, 0)), data, compress_type=zipfile.ZIP_DEFLATED)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("count", type=int)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    sources = sorted(CORPUS.glob("*/annex.xlsx")) + sorted(CORPUS.glob("*/annex.ods"))[:2]
    for number in range(given.count):
        source = sources[number % len(sources)]
        target = given.folder / f"chamber-{number // 10:03}" / f"plan-{number:04}{source.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        make(source, target, random.Random(f"{given.seed}/{number}"))
    print(f"{given.count} annexes in {given.folder}")


if __name__ == "__main__":
    main()
