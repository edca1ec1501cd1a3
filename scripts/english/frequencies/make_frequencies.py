#!/usr/bin/env python3
"""make_frequencies.py OUT CONLLU…: how often words come in tagged texts, as scripts/english/frequencies/words.txt."""
import collections
import sys

LEAST = 40  # in a million
MOST_BYTES = 31
HEAD = """# Frequent words: form without case, times in a million words; what comes less than %d times is left out. By them a
# pattern's rarest word is chosen, which decides how fast it is and never what it finds. Counted by
# scripts/english/frequencies/make_frequencies.py in Universal Dependencies' English EWT and the open genres of GUM.
"""


def counted(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            columns = line.split("\t")
            if len(columns) > 1 and columns[0].isdigit():
                yield columns[1].lower().replace("\u2019", "'")


def main(out, *paths):
    words = collections.Counter(word for path in paths for word in counted(path))
    total = sum(words.values())
    with open(out, "w", encoding="utf-8") as listed:
        listed.write(HEAD % LEAST)
        for word, count in sorted(words.items()):
            often = count * 1e6 / total
            plain = not any(character.isdigit() or character.isspace() for character in word)
            if often >= LEAST and plain and word[0] != "#" and len(word.encode()) <= MOST_BYTES:
                listed.write(f"{word}\t{often:.0f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
