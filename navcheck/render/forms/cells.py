"""Cells of the workbooks that we write: foreign texts that stay texts, looks, heights, and the same bytes each time.

A workbook is made without cell formulas, links and macros: it is safe to open and whole in Protected View.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from types import MappingProxyType
from typing import cast
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from navcheck.core.formulas import guard
from navcheck.render.forms.wording import Part, Weight
from navcheck.render.forms.zipping import read_zip, write_zip
from navcheck.render.lines import printable, wrap

FONT = "Calibri"
_INK, _GREY, _WHITE = "FF1A1A1A", "FF595959", "FFFFFFFF"
_LOOKS: Mapping[Weight, tuple[float, bool, str]] = {
    Weight.TITLE: (16, True, _WHITE),
    Weight.HEADING: (12, True, _INK),
    Weight.QUESTION: (11, True, _INK),
    Weight.PLAIN: (11, False, _INK),
    Weight.HELP: (10, False, _GREY),
    Weight.SMALL: (9, False, _GREY),
}
DARK, BAND, YELLOW = (PatternFill("solid", fgColor=colour) for colour in ("FF1F3A5F", "FFDDE6F0", "FFFFF8D6"))
_LINE = Side(style="thin", color="FF8C8C8C")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FONTS = {weight: Font(name=FONT, size=size, bold=bold, color=ink) for weight, (size, bold, ink) in _LOOKS.items()}
_WRAPPED = Alignment(vertical="top", wrap_text=True)
# Between one question and the next.
RULE = Border(top=Side(style="hair", color="FF8C8C8C"))
# What is typed into such a cell stays as it is typed: «- tre lister» is no formula, and 1-2 no date.
AS_TYPED = "@"
_POINTS_OF_A_LINE = 1.3  # of the font's size
_WIDTH_OF_SIZE = 11.0  # columns are measured in digits of this size
_PADDING = 8.0
# Where Excel would read a sign by its number: «_x0041_» as A.
_NUMBERED = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_NO_ROWS: Mapping[str, bytes] = MappingProxyType({})
_SIZE = re.compile(b"<dimension [^>]*>")
# What Excel can show; what is higher is read by making the column wider.
_HIGHEST = 409.0


class GrowingRow(RowDimension):
    """A row whose height is a first guess: Excel and LibreOffice fit it to what stands in it, and as it grows."""

    customHeight = False  # noqa: N815 -- the format's own name


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell; our sheets merge none."""
    return cast("Cell", sheet.cell(row, column))


def put(cell: Cell, text: str, weight: Weight = Weight.PLAIN) -> None:
    """Write a foreign text so that it is one, whatever it begins with."""
    put_text(cell, text)
    cell.font, cell.alignment = _FONTS[weight], _WRAPPED


def put_text(cell: Cell, text: str) -> None:
    """Write the text, and leave the cell's look as it is."""
    if text:
        pieces = cut_numbers(printable(text))
        cell.value = pieces[0] if len(pieces) == 1 else CellRichText(*pieces)
        cell.data_type = "s"
        cell.quotePrefix = guard(text) != text


def cut_numbers(text: str) -> list[str]:
    """Cut a text within what the format takes for a sign's number: in two pieces, any program reads it as it is."""
    return _NUMBERED.split(text)


def put_parts(cell: Cell, parts: Iterable[Part]) -> None:
    """Write several texts of different weight into one cell, each on a line of its own."""
    shown = tuple(parts)
    blocks = [
        TextBlock(_inline(weight), piece)
        for n, (weight, text) in enumerate(shown, 1)
        for piece in cut_numbers(printable(text) + ("\n" if n < len(shown) else ""))
    ]
    put(cell, shown[0][1], shown[0][0])
    if len(blocks) > 1:
        cell.value = CellRichText(*blocks)


def _inline(weight: Weight) -> InlineFont:
    size, bold, colour = _LOOKS[weight]
    return InlineFont(rFont=FONT, sz=size, b=bold, color=Color(colour))


def height_of(parts: Iterable[Part], width: float) -> float:
    """Guess how high texts stand in a column of a width, in points; rather a little too high."""
    return min(sum(_points(weight, text, width) for weight, text in parts) + _PADDING, _HIGHEST)


def _points(weight: Weight, text: str, width: float) -> float:
    size = _LOOKS[weight][0]
    return max(len(wrap(text, int(width * _WIDTH_OF_SIZE / size))), 1) * size * _POINTS_OF_A_LINE


def set_height(sheet: Worksheet, row: int, height: float) -> None:
    """Give a row a height to begin with."""
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=round(height, 1))


def unlock(cell: Cell, number_format: str = AS_TYPED) -> None:
    """Let a cell be filled in, and show that it can be."""
    cell.protection = Protection(locked=False)
    cell.fill, cell.border, cell.number_format = YELLOW, BOX, number_format
    cell.font = Font(name=FONT, size=11, color=_INK)
    cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says of itself; `day` is told as the day of making, `about` as the document's own properties."""

    title: str
    creator: str
    language: str
    day: date
    about: Mapping[str, str]


def save(workbook: Workbook, imprint: Imprint, rows: Mapping[str, bytes] = _NO_ROWS) -> bytes:
    """Return the file: nothing in it says when, where or by whom it was written.

    `rows` are rows as XML by the titles of their sheets, each beneath what stands there.
    """
    properties = workbook.properties
    properties.title, properties.creator = printable(imprint.title), printable(imprint.creator)
    properties.language, properties.created = f"{imprint.language}-NO", datetime.combine(imprint.day, time())
    for name, value in imprint.about.items():
        own = StringProperty(name=name, value=printable(value))
        workbook.custom_doc_props.append(own)  # type: ignore[attr-defined]  # newer than its types
    target = BytesIO()
    ExcelWriter(workbook, ZipFile(target, "w")).save()
    properties.modified = properties.created  # openpyxl sets the clock when it saves
    members = {**read_zip(target.getvalue()), "docProps/core.xml": tostring(properties.to_tree())}
    for n, sheet in enumerate(workbook.worksheets, 1):
        if sheet.title in rows:
            members[f"xl/worksheets/sheet{n}.xml"] = _add(members[f"xl/worksheets/sheet{n}.xml"], rows[sheet.title])
    return write_zip(members)


def _add(sheet: bytes, rows: bytes) -> bytes:
    """Add rows to a sheet, whose size need not be told."""
    above, end, beneath = _SIZE.sub(b"", sheet, count=1).partition(b"</sheetData>")
    return b"".join((above, rows, end, beneath))
