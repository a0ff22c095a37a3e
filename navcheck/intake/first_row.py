"""Whether a table begins with its header: a title or an empty heading above it is the commonest slip of all."""

from collections.abc import Sequence
from itertools import islice

from navcheck.core.form import COLUMNS_ROW
from navcheck.core.messages import say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.intake.columns import PASSED, Meaning, Names
from navcheck.intake.long import long_heads
from navcheck.intake.tables.delimited import DELIMITERS
from navcheck.intake.tables.table import Row, Table

_ROWS_LOOKED_AT = 10
_FEWEST_HEADS = 2


def begins_with_its_header(table: Table, names: Names) -> Table:
    """Return the table, if its first row is its header as far as can be told.

    Raises:
        NavcheckError: `title-above` where a row further down holds the heads, `two-headers` where two rows do,
            `turned` where the first column does, `one-column` where nothing parts the cells.

    """
    if (problem := _slip(table, names)) is not None:
        raise NavcheckError(problem)
    return table


def _slip(table: Table, names: Names) -> Problem | None:
    if COLUMNS_ROW in table.header:
        return None
    rows = list(islice(table.rows(), _ROWS_LOOKED_AT))
    if _heads_in(table.header, names):
        return _second_header(table, rows[:1], names)
    return _title(table, rows, names) or _turned(table, rows, names) or _one_column(table)


def _second_header(table: Table, rows: Sequence[Row], names: Names) -> Problem | None:
    """Tell of a row of texts below the row of codes, as some form tools write it."""
    message, cure = say("a second row of heads stands here"), say("take one of the two out")
    found = (row for row in rows if _heads_in(row.cells, names) * 2 > max(2, sum(map(bool, row.cells))))
    return next((Problem("two-headers", message, table.at(row, 0), cure) for row in found), None)


def _title(table: Table, rows: Sequence[Row], names: Names) -> Problem | None:
    message, cure = say("rows stand above the header, which is here"), say("take out the rows above it")
    found = (row for row in rows if _is_header(row, table.delimiter, names))
    return next((Problem("title-above", message, table.at(row, 0), cure) for row in found), None)


def _turned(table: Table, rows: Sequence[Row], names: Names) -> Problem | None:
    if sum(isinstance(names.find(row.cell(0)), Meaning) for row in rows) < _FEWEST_HEADS:
        return None
    message = say("the questions stand below each other, not side by side")
    cure = say("turn the table, with a row for each office, or write the office in each row, headed «Nav-kontor»")
    return Problem("turned", message, table.at(None, 0), cure)


def _one_column(table: Table) -> Problem | None:
    message, cure = say("the table has only one column"), say("save it again, with a semicolon between the cells")
    return Problem("one-column", message, table.at(None, 0), cure) if len(table.header) == 1 else None


def _is_header(row: Row, delimiter: str, names: Names) -> bool:
    """Tell whether a row holds heads; a title without a delimiter, or with another, must not hide that of the table."""
    cells = row.cells
    if len(cells) == 1 and delimiter:
        cells = max((tuple(cells[0].split(sign)) for sign in DELIMITERS), key=len)
    return _heads_in(cells, names) >= _FEWEST_HEADS or long_heads(cells, names) is not None


def _heads_in(cells: Sequence[str], names: Names) -> int:
    return sum(names.find(cell) not in (None, PASSED) for cell in cells if cell.strip())
