"""What the report says about single offices, to themselves: their words, how they are read, and nothing of others."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.opening import fill
from navcheck.core.words import Status
from navcheck.render.marks import FULL, standing_words
from navcheck.render.report.blocks import Block, Cell, Facts, Heading, Span, Table, Text
from navcheck.render.report.chapters.matrices import topic_cell
from navcheck.render.report.chapters.pointed import beside_answer
from navcheck.render.report.chapters.spans import cell, heading, mark_of, paragraph
from navcheck.render.said import answer_words, short_name

if TYPE_CHECKING:
    from navcheck.core.grid import GridRow
    from navcheck.core.matrix import Matrix, Row
    from navcheck.core.model import Question
    from navcheck.core.report import Report
    from navcheck.core.round import ReadResponse


def own_topics(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Say what stands in an office's row of the table by topic."""
    matrix, ids = report.matrix, {office.id for office in report.offices}
    yield heading(1, say("The answers by topic"), tongue)
    for entry, row in zip(matrix.round.entries, matrix.rows, strict=True):
        if entry.office.id in ids:
            yield from [Heading(2, entry.office.name)] if len(ids) > 1 else []
            if row.cells:
                yield Facts(tuple(_topics(matrix, row, tongue)))
            words = standing_words(entry)
            if words is not None:
                yield paragraph(say("{office}: {words}", office=entry.office.name, words=words), tongue)


def _topics(matrix: "Matrix", row: "Row", tongue: Tongue) -> Iterator[tuple[str, tuple[Text, ...]]]:
    for topic, answered in zip(matrix.topics, row.cells, strict=True):
        told = topic_cell(topic, answered, tongue)
        lines = (*told.lines, *(mark.label for mark in told.marks))
        yield tongue.pick(topic.heading), tuple((Span(line),) for line in lines)


def own_answers(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Say what an office answered to each question, and how that is read."""
    read = {one.office.id: one for one in report.matrix.read}
    rows = [row for row in report.grid.rows if row.entry.office in report.offices and row.squares]
    if not rows:
        return
    yield heading(1, say("The answers by question"), tongue)
    for row in rows:
        office = row.entry.office
        yield from [Heading(2, office.name)] if len(report.offices) > 1 else []
        for topic in report.matrix.topics:
            caption = f"{office.name}: {tongue.pick(topic.title)}"
            heads = (say("Name"), say("Question"), say("Answer"), say("Counted as"))
            lines = tuple(_question(report, row, read[office.id], one, tongue) for one in topic.questions)
            yield Table(caption, tuple(map(tongue, heads)), lines)


def _question(
    report: "Report", row: "GridRow", response: "ReadResponse", question: "Question", tongue: Tongue
) -> tuple[Cell, ...]:
    answer, square = response.answer(question), row.squares[question.id]
    codes, code = response.checklist.codes_of(question), response.told(question.id).code
    given = response.given(question)
    words = answer_words(response.checklist, question, given, tongue) if given is not None else ""
    beside = answer if answer is not None and square.status is not Status.NOT_ASKED else None
    return (
        cell(short_name(question, tongue)),
        cell(fill(tongue.pick(question.text), report.survey, tongue.day)),
        cell(
            words or tongue(FULL[square.status]),
            *(beside_answer(beside, tongue) if beside is not None else ()),
        ),
        Cell(
            (tongue.pick(codes[code].label),) if code is not None and code in codes else (),
            (mark_of(square.mark, tongue(FULL[square.mark])),),
        ),
    )
