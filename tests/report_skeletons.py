"""What a built report is made of, apart from its texts, and its texts in their order; read by libraries of others.

A text of the skeleton that holds somebody's words (the page's title, a caption that is read aloud) is told as a text.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import openpyxl
from defusedxml.ElementTree import fromstring
from openpyxl.cell import Cell

from navcheck.core.formulas import unguard
from tests.render.report_readers import PARSER, TAGS, plain

# What depends on how long a text is: the widths of columns, the heights of rows, spaces that are to be kept.
_BY_LENGTH = re.compile(r".*\}(?:w|space|ht|customHeight)$|^(?:width|ht|customHeight)$")
# What stands above and below printed sheets, and the codes in it: where it stands, the page; of two ampersands one is
# printed, and the font that it has already changes nothing. openpyxl reads fonts out of what is none.
_HEAD_OR_FOOT = re.compile(r"<odd(?:Header|Footer)>(.*?)</odd", re.DOTALL)
_CODE = re.compile(r"&amp;.")
_NO_CODE = re.compile(r'&amp;&amp;|&amp;"-,Regular"')
_SAID = frozenset({"text", "text_special"})
# What a spreadsheet takes for a formula, in a cell or in a line of it.
_RUNS = re.compile(r"(?m)^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
# The table for programs leaves a number below zero what it is.
_BELOW_ZERO = re.compile(r"-\d+(?:\.\d+)?")


@dataclass
class Bones:
    """The parts of a file, its texts, and the addresses that it leads to."""

    parts: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def bones_of(form: str, raw: bytes) -> Bones:
    """Take a report of one format apart."""
    take: dict[str, Callable[[bytes], Bones]] = {
        "docx": of_document,
        "html": of_page,
        "md": of_markdown,
        "xlsx": of_workbook,
        "json": of_data,
        "csv": of_table,
    }
    return take[form](raw)


def of_document(raw: bytes) -> Bones:
    """Take a document apart, all of its files; the texts of one paragraph are one."""
    bones = Bones()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            bones.parts.append(name)
            if name.endswith((".xml", ".rels")):
                _walk(bones, fromstring(archive.read(name)))
    return bones


def _walk(bones: Bones, element: Element) -> None:
    bones.parts.append(f"<{element.tag}>")
    for name, value in sorted(element.attrib.items()):
        if name == "Target" and element.get("TargetMode") == "External":
            bones.links.append(unquote(value))
        elif not _BY_LENGTH.fullmatch(name):
            bones.texts.append(f"{element.tag} {name}={value}")
    if element.tag.endswith("}p"):
        bones.texts.append(plain("".join(_written(element))))
    elif element.text and element.text.strip() and not element.tag.endswith("}t"):
        bones.texts.append(plain(element.text))
    for child in element:
        _walk(bones, child)
    bones.parts.append(f"</{element.tag}>")


def _written(paragraph: Element) -> Iterator[str]:
    for one in paragraph.iter():
        if one.tag.endswith("}t"):
            yield one.text or ""
        elif one.tag.endswith(("}br", "}tab")):
            yield " "


def of_page(raw: bytes) -> Bones:
    """Take a page apart."""
    page = _Page()
    page.feed(raw.decode())
    page.close()
    return page.bones


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bones = Bones()
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.parts.append(f"<{tag} {' '.join(name for name, _ in attrs)}>")
        self.is_data = (tag, dict(attrs).get("type")) == ("script", "application/json")
        for name, value in attrs:
            if name in {"href", "src"}:
                self.bones.links.append(value or "")
            else:
                self.bones.texts.append(plain(f"{tag} {name}={value}"))

    def handle_endtag(self, tag: str) -> None:
        self.is_data = False
        self.bones.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.is_data:
            _take_data(self.bones, json.loads(data), "script")
        elif data.strip():
            self.bones.texts.append(plain(data))

    def handle_comment(self, data: str) -> None:
        self.bones.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.bones.parts.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.bones.parts.append(f"<?{data}>")


def of_markdown(raw: bytes) -> Bones:
    """Take a page of markdown apart; the texts of one line are one, and a line break is a space."""
    bones = Bones()
    for token in PARSER.parse(raw.decode()):
        bones.parts.append(f"{token.type} {token.tag} {token.attrGet('start') or ''}")
        assert token.type != "html_block", token.content
        if token.type in {"fence", "code_block"}:
            bones.texts.append(plain(token.content))
        said = ""
        for one in token.children or ():
            if one.type == "html_inline":
                assert one.content in TAGS, one.content
            if one.type in _SAID:
                said += one.content
            elif one.type in {"softbreak", "hardbreak"} or one.content == "<br>":
                said += " "
            else:
                bones.parts.append(f"{one.type} {one.tag} {one.content}")
            if address := one.attrGet("href") or one.attrGet("src"):
                bones.links.append(unquote(str(address)))
        bones.texts += [plain(said)] if said.strip() else []
    return bones


def of_workbook(raw: bytes) -> Bones:
    """Take a workbook apart: its sheets, what is set for them, and the look of every cell."""
    bones, book = Bones(), openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
    bones.texts += [plain(str(value)) for value in vars(book.properties).values() if isinstance(value, str)]
    for sheet in book.worksheets:
        prints = (sheet.print_title_rows, sheet.print_title_cols, sheet.page_setup.orientation, sheet.freeze_panes)
        merged = sorted(str(one) for one in sheet.merged_cells.ranges)
        bones.parts.append(f"{sheet.title} {sheet.dimensions} {prints} {sheet.auto_filter.ref} {merged}")
        for row in sheet.iter_rows():
            for cell in row:
                _take_cell(bones, cell)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            for found in _HEAD_OR_FOOT.findall(archive.read(name).decode("utf-8", "replace")):
                bones.parts.append(f"{name} {_CODE.findall(_NO_CODE.sub('', found))}")
    return bones


def _take_cell(bones: Bones, cell: Any) -> None:  # noqa: ANN401 -- merged cells are of another class
    if not isinstance(cell, Cell):
        return
    # Which way a text runs depends on how long it is.
    look = (cell.font, cell.fill, cell.border, cell.protection)
    kind = "s" if cell.data_type == "inlineStr" else cell.data_type
    bones.parts.append(f"{cell.coordinate} {kind} {cell.number_format} {hash(tuple(map(repr, look)))}")
    assert cell.comment is None
    if cell.hyperlink is not None:
        bones.links.append(str(cell.hyperlink.target))
    bones.texts.append("" if cell.value is None else plain(str(cell.value)))


def of_data(raw: bytes) -> Bones:
    """Take JSON apart."""
    bones = Bones()
    _take_data(bones, json.loads(raw), "")
    return bones


def _take_data(bones: Bones, value: object, path: str) -> None:
    bones.parts.append(f"{path} {type(value).__name__}")
    if isinstance(value, dict):
        for name, one in value.items():
            _take_data(bones, one, f"{path}.{name}")
    elif isinstance(value, list):
        for n, one in enumerate(value):
            _take_data(bones, one, f"{path}[{n}]")
    else:
        bones.texts.append(plain(str(value)))


def of_table(raw: bytes, delimiter: str = ";") -> Bones:
    """Take a CSV apart, as Norwegian Excel reads it; nothing in it may run there."""
    bones, text = Bones(), io.StringIO(raw.decode("utf-8-sig"), newline="")
    for n, row in enumerate(csv.reader(text, delimiter=delimiter, strict=True)):
        bones.parts.append(f"{n}: {len(row)}")
        risky = [cell for cell in row if _RUNS.search(cell)]
        assert not [cell for cell in risky if delimiter == ";" or not _BELOW_ZERO.fullmatch(cell)]
        bones.texts += [plain(unguard(cell)) for cell in row]
    return bones
