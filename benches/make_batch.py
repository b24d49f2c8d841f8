#!/usr/bin/env python3
"""Make a folder of many annexes, each with its own content, out of the corpus' workbooks.

    python3 benches/make_batch.py COUNT FOLDER [--seed N]

Needs nothing but Python. Each annex is a workbook of fixtures/corpus whose texts are varied: words are
exchanged for other words of the same workbook, percents and days change. Headers, remarks, layout, formats
and merged cells stay. The same seed gives the same files.
"""

import argparse
import pathlib
import random
import re
import zipfile

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "corpus"
TEXTS = {
    "xlsx": (re.compile(r"xl/(sharedStrings|worksheets/.*)\.xml"), re.compile(r"(<t(?: [^>]*)?>)([^<]+)(</t>)")),
    "ods": (re.compile(r"content\.xml"), re.compile(r"(<text:p[^>]*>)([^<]+)(</text:p>)")),
}


def is_plain(word):
    return word.isalpha() and word.islower() and len(word) > 5


def vary(text, words, rng):
    """A text of the same kind: a header, a heading or a remark stays what it is."""
    text = re.sub(r"\b\d{1,2}(?=\s?%)", lambda m: str(rng.randint(1, 99)), text)
    text = re.sub(r"\b\d{1,3}(?=\s?(?:gg|giorni))", lambda m: str(rng.randint(5, 90)), text)
    if len(text) < 40 or re.search(r"deliberazione|PERSPECTIVE|CCIAA|Camera", text):
        return text
    parts = text.split(" ")
    for i, part in enumerate(parts[1:], start=1):
        if is_plain(part) and rng.random() < 0.4:
            parts[i] = rng.choice(words)
    return " ".join(parts)


def make(source, target, rng):
    parts, texts = TEXTS[source.suffix[1:]]
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        xml = {item: old.read(item).decode() for item in old.infolist() if parts.fullmatch(item.filename)}
        words = sorted({w for part in xml.values() for t in texts.findall(part) for w in t[1].split() if is_plain(w)})
        varied = {}  # the same words mean the same thing on every sheet

        def exchange(match):
            text = match[2]
            if text not in varied:
                varied[text] = vary(text, words, rng)
            return match[1] + varied[text] + match[3]

        for item in old.infolist():
            data = old.read(item)
            if item in xml:
                data = texts.sub(exchange, xml[item]).encode()
            fixed = zipfile.ZipInfo(item.filename, (2020, 7, 21, 0, 0, 0))
            new.writestr(fixed, data, compress_type=zipfile.ZIP_DEFLATED)


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
