"""Reads Word documents back in tests."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn

from navcheck.render.forms.zipping import read_zip
from navcheck.render.report.blocks import (
    Cell,
    Mark,
    Table,
    Tone,
)
from navcheck.render.report.docx.writer import write_docx
from tests.one_document import document

HOSTILE = "\x00\x0b\x1b[31m\ud800\ufffe\u202e\u200b ]]><w:p/>&amp; =1+1 {PAGE} <b>\r\n\t «æøå» "
SIGN = Mark("✗", "mulig lovbrudd", Tone.BREACH)
# One square of red.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
TYPES = "[Content_Types].xml"


def written(blocks: tuple[Any, ...] = (), **changes: Any) -> Word:  # noqa: ANN401 -- whatever a field takes
    changes |= {"blocks": blocks} if blocks else {}
    whole = replace(document(), **changes)
    return docx.Document(BytesIO(write_docx(whole)))


def texts(word: Word) -> list[str]:
    return [text_in(one) for one in word.element.body.iter(qn("w:p"))]


def text_in(element: Any) -> str:  # noqa: ANN401 -- lxml brings no types
    return "".join(element.itertext(qn("w:t")))


def parts(raw: bytes) -> dict[str, str]:
    return {name: content.decode("utf-8", "replace") for name, content in read_zip(raw).items()}


def table(columns: int, rows: int = 2, text: str = "Ja", **more: bool) -> Table:
    heads = ("Nav-kontor", *(f"Spørsmål {n}" for n in range(1, columns)))
    row = (Cell(("Nav Risør",)), *(Cell((text,)) for _ in range(1, columns)))
    return Table("Svarene", heads, (row,) * rows, **more)


def skeleton(raw: bytes) -> list[tuple[str, list[str]]]:
    """Return the file's elements without its texts and breaks; a long caption has a break in place of a tab."""
    found = []
    for name, content in read_zip(raw).items():
        tags = re.findall(rb"<(/?[\w:]+)", content)
        found.append((name, [one.decode() for one in tags if one not in {b"w:br", b"w:tab", b"w:t", b"/w:t"}]))
    return found
