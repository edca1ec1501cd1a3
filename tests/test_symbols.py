#!/usr/bin/env python3
"""symbols.py has to see a symbol that leaks and one that is not exported: `test_symbols.py CC…`."""
import contextlib
import io
import os
import subprocess
import sys
import tempfile
import unittest

import symbols

HEADER = "TOCSIN_API int tocsin_a(int x,\n    int y);\nTOCSIN_API const char *tocsin_b(void);\n"
SHOWN = '__attribute__((visibility("default"))) '
COMPILER = sys.argv[1:] or ["cc"]


class Symbols(unittest.TestCase):
    def check(self, source, static=False):
        """(exit status, output) for a library made of C source in which nothing is shown but what says so."""
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
            code, header, made = (os.path.join(folder, name) for name in ("a.c", "a.h", "a.o" if static else "a.so"))
            for path, text in ((code, source), (header, HEADER)):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            kind = ["-c"] if static else ["-shared", "-fPIC"]
            subprocess.run([*COMPILER, "-fvisibility=hidden", *kind, code, "-o", made], check=True)
            library = made
            if static:
                library = os.path.join(folder, "a.a")
                subprocess.run(["ar", "rc", library, made], check=True)
            status = symbols.main(library, header)
        return status, out.getvalue()

    def test_accepts_the_api_alone(self):
        source = f"{SHOWN}int tocsin_a;{SHOWN}int tocsin_b; int buffer_init; static int x; int *y(void) {{ return &x; }}"
        for static in (False, True):
            self.assertEqual(self.check(source, static), (0, "2 functions exported\n"))

    def test_refuses_what_leaks(self):
        source = f"{SHOWN}int tocsin_a;{SHOWN}int tocsin_b;{SHOWN}int buffer_init;"
        for static in (False, True):
            status, output = self.check(source, static)
            self.assertEqual(status, 1)
            self.assertIn("not declared", output)
            self.assertIn("buffer_init", output)

    def test_refuses_what_is_hidden(self):
        status, output = self.check(f"{SHOWN}int tocsin_a; int tocsin_b;")
        self.assertEqual(status, 1)
        self.assertIn("not exported: tocsin_b", output)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
