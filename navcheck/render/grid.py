"""The matrix question by question: a sign a square, a table a topic, never wider than asked; and as files."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.words import Severity, Status
from navcheck.render.below import tell, told_lines
from navcheck.render.columns import Cell, share_width
from navcheck.render.grid_data import format_json as format_json  # noqa: PLC0414 -- here beside the other formats
from navcheck.render.lines import NARROWEST, fill, title_lines, wrap
from navcheck.render.markdown import escape, page, table_row, title_block, told_block
from navcheck.render.marks import FULL, SHORT, SILENT, UNICODE, Symbols, office_notes, standing_words
from navcheck.render.said import short_name, title_of
from navcheck.render.simple_table import SEPARATING_LINE, simple_table
from navcheck.render.tables import excel_csv
from navcheck.render.terminal import BETWEEN

if TYPE_CHECKING:
    from navcheck.core.grid import Counts, Grid, GridRow
    from navcheck.core.model import Question, Topic

WIDEST_HEAD = 14
_SPAN = "\ue000"  # no text holds it: what cannot be seen is escaped

# One column of a table: its head, a cell an office, and two cells of counts; a cell is what stands in its lines.
Column = list[tuple[str, ...]]
# A table's rows, and how wide its columns are.
Laid = tuple[Sequence[Sequence[Cell]], tuple[int, ...]]


def format_grid(
    grid: "Grid", tongue: Tongue, *, width: int = 80, symbols: Symbols = UNICODE, as_cards: bool = False
) -> str:
    """Write a table a topic, in parts where it is too wide, and below them what is counted; or a card an office."""
    width = max(width, NARROWEST)
    pages = _cards(grid, tongue, width) if as_cards else _tables(grid, tongue, width, symbols)
    signs = "" if as_cards else _legend(grid, tongue, symbols)
    return "\n".join(
        [
            *title_lines(*title_of(grid.matrix), width),
            "\n\n".join(pages),
            "",
            *told_lines(tell(grid.matrix, tongue, symbols), width),
            *(["", *wrap(signs, width, "", "  ")] if signs else []),
            "",
        ]
    )


def format_markdown(grid: "Grid", tongue: Tongue, *, symbols: Symbols = UNICODE) -> str:
    """Write a GitHub table a topic, each sign with its word, and below them what is counted."""
    blocks = [*title_block(*title_of(grid.matrix))]
    for topic in grid.matrix.topics:
        head, *body = zip(*_columns(grid, topic, tongue, symbols, in_words=True), strict=True)
        lines = [table_row(head), f"|{'---|' * len(head)}", *map(table_row, body)]
        blocks += [f"## {escape(tongue.pick(topic.title))}", "\n".join(lines)]
    signs = _legend(grid, tongue, symbols)
    return page(*blocks, *map(told_block, tell(grid.matrix, tongue, symbols)), *([escape(signs)] if signs else []))


def format_csv(grid: "Grid", tongue: Tongue) -> bytes:
    """Write CSV for Norwegian Excel: a row an office, a column a question by its id, and which response counts."""
    rows = [
        [tongue(say("Nav office")), *grid.questions, tongue(say("Response"))],
        *(_line(grid, row, tongue) for row in grid.rows),
    ]
    entries = grid.matrix.round.entries
    if all(one.response.number == 1 and not one.unconfirmed for one in entries if one.response is not None):
        rows = [row[:-1] for row in rows]
    return excel_csv(rows)


def _line(grid: "Grid", row: "GridRow", tongue: Tongue) -> list[str]:
    standing, response = standing_words(row.entry), row.entry.response
    which = tongue(standing) if standing is not None else str(response.number if response is not None else "")
    words = [tongue(SHORT[square.mark]) for square in row.squares.values()] or [which] * len(grid.questions)
    return [row.entry.office.name, *words, which]


def _tables(grid: "Grid", tongue: Tongue, width: int, symbols: Symbols) -> Iterator[str]:
    """Write the tables of all topics, one below the other."""
    for topic in grid.matrix.topics:
        title = tongue.pick(topic.title)
        parts = _parts(list(_columns(grid, topic, tongue, symbols)), tongue, width)
        for n, part in enumerate(parts, 1):
            named = say("{title} ({part} of {parts})", title=title, part=n, parts=len(parts))
            heading = tongue(named) if len(parts) > 1 else title
            yield "\n".join([*wrap(heading, width), "", _table(grid, part, tongue, width)])


def _columns(
    grid: "Grid", topic: "Topic", tongue: Tongue, symbols: Symbols, *, in_words: bool = False
) -> Iterator[Column]:
    """Yield the offices, each question, and last how much there is to follow up in the topic."""
    follow_up, otherwise = (tongue(say("To follow up")),), (tongue(say("Otherwise")),)
    names = (
        (row.entry.office.name, *(office_notes(row.entry, tongue) if row.squares or in_words else ()))
        for row in grid.rows
    )
    yield [(tongue(say("Nav office")),), *names, follow_up, otherwise]
    for question in topic.questions:
        squares = [_sign(row, question, tongue, symbols, in_words=in_words) for row in grid.rows]
        counts = grid.questions[question.id]
        yield [_head_of(question, tongue), *squares, _gaps(counts, symbols), _rest(counts, symbols)]
    offices, total = (_gaps(row.within(topic), symbols) for row in grid.rows), grid.within(topic)
    yield [follow_up, *offices, _gaps(total, symbols), _rest(total, symbols)]


def _head_of(question: "Question", tongue: Tongue) -> tuple[str, ...]:
    """Return the lines of a head; an id breaks after its hyphens."""
    if question.short is not None:
        return (tongue.pick(question.short),)
    return tuple(line.replace("- ", "-") for line in fill(question.id.replace("-", "- ").split(" "), WIDEST_HEAD))


def _sign(row: "GridRow", question: "Question", tongue: Tongue, symbols: Symbols, *, in_words: bool) -> tuple[str, ...]:
    if not row.squares:
        return ()
    mark = row.squares[question.id].mark
    return (symbols.label(mark, tongue(SHORT[mark])) if in_words else symbols.of(mark),)


def _gaps(counts: "Counts", symbols: Symbols) -> tuple[str, ...]:
    """Count what falls short, in one line; where there are answers and nothing does, that is a zero."""
    found = (f"{symbols.of(one)}{counts.severities[one]}" for one in Severity if counts.severities.get(one))
    return (" ".join(found) or "0",) if counts.statuses else ()


def _rest(counts: "Counts", symbols: Symbols) -> tuple[str, ...]:
    """Count the other answers that are no plain yes or no, a line each: «–1» would be a number."""
    return tuple(f"{symbols.of(one)} {counts.otherwise[one]}" for one in SILENT if counts.otherwise.get(one))


def _parts(columns: Sequence[Column], tongue: Tongue, width: int) -> list[Laid]:
    """Deal the columns out to as few tables as the width allows, about as many to each, and lay each table out."""
    offices, *questions, last = columns
    whole = [(tongue(say("In the whole topic")),), *last[1:]]
    tries = (
        _deal(offices, [*questions, last if count == 1 else whole], count, width) for count in range(1, len(columns))
    )
    return next(laid for laid in tries if laid)


def _deal(offices: Column, columns: Sequence[Column], count: int, width: int) -> list[Laid]:
    """Lay the columns out as so many tables; nothing when one of them is too wide."""
    room = (width - 2 * BETWEEN) // 3  # any two columns fit beside the offices
    first, rest = _broken(offices, room), [_broken(column, min(room, WIDEST_HEAD)) for column in columns]
    parts = [_share([first, *rest[start:end]], width) for start, end in _even(len(rest), count)]
    laid = [part for part in parts if part is not None]
    return laid if len(laid) == count else []


def _share(columns: Sequence[list[Cell]], width: int) -> "Laid | None":
    rows = list(zip(*columns, strict=True))
    widths = share_width(rows, width - BETWEEN * (len(columns) - 1))
    return (rows, widths) if widths is not None else None


def _even(length: int, parts: int) -> Iterator[tuple[int, int]]:
    """Yield where each part starts and ends; the last are the longest, so that the sum never stands alone."""
    return pairwise(accumulate(((length + n) // parts for n in range(parts)), initial=0))


def _broken(column: Column, room: int) -> list[Cell]:
    """Break a column's texts into lines; an office's name and its counts keep the lines that they get here."""
    return [tuple((line,) for text in cell for line in _lines(text, room)) for cell in column]


def _lines(text: str, room: int) -> list[str]:
    """Break a text to any width: `wrap` never goes below its narrowest, but it leaves room for what stands before."""
    before = " " * NARROWEST
    return [line.removeprefix(before) for line in wrap(text, room + NARROWEST, before)]


def _table(grid: "Grid", laid: Laid, tongue: Tongue, width: int) -> str:
    rows, widths = laid
    head, *body = (
        [
            "\n".join(line for words in cell for line in fill(words, width))
            for cell, width in zip(row, widths, strict=True)
        ]
        for row in rows
    )
    spans: list[str] = []
    for row, cells in zip(grid.rows, body, strict=False):
        if not row.squares and (words := standing_words(row.entry)) is not None:
            lines = _lines(tongue(words), width - widths[0] - BETWEEN)
            cells[1] = "\n".join(_SPAN for _ in lines)
            spans += lines
    sums = [row for row in body[len(grid.rows) :] if any(row[1:])]
    lined = [*body[: len(grid.rows)], *([SEPARATING_LINE] if sums else []), *sums]
    return _spanned(simple_table(lined, head), spans)


def _spanned(table: str, spans: Sequence[str]) -> str:
    """Put words that reach across columns into the lines that wait for them, in their order."""
    waiting = iter(spans)
    lines = (line.partition(_SPAN) for line in table.split("\n"))
    return "\n".join(before + next(waiting) if span else before for before, span, _ in lines)


def _cards(grid: "Grid", tongue: Tongue, width: int) -> Iterator[str]:
    """Write each office's answers one below the other, in words: a screen reader finds no columns in it."""
    for row in grid.rows:
        lines = [
            line for text in (row.entry.office.name, *office_notes(row.entry, tongue)) for line in wrap(text, width)
        ]
        for topic in grid.matrix.topics if row.squares else ():
            lines += wrap(tongue.pick(topic.title), width, "  ")
            for question in topic.questions:
                words = tongue(SHORT[row.squares[question.id].mark])
                lines += wrap(f"{short_name(question, tongue)}: {words}", width, "    ", "      ")
        yield "\n".join(lines)


def _legend(grid: "Grid", tongue: Tongue, symbols: Symbols) -> str:
    """Explain the signs that the tables hold, and what an empty square is; nothing when they hold none."""
    used = {square.mark for row in grid.rows for square in row.squares.values()}
    signs = [symbols.label(mark, tongue(FULL[mark])) for mark in FULL if mark in used and symbols.of(mark)]
    empty = [tongue(say("empty: {words}", words=FULL[Status.NOT_ASKED]))] if Status.NOT_ASKED in used else []
    return tongue(say("Signs: {signs}", signs=" · ".join([*signs, *empty]))) if signs else ""
