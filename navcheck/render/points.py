"""One point to follow up, put to people: where, what was answered, the law, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import Ground, Standing, Status
from navcheck.render.marks import FULL, SHORT, Symbols
from navcheck.render.said import answer_words, document_words, law_words, name_of, quoted
from navcheck.render.signals import signal_sentence

if TYPE_CHECKING:
    from navcheck.core.gaps import Gap
    from navcheck.core.matrix import Matrix
    from navcheck.core.model import Answer, Office
    from navcheck.core.signals import Signal
    from navcheck.core.words import Severity

ONLY_THE_AUTHORITY = say("Only Statsforvalteren concludes whether the law is broken.")
# Where the ground is law, the line that cites it says so.
GROUNDS = {
    Ground.INTERNAL_CONTROL: say("internal control"),
    Ground.PRACTICE: say("good practice, not law"),
}
NO_POINTS = say("No points to follow up.")
# Where something is not read there is nothing to be found, and that is not the same as nothing to find.
NOT_CODED = say("No points to follow up among the answers that are read so far; below stands what is not.")
NONE_CHOSEN = say("None of the points to follow up is among what is chosen.")
NO_RESPONSE = say("No points to follow up yet: there is no response to read.")
SOME_MISSING = say("No points to follow up in the responses so far; not all have responded.")
SOME_UNANSWERED = say("No points to follow up among what is answered; some questions are not.")


def no_points(matrix: "Matrix") -> Message:
    """Say that there are no points, and of how much that can be said."""
    by = matrix.narrowing
    rows = [row for row in matrix.rows if by.has_office(row.office)]
    read = [one for one in matrix.read if by.has_office(one.office)]
    asked = [one for one in matrix.round.checklist.questions() if by.has_question(one)]
    if not read:
        return NO_RESPONSE
    if matrix.uncoded:
        return NOT_CODED
    if any(row.standing is not Standing.RESPONDED for row in rows):
        return SOME_MISSING
    if any(one.status(question) is Status.UNANSWERED for one in read for question in asked):
        return SOME_UNANSWERED
    return NONE_CHOSEN if matrix.whole is not None and matrix.whole.gaps else NO_POINTS


@dataclass(frozen=True, slots=True)
class Point:
    """One gap: its office and question, and what is to be known of it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one severity."""

    severity: "Severity"
    heading: str
    points: tuple[Point, ...]


def group_points(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[Group]:
    """Yield the points by severity, worst first; severities without points are only counted."""
    for severity, gaps in groupby(matrix.gaps, key=lambda gap: gap.severity):
        points = tuple(_point(matrix, gap, tongue) for gap in gaps)
        yield Group(severity, severity_heading(severity, len(points), tongue, symbols), points)


def severity_heading(severity: "Severity", count: int, tongue: Tongue, symbols: Symbols) -> str:
    """Head the points of one severity, with their count."""
    words = tongue(FULL[severity])
    return symbols.label(severity, f"{words[0].upper()}{words[1:]} ({tongue.number(count)})")


def points_title(matrix: "Matrix", title: str, tongue: Tongue) -> str:
    """Return the list's title, which says what is chosen."""
    by = matrix.narrowing
    chosen = [
        *(office.name for office in by.offices),
        *([tongue.pick(by.topic.title)] if by.topic is not None else []),
        *([name_of(matrix.round.checklist, by.question, tongue)] if by.question is not None else []),
        *(tongue(FULL[severity]) for severity in by.severities),
    ]
    if not chosen:
        return tongue(say("{title}: points to follow up", title=title))
    return tongue(say("{title}: points to follow up, only {chosen}", title=title, chosen=" · ".join(chosen)))


def _point(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> Point:
    title = f"{gap.office.name} – {name_of(matrix.round.checklist, gap.question, tongue)}"
    return Point(title, tuple(map(tongue, _lines(matrix, gap, tongue))))


def _lines(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> Iterator[Message]:
    yield from _owing(gap.office, is_close=bool(matrix.narrowing))
    yield from raised_words(gap)
    words = gap_answer(matrix, gap, tongue)
    yield say("Answer: {words}", words=tongue(FULL[gap.status]) if words is None else quoted(words))
    if code := gap_code(matrix, gap, tongue):
        yield say("Read as: {code}", code=code)
    if matrix.narrowing:
        yield from _beside_the_answer(matrix, gap, tongue)
    if laws := [law_words(matrix.round.checklist, one, tongue) for one in gap.legal_basis]:
        yield say("Law: {law}", law="; ".join(laws))
    if (ground := GROUNDS.get(gap.question.ground)) is not None:
        yield say("Ground: {ground}", ground=ground)
    if gap.question.evidence is not None:
        yield say("An inspector would ask to see: {evidence}", evidence=tongue.pick(gap.question.evidence.what))
    yield from (say("Note: {note}", note=note) for note in gap_notes(gap, tongue))
    if gap.question.action is not None:
        yield say("Action: {action}", action=tongue.pick(gap.question.action))


def raised_words(gap: "Gap") -> Iterator[Message]:
    """Say that a point is held graver than its rule says, and why."""
    if gap.raised_from is not None:
        yield say("Raised from {severity}: the same point as last time", severity=FULL[gap.raised_from])


def _owing(office: "Office", *, is_close: bool) -> Iterator[Message]:
    names = [one.name or one.no for one in office.municipalities] if is_close else municipalities_of(office)
    if names:
        yield say_many("Municipality: {names}", "Municipalities: {names}", len(names), names=", ".join(names))
    elif is_close:
        yield say("Municipality: not known")


def _beside_the_answer(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> Iterator[Message]:
    """Say what the office wrote beside its answer, and what the signals say of it."""
    answer = answer_of(matrix, gap)
    if answer is not None and answer.comment is not None:
        yield say("Comment: {words}", words=quoted(answer.comment))
    for document in answer.evidence if answer is not None else ():
        yield say("Document: {document}", document=document_words(document, tongue))
    for signal in signals_at(matrix, gap):
        # What is said of many offices stands once, below.
        words = SHORT[signal.kind] if len(signal.offices) > 1 else signal_sentence(matrix, signal, tongue)
        yield say("Signal: {words}", words=words)


def signals_at(matrix: "Matrix", gap: "Gap") -> "tuple[Signal, ...]":
    """Return the signals on the same answer."""
    return tuple(
        signal
        for signal in matrix.signals
        if signal.question is gap.question and any(office.id == gap.office.id for office in signal.offices)
    )


def told_at_points(matrix: "Matrix") -> "tuple[Signal, ...]":
    """Return the signals that stand whole beside a point."""
    if not matrix.narrowing:
        return ()
    return tuple(one for gap in matrix.gaps for one in signals_at(matrix, gap) if len(one.offices) == 1)


def municipalities_of(office: "Office") -> list[str]:
    """Name the municipalities that owe the duty, unless the office's own name already does."""
    names = [one.name for one in office.municipalities if one.name]
    return [] if len(names) == 1 and names[0].casefold() in office.name.casefold() else names


def answer_of(matrix: "Matrix", gap: "Gap") -> "Answer | None":
    """Return the answer that falls short, if one was given."""
    response = next(entry.response for entry in matrix.round.entries if entry.office.id == gap.office.id)
    return response.answers.get(gap.question.id) if response is not None else None


def gap_answer(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> str | None:
    """Return the office's own words, a choice by its label; nothing where there is no answer."""
    return words_at(matrix, gap, answer_of(matrix, gap), tongue) if gap.words is not None else None


def words_at(matrix: "Matrix", gap: "Gap", answer: "Answer | None", tongue: Tongue) -> str | None:
    """Return the same of an answer that is at hand."""
    if gap.words is None or answer is None:
        return None
    return answer_words(matrix.round.checklist, gap.question, answer, tongue)


def gap_code(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> str | None:
    """Return the label of the code that the county read the words as."""
    codes = matrix.round.checklist.codes_of(gap.question)
    return tongue.pick(codes[gap.value].label) if gap.value is not None and gap.value in codes else None


def gap_notes(gap: "Gap", tongue: Tongue) -> tuple[str, ...]:
    """Return what the rules and the check say."""
    return tuple(tongue.pick(note) for note in gap.notes)
