"""Whether a table begins with its header: a title or an empty heading above it is the commonest slip of all."""

from collections.abc import Iterator
from itertools import islice

from navcheck.core.form import COLUMNS_ROW
from navcheck.core.messages import say
from navcheck.core.problems import Problem, refuse
from navcheck.intake.columns import PASSED, Meaning, Names
from navcheck.intake.long import long_heads
from navcheck.intake.table import Row, Table

_ROWS_LOOKED_AT = 10
_FEWEST_HEADS = 2


def begins_with_its_header(table: Table, names: Names) -> Table:
    """Return the table, if its first row is its header as far as can be told.

    Raises:
        NavcheckError: `title-above` where a row further down holds the heads, `turned` where the first column does,
            `one-column` where nothing parts the cells.

    """
    refuse(_slip(table, names))
    return table


def _slip(table: Table, names: Names) -> Iterator[Problem]:
    if COLUMNS_ROW in table.header or any(_is_head(head, names) for head in table.header):
        return
    for row in islice(table.rows(), _ROWS_LOOKED_AT):
        if _is_header(row, table.delimiter, names):
            message = say("rows stand above the header, which is here")
            yield Problem("title-above", message, table.at(row, 0), say("take out the rows above it"))
            return
    firsts = [row.cell(0) for row in islice(table.rows(), _ROWS_LOOKED_AT)]
    if sum(isinstance(names.find(cell), Meaning) for cell in firsts if cell.strip()) >= _FEWEST_HEADS:
        message = say("the questions stand below each other, not side by side")
        cure = say("turn the table, with a row for each office, or write the office in each row, headed «Nav-kontor»")
        yield Problem("turned", message, table.at(None, 0), cure)
        return
    if len(table.header) == 1:
        message, cure = say("the table has only one column"), say("save it again, with a semicolon between the cells")
        yield Problem("one-column", message, table.at(None, 0), cure)


def _is_header(row: Row, delimiter: str, names: Names) -> bool:
    """Tell whether a row holds heads; a title without a delimiter, or with another, must not hide that of the table."""
    cells = row.cells
    if len(cells) == 1 and delimiter:
        cells = max((tuple(cells[0].split(sign)) for sign in ";\t,"), key=len)
    return sum(_is_head(cell, names) for cell in cells) >= _FEWEST_HEADS or long_heads(cells, names) is not None


def _is_head(cell: str, names: Names) -> bool:
    return bool(cell.strip()) and names.find(cell) not in (None, PASSED)
