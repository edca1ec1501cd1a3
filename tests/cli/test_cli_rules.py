"""The commands for work on rules: `tocsin test`, `tocsin check`."""
import json
import os
import unittest

from cli_kit import CliCase

SAID = """rule 'said' {
  about = "X said.",
  regex = [[(?<source>\\w+) (?<cue>said|denied)]],
  emit = { type = 'claim', 'source', 'cue', act = 'say' },
  accepts = { %s },
  rejects = { %s },
}
"""


class Test(CliCase):
    def try_rule(self, accepts, rejects, *arguments, code):
        self.write("said.lua", SAID % (accepts, rejects))
        done = self.tocsin("test", *arguments, "said.lua")
        self.assertEqual((done.returncode, done.stderr), (code, b""))
        return done.stdout.decode()

    def test_passes(self):
        shown = self.try_rule("{ 'Ann said no.', source = 'Ann' }", "'Nothing.'", code=0)
        self.assertEqual(shown, "said: 1 of 1 rules have examples that they accept, which cover 1 of 1 elements\n2 passed, 0 failed\n")
        shown = self.try_rule("'Ann said no.'", "", "--all", code=0)
        self.assertTrue(shown.startswith("passed said/said accepts  said.lua:"), shown)

    def test_differences(self):
        shown = self.try_rule("{ 'Ann said no.', source = 'Bob', act = 'say' }", "'So he said.'", code=1)
        self.assertIn("""  "Ann said no."
    act          "say"
  - source       "Bob"
  + source       "Ann"
""", shown)
        self.assertIn("""  "So he said."
  + claim        source "he", cue "said"
""", shown)
        self.assertTrue(shown.endswith("\n0 passed, 2 failed\n"))

    def test_no_record(self):
        shown = self.try_rule("{ 'Nothing.', source = 'Bob' }", "", code=1)
        self.assertIn("  - source       \"Bob\"\n  + no record", shown)

    def test_elements_without_examples(self):
        self.write("w.lua", "rule 'w' { pattern = 'the (bank|board) warned', emit = { type = 't' },\n"
                            "  accepts = { 'The bank warned.' } }")
        done = self.tocsin("test", "w.lua")
        self.assertEqual(done.stdout, b"w: 1 of 1 rules have examples that they accept, which cover 3 of 4 elements\n"
                                      b"  not covered: w/w  board  w.lua:1:33\n1 passed, 0 failed\n")

    def test_rules_without_examples(self):
        done = self.tocsin("test", "rules.lua")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout, b"rules: 0 of 1 rules have examples that they accept, which cover 0 of 1 elements\n"
                                      b"  without: rules/said  rules.lua:1  accepts 0, rejects 0\n0 passed, 0 failed\n")

    def test_lines_of_json(self):
        shown = self.try_rule("{ 'Ann said no.', source = 'Bob', cue = true }", "'Nothing.'", "-fjsonl", code=1)
        lines = [json.loads(line) for line in shown.splitlines()]
        self.assertEqual([line["type"] for line in lines], ["test", "test", "coverage", "tests"])
        self.assertEqual(lines[0]["expected"], [{"fields": {"cue": True, "source": "Bob"}, "met": False}])
        self.assertEqual(lines[0]["found"][0]["roles"]["source"], {"start": 0, "end": 3, "text": "Ann"})
        self.assertEqual((lines[0]["passed"], lines[1]["passed"]), (False, True))
        self.assertEqual((lines[2]["rule"], lines[2]["accepts"], lines[2]["covered"]), ("said/said", 1, 1))
        self.assertEqual(lines[3], {"type": "tests", "passed": 1, "failed": 1})

    def test_anything_protocol(self):
        shown = self.try_rule("{ 'Ann said no.', source = 'Bob' }", "'Nothing.'", "-ftap", code=1)
        lines = [line for line in shown.splitlines() if not line.startswith("#")]
        self.assertTrue(lines[0].startswith("not ok 1 - said/said accepts, said.lua:"))
        self.assertTrue(lines[1].startswith("ok 2 - said/said rejects, said.lua:"))
        self.assertEqual(lines[2:], ["1..2"])
        self.assertIn("#   + source       \"Ann\"\n", shown)

    def test_a_rule_that_fails(self):
        self.write("broken.lua", "rule 'r' { regex = 'said', emit = function() error 'no good' end, rejects = { 'I said.' } }")
        done = self.tocsin("test", "broken.lua")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"  ! broken.lua:1: no good", done.stdout)

    def test_bundle_that_does_not_load(self):
        self.assertEqual(self.tocsin("test", "nosuch").returncode, 2)


class Check(CliCase):
    def test_good_bundle(self):
        done = self.tocsin("check", "rules.lua")
        self.assertEqual((done.returncode, done.stdout), (0, b"rules.lua: 0 errors, 0 warnings, 1 rule\n"))

    def test_shows_all_that_is_wrong(self):
        self.write("bundle/bundle.lua", "return { name = 'b', version = '1', rules = { 'a.lua', 'b.lua', 'c.lua' } }")
        self.write("bundle/a.lua", "rule 'x' { regex = '(' , emit = { type = 't' } }\n\nrule 'y' { regx = 'a' }\n")
        self.write("bundle/b.lua", "rule 'z' {\n")
        self.write("bundle/c.lua", "rule 'w' { regex = 'said', emit = { type = 't' }, accepts = { 7 } }\nnosuch()\n")
        done = self.tocsin("check", "bundle", "rules.lua")
        self.assertEqual((done.returncode, done.stderr), (2, b""))
        lines = done.stdout.decode().splitlines()
        places = [line.split(": ")[0] for line in lines if ": error: " in line]
        self.assertEqual(places, ["bundle/a.lua:1:22", "bundle/a.lua:3", "bundle/b.lua:2", "bundle/c.lua:1",
                                  "bundle/c.lua:2"])
        self.assertIn("    rule 'y' { regx = 'a' }", lines)
        self.assertEqual(lines[-2:], ["bundle: 5 errors, 0 warnings", "rules.lua: 0 errors, 0 warnings, 1 rule"])

    def test_warnings(self):
        self.write("loose.lua", "rule 'loose' { regex = [[\\w+ \\w+]], emit = { type = 'x' } }")
        done = self.tocsin("check", "loose.lua")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"loose.lua:1: warning: ", done.stdout)
        done = self.tocsin("check", "--strict", "loose.lua")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"loose.lua:1: error: ", done.stdout)
        self.assertIn(b"1 error, 0 warnings", done.stdout)

    def test_lines_of_json(self):
        self.write("a.lua", "rule 'x' { regx = 'a' }")
        done = self.tocsin("check", "-fjsonl", "a.lua")
        self.assertEqual(done.returncode, 2)
        finding = json.loads(done.stdout)
        self.assertEqual((finding["type"], finding["severity"]), ("finding", "error"))
        self.assertEqual((finding["error"]["file"], finding["error"]["line"], finding["error"]["excerpt"]),
                         ("a.lua", 1, "rule 'x' { regx = 'a' }"))

    def test_built_in(self):
        self.assertEqual(self.tocsin("check", "--strict").returncode, 0)

    def test_missing(self):
        done = self.tocsin("check", os.path.join(self.folder, "none", ""))
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"error: cannot open", done.stdout)


class Profile(CliCase):
    def rows(self, *arguments):
        done = self.tocsin("profile", "-b", "rules.lua", "-fjsonl", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_counts(self):
        self.write("a.jsonl", '{"text":"Ann said no. Bob said so."}\n' * 3000)
        for jobs in "1", "3":
            row, = self.rows("-j", jobs, "a.jsonl")
            self.assertGreater(row.pop("match_ns"), 0)
            self.assertGreater(row.pop("lua_ns"), 0)
            self.assertEqual(row, {"type": "profile", "bundle": "rules", "rule": "rules/said", "triggers": 6000,
                                   "candidates": row["candidates"], "matches": 6000, "records": 6000})

    def test_table(self):
        self.write("a.txt", "Ann said no.")
        done = self.tocsin("profile", "-b", "rules.lua", "a.txt")
        head, row, total = done.stdout.decode().splitlines()
        self.assertEqual(head.split(), ["ms", "matching", "lua", "triggers", "candidates", "matches", "records", "rule"])
        self.assertEqual((row.split()[-2:], total.split()[-1]), (["1", "rules/said"], "all"))

    def test_failures(self):
        self.assertEqual(self.tocsin("profile", "-b", "rules.lua", "missing").returncode, 1)
        self.assertEqual(self.tocsin("profile", "-b", "nosuch", "missing").returncode, 2)


class Explain(CliCase):
    RULE = """rule 'warned' {
  pattern = [[ who:([cap]+) cue:<warn> that ]],
  emit = { type = 'warning', 'who', 'cue' },
}
"""

    def explain(self, text, *arguments, code=0):
        self.write("rule.lua", self.RULE)
        self.write("a.txt", text)
        done = self.tocsin("explain", "-b", "rule.lua", *arguments, "a.txt")
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_why(self):
        shown = self.explain("The Bank warned that it rains.").stdout.decode()
        self.assertTrue(shown.startswith("#1 warning  rule/warned  rule.lua:1  sentence 1\n"), shown)
        self.assertIn('    <warn>                       "warned"  rule.lua:2:33\n', shown)

    def test_why_not(self):
        text = "The Bank warned that it rains. The Bank warned of rain."
        shown = self.explain(text, "--rule", "rule/warned", "--sentence", "2").stdout.decode()
        self.assertTrue(shown.startswith("no match rule/warned  rule.lua:1  sentence 2\n"), shown)
        self.assertIn('  then it wanted that and saw "of"\n', shown)
        found = json.loads(self.explain(text, "-fjson", "-s2").stdout)
        self.assertEqual((found["records"], found["misses"][0]["saw"]["text"]), ([], "of"))

    def test_nothing_of_that_name(self):
        done = self.explain("All is well.", "--rule", "rule/nosuch", code=1)
        self.assertIn(b"there is no rule 'rule/nosuch'", done.stderr)
        done = self.explain("All is well.", "--sentence", "2", code=1)
        self.assertIn(b"there is no sentence 2; the document has 1", done.stderr)


if __name__ == "__main__":
    unittest.main()
