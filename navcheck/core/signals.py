"""What only shows when answers are held against each other: a reason to look, never a verdict."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from navcheck.core.conditions import holds
from navcheck.core.facts import Figure
from navcheck.core.gaps import Gap, repeated_gaps
from navcheck.core.model import Check, Checklist, Office, Question
from navcheck.core.model.checklist import FactDefinition
from navcheck.core.round import ReadResponse, Round, column
from navcheck.core.shares import FEWEST_TO_COMPARE, Range, Share, is_far, median_of, shares_of, value_of
from navcheck.core.text import normal
from navcheck.core.told import Told
from navcheck.core.words import Kind, SignalKind, Status

FEWEST_FOR_SPREAD = 5
FEWEST_WITH_SAME_WORDS = 3
SHORTEST_SAME_WORDS = 20
_MONTHS = 12
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_COMPARED = frozenset({Kind.TEXT, Kind.CHOICE, Kind.CHOICES})


@dataclass(frozen=True, slots=True)
class Named:
    """A figure that a signal rests on: its name, the office or group whose it is, and where it was read if it was."""

    name: str
    value: Decimal
    of: str = ""
    read: Figure | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to look at: the question it is about, the offices it concerns, and out of how many answers.

    One about a figure or about a whole response has no question, and marks no answer.
    """

    kind: SignalKind
    question: Question | None
    offices: tuple[Office, ...]
    given: int
    words: str | None = None
    check: Check | None = None
    fact: FactDefinition | None = None
    figures: tuple[Named, ...] = ()


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
        *_each(group_differs, checklist.questions(), read),
        *conflicts(checklist, read),
        *repeated(checklist, gaps, before, len(read)),
        *carried(read),
    )


def _each(
    find: Callable[[Question, Responses], Iterator[Signal]],
    questions: "Iterator[Question] | list[Question]",
    read: Responses,
) -> Iterator[Signal]:
    return (signal for question in questions for signal in find(question, read))


def no_spread(question: Question, read: Responses) -> Iterator[Signal]:
    """Find at least five given answers, all equal; a choice only when nobody has anything to show for it."""
    if question.type not in _COMPARED or _differ(question, read):
        return
    given = [(office, answer) for office, told in column(question, read) if (answer := told.given) is not None]
    if len(given) < FEWEST_FOR_SPREAD or (question.type is not Kind.TEXT and any(answer.proven for _, answer in given)):
        return
    yield Signal(
        SignalKind.NO_SPREAD, question, tuple(office for office, _ in given), len(given), ", ".join(given[0][1].values)
    )


def _differ(question: Question, read: Responses) -> bool:
    """Tell whether any two answers differ, as soon as two do."""
    compared = (_compared(question, told) for _, told in column(question, read) if told.given is not None)
    first = next(compared, None)
    return any(one != first for one in compared)


def _compared(question: Question, told: Told) -> tuple[str, ...]:
    words = told.uncoded if question.type is Kind.TEXT else None
    return (f"words: {normal(words)}",) if words is not None else tuple(sorted(told.values))


def same_words(question: Question, read: Responses) -> Iterator[Signal]:
    """Find the same uncoded text of some length in at least three offices."""
    if question.type is not Kind.TEXT:
        return
    offices: dict[str, list[Office]] = defaultdict(list)
    first: dict[str, str] = {}
    for office, told in column(question, read):
        words = told.uncoded
        if words is not None and len(key := normal(words)) >= SHORTEST_SAME_WORDS:
            offices[key].append(office)
            first.setdefault(key, words)
    given = sum(told.given is not None for _, told in column(question, read))
    for key, those in offices.items():
        if len(those) >= FEWEST_WITH_SAME_WORDS:
            yield Signal(SignalKind.SAME_WORDS, question, tuple(those), given, first[key])


def repeats_question(question: Question, read: Responses) -> Iterator[Signal]:
    """Find an uncoded text whose longer words all stand in the question: it says nothing of the office."""
    if question.type is not Kind.TEXT:
        return
    asked = frozenset(word for text in question.text.values() for word in _LONG_WORD.findall(text.casefold()))
    for office, told in column(question, read):
        words = told.uncoded
        said = words.casefold() if words is not None else ""
        # Most begin with a word of their own, and need not be read on.
        if all(word[0] in asked for word in _LONG_WORD.finditer(said)) and _LONG_WORD.search(said):
            yield Signal(SignalKind.REPEATS_QUESTION, question, (office,), 1, words)


def outliers(question: Question, read: Responses) -> Iterator[Signal]:
    """Find figures below half or above twice the median share, where there is enough to compare.

    A signal's figures are the office's number, what it is compared by, and the median of the shares, unless that
    would tell of a small number of persons.
    """
    shares = shares_of(question, read)
    if len(shares) < FEWEST_TO_COMPARE:
        return
    middle = median_of(question, shares)
    for one in shares:
        if is_far(value_of(question, one), middle):
            own = (Named("number", one.number, one.office.id), Named("base", one.base, one.office.id))
            figures = (*own, *_median(middle))
            yield Signal(SignalKind.OUTLIER, question, (one.office,), len(shares), figures=figures)


def _median(middle: Range, of: str = "") -> tuple[Named, ...]:
    """Return a median that is the same whatever the small numbers of persons are."""
    return (Named("median", middle[0], of),) if middle[0] == middle[1] else ()


def group_differs(question: Question, read: Responses) -> Iterator[Signal]:
    """Find two groups of offices of which one has less than half the other's median share.

    A signal's figures are, of each group, how many offices are compared and the median of their shares; no median
    where it would tell of a small number of persons.
    """
    groups: dict[str, list[Share]] = defaultdict(list)
    for one in shares_of(question, read):
        if one.office.group is not None:
            groups[one.office.group].append(one)
    large = {name: tuple(shares) for name, shares in groups.items() if len(shares) >= FEWEST_TO_COMPARE}
    middles = {name: median_of(question, shares) for name, shares in large.items()}
    for pair in combinations(large, 2):
        if is_far(*(middles[name] for name in pair)):
            offices = tuple(one.office for name in pair for one in large[name])
            counts = tuple(Named("offices", Decimal(len(large[name])), name) for name in pair)
            medians = tuple(figure for name in pair for figure in _median(middles[name], name))
            yield Signal(SignalKind.GROUP_DIFFERS, question, offices, len(offices), figures=(*counts, *medians))


def carried(read: Responses) -> Iterator[Signal]:
    """Find offices that carried more than half of their answers over from the last round."""
    for response in read:
        asked = [
            told.answer.carried
            for told in response.row
            if told.answer is not None and told.status is not Status.NOT_ASKED
        ]
        count = len(asked) - asked.count(None)
        if count * 2 > len(asked):
            figures = (Named("carried", Decimal(count), response.office.id),)
            yield Signal(SignalKind.CARRIED, None, (response.office,), len(asked), figures=figures)


def stale_figures(one: Round) -> Iterator[Signal]:
    """Find figures about offices that were older than their checklist allows, counted to the day that the round is of.

    A signal's figures are the old ones, office by office.
    """
    on = one.survey.as_of or one.survey.opened
    for fact in one.checklist.facts:
        figures = [(entry.office, one.facts.get(entry.office.id, {}).get(fact.id)) for entry in one.entries]
        known = [(office, figure) for office, figure in figures if figure is not None]
        old = [(office, figure) for office, figure in known if is_stale(fact, figure, on)]
        if old:
            named = tuple(Named("value", figure.value, office.id, figure) for office, figure in old)
            offices = tuple(office for office, _ in old)
            yield Signal(SignalKind.STALE_FIGURE, None, offices, len(known), fact=fact, figures=named)


def is_stale(fact: FactDefinition, figure: Figure, on: date) -> bool:
    """Tell whether a figure was older on a day than its fact allows."""
    if fact.max_age_months is None:
        return False
    years, month = divmod(figure.as_of.month - 1 + fact.max_age_months, _MONTHS)
    year, month = figure.as_of.year + years, month + 1
    if year > date.max.year:
        return False
    return on > date(year, month, min(figure.as_of.day, monthrange(year, month)[1]))


def conflicts(checklist: Checklist, read: Responses) -> Iterator[Signal]:
    """Find two answers of one office that do not go together."""
    for check in checklist.checks:
        if check.severity is not None:
            continue
        about = checklist.by_id[check.about]
        for response in read:
            if holds(check.when, response) and response.status(about) is not Status.NOT_ASKED:
                yield Signal(SignalKind.CONFLICT, about, (response.office,), 1, check=check)


def repeated(checklist: Checklist, gaps: tuple[Gap, ...], before: tuple[Gap, ...], given: int) -> Iterator[Signal]:
    """Find the same gap as last round, question by question."""
    again: dict[str, list[Office]] = defaultdict(list)
    for gap in repeated_gaps(gaps, before):
        again[gap.question.id].append(gap.office)
    for question in checklist.questions():
        if question.id in again:
            yield Signal(SignalKind.REPEAT, question, tuple(again[question.id]), given)
