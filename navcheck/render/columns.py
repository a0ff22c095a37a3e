"""How wide each column of a table becomes. Knows cells only as words, of which none is broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from navcheck.render.lines import Paragraph, width_of

Cell = tuple[Paragraph, ...]


def share_width(rows: Sequence[Sequence[Cell]], room: int) -> tuple[int, ...] | None:
    """Share the room out so that the table becomes short; nothing when the longest words do not fit.

    Each column begins with its longest word. What is left goes, a step at a time, to the column that saves most lines
    for its width.
    """
    columns = [_column(cells) for cells in zip(*rows, strict=True)]
    widths = [column.least for column in columns]
    if sum(widths) > room:
        return None
    while steps := list(
        chain.from_iterable(_steps(columns, widths, n, room - sum(widths)) for n in range(len(widths)))
    ):
        _, number, width = max(steps)
        widths[-number] = width
    return tuple(widths)


def least_width(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how much room the longest words of all columns need."""
    return sum(_column(cells).least for cells in zip(*rows, strict=True))


def _column(cells: Sequence[Cell]) -> "_Column":
    return _Column([[[width_of(word) for word in words] for words in cell] for cell in cells])


@dataclass(slots=True)
class _Column:
    """One column's cells as the widths of their words, and how many lines they take at each width that was tried."""

    cells: Sequence[Sequence[Sequence[int]]]
    tried: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def least(self) -> int:
        """The widest word."""
        return max((word for cell in self.cells for words in cell for word in words), default=1)

    @property
    def most(self) -> int:
        """The widest line that nothing forces to break."""
        return max((sum(words) + len(words) - 1 for cell in self.cells for words in cell), default=1)

    def heights(self, width: int) -> tuple[int, ...]:
        """Count the lines of each cell."""
        if width not in self.tried:
            self.tried[width] = tuple(sum(_count_lines(words, width) for words in cell) for cell in self.cells)
        return self.tried[width]


def _count_lines(words: Sequence[int], width: int) -> int:
    lines, used = 0, width
    for word in words:
        if used + 1 + word > width:
            lines, used = lines + 1, word
        else:
            used += 1 + word
    return lines


def _steps(
    columns: Sequence[_Column], widths: Sequence[int], number: int, spare: int
) -> Iterator[tuple[float, int, int]]:
    """Yield what each possible widening of a column saves for its width, as (saving, minus the column, new width)."""
    column, now = columns[number], widths[number]
    rest = [one.heights(width) for n, (one, width) in enumerate(zip(columns, widths, strict=True)) if n != number]
    highest = [max(row) for row in zip(*rest, strict=True)] or [0] * len(column.cells)

    def cost(width: int) -> int:
        # a row is as high as its highest cell; lines elsewhere in it weigh less, but show where the next step leads
        return sum(
            len(columns) * max(own, other) + own for own, other in zip(column.heights(width), highest, strict=True)
        )

    before = cost(now)
    for width in range(now + 1, min(column.most, now + spare) + 1):
        if (saved := before - cost(width)) > 0:
            yield saved / (width - now), -number, width
