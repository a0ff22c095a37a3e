"""Points to follow up, worst first: once a question what the law says, then each office's answer and its comments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model.fields import source_of
from navcheck.core.opening import fill
from navcheck.core.words import ReportEdition, Severity
from navcheck.render.below import tell_reasons
from navcheck.render.marks import FULL, UNICODE
from navcheck.render.points import (
    GROUNDS,
    ONLY_THE_AUTHORITY,
    gap_code,
    gap_notes,
    municipalities_of,
    no_points,
    raised_words,
    severity_heading,
    words_at,
)
from navcheck.render.report.blocks import Block, Cell, Facts, Heading, Table, Text
from navcheck.render.report.chapters.spans import cell, heading, linked, listing, paragraph, plain, told_blocks
from navcheck.render.said import document_words, law_words, name_of, quoted

if TYPE_CHECKING:
    from navcheck.core.gaps import Gap
    from navcheck.core.model import Answer, Response
    from navcheck.core.model.desk import Comment
    from navcheck.core.report import Report

# More columns than these, and the page lies on its side.
_UPRIGHT = 4
Comments = Mapping[tuple[str, str | None], Sequence["Comment"]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked up for each point."""

    report: "Report"
    tongue: Tongue
    responses: Mapping[str, "Response | None"]
    comments: Comments


def points(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell every point that there is, and every comment on the draft."""
    matrix = report.matrix
    responses = {entry.office.id: entry.response for entry in matrix.round.entries}
    known = _Known(report, tongue, responses, comments_by_point(report.comments))
    yield heading(1, say("Points to follow up"), tongue)
    if not matrix.gaps:
        # Where only some offices are shown, whether there are points elsewhere is not told.
        yield paragraph(no_points(replace(matrix, whole=None)), tongue)
    for severity, those in groupby(matrix.gaps, key=lambda gap: gap.severity):
        gaps = tuple(those)
        yield Heading(2, severity_heading(severity, len(gaps), tongue, UNICODE))
        for _, group in groupby(gaps, key=lambda gap: gap.question.id):
            yield from _question(known, tuple(group))
    if matrix.severity(Severity.BREACH):
        yield paragraph(ONLY_THE_AUTHORITY, tongue)
    yield from told_blocks(tell_reasons(matrix, tongue))
    yield from _other_comments(known)


def comments_by_point(comments: "Iterable[Comment]") -> Comments:
    """Return comments by what they are on: office and question, none where it is the draft as a whole."""
    found: dict[tuple[str, str | None], list[Comment]] = {}
    for comment in comments:
        found.setdefault((comment.office, comment.question), []).append(comment)
    return found


def _question(known: _Known, gaps: "tuple[Gap, ...]") -> Iterator[Block]:
    report, tongue, question = known.report, known.tongue, gaps[0].question
    name = name_of(report.matrix.round.checklist, question, tongue)
    yield Heading(3, name)
    same_law = len({gap.legal_basis for gap in gaps}) == 1
    same_notes = len({gap_notes(gap, tongue) for gap in gaps}) == 1
    facts = tuple(
        (tongue(caption), texts)
        for caption, texts in _facts(known, gaps[0], same_law=same_law, same_notes=same_notes)
        if texts
    )
    columns = (
        (say("Nav office"), [_office(gap, tongue) for gap in gaps]),
        (say("Answer"), [_answer(known, gap) for gap in gaps]),
        (say("Read as"), [cell(gap_code(report.matrix, gap, tongue) or "") for gap in gaps]),
        (say("Law"), [cell(*(() if same_law else _laws(known, gap))) for gap in gaps]),
        (say("Note"), [cell(*_notes(gap, tongue, same_notes=same_notes)) for gap in gaps]),
        (say("The office's comment on the draft"), [_comments(known, gap) for gap in gaps]),
    )
    told = [(tongue(head), cells) for head, cells in columns if any(one.lines for one in cells)]
    if report.edition is ReportEdition.DRAFT and len(report.offices) == 1:
        # Whose it is, says the title.
        own = tuple((head, tuple(map(plain, cells[0].lines))) for head, cells in told[1:])
        yield Facts((*facts[:1], *own, *facts[1:]))
        return
    yield Facts(facts)
    rows = tuple(zip(*(cells for _, cells in told), strict=True))
    caption = f"{name}: {tongue(FULL[gaps[0].severity])}"
    yield Table(caption, tuple(head for head, _ in told), rows, wide=len(told) > _UPRIGHT)


def _facts(
    known: _Known, gap: "Gap", *, same_law: bool, same_notes: bool
) -> Iterator[tuple[Message, tuple[Text, ...]]]:
    """Yield what is the same for all offices that have the point."""
    tongue, question, survey = known.tongue, gap.question, known.report.survey
    checklist = known.report.matrix.round.checklist
    yield say("Question"), (plain(fill(tongue.pick(question.text), survey, tongue.day)),)
    if same_law:
        yield (
            say("Law"),
            tuple(
                linked(law_words(checklist, one, tongue), checklist.sources[source_of(one)].url)
                for one in gap.legal_basis
            ),
        )
    if (ground := GROUNDS.get(question.ground)) is not None:
        yield say("Ground"), (plain(tongue(ground)),)
    if same_notes:
        yield say("Note"), tuple(map(plain, gap_notes(gap, tongue)))
    if question.evidence is not None:
        yield say("An inspector would ask to see"), (plain(tongue.pick(question.evidence.what)),)
    if question.action is not None:
        yield say("Action"), (plain(tongue.pick(question.action)),)


def _office(gap: "Gap", tongue: Tongue) -> Cell:
    owing = municipalities_of(gap.office)
    words = say_many("Municipality: {names}", "Municipalities: {names}", len(owing), names=", ".join(owing))
    return cell(gap.office.name, tongue(words) if owing else "")


def _answer(known: _Known, gap: "Gap") -> Cell:
    response, tongue = known.responses[gap.office.id], known.tongue
    answer = response.answers.get(gap.question.id) if response is not None else None
    words = words_at(known.report.matrix, gap, answer, tongue)
    return cell(
        quoted(words) if words is not None else tongue(FULL[gap.status]),
        *(beside_answer(answer, tongue) if answer is not None else ()),
    )


def beside_answer(answer: "Answer", tongue: Tongue) -> Iterator[str]:
    """Yield what an office wrote beside its answer: a comment, and the documents it refers to."""
    if answer.comment is not None:
        yield tongue(say("Comment: {words}", words=quoted(answer.comment)))
    for document in answer.evidence:
        yield tongue(say("Document: {document}", document=document_words(document, tongue)))


def _laws(known: _Known, gap: "Gap") -> Iterator[str]:
    return (law_words(known.report.matrix.round.checklist, one, known.tongue) for one in gap.legal_basis)


def _notes(gap: "Gap", tongue: Tongue, *, same_notes: bool) -> Iterator[str]:
    yield from map(tongue, raised_words(gap))
    yield from () if same_notes else gap_notes(gap, tongue)


def _comments(known: _Known, gap: "Gap") -> Cell:
    own = known.comments.get((gap.office.id, gap.question.id), ())
    return cell(*(f"{known.tongue.day(one.date)}: {quoted(one.text)}" for one in own))


def _other_comments(known: _Known) -> Iterator[Block]:
    """Tell what offices said that stands beside no point: to the draft as a whole, or to what is no point now."""
    shown = {(gap.office.id, gap.question.id) for gap in known.report.matrix.gaps}
    names = {office.id: office.name for office in known.report.survey.offices}
    rest = [one for key, comments in known.comments.items() if key not in shown for one in comments]
    if rest:
        yield heading(2, say("Other comments on the draft"), known.tongue)
        yield from listing(_comment_line(known, names.get(one.office, one.office), one) for one in rest)


def _comment_line(known: _Known, name: str, comment: "Comment") -> str:
    checklist = known.report.matrix.round.checklist
    question = checklist.by_id.get(comment.question or "")
    about = name_of(checklist, question, known.tongue) if question is not None else comment.question
    return known.tongue(
        say(
            "{office}, {day}, {about}: {words}",
            office=name,
            day=comment.date,
            about=about or say("to the draft as a whole"),
            words=quoted(comment.text),
        )
    )


def comments_counted(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Count the comments, where they do not stand themselves."""
    if report.comments:
        offices = say_many("{count} office", "{count} offices", len({one.office for one in report.comments}))
        count = say_many(
            "{count} comment on the draft has come in, from {offices}.",
            "{count} comments on the draft have come in, from {offices}.",
            len(report.comments),
            offices=offices,
        )
        yield heading(1, say("Comments on the draft"), tongue)
        yield paragraph(count, tongue)
