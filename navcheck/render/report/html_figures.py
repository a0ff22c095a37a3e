"""The geometry of the page's figures: how long each bar is, where each line runs; all of it in percent."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from navcheck.render.report.blocks import Bars, Document, Line, Share, Trend


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One bar: its name, how long it is, and its figures."""

    label: str
    width: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """One share of a line: from the left, from above, and in which period."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line in a field of its own, so that no two lie on each other.

    `steps` are from each point to the next; where a period is missing there is none. `words` are one a period.
    """

    label: str
    points: tuple[Point, ...]
    steps: tuple[tuple[Point, Point], ...]
    words: tuple[str, ...]


def bars_of(document: Document, bars: Bars) -> Iterator[DrawnBar]:
    """Draw bars, each as a part of its own whole."""
    for bar in bars.bars:
        yield DrawnBar(bar.label, _percent(_part(bar.share)), document.share(bar.share))


def lines_of(document: Document, trend: Trend) -> Iterator[DrawnLine]:
    """Draw lines, all on the same scale: none at the bottom, all at the top."""
    for line in trend.lines:
        points = _points(line)
        steps = tuple((one, other) for one, other in pairwise(points) if one is not None and other is not None)
        words = tuple("" if share is None else document.share(share) for share in line.shares)
        yield DrawnLine(line.label, tuple(point for point in points if point is not None), steps, words)


def _points(line: Line) -> tuple[Point | None, ...]:
    room = 1 / max(len(line.shares), 1)
    return tuple(
        None if share is None else Point(_percent(room * (n + 0.5)), _percent(1 - _part(share)))
        for n, share in enumerate(line.shares)
    )


def _part(share: Share) -> float:
    return min(share.count / share.of, 1.0) if share.of else 0.0


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"
