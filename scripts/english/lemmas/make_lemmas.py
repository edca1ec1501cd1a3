#!/usr/bin/env python3
"""make_lemmas.py WORDNET: writes words.txt and exceptions.txt beside itself from a folder with WordNet's index.* and
*.exc files (Debian's package wordnet-base: /usr/share/wordnet). The same input gives the same bytes.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
NO_FORMS = {("offer", "off")}  # listed as irregular forms, and none
HEAD = """# {title}
# From WordNet 3.0 (Princeton University) by make_lemmas.py; its licence is in NOTICE.
"""


def base_words(folder):
    """{word: classes} of all base forms of one word."""
    found = {}
    for name, letter in CLASSES.items():
        with open(os.path.join(folder, f"index.{name}"), encoding="ascii") as lines:
            for line in lines:
                word = line.split(" ", 1)[0]
                if not line.startswith(" ") and WORD.fullmatch(word):
                    found[word] = found.get(word, "") + letter
    return found


def exceptions(folder, words):
    """[(form, lemma, class)]: irregular forms of words that are known, but none that is its own base form alone."""
    found = set()
    for name, letter in CLASSES.items():
        with open(os.path.join(folder, f"{name}.exc"), encoding="ascii") as lines:
            for line in lines:
                form, *bases = line.split()
                if not WORD.fullmatch(form):
                    continue
                found.update((form, base, letter) for base in bases
                             if base != form and letter in words.get(base, "") and (form, base) not in NO_FORMS)
    return sorted(found)


def write(name, title, lines):
    with open(os.path.join(HERE, name), "w", encoding="ascii", newline="\n") as out:
        out.write(HEAD.format(title=title))
        out.writelines(line + "\n" for line in lines)


def main(folder):
    words = base_words(folder)
    write("words.txt", "Base forms: word, parts of speech (n, v, a, r).",
          (f"{word}\t{letters}" for word, letters in sorted(words.items())))
    write("exceptions.txt", "Irregular forms: form, base form, part of speech.",
          ("\t".join(row) for row in exceptions(folder, words)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
