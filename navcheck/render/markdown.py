"""The matrix and the points to follow up in markdown, in which every foreign text stays text."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.words import Severity
from navcheck.render.below import Told, legend, tell, tell_below_gaps
from navcheck.render.lines import printable
from navcheck.render.marks import UNICODE, Symbols, marks_shown, office_notes
from navcheck.render.points import ONLY_THE_AUTHORITY, group_points, no_points, points_title
from navcheck.render.said import cell_words, mark_words, title_of

if TYPE_CHECKING:
    from navcheck.core.matrix import Cell, Matrix, Row
    from navcheck.core.model import Topic

# What begins or ends something inside a line, in GitHub's markdown and its relatives (math, superscript, templates).
_INLINE = re.compile(r"[\\`*_\[\]|~^$#{}@]|:(?=//|[\w+-]+:)|(?<=www)\.")
# What begins a block at the start of a line.
_BLOCK = re.compile(r"^(\d*)([-+=.)])")


def format_matrix(matrix: "Matrix", tongue: Tongue, *, symbols: Symbols = UNICODE) -> str:
    """Write the matrix as a GitHub table, and below it what is counted."""
    heads = [tongue(say("Nav office")), *(tongue.pick(topic.heading) for topic in matrix.topics)]
    rows = [
        [(entry.office.name, *office_notes(entry, tongue)), *_cells(matrix, row, tongue, symbols)]
        for entry, row in zip(matrix.round.entries, matrix.rows, strict=True)
    ]
    table = [table_row([(head,) for head in heads]), f"|{'---|' * len(heads)}", *map(table_row, rows)]
    signs = legend(matrix, tongue, symbols)
    return page(
        *title_block(*title_of(matrix)),
        "\n".join(table),
        *map(told_block, tell(matrix, tongue, symbols)),
        *([escape(signs)] if signs else []),
    )


def format_gaps(matrix: "Matrix", tongue: Tongue, *, symbols: Symbols = UNICODE) -> str:
    """Write the points by severity as lists, then what is counted."""
    title, beneath = title_of(matrix)
    blocks = [*title_block(points_title(matrix, title, tongue), beneath)]
    for group in group_points(matrix, tongue, symbols):
        points = (
            line
            for point in group.points
            for line in (f"- **{escape(point.title)}**", *(f"  - {escape(text)}" for text in point.lines))
        )
        blocks += [f"## {escape(group.heading)}", "\n".join(points)]
    blocks += [] if matrix.gaps else [escape(tongue(no_points(matrix)))]
    blocks += map(told_block, tell_below_gaps(matrix, tongue, symbols))
    return page(*blocks, *([escape(tongue(ONLY_THE_AUTHORITY))] if matrix.severity(Severity.BREACH) else []))


def escape(text: str) -> str:
    """Return the text so that markdown and HTML show it as it is; line breaks become `<br>`."""
    plain = html.escape(printable(text.strip()), quote=False)
    return _INLINE.sub(r"\\\g<0>", plain).replace("\n", "<br>")


def escape_block(text: str) -> str:
    """Return the text so that it begins no list either, where it stands first in a line."""
    return at_start(escape(text))


def at_start(escaped: str) -> str:
    """Return what is escaped already so that it begins no list, where it stands first in a line."""
    return _BLOCK.sub(r"\1\\\2", escaped)


def page(*blocks: str) -> str:
    """Put blocks together to a page."""
    return "\n\n".join(blocks) + "\n"


def title_block(title: str, beneath: str) -> Iterator[str]:
    """Write a title and what stands beneath it."""
    yield f"# {escape(title)}"
    if beneath:
        yield escape_block(beneath)


def table_row(cells: Iterable[Sequence[str]]) -> str:
    """Write a row of a table; the lines of a cell stay in it."""
    return "".join(f"| {'<br>'.join(map(escape, lines))} " for lines in cells) + "|"


def _cells(matrix: "Matrix", row: "Row", tongue: Tongue, symbols: Symbols) -> list[tuple[str, ...]]:
    if not row.cells:
        return [()] * len(matrix.topics)
    return [_cell(topic, cell, tongue, symbols) for topic, cell in zip(matrix.topics, row.cells, strict=True)]


def _cell(topic: "Topic", cell: "Cell", tongue: Tongue, symbols: Symbols) -> tuple[str, ...]:
    words = cell_words(topic, cell, tongue)
    marks = (symbols.label(mark, mark_words(mark, cell, tongue)) for mark in marks_shown(cell))
    return (*([words] if words else []), *marks)


def told_block(told: Told) -> str:
    """Write a sentence and what it lists."""
    items = "\n".join(f"- {escape_block(item)}" for item in told.items)
    return f"{escape(told.text)}\n\n{items}" if items else escape(told.text)
