"""What to build in Nettskjema or Microsoft Forms: a workbook to build from and copy from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment

from navcheck.core.form import Form
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.model import Checklist, Survey
from navcheck.render.forms.cells import BAND, BOX, DARK, RULE, Imprint, cell_at, height_of, put, save, set_height
from navcheck.render.forms.items import ELEMENTS, Element, Item, Tool, items
from navcheck.render.forms.paper import print_across
from navcheck.render.forms.steps import NAMES, steps
from navcheck.render.forms.wording import Weight, Wording
from navcheck.render.rules import capital

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHOWN = say("Shown when")
_BUILD = say("What to build")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet to build from."""

    key: str
    head: Message
    width: float


_COLUMNS = (
    Column("number", say("No."), 5),
    Column("element", say("Choose"), 24),
    Column("code", say("Code"), 25),
    Column("text", say("Text to paste"), 60),
    Column("help", say("Help text"), 62),
    Column("required", say("Required"), 12),
    Column("when", _SHOWN, 34),
)
Cells = dict[str, tuple[Weight, str]]


def write_guide(tool: str, survey: Survey, checklist: Checklist, tongue: Tongue) -> bytes:
    """Write the guide as an xlsx file, for one of `Tool`: the same survey and language give the same bytes."""
    chosen, wording = Tool(tool), Wording(Form(survey, checklist), tongue)
    title = tongue(say("To build in {tool}: {title}", tool=NAMES[chosen], title=wording.title))
    workbook = Workbook()
    first: Worksheet = workbook.worksheets[0]
    first.title = tongue(say("How to do it"))
    second = workbook.create_sheet(tongue(_BUILD))
    found = tuple(items(wording))
    count = sum(item.element is not Element.HEADING for item in found)
    _write_steps(first, title, wording, tuple(steps(wording, chosen, second.title, tongue(_SHOWN), count)))
    _write_items(second, title, wording, chosen, found)
    about = Imprint(title, wording.authority, tongue.language, survey.opened, {})
    return save(workbook, about)


def _write_steps(
    sheet: "Worksheet", title: str, wording: Wording, found: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    _write_title(sheet, title, (5.0, 110.0))
    at = 2
    for number, (text, copied) in enumerate(found, 1):
        put(cell_at(sheet, at, 1), f"{number}.", Weight.QUESTION)
        for n, line in enumerate((text, *copied)):
            weight = Weight.HELP if n else Weight.PLAIN
            cell = cell_at(sheet, at, 2)
            put(cell, line, weight)
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=2 if n else 0)
            set_height(sheet, at, height_of([(weight, line)], 104))
            at += 1
    print_across(sheet, title, 1, wording.tongue)


def _write_items(sheet: "Worksheet", title: str, wording: Wording, tool: Tool, found: tuple[Item, ...]) -> None:
    columns = [column for column in _COLUMNS if column.key != "code" or tool is Tool.NETTSKJEMA]
    _write_title(sheet, title, [column.width for column in columns])
    for n, column in enumerate(columns, 1):
        head = cell_at(sheet, 2, n)
        put(head, wording.tongue(column.head), Weight.QUESTION)
        head.fill, head.border = BAND, BOX
    rows = (row for item in found for row in _rows(item, tool, wording.tongue))
    for at, row in enumerate(rows, 3):
        _write_row(sheet, at, columns, row)
    sheet.freeze_panes = "A3"
    sheet.sheet_view.zoomScale = 85
    print_across(sheet, title, 2, wording.tongue)


def _rows(item: Item, tool: Tool, tongue: Tongue) -> Iterator[Cells]:
    """Yield an item's own row, and one for each of its answers, so that they can be copied together."""
    is_heading = item.element is Element.HEADING
    weight = Weight.HEADING if is_heading else Weight.QUESTION if item.number else Weight.PLAIN
    required = say("yes") if item.is_required else say("no")
    yield {
        "number": (weight, item.number),
        "element": (Weight.PLAIN, tongue(ELEMENTS[tool][item.element])),
        "code": (Weight.PLAIN, item.code),
        "text": (weight, text_in(tool, item)),
        "help": (Weight.HELP, "\n".join(item.help)),
        "required": (Weight.PLAIN, "" if is_heading else capital(tongue(required))),
        "when": (Weight.PLAIN, item.when),
    }
    for code, label in item.options:
        yield {
            "element": (Weight.HELP, tongue(say("answer"))),
            "code": (Weight.PLAIN, code),
            "text": (Weight.PLAIN, label),
        }


def text_in(tool: Tool, item: Item) -> str:
    """Return the text to paste: Microsoft Forms exports texts alone, so there the code comes first."""
    is_known_by_code = tool is Tool.FORMS and item.code not in {"", item.text}
    return f"{item.code}: {item.text}" if is_known_by_code else item.text


def _write_row(sheet: "Worksheet", at: int, columns: list[Column], row: Cells) -> None:
    is_heading = row["text"][0] is Weight.HEADING
    for n, column in enumerate(columns, 1):
        weight, text = row.get(column.key, (Weight.PLAIN, ""))
        cell = cell_at(sheet, at, n)
        put(cell, text, weight)
        if is_heading:
            cell.fill = BAND
        elif "required" in row:
            cell.border = RULE
    parts = [(column.width, *row[column.key]) for column in columns if column.key in row]
    set_height(sheet, at, max(height_of([(weight, text)], width) for width, weight, text in parts))


def _write_title(sheet: "Worksheet", title: str, widths: "list[float] | tuple[float, ...]") -> None:
    for n, width in enumerate(widths, 1):
        cell = cell_at(sheet, 1, n)
        sheet.column_dimensions[cell.column_letter].width = width
        cell.fill = DARK
    cell = cell_at(sheet, 1, 1)
    put(cell, title, Weight.TITLE)
    cell.alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height = 30
