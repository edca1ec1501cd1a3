"""The examples of the rule-writer's guide, scripts/README.md, and of the walk-through beside the bundle of sanctions do what
they say they do."""
import json
import pathlib
import re
import unittest

from cli_kit import CliCase

ROOT = pathlib.Path(__file__).parents[2]
GUIDE = ROOT / "scripts" / "README.md"
WALK = ROOT / "examples" / "bundles" / "sanctions" / "README.md"


class Guide(CliCase):
    def setUp(self):
        super().setUp()
        self.guide = GUIDE.read_text(encoding="utf-8")

    def run_example(self, rules, text, *arguments):
        """What `tocsin run` prints for one text under a single rule file."""
        self.write("example.lua", rules)
        done = self.tocsin("run", "-b", "example.lua", *arguments, "-", given=text.encode())
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    def declared(self):
        """The lists and parts that stand before the guide's first rule with a token pattern."""
        return re.search(r'```lua\n(lexicon "conditional".*?)\nrule ', self.guide, re.S)[1]

    def test_every_line_of_patterns_finds_what_it_says(self):
        lines = re.search(r"```pattern\n(.*?)```", self.guide, re.S)[1].splitlines()
        self.assertGreater(len(lines), 20)
        for line in lines:
            with self.subTest(line=line):
                text, found = re.match(r".*?-- (.*) → (.*)$", line).groups()
                rule = f'{self.declared()}\nrule "r" {{ pattern = [==[{line}]==], emit = {{ type = "t" }} }}\n'
                records = [json.loads(record) for record in
                           self.run_example(rule, text, "--format", "jsonl").splitlines()[1:]]
                raw = text.encode()
                self.assertEqual([raw[record["start"]:record["end"]].decode() for record in records],
                                 found.split("; ") if found else [])

    def test_rule_files_give_the_records_shown(self):
        for document in GUIDE, WALK:
            self.check_examples(document.read_text(encoding="utf-8"))

    def check_examples(self, document):
        examples = re.findall(r"<!-- example: (.*?) -->\n\n```lua\n(.*?)```\n\n```\n(.*?)```", document, re.S)
        self.assertGreaterEqual(len(examples), 2)
        for text, rules, shown in examples:
            with self.subTest(text=text):
                self.assertEqual(self.run_example(rules, text).split("\n\n", 1)[1].strip(), shown.strip())

    def test_the_first_block_of_patterns_loads_and_finds(self):
        rules = re.search(r'```lua\n(lexicon "conditional".*?)```', self.guide, re.S)[1]
        out = self.run_example(rules, "The IMF warned Kenya that debt may grow.")
        self.assertEqual(" ".join(out.split("#1")[1].split()),
                         "warning issuer: The IMF cue: warned → addressee: Kenya harm: debt may grow [warn] example/warn.that")


if __name__ == "__main__":
    unittest.main()
