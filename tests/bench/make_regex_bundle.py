#!/usr/bin/env python3
"""make_regex_bundle.py PATTERNS FOLDER: a bundle with one rule for each line of PATTERNS, a regex."""
import os
import sys

BUNDLE = '''return {
  name = "bench",
  version = "1.0.0",
  engine = ">=0.1,<1",
  language = "en",
  rules = { "rules.lua" },
}
'''

RULE = '''rule "p%d" {
  regex = %s,
  flags = "i",
  emit = function(m) return { type = "match", span = m } end,
}
'''


def long_string(text):
    """A Lua literal in which nothing is escaped."""
    level = ""
    while f"]{level}]" in text + "]":
        level += "="
    return f"[{level}[{text}]{level}]"


def main(patterns, folder):
    with open(patterns, encoding="utf-8") as lines:
        regexes = [line.rstrip("\n") for line in lines if line.strip()]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "bundle.lua"), "w", encoding="utf-8") as out:
        out.write(BUNDLE)
    with open(os.path.join(folder, "rules.lua"), "w", encoding="utf-8") as out:
        out.writelines(RULE % (number, long_string(regex)) for number, regex in enumerate(regexes, 1))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
