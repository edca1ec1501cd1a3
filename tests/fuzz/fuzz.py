#!/usr/bin/env python3
"""fuzz.py ROOT BUILD TARGET SECONDS: runs one libFuzzer program of BUILD, or all, for SECONDS each.

Starts from tests/fuzz/corpus/TARGET and what earlier runs kept in BUILD/corpus/TARGET. An input that
fails is written to BUILD/found/; copy it to tests/fuzz/corpus/TARGET once it is mended, and it stays a test.
"""
import glob
import os
import subprocess
import sys

LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-malloc_limit_mb=512", "-max_len=8192", "-print_final_stats=1"]


def targets(build):
    return sorted(path for path in glob.glob(os.path.join(build, "tests", "fuzz", "fuzz_*"))
                  if os.path.isfile(path) and os.access(path, os.X_OK))


def fuzz(root, build, program, seconds):
    target = os.path.basename(program).removeprefix("fuzz_")
    kept = os.path.join(build, "corpus", target)
    seeds = os.path.join(root, "tests", "fuzz", "corpus", target)
    found = os.path.join(build, "found", target + "-")
    words = os.path.join(root, "tests", "fuzz", target + ".dict")
    os.makedirs(kept, exist_ok=True)
    os.makedirs(os.path.dirname(found), exist_ok=True)
    command = [program, *LIMITS, f"-max_total_time={seconds}", f"-artifact_prefix={found}"]
    command += [f"-dict={words}"] if os.path.exists(words) else []
    command += [kept] + ([seeds] if os.path.isdir(seeds) else [])
    print(f"fuzz {target}: {seconds} s", flush=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          check=False)
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-80:]))
        print(f"fuzz {target}: FAILED, the input is in {os.path.dirname(found)}")
        return 1
    stats = dict(line[6:].split(":", 1) for line in done.stdout.splitlines() if line.startswith("stat::"))
    runs = stats.get("number_of_executed_units", "?").strip()
    print(f"fuzz {target}: ok, {runs} inputs, {len(os.listdir(kept))} kept")
    return 0


def main(root, build, target, seconds):
    programs = targets(build)
    if target != "all":
        programs = [program for program in programs if os.path.basename(program) == "fuzz_" + target]
    if not programs:
        print(f"no fuzz target {target}; there are: {', '.join(map(os.path.basename, targets(build))) or 'none'}")
        return 1
    return max([fuzz(root, build, program, int(seconds)) for program in programs])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
