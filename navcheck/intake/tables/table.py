"""A batch file as a table: a header, rows that can be gone through again, and each cell's place as people name it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from navcheck.core.messages import Message
from navcheck.core.problems import Location

NO_FLAWS: Mapping[int, str] = {}


class Row(NamedTuple):
    """One record: its number as its file counts, its first line, its cells, and which of them cannot be read, and why.

    A tuple, since a hundred thousand of them go by.
    """

    number: int
    line: int
    cells: tuple[str, ...]
    flaws: Mapping[int, str] = NO_FLAWS

    def cell(self, column: int) -> str:
        """Return a cell; a row that ends before it is empty there."""
        return self.cells[column] if column < len(self.cells) else ""


# From a row, none for the header, and a column to the place.
Place = Callable[[Row | None, int], Location]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds, however it was written.

    `assumed` says what was taken for granted in reading it, `flaws` which heads cannot be read, `identity` what a form
    of ours says of itself. `delimiter` is a text table's; only there is every row as long as the header. `plain` takes
    off a text what guards it against being run as a formula, where the file's kind has such a guard.
    """

    name: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    place: Place
    assumed: tuple[Message, ...] = ()
    identity: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    plain: Callable[[str], str] = str
    flaws: Mapping[int, str] = field(default_factory=dict)

    def at(self, row: Row | None, column: int) -> Location:
        """Return the place of a cell; without a row, of a column's head."""
        return self.place(row, column)


def column_letters(column: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
