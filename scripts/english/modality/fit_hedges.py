#!/usr/bin/env python3
"""fit_hedges.py GOLD.jsonl RECORDS.jsonl [LIST.tsv]: the column `weight` of hedges.tsv.

GOLD has a sentence a line with the label 1 (hedged) or 0; RECORDS is what `tocsin run -b examples/bundles/modality` found
in it. A logistic model without negative weights over the cues of a sentence, its weights in eighths as integers; first
five times on four fifths of the sentences, which gives the F1 to be expected elsewhere, then on all, which gives the
weights. They are written into LIST, if that is named; the best threshold is printed (bundle.lua's `hedged`).
"""
import json
import math
import random
import sys

SCALE, STEPS, L1, L2 = 8, 200, 0.5, 0.5


def read(gold, records):
    cues, labels, order = {}, {}, []
    with open(gold, encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            labels[document["id"]] = document["annotations"][0]["value"]
            cues[document["id"]] = set()
            order.append(document["id"])
    with open(records, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record.get("type") == "hedge":
                cues[record["doc"]].add(" ".join(record["roles"]["cue"]["text"].lower().split()))
    return [(sorted(cues[name]), labels[name]) for name in order]


def fit(rows):
    """Weight by cue: projected gradient descent, each step scaled by what went before."""
    names = sorted({cue for cues, _ in rows for cue in cues})
    number = {name: index for index, name in enumerate(names)}
    rows = [([number[cue] for cue in cues], label) for cues, label in rows]
    weights, squares, bias, bias_square = [0.0] * len(names), [1e-8] * len(names), -1.0, 1e-8
    for _ in range(STEPS):
        slopes, slope = [L2 * weight + L1 for weight in weights], 0.0
        for cues, label in rows:
            error = 1 / (1 + math.exp(-bias - sum(weights[cue] for cue in cues))) - label
            slope += error
            for cue in cues:
                slopes[cue] += error
        for index, value in enumerate(slopes):
            squares[index] += value * value
            weights[index] = max(0.0, weights[index] - value / math.sqrt(squares[index]))
        bias_square += slope * slope
        bias -= slope / math.sqrt(bias_square)
    return {name: round(SCALE * weights[number[name]]) for name in names}


def f1_of(rows, weights, threshold):
    said = [(sum(weights.get(cue, 0) for cue in cues) >= threshold, label) for cues, label in rows]
    right = sum(hedged and label for hedged, label in said)
    return 2 * right / (sum(hedged for hedged, _ in said) + sum(label for _, label in said))


def best_threshold(rows, weights):
    return max(range(1, 40), key=lambda threshold: (f1_of(rows, weights, threshold), -threshold))


def write(path, weights):
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n") for line in lines]
    head = next(row for row in rows if row and row[0] != "#").split("\t")
    for index, row in enumerate(rows):
        fields = row.split("\t")
        if row and row[0] != "#" and fields != head:
            fields[head.index("weight")] = str(weights.get(fields[0].lower(), 0))
            rows[index] = "\t".join(fields)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join(rows) + "\n")


def main(gold, records, path=None):
    rows = read(gold, records)
    shuffled = rows[:]
    random.Random(5).shuffle(shuffled)
    scores = []
    for part in range(5):
        test = shuffled[part::5]
        train = [row for index, row in enumerate(shuffled) if index % 5 != part]
        weights = fit(train)
        scores.append(f1_of(test, weights, best_threshold(train, weights)))
    weights = fit(rows)
    threshold = best_threshold(rows, weights)
    print(f"F1 of five parts by the others: {100 * sum(scores) / 5:.1f}; of all by all: "
          f"{100 * f1_of(rows, weights, threshold):.1f} at {threshold}")
    if path:
        write(path, weights)


if __name__ == "__main__":
    main(*sys.argv[1:])
