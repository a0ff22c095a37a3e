"""The county's own document, checked before it is opened: what it is, how much it unpacks to, what its XML defines."""

import re
import zipfile
import zlib
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml

from navcheck.core.messages import Message, say
from navcheck.render.forms.zipping import write_zip

MEGABYTE = 1024 * 1024
TEMPLATE_BYTES = 20 * MEGABYTE
UNPACKED_BYTES = 100 * MEGABYTE
MOST_PARTS = 2_000
_CONTENTS = "[Content_Types].xml"
_XML = (".xml", ".rels")
_OPENXML = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
# A template differs from a document in this only.
_AS_TEMPLATE, _AS_DOCUMENT = _OPENXML + b"template.main+xml", _OPENXML + b"document.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_OLD = b"\xd0\xcf\x11\xe0"
# What a damaged archive, or XML that is none, makes the libraries raise.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    SyntaxError,
    OSError,
    EOFError,
    NotImplementedError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    RuntimeError,
)


class NotADocument(ValueError):  # noqa: N818 -- what was given is not a document
    """What was given as a template is no Word document, or none that can be used; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def open_template(content: bytes) -> Document:
    """Open the county's document.

    Raises:
        NotADocument: it is no Word document, has macros, is damaged, locked, too large or defines entities.

    """
    members = _members(content)
    types = members.get(_CONTENTS, b"")
    if _MACROS.search(types) or any("vbaproject" in name.lower() for name in members):
        raise NotADocument(say("it is a Word document with macros: save it without them (.docx)"))
    if _AS_TEMPLATE not in types and _AS_DOCUMENT not in types:
        raise NotADocument(say("it is no Word document (.docx)"))
    if any(name.endswith(_XML) and _has_doctype(raw) for name, raw in members.items()):
        raise NotADocument(say("it defines entities of its own, which no Word document does"))
    members[_CONTENTS] = types.replace(_AS_TEMPLATE, _AS_DOCUMENT)
    try:
        for name, raw in members.items():
            if name.endswith(_XML):
                parse_xml(raw)
        return docx.Document(BytesIO(write_zip(members)))
    except _UNREADABLE:
        raise NotADocument(say("it is damaged and cannot be read")) from None


def _members(content: bytes) -> dict[str, bytes]:
    if content.startswith(_OLD):
        raise NotADocument(say("it is of the old kind (.doc), or is locked with a password: save it anew as .docx"))
    too_large = NotADocument(say("it is too large, or unpacks to too much"))
    if len(content) > TEMPLATE_BYTES:
        raise too_large
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
                raise too_large
            if len({entry.filename for entry in entries}) < len(entries):
                raise zipfile.BadZipFile
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except NotADocument:
        raise
    except _UNREADABLE:
        known = content.startswith(b"PK")
        why = say("it is damaged and cannot be read") if known else say("it is no Word document (.docx)")
        raise NotADocument(why) from None


def _has_doctype(raw: bytes) -> bool:
    # In whatever width the letters are.
    return b"<!DOCTYPE" in raw.replace(b"\0", b"").upper()
