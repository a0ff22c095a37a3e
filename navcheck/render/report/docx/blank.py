"""A Word document without text: its parts by name, how they are related, and what the file says of itself."""

from collections.abc import Iterator, Mapping

from docx.opc.constants import CONTENT_TYPE
from docx.opc.oxml import serialize_part_xml

from navcheck.render.report.blocks import Document
from navcheck.render.report.docx.base import LANGUAGES, Base
from navcheck.render.report.docx.xml import DECLARATION, NONE, RELATIONS, Xml, escaped, joined, part, tag

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"


def blank(document: Document, base: Base) -> Iterator[tuple[str, bytes]]:
    """Yield the members of a document without text; its parts are named and related once and for all."""
    parts = {"styles": serialize_part_xml(base.styles), "settings": _settings(document, base)}
    parts |= {"numbering": part("numbering"), "document": part("document", tag("body"))}
    kinds = {name: f"{OFFICE}{'document.main' if name == 'document' else name}+xml" for name in parts}
    if base.theme is not None:
        parts["theme"], kinds["theme"] = base.theme, "application/vnd.openxmlformats-officedocument.theme+xml"
    yield "[Content_Types].xml", _contents({f"/word/{name}.xml": kind for name, kind in kinds.items()})
    yield "_rels/.rels", _relations({"word/document.xml": "officeDocument", "docProps/core.xml": _CORE})
    yield "docProps/core.xml", _properties(document)
    yield "word/_rels/document.xml.rels", _relations({f"{name}.xml": name for name in parts if name != "document"})
    yield from ((f"word/{name}.xml", content) for name, content in parts.items())


def _contents(kinds: Mapping[str, str]) -> bytes:
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{CONTENT_TYPE.OPC_CORE_PROPERTIES}"/>{named}</Types>'
    ).encode()


def _relations(kinds: Mapping[str, str]) -> bytes:
    named = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{RELATIONS}/{kind}"}" Target="{target}"/>'
        for number, (target, kind) in enumerate(kinds.items(), 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{named}</Relationships>'.encode()


def _properties(document: Document) -> bytes:
    """Say what the document is, and that the authority made it on its day; nothing of who ran the program."""
    day = Xml(f"{document.day.isoformat()}T00:00:00Z")
    author, kind = escaped(document.author), {"xsi_type": "dcterms:W3CDTF"}
    inside = (
        tag("dc:title", escaped(document.title)),
        tag("dc:creator", author),
        tag("cp:lastModifiedBy", author),
        tag("dcterms:created", day, **kind),
        tag("dcterms:modified", day, **kind),
        tag("dc:language", Xml(LANGUAGES[document.language])),
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{joined(inside)}</cp:coreProperties>'
    ).encode()


def _settings(document: Document, base: Base) -> bytes:
    language = LANGUAGES[document.language]
    hyphens = (tag("autoHyphenation"), tag("consecutiveHyphenLimit", val=2)) if base.is_own else ()
    compat = tag(
        "compat",
        tag("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"),
    )
    return part(
        "settings",
        tag("zoom", percent=100),
        tag("defaultTabStop", val=708),
        *hyphens,
        tag("evenAndOddHeaders") if base.even_differs else NONE,
        tag("characterSpacingControl", val="doNotCompress"),
        compat,
        tag("themeFontLang", val=language),
        tag("decimalSymbol", val="." if document.language == "en" else ","),
        tag("listSeparator", val=";"),
    )
