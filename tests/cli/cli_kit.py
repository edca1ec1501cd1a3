"""What the tests of the command line share: a folder of their own, a small bundle, the program.

The program is the one that the environment's TOCSIN names.
"""
import json
import os
import pty
import subprocess
import tempfile
import unittest

RULES = "rule 'said' { regex = [[(?<source>\\w+) (?<cue>said)]], emit = { type = 'claim', 'source', 'cue' } }\n"


class CliCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.write("rules.lua", RULES)

    def write(self, name, data):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return name

    def terminal(self):
        """Both ends of a pseudo terminal."""
        try:
            return pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminals here: {error}")

    def tocsin(self, *arguments, given=b"", environment=None, **options):
        """The finished program; it runs in the test's folder."""
        variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
        variables.update(environment or {})
        options.setdefault("stdout", subprocess.PIPE)
        return subprocess.run([os.environ["TOCSIN"], *arguments], input=given, stderr=subprocess.PIPE, timeout=60,
                              cwd=self.folder, env=variables, check=False, **options)

    def run_rules(self, *arguments, **options):
        return self.tocsin("run", "-b", "rules.lua", *arguments, **options)

    def records(self, *arguments, code=0, **options):
        """What `run --format jsonl` writes behind its first line, as objects."""
        done = self.run_rules("--format", "jsonl", *arguments, **options)
        self.assertEqual(done.returncode, code, done.stderr)
        lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
        self.assertEqual(lines[0]["type"], "run")
        return lines[1:]

    def claims(self, *arguments, **options):
        """(document, source) of each claim."""
        return [(record["doc"], record["roles"]["source"]["text"]) for record in self.records(*arguments, **options)
                if record["type"] == "claim"]
