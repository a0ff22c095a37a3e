"""The report as a workbook: a sheet for what it is, the answers, the points, the signals, the plan and the data."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import Workbook

from navcheck.core.answers import as_number
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.words import Kind, ReportEdition
from navcheck.render.forms.cells import Imprint, save
from navcheck.render.report.public import own_matrix, own_signals, public_matrix
from navcheck.render.report.workbook.about import banner_of, write_about
from navcheck.render.report.workbook.counts import write_question_counts, write_topics
from navcheck.render.report.workbook.lists import write_changes, write_gaps, write_plan, write_signals
from navcheck.render.report.workbook.looks import add_looks
from navcheck.render.report.workbook.paper import Column, Paper, write_table
from navcheck.render.report.workbook.plain import plain_rows
from navcheck.render.report.workbook.tables import (
    write_matrix,
    write_public_matrix,
    write_questions,
)
from navcheck.render.said import title_of
from navcheck.render.tidy import COLUMNS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from navcheck.core.report import Report
    from navcheck.core.tidy import TidyRow

Sheet = tuple[Message, Callable[["Worksheet", Paper], None]]

_AUTHORITY = say("Statsforvalteren")
_DATA_WIDTH, _WIDTHS = 12, {"survey": 16, "county": 26, "office": 20, "office_name": 26, "question": 26, "value": 44}


def write_workbook(report: "Report", tongue: Tongue) -> bytes:
    """Write the report as an xlsx file: the same report and language give the same bytes."""
    title, beneath = title_of(report.matrix)
    book = Workbook()
    paper = Paper(" · ".join(filter(None, (title, beneath))), banner_of(report, tongue), tongue, add_looks(book))
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, write in _SHEETS[report.edition](report):
        write(book.create_sheet(tongue(name)), paper)
    data = {book.worksheets[-1].title: _data_rows(book.worksheets[-1], report, tongue)} if report.is_named else {}
    creator = report.survey.authority or tongue(_AUTHORITY)
    return save(book, Imprint(title, creator, tongue.language, report.day, {}), data)


def _named(report: "Report") -> Iterator[Sheet]:
    matrix = report.matrix
    yield say("About the report"), lambda sheet, paper: write_about(sheet, report, matrix, paper)
    yield say("Matrix"), lambda sheet, paper: write_matrix(sheet, matrix, paper)
    yield say("Topics"), lambda sheet, paper: write_topics(sheet, report, paper)
    yield say("Questions"), lambda sheet, paper: write_questions(sheet, report.grid, paper)
    yield from _found(report)
    if (comparison := report.comparison) is not None:
        yield say("Changes"), lambda sheet, paper: write_changes(sheet, comparison, paper)
    yield say("Data"), lambda sheet, paper: _write_data(sheet, report, paper)


def _found(report: "Report") -> Iterator[Sheet]:
    matrix = report.matrix
    yield say("Points"), lambda sheet, paper: write_gaps(sheet, matrix, report.comments, paper)
    yield say("Signals"), lambda sheet, paper: write_signals(sheet, matrix, paper, named=True)
    if (plan := report.plan) is not None:
        yield say("Plan"), lambda sheet, paper: write_plan(sheet, plan, paper)


def _draft(report: "Report") -> Iterator[Sheet]:
    """Yield the sheets of a draft: its offices' rows, and what is told of them."""
    own = own_matrix(report.matrix, report.offices)
    rows = tuple(row for row in report.grid.rows if row.entry in own.round.entries)
    grid = replace(report.grid, matrix=own, rows=rows)
    told = replace(report, matrix=replace(report.matrix, signals=own_signals(report.matrix, report.offices)))
    yield say("About the report"), lambda sheet, paper: write_about(sheet, report, own, paper)
    yield say("Matrix"), lambda sheet, paper: write_matrix(sheet, own, paper)
    yield say("Questions"), lambda sheet, paper: write_questions(sheet, grid, paper)
    yield from _found(told)
    yield say("Data"), lambda sheet, paper: _write_data(sheet, report, paper)


def _public(report: "Report") -> Iterator[Sheet]:
    matrix = public_matrix(report.matrix)
    yield say("About the report"), lambda sheet, paper: write_about(sheet, report, report.matrix, paper)
    yield say("Matrix"), lambda sheet, paper: write_public_matrix(sheet, matrix, paper)
    yield say("Topics"), lambda sheet, paper: write_topics(sheet, report, paper)
    yield say("Questions"), lambda sheet, paper: write_question_counts(sheet, report.grid, paper)
    unnamed = len(report.matrix.signals) - len(matrix.signals)
    yield say("Signals"), lambda sheet, paper: write_signals(sheet, matrix, paper, named=False, unnamed=unnamed)


_SHEETS: dict[ReportEdition, "Callable[[Report], Iterator[Sheet]]"] = {
    ReportEdition.NAMED: _named,
    ReportEdition.DRAFT: _draft,
    ReportEdition.PUBLIC: _public,
}


def _write_data(sheet: "Worksheet", report: "Report", paper: Paper) -> None:
    """Write the heads of the tidy table, its columns named as the export names them; its rows come last."""
    columns = [Column(name, _WIDTHS.get(name, _DATA_WIDTH)) for name in COLUMNS]
    write_table(sheet, columns, (), paper)
    sheet.auto_filter.ref = f"{sheet.auto_filter.ref.rstrip('0123456789')}{len(report.data) + 1}"


def _data_rows(sheet: "Worksheet", report: "Report", tongue: Tongue) -> bytes:
    return plain_rows(sheet, len(COLUMNS), map(_datum, report.data), tongue)


def _datum(row: "TidyRow") -> list[str | float | None]:
    """Return a row of data; a figure is a number, so that it can be reckoned with."""
    return [_number(row, value(row)) if name == "value" else value(row) for name, value in COLUMNS.items()]


def _number(row: "TidyRow", value: str | int | None) -> str | float | None:
    number = as_number(value) if row.question.type is Kind.NUMBER and isinstance(value, str) else None
    if number is None:
        return value
    return int(number) if number == int(number) else float(number)
