"""The report as one page of HTML: works from a file, offline; no script, no outside resource, light, dark and on paper.

The template puts every text through `_harmless` and escapes it; ids are numbers of our own, never foreign words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from navcheck.render.html_page import whole_page
from navcheck.render.lines import printable
from navcheck.render.report.blocks import Bars, Block, Document, Heading, Table, Trend, is_web
from navcheck.render.report.figures import table_of
from navcheck.render.report.html_figures import bars_of, lines_of

_LOADER = PackageLoader("navcheck.render")
_TEMPLATE, _STYLE = "report.html.jinja", "report.css"
# More columns of signs than this have their heads upright, or they would not stand beside each other.
_MANY = 12
# A table of more rows than this scrolls beneath its heads; a shorter one is seen whole.
_TALL = 30
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as the template writes it: what kind it is, its name on the page, and what was reckoned out for it."""

    kind: str
    block: Block
    id: str
    level: int = 0
    drawn: tuple[object, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What stands on the same sheets: sideways ones where a table among them is wide."""

    pieces: tuple[Piece, ...]

    @property
    def sideways(self) -> bool:
        """Whether its sheets lie on their side."""
        return any(isinstance(piece.block, Table) and piece.block.wide for piece in self.pieces)


def write_html(document: Document) -> bytes:
    """Write the page; the same document gives the same bytes."""
    pages, pieces = _pages(), tuple(_pieces(document))
    inside = pages.get_template(_TEMPLATE).render(
        document=document,
        chapters=[piece for piece in pieces if isinstance(piece.block, Heading) and piece.block.level == 1],
        parts=tuple(_parts(pieces)),
        many=_MANY,
        tall=_TALL,
    )
    style = _LOADER.get_source(pages, _STYLE)[0]
    page = whole_page([inside], title=document.title, language=document.language, author=document.author, style=style)
    return page.encode()


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=_LOADER,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    pages.tests["web"] = is_web
    return pages


def _harmless(value: object) -> object:
    """Make whatever the template writes visible; it is escaped after this, but for what the template wrote itself."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _pieces(document: Document) -> Iterator[Piece]:
    above, numbers = list[int](), Counter[str]()
    for block in document.blocks:
        kind = type(block).__name__.lower()
        numbers[kind] += 1
        name = f"{kind}-{numbers[kind]}"
        if isinstance(block, Heading):
            above = [*(level for level in above if level < block.level), block.level]
            yield Piece(kind, block, name, level=min(len(above) + 1, _DEEPEST))
        elif isinstance(block, Bars):
            yield Piece(kind, block, name, drawn=tuple(bars_of(document, block)), table=table_of(document, block))
        elif isinstance(block, Trend):
            yield Piece(kind, block, name, drawn=tuple(lines_of(document, block)), table=table_of(document, block))
        else:
            yield Piece(kind, block, name)


def _parts(pieces: Iterable[Piece]) -> Iterator[Part]:
    """Divide at headings, so that what leads to a wide table lies on the same sheets as the table."""
    held: list[Piece] = []
    for piece in pieces:
        if isinstance(piece.block, Heading) and held and not _leads_to(held, piece):
            yield Part(tuple(held))
            held = []
        held.append(piece)
    if held:
        yield Part(tuple(held))


def _leads_to(held: list[Piece], heading: Piece) -> bool:
    """Tell whether pieces are but a heading and some words before a heading that stands beneath it."""
    shown = any(isinstance(piece.block, Table | Bars | Trend) for piece in held)
    return not shown and 0 < held[0].level < heading.level
