"""A long table: a row an answer, with the office and the question named in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Checklist, Office
from navcheck.core.problems import Problem
from navcheck.core.text import clean, did_you_mean, normal, quote
from navcheck.core.words import Part
from navcheck.intake.answer import Cell
from navcheck.intake.columns import OFFICE, OFFICE_HEADS, PASSED, Meaning, Names
from navcheck.intake.flaws import no_head, ragged, row_flaws
from navcheck.intake.gathering import Gathered
from navcheck.intake.groups import Remembered, remembered
from navcheck.intake.incoming import Incoming, Read
from navcheck.intake.naming import Named, no_answers
from navcheck.intake.tables.table import Row, Table

QUESTION = "question"
_HEADS: Mapping[str, str | Part] = {
    **dict.fromkeys(OFFICE_HEADS, OFFICE),
    **dict.fromkeys(("question", "spørsmål", "spm"), QUESTION),
    **dict.fromkeys(("value", "svar", "answer", "verdi"), Part.VALUE),
    **dict.fromkeys(("comment", "kommentar"), Part.COMMENT),
    **dict.fromkeys(("reason", "grunn"), Part.REASON),
    **dict.fromkeys(("document", "dokument"), Part.DOCUMENT),
    **dict.fromkeys(("date", "dato"), Part.DATE),
    **dict.fromkeys(("proof", "bevis"), Part.PROOF),
}
_NEEDED = frozenset({OFFICE, QUESTION, Part.VALUE})
Heads = Mapping[str | Part, int]


def long_heads(header: Sequence[str], names: Names) -> Heads | None:
    """Return the columns of a long table by what they hold; none where the table is wide."""
    words = [normal(clean(head)) for head in header]
    heads: dict[str | Part, int] = {}
    for n, word in enumerate(words):
        if word in _HEADS:
            heads.setdefault(_HEADS[word], n)
    own = {names.find(head) for head in header if isinstance(names.find(head), str)}
    return heads if heads.keys() >= _NEEDED and own <= {OFFICE, PASSED} and not _asks(header, names) else None


def _asks(header: Sequence[str], names: Names) -> bool:
    return any(isinstance(names.find(head), Meaning) for head in header)


@dataclass(frozen=True, slots=True)
class _Office:
    """What has been gathered of one office, and where its first row stands."""

    office: Office
    first: Row
    gathered: Gathered = field(default_factory=Gathered)


@dataclass(frozen=True, slots=True)
class LongBatch:
    """A long table, and how it is read: whole, since an office's rows may stand anywhere."""

    table: Table
    checklist: Checklist
    names: Names
    named: Named
    heads: Heads
    resubmits: bool = False
    by_office: bool = True

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the header."""
        unknown = [n for n, head in enumerate(self.table.header) if n not in self.heads.values() and head.strip()]
        return tuple(self._unknown_head(n) for n in unknown)

    def _unknown_head(self, column: int) -> Problem:
        head = self.table.header[column]
        if _HEADS.get(normal(clean(head))) in self.heads:
            message = say("two columns hold {id}", id=quote(head))
            return Problem("same-column", message, self.table.at(None, column), say("keep one of them"))
        message = say("{head} is no column of a long table", head=quote(head))
        cure = did_you_mean(clean(head), _HEADS) or say("take the column out")
        return Problem("unknown-column", message, self.table.at(None, column), cure)

    @property
    def assumed(self) -> tuple[Message, ...]:
        """What was taken for granted in reading it."""
        return self.table.assumed

    def read(self) -> Iterator[Read]:
        """Go through the rows, then through the offices that they speak of."""
        offices: dict[str, _Office] = {}
        said = remembered(self.checklist)
        spoilt: set[str] = set()
        unread = {n: head.strip() for n, head in enumerate(self.table.header) if n not in self.heads.values()}
        for row in self.table.rows():
            wrong = [*row_flaws(self.table, row, row.flaws, self.heads.values()), *self._ragged(row)]
            wrong += self._unread(row, unread)
            office, problems = self._take(row, offices)
            problems = [one for one in problems if one.at not in {other.at for other in wrong}]
            if found := (*wrong, *problems):
                spoilt |= {office.id} if office is not None else set()
                yield Read(None, found, counts=False)
        for one in offices.values():
            yield self._whole(one, said, is_spoilt=one.office.id in spoilt)

    def _ragged(self, row: Row) -> Iterator[Problem]:
        return ragged(self.table, row) if len(row.cells) != len(self.table.header) else iter(())

    def _unread(self, row: Row, heads: dict[int, str]) -> Iterator[Problem]:
        """Guard the cells that are not read too, and tell once of each column that has no head."""
        for n in (n for n in heads if row.cell(n).strip()):
            if problem := check_text(row.cell(n), self.table.at(row, n)):
                yield problem
            if not heads[n]:
                heads[n] = "?"
                yield no_head(self.table, n)

    def _take(self, row: Row, offices: dict[str, _Office]) -> tuple[Office | None, list[Problem]]:
        """Gather a row, and return what is wrong with it."""
        named, asked = self._cell(row, OFFICE), self._cell(row, QUESTION)
        office = self.named[named.text]
        meaning = self.names.find(asked.text)
        wrong = [] if office is not None else [self.named.unknown(named.text, named.at)]
        wrong += [] if isinstance(meaning, Meaning) else [self._unknown_question(asked)]
        if office is None or not isinstance(meaning, Meaning):
            return office, wrong
        one = offices.setdefault(office.id, _Office(office, row))
        parts = [part for part in self.heads if isinstance(part, Part)]
        for part in parts if meaning.part is Part.VALUE else [Part.VALUE]:
            meant = Meaning(meaning.question, part) if part is not Part.VALUE else meaning
            problem = one.gathered.add(meant, self._cell(row, part))
            wrong += [problem] if problem else []
        return office, wrong

    def _cell(self, row: Row, head: str | Part) -> Cell:
        return Cell(self.table.plain(row.cell(self.heads[head])), self.table.at(row, self.heads[head]))

    def _unknown_question(self, cell: Cell) -> Problem:
        if problem := check_text(cell.text, cell.at):
            return problem
        if not cell.text.strip():
            return Problem("no-question", say("no question stands here"), cell.at, say("write the question's id"))
        message = say("{head} is no question of this checklist", head=quote(cell.text))
        hint = self.names.suggest(cell.text) or say("write the question's id")
        return Problem("unknown-question", message, cell.at, hint)

    def _whole(self, one: _Office, said: Mapping[str, Remembered], *, is_spoilt: bool) -> Read:
        answers, wrong, notes = one.gathered.read(self.checklist, said)
        where = partial(self.table.at, one.first, self.heads[OFFICE])
        if wrong or is_spoilt:
            return Read(None, tuple(wrong), tuple(notes))
        if not answers:
            return Read(None, (), (*notes, no_answers(one.office, where())))
        return Read(Incoming(one.office, one.first.number, where, lambda: answers, one.first.number), (), tuple(notes))
