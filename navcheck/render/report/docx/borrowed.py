"""What is taken over from the county's own document, so cleaned that it reaches nowhere and names no person."""

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from navcheck.render.report.docx.xml import RELATIONS

# An element of lxml, which brings no types.
Element = Any

_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf"})
# Fields that only count pages, tell the day or repeat the document's own words; all others go, their last words stay.
_FIELDS = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "STYLEREF", "DATE", "CREATEDATE", "SAVEDATE"}
)
_WRAPPERS = frozenset(map(qn, ("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml")))
_LEFT_OUT = frozenset(
    map(
        qn,
        (
            *("w:object", "w:control", "w:altChunk", "w:subDoc", "w:attachedTemplate", "w:numPicBullet", "w:rsid"),
            *("w:lvlPicBulletId", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"),
            *("w:bookmarkStart", "w:bookmarkEnd", "w:customXmlPr", "w:smartTagPr", "w:dataBinding"),
        ),
    )
)
_REACHING = frozenset({"href", "src", "hlinkClick", "hlinkHover"})


def pictures_of(part: Part) -> Mapping[str, Part]:
    """Return the pictures that lie in the document itself, by the ids that the part knows them by."""
    return {
        name: one.target_part
        for name, one in part.rels.items()
        if one.reltype == RELATIONSHIP_TYPE.IMAGE and not one.is_external and one.target_part.content_type in _PICTURES
    }


def parsed(raw: bytes) -> Element:
    """Parse XML; entities are not expanded."""
    return parse_xml(raw)


def cleaned(tree: Element, ids: Mapping[str, str] | None = None) -> Element:
    """Return a copy without fields that fetch something, links, macros, controls, changes and their authors.

    Args:
        tree: styles, a head, a foot or the like.
        ids: the new ids of its pictures by the old ones; whatever else it is related to goes.

    """
    copy = deepcopy(tree)
    _unwrap_controls(copy)
    _cut_fields(copy)
    for element in [one for one in copy.iter() if one is not copy]:
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT or _has_author(element):
            _take_out(element)
        elif element.tag in _WRAPPERS:
            _unwrap(element)
        else:
            _cut_relations(element, ids or {})
    return copy


def _has_author(element: Element) -> bool:
    return qn("w:author") in element.attrib and element.tag not in _WRAPPERS


def _take_out(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element, inside: Collection[Element] | None = None) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for number, child in enumerate(list(element) if inside is None else inside):
        parent.insert(at + number, child)


def _unwrap_controls(tree: Element) -> None:
    """Leave of controls what stands in them: what they are bound to lies elsewhere."""
    for control in list(tree.iter(qn("w:sdt"))):
        content = control.find(qn("w:sdtContent"))
        _unwrap(control, [] if content is None else list(content))


def _cut_relations(element: Element, ids: Mapping[str, str]) -> None:
    for name, value in list(element.attrib.items()):
        space, _, local = name.rpartition("}")
        if space == f"{{{RELATIONS}":
            if value not in ids or local == "link":
                del element.attrib[name]
                if local != "link" or value in ids:
                    _take_out(element)
            else:
                element.set(name, ids[value])
        elif local in _REACHING or local.startswith("rsid"):
            del element.attrib[name]
    if element.tag.rpartition("}")[2] in _REACHING:
        _take_out(element)


def _cut_fields(tree: Element) -> None:
    for simple in list(tree.iter(qn("w:fldSimple"))):
        if not _is_kept(simple.get(qn("w:instr"), "")):
            _unwrap(simple)
    for parts in _complex_fields(tree):
        if not _is_kept("".join(one.text or "" for one in parts if one.tag == qn("w:instrText"))):
            for one in parts:
                _take_out(one)


def _complex_fields(tree: Element) -> Iterator[list[Element]]:
    """Yield what makes up each field but its result; one that is not closed too."""
    kinds = {qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")}
    opened: list[list[Element]] = [[]]
    for element in list(tree.iter(*kinds)):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            opened.append([])
        opened[-1].append(element)
        if kind == "end" and len(opened) > 1:
            yield opened.pop()
    yield from opened


def _is_kept(instruction: str) -> bool:
    return (instruction.split() or [""])[0].upper() in _FIELDS
