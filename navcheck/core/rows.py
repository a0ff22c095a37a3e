"""Tells tables of figures from numbers that run over two lines or cells: rows that look alike, of which few are one."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence

Place = tuple[int, int]

_LINE_END = re.compile(r"\r\n?|\n")
_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*+")
_FIGURES = re.compile(r"\d+(?:[ \u00a0.,]\d+)*+")
_CELL_BEFORE, _CELL_AFTER = re.compile(r"\d[ \u00a0]*\t[ \u00a0]*\Z"), re.compile(r"[ \u00a0]*\t[ \u00a0]*\d")
_BESIDE = 9


def outside_tables(text: str, found: Sequence[Place]) -> Sequence[Place]:
    """Return the places that are not put together from figures of a table.

    A table is a row of figures on both sides, or lines alike of which no more than half have such a place: in a list of
    persons each has one, in a list of anything else one in a hundred.
    """
    places = [place for place in found if not _is_in_a_row(text, *place)]
    if not places:
        return ()
    begins = [0, *(end.end() for end in _LINE_END.finditer(text))]
    shapes = [_shape(text[begin:end]) for begin, end in zip(begins, [*begins[1:], len(text)], strict=True)]
    lines = [{bisect(begins, start) - 1, bisect(begins, end - 1) - 1} for start, end in places]
    alike, held = Counter(shapes), Counter(shapes[line] for line in set().union(*lines))
    return [
        place
        for place, on in zip(places, lines, strict=True)
        if any(2 * held[shapes[line]] > alike[shapes[line]] for line in on)
    ]


def _is_in_a_row(text: str, start: int, end: int) -> bool:
    """Tell whether two cells stand between others that hold figures."""
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    is_between = _CELL_BEFORE.search(before) and _CELL_AFTER.match(after)
    return "\t" in text[start:end] and is_between is not None


def _shape(line: str) -> str:
    return _FIGURES.sub("0", _WORDS.sub("a", line)).strip()
