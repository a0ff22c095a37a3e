"""What an import would do with each office: nothing is stored here.

An office's rows are a sequence, in the order in which it sent them in. What was received last is looked for in it: what
follows is the office's own supplement. Where it is not found, and the office has responded, the two differ: a conflict.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from navcheck.core.differences import Difference, differences, tell_differences
from navcheck.core.messages import Message, say
from navcheck.core.model import Office, Response
from navcheck.core.problems import Location, Problem
from navcheck.core.text import quote
from navcheck.intake.incoming import Batch, Incoming, Sighting
from navcheck.intake.tables.table import Table

# So many are told one by one; a file of the wrong kind has one in every cell.
MOST_PROBLEMS = 1_000
# What an office has sent before, in the order of its numbers.
History = Callable[[Office], tuple[Response, ...]]


class Repeats(StrEnum):
    """What an office's second row in one file is: a supplement, passed over, or a problem."""

    LAST = "last"
    FIRST = "first"
    STOP = "stop"


class OnConflict(StrEnum):
    """What becomes of an office that has responded already, otherwise."""

    STOP = "stop"
    SKIP = "skip"
    UPDATE = "update"


class Outcome(StrEnum):
    """What an import does with an office's rows."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(slots=True)
class Verdict:
    """One office's rows, as far as they have been seen.

    `stored` are the rows of this very file that were stored before, `order` the sequence of each row: kept only where
    there is a history to hold them against, so that a first import takes no memory for them.
    """

    first: Incoming
    history: tuple[Response, ...]
    stored: frozenset[int]
    count: int = 0
    order: dict[int, int] = field(default_factory=dict)
    last: Incoming | None = None
    found_at: int = -1

    @property
    def office(self) -> Office:
        """Whose rows they are."""
        return self.first.office

    def see(self, one: Incoming) -> None:
        """Take in the office's next row."""
        self.count += 1
        if self.last is None or one.sequence >= self.last.sequence:
            self.last = one
        if self.history:
            self.order[one.row] = one.sequence
            if one.answers == self.history[-1].answers:
                self.found_at = max(self.found_at, one.sequence)

    def takes(self, row: int, sequence: int) -> bool:
        """Tell whether a row is yet to be stored."""
        is_seen = self.count > 1 or row == self.first.row  # but for a supplement, only the first row is
        return is_seen and row not in self.stored and sequence > self.found_at

    @property
    def fresh(self) -> int:
        """How many rows are yet to be stored."""
        return sum(self.takes(*pair) for pair in self.order.items()) if self.history else self.count

    @property
    def differs(self) -> bool:
        """Whether the office has responded, and with none of these answers."""
        return bool(self.history) and self.found_at < 0 and self.fresh > 0

    @property
    def differences(self) -> tuple[Difference, ...]:
        """In what the last row differs from what was received last."""
        return differences(self.history[-1].answers, self.last.answers) if self.history and self.last else ()

    def outcome(self, on_conflict: OnConflict) -> Outcome:
        """Return what becomes of the office; a conflict that stops is a problem before anybody asks."""
        if not self.fresh:
            return Outcome.UNCHANGED
        return Outcome.SKIPPED if self.differs and on_conflict is OnConflict.SKIP else Outcome.NEW


@dataclass(frozen=True, slots=True)
class Policy:
    """What a person decides of an import; `received` is the day on which the answers came, where no tool says."""

    repeats: Repeats | None = None
    on_conflict: OnConflict = OnConflict.STOP
    received: date | None = None


@dataclass(slots=True)
class Judged:
    """What a file would bring in, and all that is wrong with it; `untold` problems are only counted.

    `spoilt` are the offices with a row that brings nothing, or with two where one belongs, by their first row.
    """

    batch: Batch
    policy: Policy
    rows: int = 0
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    spoilt: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    untold: int = 0

    def tell(self, problems: Iterable[Problem], notes: Iterable[Problem] = ()) -> None:
        """Note what is wrong, and what is worth knowing."""
        for problem in problems:
            if len(self.problems) < MOST_PROBLEMS:
                self.problems.append(problem)
            else:
                self.untold += 1
        if len(self.notes) < MOST_PROBLEMS:
            self.notes += notes

    def stopped(self) -> tuple[Verdict, ...]:
        """Return the offices that have responded otherwise, where that stops the file."""
        stops = self.policy.on_conflict is OnConflict.STOP
        return tuple(one for one in self.verdicts.values() if stops and one.differs)

    @property
    def usable(self) -> int:
        """How many rows could be stored if those with problems were taken out."""
        return sum(one.count for one in self.verdicts.values()) - sum(one.count for one in self.stopped())

    def outcomes(self) -> Iterator[tuple[Verdict, Outcome]]:
        """Yield each office with what becomes of it, in the file's order; one of which a row is spoilt is left out."""
        sure = (one for name, one in self.verdicts.items() if name not in self.spoilt)
        return ((one, one.outcome(self.policy.on_conflict)) for one in sure)


def judge(batch: Batch, history: History, sha256: str, policy: Policy, tick: Callable[[], None]) -> Judged:
    """Go through a file's rows once and tell what an import would do.

    Args:
        batch: the file.
        history: what each office has sent before.
        sha256: the file's sum, by which its rows are known again.
        policy: what an office's second row is, and what becomes of one that has responded otherwise.
        tick: called for each row.

    """
    found = Judged(batch, policy)
    repeats = policy.repeats or (Repeats.LAST if batch.resubmits else Repeats.STOP)
    found.tell(batch.problems)
    anything = False
    for incoming, problems, notes, seen, counts in batch.read():
        anything = True
        tick()
        found.rows += counts
        if problems or notes:
            found.tell(problems, notes)
        if incoming is None:
            if seen is not None and repeats is Repeats.STOP:
                _see_spoilt(found, seen)
        elif (verdict := found.verdicts.get(incoming.office.id)) is None:
            _see_first(found, incoming, history(incoming.office), sha256, repeats)
        elif repeats is Repeats.LAST:
            verdict.see(incoming)
        else:
            _see_again(found, incoming, verdict, repeats)
    if not anything:
        found.tell([no_rows(batch.table)])
    for one in found.stopped() if not batch.problems else ():  # an answer may only seem to be gone
        found.tell(
            [conflict(one.office, tell_differences(one.differences, batch.checklist), (one.last or one.first).where())]
        )
    return found


def _see_first(found: Judged, one: Incoming, before: tuple[Response, ...], sha256: str, repeats: Repeats) -> None:
    rows = (origin.row for response in before for origin in response.log if origin.sha256 == sha256)
    verdict = Verdict(one, before, frozenset(row for row in rows if row is not None))
    verdict.see(one)
    found.verdicts[one.office.id] = verdict
    if repeats is Repeats.STOP and one.office.id in found.spoilt:
        found.tell([_twice(one, found.spoilt[one.office.id])])


def _see_again(found: Judged, one: Incoming, verdict: Verdict, repeats: Repeats) -> None:
    """Tell of an office's second row where that is no supplement."""
    if repeats is Repeats.STOP:
        found.spoilt[one.office.id] = verdict.first.row
        found.tell([_twice(one, verdict.first.row)])
    else:
        message = say(
            "{office} has answered already, in row {row}; this row is not read",
            office=quote(one.office.name),
            row=verdict.first.row,
        )
        found.tell((), [Problem("office-twice", message, one.where())])


def _see_spoilt(found: Judged, one: Sighting) -> None:
    """Note whose a row is that brings nothing: where each office has one row, none is sure of an office with two."""
    verdict = found.verdicts.get(one.office.id)
    first = verdict.first.row if verdict is not None else found.spoilt.get(one.office.id)
    if first is not None:
        found.tell([_twice(one, first)])
    found.spoilt.setdefault(one.office.id, one.row)


def no_rows(table: Table) -> Problem:
    """Say that a table has a header and nothing below it."""
    message = say("the file has a header but no rows")
    return Problem("no-rows", message, table.at(None, 0), say("is it the right sheet or export?"))


def _twice(one: Incoming | Sighting, first: int) -> Problem:
    message = say("{office} has answered already, in row {row}", office=quote(one.office.name), row=first)
    return Problem(
        "office-twice", message, one.where(), say("keep one of the rows, or say with --repeats which counts")
    )


def conflict(office: Office, told: Message, at: Location) -> Problem:
    """Say that an office has responded already, and in what the answers differ."""
    message = say("{office} has responded already, with other answers: {told}", office=quote(office.name), told=told)
    cure = say("leave it out, or say what shall count: --on-conflict skip or update (its next number)")
    return Problem("has-responded", message, at, cure)
