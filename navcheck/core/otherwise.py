"""Which questions are answered otherwise than last time, whether or not an answer falls short."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from navcheck.core.answers import as_number
from navcheck.core.model import Question
from navcheck.core.sight import Side
from navcheck.core.text import normal
from navcheck.core.words import Kind


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How many of those who answered a question both times answer otherwise now, point or not."""

    question: Question
    count: int
    both: int


def count_otherwise(sides: Iterable[tuple[Side, Side]]) -> tuple[Otherwise, ...]:
    """Count for each question who answered it both times, and how many of them otherwise; sides stand by question."""
    found = []
    for _, group in groupby(sides, key=lambda pair: pair[1].question.id):
        pairs = tuple(group)
        both = [pair for pair in pairs if all(any(view.answer for view in side.views) for side in pair)]
        differing = sum(not _is_same_answer(then, now) for then, now in both)
        found.append(Otherwise(pairs[0][1].question, differing, len(both)))
    return tuple(found)


def _is_same_answer(then: Side, now: Side) -> bool:
    """Tell whether the words are the same, or what the county reads them as."""
    words, read = zip(*((_words(side), _values(side)) for side in (then, now)), strict=True)
    return words[0] == words[1] or (read[0] == read[1] and () not in read[0])


def _words(side: Side) -> set[object]:
    return {_plain(side.question, view.answer.values) for view in side.views if view.answer is not None}


def _plain(question: Question, values: tuple[str, ...]) -> object:
    """Return an answer as it is compared: a number by its size, words without regard to case, spaces and order."""
    return as_number(values[0]) if question.type is Kind.NUMBER else tuple(sorted(map(normal, values)))


def _values(side: Side) -> set[tuple[str, ...]]:
    return {tuple(sorted(view.values)) for view in side.views if view.answer is not None}
