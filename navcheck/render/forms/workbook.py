"""A form as a workbook: one sheet to fill in, every row known by its id, every cell that is no answer locked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from navcheck.core.form import COLUMNS_ROW, IDENTITY_SHEET, LISTS_SHEET, Field, Form
from navcheck.core.guard import LONGEST_TEXT
from navcheck.core.messages import Tongue, say
from navcheck.render.forms.cells import (
    AS_TYPED,
    BAND,
    BOX,
    DARK,
    FONT,
    RULE,
    Imprint,
    cell_at,
    height_of,
    put,
    put_parts,
    save,
    set_height,
    unlock,
)
from navcheck.render.forms.introduction import ENDING, introduction
from navcheck.render.forms.offers import DAY, Offers
from navcheck.render.forms.paper import print_across
from navcheck.render.forms.rows import Counted, Dated, Fixed, Heading, Listed, Offer, Row, Written, rows
from navcheck.render.forms.wording import Part, Weight, Wording
from navcheck.render.lines import wrap

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

ID, NUMBER, TEXT, VALUE, COMMENT, DOCUMENT, DATE, PROOF = range(1, 9)
_FIELDS = {
    VALUE: Field.VALUE,
    COMMENT: Field.COMMENT,
    DOCUMENT: Field.DOCUMENT,
    DATE: Field.DATE,
    PROOF: Field.PROOF,
}
_HEADS = {
    ID: say("Id"),
    NUMBER: say("No."),
    TEXT: say("Question"),
    VALUE: say("Answer"),
    COMMENT: say("Comment; where not applicable: why"),
    DOCUMENT: say("Document (title)"),
    DATE: say("Date of the document"),
    PROOF: say("In writing?"),
}
_FORMATS = {Counted: "General", Dated: DAY}
_WIDTHS = {ID: 11, NUMBER: 5, TEXT: 60, VALUE: 44, COMMENT: 34, DOCUMENT: 24, DATE: 13, PROOF: 14}
_OF_A_DOCUMENT = {DOCUMENT, DATE, PROOF}
_COLUMNS_AT, _TITLE_AT, _HEADS_AT = 1, 2, 3
# What the introduction leaves free beside it, so that it ends within the sheet in other fonts too.
_MARGIN = 15
_LOWEST_OF_A_TEXT = 90.0
_ZOOM = 85


def write_workbook(form: Form, tongue: Tongue) -> bytes:
    """Write the form as an xlsx file: the same form and language give the same bytes."""
    wording = Wording(form, tongue)
    about = {**form.identity, "language": tongue.language}
    workbook = Workbook()
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = tongue(say("Form"))
    lists, identity = workbook.create_sheet(LISTS_SHEET), workbook.create_sheet(IDENTITY_SHEET)
    _Sheet(sheet, wording, Offers(tongue, lists)).write()
    for row, pair in enumerate(about.items(), 1):
        for column, text in enumerate(pair, 1):
            put(cell_at(identity, row, column), text)
    for hidden in (lists, identity):
        hidden.sheet_state = "hidden"
        hidden.protection.enable()
    imprint = Imprint(
        title=wording.title,
        creator=wording.authority,
        language=tongue.language,
        day=form.survey.opened,
        about=about,
    )
    return save(workbook, imprint)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sheet to fill in, written from the top."""

    sheet: "Worksheet"
    wording: Wording
    offers: Offers

    @property
    def widths(self) -> Mapping[int, float]:
        """The columns with their widths; those of a document only where any question asks for one."""
        asks = any(map(self.wording.asks_for_document, self.wording.form.checklist.questions()))
        return {column: width for column, width in _WIDTHS.items() if asks or column not in _OF_A_DOCUMENT}

    def write(self) -> None:
        self._heads()
        at = self._lines(_HEADS_AT + 1, introduction(self.wording))
        for one in rows(self.wording):
            if isinstance(one, Heading):
                self._heading(at, one)
            else:
                self._row(at, one)
            at += 1
        self._lines(at, ((Weight.QUESTION, self.wording.tongue(ENDING)),))
        for rule in self.offers.rules():
            self.sheet.add_data_validation(rule)
        self._protect()
        print_across(self.sheet, self.wording.title, _HEADS_AT, self.wording.tongue)

    def _heads(self) -> None:
        put(self._cell(_COLUMNS_AT, ID), COLUMNS_ROW)
        self.sheet.row_dimensions[_COLUMNS_AT].hidden = True
        for column, width in self.widths.items():
            if column in _FIELDS:
                put(self._cell(_COLUMNS_AT, column), _FIELDS[column].value)
            self.sheet.column_dimensions[self._cell(1, column).column_letter].width = width
            self._cell(_TITLE_AT, column).fill = DARK
            head = self._cell(_HEADS_AT, column)
            put(head, self.wording.tongue(_HEADS[column]), Weight.QUESTION)
            head.fill, head.border = BAND, BOX
        title = self._cell(_TITLE_AT, NUMBER)
        put(title, self.wording.title, Weight.TITLE)
        title.alignment = Alignment(vertical="center")
        self.sheet.row_dimensions[_TITLE_AT].height = 30
        set_height(self.sheet, _HEADS_AT, 35)
        self.sheet.freeze_panes = self._cell(_HEADS_AT + 1, ID)

    def _lines(self, at: int, parts: Iterable[Part]) -> int:
        """Write texts across the sheet; a cell that is not wrapped runs on into the empty ones beside it."""
        for weight, text in parts:
            for line in wrap(text, int(sum(self.widths.values())) - _MARGIN):
                cell = self._cell(at, NUMBER)
                put(cell, line, weight)
                cell.alignment = Alignment(vertical="center")
                self.sheet.row_dimensions[at].height = 18
                at += 1
        return at

    def _heading(self, at: int, heading: Heading) -> None:
        for column in self.widths:
            self._cell(at, column).fill = BAND
        cell = self._cell(at, NUMBER)
        put(cell, heading.text, Weight.HEADING)
        cell.alignment = Alignment(vertical="center")
        self.sheet.row_dimensions[at].height = 24

    def _row(self, at: int, row: Row) -> None:
        known = self._cell(at, ID)
        put(known, row.id)
        known.font = Font(name=FONT, size=7, color="FF6E6E6E")
        put(self._cell(at, NUMBER), row.number, Weight.QUESTION)
        text = self._cell(at, TEXT)
        if row.has_comment:
            for column in self.widths:
                self._cell(at, column).border = RULE
        put_parts(text, row.parts)
        if "." in row.id:
            text.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=2)
        self._value(at, row)
        if row.has_comment:
            self._open(at, COMMENT, Written(LONGEST_TEXT))
        if row.has_document:
            self._open(at, DOCUMENT, Written(LONGEST_TEXT))
            self._open(at, DATE, Dated())
            self._open(at, PROOF, Listed(self.wording.proofs))
        self._size(at, row)

    def _value(self, at: int, row: Row) -> None:
        if isinstance(row.offer, Fixed):
            cell = self._cell(at, VALUE)
            put(cell, row.offer.text, Weight.QUESTION)
            cell.border = BOX
        else:
            self._open(at, VALUE, row.offer)

    def _open(self, at: int, column: int, offer: Offer) -> None:
        cell = self._cell(at, column)
        unlock(cell, _FORMATS.get(type(offer), AS_TYPED))
        self.offers.hold(cell, offer)

    def _size(self, at: int, row: Row) -> None:
        """Make a row as high as its words, and one for a text high enough to write in."""
        height = height_of(row.parts, _WIDTHS[TEXT])
        if row.has_comment and isinstance(row.offer, Written) and height < _LOWEST_OF_A_TEXT:
            self.sheet.row_dimensions[at].height = _LOWEST_OF_A_TEXT
        else:
            set_height(self.sheet, at, height)

    def _protect(self) -> None:
        """Lock what is no answer, without a password; columns and rows can still be made wider and higher."""
        protection = self.sheet.protection
        protection.enable()
        protection.formatColumns = protection.formatRows = False  # False is «not locked»
        values = self.sheet.iter_rows(min_col=VALUE, max_col=VALUE)
        first = next(cell for (cell,) in values if not cell.protection.locked)
        for selection in self.sheet.sheet_view.selection:
            selection.activeCell = selection.sqref = first.coordinate
        self.sheet.sheet_view.zoomScale = _ZOOM

    def _cell(self, row: int, column: int) -> "Cell":
        return cell_at(self.sheet, row, column)
