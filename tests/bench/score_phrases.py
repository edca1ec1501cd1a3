#!/usr/bin/env python3
"""score_phrases.py LAYER_FILE LISTS TREES.conllu: noun phrases and verb groups against dependency trees, F1 of spans.
LAYER_FILE is build/tests/bench/layer_file.

The gold, from Universal Dependencies. A noun phrase: a noun, name, number or pronoun that is not itself part of another's
name or modifier (or another word with a determiner), from the first word below its determiners, adjectives, compounds
and possessors before it to the last below names, compounds and numbers behind it; what follows (prepositions, clauses,
appositions, conjuncts) is not in it. A verb group: a verb, or the copula of what is none, with its auxiliaries, its
particle and "not", from the first of them to the last. Each sentence is read as a document of its own.
"""
import sys

import score_clauses

NOUNS = {"NOUN", "PROPN", "PRON", "NUM", "SYM"}
PARTS = {"cop", "cc", "mark", "case", "aux", "det", "amod", "nummod", "compound", "flat", "fixed", "goeswith",
         "reparandum", "advmod", "discourse", "punct"}
BEFORE = {"det", "amod", "nummod", "compound", "flat"}
BEFORE_WHOLE = {"nmod:poss", "nmod:desc"}
BEHIND = {"nummod", "compound", "flat", "fixed", "goeswith"}


def below(word):
    words = score_clauses.below(word, (), [])
    return [one for one in words if one.upos != "PUNCT"]


def is_noun(word):
    if word.relation in PARTS or word.deprel == "nmod:desc" or word.upos == "PUNCT":
        return False
    return word.upos in NOUNS or (word.upos not in ("VERB", "AUX") and
                                  any(child.relation == "det" for child in word.children))


def noun_phrase(word):
    words = [word]
    for child in word.children:
        before = child.relation in BEFORE or child.deprel in BEFORE_WHOLE
        if child.start < word.start and before or child.start > word.start and child.relation in BEHIND:
            words += below(child)
    return min(one.start for one in words), max(one.end for one in words)


def verb_of(word):
    for child in word.children:
        if child.relation == "cop":
            return child
    return word if word.upos in ("VERB", "AUX") else None


def verb_group(word, words):
    verb = verb_of(word)
    group = [verb]
    for child in word.children:
        distance = words.index(child) - words.index(verb)
        if child.relation == "aux" and distance < 0 or child.deprel == "compound:prt" and distance == 1 or \
                child.relation == "advmod" and child.upos == "PART" and distance <= 1:
            group.append(child)
    return min(one.start for one in group), max(one.end for one in group)


def gold_of(words):
    return {
        "NP": {noun_phrase(word) for word in words if is_noun(word)},
        "VP": {verb_group(word, words) for word in words
               if word.relation not in PARTS and word.deprel != "nmod:desc" and verb_of(word)},
    }


def score(program, lists, trees):
    sentences = list(score_clauses.sentences_of(trees))
    counts = {"NP": [0, 0], "VP": [0, 0]}
    for (_, text, words), document in zip(sentences, score_clauses.read_layers(program, lists, sentences)):
        gold, data = gold_of(words), text.encode()
        for kind, spans in gold.items():
            found = {tuple(len(data[:span[edge]].decode()) for edge in ("start", "end")) for span in document[kind]}
            counts[kind][0] += 2 * len(found & spans)
            counts[kind][1] += len(found) + len(spans)
    return {kind: round(100 * hits / total, 1) for kind, (hits, total) in counts.items()}


if __name__ == "__main__":
    print(score(*sys.argv[1:]))
