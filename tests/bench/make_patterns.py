#!/usr/bin/env python3
"""make_patterns.py PEERS COUNT PATTERNS REGEXES: the same rules twice, one a line: as token patterns and as regexes.

PEERS is the folder of shared patterns: realistic ones of speech verbs, warnings, conditions, names and gaps. What COUNT
asks for beyond its 1,000 are phrases, of which a text holds few. A regex may match a little more or less than its
pattern ("\\s+" also crosses a sentence's end); what they cost to look for is the same.
"""
import os
import re
import sys

OPTIONAL = "?"
GAP = re.compile(r"\\b\[\^\.!\?\\n\]\{1,\d+\}\\b")
OPTIONAL_WORD = re.compile(r"\(\?:(\w+|\\w\+)\\s\+\)\?")

# The few that are more than words, words that may be missing, and gaps.
WRITTEN_BY_HAND = {
    r"\b(?:19|20)\d\d\b": "/(19|20)[0-9]{2}/",
    r"\b\w+\s+(?:and|or)\s+\w+\s+(?:said|says|told)\b": "[alpha] (and|or) [alpha] (said|says|told)",
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Senator|Secretary|Minister|Chancellor)\.?\s+[A-Z][a-z]+":
        '(mr|mrs|ms|dr|sen|rep|gov|president|senator|secretary|minister|chancellor) "."? [shape=title]',
    r"\b(?:more|less|fewer)\s+than\s+\d+": "(more|less|fewer) than [number]",
    r"\b\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent)": '[number] ("%"|percent|per cent)',
    r"\b(?:according\s+to)\s+(?:the\s+)?\w+": "according to the? [alpha]",
}
BY_BEGINNING = {
    "“": '"“" .. "”" ","? (he|she|they) said',
    "[": '("$"|"£"|"€") [number] (m|bn|million|billion|trillion)?',
    "\\b\\d{1,2}": "[number] (january|february|march|april|may|june|july|august|september|october|november|december)",
}


def alternatives(regex):
    """The words that a regex without repetition matches; '' among them where it may be left out."""
    words, at = [""], 0
    while at < len(regex):
        if regex.startswith("(?:", at):
            end = regex.index(")", at)
            choices = [word for choice in regex[at + 3:end].split("|") for word in alternatives(choice)]
        elif regex[at] == "\\":
            end, choices = at + 1, [regex[at + 1]]
        else:
            end, choices = at, [regex[at]]
        at = end + 1
        if regex[at:at + 1] == OPTIONAL:
            choices, at = choices + [""], at + 1
        words = [word + choice for word in words for choice in choices]
    return words


def element(regex):
    """One word of a rule as an element of a pattern."""
    words = list(dict.fromkeys(alternatives(regex)))
    optional = "" in words
    written = "|".join(f'"{word}"' if not word.isalnum() else word for word in words if word)
    return (f"({written})" if "|" in written else written) + (OPTIONAL if optional else "")


def possessive(regex):
    """Harry Reid('s)?: its clitic is a word of its own."""
    ending = "(?:'s|’s)?"
    return (regex[:-len(ending)], ' "\'s"?') if regex.endswith(ending) else (regex, "")


def pattern_of(regex):
    if regex in WRITTEN_BY_HAND:
        return WRITTEN_BY_HAND[regex]
    for beginning, pattern in BY_BEGINNING.items():
        if regex.startswith(beginning):
            return pattern
    regex = GAP.sub(r"\\s+..\\s+", regex).replace("\\b", "")
    regex, rest = possessive(regex)
    regex = OPTIONAL_WORD.sub(lambda found: ("." if "\\" in found[1] else found[1]) + r"#\s+", regex)
    parts = []
    for part in regex.replace("\\s*", "\\s+").split("\\s+"):
        plain = part == ".." or part.endswith("#")
        parts.append(part.replace("#", OPTIONAL) if plain else element(part))
    return " ".join(parts) + rest


def lines_of(folder, name):
    with open(os.path.join(folder, "pats", name), encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def phrase(words):
    """A phrase as both; None where its words are no plain ones."""
    if not all(word.isalpha() for word in words.split()) or " " not in words:
        return None
    return words, "\\b" + words.replace(" ", "\\s+") + "\\b"


def main(folder, count, patterns, regexes):
    count = int(count)
    realistic = 1000 if count <= 1000 else 100
    rules = [(pattern_of(regex), regex) for regex in lines_of(folder, "p1000.txt")[:min(count, realistic)]]
    seen = {pattern for pattern, _ in rules}
    for made in map(phrase, lines_of(folder, "d100000.txt")):
        if len(rules) >= count:
            break
        if made and made[0] not in seen:
            seen.add(made[0])
            rules.append(made)
    for path, side in ((patterns, 0), (regexes, 1)):
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(rule[side] + "\n" for rule in rules)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
