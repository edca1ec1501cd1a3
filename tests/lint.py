#!/usr/bin/env python3
"""lint.py ROOT BUILD [--jobs N]: every linter over the tree; exits with 1 if any finds something.

BUILD is a folder set up with clang, whose compile_commands.json clang-tidy reads.
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import sys


def run(command, root, **environment):
    done = subprocess.run(command, cwd=root, env={**os.environ, **environment}, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
    return done.returncode, done.stdout


def tracked(root, *patterns):
    """Files of the tree, as git sees them: committed or new, without what is ignored."""
    listing = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
                             cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted(path for path in set(listing.splitlines()) if os.path.exists(os.path.join(root, path)))


def engine_sources(root, build):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as commands:
        files = {os.path.realpath(os.path.join(entry["directory"], entry["file"])) for entry in json.load(commands)}
    engine = os.path.join(os.path.realpath(root), "engine") + os.sep
    return sorted(path for path in files if path.startswith(engine))


def clang_tidy(root, build, jobs):
    """Each file in a process of its own, the largest first, so that none is left alone at the end."""
    files = sorted(engine_sources(root, build), key=os.path.getsize, reverse=True)
    with concurrent.futures.ThreadPoolExecutor(max_workers=jobs) as pool:
        results = list(pool.map(lambda file: run(["clang-tidy", "--quiet", "-p", build, file], root), files))
    found = [output for status, output in results if status]
    return (1 if found else 0), "\n".join(found)


def checks(root, build, jobs):
    """(name, how many files, function that returns (status, output))."""
    sources = engine_sources(root, build)
    lua = tracked(root, "scripts/*.lua", "examples/*.lua", "tests/*.lua", ".luacheckrc")
    shell = ["dev", *tracked(root, ".ci/run", "*.sh")]
    python = tracked(root, "*.py")
    caches = os.path.join(build, "pycache")
    yield "layers", len(sources), lambda: run([sys.executable, "tests/layers.py", "."], root)
    yield "messages", 1, lambda: run([sys.executable, "engine/base/messages.py", "--check", "."], root)
    yield "shellcheck", len(shell), lambda: run(["shellcheck", *shell], root)
    yield "python", len(python), lambda: run([sys.executable, "-W", "error", "-m", "py_compile", *python], root,
                                             PYTHONPYCACHEPREFIX=caches)
    yield "luacheck", len(lua), lambda: run(["luacheck", "--no-color", "-q", *lua], root)
    yield "clang-tidy", len(sources), lambda: clang_tidy(root, build, jobs)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root")
    parser.add_argument("build")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    failed = []
    for name, count, check in checks(options.root, os.path.realpath(options.build), options.jobs):
        status, output = check()
        print(f"{name}: {'ok' if status == 0 else 'FAILED'} ({count} files)", flush=True)
        if status:
            failed.append(name)
            print(output, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
