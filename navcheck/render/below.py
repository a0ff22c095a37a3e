"""What is told below a table or a list: every count that one answer more or less would change."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import Severity, SignalKind, Standing, Status
from navcheck.render.covered import tell_coverage
from navcheck.render.documents import tell_documents
from navcheck.render.marks import FULL, SILENT, Mark, Symbols, marks_shown
from navcheck.render.points import told_at_points
from navcheck.render.said import name_of, quoted
from navcheck.render.signals import signal_sentence as signal_sentence  # noqa: PLC0414 -- here too for who tells more
from navcheck.render.signals import tell_signals
from navcheck.render.spread import tell_readings, tell_spread
from navcheck.render.told import Told as Told  # noqa: PLC0414 -- here too for those who print a table
from navcheck.render.told import told_lines as told_lines  # noqa: PLC0414 -- likewise

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix, Uncoded

# What is stated and not documented is counted with the signals, of how many.
_SILENT_HERE = tuple(status for status in SILENT if status is not Status.CLAIMED)


def tell(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[Told]:
    """Tell all that stands below the table, but for the legend."""
    yield from tell_counts(matrix, tongue, _SILENT_HERE)
    yield from _tell_coverage(matrix, tongue)
    yield from tell_readings(matrix, tongue)
    yield from tell_signals(matrix, tongue, symbols)
    yield from tell_unread(matrix, tongue)


def tell_below_gaps(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[Told]:
    """Tell the same below a list of points: what belongs to it comes first."""
    yield from tell_documents(matrix, tongue)
    yield from tell_spread(matrix, tongue)
    yield from tell_signals(matrix, tongue, symbols, told_at_points(matrix))
    shown = (*tell_readings(matrix, tongue), *tell_reasons(matrix, tongue), *tell_unread(matrix, tongue))
    counted = (*tell_counts(matrix.whole or matrix, tongue, _SILENT_HERE), *_tell_coverage(matrix, tongue))
    if matrix.whole is None:
        yield from (*counted, *shown)
    else:  # what is of the whole comes last, below the line that says so
        yield from (*shown, tell_shown(len(matrix.gaps), len(matrix.whole.gaps), tongue), *counted)


def _tell_coverage(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell which municipalities nobody has answered for; an office that answers for itself is not asked that."""
    if len(matrix.rows) > 1 and not matrix.narrowing.offices:
        yield from tell_coverage(matrix.round, tongue)


def tell_shown(shown: int, count: int, tongue: Tongue) -> Told:
    """Tell how much of the whole list this is; what follows counts the whole round."""
    points = say_many("{shown} of {count} point shown", "{shown} of {count} points shown", count, shown=shown)
    return Told(tongue(say("{points}; what is counted below is the whole survey", points=points)))


def tell_reasons(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell what offices say does not apply to them, and why: a reason that nobody reads is a place to hide."""
    reasons = tuple(
        f"{one.office.name}: {name_of(matrix.round.checklist, question, tongue)}: {quoted(answer.comment)}"
        for one in matrix.read
        for question in matrix.round.checklist.questions()
        if matrix.narrowing.has_office(one.office)
        and matrix.narrowing.has_question(question)
        and one.status(question) is Status.NOT_APPLICABLE
        and (answer := one.answer(question)) is not None
        and answer.comment is not None
    )
    if reasons:
        yield Told(tongue(say("Not applicable, and why:")), reasons)


def tell_counts(matrix: "Matrix", tongue: Tongue, silent: Sequence[Status] = SILENT) -> Iterator[Told]:
    """Tell how many responses, points and silent answers there are."""
    yield Told(" · ".join(map(tongue, _responses(matrix))))
    yield Told(tongue(say("Points to follow up: {counts}", counts=_gap_counts(matrix, tongue))))
    if counts := _silent_counts(matrix, tongue, silent):
        yield Told(tongue(say("Answers: {counts}", counts=counts)))


def tell_unread(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell which texts have no code, and which files were not read."""
    if matrix.uncoded:
        yield Told(
            tongue(_uncoded(matrix)),
            tuple(_uncoded_line(matrix, one, tongue) for one in matrix.uncoded),
        )
    if matrix.left_out and not matrix.narrowing.offices:
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


def _silent_counts(matrix: "Matrix", tongue: Tongue, silent: Sequence[Status]) -> str:
    counts = [(status, matrix.statuses.get(status, 0)) for status in silent]
    return " · ".join(f"{tongue(FULL[status])} {tongue.number(count)}" for status, count in counts if count)


def _uncoded(matrix: "Matrix") -> Message:
    questions = say_many("{count} question", "{count} questions", len(matrix.uncoded))
    return say_many(
        "{count} answer to {questions} is not coded:",
        "{count} answers to {questions} are not coded:",
        sum(one.count for one in matrix.uncoded),
        questions=questions,
    )


def legend(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> str:
    """Explain the signs that the table holds; nothing when it holds none."""
    return signs_of({mark for row in matrix.rows for cell in row.cells for mark in marks_shown(cell)}, tongue, symbols)


def signs_of(marks: Collection[Mark], tongue: Tongue, symbols: Symbols) -> str:
    """Explain some signs, in their fixed order; nothing where there are none."""
    used = {_explained(mark) for mark in marks}
    words = [symbols.label(mark, tongue(FULL[mark])) for mark in FULL if mark in used and symbols.of(mark)]
    return tongue(say("Signs: {signs}", signs=" · ".join(words))) if words else ""


def _explained(mark: Mark) -> Mark:
    """All signals have one sign."""
    return SignalKind.CONFLICT if isinstance(mark, SignalKind) else mark
