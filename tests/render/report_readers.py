"""Reads a built report back, by libraries that did not write it: its lines of text, and its tables.

Each format becomes one and the same thing, `Seen`, so that one test can ask them all.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import openpyxl
from docx import Document
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# The tags that our markdown may hold.
TAGS = frozenset({"<br>", "<strong>", "</strong>", "<em>", "</em>"})
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class SeenTable:
    """A table: the line that stands above it, or names it, its heads and its rows; lines of a cell are kept."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Yield each cell behind the first with the first line of its row, and its head."""
        for row in self.rows:
            for head, cell in zip(self.heads[1:], row[1:], strict=True):
                yield row[0].split("\n")[0], head, cell


@dataclass
class Seen:
    """What a reader of a report sees, in its order: the lines outside of tables, and the tables."""

    lines: list[str] = field(default_factory=list)
    tables: list[SeenTable] = field(default_factory=list)


def plain(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return _BLANKS.sub(" ", text).strip()


def read_back(form: str, raw: bytes) -> Seen:
    """Read a report of one of the formats that people read."""
    return {"docx": read_docx, "html": read_html, "md": read_markdown, "xlsx": read_xlsx}[form](raw)


def read_docx(raw: bytes) -> Seen:
    """Read a document by python-docx."""
    seen, last = Seen(), ""
    for block in Document(io.BytesIO(raw)).iter_inner_content():
        if isinstance(block, DocxParagraph):
            seen.lines += block.text.split("\n")
            last = block.text or last
        else:
            heads, *rows = (tuple(cells) for cells in _docx_rows(block))
            seen.tables.append(SeenTable(last, heads, tuple(rows)))
    return seen


def _docx_rows(table: DocxTable) -> Iterator[list[str]]:
    for row in table.rows:
        yield ["\n".join(one.text for one in cell.paragraphs) for cell in row.cells]


def read_xlsx(raw: bytes) -> Seen:
    """Read a workbook by openpyxl: each sheet is a table, and its title the caption."""
    seen = Seen()
    for sheet in openpyxl.load_workbook(io.BytesIO(raw)).worksheets:
        heads, *rows = (
            tuple("" if value is None else str(value) for value in row) for row in sheet.iter_rows(values_only=True)
        )
        seen.tables.append(SeenTable(sheet.title, heads, tuple(rows)))
    return seen


def read_markdown(raw: bytes) -> Seen:
    """Read a page by markdown-it."""
    seen, rows, last = Seen(), list[list[str]](), ""
    for token in PARSER.parse(raw.decode()):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            seen.tables.append(SeenTable(last, tuple(rows[0]), tuple(map(tuple, rows[1:]))))
            rows = []
        elif token.type == "inline":
            text = "".join(_markdown_text(one) for one in token.children or ())
            if rows:
                rows[-1].append(text)
            else:
                seen.lines += text.split("\n")
                last = text
    return seen


def _markdown_text(token: Token) -> str:
    if token.type == "html_inline":
        assert token.content in TAGS, token.content
        return "\n" if token.content == "<br>" else ""
    return "\n" if token.type in {"softbreak", "hardbreak"} else token.content


def read_html(raw: bytes) -> Seen:
    """Read a page by the standard library's parser."""
    page = _Page()
    page.feed(raw.decode())
    page.close()
    return page.seen


_INLINE = frozenset({"a", "b", "em", "i", "mark", "span", "strong", "small", "abbr", "time", "code"})
_UNSEEN = frozenset({"style", "svg", "head"})


class _Page(HTMLParser):
    """Gathers a page's tables and lines."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.line, self.caption = "", ""
        self.cell: list[str] | None = None
        self.rows: list[list[str]] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.unseen += tag in _UNSEEN
        if tag not in _INLINE:
            self._end_line()
        if tag == "table":
            self.rows, self.caption = [], ""
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        if tag == "caption":
            self.caption, self.line = plain(self.line), ""
        if tag not in _INLINE:
            self._end_line()
        if tag in {"td", "th"}:
            self.rows[-1].append("\n".join(self.cell or ()))
            self.cell = None
        elif tag == "table":
            self.seen.tables.append(SeenTable(self.caption, tuple(self.rows[0]), tuple(map(tuple, self.rows[1:]))))

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.line += data

    def _end_line(self) -> None:
        line, self.line = plain(self.line), ""
        if line:
            (self.seen.lines if self.cell is None else self.cell).append(line)
