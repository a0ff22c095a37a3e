"""How wide columns are, and which of them stand on one page: a table never leaves its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from navcheck.render.lines import width_of
from navcheck.render.report.blocks import Cell, Table

# In twips, a twentieth of a point: a letter in a wide font, one of bold heads and names, and what a cell keeps free.
_LETTER, _HEAD_LETTER, _MARGIN = 108, 128, 190
# What a column asks for at the least: its longest word up to so many letters; longer ones are broken.
_LONGEST_WORD = 17
_COMFORT, _WIDEST, _WIDEST_NAME = 1900, 5400, 3000
_SQUARE, _SQUARE_UPRIGHT, _SQUARE_WIDEST = 560, 480, 1000
_LETTERS_OF_A_HEAD = 28
# A table that takes nearly the page's width takes all of it; a smaller one gets some air.
_NEARLY, _SLACK = 0.55, 1.3


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on one page of a table: some columns with their widths, the first always among them.

    Where `upright` is not none, the heads are turned, and so high.
    """

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    upright: int | None = None


@dataclass(frozen=True, slots=True)
class _Need:
    least: int
    wish: int


def pieces(table: Table, room: int) -> tuple[Piece, ...]:
    """Share a table's columns out on as few pages as they fit, evenly; each piece repeats the first column."""
    if not table.heads:
        return ()
    if table.compact:
        return tuple(_compact(table, room))
    needs = [_need(table, column) for column in range(len(table.heads))]
    return tuple(
        Piece(columns, _widths([needs[column] for column in columns], room))
        for columns in _shared_out([need.least for need in needs], room)
    )


def _compact(table: Table, room: int) -> Iterator[Piece]:
    """Let heads stand as they are where all fit so, else turn them."""
    name = min(_need(table, 0).wish, _WIDEST_NAME)
    squares = [max(_longest_word(head) * _HEAD_LETTER + _MARGIN, _SQUARE) for head in table.heads[1:]]
    turned = name + sum(squares) > room
    if turned:
        squares = [_SQUARE_UPRIGHT + _MARGIN * (width_of(head) // _LETTERS_OF_A_HEAD) for head in table.heads[1:]]
    letters = min(max(map(width_of, table.heads[1:]), default=0), _LETTERS_OF_A_HEAD)
    upright = letters * _HEAD_LETTER + _MARGIN if turned else None
    for columns in _shared_out([name, *squares], room):
        own = [squares[column - 1] for column in columns[1:]]
        spare = (room - name - sum(own)) // max(len(own), 1)
        yield Piece(columns, (name, *(max(one, min(one + spare, _SQUARE_WIDEST)) for one in own)), upright)


def _shared_out(least: Sequence[int], room: int) -> tuple[tuple[int, ...], ...]:
    others = range(1, len(least))
    for number in count(1):
        groups = [(0, *group) for group in _evenly(others, number)]
        if number >= len(others) or all(sum(least[column] for column in group) <= room for group in groups):
            return tuple(groups)
    raise AssertionError  # count() does not end


def _evenly(columns: Sequence[int], number: int) -> Iterator[Sequence[int]]:
    ends = (len(columns) * n // number for n in range(number + 1))
    yield from (columns[begin:end] for begin, end in pairwise(ends))


def _widths(needs: Sequence[_Need], room: int) -> tuple[int, ...]:
    """Give each column what it wishes for where there is room, else share what is left by how much is wished."""
    wish, least = sum(need.wish for need in needs), sum(need.least for need in needs)
    if wish <= room:
        factor = room / wish if wish > room * _NEARLY else min(_SLACK, room / wish)
        return tuple(int(need.wish * factor) for need in needs)
    if least >= room:
        return tuple(need.least * room // least for need in needs)
    return tuple(need.least + (need.wish - need.least) * (room - least) // (wish - least) for need in needs)


def _need(table: Table, column: int) -> _Need:
    head = table.heads[column]
    texts = {text for row in table.rows if column < len(row) for text in _texts(row[column])}
    letter = _LETTER if column else _HEAD_LETTER
    longest, line = max(map(_longest_word, texts), default=0), max(map(width_of, texts), default=0) * letter + _MARGIN
    word = max(_shortened(longest) * letter, _shortened(_longest_word(head)) * _HEAD_LETTER) + _MARGIN
    wish = max(line, width_of(head) * _HEAD_LETTER + _MARGIN, word)
    # A head may stand in several lines; words of an office are hard to read so.
    return _Need(max(word, min(line, _COMFORT)), max(word, min(wish, _WIDEST)))


def _shortened(letters: int) -> int:
    return min(letters, _LONGEST_WORD)


def _texts(cell: Cell) -> Iterator[str]:
    yield from cell.lines
    yield from (mark.label for mark in cell.marks)


def _longest_word(text: str) -> int:
    return max(map(width_of, text.split()), default=0)
