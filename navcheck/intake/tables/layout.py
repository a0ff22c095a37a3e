"""What a sheet says of its rows beside what stands in them: which cells are merged, and which rows are hidden."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple

MERGED = "merged-cells"
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
# Merged ranges never overlap, so that a row cannot have more of them than it has columns.
_MOST_AT_ONCE = 500


class Range(NamedTuple):
    """Merged cells; rows count from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's merged ranges and hidden rows."""

    merged: tuple[Range, ...]
    hidden: frozenset[int]


def read_layout(stream: IO[bytes]) -> Layout:
    """Read a sheet's XML for what openpyxl does not tell while it streams.

    Raises:
        ValueError: rows that do not follow in order, of which openpyxl would drop one unsaid.

    """
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 -- as openpyxl itself

    ranges, hidden, last = list[Range](), set[int](), 0
    for _, element in iterparse(stream):
        if element.tag.endswith("}row"):
            number = int(element.get("r", last + 1))
            if number <= last:
                raise ValueError
            hidden |= {number} if element.get("hidden") in {"1", "true"} else set()
            last = number
        elif element.tag.endswith("}mergeCell") and (found := _RANGE.fullmatch(element.get("ref", ""))):
            ranges.append(Range(int(found[2]), _index(found[1]), int(found[4]), _index(found[3])))
        element.clear()
    return Layout(tuple(ranges), frozenset(hidden))


class Merged:
    """Which cells of each row are merged, as the rows go by; a range that holds nothing is none."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._waiting = sorted(ranges, reverse=True)
        self._open: list[Range] = []

    def flaws_of(self, number: int, texts: Sequence[str]) -> dict[int, str]:
        """Return the merged cells of a row.

        Raises:
            ValueError: more ranges than a row can have.

        """
        while self._waiting and self._waiting[-1].top <= number:
            one = self._waiting.pop()
            if one.top == number and one.left < len(texts) and texts[one.left].strip():
                self._open.append(one)
        self._open = [one for one in self._open if one.bottom >= number]
        if len(self._open) > _MOST_AT_ONCE:
            raise ValueError
        widest = len(texts)
        return {n: MERGED for one in self._open for n in range(one.left, max(one.left, min(one.right, widest)) + 1)}


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
