"""One point to follow up, put to people: where, what was answered, the law, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import Ground, Severity, Standing
from navcheck.render.marks import FULL, Symbols
from navcheck.render.said import answer_words, law_words, name_of, quoted

if TYPE_CHECKING:
    from navcheck.core.gaps import Gap
    from navcheck.core.matrix import Matrix

ONLY_THE_AUTHORITY = say("Only Statsforvalteren concludes whether the law is broken.")
# Where the ground is law, the line that cites it says so.
GROUNDS = {
    Ground.INTERNAL_CONTROL: say("internal control"),
    Ground.PRACTICE: say("good practice, not law"),
}
NO_POINTS = say("No points to follow up.")
# Where nothing was read there is nothing to be found, and that is not the same as nothing to find.
NOT_YET = say("No points to follow up among the answers that are read so far; below stands what is not.")


def no_points(matrix: "Matrix") -> Message:
    """Say that there are no points, and whether that can be said of all."""
    is_all_read = not matrix.uncoded and matrix.standing(Standing.RESPONDED) == len(matrix.rows)
    return NO_POINTS if is_all_read else NOT_YET


@dataclass(frozen=True, slots=True)
class Point:
    """One gap: its office and question, and what is to be known of it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one severity."""

    severity: Severity
    heading: str
    points: tuple[Point, ...]


def group_points(matrix: "Matrix", tongue: Tongue, symbols: Symbols) -> Iterator[Group]:
    """Yield the points by severity, worst first; severities without points are only counted."""
    for severity, gaps in groupby(matrix.gaps, key=lambda gap: gap.severity):
        points = tuple(_point(matrix, gap, tongue) for gap in gaps)
        words = tongue(FULL[severity])
        heading = f"{words[0].upper()}{words[1:]} ({tongue.number(len(points))})"
        yield Group(severity, symbols.label(severity, heading), points)


def points_title(title: str, tongue: Tongue) -> str:
    """Return the list's title."""
    return tongue(say("{title}: points to follow up", title=title))


def _point(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> Point:
    title = f"{gap.office.name} – {name_of(matrix.round.checklist, gap.question, tongue)}"
    return Point(title, tuple(map(tongue, _lines(matrix, gap, tongue))))


def _lines(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> Iterator[Message]:
    if owing := _municipalities(gap):
        yield say_many("Municipality: {names}", "Municipalities: {names}", len(owing), names=", ".join(owing))
    words = gap_answer(matrix, gap, tongue)
    yield say("Answer: {words}", words=tongue(FULL[gap.status]) if words is None else quoted(words))
    if code := gap_code(matrix, gap, tongue):
        yield say("Read as: {code}", code=code)
    if laws := [law_words(matrix.round.checklist, one, tongue) for one in gap.legal_basis]:
        yield say("Law: {law}", law="; ".join(laws))
    if (ground := GROUNDS.get(gap.question.ground)) is not None:
        yield say("Ground: {ground}", ground=ground)
    if gap.question.evidence is not None:
        yield say("An inspector would ask to see: {evidence}", evidence=tongue.pick(gap.question.evidence.what))
    yield from (say("Note: {note}", note=note) for note in gap_notes(gap, tongue))
    if gap.question.action is not None:
        yield say("Action: {action}", action=tongue.pick(gap.question.action))


def _municipalities(gap: "Gap") -> list[str]:
    """Name the municipalities that owe the duty, unless the office's own name already does."""
    names = [one.name for one in gap.office.municipalities if one.name]
    return [] if len(names) == 1 and names[0].casefold() in gap.office.name.casefold() else names


def gap_answer(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> str | None:
    """Return the office's own words, a choice by its label; nothing where there is no answer."""
    response = next(entry.response for entry in matrix.round.entries if entry.office.id == gap.office.id)
    answer = response.answers.get(gap.question.id) if response is not None and gap.words is not None else None
    return answer_words(matrix.round.checklist, gap.question, answer, tongue) if answer is not None else None


def gap_code(matrix: "Matrix", gap: "Gap", tongue: Tongue) -> str | None:
    """Return the label of the code that the county read the words as."""
    codes = matrix.round.checklist.codes_of(gap.question)
    return tongue.pick(codes[gap.value].label) if gap.value is not None and gap.value in codes else None


def gap_notes(gap: "Gap", tongue: Tongue) -> tuple[str, ...]:
    """Return what the rules and the check say."""
    return tuple(tongue.pick(note) for note in gap.notes)
