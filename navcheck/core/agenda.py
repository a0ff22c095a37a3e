"""Who could use whose example: what a network of offices talks about, and what its adviser prepares for.

What goes to the meeting is made of the examples alone: it knows no gaps, so nothing that prints it can tell them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from navcheck.core.gaps import Gap
from navcheck.core.matrix import Matrix
from navcheck.core.model import Answer, Checklist, Office, Question, Survey, Topic
from navcheck.core.model.checklist import FactDefinition
from navcheck.core.round import ReadResponse
from navcheck.core.words import Kind, Standing, Status

MOST_EXAMPLES = 3
# Where all but one of those who have responded are named, the last one is named too.
FEWEST_UNNAMED = 2
_FARTHEST = Decimal("Infinity")


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
        """How many times larger the larger one is."""
        smaller, larger = sorted((self.needs, self.gives))
        if smaller == larger:
            return Decimal(1)
        return larger / smaller if smaller > 0 else _FARTHEST


@dataclass(frozen=True, slots=True)
class Near:
    """An example as one office can use it, and what the two have in common."""

    example: Example
    group: str | None
    size: Size | None


@dataclass(frozen=True, slots=True)
class Point:
    """A gap, and the examples nearest to its office; none where there is nobody to point to."""

    gap: Gap
    examples: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two offices that could use each other's examples, and on which questions each of them."""

    one: Office
    other: Office
    one_uses: tuple[Question, ...]
    other_uses: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The adviser's edition: mutual pairs, and each gap with its examples, as gaps are ordered."""

    matrix: Matrix
    pairs: tuple[Pair, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A question that a meeting has reason to talk about, and the examples of those who said yes to share."""

    topic: Topic
    question: Question
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting's edition; `unshared` are themes that nobody shares, `held_back` those that would name one office."""

    survey: Survey
    checklist: Checklist
    responded: int
    themes: tuple[Theme, ...]
    unshared: tuple[Theme, ...]
    held_back: tuple[Theme, ...]


def agenda_of(matrix: Matrix) -> Agenda:
    """Name for each gap up to three offices that do the same thing well, nearest in kind and size first."""
    found = _examples(matrix)
    read = {response.office.id: response for response in matrix.read}
    points = tuple(Point(gap, _nearest(read, gap, found.get(gap.question.id, ()))) for gap in matrix.gaps)
    return Agenda(matrix, tuple(_pairs(matrix.round.survey, points)), points)


def meeting_of(matrix: Matrix) -> Meeting:
    """Tell what the meeting may hear: themes in the checklist's order, offices in the survey's, never who has a gap."""
    one, found = matrix.round, _examples(matrix)
    lacking = {gap.question.id for gap in matrix.gaps}
    themes = tuple(
        Theme(topic, question, tuple(example for example in found.get(question.id, ()) if example.shares))
        for topic in matrix.topics
        for question in topic.questions
        if question.id in lacking
    )
    told = {theme.question.id for theme in themes if len(matrix.read) - len(theme.examples) >= FEWEST_UNNAMED}
    return Meeting(
        one.survey,
        one.checklist,
        matrix.standing(Standing.RESPONDED),
        tuple(theme for theme in themes if theme.examples and theme.question.id in told),
        tuple(theme for theme in themes if not theme.examples and theme.question.id in told),
        tuple(theme for theme in themes if theme.question.id not in told),
    )


def _examples(matrix: Matrix) -> Mapping[str, tuple[Example, ...]]:
    """Find by question who does it well, in the survey's order."""
    lacking = {(gap.office.id, gap.question.id) for gap in matrix.gaps}
    shares = {entry.office.id: entry.response.shares for entry in matrix.round.entries if entry.response is not None}
    found: defaultdict[str, tuple[Example, ...]] = defaultdict(tuple)
    for response in matrix.read:
        for question in matrix.round.checklist.questions():
            answer = response.given(question)
            is_lacking = (response.office.id, question.id) in lacking
            if answer is not None and answer.proven and response.status(question) is Status.MET and not is_lacking:
                found[question.id] += (Example(response.office, question, answer, shares[response.office.id]),)
    return found


def _nearest(read: Mapping[str, ReadResponse], gap: Gap, examples: tuple[Example, ...]) -> tuple[Near, ...]:
    """Choose the nearest: the same group before others, then by size, an unknown size last; else the survey's order."""
    own = read[gap.office.id]
    near = (Near(one, _common_group(gap.office, one.office), _size(own, read[one.office.id])) for one in examples)
    return tuple(sorted(near, key=_distance)[:MOST_EXAMPLES])


def _distance(near: Near) -> tuple[bool, bool, Decimal]:
    return near.group is None, near.size is None, near.size.ratio if near.size is not None else _FARTHEST


def _common_group(one: Office, other: Office) -> str | None:
    return one.group if one.group == other.group else None


def _size(needs: ReadResponse, gives: ReadResponse) -> Size | None:
    """Compare by the first figure of the same thing that both have: what the county counts, else what they answer."""
    for of, name in _measures(needs.checklist):
        one, other = needs.known.get(name), gives.known.get(name)
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            return Size(of, one, other)
    return None


def _measures(checklist: Checklist) -> Iterator[tuple[FactDefinition | Question, str]]:
    yield from [(fact, f"fact.{fact.id}") for fact in checklist.facts if fact.counts][:1]
    numbers = (question for question in checklist.questions() if question.persons and question.type is Kind.NUMBER)
    yield from [(question, question.id) for question in numbers][:1]


def _pairs(survey: Survey, points: tuple[Point, ...]) -> Iterator[Pair]:
    """Find the offices that are each other's example, in the survey's order."""
    uses: defaultdict[tuple[str, str], tuple[Question, ...]] = defaultdict(tuple)
    for point in points:
        for near in point.examples:
            uses[point.gap.office.id, near.example.office.id] += (point.gap.question,)
    for n, one in enumerate(survey.offices):
        for other in survey.offices[n + 1 :]:
            if (one.id, other.id) in uses and (other.id, one.id) in uses:
                yield Pair(one, other, uses[one.id, other.id], uses[other.id, one.id])
