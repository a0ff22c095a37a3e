"""The workbook's sheets of answers: by topic in the offices' words, and by question as signs."""

from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.words import Severity
from navcheck.render.forms.cells import BAND, cell_at, put
from navcheck.render.marks import FULL, UNICODE, Mark, mark, office_notes
from navcheck.render.report.blocks import Tone
from navcheck.render.report.chapters.counted import count_of
from navcheck.render.report.table import public_words
from navcheck.render.report.workbook.counts import KINDS, counted, tell_counting
from navcheck.render.report.workbook.looks import UPRIGHT
from navcheck.render.report.workbook.paper import (
    RUNNING,
    Column,
    Paper,
    Toned,
    Value,
    stand_up,
    tone_of,
    toned,
    write_row,
    write_table,
)
from navcheck.render.said import cell_words, mark_words, short_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from navcheck.core.grid import Counts, Grid, GridRow
    from navcheck.core.matrix import Cell, Matrix
    from navcheck.core.model import Question, Topic
    from navcheck.core.round import Entry

OFFICE = say("Nav office")
_NAMES, _MARKS, _SIGNS, _COUNTS = 26, 17, 4.5, 6
_WORDS_OF_ALL, _NARROWEST, _WIDEST = 120, 24, 44


def write_matrix(sheet: "Worksheet", matrix: "Matrix", paper: Paper) -> None:
    """Write the offices' words by topic, and beside them the worst that is to be said of each topic."""
    tongue, width = paper.tongue, _width(matrix)
    columns = [Column(tongue(OFFICE), _NAMES)]
    for topic in matrix.topics:
        heading = tongue.pick(topic.heading)
        columns += [Column(heading, width), Column(tongue(say("{heading} (mark)", heading=heading)), _MARKS)]
    write_table(sheet, columns, _marked_rows(matrix, tongue), paper)


def write_public_matrix(sheet: "Worksheet", matrix: "Matrix", paper: Paper) -> None:
    """Write the offices' own words and silences by topic."""
    tongue, width = paper.tongue, _width(matrix)
    columns = [
        Column(tongue(OFFICE), _NAMES),
        *(Column(tongue.pick(topic.heading), width) for topic in matrix.topics),
    ]
    rows = (
        (
            _office(entry, tongue),
            *([_own(cell, tongue) for cell in row.cells] or [_nothing(entry, tongue)] * len(matrix.topics)),
        )
        for entry, row in zip(matrix.round.entries, matrix.rows, strict=True)
    )
    write_table(sheet, columns, rows, paper)


def _width(matrix: "Matrix") -> float:
    return max(_NARROWEST, min(_WIDEST, _WORDS_OF_ALL // max(len(matrix.topics), 1)))


def _office(entry: "Entry", tongue: Tongue) -> str:
    return "\n".join((entry.office.name, *office_notes(entry, tongue)))


def _nothing(entry: "Entry", tongue: Tongue) -> Toned:
    """Return what stands where no response does: why, and never nothing."""
    return Toned(" ".join(office_notes(entry, tongue)).strip("()"), Tone.SILENT)


def _own(cell: "Cell", tongue: Tongue) -> Value:
    return public_words(cell, tongue) if cell.said else Toned(public_words(cell, tongue), tone_of(cell.status))


def _marked_rows(matrix: "Matrix", tongue: Tongue) -> "Iterator[list[Value]]":
    for entry, row in zip(matrix.round.entries, matrix.rows, strict=True):
        values: list[Value] = [_office(entry, tongue)]
        for topic, cell in zip(matrix.topics, row.cells, strict=False):
            values += [cell_words(topic, cell, tongue), _marks(cell, tongue)]
        yield values if row.cells else [*values, *[_nothing(entry, tongue)] * 2 * len(matrix.topics)]


def _marks(cell: "Cell", tongue: Tongue) -> Toned:
    """Name the worst; where no words stand, what the silence is too."""
    worst = mark(cell)
    marks = [worst] if cell.said or worst is cell.status else [worst, cell.status]
    words = "\n".join(UNICODE.label(one, mark_words(one, cell, tongue)) for one in marks)
    return Toned(words, tone_of(worst))


def write_questions(sheet: "Worksheet", grid: "Grid", paper: Paper) -> None:
    """Write a sign a square, the topics above the questions, and the counts of each office and each question."""
    tongue, topics = paper.tongue, grid.matrix.topics
    asked = [question for topic in topics for question in topic.questions]
    columns = [
        Column(tongue(OFFICE), _NAMES),
        *(Column(short_name(question, tongue), _SIGNS, upright=True) for question in asked),
        *(Column(UNICODE.label(one, tongue(FULL[one])), _COUNTS, upright=True) for one in Severity),
    ]
    _topics_above(sheet, topics, tongue)
    signs = {kind: Toned(UNICODE.of(kind), tone_of(kind), is_sign=True) for kind in KINDS}
    rows = (_squares(row, len(asked), signs, tongue) for row in grid.rows)
    last = write_table(sheet, columns, rows, paper, heads_at=2)
    sums = list(_sums(grid, asked, tongue))
    sheet.append(())
    for n, row in enumerate(sums, last + 2):
        write_row(sheet, n, row, columns, paper)
    tell_counting(sheet, last + len(sums) + 3, columns, tongue)


def _topics_above(sheet: "Worksheet", topics: "tuple[Topic, ...]", tongue: Tongue) -> None:
    at = 2
    put(cell_at(sheet, 1, 1), "")
    for topic in topics:
        title = tongue.pick(topic.title)
        # A title runs on over the squares beside it, which hold nothing; one that is longer than they are stands up.
        is_longer = len(title) > len(topic.questions) * _SIGNS
        if is_longer:
            stand_up(sheet, 1, title)
        for n, _ in enumerate(topic.questions):
            cell = cell_at(sheet, 1, at)
            put(cell, "" if n else title)
            cell.alignment, cell.fill = UPRIGHT if is_longer else RUNNING, BAND
            at += 1


def _squares(row: "GridRow", asked: int, signs: "Mapping[Mark, Toned]", tongue: Tongue) -> list[Value]:
    if not row.squares:
        return [_office(row.entry, tongue), *[Toned("", Tone.SILENT, is_sign=True)] * asked, *[None] * len(Severity)]
    squares = (signs[square.mark] for square in row.squares.values())
    return [_office(row.entry, tongue), *squares, *_gaps(row.counts)]


def _gaps(counts: "Counts") -> list[Value]:
    return [counts.severities.get(one, 0) for one in Severity]


def _sums(grid: "Grid", asked: "list[Question]", tongue: Tongue) -> "Iterator[list[Value]]":
    """Yield below the table a row for each kind of answer."""
    for kind in KINDS:
        total = sum(count_of(grid.questions[one.id], kind) for one in asked)
        totals = [total if one is kind else None for one in Severity]
        yield [toned(kind, tongue(FULL[kind])), *(counted(grid, one, kind) for one in asked), *totals]
