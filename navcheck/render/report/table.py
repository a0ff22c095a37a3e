"""The report's table as CSV for Norwegian Excel; for everybody with the offices' own words and silences alone."""

from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.words import ReportEdition
from navcheck.render.marks import SHORT
from navcheck.render.report.public import own_matrix, public_matrix
from navcheck.render.tables import excel_csv, format_matrix, which_response, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from navcheck.core.matrix import Cell, Matrix
    from navcheck.core.report import Report


def write_table(report: "Report", tongue: Tongue) -> bytes:
    """Write the matrix as CSV."""
    if report.edition is ReportEdition.PUBLIC:
        return excel_csv(_rows(public_matrix(report.matrix), tongue))
    if report.edition is ReportEdition.DRAFT:
        return format_matrix(own_matrix(report.matrix, report.offices), tongue)
    return format_matrix(report.matrix, tongue)


def public_words(cell: "Cell", tongue: Tongue) -> str:
    """Return what an office said, or what its silence is."""
    return words_in(cell, tongue) or tongue(SHORT[cell.status])


def _rows(matrix: "Matrix", tongue: Tongue) -> "Iterator[list[str]]":
    yield [tongue(say("Nav office")), *(tongue.pick(topic.heading) for topic in matrix.topics)]
    for entry, row in zip(matrix.round.entries, matrix.rows, strict=True):
        which = which_response(entry, row, tongue)
        yield [
            row.office.name,
            *([public_words(cell, tongue) for cell in row.cells] or [which] * len(matrix.topics)),
        ]
