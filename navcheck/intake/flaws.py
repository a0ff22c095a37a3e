"""What is wrong with a row before anybody reads its words: cells that cannot be read as text, too many, too few."""

from collections.abc import Collection, Iterator, Mapping

from navcheck.core.messages import Message, say
from navcheck.core.problems import Problem
from navcheck.intake.tables.delimited import DELIMITERS
from navcheck.intake.tables.table import Row, Table

_FLAWS: dict[str, tuple[Message, Message]] = {
    "formula": (
        say("a formula stands here, not an answer"),
        say("copy the cell and paste it as a value"),
    ),
    "cell-error": (
        say("the cell shows an error"),
        say("write the answer itself"),
    ),
    "merged-cells": (
        say("cells are merged here, so it cannot be told whose the answer is"),
        say("unmerge them, and write the answer in each"),
    ),
    "wrong-shape": (
        say("neither a text nor an answer stands here"),
        say("give a text or a list of texts, or an object with value or instead, comment and evidence"),
    ),
}


def row_flaws(table: Table, row: Row | None, flaws: Mapping[int, str], columns: Collection[int]) -> Iterator[Problem]:
    """Name the cells of these columns that cannot be read as text; without a row, of the header."""
    for column, code in flaws.items():
        if column in columns:
            message, cure = _FLAWS[code]
            yield Problem(code, message, table.at(row, column), cure)


def no_head(table: Table, column: int) -> Problem:
    """Say that there are answers below a blank head."""
    message, cure = say("the column has answers but no head"), say("head it with the question's id, or take it out")
    return Problem("no-head", message, table.at(None, column), cure)


def ragged(table: Table, row: Row) -> Iterator[Problem]:
    """Name what stands beyond the header, and a row of text that ends before it."""
    count, heads = len(row.cells), len(table.header)
    if any(cell.strip() for cell in row.cells[heads:]):
        message = say("the row has {count} cells, the header {heads}", count=count, heads=heads)
        cure = say("head the column with the question's id, or take the cell out")
        if table.delimiter:
            cure = say("put a text that holds the delimiter in quotation marks")
        yield Problem("long-row", message, table.at(row, heads), cure)
    elif count < heads and table.delimiter:
        message = say("the row has {count} cells, the header {heads}", count=count, heads=heads)
        others = [one for one in DELIMITERS if one != table.delimiter and row.cells[-1].count(one) >= heads - count]
        if others:
            cure = say("the other rows are parted by another sign; save the file again, with one sign throughout")
            yield Problem("mixed-delimiters", message, table.at(row, count - 1), cure)
        else:
            cure = say("is the end of the row missing? save the file again")
            yield Problem("short-row", message, table.at(row, count - 1), cure)
