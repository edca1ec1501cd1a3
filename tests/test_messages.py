#!/usr/bin/env python3
"""The check of the message registry has to see each kind of fault."""
import os
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "engine", "base"))
import messages  # noqa: E402 (it is found only now)

BASE = '/* base */\nMESSAGE(A_B, "a-b", TOCSIN_ERROR_IO, "cannot %s: %.*s")\n'
TEXT = '/* text */\nMESSAGE(C, "c", TOCSIN_ERROR_INPUT,\n        "one "\n        "two")\n'


class Messages(unittest.TestCase):
    def refuses(self, registry, words):
        faults = list(messages.registry_faults(ROOT, registry))
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(words, faults[0])

    def test_accepts_what_is_in_order(self):
        self.assertEqual(list(messages.registry_faults(ROOT, BASE + TEXT)), [])

    def test_refuses_blocks_out_of_order(self):
        self.refuses(TEXT + BASE, "not in layer order")

    def test_refuses_ids_out_of_order(self):
        self.refuses(BASE + 'MESSAGE(A_A, "a-a", TOCSIN_ERROR_IO, "x")\n', "not sorted")

    def test_refuses_an_id_used_twice(self):
        self.refuses(BASE + '/* text */\nMESSAGE(A_B, "a-b", TOCSIN_ERROR_IO, "x")\n', "twice")

    def test_refuses_an_id_that_is_not_the_name(self):
        self.refuses(BASE + 'MESSAGE(D, "e", TOCSIN_ERROR_IO, "x")\n', "kebab")

    def test_refuses_an_unknown_status(self):
        self.refuses(BASE + 'MESSAGE(D, "d", TOCSIN_OK, "x")\n', "no status")

    def test_refuses_what_it_cannot_read(self):
        self.refuses(BASE + 'MESSAGE(D, "d", TOCSIN_ERROR_IO)\n', "not of the form")

    def test_sees_an_unused_message(self):
        registry = BASE + 'MESSAGE(MEMORY, "memory", TOCSIN_ERROR_MEMORY, "x")\n'
        self.assertEqual(messages.unused(ROOT, registry), ["A_B: the engine never uses it"])

    def test_lists_ids_with_their_words(self):
        self.assertIn("| `a-b` | `IO` | cannot …: … |\n", messages.listing(BASE))
        self.assertIn("| `c` | `INPUT` | one two |\n", messages.listing(TEXT))


if __name__ == "__main__":
    unittest.main()
