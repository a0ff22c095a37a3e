"""The tidy table: one row an office and question, for every office that was asked; silence is a row, never nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.model import JOINS, Answer, Checklist, Question, Survey, Topic
from navcheck.core.round import Entry, ReadResponse, Round
from navcheck.core.small_numbers import is_small
from navcheck.core.words import Proof, Severity, Status


@dataclass(frozen=True, slots=True)
class TidyRow:
    """One office and one question: what was answered, and what it is; no status where there is no response.

    `summed` where the number is a term of a sum that holds one so small that it is held back.
    """

    survey: Survey
    entry: Entry
    topic: Topic
    question: Question
    answer: Answer | None = None
    code: str | None = None
    status: Status | None = None
    severity: Severity | None = None
    summed: bool = False

    @property
    def proof(self) -> Proof | None:
        """The best that stands behind the answer."""
        proofs = [evidence.proof for evidence in self.answer.evidence] if self.answer is not None else []
        return max(proofs, key=list(Proof).index, default=None)


def tidy(one: Round) -> Iterator[TidyRow]:
    """Yield a round's rows: office by office in the survey's order, question by question in the checklist's."""
    return tidy_of(build_matrix(one))


def tidy_of(matrix: Matrix) -> Iterator[TidyRow]:
    """Yield the rows of a round whose matrix is built already."""
    one = matrix.round
    read = {response.office.id: response for response in matrix.read}
    severities = {(gap.office.id, gap.question.id): gap.severity for gap in matrix.gaps}
    sums = tuple(sums_of(one.checklist))
    for entry in one.entries:
        response = read.get(entry.office.id)
        summed = summed_with_small(response, sums) if response is not None else frozenset()
        for topic in one.checklist.topics:
            for question in topic.questions:
                if response is None:
                    yield TidyRow(one.survey, entry, topic, question)
                    continue
                told = response.told(question.id)
                yield TidyRow(
                    one.survey,
                    entry,
                    topic,
                    question,
                    answer=told.answer if told.status is not Status.NOT_ASKED else None,
                    code=told.code,
                    status=told.status,
                    severity=severities.get((entry.office.id, question.id)),
                    summed=question.id in summed,
                )


def summed_with_small(response: ReadResponse, sums: Sequence[frozenset[str]]) -> frozenset[str]:
    """Find the answers that would give a small number of persons away, in one sum or from one sum to the next."""
    hidden = {name for terms in sums for name in terms if _is_small(response, name)}
    while more := {name for terms in sums if terms & hidden for name in terms} - hidden:
        hidden |= more
    return frozenset(hidden)


def _is_small(response: ReadResponse, name: str) -> bool:
    question, number = response.checklist.by_id.get(name), response.get(name)
    return question is not None and question.persons and isinstance(number, Decimal) and is_small(number)


def sums_of(checklist: Checklist) -> Iterator[frozenset[str]]:
    """Yield the answers that should add up to one another, as the checklist's rules say."""
    for check in checklist.checks:
        for name, condition in check.when.items():
            if condition.not_sum_of:
                yield frozenset((*name.split(JOINS), *condition.not_sum_of))
    for question in checklist.questions():
        for rule in question.gaps if isinstance(question.gaps, tuple) else ():
            if rule.not_sum_of:
                yield frozenset((question.id, *rule.not_sum_of))
