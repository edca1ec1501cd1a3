#!/usr/bin/env python3
"""embed.py OUT.c NAME=PATH… : writes the files as C data, sorted by name, for engine/core/builtin.h."""
import sys


def literal(data: bytes) -> str:
    """C string literals, a line of text each. Octal escapes, since a hexadecimal one would swallow what follows."""
    plain = {0x22: '\\"', 0x5C: "\\\\", 0x0A: "\\n", 0x09: "\\t", 0x3F: "\\?"}
    lines = []
    for line in data.splitlines(keepends=True) or [b""]:
        text = "".join(plain.get(b, chr(b) if 0x20 <= b < 0x7F else f"\\{b:03o}") for b in line)
        lines.append(f'    "{text}"')
    return "\n".join(lines)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out, files = sys.argv[1], dict(pair.split("=", 1) for pair in sys.argv[2:])
    parts = ["/* Made by engine/core/embed.py. */", '#include "core/builtin.h"', ""]
    rows = []
    for number, (name, path) in enumerate(sorted(files.items(), key=lambda item: item[0].encode())):
        with open(path, "rb") as file:
            data = file.read()
        parts.append(f"static const char data_{number}[] =\n{literal(data)};\n")
        rows.append(f'    {{{{"{name}", {len(name.encode())}}}, {{data_{number}, {len(data)}}}}},')
    parts.append("const struct program_source builtin_files[] = {\n" + "\n".join(rows) + "\n};")
    parts.append(f"const size_t builtin_file_count = {len(rows)};\n")
    with open(out, "w", encoding="ascii") as file:
        file.write("\n".join(parts))


main()
