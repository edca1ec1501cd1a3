#!/usr/bin/env python3
"""score_dates.py LAYER_FILE LISTS TREES.conllu [SHOWN]: dates against the <date> and <time> elements of GUM.

GUM's texts mark dates with what they stand for (when="2014-07", from="…" to="…") and say when each was written. Counted
are the elements that name days; right is one that a %Date overlaps which stands for the same first and last day. A %Date
is not surplus where it touches such an element, or an entity of the type "time". Each text is a document, its paragraphs
as GUM has them. SHOWN differences are printed, if a number is given.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
TAG = re.compile(r"<(date|time)((?: [\w:]+:::\"[^\"]*\")*)>|</(date|time)>")
ATTRIBUTE = re.compile(r"([\w:]+?):::\"([^\"]*)\"")
ENTITY = re.compile(r"\((\d+)-time[^()|]*(\)?)|(\d+)\)")


class Document:
    def __init__(self, name, written):
        self.name, self.written = name, written
        self.text = ""
        self.dates = []     # (start, end, attributes), in code points
        self.entities = []  # (start, end)


def blocks_of(path):
    with open(path, encoding="utf-8") as trees:
        for block in trees.read().split("\n\n"):
            lines = block.splitlines()
            if lines:
                yield lines


def misc(row, name):
    return "".join(part[len(name) + 1:] for part in row[9].split("|") if part.startswith(name + "="))


class Reader:
    """Puts the sentences of a document together; elements may reach over several words."""

    def __init__(self):
        self.documents, self.open_dates, self.open_entities = [], [], []

    def sentence(self, lines):
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        if "newdoc id" in comments:
            self.documents.append(Document(comments["newdoc id"], comments.get("meta::dateCreated", "")))
            self.open_dates, self.open_entities = [], []
        document = self.documents[-1]
        if document.text:
            paragraph = any(line.startswith("# newpar") for line in lines)
            document.text += "\n\n" if paragraph else " "
        base, at = len(document.text), 0
        document.text += comments["text"]
        rows = [line.split("\t") for line in lines if line[0] != "#"]
        skip = 0
        for row in rows:
            if "." in row[0]:
                continue
            if "-" in row[0]:
                skip = int(row[0].split("-")[1])
            elif int(row[0]) <= skip:
                self.word(row, start, end)
                continue
            start = comments["text"].index(row[1], at)
            end = at = start + len(row[1])
            start, end = base + start, base + end
            if "-" not in row[0]:
                self.word(row, start, end)

    def word(self, row, start, end):
        document = self.documents[-1]
        closing = 0
        for match in TAG.finditer(misc(row, "XML")):
            if match.group(1):
                self.open_dates.append((start, dict(ATTRIBUTE.findall(match.group(2)))))
            else:
                closing += 1
        for _ in range(min(closing, len(self.open_dates))):
            first, attributes = self.open_dates.pop()
            document.dates.append((first, end, attributes))
        for match in ENTITY.finditer(misc(row, "Entity")):
            if match.group(2):
                document.entities.append((start, end))
            elif match.group(1):
                self.open_entities.append((match.group(1), start))
            else:
                known = [i for i, (name, _) in enumerate(self.open_entities) if name == match.group(3)]
                if known:
                    document.entities.append((self.open_entities.pop(known[-1])[1], end))


def bound(text, last):
    """The first or last day of "2014", "2014-07", "2014-07-28" as 20140728; None for anything else."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    month = month or (12 if last else 1)
    leap = month == 2 and year % 4 == 0 and (year % 100 or year % 400 == 0)
    return year * 10000 + month * 100 + (day or (DAYS[month] + bool(leap) if last else 1))


def gold_of(attributes):
    first = bound(attributes.get("when", attributes.get("from", "")), False)
    last = bound(attributes.get("when", attributes.get("to", "")), True)
    return (first, last) if first and last else None


def days_of(item):
    """First and last day, of "1990/1995" also those of its two ends."""
    yield item.get("from"), item.get("to")
    ends = item.get("value", "").split("/")
    if len(ends) == 2:
        yield from ((bound(end, False), bound(end, True)) for end in ends)


def read_dates(program, lists, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as out:
        for document in documents:
            line = {"id": document.name, "text": document.text, "date": document.written}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    try:
        printed = subprocess.run([program, lists, out.name], capture_output=True, text=True, check=True).stdout
    finally:
        os.unlink(out.name)
    return [json.loads(line) for line in printed.splitlines()]


def in_points(text, items):
    """The items with their offsets in code points."""
    points = {}
    at = 0
    for number, char in enumerate(text):
        points[at] = number
        at += len(char.encode())
    points[at] = len(text)
    return [{**item, "start": points[item["start"]], "end": points[item["end"]]} for item in items]


def touches(item, span):
    return item["start"] < span[1] and span[0] < item["end"]


def tally(program, lists, trees, shown=0):
    reader = Reader()
    for lines in blocks_of(trees):
        reader.sentence(lines)
    counts = collections.Counter()
    for document, found in zip(reader.documents, read_dates(program, lists, reader.documents)):
        dates = in_points(document.text, found["Date"])
        counts["found"] += len(dates)
        marked = [*document.entities, *((start, end) for start, end, _ in document.dates)]
        for item in dates:
            placed = any(touches(item, span) for span in marked)
            counts["placed"] += placed
            if not placed and shown > 0:
                shown -= 1
                print("+", document.text[item["start"]:item["end"]], "|",
                      document.text[max(item["start"] - 30, 0):item["end"] + 20].replace("\n", " "))
        for start, end, attributes in document.dates:
            gold = gold_of(attributes)
            if not gold:
                continue
            counts["gold"] += 1
            near = [item for item in dates if touches(item, (start, end))]
            counts["met"] += bool(near)
            right = any(gold in days_of(item) for item in near)
            counts["right"] += right
            if not right and shown > 0:
                shown -= 1
                print("-", document.written, document.text[start:end], gold, [item.get("value") for item in near], "|",
                      document.text[max(start - 30, 0):end + 20].replace("\n", " "))
    return counts


def score(program, lists, trees):
    """Percent of the elements whose days are right."""
    counts = tally(program, lists, trees)
    return 100 * counts["right"] / max(counts["gold"], 1)


def main(program, lists, trees, shown="0"):
    counts = tally(program, lists, trees, int(shown))
    print(f"dates: of {counts['gold']} in the gold {100 * counts['met'] / max(counts['gold'], 1):.1f} % found, "
          f"{100 * counts['right'] / max(counts['gold'], 1):.1f} % with the right days; "
          f"{100 * counts['placed'] / max(counts['found'], 1):.1f} % of {counts['found']} found are marked as a time")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
