"""What a Word document is built upon: our own styles and pages, or the county's, in which none of ours is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart

from navcheck.render.report.docx.borrowed import Element, cleaned, parsed
from navcheck.render.report.docx.pages import A4, Paper
from navcheck.render.report.docx.template import open_template
from navcheck.render.report.docx.xml import part, tag

LANGUAGES: Mapping[str, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_STYLES = Path(__file__).parents[2] / "templates" / "document_styles.xml"
_MARGINS = ("top", "right", "bottom", "left", "header", "footer")
_LARGEST = 31680  # twips: what Word allows


@dataclass(frozen=True, slots=True)
class Edge:
    """A head or a foot of the county's: for which pages it is (`default`, `first` or `even`)."""

    is_head: bool
    pages: str
    part: Part


@dataclass(frozen=True, slots=True)
class Base:
    """Trees of lxml, pages, and what is taken over; `names` are the ids of our styles by their names."""

    styles: Element
    numbering: Element
    names: Mapping[str, str]
    paper: Paper = A4
    theme: bytes | None = None
    edges: tuple[Edge, ...] = ()
    first_differs: bool = False
    even_differs: bool = False
    is_own: bool = True

    @property
    def pages(self) -> tuple[str, ...]:
        """The kinds of pages that have a head and a foot of their own."""
        return ("default", *(["first"] if self.first_differs else []), *(["even"] if self.even_differs else []))


def base_of(template: bytes | None, language: str) -> Base:
    """Read the county's document, if there is one.

    Raises:
        NotADocument: as `open_template`.

    """
    if template is None:
        styles, numbering = parsed(_own_styles()), parsed(part("numbering"))
        base = Base(styles, numbering, _completed(styles))
    else:
        base = _borrowed(open_template(template))
    _set_language(base.styles, LANGUAGES[language])
    return base


@cache
def _own_styles() -> bytes:
    return _STYLES.read_bytes()


def _borrowed(document: Document) -> Base:
    related = {one.reltype: one.target_part for one in document.part.rels.values() if not one.is_external}
    styles = cleaned(document.styles.element)
    numbering, theme = related.get(RELATIONSHIP_TYPE.NUMBERING), related.get(RELATIONSHIP_TYPE.THEME)
    sections = list(document.element.iter(qn("w:sectPr")))
    last = sections[-1] if sections else None
    return Base(
        styles,
        parsed(part("numbering")) if numbering is None else cleaned(parsed(numbering.blob)),
        _completed(styles),
        A4 if last is None else _paper(last),
        None if theme is None else serialize_part_xml(cleaned(parsed(theme.blob))),
        _edges(document, sections),
        first_differs=last is not None and _is_on(last.find(qn("w:titlePg"))),
        even_differs=_is_on(document.settings.element.find(qn("w:evenAndOddHeaders"))),
        is_own=False,
    )


def _is_on(flag: Element) -> bool:
    return flag is not None and flag.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _paper(section: Element) -> Paper:
    """Read the pages; where no text would fit on them, they are ours."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    found = {name: _twips(size, name[0]) for name in ("width", "height")}
    found |= {name: _twips(margins, name) for name in _MARGINS}
    paper = Paper(**{name: value for name, value in found.items() if value is not None})
    paper = paper.turned(on_its_side=False)
    return paper if paper.is_usable else A4


def _twips(element: Element, name: str) -> int | None:
    text = "" if element is None else element.get(qn(f"w:{name}"), "").removeprefix("-")
    return int(text) if text.isdecimal() and len(text) <= len(str(_LARGEST)) and int(text) <= _LARGEST else None


def _edges(document: Document, sections: list[Element]) -> tuple[Edge, ...]:
    """Return what stands at head and foot of the last section, which takes over what those before it have."""
    parts, found = document.part.related_parts, {}
    for section in sections:
        for name, is_head in (("w:headerReference", True), ("w:footerReference", False)):
            for one in section.findall(qn(name)):
                pages, other = one.get(qn("w:type"), "default"), parts.get(one.get(qn("r:id"), ""))
                if other is not None and isinstance(other, HeaderPart | FooterPart):
                    found[is_head, pages] = Edge(is_head, pages, other)
    return tuple(found[key] for key in sorted(found, reverse=True))


def _completed(styles: Element) -> dict[str, str]:
    """Add those of our styles that are missing, and return the ids of all of ours by name: Word translates ids."""
    own = parsed(_own_styles())
    taken = {_named(style): style.get(qn("w:styleId"), "") for style in styles.iterchildren(qn("w:style"))}
    defaults = {style.get(qn("w:type")) for style in styles.iterchildren(qn("w:style")) if _is_default(style)}
    missing = [style for style in own.iterchildren(qn("w:style")) if _named(style) not in taken]
    ids = set(taken.values())
    for style in missing:
        wanted = style.get(qn("w:styleId"))
        taken[_named(style)] = next(one for one in (wanted, *(f"{wanted}{n}" for n in range(2, 999))) if one not in ids)
    of_ours = {style.get(qn("w:styleId")): taken[_named(style)] for style in own.iterchildren(qn("w:style"))}
    for style in missing:
        style.set(qn("w:styleId"), taken[_named(style)])
        for name in ("w:basedOn", "w:next"):
            for one in style.findall(qn(name)):
                one.set(qn("w:val"), of_ours[one.get(qn("w:val"))])
        if _is_default(style) and style.get(qn("w:type")) in defaults:
            del style.attrib[qn("w:default")]
        styles.append(style)
    return {
        style.find(qn("w:name")).get(qn("w:val")): taken[_named(style)]
        for style in parsed(_own_styles()).iterchildren(qn("w:style"))
    }


def _named(style: Element) -> tuple[str, str]:
    """Return what a style is told from others by: its kind, and its name in small letters."""
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), "paragraph"), "" if name is None else name.get(qn("w:val"), "").lower()


def _is_default(style: Element) -> bool:
    return style.get(qn("w:default")) in {"1", "true", "on"}


def _set_language(styles: Element, language: str) -> None:
    """Say once which language the document is in, and take away what styles say of another."""
    for one in list(styles.iter(qn("w:lang"))):
        one.getparent().remove(one)
    defaults = _child(_child(styles, "docDefaults", 0), "rPrDefault", 0)
    looks = _child(defaults, "rPr", len(defaults))
    looks.append(parsed(part("styles", tag("lang", val=language, eastAsia=language)))[0])


def _child(element: Element, name: str, at: int) -> Element:
    """Return an element's child of a name, which is made where there is none."""
    if element.find(qn(f"w:{name}")) is None:
        element.insert(at, parsed(part(name)))
    return element.find(qn(f"w:{name}"))
