"""Who could use whose example: what a network of offices talks about, and what its adviser prepares for.

What goes to the meeting is made of the examples alone: it knows no gaps, so nothing that prints it can tell them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from navcheck.core.examples import Example, Near, Nearness, find_examples
from navcheck.core.gaps import Gap
from navcheck.core.matrix import Matrix
from navcheck.core.model import Checklist, Office, Question, Survey, Topic
from navcheck.core.words import Standing

# Where all but one of those who have responded are named, the last one is named too.
FEWEST_UNNAMED = 2


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
    found = find_examples(matrix)
    nearness = Nearness(matrix)
    points = tuple(Point(gap, nearness.nearest(gap, found.get(gap.question.id, ()))) for gap in matrix.gaps)
    return Agenda(matrix, tuple(_pairs(matrix.round.survey, points)), points)


def meeting_of(matrix: Matrix) -> Meeting:
    """Tell what the meeting may hear: themes in the checklist's order, offices in the survey's, never who has a gap."""
    one, found = matrix.round, find_examples(matrix)
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


def _pairs(survey: Survey, points: tuple[Point, ...]) -> Iterator[Pair]:
    """Find the offices that are each other's example, in the survey's order."""
    uses: defaultdict[tuple[str, str], tuple[Question, ...]] = defaultdict(tuple)
    for point in points:
        for near in point.examples:
            uses[point.gap.office.id, near.example.office.id] += (point.gap.question,)
    places = {office.id: n for n, office in enumerate(survey.offices)}
    mutual = ((places[one], places[other]) for one, other in uses if (other, one) in uses)
    for one, other in ((survey.offices[n], survey.offices[m]) for n, m in sorted(mutual) if n < m):
        yield Pair(one, other, uses[one.id, other.id], uses[other.id, one.id])
