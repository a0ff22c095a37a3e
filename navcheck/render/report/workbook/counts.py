"""The workbook's sheets of counts: how many offices have points in each topic, and how each question was answered."""

from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.words import Severity, Status
from navcheck.render.marks import FULL, UNICODE
from navcheck.render.report.chapters.changes import IS_CHANGED, OVER_THE_ROUNDS, is_changed, trend_lines
from navcheck.render.report.chapters.counted import can_be, count_of, counted_once, share, uncounted
from navcheck.render.report.workbook.paper import Column, Paper, Value, write_beneath, write_note, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from navcheck.core.grid import Grid
    from navcheck.core.model import Question
    from navcheck.core.report import Report
    from navcheck.core.topic_counts import TopicCount

KINDS = (*Severity, *Status)
# In squares that have no room for words.
_NO_RULE = "/"


def write_topics(sheet: "Worksheet", report: "Report", paper: Paper) -> None:
    """Write how many offices have points in each topic, out of how many, now and in the rounds before; names nobody."""
    tongue = paper.tongue
    columns = [
        Column(tongue(say("Topic")), 44),
        Column(tongue(say("Offices with points")), 30),
        Column(tongue(say("Number")), 12),
        Column(tongue(say("Of")), 12),
        *(Column(UNICODE.label(one, tongue(FULL[one])), 18) for one in Severity),
    ]
    last = write_table(sheet, columns, (_topic(report, one, tongue) for one in report.topics), paper)
    if rows := list(_trend(report, tongue)):
        last = write_note(sheet, last + 2, OVER_THE_ROUNDS, columns, tongue)
        of_rounds = [columns[0], Column(tongue(say("Period")), columns[1].width), *columns[2:4]]
        last = write_beneath(sheet, of_rounds, rows, paper, last + 1)
        if is_changed(report.past):
            write_note(sheet, last + 1, IS_CHANGED, columns, tongue)


def _topic(report: "Report", one: "TopicCount", tongue: Tongue) -> list[Value]:
    title, why = tongue.pick(one.topic.title), uncounted(report, one)
    if why is not None:
        return [title, tongue(why), None, one.of, *[None] * len(Severity)]
    counts = (one.severities.get(severity, 0) for severity in Severity)
    return [title, share(one.offices, one.of, tongue), one.offices, one.of, *counts]


def _trend(report: "Report", tongue: Tongue) -> "Iterator[list[Value]]":
    for line in trend_lines(report, tongue):
        for past, one in zip(report.past, line.shares, strict=True):
            yield [line.label, past.period, *((one.count, one.of) if one is not None else (None, None))]


def write_question_counts(sheet: "Worksheet", grid: "Grid", paper: Paper) -> None:
    """Write how many answers to each question are of each kind, and nobody's name."""
    tongue = paper.tongue
    columns = [
        Column(tongue(say("Topic")), 24, stays=True),
        Column(tongue(say("Question")), 60, stays=True),
        Column(tongue(say("Responses")), 6, upright=True),
        *(Column(UNICODE.label(one, tongue(FULL[one])), 6, upright=True) for one in KINDS),
    ]
    rows = (
        [
            tongue.pick(topic.title),
            tongue.pick(question.text),
            sum(grid.questions[question.id].statuses.values()),
            *(counted(grid, question, kind) for kind in KINDS),
        ]
        for topic in grid.matrix.topics
        for question in topic.questions
    )
    last = write_table(sheet, columns, rows, paper)
    tell_counting(sheet, last + 2, columns, tongue)


def counted(grid: "Grid", question: "Question", kind: Severity | Status) -> int | str:
    """Count the answers of a kind, once each; a stroke where no rule says which would be of it."""
    count = count_of(grid.questions[question.id], kind)
    return count if can_be(grid.matrix.round.checklist, question, kind) else _NO_RULE


def tell_counting(sheet: "Worksheet", at: int, columns: "Sequence[Column]", tongue: Tongue) -> None:
    """Say beneath such counts how they are to be read."""
    write_note(sheet, at, counted_once(_NO_RULE), columns, tongue)
