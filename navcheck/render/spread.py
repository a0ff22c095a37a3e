"""How all have answered one question, in words and as data: counts with their fractions, figures as may be shown."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from navcheck.core.messages import Message, Tongue, say
from navcheck.core.small_numbers import FEWEST_FOR_MEDIAN, Hidden
from navcheck.core.spread import Spread, coded_spreads, spread_of
from navcheck.core.words import SignalKind
from navcheck.render.marks import FULL
from navcheck.render.said import SMALL, name_of, quoted, written
from navcheck.render.told import Told

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix
    from navcheck.core.model import Question
    from navcheck.core.spread import Counted, Numbers

Json = dict[str, Any]
HELD_BACK = say("held back")
_HIDDEN = {Hidden.SMALL: SMALL, Hidden.HELD_BACK: HELD_BACK}


def tell_readings(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell what the county reads the words as, question by question, where all offices are shown."""
    for spread in readings_of(matrix):
        counts = " · ".join(
            tongue(_fraction(one, spread, tongue.pick(one.label)))
            for one in spread.counted
            if one.offices and one.label
        )
        name = name_of(matrix.round.checklist, spread.question, tongue)
        yield Told(tongue(say("{question}, as read: {counts}", question=name, counts=counts)))


def readings_of(matrix: "Matrix") -> tuple[Spread, ...]:
    """Count the codes of the questions that are shown; one shown alone is told whole, and one office has no counts."""
    by = matrix.narrowing
    if by.offices or by.question is not None:
        return ()
    return coded_spreads(filter(by.has_question, matrix.round.checklist.questions()), matrix.read)


def readings_data(matrix: "Matrix", tongue: Tongue) -> list[Json]:
    """Return the counts of each code as data."""
    return [
        {
            "question": spread.question.id,
            "code": one.value,
            "label": tongue.pick(one.label),
            "count": len(one.offices),
            "given": spread.given,
        }
        for spread in readings_of(matrix)
        for one in spread.counted
        if one.offices and one.label
    ]


def tell_spread(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell how all have answered the question that is shown alone."""
    spread = _asked_for(matrix)
    if spread is not None:
        heading = say(
            "How all have answered {question} (an answer in {given} of {count} responses):",
            question=name_of(matrix.round.checklist, spread.question, tongue),
            given=spread.given,
            count=len(matrix.read),
        )
        yield Told(tongue(heading), tuple(map(tongue, _lines(spread, tongue))))


def _asked_for(matrix: "Matrix") -> Spread | None:
    question = matrix.narrowing.question
    return spread_of(question, matrix.read, _told(matrix, question)) if question is not None else None


def _told(matrix: "Matrix", question: "Question") -> set[str]:
    """Return the offices whose figure stands in a point or a signal: to hold it back here would hide nothing."""
    whole = matrix.whole or matrix
    outliers = (one for one in whole.signals if one.kind is SignalKind.OUTLIER and one.question is question)
    points = {gap.office.id for gap in whole.gaps if gap.question.id == question.id}
    return points | {office.id for signal in outliers for office in signal.offices}


def _lines(spread: Spread, tongue: Tongue) -> Iterator[Message]:
    for one in spread.counted:
        label = quoted(written(spread.question, one.value, tongue)) if one.label is None else tongue.pick(one.label)
        fraction = _fraction(one, spread, label)
        offices = tuple(office.name for office in one.offices)
        yield _colon(fraction, offices) if offices else fraction
    if spread.uncoded:
        yield say("{label} {count} of {given}", label=say("not coded"), count=spread.uncoded, given=spread.given)
    if spread.numbers is not None and spread.numbers.offices:
        yield from _figures(spread.numbers)
    for status, count in spread.silent.items():
        yield _colon(FULL[status], count)


def _colon(label: object, words: object) -> Message:
    return Message("{label}: {words}", {"label": label, "words": words})


def _fraction(one: "Counted", spread: Spread, label: str) -> Message:
    return say("{label} {count} of {given}", label=label, count=len(one.offices), given=spread.given)


def _figures(numbers: "Numbers") -> Iterator[Message]:
    figures = numbers.figures
    for office, one in zip(numbers.offices, figures.shown, strict=True):
        yield _colon(office.name, _HIDDEN[one] if isinstance(one, Hidden) else one)
    yield say("Total of {count}: {figure}", count=len(numbers.offices), figure=_or_held_back(figures.total))
    if len(numbers.offices) < FEWEST_FOR_MEDIAN:
        few = say("{count} of at least {fewest}", count=len(numbers.offices), fewest=FEWEST_FOR_MEDIAN)
        yield say("Median: too few to compare: {count}", count=few)
    else:
        yield say("Median of {count}: {figure}", count=len(numbers.offices), figure=_or_held_back(figures.median))


def _or_held_back(figure: Decimal | None) -> Decimal | Message:
    return figure if figure is not None else HELD_BACK


def spread_data(matrix: "Matrix", tongue: Tongue) -> Json | None:
    """Return how all have answered the question that is shown alone, as data; nothing where none is."""
    spread = _asked_for(matrix)
    if spread is None:
        return None
    return {
        "question": spread.question.id,
        "responses": len(matrix.read),
        "given": spread.given,
        "counts": [
            {
                "value": one.value,
                "label": tongue.pick(one.label) if one.label else None,
                "count": len(one.offices),
                "offices": [office.id for office in one.offices],
            }
            for one in spread.counted
        ],
        "uncoded": spread.uncoded,
        **_numbers_data(spread.numbers),
        "silent": {status.value: count for status, count in spread.silent.items()},
    }


def _numbers_data(numbers: "Numbers | None") -> Json:
    if numbers is None:
        return {"figures": [], "total": None, "median": None}
    figures = numbers.figures
    return {
        "figures": [
            {
                "office": office.id,
                "value": None if isinstance(one, Hidden) else as_json(one),
                "hidden": one.value if isinstance(one, Hidden) else None,
            }
            for office, one in zip(numbers.offices, figures.shown, strict=True)
        ],
        "total": as_json(figures.total),
        "median": as_json(figures.median),
    }


def as_json(number: Decimal | None) -> int | float | None:
    """Return a number as JSON has it."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
