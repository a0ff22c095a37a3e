"""How many times as long, or as much, one thing takes as another that is measured beside it."""

import statistics
import time
from collections.abc import Callable

RUNS = 7


def ratio(
    what: str, against: str, ours: Callable[[], object], theirs: Callable[[], object], runs: int = RUNS
) -> list[str]:
    """Measure two things in turn; return a row of the table."""
    return spread(what, against, [seconds(ours) / seconds(theirs) for _ in range(runs)])


def spread(what: str, against: str, ratios: list[float]) -> list[str]:
    """Return a row of the table: least, middle and most."""
    return [what, against, *(f"{value:.2f}" for value in (min(ratios), statistics.median(ratios), max(ratios)))]


def seconds(act: Callable[[], object]) -> float:
    """Measure how long something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
