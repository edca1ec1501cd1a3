#!/usr/bin/env python3
"""summary.py TESTLOG.json: what `meson test` found, counted by test case.

Prints the whole output of each test program that failed, then, as the last line,
"N passed, N failed, N skipped", and exits with 1 when anything failed or nothing ran.

A program's own count is believed where it gives one: cmocka's, unittest's, or a last line
of that same form. Any other program counts as one test.
"""
import json
import re
import sys

CMOCKA = re.compile(r"^\[  (PASSED|FAILED|SKIPPED) *\] (?:\w+: )?(\d+) test\(s\)", re.M)
UNITTEST_RAN = re.compile(r"^Ran (\d+) tests? in ", re.M)
UNITTEST_OTHER = re.compile(r"\b(failures|errors|skipped)=(\d+)")
OWN_LINE = re.compile(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*\Z")


def cases_told(output):
    """(passed, failed, skipped) as the program itself counted them, or None."""
    own = OWN_LINE.search(output)
    if own:
        return tuple(map(int, own.groups("0")))
    cmocka = CMOCKA.findall(output)
    if cmocka:
        return tuple(sum(int(count) for kind, count in cmocka if kind == wanted)
                     for wanted in ("PASSED", "FAILED", "SKIPPED"))
    ran = UNITTEST_RAN.findall(output)
    if ran:
        other = {"failures": 0, "errors": 0, "skipped": 0}
        for kind, count in UNITTEST_OTHER.findall(output):
            other[kind] += int(count)
        failed = other["failures"] + other["errors"]
        return sum(map(int, ran)) - failed - other["skipped"], failed, other["skipped"]
    return None


def cases(test):
    """(passed, failed, skipped) of one test program."""
    result = test["result"]
    told = cases_told(test.get("stdout", "") + "\n" + test.get("stderr", ""))
    if result == "SKIP":
        return 0, 0, 1
    if result in ("OK", "EXPECTEDFAIL"):
        return told if told and told[1] == 0 and sum(told) > 0 else (1, 0, 0)
    # It failed: if no case says so, it crashed, leaked or ran out of time, and that is a failure too.
    passed, failed, skipped = told or (0, 0, 0)
    return passed, max(failed, 1), skipped


def main(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as log:
            tests = [json.loads(line) for line in log if line.strip()]
    except FileNotFoundError:
        tests = []
    totals = [0, 0, 0]
    for test in tests:
        counts = cases(test)
        totals = [total + count for total, count in zip(totals, counts)]
        if counts[1]:
            print(f"\n---- {test['name']}: {test['result']} (exit status {test.get('returncode')})")
            print((test.get("stdout") or "") + (test.get("stderr") or ""), end="\n")
    if not tests:
        print("no test ran")
    print("{} passed, {} failed, {} skipped".format(*totals))
    return 1 if totals[1] or not sum(totals) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
