"""run_apart.py: runs commands from a small process of its own: the peak memory of a process counts what its parent held
when it was forked, and a benchmark holds much. Reads a JSON object a line ({"command", "cwd", "errors"}), answers with
[seconds, peak KiB, exit status].
"""
import json
import os
import subprocess
import sys
import time

for line in sys.stdin:
    task = json.loads(line)
    with open(task["errors"], "wb") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(task["command"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
                                   cwd=task["cwd"])
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([seconds, usage.ru_maxrss, process.returncode]), flush=True)
