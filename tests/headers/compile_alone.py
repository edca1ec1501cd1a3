#!/usr/bin/env python3
"""compile_alone.py ROOT BUILD CC [CXX]: every header has to compile alone, and twice in one file.

Headers of engine/ and include/ as strict C11; those of include/ as C++11 as well, where CXX is given.
Include paths of libraries are taken from BUILD/compile_commands.json.
"""
import concurrent.futures
import json
import os
import shlex
import subprocess
import sys

STRICT = ["-pedantic", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-D_POSIX_C_SOURCE=200809L"]


def library_options(build):
    """-I and -isystem of all compile commands, absolute, each once."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as commands:
        words = [word for entry in json.load(commands) for word in shlex.split(entry["command"])]
    options = []
    for word in words:
        for flag in ("-isystem", "-I"):
            if word.startswith(flag) and len(word) > len(flag):
                option = flag + os.path.normpath(os.path.join(build, word[len(flag):]))
                if option not in options:
                    options.append(option)
                break
    return options


def headers(root, tree):
    for here, _, names in os.walk(os.path.join(root, tree)):
        for name in sorted(names):
            if name.endswith(".h"):
                yield os.path.relpath(os.path.join(here, name), os.path.join(root, tree))


def compile_header(command, name):
    source = f'#include "{name}"\n#include "{name}"\nextern int tocsin_header_alone;\n'
    return subprocess.run(command, input=source, capture_output=True, text=True, check=False)


def main(root, build, cc, cxx=None):
    options = library_options(build) + ["-I" + os.path.join(root, tree) for tree in ("engine", "include")]
    in_c = [*shlex.split(cc), "-std=c11", *STRICT, *options, "-x", "c", "-"]
    in_cxx = [*shlex.split(cxx), "-std=c++11", *STRICT, *options, "-x", "c++", "-"] if cxx else None
    jobs = [(in_c, name) for tree in ("engine", "include") for name in headers(root, tree)]
    public = list(headers(root, "include"))
    if in_cxx:
        jobs += [(in_cxx, name) for name in public]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(lambda job: compile_header(*job), jobs)
        for (command, name), done in zip(jobs, results):
            if done.returncode:
                failed += 1
                print(f"{name} does not compile alone ({command[0]}):\n{done.stderr}")
    print(f"{len(jobs) - failed} passed, {failed} failed, {0 if in_cxx else len(public)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
