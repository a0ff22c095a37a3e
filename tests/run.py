"""All that `make test` runs, with the time that each part took; the last line counts what was left out."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PARTS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "quick tests": ["pytest", "-m", "not slow", "-n", "auto"],
    # A file stays on one core: what it opened once, a browser or an office, serves all its tests.
    "slow tests": ["pytest", "-m", "slow", "-n", "auto", "--dist", "loadfile"],
}


def main() -> int:
    tallies: Counter[str] = Counter()
    lines = []
    code = 0
    for part, arguments in PARTS.items():
        print(f"── {part}", flush=True)
        began = time.monotonic()
        code, tally = run(arguments)
        tallies += tally
        lines.append(f"{part:12} {time.monotonic() - began:6.1f} s  {'ok' if code == 0 else 'FAILED'}")
        if code:
            break
    print("──", *lines, sep="\n")
    kinds = ("failed", "error", "passed", "skipped", "xfailed", "xpassed")
    print("in all:", ", ".join(f"{tallies[kind]} {kind}" for kind in kinds if tallies[kind]) or "no tests")
    print(f"parts skipped for lack of a system tool: {tallies['lacking']}")
    return code


def run(arguments: list[str]) -> tuple[int, Counter[str]]:
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder, "tally.json")
        code = subprocess.run(
            [sys.executable, "-m", *arguments], check=False, env=os.environ | {"NAVCHECK_TALLY": str(tally)}
        ).returncode
        told = json.loads(tally.read_bytes()) if tally.exists() else {}
        return code, Counter({kind: number for kind, number in told.items() if isinstance(number, int)})


if __name__ == "__main__":
    raise SystemExit(main())
