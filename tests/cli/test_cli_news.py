"""The parameters of the news bundle, and its families alone."""
import json
import unittest

from cli_kit import CliCase

TEXT = """Jens Berg warned that there will be serious consequences if Kenya sends weapons.

"We think that the war has led to hunger," he added.

"It will get worse and the people of the whole region will suffer for many years."
"""


class News(CliCase):
    def found(self, *arguments):
        done = self.tocsin("run", *arguments, "--format", "jsonl", "-", given=TEXT.encode())
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return [record for record in map(json.loads, done.stdout.splitlines()) if "rule" in record]

    def types(self, *arguments):
        return {record["type"] for record in self.found(*arguments)}

    def test_types(self):
        self.assertEqual(self.types(), {"claim", "warning", "consequence"})
        self.assertEqual(self.types("-p", "types=warning"), {"warning"})
        self.assertEqual(self.types("-p", "types=claim, consequence"), {"claim", "consequence"})
        done = self.tocsin("run", "-p", "types=claims", "-", given=b"")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"types: 'claims' is no type of records", done.stderr)

    def test_links_lead_to_what_is_left(self):
        warning = self.found("-p", "types=warning")[0]
        self.assertEqual((warning["attributed_to"], warning["links"]), ([], []))

    def test_confidence(self):
        least = min(record["confidence"] for record in self.found())
        self.assertLess(least, 0.7)
        for record in self.found("-p", "min_confidence=0.7"):
            self.assertGreaterEqual(record["confidence"], 0.7)

    def test_strict(self):
        self.assertIn("links/continued_quote", {record["rule"] for record in self.found()})
        strict = self.found("-p", "strict=true")
        self.assertTrue(strict)
        self.assertNotIn("links/continued_quote", {record["rule"] for record in strict})

    def test_nested(self):
        def cues(*arguments):
            return [record["roles"]["cue"]["text"] for record in self.found("-p", "types=claim", *arguments)
                    if "cue" in record["roles"]]
        self.assertEqual(cues(), ["warned", "added"])
        self.assertEqual(cues("-p", "own_voice=true"), ["warned", "added", "think"])
        self.assertEqual(cues("-p", "own_voice=true", "-p", "nested=false"), ["warned", "added"])

    def test_pronouns_have_an_entity(self):
        added = [record for record in self.found() if record["roles"].get("cue", {}).get("text") == "added"][0]
        self.assertEqual(added["roles"]["source"]["entity"], "Jens Berg")
        self.assertTrue(added["roles"]["source"]["inferred"])

    def test_families_alone(self):
        for family in ("claims", "warnings", "consequences"):
            records = self.found("-b", family)
            self.assertEqual({record["type"] for record in records}, {family[:-1]})
            self.assertEqual({record["bundle"] for record in records}, {family + "@0.1.0"})


if __name__ == "__main__":
    unittest.main()
