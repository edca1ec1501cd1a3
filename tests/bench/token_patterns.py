#!/usr/bin/env python3
"""token_patterns.py PATTERNS FOLDER [COUNT]: a bundle with a token rule for each line of PATTERNS, a regex, or for
each rule of PATTERNS, a JSON list of [name, words, words].

The regexes are of the simple kind that people write for news: words, endings, alternatives and white space. Each
becomes the token pattern that means the same, so that both can be run beside each other. With COUNT, phrases of the
file beside it (d100000.txt) fill up to so many rules, most of which never match.
"""
import itertools
import json
import os
import re
import sys

from make_regex_bundle import BUNDLE, long_string

RULE = '''rule "p%d" {
  pattern = %s,
  emit = function(m) return { type = "match", span = m } end,
}
'''

RULES_IN_FILE = 1000
RARE_LETTERS = 9  # a phrase with so long a word hardly ever occurs

# What a word-by-word reading cannot turn over: a regex's beginning and the token pattern for it.
BY_HAND = {
    r"[$£€]\s?\d+": '("$"|"£"|"€") /\\d+(?:[.,]\\d+)*/ (m|bn|million|billion|trillion)?',
    r"\b\d+(?:\.\d+)?\s?(?:%": r'/\d+(?:\.\d+)?/ ("%"|per cent|percent)',
    r"“[^”": "“ ..{2,40} ” \",\"? (he|she|they) said",
    r"\b(?:Mr|Mrs": "(\"Mr.\"|\"Mrs.\"|\"Ms.\"|\"Dr.\"|\"Sen.\"|\"Rep.\"|\"Gov.\"|mr|mrs|ms|dr|sen|rep|gov|president|senator"
                    "|secretary|minister|chancellor) /[A-Za-z]{2,}/",
}

GAP = re.compile(r"\[\^[^\]]*\]\{1,(\d+)\}")
PIECE = re.compile(r"\\s[+*?]|\\b|\\[wd](?:\+|\{\d(?:,\d)?\})?|\[\^[^\]]*\]\{\d+,\d+\}|\(\?:|\\?.")
CLASSES = ("\\w", "\\d")


class Reader:
    """A regex of words as a list of alternatives, each a list of elements: words, gaps, classes; " " parts words."""

    def __init__(self, regex):
        self.pieces = PIECE.findall(regex)
        self.at = 0

    def choice(self):
        """[alternative]: up to ")" or the end."""
        found = [self.sequence()]
        while self.at < len(self.pieces) and self.pieces[self.at] == "|":
            self.at += 1
            found.append(self.sequence())
        return found

    def element(self):
        piece = self.pieces[self.at]
        self.at += 1
        if piece == "(?:":
            found = ("choice", self.choice())
            self.at += 1
        elif piece in (r"\s+", r"\s*"):
            found = ("space",)
        elif piece in (r"\b", r"\s?"):
            found = ("nothing",)
        elif GAP.fullmatch(piece):
            found = ("gap", max(1, int(GAP.fullmatch(piece)[1]) // 5))
        elif piece.startswith(CLASSES):
            found = ("class", piece)
        else:
            found = ("text", piece.removeprefix("\\"))
        if self.at < len(self.pieces) and self.pieces[self.at] == "?":
            self.at += 1
            found = ("maybe", found)
        return found

    def sequence(self):
        found = []
        while self.at < len(self.pieces) and self.pieces[self.at] not in ("|", ")"):
            found.append(self.element())
        return found


def spaced(element):
    """Whether the element parts words, so that it stands for whole words itself."""
    kind = element[0]
    if kind == "maybe":
        return spaced(element[1])
    return kind == "choice" and any(part[0] == "space" or spaced(part) for way in element[1] for part in way)


def spellings(elements):
    """All texts of elements that hold no white space; None when a class is among them."""
    ways = [""]
    for element in elements:
        kind = element[0]
        if kind == "class":
            return None
        if kind == "text":
            options = [element[1]]
        elif kind == "maybe":
            inner = spellings([element[1]])
            options = None if inner is None else ["", *inner]
        elif kind == "choice":
            parts = [spellings(way) for way in element[1]]
            options = None if None in parts else list(itertools.chain.from_iterable(parts))
        else:
            options = [""]
        if options is None:
            return None
        ways = [way + option for way in ways for option in options]
    return ways


def regex_text(element):
    kind = element[0]
    if kind == "choice":
        return "(?:" + "|".join("".join(map(regex_text, way)) for way in element[1]) + ")"
    if kind == "maybe":
        return regex_text(element[1]) + "?"
    return {"nothing": ""}.get(kind, element[-1])


def quoted(text):
    """Possessives are tokens of their own."""
    return text if re.fullmatch(r"[\w-]+", text) else f'"{text}"'


def word_pattern(elements):
    """The token pattern of one word."""
    elements = [element for element in elements if element[0] != "nothing"]
    if not elements:
        return ""
    if all(element[0] in ("maybe",) for element in elements):
        inner = word_pattern([element[1] for element in elements])
        return inner + "?" if inner else ""
    possessive = elements[-1][0] == "maybe" and spellings([elements[-1][1]]) == ["'s", "’s"]
    if possessive:
        return word_pattern(elements[:-1]) + ' "\'s"?'
    ways = spellings(elements)
    if ways is None:
        return "." if elements == [("class", r"\w+")] else "/" + "".join(map(regex_text, elements)) + "/i"
    ways = list(dict.fromkeys(quoted(way) for way in ways if way))
    return ways[0] if len(ways) == 1 else "(" + "|".join(ways) + ")"


def sequence_pattern(elements):
    words, found = [], []
    for element in [*elements, ("space",)]:
        if element[0] == "space" or element[0] == "gap" or spaced(element):
            found.append(word_pattern(words))
            words = []
            if element[0] == "gap":
                found.append("..{0,%d}" % element[1])
            elif element[0] == "maybe":
                found.append("(" + choice_pattern(element[1][1]) + ")?")
            elif element[0] == "choice":
                found.append("(" + choice_pattern(element[1]) + ")")
        else:
            words.append(element)
    return " ".join(part for part in found if part)


def choice_pattern(ways):
    return "|".join(map(sequence_pattern, ways))


def token_pattern(regex):
    for start, pattern in BY_HAND.items():
        if regex.startswith(start):
            return pattern
    return choice_pattern(Reader(regex).choice())


def phrase_pattern(phrase):
    return " ".join(f'"{word}"' for word in phrase.replace('"', "").split())


def lines_of(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines if line.strip()]


def rules_of(path):
    with open(path, encoding="utf-8") as rules:
        return [" ".join(f"({'|'.join(map(quoted, words))})" for words in rule[1:]) for rule in json.load(rules)]


def patterns_of(path, count=None):
    patterns = rules_of(path) if path.endswith(".json") else list(map(token_pattern, lines_of(path)))
    if count:
        phrases = [phrase for phrase in lines_of(os.path.join(os.path.dirname(path), "d100000.txt"))
                   if max(map(len, phrase.split())) >= RARE_LETTERS]
        patterns += map(phrase_pattern, phrases[:count - len(patterns)])
    return patterns


def main(path, folder, count=None):
    patterns = patterns_of(path, count and int(count))
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "patterns.txt"), "w", encoding="utf-8") as out:
        out.writelines(pattern + "\n" for pattern in patterns)
    rules = [RULE % (number, long_string(pattern)) for number, pattern in enumerate(patterns, 1)]
    names = []
    for first in range(0, len(rules), RULES_IN_FILE):
        names.append("rules.lua" if first == 0 else f"rules{first}.lua")
        with open(os.path.join(folder, names[-1]), "w", encoding="utf-8") as out:
            out.writelines(rules[first:first + RULES_IN_FILE])
    with open(os.path.join(folder, "bundle.lua"), "w", encoding="utf-8") as out:
        out.write(BUNDLE.replace('"rules.lua"', ", ".join(f'"{name}"' for name in names)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
