"""The answers as tables: by topic in the offices' own words, by question as signs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say
from navcheck.core.words import Severity, Status
from navcheck.render.below import legend, signs_of
from navcheck.render.marks import FULL, SHORT, UNICODE, marks_shown, office_notes, standing_words
from navcheck.render.report.blocks import Block, Cell, Mark, Paragraph, Table, Tone
from navcheck.render.report.chapters.counted import heading_of, question_counts, signs_for_counts
from navcheck.render.report.chapters.spans import (
    MOST_QUESTIONS,
    heading,
    mark_of,
    packed,
    paragraph,
    parts,
    plain,
    titles_of,
)
from navcheck.render.report.public import public_matrix
from navcheck.render.said import cell_words, mark_words, short_name

if TYPE_CHECKING:
    from navcheck.core.grid import GridRow
    from navcheck.core.matrix import Cell as Answered
    from navcheck.core.matrix import Matrix
    from navcheck.core.model import Question, Topic
    from navcheck.core.report import Report
    from navcheck.core.round import Entry

_MOST_TOPICS = 4
# More than these columns of signs, and the page lies on its side.
_UPRIGHT = 7


def matrix_by_topic(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Lay the offices' words out, a few topics a table."""
    matrix = report.matrix if report.is_named else public_matrix(report.matrix)
    yield heading(1, say("The answers by topic"), tongue)
    yield Paragraph(plain(" ".join(map(tongue, _what_is_shown(report)))))
    dealt = parts(range(len(matrix.topics)), _MOST_TOPICS)
    title = tongue(say("What each office says, topic by topic"))
    for n, columns in enumerate(dealt, 1):
        caption = tongue(say("{title} ({part} of {parts})", title=title, part=n, parts=len(dealt)))
        heads = (tongue(say("Nav office")), *(tongue.pick(matrix.topics[one].heading) for one in columns))
        rows = tuple(_rows(matrix, columns, tongue))
        yield Table(caption if len(dealt) > 1 else title, heads, rows, wide=True)
    yield from _told(legend(matrix, tongue, UNICODE))


def _what_is_shown(report: "Report") -> Iterator[Message]:
    shown = {topic.shows is not None for topic in report.matrix.topics}
    if True in shown:
        yield say("The words are the offices' own.")
    if not report.is_named:
        yield say(
            "Where the answer is a choice or a figure that could be a point, the cell says only how many of the "
            "topic's questions the office has answered, «don't know» among them. What is left open stands here too."
        )
        return
    if False in shown:
        yield say("Where no single answer stands for a topic, the cell says how many of its questions are met.")
    yield say("Beneath stands the worst that is to be said of the topic.")


def _rows(matrix: "Matrix", columns: Sequence[int], tongue: Tongue) -> Iterator[tuple[Cell, ...]]:
    for entry, row in zip(matrix.round.entries, matrix.rows, strict=True):
        cells = (topic_cell(matrix.topics[one], row.cells[one], tongue) for one in columns if row.cells)
        yield (office_cell(entry, tongue), *(cells if row.cells else [_no_response(entry, tongue)] * len(columns)))


def office_cell(entry: "Entry", tongue: Tongue) -> Cell:
    """Name an office, and what is to be known of its response."""
    return Cell((entry.office.name, *office_notes(entry, tongue)))


def _no_response(entry: "Entry", tongue: Tongue) -> Cell:
    words = tongue(standing_words(entry) or FULL[Status.UNANSWERED])
    return Cell(marks=(Mark("", words, Tone.SILENT),))


def topic_cell(topic: "Topic", answered: "Answered", tongue: Tongue) -> Cell:
    """Return an office's words and marks in one topic."""
    words = cell_words(topic, answered, tongue)
    marks = (mark_of(mark, mark_words(mark, answered, tongue)) for mark in marks_shown(answered))
    return Cell((words,) if words else (), tuple(marks))


def _told(signs: str) -> Iterator[Paragraph]:
    if signs:
        yield Paragraph(plain(signs))


def matrix_by_question(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Lay the answers out as signs, a few topics at a time, each with its questions in full and their counts."""
    yield heading(1, say("The answers by question"), tongue)
    if not report.matrix.read:
        yield paragraph(say("There are no responses to count."), tongue)
        return
    used = {square.mark for row in report.grid.rows for square in row.squares.values()}
    yield from _told(signs_of(used, tongue, UNICODE))
    yield from signs_for_counts(tongue)
    for topics in packed(report.matrix.topics, MOST_QUESTIONS):
        titles = titles_of(topics, tongue)
        dealt = parts([question for topic in topics for question in topic.questions], MOST_QUESTIONS)
        title = tongue(say("{topic}: the answers as signs", topic=titles))
        yield from heading_of(report, topics, tongue)
        for n, questions in enumerate(dealt, 1):
            caption = tongue(say("{title} ({part} of {parts})", title=title, part=n, parts=len(dealt)))
            yield _signs(report, caption if len(dealt) > 1 else title, questions, tongue)
        yield from question_counts(report, topics, tongue)


def _signs(report: "Report", caption: str, questions: "Sequence[Question]", tongue: Tongue) -> Table:
    heads = (tongue(say("Nav office")), *(short_name(question, tongue) for question in questions))
    signs = {mark: Cell(marks=(mark_of(mark, tongue(SHORT[mark])),)) for mark in (*Severity, *Status)}
    rows = tuple((office_cell(row.entry, tongue), *_row_of(row, questions, signs, tongue)) for row in report.grid.rows)
    return Table(caption, heads, rows, wide=len(questions) > _UPRIGHT, compact=True)


def _row_of(
    row: "GridRow", questions: "Sequence[Question]", signs: "Mapping[Severity | Status, Cell]", tongue: Tongue
) -> list[Cell]:
    if not row.squares:
        return [_no_response(row.entry, tongue)] * len(questions)
    return [signs[row.squares[question.id].mark] for question in questions]
