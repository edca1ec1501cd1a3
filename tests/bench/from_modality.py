#!/usr/bin/env python3
"""from_modality.py PROFILE GOLD.jsonl RECORDS.jsonl > SYS.jsonl: records of examples/bundles/modality as the scorers' input.

PROFILE is one of
  negation     cues of negation, for score_spans.py (neg.*)
  hedge        whether a sentence is hedged, for score_labels.py (hedge.*)
  commitment   how far the writer stands by the clause that is asked about, for score_fact.py (fact.*): of the clauses
               that begin in the target's span the one whose words are most like the prompt's
"""
import json
import re
import sys

SENSES = {"negation", "affix"}


def by_document(path):
    found = {}
    with open(path, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if "type" in record and "roles" in record:
                found.setdefault(record["doc"], []).append(record)
    return found


def spans_of(record, role):
    spans = record["roles"].get(role, [])
    return spans if isinstance(spans, list) else [spans]


def negation(text, _gold, records):
    code_points = {0: 0}
    at = 0
    for number, character in enumerate(text):
        at += len(character.encode())
        code_points[at] = number + 1
    annotations = []
    for group, record in enumerate(records):
        if record["type"] == "negation" and record["features"]["sense"] in SENSES:
            annotations += [{"type": "negation", "role": "cue", "start": code_points[span["start"]],
                             "end": code_points[span["end"]], "text": span["text"], "group": f"g{group}"}
                            for span in spans_of(record, "cue")]
    return {"annotations": annotations}


def hedge(_text, _gold, records):
    return {"value": int(any(record["type"] == "hedged" for record in records))}


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def asked_about(text, gold, records):
    """The record of the clause that is asked about; None."""
    target = gold[0]
    first, last = (len(text[:target[edge]].encode()) for edge in ("start", "end"))
    asked, best, found = words(target["prompt"]), -1.0, None
    for record in records:
        if record["type"] != "commitment" or not first <= spans_of(record, "cue")[0]["start"] < last:
            continue
        said = words(" ".join(span["text"] for span in spans_of(record, "content")))
        rank = len(asked & said) / (len(asked | said) or 1)
        if rank > best:
            best, found = rank, record
    return found


def commitment(text, gold, records):
    record = asked_about(text, gold, records)
    return {"value": record["features"]["commitment"] / 100 if record else 0.0}


PROFILES = {"negation": negation, "hedge": hedge, "commitment": commitment}


def main(profile, gold, records):
    found = by_document(records)
    with open(gold, encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            made = PROFILES[profile](document["text"], document["annotations"], found.get(document["id"], []))
            print(json.dumps({"id": document["id"], "text": document["text"], **made}, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
