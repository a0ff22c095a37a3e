"""Signals in words: what was seen, with its figures and out of how many; and beside them what is not documented."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say, say_many
from navcheck.core.spread import Claimed, count_claimed
from navcheck.core.words import SignalKind, Status
from navcheck.render.marks import FULL, Symbols
from navcheck.render.said import SMALL, answer_words, is_small, name_of, quoted
from navcheck.render.told import Told

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix
    from navcheck.core.signals import Signal

_SENTENCES = {
    SignalKind.NO_SPREAD: say("{question}: {same} of {given} answers are the same: {words}"),
    SignalKind.SAME_WORDS: say("{question}: {same} of {given} answers have the same words: {words} ({offices})"),
    SignalKind.REPEATS_QUESTION: say("{offices}: the answer repeats the question, {question}: {words}"),
    SignalKind.OUTLIER: say(
        "{offices}: {question}: {number} of {base}, {share} per 100; the median of {given} is {median}"
    ),
    SignalKind.REPEAT: say("{question}: the same point as last time at {same} of {given} offices: {offices}"),
    SignalKind.GROUP_DIFFERS: say(
        "{question}: the median is {first_median} per 100 in {first} ({first_count} offices), {last_median} per 100 in "
        "{last} ({last_count} offices)"
    ),
    SignalKind.CARRIED: say("{offices}: {carried} of {given} answers are carried over from last time"),
    SignalKind.STALE_FIGURE: say("{fact}: older than {age} at {same} of {given} offices: {figures}"),
}
# A share, or the median beside it, would give a small number away.
_HELD_BACK = {
    SignalKind.OUTLIER: say("{offices}: {question}: {number} of {base}, far from the median of {given}"),
    SignalKind.GROUP_DIFFERS: say(
        "{question}: the medians of {first} ({first_count} offices) and {last} ({last_count} offices) are far apart"
    ),
}
_MEDIANS = {SignalKind.OUTLIER: 1, SignalKind.GROUP_DIFFERS: 2}


def tell_signals(
    matrix: "Matrix", tongue: Tongue, symbols: Symbols, left_out: "Iterable[Signal]" = ()
) -> Iterator[Told]:
    """Tell every signal with its figures, but those told elsewhere, and how much is stated and not documented."""
    elsewhere = {id(one) for one in left_out}
    signals = (one for one in matrix.signals if id(one) not in elsewhere)
    items = tuple(symbols.label(one.kind, signal_sentence(matrix, one, tongue)) for one in signals)
    claimed = _claimed(matrix, tongue, symbols)
    if items:
        yield Told(tongue(say("Signals, reasons to look and no conclusions:")), (*items, *claimed))
    else:
        yield from map(Told, claimed)


def _claimed(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[str]:
    count = claimed_of(matrix)
    if count.answers:
        message = say(
            "{claimed}: {answers} of {count} answers that a document is asked for, at {offices} of {all} offices",
            claimed=FULL[Status.CLAIMED],
            answers=count.answers,
            count=count.of,
            offices=count.offices,
            all=count.of_offices,
        )
        yield symbols.label(Status.CLAIMED, tongue(message))


def claimed_of(matrix: "Matrix") -> Claimed:
    """Count, of what is shown, the answers that are a yes with nothing written behind them."""
    by = matrix.narrowing
    questions = tuple(filter(by.has_question, matrix.round.checklist.questions()))
    return count_claimed(questions, tuple(one for one in matrix.read if by.has_office(one.office)))


def signal_sentence(matrix: "Matrix", signal: "Signal", tongue: Tongue) -> str:
    """Say what a signal saw, with its figures."""
    names = _names(matrix, signal, tongue)
    if signal.check is not None:
        return f"{names}: {tongue.pick(signal.check.text)}"
    values: dict[str, object] = {"offices": names, "same": len(signal.offices), "given": signal.given}
    if signal.question is not None:
        values["question"] = name_of(matrix.round.checklist, signal.question, tongue)
        values["words"] = quoted(signal_words(matrix, signal, tongue))
    if signal.kind in _VALUES:
        values |= _VALUES[signal.kind](matrix, signal, tongue)
    sentences = _HELD_BACK if _is_held_back(signal) else _SENTENCES
    return tongue(say(sentences[signal.kind].text, **values))


def _names(matrix: "Matrix", signal: "Signal", tongue: Tongue) -> str:
    """Name the offices; where single ones are looked at, the others are none of their business."""
    own = [office.name for office in signal.offices if matrix.narrowing.has_office(office)]
    others = len(signal.offices) - len(own)
    if others:
        own.append(tongue(say_many("{count} other office", "{count} other offices", others)))
    return ", ".join(own)


def _is_held_back(signal: "Signal") -> bool:
    """Tell whether the median, or a share beside it, would give a small number of persons away."""
    medians = [one for one in signal.figures if one.name == "median"]
    return len(medians) < _MEDIANS.get(signal.kind, 0) or has_small_number(signal)


def has_small_number(signal: "Signal") -> bool:
    """Tell whether a signal rests on one office's small number of persons."""
    return (
        signal.question is not None
        and signal.question.persons
        and any(one.name == "number" and is_small(one.value) for one in signal.figures)
    )


def _outlier(_: "Matrix", signal: "Signal", tongue: Tongue) -> dict[str, object]:
    figures = {one.name: one.value for one in signal.figures}
    number, base = figures["number"], figures["base"]
    known = {"share": _per_100(number / base), "base": base}
    median = {"median": _per_100(figures["median"])} if "median" in figures else {}
    return {**known, **median, "number": SMALL if has_small_number(signal) else tongue.number(number)}


def _groups(_: "Matrix", signal: "Signal", __: Tongue) -> dict[str, object]:
    counts = [one for one in signal.figures if one.name == "offices"]
    medians = {one.of: one.value for one in signal.figures if one.name == "median"}
    values: dict[str, object] = {}
    for place, one in zip(("first", "last"), counts, strict=True):
        values |= {place: one.of, f"{place}_count": one.value}
        values |= {f"{place}_median": _per_100(medians[one.of])} if one.of in medians else {}
    return values


def _carried(_: "Matrix", signal: "Signal", __: Tongue) -> dict[str, object]:
    return {one.name: one.value for one in signal.figures}


def _stale(matrix: "Matrix", signal: "Signal", tongue: Tongue) -> dict[str, object]:
    """Name the offices by the day and the source of their figures, the oldest first."""
    names = {entry.office.id: entry.office.name for entry in matrix.round.entries}
    if signal.fact is None:
        return {}
    age = say_many("{count} month", "{count} months", signal.fact.max_age_months or 0)
    read = [(one.read, names[one.of]) for one in signal.figures if one.read is not None]
    read.sort(key=lambda one: (one[0].as_of, one[0].source))
    groups = groupby(read, key=lambda one: (one[0].as_of, one[0].source))
    figures = "; ".join(
        f"{tongue.day(day)} ({quoted(source)}): {', '.join(name for _, name in those)}"
        for (day, source), those in groups
    )
    return {"fact": tongue.pick(signal.fact.title), "age": age, "figures": figures}


_VALUES: Mapping[SignalKind, Callable[["Matrix", "Signal", Tongue], dict[str, object]]] = {
    SignalKind.OUTLIER: _outlier,
    SignalKind.GROUP_DIFFERS: _groups,
    SignalKind.CARRIED: _carried,
    SignalKind.STALE_FIGURE: _stale,
}


def _per_100(share: Decimal) -> Decimal:
    return round(share * 100, 1)


def signal_words(matrix: "Matrix", signal: "Signal", tongue: Tongue) -> str:
    """Return what the first of the offices answered: a choice by its label, which the signal does not know."""
    first = signal.offices[0].id
    response = next(entry.response for entry in matrix.round.entries if entry.office.id == first)
    if signal.question is None or response is None:
        return ""
    answer = response.answers.get(signal.question.id)
    return "" if answer is None else answer_words(matrix.round.checklist, signal.question, answer, tongue)
