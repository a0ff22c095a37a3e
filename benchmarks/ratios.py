"""How many times as long, or as much, one thing takes as another that is measured beside it."""

import gc
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what was held against what, each run's ratio, and what the middle one may be at most."""

    what: str
    against: str
    ratios: Sequence[float]
    target: float | None = None

    def cells(self) -> list[str]:
        """Return what the table shows."""
        middle = statistics.median(self.ratios)
        spread = (f"{value:.2f}" for value in (min(self.ratios), middle, max(self.ratios)))
        if self.target is None:
            return [self.what, self.against, "-", *spread, "-", str(len(self.ratios))]
        met = "yes" if middle <= self.target else "no"
        return [self.what, self.against, f"≤ {self.target:g}", *spread, met, str(len(self.ratios))]


def in_turn(runs: int, ours: Act, theirs: Act) -> list[float]:
    """Measure two things in turn; return each run's ratio."""
    return [seconds(ours) / seconds(theirs) for _ in range(runs)]


def seconds(act: Act) -> float:
    """Measure how long something takes."""
    gc.collect()  # what an earlier one left is not this one's to clear away
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def program(*words: object) -> Act:
    """Return what runs a program, silently and to its end."""
    return lambda: subprocess.run([*map(str, words)], check=True, stdout=subprocess.DEVNULL)
