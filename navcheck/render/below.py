"""What is told below a table or a list: every count that one answer more or less would change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import Severity, SignalKind, Standing, Status
from navcheck.render.lines import wrap
from navcheck.render.marks import FULL, SILENT, Mark, Symbols, marks_shown
from navcheck.render.said import SMALL, answer_words, is_small, name_of, quoted

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix, Uncoded
    from navcheck.core.signals import Signal

_SENTENCES = {
    SignalKind.NO_SPREAD: say("{question}: {same} of {given} answers are the same: {words}"),
    SignalKind.SAME_WORDS: say("{question}: {same} of {given} answers have the same words: {words} ({offices})"),
    SignalKind.REPEATS_QUESTION: say("{offices}: the answer repeats the question, {question}: {words}"),
    SignalKind.OUTLIER: say(
        "{offices}: {question}: {number} of {base}, {share} per 100; the median of {given} is {median}"
    ),
    SignalKind.REPEAT: say("{question}: the same point as last time at {same} of {given} offices: {offices}"),
}

# A share, or the median beside it, would give the number away.
_HELD_BACK = say("{offices}: {question}: {number} of {base}, far from the median of {given}")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, and what it lists."""

    text: str
    items: tuple[str, ...] = ()


def tell(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[Told]:
    """Tell all that stands below the table, but for the legend."""
    yield from tell_counts(matrix, tongue)
    yield from tell_signals(matrix, tongue, symbols)
    yield from tell_unread(matrix, tongue)


def tell_below_gaps(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[Told]:
    """Tell the same below a list of points: the signals first, which belong to it."""
    yield from tell_signals(matrix, tongue, symbols)
    yield from tell_counts(matrix, tongue)
    yield from _tell_reasons(matrix, tongue)
    yield from tell_unread(matrix, tongue)


def _tell_reasons(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell what offices say does not apply to them, and why: a reason that nobody reads is a place to hide."""
    reasons = tuple(
        f"{one.office.name}: {name_of(matrix.round.checklist, question, tongue)}: {quoted(answer.comment)}"
        for one in matrix.read
        for question in matrix.round.checklist.questions()
        if one.status(question) is Status.NOT_APPLICABLE
        and (answer := one.answers.get(question.id)) is not None
        and answer.comment is not None
    )
    if reasons:
        yield Told(tongue(say("Not applicable, and why:")), reasons)


def tell_counts(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell how many responses, points and silent answers there are."""
    yield Told(" · ".join(map(tongue, _responses(matrix))))
    yield Told(tongue(say("Points to follow up: {counts}", counts=_gap_counts(matrix, tongue))))
    if counts := _silent_counts(matrix, tongue):
        yield Told(tongue(say("Answers: {counts}", counts=counts)))


def tell_signals(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[Told]:
    """Tell every signal with its figures."""
    if matrix.signals:
        yield Told(
            tongue(say("Signals, reasons to look and no conclusions:")),
            tuple(symbols.label(one.kind, signal_sentence(matrix, one, tongue)) for one in matrix.signals),
        )


def tell_unread(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell which texts have no code, and which files were not read."""
    if matrix.uncoded:
        yield Told(
            tongue(_uncoded(matrix)),
            tuple(_uncoded_line(matrix, one, tongue) for one in matrix.uncoded),
        )
    if matrix.left_out:
        yield Told(
            tongue(say("Files that were left out:")),
            tuple(f"{one.name}: {tongue(one.reason)}" for one in matrix.left_out),
        )


def _uncoded_line(matrix: "Matrix", one: "Uncoded", tongue: Tongue) -> str:
    """Name a question whose answers wait for the county's reading, and the codes that they can be read as."""
    checklist = matrix.round.checklist
    return tongue(
        say(
            "{question}: {count}. Codes for {id} in coding.yaml: {codes}",
            question=name_of(checklist, one.question, tongue),
            count=one.count,
            id=one.question.id,
            codes=", ".join(checklist.codes_of(one.question)),
        )
    )


def told_lines(told: Iterable[Told], width: int) -> Iterator[str]:
    """Write what is told for a terminal; a list stands apart."""
    listed = False
    for n, one in enumerate(told):
        yield from [""] if n and (listed or one.items) else []
        yield from wrap(one.text, width, "", "  ")
        for item in one.items:
            yield from wrap(item, width, "  ", "    ")
        listed = bool(one.items)


def _responses(matrix: "Matrix") -> Iterator[Message]:
    responded, unreadable = matrix.standing(Standing.RESPONDED), matrix.standing(Standing.UNREADABLE)
    drafts = matrix.standing(Standing.DRAFT)
    yield say_many(
        "{responded} of {count} office has responded",
        "{responded} of {count} offices have responded",
        len(matrix.rows),
        responded=responded,
    )
    if unreadable:
        yield say("{count} cannot be read", count=unreadable)
    if drafts:
        yield say_many("{count} draft is counted too", "{count} drafts are counted too", drafts)
    if matrix.round.drafts_left_out:
        yield say_many("{count} draft is not counted", "{count} drafts are not counted", matrix.round.drafts_left_out)


def _gap_counts(matrix: "Matrix", tongue: Tongue) -> str:
    return " · ".join(f"{tongue(FULL[severity])} {tongue.number(matrix.severity(severity))}" for severity in Severity)


def _silent_counts(matrix: "Matrix", tongue: Tongue) -> str:
    counts = [(status, matrix.statuses.get(status, 0)) for status in SILENT]
    return " · ".join(f"{tongue(FULL[status])} {tongue.number(count)}" for status, count in counts if count)


def _uncoded(matrix: "Matrix") -> Message:
    questions = say_many("{count} question", "{count} questions", len(matrix.uncoded))
    return say_many(
        "{count} answer to {questions} is not coded:",
        "{count} answers to {questions} are not coded:",
        sum(one.count for one in matrix.uncoded),
        questions=questions,
    )


def signal_sentence(matrix: "Matrix", signal: "Signal", tongue: Tongue) -> str:
    """Say what a signal saw, with its figures."""
    names = ", ".join(office.name for office in signal.offices)
    if signal.check is not None:
        return f"{names}: {tongue.pick(signal.check.text)}"
    values: dict[str, object] = {
        "question": name_of(matrix.round.checklist, signal.question, tongue),
        "words": quoted(signal_words(matrix, signal, tongue)),
        "same": len(signal.offices),
        "given": signal.given,
        "offices": names,
    }
    if signal.figures:
        number, base, median = signal.figures
        shares = {"share": _per_100(number / base), "median": _per_100(median)}
        values |= {"number": number, "base": base, **shares}
        if signal.question.persons and is_small(number):  # the share would give it away
            return tongue(say(_HELD_BACK.text, **(values | {"number": SMALL})))
    return tongue(say(_SENTENCES[signal.kind].text, **values))


def _per_100(share: Decimal) -> Decimal:
    return round(share * 100, 1)


def signal_words(matrix: "Matrix", signal: "Signal", tongue: Tongue) -> str:
    """Return what the first of the offices answered: a choice by its label, which the signal does not know."""
    first = signal.offices[0].id
    response = next(entry.response for entry in matrix.round.entries if entry.office.id == first)
    answer = response.answers.get(signal.question.id) if response is not None else None
    return "" if answer is None else answer_words(matrix.round.checklist, signal.question, answer, tongue)


def legend(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> str:
    """Explain the signs that the table holds; nothing when it holds none."""
    used = {_explained(mark) for row in matrix.rows for cell in row.cells for mark in marks_shown(cell)}
    words = [symbols.label(mark, tongue(FULL[mark])) for mark in FULL if mark in used and symbols.of(mark)]
    return tongue(say("Signs: {signs}", signs=" · ".join(words))) if words else ""


def _explained(mark: Mark) -> Mark:
    """All signals have one sign."""
    return SignalKind.CONFLICT if isinstance(mark, SignalKind) else mark
