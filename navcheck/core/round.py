"""One survey as it stands: who was asked, what each office sent, how the county reads it, what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from navcheck.core.answers import known_value
from navcheck.core.coding import Readings
from navcheck.core.conditions import Known
from navcheck.core.facts import Facts
from navcheck.core.interview import asked_questions
from navcheck.core.messages import Message
from navcheck.core.model import Answer, Asked, Checklist, Coding, Office, Question, Response, Survey
from navcheck.core.words import Instead, Kind, RecordedBy, Standing, Status


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
    """One office's response as the county reads it: what was asked of it, and the code of each text."""

    office: Office
    checklist: Checklist
    answers: Mapping[str, Answer]
    asked: frozenset[str]
    codes: Mapping[str, str]
    known: Mapping[str, Known]

    def status(self, question: Question) -> Status:
        """Return what the answer is, apart from gaps."""
        if question.id not in self.asked:
            return Status.NOT_ASKED
        answer = self.answers.get(question.id)
        if answer is None:
            return Status.UNANSWERED
        if answer.instead is Instead.UNKNOWN:
            return Status.UNKNOWN
        if answer.instead is Instead.NOT_APPLICABLE:
            return Status.NOT_APPLICABLE if answer.comment else Status.UNANSWERED
        return self._status_of_value(question, answer)

    def _status_of_value(self, question: Question, answer: Answer) -> Status:
        choices = {**self.checklist.choices_of(question), **self.checklist.codes_of(question)}
        chosen = {choices[value].status for value in self.values(question) if value in choices}
        if Status.NO_CASES in chosen:
            return Status.NO_CASES
        if chosen != {Status.MET}:
            return Status.ANSWERED
        asks_for_proof = question.evidence is not None and question.evidence.ask
        return Status.CLAIMED if asks_for_proof and not answer.proven else Status.MET

    def values(self, question: Question) -> tuple[str, ...]:
        """Return the choices, or the code of a text; nothing for numbers, dates and texts without a code."""
        value = self.known.get(question.id)
        return value if isinstance(value, tuple) else ()

    def given(self, question: Question) -> Answer | None:
        """Return the answer if the question was asked and a value was given."""
        answer = self.answers.get(question.id)
        return answer if answer is not None and answer.value is not None and question.id in self.asked else None

    def uncoded(self, question: Question) -> str | None:
        """Return the office's own words where no code stands for them."""
        answer = self.given(question)
        if answer is None or question.type is not Kind.TEXT or question.id in self.codes:
            return None
        return answer.values[0]


def read_round(one: Round) -> tuple[ReadResponse, ...]:
    """Read every response of a round, in the order of its offices."""
    readings = Readings(one.coding)
    return tuple(
        _read(one.checklist, readings, entry.office, entry.response, _figures(one, entry.office))
        for entry in one.entries
        if entry.response is not None
    )


def _figures(one: Round, office: Office) -> Mapping[str, Decimal]:
    return {name: figure.value for name, figure in one.facts.get(office.id, {}).items()}


def read_response(
    checklist: Checklist,
    coding: Coding | None,
    office: Office,
    response: Response,
    facts: Mapping[str, Decimal] | None = None,
) -> ReadResponse:
    """Read one response as the county does; `facts` are figures about the office by their ids."""
    return _read(checklist, Readings(coding), office, response, facts or {})


def _read(
    checklist: Checklist, readings: Readings, office: Office, response: Response, facts: Mapping[str, Decimal]
) -> ReadResponse:
    asked = asked_questions(checklist, response.answers)
    codes: dict[str, str] = {}
    known: dict[str, Known] = {f"fact.{name}": figure for name, figure in facts.items()}
    for question in asked:
        answer = response.answers.get(question.id)
        value = known_value(question, answer) if answer is not None else None
        if answer is None or value is None:
            continue
        row = readings.of(question, office.id, answer.values[0])
        if row is not None:
            codes[question.id] = row.code
        known[question.id] = (row.code,) if row is not None else value
    return ReadResponse(office, checklist, response.answers, frozenset(question.id for question in asked), codes, known)
