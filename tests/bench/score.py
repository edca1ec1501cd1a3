#!/usr/bin/env python3
"""score.py ROOT TOCSIN [MEASURE…]: accuracy on the development corpora, each figure against its goal.

A MEASURE is the beginning of a row's name. Exits with 1 when a goal is missed, 2 when a run fails.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import score_clauses
import score_dates
import score_phrases
import score_names
import score_tags
from shared_data import print_table, shared_folder


# What the guidelines of a corpus count that the bundle does not, and the other way round, as parameters of the bundle.
# PolNeAR has no claims within the words of others.
PARAMETERS = {"attribution": ("-p", "nested=false"),
              "causal": ("-p", "motives=true"),
              "counterfactual": ("-p", "unreal=true", "-p", "whole_conditions=true")}


class Scorer:
    """Runs tocsin and the scorers on one gold file after another; what tocsin printed is kept for the next row."""

    def __init__(self, root, tocsin, corpora, work):
        self.root = root
        self.word_lists = os.path.join(root, "scripts", "english")
        self.tocsin = tocsin
        self.corpora = corpora
        self.work = work
        self.made = {}

    def gold(self, name):
        return os.path.join(self.corpora, "dev", name + ".jsonl")

    def output(self, key, command):
        """The file that holds the standard output of the command, run once for each key."""
        if key not in self.made:
            path = os.path.join(self.work, "-".join(key) + ".jsonl")
            with open(path, "wb") as out:
                done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
            if done.returncode:
                raise RuntimeError(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')[-2000:]}")
            self.made[key] = path
        return self.made[key]

    def tool(self, name, *arguments):
        return [sys.executable, os.path.join(self.corpora, "tools", name), *arguments]

    def printed(self, verb, name, *options):
        command = [self.tocsin, verb, *options, "--input", "jsonl", "--format", "jsonl", self.gold(name)]
        return self.output((verb, name, *options), command)

    def score(self, scorer, name, made, *options):
        command = self.tool(scorer, self.gold(name), made, *options)
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    def tokens(self, name):
        made = self.output(("from_tokens", name), self.tool("from_tokens.py", self.gold(name), self.printed("tokens", name)))
        return self.score("score_tok.py", name, made)

    def converted(self, profile, name):
        records = self.printed("run", name, *PARAMETERS.get(profile, ()))
        command = self.tool("from_tocsin.py", profile, self.gold(name), records)
        return self.output((profile, name), command)

    def spans(self, profile, name, *options):
        return self.score("score_spans.py", name, self.converted(profile, name), *options)

    def claims(self, *options, with_that=False, nested=False):
        """Claims of PolNeAR. `with_that`: contents begin with the "that" before them, too, which PolNeAR counts in and
        records leave out; `nested`: with those in the words of others, which it leaves out."""
        name = "polnear.train"
        made = self.converted("attribution", name)
        if nested:
            command = self.tool("from_tocsin.py", "attribution", self.gold(name), self.printed("run", name))
            made = self.output(("attribution", name, "nested"), command)
        if with_that:
            made = widened(made, os.path.join(self.work, "with-that.jsonl"))
        return self.score("score_spans.py", name, made, "--types", "attribution", *options)

    def layers(self, name):
        """The engine's own annotations of a gold file, by document."""
        program = os.path.join(os.path.dirname(self.tocsin), "tests", "bench", "layer_file")
        made = self.output(("layers", name), [program, self.word_lists, self.gold(name)])
        with open(made, encoding="utf-8") as lines:
            return {document["doc"]: document for document in map(json.loads, lines)}

    def clauses(self, trees):
        program = os.path.join(os.path.dirname(self.tocsin), "tests", "bench", "layer_file")
        return score_clauses.score(program, self.word_lists, os.path.join(self.corpora, "conllu", trees + ".conllu"))

    def phrases(self, trees):
        program = os.path.join(os.path.dirname(self.tocsin), "tests", "bench", "layer_file")
        return score_phrases.score(program, self.word_lists, self.treebank(trees))

    def arcs(self, trees):
        """How often words get the right head, and the right head and relation, in per cent."""
        program = os.path.join(os.path.dirname(self.tocsin), "engine", "train", "train")
        models = os.path.join(self.word_lists, "models")
        command = [program, "measure-parser", os.path.join(models, "parser.model"),
                   os.path.join(self.word_lists, "lemmas"), os.path.join(models, "tagger.model"), self.treebank(trees)]
        words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        return {"heads": float(words[4]), "both": float(words[6])}

    def dates(self, trees):
        program = os.path.join(os.path.dirname(self.tocsin), "tests", "bench", "layer_file")
        return score_dates.score(program, self.word_lists, os.path.join(self.corpora, "conllu", trees + ".conllu"))

    def names(self, trees):
        program = os.path.join(os.path.dirname(self.tocsin), "tests", "bench", "layer_file")
        key = ("names", trees)
        if key not in self.made:
            path = os.path.join(self.corpora, "conllu", trees + ".conllu")
            self.made[key] = score_names.score(program, self.word_lists, path)
        return self.made[key]

    def sources(self, name):
        """How many sources that are two words with capitals or more end as a person's or organization's name does."""
        layers, hits, count = self.layers(name), 0, 0
        with open(self.gold(name), encoding="utf-8") as lines:
            for document in map(json.loads, lines):
                text, found = document["text"], layers[document["id"]]["Name"]
                spans = [(item["start"], item["end"]) for item in found if item["kind"] in ("person", "organization")]
                for item in document["annotations"]:
                    source = re.sub(r"['’]s?$", "", text[item["start"]:item["end"]])
                    if item["role"] == "source" and NAME.fullmatch(source):
                        start = len(text[:item["start"]].encode())
                        end = start + len(source.encode())
                        hits += any(start <= span[0] and span[1] == end for span in spans)
                        count += 1
        return round(100 * hits / count, 1)

    def tags(self, trees, writing="as-is"):
        """How often words are tagged right, in per cent, with the words of a treebank as they are."""
        program = os.path.join(os.path.dirname(self.tocsin), "engine", "train", "train")
        return score_tags.measured(program, os.path.join(self.word_lists, "models", "tagger.model"),
                                   os.path.join(self.word_lists, "lemmas"), self.treebank(trees))[writing]

    def own_tags(self, trees):
        return score_tags.own_words(self.tocsin, self.treebank(trees), self.work)

    def treebank(self, trees):
        return os.path.join(self.corpora, "conllu", trees + ".conllu")

    def quotations(self, name):
        """How many directly quoted contents, or parts of one, are exactly a quotation."""
        layers, hits, count = self.layers(name), 0, 0
        with open(self.gold(name), encoding="utf-8") as lines:
            for document in map(json.loads, lines):
                text, found = document["text"], layers[document["id"]]["Quote"]
                spans = {(quote["start"], quote["end"]) for quote in found}
                for item in document["annotations"]:
                    if item["role"] == "content" and item.get("form") == "direct":
                        start, end = (len(text[:item[edge]].encode()) for edge in ("start", "end"))
                        hits, count = hits + ((start, end) in spans), count + 1
        return round(100 * hits / count, 1)

    def modality(self, profile, name, scorer, *options):
        """What the bundle of examples/bundles/modality finds, by a scorer."""
        bundle = os.path.join(self.root, "examples", "bundles", "modality")
        records = self.output(("modality", name), [self.tocsin, "run", "-b", bundle, "--input", "jsonl",
                                                   "--format", "jsonl", self.gold(name)])
        convert = os.path.join(self.root, "tests", "bench", "from_modality.py")
        made = self.output((profile, name), [sys.executable, convert, profile, self.gold(name), records])
        return self.score(scorer, name, made, *options)

    def labels(self, profile, name, *options):
        return self.score("score_labels.py", name, self.converted(profile, name), *options)


def widened(path, out):
    """A copy in which each content begins with the "that" right before it."""
    with open(path, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as copy:
        for document in map(json.loads, lines):
            text = document["text"]
            for item in document["annotations"]:
                start = item["start"] - len("that ")
                if item["role"] == "content" and item["frag"] == 0 and text[max(start, 0):item["start"]].lower() == "that ":
                    item.update(start=start, text=text[start:item["end"]])
            copy.write(json.dumps(document) + "\n")
    return out


NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,4}")


def f1(part):
    return lambda scores: scores[part]["F1"]


def figure(name):
    return lambda figures: figures[name]


def relation(kind):
    return lambda scores: scores["relation"][kind]["F1"]


def role(name, kind):
    return lambda scores: scores["roles"].get(name, {}).get(kind, {}).get("F1", 0.0)


# (name, how, figure of the scores, goal or None, others' figure on the same task)
ROWS = [
    ("words GUM news", lambda s: s.tokens("tok.gum-news"), f1("token"), 99.7, "wink-nlp 99.26"),
    ("words EWT dev", lambda s: s.tokens("tok.ewt.dev"), f1("token"), 98.8, "wink-nlp 97.30"),
    ("sentences GUM news", lambda s: s.tokens("tok.gum-news"), f1("sentence"), 96, "ICU 92.77"),
    ("sentences EWT dev", lambda s: s.tokens("tok.ewt.dev"), f1("sentence"), 85, "sbd 83.09"),
    ("sentences golden rules, of 48", lambda s: s.tokens("sent.golden-en"),
     lambda scores: round(scores["docs"] * scores["docs_all_sentences_right"]), 48, "compromise 30"),
    ("parts of speech EWT dev, %", lambda s: s.tags("ewt.dev"), figure("upos"), 95.5, "wink-nlp claims 95 of its own"),
    ("parts of speech GUM dev, %", lambda s: s.tags("gum-open.dev"), figure("upos"), 96, "-"),
    ("parts of speech EWT dev in capitals, %", lambda s: s.tags("ewt.dev", "capitals"), figure("upos"), None, "-"),
    ("parts of speech EWT dev as headlines, %", lambda s: s.tags("ewt.dev", "headline"), figure("upos"), None, "-"),
    ("parts of speech EWT dev, own words", lambda s: s.own_tags("ewt.dev"), lambda figure: figure, None, "-"),
    ("parts of speech GUM dev, own words", lambda s: s.own_tags("gum-open.dev"), lambda figure: figure, None, "-"),
    ("Penn tags EWT dev, %", lambda s: s.tags("ewt.dev"), figure("xpos"), None, "-"),
    ("Penn tags GUM dev, %", lambda s: s.tags("gum-open.dev"), figure("xpos"), None, "-"),
    ("lemmas EWT dev, by predicted tags, %", lambda s: s.tags("ewt.dev"), figure("lemma"), 98, "-"),
    ("lemmas GUM dev, by predicted tags, %", lambda s: s.tags("gum-open.dev"), figure("lemma"), None, "-"),
    ("quotations PolNeAR, direct contents found exactly, %", lambda s: s.quotations("polnear.train"),
     lambda figure: figure, 93, "annotators 93.3"),
    ("heads EWT dev, %", lambda s: s.arcs("ewt.dev"), figure("heads"), None, "-"),
    ("heads GUM dev, %", lambda s: s.arcs("gum-open.dev"), figure("heads"), None, "-"),
    ("heads and relations EWT dev, %", lambda s: s.arcs("ewt.dev"), figure("both"), None, "-"),
    ("heads and relations GUM dev, %", lambda s: s.arcs("gum-open.dev"), figure("both"), None, "-"),
    ("noun phrases EWT dev", lambda s: s.phrases("ewt.dev"), figure("NP"), 93, "-"),
    ("noun phrases GUM dev", lambda s: s.phrases("gum-open.dev"), figure("NP"), 93, "-"),
    ("verb groups EWT dev", lambda s: s.phrases("ewt.dev"), figure("VP"), None, "-"),
    ("verb groups GUM dev", lambda s: s.phrases("gum-open.dev"), figure("VP"), None, "-"),
    ("clauses EWT dev", lambda s: s.clauses("ewt.dev"), lambda figure: round(figure, 1), 80, "-"),
    ("clauses GUM dev", lambda s: s.clauses("gum-open.dev"), lambda figure: round(figure, 1), 80, "-"),
    ("dates GUM dev, days right, %", lambda s: s.dates("gum-open.dev"), lambda figure: round(figure, 1), None, "-"),
    ("names GUM dev", lambda s: s.names("gum-open.dev"), lambda tally: round(tally.f1("names"), 1), None, "-"),
    ("names GUM dev, persons", lambda s: s.names("gum-open.dev"), lambda tally: round(tally.f1("person"), 1), None, "-"),
    ("names GUM dev, organizations", lambda s: s.names("gum-open.dev"),
     lambda tally: round(tally.f1("organization"), 1), None, "-"),
    ("names GUM dev, places", lambda s: s.names("gum-open.dev"), lambda tally: round(tally.f1("place"), 1), None, "-"),
    ("names GUM dev, links of family names", lambda s: s.names("gum-open.dev"),
     lambda tally: round(tally.f1("links"), 1), None, "-"),
    ("names GUM dev, he and she", lambda s: s.names("gum-open.dev"), lambda tally: round(tally.f1("pronouns"), 1), None, "-"),
    ("names PolNeAR, sources in capitals whose name is found, %", lambda s: s.sources("polnear.train"),
     lambda figure: figure, None, "-"),
    ("claims PolNeAR match50", lambda s: s.claims(), relation("match50"), 55, "annotators 68.8"),
    ("claims PolNeAR exact", lambda s: s.claims(), relation("exact"), 42, "annotators 58.5"),
    ("claims PolNeAR exact, with that", lambda s: s.claims(with_that=True), relation("exact"), None,
     "annotators 58.5"),
    ("claims PolNeAR content overlap", lambda s: s.claims(), role("content", "overlap"), 80,
     "annotators 91.6"),
    ("claims PolNeAR source exact", lambda s: s.claims(), role("source", "exact"), 64, "annotators 76.9"),
    ("claims PolNeAR cue exact", lambda s: s.claims(), role("cue", "exact"), 62, "annotators 70.6"),
    ("claims PolNeAR direct, content exact", lambda s: s.claims("--form", "direct"),
     role("content", "exact"), 92, "annotators 93.3"),
    ("claims PolNeAR match50, with nested ones",
     lambda s: s.claims(nested=True), relation("match50"), None, "-"),
    ("claims PolNeAR exact, with nested ones",
     lambda s: s.claims(nested=True), relation("exact"), None, "-"),
    ("claims PolNeAR direct, content exact, with nested ones",
     lambda s: s.claims("--form", "direct", nested=True), role("content", "exact"), None, "-"),
    ("claims GUM news, content match50",
     lambda s: s.spans("attribution", "attr.gum-news", "--types", "attribution", "--roles", "content"),
     relation("match50"), None, "-"),
    ("claims GUM other genres dev, content match50",
     lambda s: s.spans("attribution", "attr.gum-other.dev", "--types", "attribution", "--roles", "content"),
     relation("match50"), None, "-"),
    ("claims articles match50",
     lambda s: s.spans("gold", "tocsin-articles", "--types", "claim", "--anchor", "content", "--loose-edges"),
     relation("match50"), None, "annotators 93"),
    ("warnings articles match50",
     lambda s: s.spans("gold", "tocsin-articles", "--types", "warning", "--anchor", "cue", "--loose-edges"),
     relation("match50"), 70, "annotators 68"),
    ("consequences articles match50",
     lambda s: s.spans("gold", "tocsin-articles", "--types", "consequence", "--anchor", "effect", "--loose-edges"),
     relation("match50"), 70, "annotators 91"),
    ("warnings sentences match50",
     lambda s: s.spans("gold", "tocsin-sentences", "--types", "warning", "--anchor", "cue", "--loose-edges"),
     relation("match50"), 70, "annotators 65"),
    ("consequences sentences match50",
     lambda s: s.spans("gold", "tocsin-sentences", "--types", "consequence", "--anchor", "effect", "--loose-edges"),
     relation("match50"), 70, "annotators 83"),
    ("threats PLOVER label", lambda s: s.labels("event", "warn.plover", "--type", "event", "--positive", "THREATEN"),
     lambda scores: scores["F1"], 90, "regex floor 71.7"),
    ("causal CNC label", lambda s: s.labels("causal", "causal.cnc.train", "--type", "causal"),
     lambda scores: scores["F1"], 82, "BERT 86.3"),
    ("causal CNC spans, macro exact",
     lambda s: s.spans("causal", "causal.cnc.train", "--types", "causal", "--anchor", "effect", "--only-annotated"),
     lambda scores: scores["macro_exact_F1"], 48, "neural 62.7"),
    ("conditions GUM news match50",
     lambda s: s.spans("condition", "causal.gum-news", "--types", "condition", "--anchor", "consequent"),
     relation("match50"), 72, "-"),
    ("counterfactuals match50",
     lambda s: s.spans("counterfactual", "counterfactual.t5spans.train", "--types", "counterfactual",
                       "--anchor", "antecedent"),
     relation("match50"), None, "-"),
    ("counterfactuals overlap, micro",
     lambda s: s.spans("counterfactual", "counterfactual.t5spans.train", "--types", "counterfactual",
                       "--anchor", "antecedent"),
     lambda scores: scores["micro_overlap"]["F1"], 84, "trained 88"),
    ("counterfactuals exact, micro",
     lambda s: s.spans("counterfactual", "counterfactual.t5spans.train", "--types", "counterfactual",
                       "--anchor", "antecedent"),
     lambda scores: scores["micro_exact"]["F1"], None, "trained 57"),
    ("negation cues Conan Doyle train",
     lambda s: s.modality("negation", "neg.conandoyle.train", "score_spans.py", "--types", "negation"),
     role("cue", "exact"), 90, "floor 80.7, trained 92"),
    ("negation cues Conan Doyle dev",
     lambda s: s.modality("negation", "neg.conandoyle.dev", "score_spans.py", "--types", "negation"),
     role("cue", "exact"), 90, "floor 80.7, trained 92"),
    ("hedged sentences WikiWeasel (weights fitted here; 62.7 in five parts)",
     lambda s: s.modality("hedge", "hedge.wikiweasel.train", "score_labels.py", "--type", "hedge"),
     lambda scores: scores["F1"], 62, "floor 61.1"),
    ("commitment CommitmentBank, r (weights fitted here; 0.74 in ten parts)",
     lambda s: s.modality("commitment", "fact.commitmentbank", "score_fact.py"),
     lambda scores: scores["pearson"], 0.6, "gold features 0.62"),
]


def verdict(figure, goal):
    if goal is None:
        return ""
    return "met" if figure >= goal else "MISSED"


def main(root, tocsin, *wanted):
    corpora = os.path.join(shared_folder(root), "corpora")
    rows, missed, broken = [], 0, []
    with tempfile.TemporaryDirectory(prefix="tocsin-score-") as work:
        scorer = Scorer(root, tocsin, corpora, work)
        for name, how, figure_of, goal, others in ROWS:
            if wanted and not name.startswith(wanted):
                continue
            try:
                figure = figure_of(how(scorer))
            except (RuntimeError, subprocess.CalledProcessError) as error:
                broken.append(f"{name}: {error}\n{getattr(error, 'stderr', None) or ''}")
                rows.append([name, "failed", goal or "", "", others])
                continue
            missed += verdict(figure, goal) == "MISSED"
            rows.append([name, figure, goal or "", verdict(figure, goal), others])
    print_table(["measure (F1 unless said)", "tocsin", "goal", "", "others"], rows)
    for error in broken:
        print("\n" + error.strip())
    return 2 if broken else 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
