"""A wide table: a row an office, a column a question."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from navcheck.core.formulas import unguard
from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.typed import read_typed
from navcheck.core.words import Instead
from navcheck.intake.answer import NOTED, Cell, read_answer
from navcheck.intake.columns import OFFICE, ROLE, SHARES, Columns, Meaning, Names, Part, header_problems, match_columns
from navcheck.intake.flaws import ragged, row_flaws
from navcheck.intake.incoming import Incoming, Read
from navcheck.intake.naming import Named, no_answers
from navcheck.intake.presets import day_of, index_of
from navcheck.intake.receipt import read_flag, read_role
from navcheck.intake.table import Row, Table

# Beyond this many wordings a column is free text, and remembering more would only cost memory.
MOST_REMEMBERED = 1_000


class Remembered(dict[str, Answer | Problem | None]):
    """What each wording of a column says, read once: a hundred thousand rows hold the same few choices."""

    def __init__(self, checklist: Checklist, question: Question) -> None:
        super().__init__({"": None})
        self._checklist, self._question = checklist, question

    def __missing__(self, cell: str) -> Answer | Problem | None:
        answer = read_typed(self._checklist, self._question, unguard(cell), numbered=True)
        if len(self) < MOST_REMEMBERED:
            self[cell] = answer
        return answer


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one question: its value's, and those that say more of its answer."""

    question: Question
    value: int | None
    known: Remembered
    beside: Mapping[int, Meaning]


@dataclass(frozen=True, slots=True)
class WideBatch:
    """A wide table, and how it is read; `problems` are the header's."""

    table: Table
    checklist: Checklist
    named: Named
    columns: Columns
    office: int
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]

    @property
    def resubmits(self) -> bool:
        """A form tool's export holds what one office sent in twice."""
        return self.columns.preset is not None

    def read(self) -> Iterator[Read]:
        """Go through the rows."""
        header, own = len(self.table.header), {self.office, *self.columns.own.values(), *self.columns.questions}
        untitled = {n for n in self.columns.unknown if not self.table.header[n].strip()}
        for row in self.table.rows():
            wrong = list(row_flaws(self.table, row, row.flaws, own)) if row.flaws else []
            wrong += ragged(self.table, row) if len(row.cells) != header else ()
            wrong += self._unread(row, untitled) if self.columns.unknown else ()
            yield self._read(row, wrong)

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

    def _read(self, row: Row, wrong: list[Problem]) -> Read:
        office = self.named.find(row.cell(self.office))
        answers, notes = self._answers(row, wrong)
        if office is None:
            problem = self.named.unknown(row.cell(self.office), self.table.at(row, self.office))
            return Read(None, (problem, *wrong), tuple(notes))
        if not answers and not wrong:
            return Read(None, (), (*notes, no_answers(office, self.table.at(row, self.office))))
        role, shares = read_role(self._own(row, ROLE), wrong), read_flag(self._own(row, SHARES), wrong)
        if wrong:
            return Read(None, tuple(wrong), tuple(notes))
        number, day = self._submission(row)
        at = self.table.at(row, self.office)
        return Read(Incoming(office, row.number, at, answers, number, role, shares, day), (), tuple(notes))

    def _answers(self, row: Row, wrong: list[Problem]) -> tuple[dict[str, Answer], list[Problem]]:
        """Read the answers in the checklist's order; what is wrong joins `wrong`, what is worth knowing is returned."""
        answers: dict[str, Answer] = {}
        notes: list[Problem] = []
        for group in self.groups:
            cell = "" if group.value is None else row.cell(group.value)
            answer = group.known[cell]
            found: list[Problem] = []
            if isinstance(answer, Problem) and not group.beside:
                found = [replace(answer, at=self.table.at(row, group.value or 0))]
            elif (answer is not None and not isinstance(answer, Answer)) or self._says_more(row, group, answer):
                answer, found = self._slowly(row, group)
            for one in found:
                (notes if one.code in NOTED else wrong).append(one)
            if isinstance(answer, Answer):
                answers[group.question.id] = answer
        return answers, notes

    def _says_more(self, row: Row, group: Group, answer: Answer | Problem | None) -> bool:
        """Tell whether more than the value counts: something stands beside it, or its reason should."""
        if isinstance(answer, Answer) and answer.instead is Instead.NOT_APPLICABLE:
            return True
        return bool(group.beside) and any(row.cell(n).strip() for n in group.beside)

    def _slowly(self, row: Row, group: Group) -> tuple[Answer | None, list[Problem]]:
        parts = {} if group.value is None else {Part.VALUE: self._cell(row, group.value)}
        parts |= {meaning.part: self._cell(row, n) for n, meaning in group.beside.items() if meaning.choice is None}
        marks = {one.choice: self._cell(row, n) for n, one in group.beside.items() if one.choice is not None}
        return read_answer(self.checklist, group.question, parts, marks)

    def _cell(self, row: Row, column: int) -> Cell:
        return Cell(row.cell(column), self.table.at(row, column))

    def _own(self, row: Row, name: str) -> Cell | None:
        return self._cell(row, self.columns.own[name]) if name in self.columns.own else None

    def _submission(self, row: Row) -> tuple[int, date | None]:
        """Return what orders an office's rows, and the day on which a form tool took this one."""
        if (preset := self.columns.preset) is None:
            return row.number, None
        number, time = (index_of(self.table.header, name) for name in (preset.submission, preset.submitted))
        written = "" if number is None else row.cell(number)
        day = None if time is None else day_of(row.cell(time))
        return (int(written) if written.isascii() and written.isdecimal() else row.number), day


def plan_wide(table: Table, checklist: Checklist, names: Names, named: Named) -> WideBatch:
    """Decide how a wide table is read.

    Raises:
        NavcheckError: `no-office-column`.

    """
    columns = match_columns(table, names)
    office = find_office_column(table, columns, named)
    columns = replace(columns, unknown=tuple(n for n in columns.unknown if n != office))
    wrong = (
        *header_problems(table, columns, names),
        *row_flaws(table, None, table.flaws, {office, *columns.questions}),
    )
    return WideBatch(table, checklist, named, columns, office, tuple(_groups(checklist, columns)), wrong)


def _groups(checklist: Checklist, columns: Columns) -> Iterator[Group]:
    """Gather each question's columns, in the checklist's order."""
    for question in checklist.questions():
        own = {n: one for n, one in columns.questions.items() if one.question.id == question.id}
        values = [n for n, one in own.items() if one.part is Part.VALUE and one.choice is None]
        beside = {n: one for n, one in own.items() if n not in values}
        if own:
            yield Group(question, values[0] if values else None, Remembered(checklist, question), beside)


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
        known.update(n for n in columns.unknown if named.find(row.cell(n)) is not None)
    best = max(columns.unknown, key=lambda n: known[n], default=None)
    if best is None or known[best] * 2 <= rows:
        message, cure = say("no column holds the offices"), say("head it «Nav-kontor»")
        raise NavcheckError(Problem("no-office-column", message, table.at(None, 0), cure))
    return best
