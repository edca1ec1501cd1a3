#!/usr/bin/env python3
"""The layer test itself: it has to see each kind of violation, and nothing in a tree that has none."""
import os
import tempfile
import unittest

import layers


class Layers(unittest.TestCase):
    def check(self, files):
        """Violations of a tree made of {path: text}."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                full = os.path.join(root, path)
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "w", encoding="utf-8") as out:
                    out.write(text)
            return layers.violations(root)

    def refuses(self, files, place, words):
        found = self.check(files)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(place + ": "), found)
        self.assertIn(words, found[0])

    def test_accepts_what_is_in_order(self):
        self.assertEqual(self.check({
            "engine/meson.build": "",
            "engine/base/a.h": '#include <stdio.h>\n#include "tocsin/tocsin.h"\n',
            "engine/text/b.c": '#include "base/a.h"\n#include "text/b.h"\n// #include "core/x.h"\n',
            "engine/text/b.h": "",
            "engine/script/c.c": '#include <lua.h>\n#include "regex/r.h"\n#include "tocsin/lua.h"\n',
            "engine/cli/d.c": '#include <unistd.h>\n#include "cli/d.h"\n#include "tocsin/tocsin.h"\n',
            "engine/cli/d.h": "",
            "engine/text/README.md": "", "tests/README.md": "", "examples/a/rules.lua": "",
            "examples/b/rules.lua": "", "scripts/a/bundle.lua": "", "scripts/b/bundle.lua": "",
        }), [])

    def test_refuses_every_later_layer(self):
        for i, layer in enumerate(layers.ORDER[:-1]):
            for later in layers.ORDER[i + 1:]:
                self.refuses({f"engine/{layer}/a.c": f'\n#include "{later}/b.h"\n'},
                             f"engine/{layer}/a.c:2", "must not include")

    def test_keeps_programs_apart(self):
        self.assertEqual(self.check({
            "engine/train/a.c": '#include "base/a.h"\n#include "english/a.h"\n#include "train/b.h"\n',
        }), [])
        self.refuses({"engine/train/a.c": '#include "lexicon/b.h"\n'}, "engine/train/a.c:1", "must not include")
        self.refuses({"engine/core/a.c": '#include "train/b.h"\n'}, "engine/core/a.c:1", "is a program")
        self.refuses({"engine/cli/a.c": '#include "train/b.h"\n'}, "engine/cli/a.c:1", "only through")

    def test_sees_an_include_in_any_spelling(self):
        for line in ('#include"core/b.h"', '  #  include "core/b.h"', '\t#include\t"core/b.h" /* why */'):
            self.refuses({"engine/base/a.h": line}, "engine/base/a.h:1", "must not include")

    def test_refuses_an_unknown_layer(self):
        self.refuses({"engine/base/a.c": '#include "misc/b.h"\n'}, "engine/base/a.c:1", "is in no layer")
        self.refuses({"engine/misc/a.c": ""}, "engine/misc/a.c:1", "is no layer")

    def test_refuses_a_name_without_its_layer(self):
        self.refuses({"engine/base/a.c": '#include "a.h"\n'}, "engine/base/a.c:1", '"layer/a.h"')

    def test_refuses_what_goes_around_the_public_api(self):
        for include in ('"base/a.h"', '"core/b.h"', '"tocsin/lua.h"', "<lua.h>", "<pcre2.h>", "<cjson/cJSON.h>"):
            self.refuses({"engine/cli/a.c": f"#include {include}\n"}, "engine/cli/a.c:1", "only through")

    def test_refuses_a_name_used_twice(self):
        self.refuses({"engine/base/a.c": "", "tests/unit/a.c": ""}, "tests/unit/a.c:1", "engine/base/a.c")
        self.refuses({"scripts/a/quotes.lua": "", "scripts/b/quotes.lua": ""}, "scripts/b/quotes.lua:1", "same name")


if __name__ == "__main__":
    unittest.main()
