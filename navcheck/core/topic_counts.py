"""How many offices have points in each topic, out of how many, and how that was in the rounds before; names nobody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from navcheck.core.gaps import Gap, find_gaps, find_last_gaps
from navcheck.core.model import Checklist, Question, Topic
from navcheck.core.round import ReadResponse, Round, read_round
from navcheck.core.words import Severity, Status


@dataclass(frozen=True, slots=True)
class TopicCount:
    """One topic: of how many responses that were asked in it, how many have a point, of any and of each severity.

    An office with points of two severities counts under both. Where a topic is not `judged`, no rule could find a
    point in it, so that none says nothing.
    """

    topic: Topic
    judged: bool
    of: int
    offices: int
    severities: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class Past:
    """One round in a row of rounds: its name, and its topics by their ids."""

    period: str
    checklist: tuple[str, str]
    asked: int
    responded: int
    topics: Mapping[str, TopicCount]


def count_topics(checklist: Checklist, read: tuple[ReadResponse, ...], gaps: Iterable[Gap]) -> Iterator[TopicCount]:
    """Count, topic by topic, the offices that have points in it."""
    found: defaultdict[str, set[tuple[str, Severity]]] = defaultdict(set)
    for gap in gaps:
        found[gap.question.id].add((gap.office.id, gap.severity))
    for topic in checklist.topics:
        names = {question.id for question in topic.questions}
        with_points = set[tuple[str, Severity]]().union(*(found.get(name, ()) for name in names))
        yield TopicCount(
            topic,
            any(is_judged(checklist, question) for question in topic.questions),
            sum(any(one.status(question) is not Status.NOT_ASKED for question in topic.questions) for one in read),
            len({office for office, _ in with_points}),
            {severity: sum(severity is one for _, one in with_points) for severity in Severity},
        )


def is_judged(checklist: Checklist, question: Question) -> bool:
    """Tell whether any rule can find a point in an answer to the question."""
    return bool(question.gaps) or any(one.about == question.id and one.severity for one in checklist.checks)


def past_of(one: Round, responded: int, topics: Iterable[TopicCount]) -> tuple[Past, ...]:
    """Return the rounds that were read, the oldest first and this one, whose topics are counted already, last."""
    name = one.survey.period or one.survey.id
    version = (one.checklist.id, one.checklist.version)
    own = Past(name, version, len(one.entries), responded, {count.topic.id: count for count in topics})
    return (*(_counted(one.before) if one.before is not None else ()), own)


def _counted(one: Round) -> tuple[Past, ...]:
    read = read_round(one)
    return past_of(
        one, len(read), count_topics(one.checklist, read, find_gaps(one.checklist, read, find_last_gaps(one)))
    )
