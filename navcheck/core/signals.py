"""What only shows when answers are held against each other: a reason to look, never a verdict."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from navcheck.core.conditions import holds
from navcheck.core.gaps import Gap, repeats
from navcheck.core.model import Check, Checklist, Office, Question
from navcheck.core.round import ReadResponse
from navcheck.core.text import normal
from navcheck.core.words import Kind, SignalKind

FEWEST_FOR_SPREAD = 5
FEWEST_WITH_SAME_WORDS = 3
SHORTEST_SAME_WORDS = 20
FEWEST_TO_COMPARE = 8
SMALLEST_DENOMINATOR = 20
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_COMPARED = frozenset({Kind.TEXT, Kind.CHOICE, Kind.CHOICES})


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to look at: the question it is about, the offices it concerns, and out of how many answers."""

    kind: SignalKind
    question: Question
    offices: tuple[Office, ...]
    given: int
    words: str | None = None
    check: Check | None = None
    figures: tuple[Decimal, ...] = ()


Responses = tuple[ReadResponse, ...]


def find_signals(
    checklist: Checklist, read: Responses, gaps: tuple[Gap, ...] = (), before: tuple[Gap, ...] = ()
) -> tuple[Signal, ...]:
    """Find every signal, kind by kind, in the order of the checklist and of the offices.

    Args:
        checklist: what was asked.
        read: the responses.
        gaps: this round's gaps.
        before: the last round's.

    """
    even = frozenset(question.id for question in checklist.questions() if list(no_spread(question, read)))
    rest = [question for question in checklist.questions() if question.id not in even]
    return (
        *_each(no_spread, checklist.questions(), read),
        *_each(same_words, rest, read),
        *_each(repeats_question, rest, read),
        *_each(outliers, checklist.questions(), read),
        *conflicts(checklist, read),
        *repeated(checklist, gaps, before, len(read)),
    )


def _each(
    find: Callable[[Question, Responses], Iterator[Signal]],
    questions: "Iterator[Question] | list[Question]",
    read: Responses,
) -> Iterator[Signal]:
    return (signal for question in questions for signal in find(question, read))


def no_spread(question: Question, read: Responses) -> Iterator[Signal]:
    """Find at least five given answers, all equal; a choice only when nobody has anything to show for it."""
    given = [response for response in read if response.given(question)]
    if question.type not in _COMPARED or len(given) < FEWEST_FOR_SPREAD:
        return
    if question.type is not Kind.TEXT and any(answer.proven for one in given if (answer := one.given(question))):
        return
    if len({_compared(question, response) for response in given}) == 1:
        answer = given[0].given(question)
        words = ", ".join(answer.values) if answer else None
        yield Signal(SignalKind.NO_SPREAD, question, tuple(one.office for one in given), len(given), words)


def _compared(question: Question, response: ReadResponse) -> tuple[str, ...]:
    words = response.uncoded(question)
    return (f"words: {normal(words)}",) if words is not None else tuple(sorted(response.values(question)))


def same_words(question: Question, read: Responses) -> Iterator[Signal]:
    """Find the same uncoded text of some length in at least three offices."""
    offices: dict[str, list[Office]] = defaultdict(list)
    first: dict[str, str] = {}
    for response in read:
        words = response.uncoded(question)
        if words is not None and len(key := normal(words)) >= SHORTEST_SAME_WORDS:
            offices[key].append(response.office)
            first.setdefault(key, words)
    given = sum(response.given(question) is not None for response in read)
    for key, those in offices.items():
        if len(those) >= FEWEST_WITH_SAME_WORDS:
            yield Signal(SignalKind.SAME_WORDS, question, tuple(those), given, first[key])


def repeats_question(question: Question, read: Responses) -> Iterator[Signal]:
    """Find an uncoded text whose longer words all stand in the question: it says nothing of the office."""
    asked = frozenset(word for text in question.text.values() for word in _LONG_WORD.findall(text.casefold()))
    for response in read:
        words = response.uncoded(question)
        said = _LONG_WORD.findall(words.casefold()) if words is not None else []
        if said and asked.issuperset(said):
            yield Signal(SignalKind.REPEATS_QUESTION, question, (response.office,), 1, words)


def outliers(question: Question, read: Responses) -> Iterator[Signal]:
    """Find figures below half or above twice the median share, where there is enough to compare.

    A signal's figures are the office's number, what it is compared by, and the median of the shares.
    """
    if question.per is None:
        return
    pairs = [(one.office, one.known.get(question.id), one.known.get(f"fact.{question.per}")) for one in read]
    usable = [
        (office, number, base)
        for office, number, base in pairs
        if isinstance(number, Decimal) and isinstance(base, Decimal) and base >= SMALLEST_DENOMINATOR
    ]
    if len(usable) < FEWEST_TO_COMPARE:
        return
    middle = median(number / base for _, number, base in usable)
    for office, number, base in usable:
        if number / base < middle / 2 or number / base > middle * 2:
            yield Signal(SignalKind.OUTLIER, question, (office,), len(usable), figures=(number, base, middle))


def conflicts(checklist: Checklist, read: Responses) -> Iterator[Signal]:
    """Find two answers of one office that do not go together."""
    for check in checklist.checks:
        if check.severity is not None:
            continue
        about = checklist.by_id[check.about]
        for response in read:
            if about.id in response.asked and holds(check.when, response.known):
                yield Signal(SignalKind.CONFLICT, about, (response.office,), 1, check=check)


def repeated(checklist: Checklist, gaps: tuple[Gap, ...], before: tuple[Gap, ...], given: int) -> Iterator[Signal]:
    """Find the same gap as last round, question by question."""
    again = [gap for gap in gaps if repeats(gap, before)]
    for question in checklist.questions():
        offices = tuple(gap.office for gap in again if gap.question.id == question.id)
        if offices:
            yield Signal(SignalKind.REPEAT, question, offices, given)
