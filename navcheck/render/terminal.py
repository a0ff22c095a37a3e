"""The matrix in a terminal: a table that is never wider than asked, or a card an office where words are too long."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.render.below import legend, tell, told_lines
from navcheck.render.columns import Cell as Laid
from navcheck.render.columns import least_width, share_width
from navcheck.render.lines import NARROWEST, Paragraph, fill, paragraphs, title_lines, wrap
from navcheck.render.marks import UNICODE, Mark, Symbols, marks_shown, office_notes
from navcheck.render.said import cell_words, mark_words, title_of
from navcheck.render.simple_table import SEPARATING_LINE, simple_table

if TYPE_CHECKING:
    from navcheck.core.matrix import Cell, Matrix, Row
    from navcheck.core.model import Topic
    from navcheck.core.round import Entry

BETWEEN = 2


def format_matrix(
    matrix: "Matrix", tongue: Tongue, *, width: int = 80, symbols: Symbols = UNICODE, as_cards: bool = False
) -> str:
    """Write the matrix, and below it what is counted; as cards a screen reader reads it office by office."""
    width = max(width, NARROWEST)
    heads, rows = _laid_out(matrix, tongue, symbols)
    columns = [[paragraphs(head) for head in heads], *rows]
    widths = None if as_cards else share_width(columns, width - BETWEEN * len(matrix.topics))
    table = _table(columns, widths) if widths else _cards(heads, rows, width)
    signs = legend(matrix, tongue, symbols)
    return "\n".join(
        [
            *title_lines(*title_of(matrix), width),
            table,
            "",
            *told_lines(tell(matrix, tongue, symbols), width),
            *(["", *wrap(signs, width, "", "  ")] if signs else []),
            "",
        ]
    )


def fits(matrix: "Matrix", tongue: Tongue, *, width: int, symbols: Symbols) -> bool:
    """Tell whether there is room for the table, so that the offices need no cards."""
    heads, rows = _laid_out(matrix, tongue, symbols)
    room = max(width, NARROWEST) - BETWEEN * len(matrix.topics)
    return least_width([[paragraphs(head) for head in heads], *rows]) <= room


def _laid_out(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> tuple[list[str], list[list[Laid]]]:
    """Return the heads, and a row an office."""
    heads = [tongue(say("Nav office")), *(tongue.pick(topic.heading) for topic in matrix.topics)]
    rows = [
        [_office(entry, tongue), *_cells(matrix, row, tongue, symbols)]
        for entry, row in zip(matrix.round.entries, matrix.rows, strict=True)
    ]
    return heads, rows


def _office(entry: "Entry", tongue: Tongue) -> Laid:
    """Lay out an office's name, and what is to be said of its response."""
    return tuple(words for text in (entry.office.name, *office_notes(entry, tongue)) for words in paragraphs(text))


def _cells(matrix: "Matrix", row: "Row", tongue: Tongue, symbols: Symbols) -> list[Laid]:
    if not row.cells:
        return [()] * len(matrix.topics)
    return [_cell(topic, cell, tongue, symbols) for topic, cell in zip(matrix.topics, row.cells, strict=True)]


def _cell(topic: "Topic", cell: "Cell", tongue: Tongue, symbols: Symbols) -> Laid:
    marks = (_mark(mark, cell, tongue, symbols) for mark in marks_shown(cell))
    return (*paragraphs(cell_words(topic, cell, tongue)), *marks)


def _mark(mark: Mark, cell: "Cell", tongue: Tongue, symbols: Symbols) -> Paragraph:
    """Lay out a mark; its sign never stands alone at the end of a line."""
    first, *rest = mark_words(mark, cell, tongue).split(" ")
    return (symbols.label(mark, first), *rest)


def _table(rows: Sequence[Sequence[Laid]], widths: Sequence[int]) -> str:
    head, *body = (
        [
            "\n".join(line for words in cell for line in fill(words, width))
            for cell, width in zip(row, widths, strict=True)
        ]
        for row in rows
    )
    lined = [line for row in body for line in (SEPARATING_LINE, row)][1:]
    return simple_table(lined, head)


def _cards(heads: Sequence[str], rows: Sequence[Sequence[Laid]], width: int) -> str:
    return "\n\n".join("\n".join(_card(heads, row, width)) for row in rows)


def _card(heads: Sequence[str], row: Sequence[Laid], width: int) -> Iterator[str]:
    office, *cells = row
    for words in office:
        yield from wrap(" ".join(words), width)
    for head, cell in zip(heads[1:], cells, strict=True):
        for n, words in enumerate(cell):
            text = " ".join(words)
            yield from wrap(text, width, "    ") if n else wrap(f"{head}: {text}", width, "  ", "    ")
