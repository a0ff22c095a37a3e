"""A workbook that navcheck made and an office filled in: read by the ids in its first column, never by its texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from navcheck.core.form import COLUMNS_ROW, OFFICE_ROW, ROLE_ROW, SHARES_ROW, Field
from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Answer, Checklist, Office
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import normal, quote
from navcheck.core.words import Part
from navcheck.intake.answer import Cell
from navcheck.intake.columns import Meaning, Names
from navcheck.intake.flaws import row_flaws
from navcheck.intake.gathering import Gathered
from navcheck.intake.groups import remembered
from navcheck.intake.incoming import Incoming, Read
from navcheck.intake.naming import Named, no_answers
from navcheck.intake.receipt import read_flag, read_role
from navcheck.intake.tables.arriving import shown
from navcheck.intake.tables.table import Row, Table
from navcheck.intake.tables.workbook import Workbook, placing, several

_PARTS = {
    Field.VALUE: Part.VALUE,
    Field.COMMENT: Part.COMMENT,
    Field.DOCUMENT: Part.DOCUMENT,
    Field.DATE: Part.DATE,
    Field.PROOF: Part.PROOF,
}


_ANEW = say("send the form out anew, or let the office answer otherwise")


def form_table(book: Workbook, identity: Mapping[str, str]) -> Table:
    """Find the sheet that was filled in, and what its columns hold.

    Raises:
        NavcheckError: `broken-form` where the row that names the columns is gone, `several-sheets` where the form was
            copied to a sheet beside it.

    """
    heads = ((name, row) for name in book.visible() for row in book.rows(name) if row.cell(0) == COLUMNS_ROW)
    found = [(name, row) for name, row in heads if Field.VALUE in row.cells]
    if len(found) > 1:
        cure = say("keep the sheet with the answers, and delete the others")
        raise NavcheckError(several(book, [name for name, _ in found], cure))
    if not found:
        message = say("the form's own rows are gone")
        raise NavcheckError(Problem("broken-form", message, book.arrival.at(), _ANEW))
    name, row = found[0]
    sheet = (say("filled form, sheet {name}", name=shown(name)), *book.unread())
    place = placing(book.arrival, name, row)
    return Table(book.arrival.name, row.cells, partial(book.rows, name), place, sheet, identity=identity)


@dataclass(frozen=True, slots=True)
class FormBatch:
    """A filled form: one office's answers."""

    table: Table
    checklist: Checklist
    names: Names
    named: Named
    resubmits: bool = False
    by_office: bool = True
    problems: tuple[Problem, ...] = ()

    @property
    def assumed(self) -> tuple[Message, ...]:
        """What was taken for granted in reading it."""
        return self.table.assumed

    def read(self) -> Iterator[Read]:
        """Read the whole form: what stands above the first row that is known is no answer."""
        columns = {part: self.table.header.index(one) for one, part in _PARTS.items() if one in self.table.header}
        if not self.table.identity or Part.VALUE not in columns:
            yield Read(None, (_nameless(self.table),))
            return
        gathered, wrong = Gathered(), list[Problem]()
        own: dict[str, Cell] = {}
        for row in self.table.rows():
            if (name := normal(row.cell(0))) in {OFFICE_ROW, ROLE_ROW, SHARES_ROW}:
                wrong += row_flaws(self.table, row, row.flaws, columns.values())
                own[name] = self._cell(row, columns[Part.VALUE])
            elif isinstance(meaning := self.names.find(name), Meaning) and meaning.part is Part.VALUE:
                wrong += row_flaws(self.table, row, row.flaws, columns.values())
                wrong += self._take(row, meaning, columns, gathered)
            elif own or gathered.parts or gathered.marks:
                wrong += self._stray(row, columns.values())
        answers, found, notes = gathered.read(self.checklist, remembered(self.checklist))
        yield self._whole(own, answers, [*wrong, *found], notes)

    def _take(self, row: Row, meaning: Meaning, columns: Mapping[Part, int], gathered: Gathered) -> Iterator[Problem]:
        for part, column in columns.items():
            is_mark = meaning.choice is not None and part is Part.VALUE
            meant = meaning if is_mark else Meaning(meaning.question, part)
            if problem := gathered.add(meant, self._cell(row, column)):
                yield problem

    def _stray(self, row: Row, columns: Iterable[int]) -> Iterator[Problem]:
        """Tell of an answer whose row has lost its id, or has one that is not known."""
        for column in columns:
            cell = self._cell(row, column)
            if cell.text.strip() or column in row.flaws:
                message = say("something stands here, but the row has no question's id in its first column")
                cure = say("write the id in the first column again, or empty the cell")
                yield check_text(*cell) or Problem("unknown-row", message, cell.at, cure)

    def _cell(self, row: Row, column: int) -> Cell:
        return Cell(row.cell(column), self.table.at(row, column))

    def _whole(
        self, own: Mapping[str, Cell], answers: dict[str, Answer], wrong: list[Problem], notes: list[Problem]
    ) -> Read:
        named = own.get(OFFICE_ROW) or Cell("", self.table.at(None, 0))
        office = self.named[named.text]
        if office is None:
            wrong[:0] = [self._unknown_office(named)] if all(one.at != named.at for one in wrong) else []
        elif self.table.identity.get("office", office.id) != office.id:
            wrong.insert(0, _other_office(office, named))
        role, shares = read_role(own.get(ROLE_ROW), wrong), read_flag(own.get(SHARES_ROW), wrong)
        if office is None or wrong:
            return Read(None, tuple(wrong), tuple(notes))
        if not answers:
            return Read(None, (), (*notes, no_answers(office, named.at)))
        return Read(Incoming(office, 1, lambda: named.at, lambda: answers, 1, role, shares), (), tuple(notes))

    def _unknown_office(self, cell: Cell) -> Problem:
        if not cell.text.strip():
            return Problem("no-office", say("no office stands here"), cell.at, say("write the office's name"))
        return self.named.unknown(*cell)


def _nameless(table: Table) -> Problem:
    message = say("the form no longer says which survey it belongs to")
    return Problem("broken-form", message, table.at(None, 0), _ANEW)


def _other_office(office: Office, cell: Cell) -> Problem:
    message = say("the form was made for another office than {office}", office=quote(office.name))
    return Problem("other-office", message, cell.at, say("send the office its own form, or let it answer otherwise"))
