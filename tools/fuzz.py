"""Attacks the readers with inputs that look for new ways through the code: `make fuzz`, `make fuzz SECONDS=300`.

First a planted defect must be found, or nothing is shown. What fails is kept in tests/fuzz_corpus, where `make test`
tries it again; ends with 1 then, and with 2 where it could not be tried.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from tabulate import tabulate

from tools.fuzzing.every import CONTROL, TARGETS
from tools.fuzzing.running import Run, run
from tools.fuzzing.target import ROOT

FOUND, NOT_TRIED = 1, 2
SECONDS_FOR_THE_CONTROL = 30
HEADS = ("target", "runs", "edges at first", "edges at last", "new inputs", "failed", "seconds")
SIDES = ("left",) + ("right",) * 6
LACKING = "cannot fuzz: atheris is not installed (it is for Linux on x86-64, and comes with `make fuzz`)"


def main(words: Sequence[str] | None = None) -> int:
    wish = _wish(words)
    if find_spec("atheris") is None:
        print(LACKING, file=sys.stderr)
        return NOT_TRIED
    control = _control()
    if not control.crashes:
        print("the planted defect was not found, so nothing would be", control.said, sep="\n", file=sys.stderr)
        return NOT_TRIED
    print(f"the planted defect was found after {control.runs:,} runs and {control.seconds:.0f} seconds", flush=True)
    runs = []
    for name in () if wish.prove else wish.only or TARGETS:
        runs.append(run(TARGETS[name], wish.seconds, kept=wish.keep and wish.keep / name))
        print(f"{name}: {'failed' if runs[-1].crashes else f'{runs[-1].runs:,} runs'}", flush=True)
    if runs:
        print("", tabulate(map(row_of, runs), HEADS, disable_numparse=True, colalign=SIDES), sep="\n")
    return verdict(runs)


def row_of(one: Run) -> tuple[str, ...]:
    figures = (one.runs, *one.edges, one.fresh, len(one.crashes))
    return (one.name, *(f"{figure:,}" for figure in figures), f"{one.seconds:.0f}")


def verdict(runs: Sequence[Run]) -> int:
    """Say what failed and how to see it again, and what was not tried."""
    for one in runs:
        for path in one.crashes:
            shown = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()
            print("", f"{one.name} failed:", one.said, "", "again:", sep="\n")
            print(f"  {Path(sys.executable).name} -m tools.fuzzing.replay {one.name} {shown}")
        if not one.worked:
            print("", f"{one.name} was not tried:", one.said, sep="\n", file=sys.stderr)
    if any(one.crashes for one in runs):
        return FOUND
    return 0 if all(one.worked for one in runs) else NOT_TRIED


def _control() -> Run:
    with tempfile.TemporaryDirectory() as folder:
        return run(CONTROL, SECONDS_FOR_THE_CONTROL, crashes=Path(folder))


def _wish(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools.fuzz", description="attack the readers")
    parser.add_argument("seconds", nargs="?", type=int, default=60, help="for each target")
    parser.add_argument("--only", nargs="+", choices=sorted(TARGETS), help="these targets and no others")
    parser.add_argument("--prove", action="store_true", help="only look for the planted defect")
    parser.add_argument("--keep", type=Path, help="a folder in which inputs that found something are kept")
    return parser.parse_args(words)


if __name__ == "__main__":
    raise SystemExit(main())
