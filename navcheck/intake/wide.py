"""A wide table: a row an office, a column a question."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Answer, Checklist, Office
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import quote
from navcheck.core.words import Part
from navcheck.intake.answer import NOTED, Cell, read_answer
from navcheck.intake.columns import (
    OFFICE,
    ROLE,
    SHARES,
    Columns,
    Names,
    header_problems,
    match_columns,
    no_office_column,
)
from navcheck.intake.flaws import ragged, row_flaws
from navcheck.intake.groups import Glance, Group, answer_of, group_columns, known_of
from navcheck.intake.incoming import Incoming, Read, Sighting
from navcheck.intake.naming import Named, no_answers
from navcheck.intake.presets import day_of, index_of
from navcheck.intake.receipt import read_flag, read_role
from navcheck.intake.tables.table import Row, Table


@dataclass(frozen=True, slots=True)
class WideBatch:
    """A wide table, and how it is read; `problems` are the header's.

    `submission` and `submitted` are the columns in which a form tool numbers and dates its rows.
    """

    table: Table
    checklist: Checklist
    named: Named
    columns: Columns
    office: int
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]
    submission: int | None = None
    submitted: int | None = None

    @property
    def assumed(self) -> tuple[Message, ...]:
        """Say which tool the file is from, and which columns are not read."""
        names = [quote(self.table.header[n]) for n in sorted((*self.columns.passed, *self.columns.personal))]
        tool = () if self.columns.preset is None else (say("from {tool}", tool=self.columns.preset.name),)
        unread = () if not names else (say("not read: {names}", names=", ".join(names)),)
        return (*self.table.assumed, *tool, *unread)

    @property
    def by_office(self) -> bool:
        """A row is an office."""
        return False

    @property
    def resubmits(self) -> bool:
        """A form tool's export holds what one office sent in twice."""
        return self.columns.preset is not None

    def read(self) -> Iterator[Read]:
        """Go through the rows."""
        glance = Glance.over(self.groups, self._others(), len(self.table.header))
        heads = self.table.header
        untitled = {n for n in self.columns.unknown if not heads[n].strip() and n not in self.table.flaws}
        named, column, place, is_export = self.named, self.office, self.table.place, self.resubmits
        for row in self.table.rows():
            office = named[row.cells[column] if column < len(row.cells) else ""]
            # Most rows hold nothing but their values, each seen before.
            if office is not None and (answering := glance.answering(row)) is not None:
                number, day = self._submission(row) if is_export else (row.number, None)
                where = partial(place, row, column)
                yield Read(Incoming(office, row.number, where, answering, number, None, None, day))
            else:
                yield self._carefully(row, office, untitled)

    def _others(self) -> set[int]:
        """Return the columns in which anything needs a closer look."""
        beside = {n for group in self.groups for n in group.beside}
        return beside | set(self.columns.unknown) | {n for name, n in self.columns.own.items() if name != OFFICE}

    def _carefully(self, row: Row, office: Office | None, untitled: set[int]) -> Read:
        own = {self.office, *self.columns.own.values(), *self.columns.questions}
        wrong = [*row_flaws(self.table, row, row.flaws, own), *ragged(self.table, row), *self._unread(row, untitled)]
        answers, notes = self._answers(row, wrong)
        where = partial(self.table.at, row, self.office)
        if office is None:
            unknown = [] if self.office in row.flaws else [self.named.unknown(row.cell(self.office), where())]
            return Read(None, (*unknown, *sorted(wrong, key=_column)), tuple(notes))
        if not answers and not wrong:
            return Read(None, (), (*notes, no_answers(office, where())))
        role, shares = read_role(self._own(row, ROLE), wrong), read_flag(self._own(row, SHARES), wrong)
        if wrong:
            return Read(None, tuple(sorted(wrong, key=_column)), tuple(notes), Sighting(office, row.number, where))
        number, day = self._submission(row)
        return Read(Incoming(office, row.number, where, lambda: answers, number, role, shares, day), (), tuple(notes))

    def _unread(self, row: Row, untitled: set[int]) -> Iterator[Problem]:
        """Guard the cells that are not read as answers too: a personal number stops the row wherever it stands."""
        for n in self.columns.unknown:
            if not (cell := row.cell(n)).strip():
                continue
            if problem := check_text(cell, self.table.at(row, n)):
                yield problem
            if n in untitled:
                untitled.remove(n)
                message = say("the column has answers but no head")
                cure = say("head it with the question's id, or take it out")
                yield Problem("no-head", message, self.table.at(None, n), cure)

    def _answers(self, row: Row, wrong: list[Problem]) -> tuple[dict[str, Answer], list[Problem]]:
        """Read the answers in the checklist's order; what is wrong joins `wrong`, what is worth knowing is returned."""
        answers: dict[str, Answer] = {}
        notes: list[Problem] = []
        for group in self.groups:
            answer, found = self._slowly(row, group)
            for one in found:
                (notes if one.code in NOTED else wrong).append(one)
            if answer is not None:
                answers[group.question.id] = answer
        return answers, notes

    def _slowly(self, row: Row, group: Group) -> tuple[Answer | None, list[Problem]]:
        said = group.known["" if group.value is None else row.cell(group.value)]
        if not isinstance(said, Problem) and not any(row.cell(n).strip() for n in group.beside):
            return answer_of(said), []
        parts = {} if group.value is None else {Part.VALUE: self._cell(row, group.value)}
        parts |= {meaning.part: self._cell(row, n) for n, meaning in group.beside.items() if meaning.choice is None}
        marks = {one.choice: self._cell(row, n) for n, one in group.beside.items() if one.choice is not None}
        return read_answer(self.checklist, group.question, parts, marks, known_of(said))

    def _cell(self, row: Row, column: int) -> Cell:
        return Cell(self.table.plain(row.cell(column)), self.table.at(row, column))

    def _own(self, row: Row, name: str) -> Cell | None:
        return self._cell(row, self.columns.own[name]) if name in self.columns.own else None

    def _submission(self, row: Row) -> tuple[int, date | None]:
        """Return what orders an office's rows, and the day on which a form tool took this one."""
        written = "" if self.submission is None else row.cell(self.submission)
        day = None if self.submitted is None else day_of(row.cell(self.submitted))
        return (int(written) if written.isascii() and written.isdecimal() else row.number), day


def plan_wide(table: Table, checklist: Checklist, names: Names, named: Named) -> WideBatch:
    """Decide how a wide table is read.

    Raises:
        NavcheckError: `no-office-column`.

    """
    columns = match_columns(table, names)
    office = find_office_column(table, columns, named)
    columns = replace(columns, unknown=tuple(n for n in columns.unknown if n != office))
    flaws = tuple(row_flaws(table, None, table.flaws, range(len(table.header))))
    places = {problem.at for problem in flaws}
    others = tuple(problem for problem in header_problems(table, columns, names) if problem.at not in places)
    groups = tuple(group_columns(table, checklist, columns))
    batch = WideBatch(table, checklist, named, columns, office, groups, (*flaws, *others))
    if (preset := columns.preset) is None:
        return batch
    submission, submitted = (index_of(table.header, name) for name in (preset.submission, preset.submitted))
    return replace(batch, submission=submission, submitted=submitted)


def _column(problem: Problem) -> tuple[int, str]:
    """Return what sorts a row's problems as a person goes through it."""
    cell = (problem.at.cell or "") if problem.at is not None else ""
    return len(cell), cell


def find_office_column(table: Table, columns: Columns, named: Named) -> int:
    """Find the offices' column: by its head, else the first whose every cell is a known office.

    One misspelt office must not hide the column that all the others stand in, so more than half will do.

    Raises:
        NavcheckError: `no-office-column`.

    """
    if OFFICE in columns.own:
        return columns.own[OFFICE]
    known: Counter[int] = Counter()
    rows = 0
    for row in table.rows():
        rows += 1
        known.update(n for n in columns.unknown if named[row.cell(n)] is not None)
    best = max(columns.unknown, key=lambda n: known[n], default=None)
    if best is None or known[best] * 2 <= rows:
        raise NavcheckError(no_office_column(table))
    return best
