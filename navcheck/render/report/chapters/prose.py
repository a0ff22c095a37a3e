"""The adviser's own text: markdown as blocks, in which nothing is carried out and nothing is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from navcheck.core.messages import Tongue, say
from navcheck.render.report.blocks import Block, Heading, Item, Listing, Paragraph, Span, Table, Text, is_web
from navcheck.render.report.chapters.spans import cell

# The document's title takes the first of the six levels that a page has.
DEEPEST = 5
# Deeper than anybody writes; what lies deeper still the parser leaves out.
_NESTING = 100
_MAILTO = "mailto:"
_NO_HEAD = "–"
_LISTS = frozenset({"bullet_list", "ordered_list"})


def parse_prose(markdown: str, tongue: Tongue) -> tuple[Block, ...]:
    """Read a text; its first heading becomes a chapter, and no level below it is skipped."""
    root = SyntaxTreeNode(parser(html=False).parse(markdown))
    return tuple(_Prose(tongue).blocks(root.children))


def parser(*, html: bool) -> MarkdownIt:
    """Return what reads a text: CommonMark and tables; `html` tells HTML from other text, which a report does not."""
    return MarkdownIt("commonmark", {"html": html, "linkify": False, "maxNesting": _NESTING}).enable("table")


@dataclass(frozen=True, slots=True)
class _Style:
    """How the text inside is to look, and where it leads."""

    bold: bool = False
    italic: bool = False
    url: str | None = None


_PLAIN = _Style()


class _Prose:
    """Turns the nodes of one text into blocks, and knows which headings stand above."""

    def __init__(self, tongue: Tongue) -> None:
        self._above = tongue(say("Table"))
        self._first = self._level = 0

    def blocks(self, nodes: Sequence[SyntaxTreeNode], *, quoted: bool = False) -> Iterator[Block]:
        for node in nodes:
            match node.type:
                case "heading":
                    yield from self._heading(node)
                case "blockquote":
                    yield from self.blocks(node.children, quoted=True)
                case "bullet_list" | "ordered_list":
                    if items := _items(node):
                        yield Listing(items, numbered=node.type == "ordered_list")
                case "table":
                    yield self._table(node)
                case _:
                    if spans := _spans_of(node):
                        yield Paragraph(spans, quoted=quoted)

    def _heading(self, node: SyntaxTreeNode) -> Iterator[Heading]:
        words = _words(_spans_of(node))
        if words:
            level = int(node.tag.removeprefix("h"))
            self._first = self._first or level
            self._level = max(1, min(level - self._first + 1, self._level + 1, DEEPEST))
            self._above = words
            yield Heading(self._level, words)

    def _table(self, node: SyntaxTreeNode) -> Table:
        head, *body = [row.children for section in node.children for row in section.children]
        rows = tuple(tuple(cell(_with_addresses(_spans_of(one))) for one in row) for row in body)
        return Table(self._above, tuple(_words(_spans_of(one)) or _NO_HEAD for one in head), rows)


def _items(node: SyntaxTreeNode) -> tuple[Item, ...]:
    found = map(_item, node.children)
    return tuple(item for item in found if item.spans or item.items)


def _item(node: SyntaxTreeNode) -> Item:
    """Read an item; what lies beneath is numbered where none of its lists has dots."""
    lists = [child for child in node.children if child.type in _LISTS]
    beneath = tuple(item for one in lists for item in _items(one))
    return Item(_lines(node), beneath, numbered=bool(beneath) and all(one.type == "ordered_list" for one in lists))


def _lines(item: SyntaxTreeNode) -> Text:
    """Return what stands in an item before and between the lists beneath it, a line each."""
    found: list[Span] = []
    for child in item.children:
        if child.type not in _LISTS:
            spans = _spans_of(child)
            found += [Span("\n"), *spans] if found and spans else spans
    return _joined(tuple(found))


def _spans_of(node: SyntaxTreeNode) -> Text:
    """Return a node's text; nothing where there is nothing to see."""
    if node.type in {"fence", "code_block"}:
        return (Span(text),) if (text := node.content.rstrip("\n")).strip() else ()
    if node.type == "inline":
        spans = tuple(span for child in node.children for span in _inline(child, _PLAIN))
    else:
        lists = (_spans_of(child) for child in node.children)
        filled = [one for one in lists if one]
        spans = tuple(span for n, one in enumerate(filled) for span in ((Span("\n"),) if n else ()) + one)
    return _joined(spans) if any(span.text.strip() for span in spans) else ()


def _inline(node: SyntaxTreeNode, style: _Style) -> Iterator[Span]:
    match node.type:
        case "strong":
            yield from _within(node, replace(style, bold=True))
        case "em":
            yield from _within(node, replace(style, italic=True))
        case "link":
            yield from _link(node, style)
        case "image":
            yield from _within(node, style)
        case "softbreak":
            yield _span(" ", style)
        case "hardbreak":
            yield _span("\n", style)
        case _:
            yield _span(node.content, style)


def _within(node: SyntaxTreeNode, style: _Style) -> Iterator[Span]:
    return (span for child in node.children for span in _inline(child, style))


def _link(node: SyntaxTreeNode, style: _Style) -> Iterator[Span]:
    """Keep an address on the web as a link; any other is written out behind its words."""
    url, is_link = str(node.attrs.get("href", "")), is_web(str(node.attrs.get("href", "")))
    inside = replace(style, url=url) if is_link else style
    spans = tuple(_within(node, inside))
    words = _words(spans)
    yield from spans if words else (_span(url, inside),)
    if words and not is_link and url not in {"", words, f"{_MAILTO}{words}"}:
        yield _span(f" ({url})", style)


def _span(words: str, style: _Style) -> Span:
    return Span(words, bold=style.bold, italic=style.italic, url=style.url)


def _joined(spans: Text) -> Text:
    """Put neighbours of one look together."""
    found: list[Span] = []
    for span in spans:
        if found and replace(found[-1], text="") == replace(span, text=""):
            found[-1] = replace(span, text=found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return tuple(found)


def _words(spans: Text) -> str:
    return "".join(span.text for span in spans).strip()


def _with_addresses(spans: Text) -> str:
    """Write out where links lead: a square of a table has only words."""
    return "".join(
        f"{span.text} ({span.url})" if span.url not in {None, span.text} else span.text for span in spans
    ).strip()
