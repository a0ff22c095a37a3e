"""A workbook that navcheck made and an office filled in: read by the ids in its first column, never by its texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from navcheck.core.form import COLUMNS_ROW, OFFICE_ROW, ROLE_ROW, SHARES_ROW, Field
from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Office
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import normal, quote
from navcheck.intake.answer import Cell
from navcheck.intake.columns import Meaning, Names, Part
from navcheck.intake.flaws import row_flaws
from navcheck.intake.gathering import Gathered
from navcheck.intake.incoming import Incoming, Read
from navcheck.intake.naming import Named, no_answers
from navcheck.intake.receipt import read_flag, read_role
from navcheck.intake.table import Row, Table
from navcheck.intake.workbook import Workbook, placing

_PARTS = {
    Field.VALUE: Part.VALUE,
    Field.COMMENT: Part.COMMENT,
    Field.DOCUMENT: Part.DOCUMENT,
    Field.DATE: Part.DATE,
    Field.PROOF: Part.PROOF,
}


def form_table(book: Workbook, identity: Mapping[str, str]) -> Table:
    """Find the sheet that was filled in, and what its columns hold.

    Raises:
        NavcheckError: `broken-form` where the row that names the columns is gone.

    """
    for name in book.visible():
        for row in book.rows(name):
            if row.cell(0) == COLUMNS_ROW:
                rows = placing(book.arrival, name, row)
                sheet = (say("filled form, sheet {name}", name=name),)
                return Table(book.arrival.name, row.cells, partial(book.rows, name), rows, sheet, identity=identity)
    message, cure = (
        say("the form's own rows are gone"),
        say("send the form out anew, or let the office answer otherwise"),
    )
    raise NavcheckError(Problem("broken-form", message, book.arrival.at(), cure))


@dataclass(frozen=True, slots=True)
class FormBatch:
    """A filled form: one office's answers."""

    table: Table
    checklist: Checklist
    names: Names
    named: Named
    resubmits: bool = False
    problems: tuple[Problem, ...] = ()

    def read(self) -> Iterator[Read]:
        """Read the whole form."""
        columns = {part: self.table.header.index(one) for one, part in _PARTS.items() if one in self.table.header}
        gathered, wrong = Gathered(), list[Problem]()
        own: dict[str, Cell] = {}
        for row in self.table.rows():
            if (name := normal(row.cell(0))) in {OFFICE_ROW, ROLE_ROW, SHARES_ROW}:
                own[name] = self._cell(row, columns[Part.VALUE])
            elif isinstance(meaning := self.names.find(name), Meaning) and meaning.part is Part.VALUE:
                wrong += row_flaws(self.table, row, row.flaws, columns.values())
                wrong += self._take(row, meaning, columns, gathered)
        answers, found, notes = gathered.read(self.checklist)
        yield self._whole(own, answers, [*wrong, *found], notes)

    def _take(self, row: Row, meaning: Meaning, columns: Mapping[Part, int], gathered: Gathered) -> Iterator[Problem]:
        for part, column in columns.items():
            is_mark = meaning.choice is not None and part is Part.VALUE
            meant = meaning if is_mark else Meaning(meaning.question, part)
            if problem := gathered.add(meant, self._cell(row, column)):
                yield problem

    def _cell(self, row: Row, column: int) -> Cell:
        return Cell(row.cell(column), self.table.at(row, column))

    def _whole(
        self, own: Mapping[str, Cell], answers: dict[str, Answer], wrong: list[Problem], notes: list[Problem]
    ) -> Read:
        named = own.get(OFFICE_ROW) or Cell("", self.table.at(None, 0))
        office = self.named.find(named.text)
        if office is None:
            wrong.insert(0, self.named.unknown(named.text, named.at))
        elif self.table.identity.get("office", office.id) != office.id:
            wrong.insert(0, _other_office(office, named))
        role, shares = read_role(own.get(ROLE_ROW), wrong), read_flag(own.get(SHARES_ROW), wrong)
        if office is None or wrong:
            return Read(None, tuple(wrong), tuple(notes))
        if not answers:
            return Read(None, (), (*notes, no_answers(office, named.at)))
        return Read(Incoming(office, 1, named.at, answers, 1, role, shares), (), tuple(notes))


def _other_office(office: Office, cell: Cell) -> Problem:
    message = say("the form was made for another office than {office}", office=quote(office.name))
    return Problem("other-office", message, cell.at, say("send the office its own form, or let it answer otherwise"))
