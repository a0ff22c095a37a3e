"""The report as a Word document, to be read and worked on: real headings, lists and tables, on pages that fit them."""

from collections.abc import Iterator, Sequence

from navcheck.render.lines import width_of
from navcheck.render.report.blocks import (
    Bars,
    Block,
    Document,
    Facts,
    Heading,
    Item,
    Listing,
    Paragraph,
    Span,
    Table,
    Text,
    Trend,
)
from navcheck.render.report.docx.base import base_of
from navcheck.render.report.docx.lists import LEVELS, Numbers
from navcheck.render.report.docx.package import Package
from navcheck.render.report.docx.pages import Paper, passages, section
from navcheck.render.report.docx.tables import Styles, Tables
from navcheck.render.report.docx.template import NotADocument as NotADocument  # noqa: PLC0414 -- what writing raises
from navcheck.render.report.docx.xml import NONE, Xml, joined, paragraph, part, run, tag

_DEEPEST_HEADING = 6
_GAP = tag("p", tag("pPr", tag("spacing", before=0, after=0, line=160, lineRule="exact")))
# What ends a section after a table: too low to need a page of its own.
_TINY = (tag("spacing", before=0, after=0, line=20, lineRule="exact"), tag("rPr", tag("sz", val=2)))
# Lines of text are no longer than on an upright page.
_LONGEST_LINE = 9600
# What stands behind a longer caption stands beneath it.
_LONGEST_CAPTION = 22
# A report with fewer chapters needs no list of them.
_FEWEST_CHAPTERS = 4
_BREAK = tag("r", tag("br"))
# What has no room of its own beneath it.
_DENSE = Table | Bars | Trend | Listing | Facts
# The title of a letter is not as large as a report's.
_SMALLER = (tag("sz", val=30), tag("szCs", val=30))
Look = tuple[Xml, ...]


def write_docx(document: Document, template: bytes | None = None) -> bytes:
    """Write the document; `template` is the county's own, whose styles, pages, heads and feet are used.

    Raises:
        NotADocument: the template is none that can be used.

    """
    base = base_of(template, document.language)
    package, numbers = Package(document, base), Numbers(base.numbering)
    flow = _Flow(document, base.names, package, numbers)
    body, parted = [flow.opening(base.paper)], passages(document.blocks)
    for number, passage in enumerate(parted, 1):
        paper = base.paper.turned(on_its_side=passage.is_wide)
        is_first, is_last = number == 1, number == len(parted)
        body.append(flow.blocks(passage.blocks, paper))
        ends = section(
            paper, *package.references(paper, is_first=is_first), first_differs=is_first and base.first_differs
        )
        body.append(joined((tag("p", tag("pPr", *_TINY)), ends)) if is_last else tag("p", tag("pPr", *_TINY, ends)))
    numbers.add()
    return package.save(part("document", tag("body", *body)))


class _Flow:
    """Writes blocks one after another."""

    def __init__(self, document: Document, styles: Styles, package: Package, numbers: Numbers) -> None:
        self._document, self._styles, self._package, self._numbers = document, styles, package, numbers
        self._tables = Tables(document, styles)
        chapters = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
        is_long = len(chapters) >= _FEWEST_CHAPTERS and document.captions.contents
        self._chapters = tuple(chapters) if is_long else ()
        self._begun = 0

    def opening(self, paper: Paper) -> Xml:
        """Write what stands above the title, the title, and what stands beneath it."""
        document, above = self._document, self.blocks(self._document.letterhead, paper)
        look = _SMALLER if document.letterhead else ()
        room = tag("spacing", before=240 if document.letterhead else 0, after=200)
        title = paragraph(
            self._styles["Title"], run(document.title.strip(), *look), look=() if document.subtitle else (room,)
        )
        beneath = paragraph(self._styles["Subtitle"], run(document.subtitle.strip())) if document.subtitle else NONE
        return joined((above, title, beneath))

    def blocks(self, blocks: Sequence[Block], paper: Paper) -> Xml:
        """Write blocks on such pages."""
        written: list[Xml] = []
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            written += self._block(block, paper)
            if isinstance(block, _DENSE) and following is not None and not isinstance(following, Heading):
                written.append(_GAP)
        return joined(written)

    def _block(self, block: Block, paper: Paper) -> Iterator[Xml]:
        inset = max(paper.room - _LONGEST_LINE, 0)
        look = (tag("ind", right=inset),) if inset else ()
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph():
                style = "Notice" if block.notice else "Quote" if block.quoted else "Normal"
                yield paragraph(self._styles[style], self._text(block.spans), look=look)
            case Listing():
                yield from self._items(block.items, self._number(numbered=block.numbered), look)
            case Facts():
                yield from (self._fact(caption, texts, look) for caption, texts in block.pairs)
            case Table():
                yield from self._tables.table(block, paper.room)
            case Bars():
                yield from self._tables.bars(block, paper.room - inset)
            case Trend():
                yield from self._tables.trend(block, paper.room)

    def _heading(self, heading: Heading) -> Iterator[Xml]:
        text = run(heading.text.strip())
        if heading.level == 1 and self._chapters:
            if not self._begun:
                yield from self._contents()
            self._begun += 1
            begin = tag("bookmarkStart", id=self._begun, name=f"_Toc{self._begun}")
            text = joined((begin, text, tag("bookmarkEnd", id=self._begun)))
        level = min(max(heading.level, 1), _DEEPEST_HEADING)
        yield paragraph(self._styles[f"heading {level}"], text)

    def _contents(self) -> Iterator[Xml]:
        """List the chapters as links; Word adds the pages when it is asked to update the list."""
        begin = (_mark("begin"), tag("r", tag("instrText", Xml(' TOC \\o "1-1" \\h '))), _mark("separate"))
        yield paragraph(self._styles["TOC Heading"], run(self._document.captions.contents))
        for number, chapter in enumerate(self._chapters, 1):
            link = tag("hyperlink", run(chapter.strip()), anchor=f"_Toc{number}", history=1)
            end = (_mark("end"),) if number == len(self._chapters) else ()
            yield paragraph(self._styles["toc 1"], *(begin if number == 1 else ()), link, *end)

    def _items(self, items: Sequence[Item], number: int, look: Look, level: int = 0) -> Iterator[Xml]:
        place = tag("numPr", tag("ilvl", val=min(level, LEVELS - 1)), tag("numId", val=number))
        for item in items:
            yield paragraph(self._styles["List Paragraph"], self._text(item.spans), look=(place, *look))
            if item.items:
                yield from self._items(item.items, self._number(numbered=item.numbered), look, level + 1)

    def _number(self, *, numbered: bool) -> int:
        return self._numbers.start() if numbered else self._numbers.dots

    def _fact(self, caption: str, texts: Sequence[Text], look: Look) -> Xml:
        apart = _BREAK if width_of(caption) > _LONGEST_CAPTION else tag("r", tag("tab"))
        named = (run(f"{caption.strip()}:", tag("b")), apart)
        told = (one for n, text in enumerate(texts) for one in (_BREAK if n else NONE, self._text(text)))
        return paragraph(self._styles["Fact"], *named, *told, look=look)

    def _text(self, spans: Text) -> Xml:
        return joined(map(self._span, spans))

    def _span(self, span: Span) -> Xml:
        target = self._package.link(span.url) if span.url is not None else None
        look = (
            *([tag("rStyle", val=self._styles["Hyperlink"])] if target is not None else []),
            *([tag("b")] if span.bold else []),
            *([tag("i")] if span.italic else []),
            *([tag("highlight", val="yellow")] if span.marked else []),
        )
        shown = run(span.text, *look)
        return shown if target is None else tag("hyperlink", shown, r_id=target, history=1)


def _mark(kind: str) -> Xml:
    return tag("r", tag("fldChar", fldCharType=kind))
