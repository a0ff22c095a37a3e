"""How all offices have answered one question: counts of offices, or their figures, and each silence apart."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from navcheck.core.model import Office, Question
from navcheck.core.round import ReadResponse
from navcheck.core.small_numbers import Figures, hold_back, show_all
from navcheck.core.text import normal
from navcheck.core.words import Kind, Status

Responses = tuple[ReadResponse, ...]
# What was answered, where no value was.
SILENCE = (Status.UNANSWERED, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Counted:
    """One answer and the offices that gave it: a choice or a code has a label, the office's own words have none."""

    value: str
    label: Mapping[str, str] | None
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Each office's figure as it may be shown, in the order of the offices, with their total and their median."""

    offices: tuple[Office, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Spread:
    """How one question was answered: `given` answers with a value, `uncoded` of them texts without a code."""

    question: Question
    given: int
    counted: tuple[Counted, ...]
    uncoded: int
    numbers: Numbers | None
    silent: Mapping[Status, int]


def spread_of(question: Question, read: Responses, told: Collection[str] = ()) -> Spread:
    """Count how one question was answered.

    Args:
        question: what was asked.
        read: the responses.
        told: the ids of offices whose figure is told elsewhere in what is printed.

    """
    given = tuple(response for response in read if response.given(question) is not None)
    statuses = Counter(response.status(question) for response in read)
    return Spread(
        question,
        len(given),
        tuple(_counted(question, given)),
        sum(response.uncoded(question) is not None for response in given) if question.codes is not None else 0,
        _numbers(question, given, told) if question.type is Kind.NUMBER else None,
        {status: statuses[status] for status in SILENCE if statuses[status]},
    )


def _counted(question: Question, given: Responses) -> Iterator[Counted]:
    """Count choices or codes in their own order, words in the order in which they come."""
    if question.type is Kind.NUMBER or not given:
        return
    checklist = given[0].checklist
    scale = {**checklist.choices_of(question), **checklist.codes_of(question)}
    if scale:
        for value, choice in scale.items():
            offices = tuple(one.office for one in given if value in one.values(question))
            yield Counted(value, choice.label, offices)
        return
    wordings: dict[str, list[ReadResponse]] = defaultdict(list)
    for one in given:
        wordings[normal(_words(question, one))].append(one)
    for same in wordings.values():
        yield Counted(_words(question, same[0]), None, tuple(one.office for one in same))


def _words(question: Question, response: ReadResponse) -> str:
    answer = response.given(question)
    return answer.values[0] if answer is not None else ""


def _numbers(question: Question, given: Responses, told: Collection[str]) -> Numbers:
    pairs = [(one.office, number) for one in given if isinstance(number := one.get(question.id), Decimal)]
    numbers = [number for _, number in pairs]
    known = {n for n, (office, _) in enumerate(pairs) if office.id in told}
    return Numbers(
        tuple(office for office, _ in pairs), hold_back(numbers, known) if question.persons else show_all(numbers)
    )


def coded_spreads(questions: Iterator[Question], read: Responses) -> tuple[Spread, ...]:
    """Count the codes of each question of which the county has read at least one answer as a code."""
    spreads = (spread_of(question, read) for question in questions if question.codes is not None)
    return tuple(one for one in spreads if one.given > one.uncoded)


@dataclass(frozen=True, slots=True)
class Claimed:
    """How many answers are a yes that nothing written stands behind, of how many that proof is asked for."""

    answers: int
    of: int
    offices: int
    of_offices: int


def count_claimed(questions: Collection[Question], read: Responses) -> Claimed:
    """Count what is stated and not documented, among the answers for which a document is asked."""
    statuses = [
        [response.status(question) for question in questions if question.evidence is not None and question.evidence.ask]
        for response in read
    ]
    counts = Counter(status for those in statuses for status in those)
    return Claimed(
        counts[Status.CLAIMED],
        counts[Status.CLAIMED] + counts[Status.MET],
        sum(Status.CLAIMED in those for those in statuses),
        len(read),
    )
