#!/usr/bin/env python3
"""Makes unicode_tables.c from the Unicode Character Database (Debian: package unicode-data).

    unicode_tables.py DATABASE          writes the table to standard output
    unicode_tables.py DATABASE --check FILE
                                        exit 0: FILE is what would be written, 1: it is not, 77: no database here

DATABASE is a folder like /usr/share/unicode. Another version than 15.0.0 counts as no database.
"""

import os
import re
import sys

VERSION = "15.0.0"
BLOCK_BITS = 7
END = 0x110000
SKIPPED = 77
SOURCES = {
    "category": "extracted/DerivedGeneralCategory.txt",
    "word": "auxiliary/WordBreakProperty.txt",
    "sentence": "auxiliary/SentenceBreakProperty.txt",
    "grapheme": "auxiliary/GraphemeBreakProperty.txt",
    "pictographic": "emoji/emoji-data.txt",
    "fold": "CaseFolding.txt",
}
HEAD = """\
/* Made by unicode_tables.py from the Unicode Character Database %s; do not edit.
 * Derived from Unicode data files: see NOTICE for their licence. */
#include "text/unicode_tables.h"
"""


def read_fields(path):
    """The fields of each line that holds data, comments taken off."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            data = line.split("#", 1)[0].strip()
            if data:
                yield [field.strip() for field in data.split(";")]


def read_property(path, default, name_of):
    """A list with the value of every code point. `name_of` gives a value's name in C, or None to leave it."""
    values = [default] * END
    for fields in read_fields(path):
        first, _, last = fields[0].partition("..")
        name = name_of(fields[1])
        if name is not None:
            for point in range(int(first, 16), int(last or first, 16) + 1):
                values[point] = name
    return values


def read_folds(path):
    """Code point: tuple of code points, from the full case folding (status C and F)."""
    folds = {}
    for fields in read_fields(path):
        if fields[1] in ("C", "F"):
            folds[int(fields[0], 16)] = tuple(int(point, 16) for point in fields[2].split())
    return folds


def is_right_version(database):
    """Whether all the source files are there, and of the version that the table is made for."""
    for source in SOURCES.values():
        path = os.path.join(database, source)
        if not os.path.exists(path):
            return False
        with open(path, encoding="utf-8") as lines:
            head = "".join(next(lines, "") for _ in range(10))
        if source.startswith("emoji/"):
            right = re.search(r"Emoji Version 15\.0\s", head)
        else:
            right = re.search(r"-%s\.txt" % re.escape(VERSION), head)
        if not right:
            return False
    return True


def make_records(database):
    """Returns (records in C, index of the record of every code point, pool of long folds)."""
    def property_of(noun, default, prefix):
        return read_property(os.path.join(database, SOURCES[noun]), default,
                             lambda value: prefix + value.upper())

    category = property_of("category", "GC_CN", "GC_")
    word = property_of("word", "WB_OTHER", "WB_")
    sentence = property_of("sentence", "SB_OTHER", "SB_")
    grapheme = property_of("grapheme", "GCB_OTHER", "GCB_")
    pictographic = read_property(os.path.join(database, SOURCES["pictographic"]), "0",
                                 lambda value: "1" if value == "Extended_Pictographic" else None)
    folds = read_folds(os.path.join(database, SOURCES["fold"]))
    records, indexes, pool = {}, [], []
    for point in range(END):
        fold = folds.get(point, ())
        value = 0
        if len(fold) == 1:
            value = fold[0] - point
        elif fold:
            value = len(pool)
            pool.extend(fold)
        record = "{%s, %s, %s, %s, %s, %d, %d}" % (category[point], word[point], sentence[point],
                                                   grapheme[point], pictographic[point], len(fold), value)
        indexes.append(records.setdefault(record, len(records)))
    return list(records), indexes, pool


def split_blocks(indexes):
    """Returns (block number of every stretch of code points, distinct blocks one behind the other)."""
    size = 1 << BLOCK_BITS
    seen, numbers, flat = {}, [], []
    for start in range(0, END, size):
        block = tuple(indexes[start:start + size])
        if block not in seen:
            seen[block] = len(seen)
            flat.extend(block)
        numbers.append(seen[block])
    return numbers, flat


def number_lines(numbers, form="%d"):
    """Numbers as lines of C of at most 110 columns."""
    line = "   "
    for number in numbers:
        text = " " + form % number + ","
        if len(line) + len(text) > 110:
            yield line
            line = "   "
        line += text
    yield line


def make_table(database):
    records, indexes, pool = make_records(database)
    numbers, flat = split_blocks(indexes)
    parts = [HEAD % VERSION]

    def add(declaration, lines):
        parts.append("%s = {\n%s\n};\n" % (declaration, "\n".join(lines)))

    add("const struct unicode_record unicode_records[]", ("    %s," % record for record in records))
    add("const uint32_t unicode_folds[]", number_lines(pool, "0x%04x"))
    add("const uint16_t unicode_blocks[]", number_lines(numbers))
    add("const uint16_t unicode_indexes[]", number_lines(flat))
    return "\n".join(parts)


def main(arguments):
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--check"):
        sys.exit(__doc__)
    database = arguments[0]
    if not is_right_version(database):
        print("no Unicode Character Database %s in %s" % (VERSION, database), file=sys.stderr)
        return SKIPPED
    table = make_table(database)
    if len(arguments) == 1:
        sys.stdout.write(table)
        return 0
    with open(arguments[2], encoding="utf-8") as file:
        if file.read() == table:
            return 0
    print("%s differs from what %s makes" % (arguments[2], os.path.basename(__file__)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
