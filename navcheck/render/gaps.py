"""The points to follow up in a terminal: worst first, each with the office's words, the law and what can be done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue
from navcheck.core.words import Severity
from navcheck.render.below import tell_below_gaps, told_lines
from navcheck.render.lines import NARROWEST, title_lines, wrap
from navcheck.render.marks import UNICODE, Symbols
from navcheck.render.points import ONLY_THE_AUTHORITY, Group, group_points, no_points, points_title
from navcheck.render.said import title_of

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix


def format_gaps(matrix: "Matrix", tongue: Tongue, *, width: int = 80, symbols: Symbols = UNICODE) -> str:
    """Write the points by severity, then the signals, then what is counted."""
    width = max(width, NARROWEST)
    title, beneath = title_of(matrix)
    lines = title_lines(points_title(matrix, title, tongue), beneath, width)
    for group in group_points(matrix, tongue, symbols):
        lines += _group_lines(group, width)
    if not matrix.gaps:
        lines += [*wrap(tongue(no_points(matrix)), width), ""]
    lines += told_lines(tell_below_gaps(matrix, tongue, symbols), width)
    if matrix.severity(Severity.BREACH):
        lines += ["", *wrap(tongue(ONLY_THE_AUTHORITY), width)]
    return "\n".join([*lines, ""])


def _group_lines(group: Group, width: int) -> Iterator[str]:
    yield from wrap(group.heading, width)
    yield ""
    for point in group.points:
        yield from wrap(point.title, width, "", "  ")
        for line in point.lines:
            yield from wrap(line, width, "  ", "    ")
        yield ""
