"""A document in GitHub's markdown, in which every text stays text."""

import html
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from navcheck.render.markdown import at_start, escape, page, table_row, title_block
from navcheck.render.report.blocks import (
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Item,
    Listing,
    Paragraph,
    Span,
    Table,
    Text,
    is_web,
)
from navcheck.render.report.figures import table_of

_DEEPEST = 6
# Two lists with one sign, one after the other, would be one.
_BULLETS = {"": "-", "-": "*", "*": "-"}
_NUMBERS = {"": ".", ".": ")", ")": "."}
# What an address may hold as it is.
_ADDRESS = "%/:?#[]@!$&'()*+,;=~§"


def write_markdown(document: Document) -> bytes:
    """Write the document; what stands on every page stands here once, first."""
    banner = [f"**{escape(document.banner)}**"] if document.banner else []
    return page(*banner, *title_block(document.title, document.subtitle), *_blocks(document)).encode()


def _blocks(document: Document) -> Iterator[str]:
    bullet = dot = ""
    for block in document.blocks:
        bullet = _BULLETS[bullet] if _is_bulleted(block) else ""
        dot = _NUMBERS[dot] if isinstance(block, Listing) and block.numbered else ""
        yield from _written(document, block, bullet, dot)


def _is_bulleted(block: Block) -> bool:
    return isinstance(block, Facts) or (isinstance(block, Listing) and not block.numbered)


def _written(document: Document, block: Block, bullet: str, dot: str) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * min(block.level + 1, _DEEPEST)} {escape(block.text)}"
    elif isinstance(block, Paragraph):
        yield f"{'> ' if block.quoted or block.notice else ''}{_line(block.spans)}"
    elif isinstance(block, Listing):
        yield "\n".join(_items(block.items, bullet, dot))
    elif isinstance(block, Facts):
        yield "\n".join(_facts(block, bullet))
    else:
        yield from _table(block if isinstance(block, Table) else table_of(document, block))


def _items(items: Sequence[Item], bullet: str, dot: str, indent: str = "") -> Iterator[str]:
    for number, item in enumerate(items, 1):
        sign = f"{number}{dot}" if dot else bullet
        yield f"{indent}{sign} {_line(item.spans)}"
        yield from _items(item.items, "-", "." if item.numbered else "", f"{indent}{' ' * (len(sign) + 1)}")


def _facts(facts: Facts, bullet: str) -> Iterator[str]:
    for caption, texts in facts.pairs:
        beside = f" {_spans(texts[0])}" if len(texts) == 1 else ""
        yield f"{bullet} **{escape(caption)}:**{beside}"
        yield from (f"  - {_line(text)}" for text in (() if beside else texts))


def _table(table: Table) -> Iterator[str]:
    yield f"**{escape(table.caption)}**"
    heads = table_row([(head,) for head in table.heads])
    rows = (table_row(map(_cell, row)) for row in table.rows)
    yield "\n".join([heads, f"|{'---|' * len(table.heads)}", *rows])


def _cell(cell: Cell) -> tuple[str, ...]:
    """Say marks with their words, also where a page would leave the words to screen readers."""
    return (*cell.lines, *(mark.label for mark in cell.marks))


def _line(spans: Text) -> str:
    """Write a text that stands first in its line."""
    return at_start(_spans(spans))


def _spans(spans: Text) -> str:
    """Write a text; neighbours of one look are one run, so that nothing is put together by accident."""
    runs = ((look, "".join(span.text for span in run)) for look, run in groupby(spans, key=_look))
    # An exclamation mark before a link would make an image of it.
    return "".join(_run(look, text) for look, text in runs).strip().replace("![", "\\![")


def _look(span: Span) -> tuple[bool, bool, str | None]:
    return span.bold or span.marked, span.italic, span.url


def _run(look: tuple[bool, bool, str | None], text: str) -> str:
    """Write one run with its space around it; tags, since stars beside letters are no emphasis."""
    bold, italic, url = look
    words = escape(text)
    if not words:
        return _space(text)
    if url is not None and is_web(url):
        words = f"[{words}](<{html.escape(quote(url, safe=_ADDRESS), quote=False)}>)"
    words = f"<em>{words}</em>" if italic else words
    words = f"<strong>{words}</strong>" if bold else words
    core = text.strip()
    before, after = text.split(core, 1) if core else (text, "")
    return f"{_space(before)}{words}{_space(after)}"


def _space(text: str) -> str:
    return "<br>" if "\n" in text else " " if text else ""
