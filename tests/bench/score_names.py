#!/usr/bin/env python3
"""score_names.py LAYER_FILE LISTS TREES.conllu [SHOWN]: names against the entities of GUM.

The gold, from the entities that GUM marks: a name is the run of proper nouns around the head of an entity, within it,
without entities of their own that it begins or ends with ("U.S. President Joe Biden" holds two names). Its kind is the
entity's: person, organization, place, or other. "of", "the", "and" and hyphens may stand between proper nouns; either
way counts as right. Words for nationalities are left out on both sides, and names within names. Beside it: how many names
of one word, and pronouns, are linked to a fuller name of what GUM says they mean (of those where there is one; of those
that are linked). SHOWN differences are printed, if a number is given.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

ENTITY = re.compile(r"\((\d+)-(\w+)[^()]*(\)?)|(\d+)\)")
KINDS = {"person", "organization", "place"}
JOINTS = {"of", "the", "and", "&", "-", "–", "for", "'s", "de", "la", "van", "von", "der", "bin", "al", "del", "’s",
          "."}


class Word:
    def __init__(self, row, start, end):
        self.form, self.head, self.number = row[1], row[6], row[0]
        self.proper = row[4].startswith("NNP") and not re.search(r"[@/]", row[1])
        self.misc, self.start, self.end = row[9], start, end


class Mention:
    def __init__(self, identity, kind, sentence, first):
        self.identity, self.kind, self.sentence, self.first, self.last = identity, kind, sentence, first, first


class Document:
    def __init__(self, name):
        self.name, self.text, self.sentences, self.mentions = name, "", [], []


def documents_of(path):
    """Documents with their text, words and mentions, offsets in code points."""
    documents = []
    with open(path, encoding="utf-8") as trees:
        for block in trees.read().split("\n\n"):
            lines = block.splitlines()
            if lines:
                comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
                if "newdoc id" in comments:
                    documents.append(Document(comments["newdoc id"]))
                add_sentence(documents[-1], lines, comments["text"])
    return documents


def add_sentence(document, lines, text):
    if document.text:
        document.text += "\n\n" if any(line.startswith("# newpar") for line in lines) else " "
    base, at, skip, words = len(document.text), 0, 0, []
    document.text += text
    for row in (line.split("\t") for line in lines if line[0] != "#"):
        if "." in row[0]:
            continue
        if "-" in row[0]:
            skip = int(row[0].split("-")[1])
            continue
        start = text.find(row[1], at)
        if start < 0 or (int(row[0]) <= skip and start > at + 1):
            start = at  # a part of a fused word that is not spelled out
        at = start + len(row[1]) if text.startswith(row[1], start) else start
        words.append(Word(row, base + start, base + max(at, start + 1)))
    document.sentences.append(words)
    add_mentions(document, len(document.sentences) - 1, words)


def add_mentions(document, number, words):
    pending = []
    for index, word in enumerate(words):
        text = "".join(part[7:] for part in word.misc.split("|") if part.startswith("Entity="))
        for match in ENTITY.finditer(text):
            if match.group(1):
                pending.append(Mention(match.group(1), match.group(2), number, index))
                if not match.group(3):
                    continue
                closed = pending.pop()
            else:
                known = [i for i, mention in enumerate(pending) if mention.identity == match.group(4)]
                if not known:
                    continue
                closed = pending.pop(known[-1])
            closed.last = index
            document.mentions.append(closed)


def head_of(words, mention):
    inside = {word.number for word in words[mention.first:mention.last + 1]}
    heads = [index for index in range(mention.first, mention.last + 1) if words[index].head not in inside]
    return heads[0] if heads else mention.first


def run_of(words, mention, others, joints):
    """First and last word of the run of proper nouns around the head of a mention, or None."""
    head = head_of(words, mention)
    if not words[head].proper:
        return None
    taken = set()
    for other in others:
        if other is not mention and not other.first <= head <= other.last:
            taken.update(range(other.first, other.last + 1))
    first = last = head
    if joints:
        taken = set()
    while step(words, first, -1, mention, taken, joints):
        first = step(words, first, -1, mention, taken, joints)[0]
    while step(words, last, 1, mention, taken, joints):
        last = step(words, last, 1, mention, taken, joints)[0]
    return first, last


def step(words, at, by, mention, taken, joints):
    """The next proper noun of the run as a list of one, over what joins them; [] at its end."""
    at += by
    over = 0
    while joints and mention.first <= at <= mention.last and words[at].form.lower() in JOINTS and over < 2:
        at, over = at + by, over + 1
    inside = mention.first <= at <= mention.last and at not in taken and words[at].proper
    return [at] if inside else []


def names_of(document):
    """{(start, end): (kind, identity, (other start, other end))}: the shorter run, and the one with joints."""
    names = {}
    by_sentence = collections.defaultdict(list)
    for mention in document.mentions:
        by_sentence[mention.sentence].append(mention)
    for number, mentions in by_sentence.items():
        words = document.sentences[number]
        for mention in sorted(mentions, key=lambda m: m.last - m.first):
            run, joined = (run_of(words, mention, mentions, joints) for joints in (False, True))
            if run:
                span = (words[run[0]].start, words[run[1]].end)
                other = (words[joined[0]].start, words[joined[1]].end)
                kind = mention.kind if mention.kind in KINDS else "other"
                if not any(start <= span[0] and span[1] <= end for start, end in names):
                    names[span] = (kind, mention.identity, other)
    wholes = [other for _, _, other in names.values()]
    return {span: name for span, name in names.items()
            if not any(start <= span[0] and span[1] <= end and name[2] != (start, end) for start, end in wholes)}


def read_layers(program, lists, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as out:
        for document in documents:
            out.write(json.dumps({"id": document.name, "text": document.text}, ensure_ascii=False) + "\n")
    try:
        printed = subprocess.run([program, lists, out.name], capture_output=True, text=True, check=True).stdout
    finally:
        os.unlink(out.name)
    return [json.loads(line) for line in printed.splitlines()]


def in_points(text, items):
    points, at = {}, 0
    for number, char in enumerate(text):
        points[at] = number
        at += len(char.encode())
    points[at] = len(text)
    return {(points[item["start"]], points[item["end"]]): item for item in items}


class Tally(collections.Counter):
    def f1(self, what):
        return 200 * self["hits " + what] / max(self["gold " + what] + self["found " + what], 1)


def compare(document, layers, counts, shown):
    gold, found = names_of(document), in_points(document.text, layers["Name"])
    found = {span: item for span, item in found.items() if item["kind"] != "nationality"}
    differences, met = [], set()
    for span, (kind, _, other) in gold.items():
        hit = span if span in found else other if other in found else None
        counts["gold names"] += 1
        counts["gold " + kind] += 1
        if hit:
            met.add(hit)
            counts["hits names"] += 1
            counts["hits " + kind] += found[hit]["kind"] == kind
        if not hit or found[hit]["kind"] != kind:
            differences.append(("-", span, kind, found[hit]["kind"] if hit else ""))
    for span, item in found.items():
        counts["found names"] += 1
        counts["found " + item["kind"]] += 1
        if span not in met:
            differences.append(("+", span, "", item["kind"]))
    for sign, span, kind, other in sorted(differences, key=lambda d: d[1])[:shown]:
        print(f"{sign} {document.text[span[0]:span[1]]!r} {kind}/{other} | "
              f"{document.text[max(span[0] - 30, 0):span[1] + 30]!r}")
    link(document, layers, gold, counts, shown)
    return shown - len(differences)


def link(document, layers, gold, counts, shown):
    """Names of one word, and pronouns, against what GUM's chains say."""
    full = collections.defaultdict(set)
    for span, (_, identity, other) in gold.items():
        full[identity].update((document.text[span[0]:span[1]], document.text[other[0]:other[1]]))
    names = in_points(document.text, layers["Name"])
    for span, (kind, identity, _) in gold.items():
        text = document.text[span[0]:span[1]]
        longer = {name for name in full[identity] if " " in name}
        item = names.get(span)
        if kind != "person" or " " in text or not item:
            continue
        linked = item["entity"] != text
        right = any(item["entity"] in name or name in item["entity"] for name in longer)
        counts["gold links"] += bool(longer)
        counts["found links"] += linked
        counts["hits links"] += linked and right
    pronouns = in_points(document.text, layers["Pronoun"])
    for mention in document.mentions:
        word = document.sentences[mention.sentence][mention.first]
        item = pronouns.get((word.start, word.end))
        if mention.first != mention.last or not item:
            continue
        entity, chain = item.get("entity"), full[mention.identity]
        right = entity and any(entity in name or name in entity for name in chain)
        counts["gold pronouns"] += bool(chain)
        counts["found pronouns"] += bool(entity)
        counts["hits pronouns"] += bool(right)
        if entity and not right and shown > 0:
            print(f"* {word.form}: {entity} is not {sorted(chain)} | "
                  f"{document.text[max(word.start - 60, 0):word.end + 30]!r}")


def tally(program, lists, trees, shown=0):
    counts, documents = Tally(), documents_of(trees)
    for document, layers in zip(documents, read_layers(program, lists, documents)):
        shown = compare(document, layers, counts, max(shown, 0))
    return counts


def score(program, lists, trees):
    return tally(program, lists, trees)


def main(program, lists, trees, shown="0"):
    counts = tally(program, lists, trees, int(shown))
    for what in ("names", "person", "organization", "place", "links", "pronouns"):
        hits, gold, found = (counts[f"{part} {what}"] for part in ("hits", "gold", "found"))
        print(f"{what:13} F1 {counts.f1(what):5.1f}, precision {100 * hits / max(found, 1):5.1f}, "
              f"recall {100 * hits / max(gold, 1):5.1f} ({gold} gold, {found} found)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
