#!/usr/bin/env python3
"""make_names.py WORDNET ACTORS CENSUS: writes known.txt beside itself. The same input gives the same bytes.

WORDNET is a folder with WordNet's data.* and index.* files (Debian's package wordnet-base: /usr/share/wordnet), ACTORS
PETRARCH2's Phoenix.International.actors.txt (https://github.com/openeventdata/petrarch2), CENSUS a folder with
dist.female.first, dist.male.first and dist.all.last of the US Census of 1990 (in the PyPI package "names" 0.3.0).
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LOCATION, GROUP, OBJECT, PERSON = "15", "14", "17", "18"
FAMILIES = 6000
HEAD = """# Names that are known, and words for people, by make_names.py.
# From WordNet 3.0 (Princeton University; its licence is in NOTICE): places, organizations, nationalities, words for
# people, words that are written with a capital. From PETRARCH2's international actors (MIT licence; in NOTICE):
# organizations. From the US Census of 1990, a work of the US government in the public domain: given and family names.
#
# Columns: name or word, folded; letters.
# Letters: p  a place                       f, m, b  a given name: of women, of men, of both
#          o  an organization               s        a family name
#          n  of or from a place            a        another word that is written with a capital
#          r  a word for people: minister   c        also a word in lower case
#          w  a name of several words begins with it
#          l  a country, state or capital
"""
# What an organization's name in ACTORS has to hold, since there are people among them.
HEADS = {"agency", "alliance", "assembly", "association", "authority", "bank", "brigade", "bureau", "centre",
         "center", "college", "commission", "committee", "company", "conference", "confederation", "congress",
         "cooperation", "corporation", "corps", "council", "court", "federation", "force", "forum",
         "foundation", "fund", "group", "inc", "initiative", "institute", "international", "league", "ltd",
         "mission", "movement", "network", "office", "organisation", "organization", "party", "programme",
         "program", "secretariat", "service", "services", "society", "tribunal", "trust", "union", "university",
         "watch"}
NEVER = {"president", "secretary", "chairman", "director", "chief", "spokesman", "minister", "general",
         "executive", "member", "officer", "staff", "employee", "head", "representative", "commissioner",
         "official", "worker", "workers"}


class Synset:
    def __init__(self, line):
        head, _, self.gloss = line.partition(" | ")
        fields = head.split()
        self.offset, self.lexfile, self.kind = fields[0], fields[1], fields[2]
        count = int(fields[3], 16)
        self.words = [fields[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(count)]
        at = 4 + 2 * count
        self.pointers = [tuple(fields[at + 1 + 4 * i:at + 5 + 4 * i]) for i in range(int(fields[at]))]

    def instance(self):
        return any(pointer[0] == "@i" for pointer in self.pointers)


def synsets(folder, kind):
    with open(os.path.join(folder, "data." + kind), encoding="latin-1") as lines:
        return {line[:8]: Synset(line) for line in lines if not line.startswith(" ")}


def is_name(text):
    return re.fullmatch(r"[A-Za-z][A-Za-z.'-]*(?: [A-Za-z0-9.'-]+){0,5}", text) and text[0].isupper() and len(text) > 1


def usable(text):
    """A phrase of a list: folded, full stops and all."""
    return text.lower()


def places(nouns, adjectives):
    """Rivers and mountains that are called as people or things are, are not known as places."""
    other = {word for synset in adjectives.values() for word in synset.words}
    people = [synset for synset in nouns.values() if synset.lexfile == PERSON and not synset.instance()]
    other.update(word for synset in people for word in synset.words)
    found = set()
    for synset in nouns.values():
        natural = synset.lexfile == OBJECT and synset.instance()
        if natural or (synset.lexfile == LOCATION and synset.instance()):
            found.update(usable(word) for word in synset.words if is_name(word) and not (natural and word in other))
    return found


def lands(nouns, located):
    """Countries, states and capitals: places that speak as people do."""
    found = set()
    for synset in nouns.values():
        kinds = [nouns[pointer[1]].words for pointer in synset.pointers if pointer[0] == "@i" and pointer[1] in nouns]
        if synset.lexfile == LOCATION and any(re.search(r"(country|nation|republic|kingdom|state|capital)$", word)
                                              for words in kinds for word in words):
            found.update(usable(word) for word in synset.words)
    return found & located


def organizations(nouns):
    found = set()
    for synset in nouns.values():
        if synset.lexfile == GROUP:
            found.update(usable(word) for word in synset.words
                         if is_name(word) and (synset.instance() or word.isupper() or " " in word))
    return found


def actors(path):
    """Organizations and companies; people and posts, who stand among them, are left out."""
    found = set()
    with open(path, encoding="latin-1") as lines:
        for line in lines:
            match = re.match(r"\+?([A-Z][A-Z0-9_.'&-]+?)_?\s*(?:\[(MNC|NGO|IGO)[^]]*\]([^\n]*))?$", line.strip())
            if not match:
                continue
            words = match[1].lower().strip("_").split("_")
            words = words[1:] if words[0] == "the" else words
            company = match[2] == "MNC" and "$" in (match[3] or "")
            headed = len(words) > 1 and HEADS & set(words)
            if words and len(words) <= 6 and not NEVER & set(words) and (company or headed):
                found.add(" ".join(words))
    return found


def nationalities(nouns, adjectives):
    """Words for what is of or from a place: adjectives that pertain to one, and inhabitants."""
    found = set()
    for synset in adjectives.values():
        for pointer, offset, kind, where in synset.pointers:
            noun = nouns.get(offset)
            if pointer != "\\" or kind != "n" or not noun or noun.lexfile != LOCATION:
                continue
            word = synset.words[int(where[:2], 16) - 1]
            if is_name(word) and " " not in word and noun.words[0][0].isupper():
                found.add(usable(word))
    inhabitants = [noun for noun in nouns.values() if noun.lexfile == PERSON and is_name(noun.words[0])]
    for synset in inhabitants:
        for word in synset.words:
            match = re.match(r"an? (?:person of|member of the people|native|inhabitant|resident)", synset.gloss)
            place = re.search(r"(?:of|from|in) (?:the )?([A-Z][a-z]+(?: [A-Z][a-z]+)*)", synset.gloss)
            if match and place and is_name(word) and " " not in word:
                found.add(usable(word))
    return found


def roles(nouns, folder):
    """Words of one word whose first meaning is a person: minister, astronaut."""
    found = set()
    with open(os.path.join(folder, "index.noun"), encoding="latin-1") as lines:
        for line in lines:
            if line.startswith(" "):
                continue
            fields = line.split()
            first = nouns[fields[6 + int(fields[3])]] if fields[6 + int(fields[3])] in nouns else None
            is_person = first and first.lexfile == PERSON and not first.instance()
            if is_person and re.fullmatch(r"[a-z]{3,}", fields[0]) and fields[0] in first.words:
                found.add(fields[0])
    return found


def census(path):
    with open(path, encoding="ascii") as lines:
        rows = [line.split() for line in lines if line.strip()]
    return {row[0].lower(): float(row[1]) for row in rows}


def given(folder):
    """{name: f, m or b}: b where neither is four times as frequent as the other."""
    women, men = (census(os.path.join(folder, f"dist.{kind}.first")) for kind in ("female", "male"))
    found = {}
    for name in women.keys() | men.keys():
        woman, man = women.get(name, 0), men.get(name, 0)
        found[name] = "f" if woman > 4 * man else "m" if man > 4 * woman else "b"
    return found


def spellings(folder):
    """The words of WordNet, once as written: those in lower case, and those that never are."""
    small, capital = set(), set()
    for kind in ("noun", "verb", "adj", "adv"):
        for synset in synsets(folder, kind).values():
            for word in synset.words:
                if re.fullmatch(r"[A-Za-z][a-z'-]*", word):
                    (small if word.islower() else capital).add(word.lower())
    return small, capital - small


def note(known, words, letter):
    """Adds a letter to what is known of each word; of a phrase also that its first word begins one."""
    for word in words:
        known.setdefault(word, set()).add(letter)
        if " " in word:
            known.setdefault(word.split(" ")[0], set()).add("w")


def main(wordnet, actors_path, census_folder):
    nouns, adjectives, known = synsets(wordnet, "noun"), synsets(wordnet, "adj"), {}
    small, capital = spellings(wordnet)
    located = places(nouns, adjectives)
    note(known, located, "p")
    note(known, lands(nouns, located), "l")
    note(known, (organizations(nouns) | actors(actors_path)) - located, "o")
    note(known, nationalities(nouns, adjectives), "n")
    note(known, roles(nouns, wordnet), "r")
    for name, sex in given(census_folder).items():
        note(known, [name], sex)
    frequent = sorted(census(os.path.join(census_folder, "dist.all.last")).items(), key=lambda item: (-item[1], item[0]))
    note(known, [name for name, _ in frequent[:FAMILIES]], "s")
    note(known, capital.difference(known), "a")
    note(known, small.intersection(known), "c")
    with open(os.path.join(HERE, "known.txt"), "w", encoding="ascii") as out:
        out.write(HEAD)
        out.writelines(f"{word}\t{''.join(sorted(letters))}\n" for word, letters in sorted(known.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
