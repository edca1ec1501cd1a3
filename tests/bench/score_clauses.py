#!/usr/bin/env python3
"""score_clauses.py LAYER_FILE LISTS TREES.conllu [SHOWN]: clause spans against dependency trees, F1 over all, recall by
kind. LAYER_FILE is build/tests/bench/layer_file.

The gold, from Universal Dependencies: a clause is what hangs on a verbal word (a VERB or AUX, or a word with a subject,
copula or expletive) whose relation is root, ccomp, csubj, advcl, acl, xcomp, parataxis or, to such a word, conj. Its span
reaches from the first to the last word below it, without coordinate and paratactic clauses, which are clauses of their
own. Punctuation and coordinators at the edges do not count on either side; a span that two clauses share counts once.
Each sentence is read as a document of its own. SHOWN sentences with errors are printed, if a number is given.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

CLAUSAL = {"root", "ccomp", "csubj", "advcl", "acl", "xcomp", "parataxis"}
SUBJECTS = {"nsubj", "csubj", "cop", "expl"}
APART = {"conj", "parataxis"}
COORDINATORS = {"and", "or", "but", "nor", "yet", "so", "&", "+"}
WORD = re.compile(r"\w+(?:['’.-]\w+)*|\S")


class Word:
    def __init__(self, columns, start, end):
        self.form, self.lemma, self.upos, self.xpos = columns[1], columns[2], columns[3], columns[4]
        self.head, self.deprel = int(columns[6]), columns[7]
        self.start, self.end = start, end
        self.children = []

    @property
    def relation(self):
        return self.deprel.split(":")[0]


def sentences_of(path):
    """(id, text, words) of each tree; words carry offsets in code points."""
    with open(path, encoding="utf-8") as trees:
        for block in trees.read().split("\n\n"):
            lines = block.splitlines()
            comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
            rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
            if rows:
                yield comments["sent_id"], comments["text"], words_of(rows, comments["text"])


def words_of(rows, text):
    words, at, joined = [], 0, None
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            at = text.index(row[1], at)
            joined = (first, last, at, at + len(row[1]))
            at += len(row[1])
            continue
        number = int(row[0])
        if joined and joined[0] <= number <= joined[1]:
            start, end = joined[2], joined[3]
            parts = [r for r in rows if r[0].isdigit() and joined[0] <= int(r[0]) <= joined[1]]
            if "".join(r[1] for r in parts) == text[start:end]:
                before = sum(len(r[1]) for r in parts if int(r[0]) < number)
                start, end = start + before, start + before + len(row[1])
        else:
            start = text.index(row[1], at)
            end = at = start + len(row[1])
        words.append(Word(row, start, end))
    for word in words:
        if word.head:
            words[word.head - 1].children.append(word)
    return words


def is_verbal(word):
    return word.upos in ("VERB", "AUX") or any(child.relation in SUBJECTS for child in word.children)


def heads_of(words):
    heads = []
    pending = [word for word in words if word.head == 0]
    while pending:
        word = pending.pop()
        pending.extend(word.children)
        governor = words[word.head - 1] if word.head else None
        clausal = word.relation in CLAUSAL or (word.relation == "conj" and governor in heads)
        if clausal and is_verbal(word):
            heads.append(word)
    return heads


def below(word, heads, out):
    out.append(word)
    for child in word.children:
        below(child, heads, out)
    return out


def span_of(head, heads):
    words = [head]
    for child in head.children:
        if not (child in heads and child.relation in APART):
            below(child, heads, words)
    words = [word for word in words if word.upos != "PUNCT"] or words
    return min(word.start for word in words), max(word.end for word in words)


def kind_of(word, words):
    while word.relation == "conj":
        word = words[word.head - 1]
    marks = {child.lemma.lower() for child in word.children if child.relation == "mark"}
    infinitive = any(child.lemma == "to" and child.upos == "PART" for child in word.children)
    if word.relation in ("root", "parataxis"):
        return "main"
    if word.deprel == "acl:relcl":
        return "relative"
    if infinitive:
        return "infinitive"
    if word.relation == "advcl" and marks:
        return "if"
    finite = any(child.relation in ("nsubj", "expl", "aux", "cop") for child in word.children)
    if word.relation in ("ccomp", "csubj") or marks and finite:
        return "that"
    return "participial" if word.xpos in ("VBG", "VBN") else "infinitive" if word.relation == "xcomp" else "that"


def trim(text, start, end):
    """The span without punctuation and coordinators at its edges; None where nothing is left."""
    words = [match for match in WORD.finditer(text, start, end)]
    while words and (not re.match(r"\w", words[0].group()) or words[0].group().lower() in COORDINATORS):
        words.pop(0)
    while words and (not re.match(r"\w", words[-1].group()) or words[-1].group().lower() in COORDINATORS):
        words.pop()
    return (words[0].start(), words[-1].end()) if words else None


def gold_of(words, text):
    spans, heads = {}, heads_of(words)
    for head in heads:
        span = trim(text, *span_of(head, heads))
        if span:
            spans.setdefault(span, kind_of(head, words))
    return spans


def found_of(document, text):
    spans, offsets = {}, [0]
    for char in text:
        offsets.extend([offsets[-1]] * (len(char.encode()) - 1) + [offsets[-1] + 1])
    for clause in document["Clause"]:
        span = trim(text, offsets[clause["start"]], offsets[clause["end"]])
        if span:
            spans.setdefault(span, clause["kind"])
    return spans


def read_layers(program, lists, sentences):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as out:
        for name, text, _ in sentences:
            out.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
    try:
        printed = subprocess.run([program, lists, out.name], capture_output=True, text=True, check=True).stdout
    finally:
        os.unlink(out.name)
    return [json.loads(line) for line in printed.splitlines()]


class Tally:
    """Counts of spans, over all and by the gold's kind."""

    def __init__(self):
        self.gold, self.hits = collections.Counter(), collections.Counter()
        self.found = self.same_kind = 0

    def add(self, gold, found):
        common = gold.keys() & found.keys()
        self.gold.update(gold.values())
        self.hits.update(gold[span] for span in common)
        self.found += len(found)
        self.same_kind += sum(gold[span] == found[span] for span in common)

    @property
    def f1(self):
        return 200 * self.hits.total() / max(self.gold.total() + self.found, 1)


def show(name, text, gold, found):
    print(f"{name}: {text}")
    for span in sorted(gold.keys() | found.keys()):
        side = " " if span in gold and span in found else "-" if span in gold else "+"
        print(f"  {side} {gold.get(span, ''):12}{found.get(span, ''):12} {text[span[0]:span[1]]}")


def tally(program, lists, trees, shown=0):
    sentences, counts = list(sentences_of(trees)), Tally()
    for (name, text, words), document in zip(sentences, read_layers(program, lists, sentences)):
        gold, found = gold_of(words, text), found_of(document, text)
        counts.add(gold, found)
        if gold.keys() != found.keys() and shown > 0:
            shown -= 1
            show(name, text, gold, found)
    return counts


def score(program, lists, trees):
    return tally(program, lists, trees).f1


def main(program, lists, trees, shown="0"):
    counts = tally(program, lists, trees, int(shown))
    hits, gold = counts.hits.total(), counts.gold.total()
    print(f"clauses: F1 {counts.f1:.1f}, precision {100 * hits / max(counts.found, 1):.1f}, "
          f"recall {100 * hits / max(gold, 1):.1f} ({gold} gold, {counts.found} found); "
          f"kind right in {100 * counts.same_kind / max(hits, 1):.1f} % of the hits")
    for kind, count in sorted(counts.gold.items()):
        print(f"  {kind:12} {count:5} gold, recall {100 * counts.hits[kind] / count:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
