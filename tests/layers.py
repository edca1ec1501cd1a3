#!/usr/bin/env python3
"""layers.py ROOT: refuses what breaks the order of the engine's layers.

A file in engine/LAYER includes "layer/file.h" of its own layer or of one before it, and "tocsin/…";
engine/cli includes only itself and "tocsin/tocsin.h". engine/train is a program of its own on top of the layers up to
english; nothing includes it. File names are unique in the tree, so that a
name alone says which file is meant. Prints each violation as file:line: message; exits with 1 if any.
"""
import os
import re
import sys

ORDER = ["base", "text", "regex", "english", "lexicon", "pattern", "annot", "script", "core", "io", "cli"]
# Programs that are not part of the library, and the last layer that they may use.
PROGRAMS = {"train": "english"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
# Libraries that the command line must reach through the public API alone.
ENGINE_LIBRARIES = re.compile(r"^(lua|lualib|lauxlib|luaconf|pcre2|utf8proc|sha2|(cjson/)?cJSON)\.h$")
# Names that convention repeats.
REPEATED = {"meson.build", "README.md", "bundle.lua", "init.lua", "__init__.py"}
SOURCE = (".c", ".h", ".inc", ".cc", ".def", ".py")
TREES = ("engine", "include", "tests", "scripts", "examples")


def files_under(root, *folders):
    for folder in folders:
        for here, subfolders, names in os.walk(os.path.join(root, folder)):
            subfolders[:] = sorted(name for name in subfolders if name not in ("__pycache__", "deps"))
            for name in sorted(names):
                yield os.path.relpath(os.path.join(here, name), root)


def include_violation(layer, quoted, angled):
    """What is wrong with one #include in a file of `layer`, or None."""
    if angled:
        if layer == "cli" and ENGINE_LIBRARIES.match(angled):
            return f"cli uses the engine only through tocsin/tocsin.h, not <{angled}>"
        return f"<{angled}> should be in quotes" if angled.startswith("tocsin/") else None
    folder, slash, _ = quoted.partition("/")
    if not slash:
        return f'"{quoted}" should be written "layer/{quoted}"'
    if layer == "cli":
        allowed = folder == "cli" or quoted == "tocsin/tocsin.h"
        return None if allowed else f'cli uses the engine only through tocsin/tocsin.h, not "{quoted}"'
    if folder in ("tocsin", layer):
        return None
    if folder in PROGRAMS:
        return f'{folder} is a program: {layer} must not include "{quoted}"'
    if folder not in ORDER:
        return f'"{quoted}" is in no layer'
    if ORDER.index(folder) > ORDER.index(PROGRAMS.get(layer, layer)):
        return f'{layer} comes before {folder} and must not include "{quoted}"'
    return None


def engine_violations(root):
    for path in files_under(root, "engine"):
        parts = path.split(os.sep)
        if len(parts) > 2 and parts[1] not in (*ORDER, *PROGRAMS):
            yield f"{path}:1: engine/{parts[1]} is no layer"
            continue
        if len(parts) < 3 or not path.endswith((".c", ".h", ".inc")):
            continue
        with open(os.path.join(root, path), encoding="utf-8") as source:
            for number, line in enumerate(source, 1):
                include = INCLUDE.match(line)
                wrong = include and include_violation(parts[1], *include.groups())
                if wrong:
                    yield f"{path}:{number}: {wrong}"


def name_violations(root):
    first = {}
    for path in files_under(root, *TREES):
        name = os.path.basename(path)
        module = name.endswith(".lua") and path.startswith("scripts" + os.sep)
        if name in REPEATED or not (module or name.endswith(SOURCE)):
            continue
        if name in first:
            yield f"{path}:1: has the same name as {first[name]}"
        first.setdefault(name, path)


def violations(root):
    return [*engine_violations(root), *name_violations(root)]


def main(root):
    found = violations(root)
    for violation in found:
        print(violation)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
