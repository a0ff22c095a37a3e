"""Whose answer is an example to others, and which examples are nearest to an office in kind and size."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest

from navcheck.core.gaps import Gap
from navcheck.core.matrix import Matrix
from navcheck.core.model import Answer, Checklist, Office, Question
from navcheck.core.model.checklist import FactDefinition
from navcheck.core.small_numbers import FEWEST_SHOWN, is_small
from navcheck.core.words import Kind, Status

MOST_EXAMPLES = 3
_FARTHEST = Decimal("Infinity")
# What stands for a number of persons that is not shown.
_MIDST = Decimal(FEWEST_SHOWN) / 2


@dataclass(frozen=True, slots=True)
class Example:
    """An office that does well what a question asks about, with something written or shown; `shares` as it has said."""

    office: Office
    question: Question
    answer: Answer
    shares: bool | None


@dataclass(frozen=True, slots=True)
class Size:
    """The figure that two offices are compared by: of the one that has a gap, and of the example."""

    of: FactDefinition | Question
    needs: Decimal
    gives: Decimal

    @property
    def ratio(self) -> Decimal:
        """How many times larger the larger one is; which small number it is, no order tells."""
        smaller, larger = sorted(_MIDST if is_small(one) else one for one in (self.needs, self.gives))
        if smaller == larger:
            return Decimal(1)
        return larger / smaller if smaller > 0 else _FARTHEST


@dataclass(frozen=True, slots=True)
class Near:
    """An example as one office can use it, and what the two have in common."""

    example: Example
    group: str | None
    size: Size | None


def find_examples(matrix: Matrix) -> Mapping[str, tuple[Example, ...]]:
    """Find by question who does it well, in the survey's order."""
    lacking = {(gap.office.id, gap.question.id) for gap in matrix.gaps}
    shares = {entry.office.id: entry.response.shares for entry in matrix.round.entries if entry.response is not None}
    found: defaultdict[str, list[Example]] = defaultdict(list)
    for response in matrix.read:
        for question in matrix.round.checklist.questions():
            answer = response.given(question)
            if answer is None or not answer.proven or (response.office.id, question.id) in lacking:
                continue
            if response.status(question) is Status.MET:
                found[question.id].append(Example(response.office, question, answer, shares[response.office.id]))
    return {question: tuple(examples) for question, examples in found.items()}


class Nearness:
    """Tells whose example is nearest to an office; what offices are compared by is looked up once for all of them."""

    def __init__(self, matrix: Matrix) -> None:
        self._read = {response.office.id: response for response in matrix.read}
        self._measures = tuple(_measures(matrix.round.checklist))

    def nearest(self, gap: Gap, examples: tuple[Example, ...]) -> tuple[Near, ...]:
        """Choose the same group before others, then the nearest size, an unknown size last; else the survey's order."""
        near = (
            Near(one, _common_group(gap.office, one.office), self._size(gap.office, one.office)) for one in examples
        )
        return tuple(nsmallest(MOST_EXAMPLES, near, key=_distance))

    def _size(self, needs: Office, gives: Office) -> Size | None:
        """Compare by the first figure that both have of the same: what the county counts, else what they answer."""
        for of, name in self._measures:
            one, other = self._read[needs.id].get(name), self._read[gives.id].get(name)
            if isinstance(one, Decimal) and isinstance(other, Decimal):
                return Size(of, one, other)
        return None


def _distance(near: Near) -> tuple[bool, bool, Decimal]:
    return near.group is None, near.size is None, near.size.ratio if near.size is not None else _FARTHEST


def _common_group(one: Office, other: Office) -> str | None:
    return one.group if one.group == other.group else None


def _measures(checklist: Checklist) -> Iterator[tuple[FactDefinition | Question, str]]:
    yield from [(fact, f"fact.{fact.id}") for fact in checklist.facts if fact.counts][:1]
    numbers = (question for question in checklist.questions() if question.persons and question.type is Kind.NUMBER)
    yield from [(question, question.id) for question in numbers][:1]
