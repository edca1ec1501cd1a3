#!/usr/bin/env python3
"""The closing line of ./dev test must not hide a failure."""
import contextlib
import io
import json
import os
import tempfile
import unittest

import summary

CMOCKA_PASSED = "[==========] Running 6 test(s).\n[       OK ] a\n[==========] 6 test(s) run.\n[  PASSED  ] 6 test(s).\n"
CMOCKA_FAILED = ("[  PASSED  ] 4 test(s).\n[  SKIPPED ] 1 test(s), listed below:\n[  SKIPPED ] b\n"
                 "[  FAILED  ] 2 test(s), listed below:\n[  FAILED  ] c\n[  FAILED  ] d\n")


class Summary(unittest.TestCase):
    def closing(self, *tests):
        """The last line and the exit status for a log of (result, stdout, stderr) tests."""
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
            path = os.path.join(folder, "testlog.json")
            with open(path, "w", encoding="utf-8") as log:
                for result, stdout, stderr in tests:
                    log.write(json.dumps({"name": "t", "result": result, "stdout": stdout, "stderr": stderr}) + "\n")
            status = summary.main(path)
        self.output = out.getvalue()
        return self.output.splitlines()[-1], status

    def test_counts_cases_of_each_kind_of_program(self):
        self.assertEqual(self.closing(("OK", "", CMOCKA_PASSED)), ("6 passed, 0 failed, 0 skipped", 0))
        self.assertEqual(self.closing(("OK", "", "Ran 7 tests in 0.1s\n\nOK (skipped=2)\n")),
                         ("5 passed, 0 failed, 2 skipped", 0))
        self.assertEqual(self.closing(("OK", "text\n40 passed, 0 failed, 1 skipped\n", "")),
                         ("40 passed, 0 failed, 1 skipped", 0))
        self.assertEqual(self.closing(("OK", "text\n40 passed, 0 failed\n", "")), ("40 passed, 0 failed, 0 skipped", 0))
        self.assertEqual(self.closing(("OK", "whatever", "")), ("1 passed, 0 failed, 0 skipped", 0))
        self.assertEqual(self.closing(("OK", "", CMOCKA_PASSED), ("OK", "", ""), ("SKIP", "", "")),
                         ("7 passed, 0 failed, 1 skipped", 0))

    def test_tells_failed_cases_and_shows_their_output(self):
        self.assertEqual(self.closing(("FAIL", "why", CMOCKA_FAILED)), ("4 passed, 2 failed, 1 skipped", 1))
        self.assertIn("why", self.output)
        self.assertEqual(self.closing(("FAIL", "", "Ran 7 tests in 1s\n\nFAILED (failures=1, errors=2)\n")),
                         ("4 passed, 3 failed, 0 skipped", 1))

    def test_a_crash_after_passing_cases_is_a_failure(self):
        for result in ("FAIL", "TIMEOUT", "ERROR", "INTERRUPT", "UNEXPECTEDPASS"):
            self.assertEqual(self.closing((result, "", CMOCKA_PASSED)), ("6 passed, 1 failed, 0 skipped", 1))

    def test_a_program_that_only_claims_success_counts_once(self):
        self.assertEqual(self.closing(("OK", "0 passed, 0 failed, 0 skipped\n", "")),
                         ("1 passed, 0 failed, 0 skipped", 0))

    def test_nothing_run_is_a_failure(self):
        self.assertEqual(self.closing(), ("0 passed, 0 failed, 0 skipped", 1))
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(summary.main("/nonexistent/testlog.json"), 1)


if __name__ == "__main__":
    unittest.main()
