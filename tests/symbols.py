#!/usr/bin/env python3
"""symbols.py LIBRARY HEADER: a library exports the functions that its header declares, and nothing else.

LIBRARY is a shared library or a static one; in a static one a hidden symbol is no export. Needs readelf;
exits with 77 (skipped) where there is none.
"""
import re
import shutil
import subprocess
import sys

DECLARED = re.compile(r"^TOCSIN_API\b[^;]*?\b(tocsin_\w+)\s*\(", re.M)
# readelf -sW: number, value, size, type, binding, visibility, section, name
SYMBOL = re.compile(r"^\s*\d+:\s+\S+\s+\S+\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)")


def exported(library):
    table = "-sW" if library.endswith(".a") else "--dyn-syms"
    listing = subprocess.run(["readelf", "-W", table, library], capture_output=True, text=True, check=True).stdout
    names = set()
    for line in listing.splitlines():
        symbol = SYMBOL.match(line)
        if not symbol:
            continue
        kind, binding, visibility, section, name = symbol.groups()
        if kind in ("FUNC", "OBJECT", "NOTYPE", "TLS") and binding in ("GLOBAL", "WEAK") \
                and visibility in ("DEFAULT", "PROTECTED") and section != "UND":
            names.add(name.split("@")[0])
    return names


def main(library, header):
    if not shutil.which("readelf"):
        print("no readelf here")
        return 77
    with open(header, encoding="utf-8") as text:
        declared = set(DECLARED.findall(text.read()))
    names = exported(library)
    surplus = sorted(names - declared)
    absent = sorted(declared - names)
    for name in surplus:
        print(f"exported, but not declared in {header}: {name}")
    for name in absent:
        print(f"declared in {header}, but not exported: {name}")
    print(f"{len(declared & names)} functions exported")
    return 1 if surplus or absent or not declared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
