#!/usr/bin/env python3
"""test_corpus.py [--update]: what the built-in bundle finds, against what it has to find.

texts/*.txt hold short texts, one construction each, with the records expected in readable form:

    ===
    name
    ===
    text
    ---
    claim act=say quote=direct | source: Okafor | cue: said | content: "No."

articles/NAME.jsonl are the JSON Lines of examples/articles/NAME.txt, compared byte for byte but for the first line, which
names the bundle's hash. --update writes what comes out in place of what was expected; read the difference before you keep it.
The program is the one that the environment's TOCSIN names.
"""
import json
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TEXTS = os.path.join(HERE, "texts")
GOLDEN = os.path.join(HERE, "articles")
ARTICLES = os.path.join(ROOT, "examples", "articles")
CASE = re.compile(r"^===\n(?P<name>.+)\n===\n(?P<text>(?:.*\n)*?)---\n(?P<records>(?:(?!===\n).*\n)*)", re.M)
FEATURES = ("act", "quote", "relation", "modality", "polarity", "certainty", "severity")
PLAIN = {("polarity", "positive"), ("certainty", "certain"), ("severity", 0)}


def tocsin(*arguments, given=b""):
    program = os.path.abspath(os.environ["TOCSIN"])
    done = subprocess.run([program, "run", *arguments], input=given, stdout=subprocess.PIPE, cwd=ARTICLES,
                          timeout=60, check=False)
    if done.returncode:
        raise AssertionError(f"tocsin run {' '.join(arguments)}: exit {done.returncode}")
    return done.stdout


def cases(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = list(CASE.finditer(text))
    if "".join(match.group(0) for match in found) != text:
        raise AssertionError(f"{path}: not of the form ===, name, ===, text, ---, records")
    return [(match["name"], match["text"].strip("\n"), match["records"].strip("\n")) for match in found]


def role_text(value):
    spans = value if isinstance(value, list) else [value]
    text = " + ".join(span["text"].replace("\n", "⏎") for span in spans)
    extra = f" = {spans[0]['entity']}" if "entity" in spans[0] else ""
    return text + extra + (" (inferred)" if spans[0].get("inferred") else "")


def readable(record):
    features = record["features"]
    told = [f"{name}={features[name]}" for name in FEATURES if name in features and (name, features[name]) not in PLAIN]
    roles = [f" | {name}: {role_text(value)}" for name, value in record["roles"].items()]
    return " ".join([record["type"], *told]) + "".join(roles)


def found_in(texts):
    """The records of each text, one a line."""
    given = "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts))
    lines = tocsin("--input", "jsonl", "--format", "jsonl", "-", given=given.encode()).decode().splitlines()
    records = [json.loads(line) for line in lines[1:]]
    strange = [record for record in records if record["type"] in ("error", "diagnostic")]
    if strange:
        raise AssertionError(strange[0])
    return ["\n".join(readable(record) for record in records if record["doc"] == str(number))
            for number in range(len(texts))]


def article_records(name):
    return b"".join(tocsin("--format", "jsonl", name + ".txt").splitlines(keepends=True)[1:])


def article_names():
    return sorted(name[:-4] for name in os.listdir(ARTICLES) if name.endswith(".txt"))


class Texts(unittest.TestCase):
    def test_each_text_gives_its_records(self):
        for name in sorted(os.listdir(TEXTS)):
            expected = cases(os.path.join(TEXTS, name))
            self.assertTrue(expected, name)
            for (title, _, wanted), got in zip(expected, found_in([text for _, text, _ in expected])):
                with self.subTest(file=name, case=title):
                    self.assertEqual(wanted, got)


class Articles(unittest.TestCase):
    maxDiff = None

    def test_each_article_gives_its_records_byte_for_byte(self):
        for name in article_names():
            with self.subTest(article=name), open(os.path.join(GOLDEN, name + ".jsonl"), "rb") as file:
                self.assertEqual(file.read().decode().splitlines(), article_records(name).decode().splitlines())

    def test_every_span_is_the_text_between_its_offsets(self):
        for name in article_names():
            with open(os.path.join(ARTICLES, name + ".txt"), "rb") as file:
                article = file.read()
            for line in article_records(name).splitlines():
                for role, value in json.loads(line)["roles"].items():
                    for span in value if isinstance(value, list) else [value]:
                        self.assertEqual(span["text"].encode(), article[span["start"]:span["end"]], (name, role))


class FirstBundle(unittest.TestCase):
    def test_it_finds_what_the_guide_shows(self):
        text = b"The price of bread rose by 12 per cent. Milk became dearer.\n"
        bundle = os.path.join(ROOT, "examples", "bundles", "first")
        lines = tocsin("-b", bundle, "--format", "jsonl", "-", given=text).splitlines()[1:]
        self.assertEqual(["rise | what: bread | cue: rose | amount: 12 per cent", "rise | what: Milk | cue: became dearer"],
                         [readable(json.loads(line)) for line in lines])
        lines = tocsin("-b", bundle, "-p", "least=13", "--format", "jsonl", "-", given=text).splitlines()[1:]
        self.assertEqual(["prices/dearer"], [json.loads(line)["rule"] for line in lines])


def update():
    for name in sorted(os.listdir(TEXTS)):
        path = os.path.join(TEXTS, name)
        kept = cases(path)
        got = found_in([text for _, text, _ in kept])
        with open(path, "w", encoding="utf-8") as file:
            for (title, text, _), records in zip(kept, got):
                file.write(f"===\n{title}\n===\n{text}\n---\n{records}\n" + ("\n" if records else ""))
    for name in article_names():
        with open(os.path.join(GOLDEN, name + ".jsonl"), "wb") as file:
            file.write(article_records(name))


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main()
