"""Help, versions, options, and what is said of wrong ones."""
import os
import unittest

from cli_kit import CliCase


class Usage(CliCase):
    def assert_refused(self, *arguments, says):
        done = self.tocsin(*arguments)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, b"")
        self.assertIn(says, done.stderr.decode())

    def test_versions_of_all_parts(self):
        for arguments in (["--version"], ["version"], ["-V"], ["run", "--version"]):
            done = self.tocsin(*arguments)
            self.assertEqual(done.returncode, 0)
            text = done.stdout.decode()
            for part in ("tocsin 0.", "Lua 5.4", "PCRE2 10.", "utf8proc 2.", "Unicode 15.0", "SIMD "):
                self.assertIn(part, text)

    def test_help(self):
        overview = self.tocsin("--help")
        self.assertEqual((overview.returncode, overview.stderr), (0, b""))
        for words in (b"run ", b"tokens ", b"Exit codes"):
            self.assertIn(words, overview.stdout)
        self.assertEqual(self.tocsin("help").stdout, overview.stdout)
        run = self.tocsin("run", "--help")
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        for words in (b"--bundle", b"--offsets", b"-j, --jobs", b"  2   bad usage"):
            self.assertIn(words, run.stdout)
        self.assertEqual(self.tocsin("help", "run").stdout, run.stdout)
        self.assertNotIn(b"--bundle", self.tocsin("tokens", "--help").stdout)

    def test_help_keeps_to_a_width(self):
        for command in ("check", "explain", "profile", "run", "test", "tokens"):
            for line in self.tocsin("help", command).stdout.decode().splitlines():
                self.assertLessEqual(len(line), 105, line)

    def test_nothing_to_do(self):
        self.assert_refused(says="Commands")

    def test_nearest_word(self):
        self.assert_refused("run", "--fromat", "text", says="unknown option --fromat; did you mean --format?")
        self.assert_refused("run", "--document", says="did you mean --documents?")
        self.assert_refused("tokesn", says="did you mean 'tokens'?")
        self.assert_refused("run", "--zzzzzzzzz", says="unknown option --zzzzzzzzz\n")
        self.assert_refused("article.txt", says="tocsin run article.txt")
        self.assert_refused("help", "nothing", says="unknown command 'nothing'")

    def test_wrong_values(self):
        self.assert_refused("run", "--format", "none", says="--format is one of text, jsonl, not 'none'")
        self.assert_refused("run", "--format", says="--format needs a value")
        self.assert_refused("run", "-j", "x", says="--jobs takes a number from 0 to 256, not 'x'")
        self.assert_refused("run", "-j", "-1", says="not '-1'")
        self.assert_refused("run", "-j", "300", says="not '300'")
        self.assert_refused("run", "--fuel", "99999999999999999999", says="--fuel takes a number")
        self.assert_refused("run", "--strict=yes", says="--strict takes no value")
        self.assert_refused("run", "--param", "name", says="NAME=VALUE")
        self.assert_refused("run", "-x", says="unknown option -x")
        self.assert_refused("tokens", "-b", "news", says="unknown option -b")

    def test_ways_to_write_an_option(self):
        self.write("a.txt", "Ann said no.")
        wanted = self.run_rules("--format", "jsonl", "--jobs", "2", "-d", "a.txt").stdout
        self.assertEqual(self.run_rules("--format=jsonl", "--jobs=2", "--documents", "a.txt").stdout, wanted)
        self.assertEqual(self.run_rules("a.txt", "-fjsonl", "-dj2").stdout, wanted)
        self.assertEqual(self.run_rules("-dj", "2", "-f", "jsonl", "--", "a.txt").stdout, wanted)

    def test_bundle_that_does_not_load(self):
        self.write("a.txt", "Ann said no.")
        self.write("broken.lua", "rule 'x' {\n")
        for bundle in ("nosuch", "nosuch/", "nosuch.lua", "broken.lua"):
            done = self.tocsin("run", "-b", bundle, "a.txt")
            self.assertEqual((done.returncode, done.stdout), (2, b""), bundle)
            self.assertIn(b"tocsin: ", done.stderr)
        self.assertIn(b"broken.lua:", done.stderr)

    def test_load_warnings(self):
        self.write("a.txt", "Ann said no.")
        self.write("loose.lua", "rule 'loose' { regex = [[\\w+ \\w+]], emit = { type = 'x' } }")
        done = self.tocsin("run", "-b", "loose.lua", "a.txt")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"tocsin: warning: ", done.stderr)
        self.assertEqual(self.tocsin("run", "--strict", "-b", "loose.lua", "a.txt").returncode, 2)

    def test_keyboard_as_input(self):
        """Nothing named, and a terminal instead of a file: a hint, not a program that waits."""
        master, slave = self.terminal()
        try:
            done = self.run_rules(given=None, stdin=slave)
        finally:
            os.close(slave)
            os.close(master)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"nothing to read", done.stderr)


if __name__ == "__main__":
    unittest.main()
