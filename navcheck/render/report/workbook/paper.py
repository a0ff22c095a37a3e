"""A sheet of the report's workbook: a table with its heads frozen, repeated and filtered, and texts that stay texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from navcheck.core.messages import Message, Tongue, say
from navcheck.core.words import Severity, SignalKind, Status
from navcheck.render.forms.cells import cell_at, height_of, put_text, set_height
from navcheck.render.forms.paper import in_margin, print_across
from navcheck.render.forms.wording import Weight
from navcheck.render.lines import printable, wrap
from navcheck.render.marks import UNICODE, Mark
from navcheck.render.report.blocks import Tone
from navcheck.render.report.workbook.looks import PLAIN, Looks

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

# What Excel and LibreOffice hold in one cell, counted as they count.
LONGEST_CELL = 32_767
_CUT = say("… (cut here; the whole text stands in the report as JSON)")
# One line, which runs on over the empty cells beside it.
RUNNING = Alignment(vertical="top")
# Of lines that are read at a glance.
_WIDEST_NOTE = 110
# Of a head that stands upright: of each sign, and at most, in points.
_OF_A_SIGN, _HIGHEST_HEAD = 7.5, 300.0
# Of one line; rows of one line have the height that the program gives them.
_ONE_LINE = 23.0
# Other fonts than ours are wider.
_FILLED = 0.9
# Beyond this many digits side by side, a page of A4 would be too small to read.
_WIDEST_ON_A4 = 240
_TONES: Mapping[Mark, Tone] = {
    **{severity: Tone(severity.value) for severity in Severity},
    **dict.fromkeys(SignalKind, Tone.SIGNAL),
    Status.MET: Tone.MET,
    Status.ANSWERED: Tone.PLAIN,
}
# What the head and foot of a printed page have room for, with what keeps signs from being codes.
_LONGEST_TITLE, _LONGEST_BANNER = 95, 80


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how wide it is, whether the head stands upright, and whether it stays as one scrolls."""

    head: str
    width: float
    upright: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Toned:
    """A text on a ground of its colour; a sign stands in the middle."""

    text: str
    tone: Tone
    is_sign: bool = False


Value = str | int | float | date | Toned | None


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on every printed page, and in which language; `looks` are those of the book's cells."""

    title: str
    banner: str
    tongue: Tongue
    looks: Looks

    def set_up(self, sheet: "Worksheet", heads: tuple[int, int], width: float) -> None:
        """Set up the print: as wide as the page, the heads on each, and above them what the report is."""
        print_across(sheet, _short(self.title, _LONGEST_TITLE), heads[1], self.tongue)
        sheet.print_title_rows = f"{heads[0]}:{heads[1]}"
        if width > _WIDEST_ON_A4:
            sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A3)
        header, footer = cast("HeaderFooterItem", sheet.oddHeader), cast("HeaderFooterItem", sheet.oddFooter)
        header.right.text = in_margin(_short(self.banner, _LONGEST_BANNER)) or None
        footer.left.text = in_margin(sheet.title)


def _short(text: str, longest: int) -> str:
    shown = " ".join(printable(text).split())
    if len(in_margin(shown)) <= longest:
        return shown
    cut = shown[: longest - 1]
    while len(in_margin(cut)) >= longest:
        cut = cut[:-1]
    return f"{cut}…"


def tone_of(mark: Mark) -> Tone:
    """Return the colour of a mark."""
    return _TONES.get(mark, Tone.SILENT)


def toned(mark: Mark, words: str) -> Toned:
    """Return a mark's sign and words on its colour."""
    return Toned(UNICODE.label(mark, words), tone_of(mark))


def fit(text: str, tongue: Tongue) -> str:
    """Return a text as a cell can hold it; where it must be cut, that is said."""
    shown = printable(text)
    if _length(shown) <= LONGEST_CELL:
        return shown
    cut = tongue(_CUT)
    room = (LONGEST_CELL - _length(cut)) * 2
    return f"{shown.encode('utf-16-le')[:room].decode('utf-16-le', 'ignore')}{cut}"


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def write_table(
    sheet: "Worksheet",
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    paper: Paper,
    *,
    heads_at: int = 1,
) -> int:
    """Write a table from its heads down, set the sheet up for reading and for print, and return its last row."""
    for n, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(n)].width = column.width
    last = write_beneath(sheet, columns, rows, paper, heads_at)
    end, stays = get_column_letter(len(columns)), max(sum(column.stays for column in columns), 1)
    sheet.freeze_panes = f"{get_column_letter(stays + 1)}{heads_at + 1}"
    sheet.auto_filter.ref = f"A{heads_at}:{end}{last}"
    paper.set_up(sheet, (1, heads_at), sum(column.width for column in columns))
    return last


def write_beneath(
    sheet: "Worksheet", columns: Sequence[Column], rows: Iterable[Sequence[Value]], paper: Paper, heads_at: int
) -> int:
    """Write heads and rows beneath what stands there, in columns that are as wide as they are; return the last row."""
    sheet.append([_head(sheet, column, paper) for column in columns])
    sheet.row_dimensions[heads_at].height = max(map(_height, columns))
    last = heads_at
    for last, row in enumerate(rows, heads_at + 1):
        write_row(sheet, last, row, columns, paper)
    return last


def write_note(sheet: "Worksheet", at: int, message: Message, columns: Sequence[Column], tongue: Tongue) -> int:
    """Write a sentence across the empty cells of some rows, a line each, and return the last of them."""
    width = min(sum(column.width for column in columns), _WIDEST_NOTE) * _FILLED
    for n, line in enumerate(wrap(tongue(message), int(width)), at):
        cell = cell_at(sheet, n, 1)
        put_text(cell, line)
        cell.font, cell.alignment = PLAIN, RUNNING
        at = n
    return at


def _height(column: Column) -> float:
    if column.upright:
        return _standing(column.head)
    return height_of([(Weight.QUESTION, column.head)], column.width * _FILLED)


def _standing(text: str) -> float:
    return min(len(text) * _OF_A_SIGN, _HIGHEST_HEAD)


def stand_up(sheet: "Worksheet", row: int, text: str) -> None:
    """Make a row at least as high as a text that stands upright."""
    sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0.0, _standing(text))


def _head(sheet: "Worksheet", column: Column, paper: Paper) -> Cell:
    cell = _blank(sheet, paper, "upright" if column.upright else "head")
    put_text(cell, fit(column.head, paper.tongue))
    return cell


def _blank(sheet: "Worksheet", paper: Paper, look: str) -> Cell:
    """Return a cell of a look; the row that takes it tells it its place."""
    return Cell(sheet, 1, 1, style_array=paper.looks[look])


def write_row(sheet: "Worksheet", row: int, values: Sequence[Value], columns: Sequence[Column], paper: Paper) -> None:
    """Write the row beneath the last one, as high as its longest text; `row` is which it is."""
    height = 0.0
    cells = []
    for value, column in zip(values, columns, strict=True):
        cells.append(_cell(sheet, value, paper, is_sign=column.upright))
        text = value.text if isinstance(value, Toned) else value
        if isinstance(text, str) and len(text) > column.width / 2:
            height = max(height, _height_of(text, column.width))
    sheet.append(cells)
    if height > _ONE_LINE:
        set_height(sheet, row, height)


@lru_cache(maxsize=4096)  # names, sources of law and actions come again and again
def _height_of(text: str, width: float) -> float:
    return height_of([(Weight.PLAIN, text)], width * _FILLED)


def _cell(sheet: "Worksheet", value: Value, paper: Paper, *, is_sign: bool) -> Cell:
    """Write a text as a text, a number as a number, a day as a day; the look comes first, since a text adds to it."""
    tone, text = (value.tone, value.text) if isinstance(value, Toned) else (Tone.PLAIN, value)
    is_sign = is_sign or (isinstance(value, Toned) and value.is_sign)
    look = f"{'sign' if is_sign else 'text'} {tone}"
    if isinstance(text, date):
        look = "day"
    elif isinstance(text, (int, float)) and not is_sign:
        look = "number"
    cell = _blank(sheet, paper, look)
    if isinstance(text, str):
        put_text(cell, fit(text, paper.tongue))
    elif text is not None:
        cell.value = text
    return cell
