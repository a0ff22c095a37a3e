"""Runs a script or a module as the program, then writes the most memory that it held, in bytes, to a file.

`python -m benchmarks.measured FILE NAME [ARGUMENT ...]`. What its own processes held is added: the largest times so
many as `WORKERS` says, which counts twice what they share.
"""

import os
import resource
import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    report, name = sys.argv[1:3]
    sys.argv = sys.argv[2:]
    if name.endswith(".py"):
        runpy.run_path(name, run_name="__main__")
    else:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    # Since the program was started: what the system tells of a child counts what its parent held.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    Path(report).write_text(str(1024 * (own + largest * int(os.environ.get("WORKERS", "1")))), encoding="utf-8")
