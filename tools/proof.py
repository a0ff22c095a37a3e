"""Tries in full what navcheck promises, and prints what was tried, what survived, and what the controls lost.

Run by `make proof`. Ends with 1 if a test failed, or a promise was tried less than it takes (tests/promises.py).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tabulate import tabulate

from tests.promises import ALL_OF_IT, PROMISES

Told = dict[str, Any]
HEADS = ("", "promise", "test", "tried", "survived", "control lost", "seconds")
WIDTHS = (None, 30, 46, None, None, None, None)
SIDES = ("left",) * 3 + ("right",) * 4
SUMMED = ("tried", "survived", "unfired", "controlled", "lost", "seconds", "notes")
PYTEST = ("-m", "pytest", "-q", "-rs", "-m", "proof", "-n", "auto", "--dist", "loadfile")


def main() -> int:
    code, proofs, skipped = run()
    print(tabulate(rows_of(proofs), HEADS, maxcolwidths=list(WIDTHS), disable_numparse=True, colalign=SIDES))
    short = [line for promise in PROMISES if (line := shortfall(promise, proofs))]
    if skipped:
        short.append(f"{skipped} tests of promises were skipped: see above why")
    print(*("", *short) if short else ("", "every promise was tried as much as it takes, and held"), sep="\n")
    return 1 if code or short else 0


def run() -> tuple[int, list[Told], int]:
    """Run the marked tests in full, and return their exit code, what they counted, and how many were skipped."""
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder, "tally.json")
        code = subprocess.run(
            [sys.executable, *PYTEST, *sys.argv[1:]],
            check=False,
            env=os.environ | {ALL_OF_IT: "all", "NAVCHECK_TALLY": str(tally)},
        ).returncode
        told = json.loads(tally.read_bytes()) if tally.exists() else {"proofs": [], "skipped": 0}
        return code, told["proofs"], told["skipped"]


def in_all(proofs: Sequence[Told]) -> list[Told]:
    """Put what one test has counted for several cases together."""
    found: dict[str, Told] = {}
    for told in proofs:
        name = told["test"].partition("[")[0]
        if (whole := found.get(name)) is None:
            found[name] = told | {"test": name}
            continue
        whole |= {key: whole[key] + told[key] for key in SUMMED}
        whole["passed"] = whole["passed"] and told["passed"]
    return list(found.values())


def rows_of(proofs: Sequence[Told]) -> list[tuple[str, ...]]:
    """Return a line for each test, under the promise that it shows."""
    rows: list[tuple[str, ...]] = []
    for promise, words in PROMISES.items():
        own = in_all([told for told in proofs if told["promise"] == promise])
        for n, told in enumerate(own):
            name = told["test"].rpartition("::")[2].removeprefix("test_").replace("_", " ")
            notes = "".join(f"\n{note}" for note in told["notes"])
            control = f"{told['lost']} of {told['controlled']}" if told["controlled"] else "–"
            figures = (f"{told['tried']:,}", f"{told['survived']:,}", control, f"{told['seconds']:.1f}")
            failed = "" if told["passed"] else "FAILED: "
            rows.append(("" if n else promise, "" if n else words.says, failed + name + notes, *figures))
        if not own:
            rows.append((promise, words.says, "no test", "0", "0", "–", "–"))
    return rows


def shortfall(promise: str, proofs: Sequence[Told]) -> str:
    """Say what a promise lacks; nothing if it lacks nothing."""
    own, wanted = [told for told in proofs if told["promise"] == promise], PROMISES[promise]
    tried, survived = (sum(told[key] for told in own) for key in ("tried", "survived"))
    if tried < wanted.least:
        return f"{promise}: tried {tried} times, and {wanted.least} are asked for"
    if survived < wanted.share * tried:
        return f"{promise}: {survived} of {tried} survived"
    if wanted.controlled and not any(told["lost"] for told in own):
        return f"{promise}: no control lost anything, so nothing is shown"
    if any(told["unfired"] for told in own):
        return f"{promise}: {sum(told['unfired'] for told in own)} faults did not fire"
    return ""


if __name__ == "__main__":
    raise SystemExit(main())
