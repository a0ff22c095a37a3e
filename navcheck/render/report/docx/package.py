"""The file around the text of a Word document: styles, head and foot, links, and what the file says of itself."""

import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.hdrftr import FooterPart, HeaderPart

from navcheck.render.forms.zipping import read_zip, write_zip
from navcheck.render.report.blocks import Document
from navcheck.render.report.docx.base import Base, Edge
from navcheck.render.report.docx.blank import OFFICE, blank
from navcheck.render.report.docx.borrowed import cleaned, parsed, pictures_of
from navcheck.render.report.docx.pages import Paper
from navcheck.render.report.docx.xml import (
    NONE,
    RELATIONS,
    Xml,
    field,
    joined,
    paragraph,
    part,
    run,
    tag,
)

_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.?(?::\d{1,4})?")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST_URL = 2000  # Word takes no more
_SEEN_IN_A_URL = "/?#&=+,;:@!$'()*~%-._"
_EDGES = {True: ("header", HeaderPart), False: ("footer", FooterPart)}


class Package:
    """One file, into which the text comes last."""

    def __init__(self, document: Document, base: Base) -> None:
        self._document, self._base = document, base
        self._word = docx.Document(BytesIO(write_zip(dict(blank(document, base)))))
        self._heads = joined(self._edges(is_head=True))
        own_feet = not any(not edge.is_head for edge in base.edges)
        self._feet = NONE if own_feet else joined(self._edges(is_head=False))
        self._own_feet: dict[int, Xml] | None = {} if own_feet else None

    def link(self, url: str) -> str | None:
        """Return the id of a link, none where it is no address of the web that Word would open."""
        scheme, _, rest = url.partition("://")
        host = re.split(r"[/?#]", rest, maxsplit=1)[0]
        if scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host):
            return None
        address = quote(_STRAY.sub("%25", url).encode("utf-8", "replace"), safe=_SEEN_IN_A_URL)
        if len(address) > _LONGEST_URL:
            return None
        return self._word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def references(self, paper: Paper, *, is_first: bool) -> tuple[Xml, ...]:
        """Return the heads and feet that a section names; where it names none, it has those before it."""
        feet = self._feet if is_first else NONE
        if self._own_feet is not None:
            feet = self._own_feet.get(paper.width) or self._foot(paper)
            self._own_feet[paper.width] = feet
        return (self._heads if is_first else NONE, feet)

    def save(self, body: bytes) -> bytes:
        """Return the file with its text: the same text gives the same bytes."""
        target = BytesIO()
        self._word.save(target)
        members = read_zip(target.getvalue())
        members["word/document.xml"] = body
        members["word/numbering.xml"] = serialize_part_xml(self._base.numbering)
        return write_zip({name: members[name] for name in sorted(members)})

    def _edges(self, *, is_head: bool) -> Iterator[Xml]:
        found = {edge.pages: edge for edge in self._base.edges if edge.is_head is is_head}
        for pages in self._base.pages:
            if pages in found:
                yield self._reference(self._borrow(found[pages]), pages, is_head=is_head)
            elif is_head and self._document.banner:
                yield self._reference(self._add(part("hdr", self._banner()), is_head=True), pages, is_head=True)

    def _foot(self, paper: Paper) -> Xml:
        page = re.split(r"(\{page\}|\{pages\})", self._document.captions.page)
        fields = {"{page}": field("PAGE"), "{pages}": field("NUMPAGES")}
        text = paragraph(
            self._base.names["footer"],
            run(self._document.title.strip()),
            tag("r", tag("tab")),
            *(fields.get(one) or run(one) for one in page if one),
            look=(
                tag("tabs", tag("tab", val="right", pos=paper.room)),
                tag("ind", right=0),
            ),
        )
        one = self._add(part("ftr", text), is_head=False)
        return joined(self._reference(one, pages, is_head=False) for pages in self._base.pages)

    def _banner(self) -> Xml:
        return paragraph(self._base.names["Banner"], run(self._document.banner.strip()))

    def _borrow(self, edge: Edge) -> Part:
        pictures = pictures_of(edge.part)
        ids = {old: f"rId{number}" for number, old in enumerate(pictures, 1)}
        tree = cleaned(edge.part.element, ids)  # type: ignore[attr-defined]  # every head and foot has one
        if edge.is_head and self._document.banner:
            tree.append(parsed(part("hdr", self._banner()))[0])
        if not len(tree):
            tree.append(parsed(part("hdr", tag("p")))[0])
        new = self._add(serialize_part_xml(tree), is_head=edge.is_head)
        for old, picture in pictures.items():
            new.load_rel(RELATIONSHIP_TYPE.IMAGE, picture, ids[old])
        return new

    def _add(self, content: bytes, *, is_head: bool) -> Part:
        name, kind = _EDGES[is_head]
        package = self._word.part.package
        at = package.next_partname(f"/word/{name}%d.xml")
        new: Part = kind.load(PackURI(at), f"{OFFICE}{name}+xml", content, package)
        # Related at once, so that the next gets another name.
        self._word.part.relate_to(new, f"{RELATIONS}/{name}")
        return new

    def _reference(self, one: Part, pages: str, *, is_head: bool) -> Xml:
        name = _EDGES[is_head][0]
        return tag(f"{name}Reference", type=pages, r_id=self._word.part.relate_to(one, f"{RELATIONS}/{name}"))
