"""Inputs, outputs, failures and exit codes of `tocsin run` and `tocsin tokens`."""
import json
import os
import subprocess
import unittest

from cli_kit import CliCase


class Inputs(CliCase):
    def test_text_is_named_by_its_path(self):
        self.write("sub/a.txt", "Ann said no.")
        self.assertEqual(self.claims("sub/a.txt"), [("sub/a.txt", "Ann")])
        self.assertEqual(self.claims("./sub/a.txt"), [("./sub/a.txt", "Ann")])

    def test_standard_input(self):
        self.assertEqual(self.claims(given=b"Ann said no."), [("stdin", "Ann")])
        self.assertEqual(self.claims("-", given=b"Ann said no."), [("stdin", "Ann")])
        self.assertEqual(self.claims(given=b'{"text":"Ann said no."}'), [("stdin:1", "Ann")])
        self.assertEqual(self.claims("--input", "text", given=b'{"Ann said no."}'), [("stdin", "Ann")])
        self.assertEqual(self.claims(given=b""), [])

    def test_folders_in_order_of_names(self):
        for name in ("b.txt", "a/z.txt", "a/b.md", "a.txt", "B.txt", ".hidden.txt", ".git/x.txt", "c.html"):
            self.write("d/" + name, "Ann said no.")
        self.write("d/a/l.jsonl", '{"id":"l1","text":"Bob said so."}\n')
        os.symlink("..", os.path.join(self.folder, "d/a/loop"))
        found = [document for document, _ in self.claims("d")]
        self.assertEqual(found, ["d/B.txt", "d/a/b.md", "l1", "d/a/z.txt", "d/a.txt", "d/b.txt"])
        self.assertEqual([document for document, _ in self.claims("d/")], found)
        self.assertEqual(len(self.claims("d/c.html", "d/.hidden.txt")), 2)

    def test_lines(self):
        self.write("a.jsonl", '\ufeff{"id":"x","text":"Ann said no."}\r\n\n{"id":7,"text":"Bob said so."}\n'
                              '{"text":"Cat\\u0000 Dan said it."}')
        self.assertEqual(self.claims("a.jsonl"), [("x", "Ann"), ("7", "Bob"), ("a.jsonl:4", "Dan")])

    def test_fields_beside_the_text(self):
        self.write("a.jsonl", '{"n":12345678901234567890,"text":"Heading\\n\\nAnn said no.","x":[1.10]}')
        document = self.run_rules("-d", "--format", "jsonl", "a.jsonl").stdout.splitlines()[1]
        self.assertIn(b'"meta":{"n":12345678901234567890,"x":[1.10]},"title":"Heading",', document)
        self.assertEqual(json.loads(document)["records"], {"claim": 1})


class Failures(CliCase):
    def test_bad_lines_are_records(self):
        self.write("a.jsonl", '{"id":"x","text":"Ann said no."}\n{"text":1}\n{"text":"a\n[]\n{"text":"Bob said so."}\n')
        records = self.records("a.jsonl", code=1)
        self.assertEqual([record["doc"] for record in records],
                         ["x", "a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "a.jsonl:5"])
        errors = [record["error"] for record in records if record["type"] == "error"]
        self.assertEqual([(error["id"], error["line"]) for error in errors],
                         [("json-no-text", 2), ("json-syntax", 3), ("json-not-object", 4)])
        self.assertEqual(errors[1]["file"], "a.jsonl")

    def test_missing_file(self):
        self.write("a.txt", "Ann said no.")
        records = self.records("missing", "a.txt", "gone/", code=1)
        self.assertEqual([(record["doc"], record["type"]) for record in records],
                         [("missing", "error"), ("a.txt", "claim"), ("gone/", "error")])
        self.assertEqual(records[0]["error"]["id"], "file-open")
        done = self.run_rules("missing", "a.txt")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"Ann said", done.stdout)
        self.assertEqual(done.stderr, b"tocsin: missing: cannot open: No such file or directory\n"
                                      b"tocsin: 1 of 2 documents failed\n")

    def test_invalid_bytes(self):
        self.write("a.txt", b"\xff Ann said no.")
        claim = self.records("a.txt")[0]
        self.assertEqual(claim["roles"]["source"], {"start": 2, "end": 5, "text": "Ann"})
        error = self.records("--invalid", "reject", "a.txt", code=1)[0]["error"]
        self.assertEqual((error["id"], error["offset"]), ("text-utf8", 0))

    def test_reader_that_leaves(self):
        """`| head -1` ends the program quietly."""
        self.write("a.jsonl", '{"text":"Ann said no."}\n' * 20000)
        for jobs in ("1", "2"):
            command = [os.environ["TOCSIN"], "run", "-b", "rules.lua", "-fjsonl", "-j", jobs, "a.jsonl"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder) as program:
                program.stdout.readline()
                program.stdout.close()
                self.assertEqual(program.stderr.read(), b"")
                self.assertEqual(program.wait(60), 0)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_full_disk(self):
        self.write("a.txt", "Ann said no.")
        with open("/dev/full", "wb") as full:
            done = self.run_rules("a.txt", stdout=full)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output: cannot write: No space left on device", done.stderr)
        self.assertEqual(self.run_rules("-o", "/dev/full", "a.txt").returncode, 1)

    def test_terminal_is_safe(self):
        """Neither the text nor a file's name can steer a terminal."""
        name = self.write("a\x1b[31m.txt", b"Ann\x1b]0;x\x07 said \xe2\x80\xae no. Ann said \xe2\x80\x8b it.")
        for arguments in ((name,), ("missing\x1b[31m", name)):
            done = self.run_rules(*arguments)
            for bad in (b"\x1b", b"\x07", b"\xe2\x80\xae", b"\xe2\x80\x8b"):
                self.assertNotIn(bad, done.stdout + done.stderr)
        self.assertIn(b"\\u{202e}", done.stdout)


class Dates(CliCase):
    def test_the_day_of_an_article(self):
        """Of each line its own; in Lua and for every worker the same."""
        self.write("dates.lua", "rule 'r' { pattern = '%Date', emit = function(m, doc)\n"
                                "  return { type = 'd', what = m, value = doc:annotations('Date')[1].value }\nend }")
        lines = [{"text": "He left yesterday.", "date": "2022-03-01T10:00:00Z"}, {"text": "He left yesterday."},
                 {"text": "He left yesterday.", "published": "2020-01-01", "more": {"date": "1999-01-01"}}]
        self.write("a.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        for jobs in ("1", "3"):
            done = self.tocsin("run", "-b", "dates.lua", "-fjsonl", "-j", jobs, "a.jsonl")
            records = [json.loads(line) for line in done.stdout.splitlines()[1:]]
            self.assertEqual([record["features"].get("value") for record in records], ["2022-02-28", None, "2019-12-31"])


class TwoBundles(CliCase):
    def test_tags_and_trees_of_another_bundle(self):
        """A bundle without token patterns reads what one beside it has made."""
        self.write("patterns.lua", "rule 'r' { pattern = 'cue:<warn>', emit = { type = 'warned', 'cue' } }")
        self.write("plain.lua", "on.document(function(doc) local s = doc:sentence(1)\n"
                                "  local _, relations = s:tree()\n"
                                "  emit { type = 'told', span = s, relations = table.concat(relations, ' '),\n"
                                "    tags = table.concat(s:tags(), ' ') }\nend)")
        self.write("a.txt", "The old minister warned Kenya.")
        done = self.tocsin("run", "-b", "patterns.lua", "-b", "plain.lua", "-fjsonl", "a.txt")
        told = [json.loads(line) for line in done.stdout.splitlines() if b'"told"' in line]
        self.assertEqual(told[0]["features"], {"relations": "det amod nsubj root iobj punct",
                                               "tags": "DT JJ NN VBD NNP ."})


class Outputs(CliCase):
    def test_run_record(self):
        self.write("a.txt", "")
        first = json.loads(self.run_rules("--format", "jsonl", "a.txt").stdout.splitlines()[0])
        self.assertEqual(list(first), ["type", "engine", "lua", "pcre2", "pcre2_unicode", "utf8proc", "unicode",
                                       "bundles"])
        self.assertEqual(len(first["bundles"][0]["hash"]), 64)

    def test_offsets(self):
        self.write("a.txt", "\U0001f600é Ann said no.")
        for unit, start in (("bytes", 7), ("codepoints", 3), ("utf16", 4)):
            claim = self.records("--offsets", unit, "a.txt")[0]
            self.assertEqual(claim["roles"]["source"], {"start": start, "end": start + 3, "text": "Ann"}, unit)

    def test_output_file(self):
        self.write("a.txt", "Ann said no.")
        shown = self.run_rules("a.txt")
        kept = self.run_rules("-o", "out", "a.txt")
        self.assertEqual((kept.returncode, kept.stdout), (0, b""))
        with open(os.path.join(self.folder, "out"), "rb") as file:
            self.assertEqual(file.read(), shown.stdout)
        self.assertEqual(self.run_rules("-o", "no/such/folder", "a.txt").returncode, 1)

    def seen_on_terminal(self, environment):
        master, slave = self.terminal()
        done = self.run_rules("a.txt", stdout=slave, environment=environment)
        os.close(slave)
        self.assertEqual(done.returncode, 0, done.stderr)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:
            pass  # the other end is closed: all was read
        os.close(master)
        return shown

    def test_colors(self):
        self.write("a.txt", "Ann said no.")
        self.assertNotIn(b"\x1b", self.run_rules("a.txt").stdout)
        self.assertIn(b"\x1b[0;1;36mAnn", self.run_rules("--color", "always", "a.txt").stdout)
        self.assertIn(b"\x1b[", self.seen_on_terminal({"TERM": "xterm"}))
        self.assertNotIn(b"\x1b", self.seen_on_terminal({"TERM": "xterm", "NO_COLOR": "1"}))
        self.assertNotIn(b"\x1b", self.seen_on_terminal({"TERM": "dumb"}))
        self.assertNotIn(b"\x1b", self.run_rules("--color", "always", "--format", "jsonl", "a.txt").stdout)


class Tokens(CliCase):
    def test_formats(self):
        self.write("a.txt", "Ann said no. It rained.")
        done = self.tocsin("tokens", "--format", "jsonl", "a.txt")
        self.assertEqual(json.loads(done.stdout), {
            "doc": "a.txt",
            "tokens": [[0, 3], [4, 8], [9, 11], [11, 12], [13, 15], [16, 22], [22, 23]],
            "sentences": [[0, 12], [13, 23]]})
        self.assertEqual(self.tocsin("tokens", "a.txt").stdout, b"Ann said no .\nIt rained .\n")
        tagged = self.tocsin("tokens", "--tags", "--format", "jsonl", "a.txt")
        self.assertEqual(json.loads(tagged.stdout)["pos"], ["PROPN", "VERB", "INTJ", "PUNCT", "PRON", "VERB", "PUNCT"])
        self.assertEqual(json.loads(tagged.stdout)["lemmas"], ["ann", "say", "no", ".", "it", "rain", "."])
        self.assertEqual(self.tocsin("tokens", "-t", "a.txt").stdout, b"Ann/NNP said/VBD no/UH ./.\nIt/PRP rained/VBD ./.\n")
        silent = self.tocsin("tokens", "--format", "none", "a.txt", "missing")
        self.assertEqual((silent.returncode, silent.stdout), (1, b""))
        self.assertIn(b"missing", silent.stderr)


class Jobs(CliCase):
    """The same bytes whatever the number of workers."""

    def make_documents(self):
        lines = []
        for number in range(800):
            text = " ".join(f"Name{number}x{part} said no." for part in range(number % 7 * (1 + number % 20)))
            lines.append(json.dumps({"id": f"d{number}", "text": text}) if number % 97 else "{broken")
        lines[400] = json.dumps({"id": "large", "text": "Ann said no. " * 20000})
        self.write("d/a.jsonl", "\n".join(lines))
        self.write("d/b.txt", b"\xff\xfe Ann said no.")

    def test_same_output(self):
        self.make_documents()
        for options in (["-fjsonl", "-d"], ["-ftext"], ["-fjsonl", "--offsets", "utf16"]):
            one = self.run_rules(*options, "-j1", "d", "missing", "d/b.txt")
            self.assertEqual(one.returncode, 1)
            for jobs in range(2, 9):
                more = self.run_rules(*options, f"-j{jobs}", "d", "missing", "d/b.txt")
                self.assertEqual((more.returncode, more.stderr), (1, one.stderr))
                self.assertTrue(more.stdout == one.stdout, f"{options} -j{jobs}")

    def test_same_records_of_token_patterns(self):
        self.make_documents()
        self.write("rules.lua", """
            lexicon "saying" { { "said", act = "say" }, { "told", act = "tell" } }
            local names = {}
            rule "claim" { pattern = [[ source:[cap] cue:@saying ]],
              emit = { type = "claim", "source", "cue", features = { act = "cue.act",
                count = function(m) names[#names + 1] = m.source.text return #names end } } }
            rule "next" { pattern = [[ a:%claim ]], scope = "paragraph", emits = "pair",
              emit = function(m) return { type = "pair", a = m.a, act = m.a.act } end }
            modifier "no" { cue = "no", on = "claim", direction = "backward", set = { polarity = "negative" } }
            link "of" { from = "pair", to = "claim", rel = "of", where = "contains" }
        """)
        one = self.run_rules("-fjsonl", "-j1", "d")
        self.assertGreater(one.stdout.count(b'"polarity":"negative"'), 20000)
        for jobs in (2, 3, 8):
            self.assertTrue(self.run_rules("-fjsonl", f"-j{jobs}", "d").stdout == one.stdout, f"-j{jobs}")

    def test_same_tokens(self):
        self.make_documents()
        one = self.tocsin("tokens", "-fjsonl", "d/a.jsonl").stdout
        self.assertTrue(self.tocsin("tokens", "-fjsonl", "-j3", "d/a.jsonl").stdout == one)
        self.assertTrue(self.tocsin("tokens", "-fjsonl", "-j0", "d/a.jsonl").stdout == one)
        tagged = self.tocsin("tokens", "-t", "-fjsonl", "d/a.jsonl").stdout
        self.assertTrue(self.tocsin("tokens", "-t", "-fjsonl", "-j3", "d/a.jsonl").stdout == tagged != one)


if __name__ == "__main__":
    unittest.main()
