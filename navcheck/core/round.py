"""One survey as it stands: who was asked, what each office sent, how the county reads it, what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from navcheck.core.coding import Readings
from navcheck.core.conditions import Known
from navcheck.core.facts import Facts
from navcheck.core.interview import asked_questions
from navcheck.core.messages import Message
from navcheck.core.model import Answer, Asked, Checklist, Coding, Office, Question, Response, Survey
from navcheck.core.told import Reader, Told, not_asked
from navcheck.core.words import Kind, RecordedBy, Standing, Status


@dataclass(frozen=True, slots=True)
class Entry:
    """What one office has sent so far.

    `confirmed` where it has confirmed the response that counts, `asked` what its next number shall elaborate,
    `first_received` the day of its first number, where a later one counts.
    """

    office: Office
    standing: Standing
    response: Response | None = None
    has_draft: bool = False
    confirmed: bool = False
    asked: tuple[Asked, ...] = ()
    first_received: date | None = None

    @property
    def unconfirmed(self) -> bool:
        """Whether the county recorded what counts, and the office has not confirmed it."""
        return (
            self.standing is Standing.RESPONDED
            and self.response is not None
            and recorded_on_behalf(self.response)
            and not self.confirmed
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file in the survey folder that was not read, and why."""

    name: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Round:
    """One survey with all that its folder holds; entries stand in the survey's order of offices.

    `before` is the last round, `facts` the figures about each office by the ids of both.
    """

    survey: Survey
    checklist: Checklist
    coding: Coding | None
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()
    before: "Round | None" = None
    facts: Facts = field(default_factory=dict)

    @property
    def drafts_left_out(self) -> int:
        """How many drafts there are that do not count."""
        return sum(entry.has_draft and entry.standing is not Standing.DRAFT for entry in self.entries)

    @property
    def confirmed(self) -> frozenset[tuple[str, int]]:
        """The office and number of each response that counts and was confirmed."""
        return frozenset(
            (entry.office.id, entry.response.number)
            for entry in self.entries
            if entry.confirmed and entry.response is not None and entry.response.number is not None
        )


def recorded_on_behalf(response: Response) -> bool:
    """Tell whether the county wrote down what an office said, so that the office is to confirm it."""
    return response.received is not None and response.received.recorded_by is RecordedBy.COUNTY


@dataclass(frozen=True, slots=True)
class ReadResponse:
    """One office's response as the county reads it: a row of what it told, a place for each question of the checklist.

    `facts` are the figures about the office that rules may look at, by `fact.` and their ids.
    """

    office: Office
    checklist: Checklist
    row: tuple[Told, ...]
    facts: Mapping[str, Decimal]

    def told(self, question: str) -> Told:
        """Return what was told on the question of that id."""
        return self.row[self.checklist.places[question]]

    def get(self, name: str) -> Known | None:
        """Return what rules can know of a question or a fact, by its id."""
        place = self.checklist.places.get(name)
        return self.row[place].known if place is not None else self.facts.get(name)

    def status(self, question: Question) -> Status:
        """Return what the answer is, apart from gaps."""
        return self.told(question.id).status

    def values(self, question: Question) -> tuple[str, ...]:
        """Return the choices, or the code of a text; nothing for numbers, dates and texts without a code."""
        return self.told(question.id).values

    def answer(self, question: Question) -> Answer | None:
        """Return what lies in the file, also where it was not asked for."""
        return self.told(question.id).answer

    def given(self, question: Question) -> Answer | None:
        """Return the answer if the question was asked and a value was given."""
        return self.told(question.id).given

    def uncoded(self, question: Question) -> str | None:
        """Return the office's own words where no code stands for them."""
        return self.told(question.id).uncoded if question.type is Kind.TEXT else None


def column(question: Question, read: Sequence[ReadResponse]) -> list[tuple[Office, Told]]:
    """Return what each office told on one question."""
    place = read[0].checklist.places[question.id] if read else 0
    return [(one.office, one.row[place]) for one in read]


def read_round(one: Round) -> tuple[ReadResponse, ...]:
    """Read every response of a round, in the order of its offices."""
    readers = _readers(one.checklist, one.coding)
    return tuple(
        _read(one.checklist, readers, entry.office, entry.response.answers, _figures(one, entry.office))
        for entry in one.entries
        if entry.response is not None
    )


def _figures(one: Round, office: Office) -> Mapping[str, Decimal]:
    return {f"fact.{name}": figure.value for name, figure in one.facts.get(office.id, {}).items()}


def read_response(
    checklist: Checklist,
    coding: Coding | None,
    office: Office,
    response: Response,
    facts: Mapping[str, Decimal] | None = None,
) -> ReadResponse:
    """Read one response as the county does; `facts` are figures about the office by their ids."""
    figures = {f"fact.{name}": figure for name, figure in (facts or {}).items()}
    return _read(checklist, _readers(checklist, coding), office, response.answers, figures)


def _readers(checklist: Checklist, coding: Coding | None) -> tuple[Reader, ...]:
    readings = Readings(coding)
    return tuple(Reader(checklist, question, readings) for question in checklist.questions())


def _read(
    checklist: Checklist,
    readers: tuple[Reader, ...],
    office: Office,
    answers: Mapping[str, Answer],
    facts: Mapping[str, Decimal],
) -> ReadResponse:
    # What is asked hangs on what the office answered, never on how the county reads its words.
    asked = {question.id for question in asked_questions(checklist, answers)}
    row = (
        reader.read(answers.get(name), office.id)
        if (name := reader.question.id) in asked
        else not_asked(answers.get(name))
        for reader in readers
    )
    return ReadResponse(office, checklist, tuple(row), facts)
