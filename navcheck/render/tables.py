"""The matrix as CSV for Norwegian Excel: nothing in it is a formula, and no silence is an empty mark."""

import csv
import io
from typing import TYPE_CHECKING

from navcheck.core.formulas import guard
from navcheck.core.messages import Tongue, say
from navcheck.render.lines import printable
from navcheck.render.marks import SHORT, mark, standing_words
from navcheck.render.said import stored_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from navcheck.core.matrix import Cell, Matrix, Row
    from navcheck.core.round import Entry


def format_matrix(matrix: "Matrix", tongue: Tongue) -> bytes:
    """Write the matrix as CSV: office, words by topic, marks by topic, and which response if not all are the first."""
    headings = [tongue.pick(topic.heading) for topic in matrix.topics]
    heads = [say("Nav office"), *(say("{heading} (mark)", heading=heading) for heading in headings), say("Response")]
    office, *marks, response = map(tongue, heads)
    rows = [
        [office, *headings, *marks, response],
        *(
            _row(entry, row, len(headings), tongue)
            for entry, row in zip(matrix.round.entries, matrix.rows, strict=True)
        ),
    ]
    if all(row.number == 1 for row in matrix.rows if row.cells) and not any(
        entry.unconfirmed for entry in matrix.round.entries
    ):
        rows = [row[:-1] for row in rows]
    return excel_csv(rows)


def excel_csv(rows: "Iterable[Sequence[str]]") -> bytes:
    """Write CSV as Norwegian Excel opens it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """Escape what cannot be seen, and guard what a spreadsheet would run; import takes the guard off again."""
    return guard("\t".join(map(printable, cell.split("\t"))))


def which_response(entry: "Entry", row: "Row", tongue: Tongue) -> str:
    """Say which response counts, or why there is none."""
    standing = standing_words(entry)
    return tongue(standing) if standing is not None else str(row.number or "")


def words_in(cell: "Cell", tongue: Tongue) -> str:
    """Return the words of a cell as a file holds them."""
    return "; ".join(stored_words(said, tongue) for said in cell.said)


def _row(entry: "Entry", row: "Row", topics: int, tongue: Tongue) -> list[str]:
    which = which_response(entry, row, tongue)
    words = [words_in(cell, tongue) for cell in row.cells] or [""] * topics
    marks = [_mark(cell, tongue) for cell in row.cells] or [which] * topics
    return [entry.office.name, *words, *marks, which]


def _mark(cell: "Cell", tongue: Tongue) -> str:
    """Name the mark; where no words stand, what the silence is too."""
    worst = mark(cell)
    marks = [worst] if cell.said or worst is cell.status else [worst, cell.status]
    return "; ".join(tongue(SHORT[one]) for one in marks)
