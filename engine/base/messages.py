#!/usr/bin/env python3
"""messages.py [--check] ROOT: the list of messages in include/README.md, made from messages.def.

With --check nothing is written: exits with 1 if the list is out of date or the registry breaks a rule. Ids are
unique and the name in kebab case, blocks stand in layer order and are sorted by id, every status is one that
tocsin.h has, and the engine uses every message.
"""
import os
import re
import sys

LAYERS = ["base", "text", "regex", "english", "lexicon", "pattern", "annot", "script", "core", "io", "cli"]
BEGIN = "<!-- messages: made by engine/base/messages.py -->\n"
END = "<!-- messages: end -->\n"
ENTRY = re.compile(r'^MESSAGE\((\w+),\s*"([^"]*)",\s*(\w+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', re.M)
BLOCK = re.compile(r"^/\* (\w+) \*/$", re.M)
ID_LENGTH = 39  # tocsin_error.id holds 40 bytes


def read(root, *path):
    with open(os.path.join(root, *path), encoding="utf-8") as file:
        return file.read()


def blocks(registry):
    """[(layer, [(name, id, status, text)])] in the order written."""
    starts = list(BLOCK.finditer(registry))
    ends = [start.start() for start in starts[1:]] + [len(registry)]
    return [(start[1], [(name, id, status, "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)))
                        for name, id, status, text in ENTRY.findall(registry, start.end(), end)])
            for start, end in zip(starts, ends)]


def engine_text(root):
    texts = []
    for here, _, names in os.walk(os.path.join(root, "engine")):
        texts += [read(here, name) for name in names if name.endswith((".c", ".h", ".inc"))]
    return "\n".join(texts)


def unused(root, registry):
    used = set(re.findall(r"\bMESSAGE_(\w+)", engine_text(root)))
    return [f"{name}: the engine never uses it" for _, block in blocks(registry)
            for name, _, _, _ in block if name not in used]


def registry_faults(root, registry):
    found = blocks(registry)
    entries = [entry for _, block in found for entry in block]
    if len(entries) != len(re.findall(r"^MESSAGE\(", registry, re.M)):
        yield "an entry is not of the form MESSAGE(NAME, \"id\", STATUS, \"text\"), or stands before the first block"
    if [layer for layer, _ in found] != [layer for layer in LAYERS if layer in dict(found)]:
        yield f"blocks are not in layer order: {', '.join(layer for layer, _ in found)}"
    for layer, block in found:
        ids = [id for _, id, _, _ in block]
        if ids != sorted(ids):
            yield f"the block of {layer} is not sorted by id: {', '.join(ids)}"
    ids = [id for _, id, _, _ in entries]
    yield from (f"the id {id} is there twice" for id in sorted(set(ids)) if ids.count(id) > 1)
    statuses = set(re.findall(r"^    (TOCSIN_ERROR_\w+) = ", read(root, "include", "tocsin", "tocsin.h"), re.M))
    for name, id, status, _ in entries:
        if id != name.lower().replace("_", "-") or len(id) > ID_LENGTH:
            yield f"{name}: the id {id} is not the name in kebab case, or longer than {ID_LENGTH} bytes"
        if status not in statuses:
            yield f"{name}: {status} is no status of tocsin.h"


def listing(registry):
    """The section of the README."""
    lines = ["| id | status | message |\n", "|---|---|---|\n"]
    for _, block in blocks(registry):
        for _, id, status, text in block:
            words = re.sub(r"%[-0-9.*]*(?:ll|l|z|h)*[a-zA-Z]", "…", text.replace('\\"', '"')).replace("|", "\\|")
            lines.append(f"| `{id}` | `{status.removeprefix('TOCSIN_ERROR_')}` | {words} |\n")
    return "".join(lines)


def with_listing(readme, registry):
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit("include/README.md has lost the marks around its list of messages")
    return before + BEGIN + "\n" + listing(registry) + "\n" + END + after


def main(arguments):
    check = "--check" in arguments
    root = arguments[-1]
    registry = read(root, "engine", "base", "messages.def")
    faults = [*registry_faults(root, registry), *unused(root, registry)]
    faults = [f"engine/base/messages.def: {fault}" for fault in faults]
    readme = read(root, "include", "README.md")
    made = with_listing(readme, registry)
    if check and made != readme:
        faults.append("include/README.md: the list of messages is out of date; run engine/base/messages.py .")
    if not check:
        with open(os.path.join(root, "include", "README.md"), "w", encoding="utf-8") as out:
            out.write(made)
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
