#!/usr/bin/env python3
"""fit_commitment.py GOLD.jsonl RECORDS.jsonl [WEIGHTS.lua]: the weights of examples/bundles/modality/weights.lua.

GOLD has a text a line with the span asked about and how far its writer stands by it, -3 to 3 (CommitmentBank); RECORDS is
what `tocsin run -b examples/bundles/modality` found in it. Ridge regression over what the records say (keys_of, which
weights.lua says again in Lua), in hundredths; first ten times on nine tenths of the texts, which gives the correlation
to be expected elsewhere, then on all, which gives the weights.
"""
import json
import math
import os
import random
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "tests", "bench"))
import from_modality  # noqa: E402

RIDGE, PARTS = 8.0, 10


def keys_of(features):
    """What a record says, alone and by what its predicate stands under."""
    under = next((name for name in ("negated", "question", "conditional", "mood") if features.get(name)), "plain")
    keys = ["all", under]
    for name in ("class", "raises", "person", "tense"):
        value = features.get(name, "none")
        keys += [f"{name} {value}", f"{name} {value} {under}"]
    keys += [f"{name} {features[name]}" for name in ("mood", "content_mood") if name in features]
    keys += [f"{name} {under}" for name in ("content_negated", "polarity_item") if features.get(name)]
    keys.append(f"class {features['class']} person {features.get('person', 'none')}")
    return keys


def read(gold, records):
    found = from_modality.by_document(records)
    rows = []
    with open(gold, encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            record = from_modality.asked_about(document["text"], document["annotations"], found.get(document["id"], []))
            rows.append((keys_of(record["features"]) if record else [], document["annotations"][0]["value"]))
    return rows


def solve(matrix, right):
    """Gaussian elimination with pivots."""
    size = len(right)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(matrix[row][column]))
        matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        right[column], right[pivot] = right[pivot], right[column]
        for row in range(column + 1, size):
            factor = matrix[row][column] / matrix[column][column]
            if factor:
                right[row] -= factor * right[column]
                matrix[row] = [a - factor * b for a, b in zip(matrix[row], matrix[column])]
    for row in reversed(range(size)):
        known = sum(matrix[row][column] * right[column] for column in range(row + 1, size))
        right[row] = (right[row] - known) / matrix[row][row]
    return right


def fit(rows):
    names = sorted({key for keys, _ in rows for key in keys})
    number = {name: index for index, name in enumerate(names)}
    matrix = [[RIDGE * (row == column and names[row] != "all") for column in range(len(names))] for row in range(len(names))]
    right = [0.0] * len(names)
    for keys, value in rows:
        places = [number[key] for key in keys]
        for row in places:
            right[row] += value
            for column in places:
                matrix[row][column] += 1.0
    return {name: round(100 * weight) for name, weight in zip(names, solve(matrix, right))}


def value_of(keys, weights):
    return max(-300, min(300, sum(weights.get(key, 0) for key in keys))) / 100 if keys else 0.0


def correlation(pairs):
    left, right = [sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1)]
    both = sum((a - left) * (b - right) for a, b in pairs)
    return both / math.sqrt(sum((a - left) ** 2 for a, _ in pairs) * sum((b - right) ** 2 for _, b in pairs))


def write(path, weights):
    with open(path, encoding="utf-8") as lines:
        text = lines.read()
    table = "".join(f'  ["{name}"] = {weight},\n' for name, weight in sorted(weights.items()) if weight)
    text = re.sub(r"(?s)(local WEIGHTS = \{\n).*?(\n?\}\n)", lambda m: m[1] + table + "}\n", text, count=1)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)


def main(gold, records, path=None):
    rows = read(gold, records)
    shuffled = rows[:]
    random.Random(7).shuffle(shuffled)
    pairs = []
    for part in range(PARTS):
        weights = fit([row for index, row in enumerate(shuffled) if index % PARTS != part])
        pairs += [(value_of(keys, weights), value) for keys, value in shuffled[part::PARTS]]
    weights = fit(rows)
    print(f"{sum(not keys for keys, _ in rows)} of {len(rows)} not found; r of ten parts by the others: "
          f"{correlation(pairs):.3f}; of all by all: "
          f"{correlation([(value_of(keys, weights), value) for keys, value in rows]):.3f}")
    if path:
        write(path, weights)


if __name__ == "__main__":
    main(*sys.argv[1:])
