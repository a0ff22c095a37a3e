"""The tidy table as CSV and JSON Lines, row by row as rows come: English columns, stable, the same for every survey."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from navcheck.core.answers import as_number
from navcheck.core.small_numbers import NOT_SMALL, SMALL, is_small
from navcheck.core.words import Kind
from navcheck.render.json_text import dump_line
from navcheck.render.tables import safe

if TYPE_CHECKING:
    from datetime import date

    from navcheck.core.tidy import TidyRow


def csv_head() -> str:
    """Write the first line of the table as CSV."""
    return _csv(COLUMNS)


def csv_rows(rows: "Iterable[TidyRow]") -> Iterator[str]:
    """Write CSV as RFC 4180 has it, a line a row."""
    for row in rows:
        yield _csv(_cell(value(row)) for value in COLUMNS.values())


def json_lines(rows: "Iterable[TidyRow]") -> Iterator[str]:
    """Write an object a line; what is not there is null."""
    for row in rows:
        yield dump_line({name: value(row) for name, value in COLUMNS.items()})


def _cell(value: str | int | None) -> str:
    """Write one cell; a number below zero is no formula, and stays a number."""
    text = "" if value is None else str(value)
    return text if as_number(text) is not None else safe(text)


def _csv(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _received(row: "TidyRow") -> str | None:
    response = row.entry.response
    return _iso(response.received.date) if response is not None and response.received is not None else None


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day is not None else None


def _value(row: "TidyRow") -> str | None:
    """Return the answer as it is stored; a small number of persons is held back, and what would give it away."""
    if row.answer is None or row.answer.value is None:
        return None
    stored = "; ".join(row.answer.values)
    number = as_number(stored) if row.question.type is Kind.NUMBER else None
    if (row.question.persons or row.summed) and is_small(number):
        return SMALL
    return NOT_SMALL if row.summed and number else stored


COLUMNS: "Mapping[str, Callable[[TidyRow], str | int | None]]" = {
    "survey": lambda row: row.survey.id,
    "period": lambda row: row.survey.period,
    "county": lambda row: row.survey.county or row.survey.authority,
    "office": lambda row: row.entry.office.id,
    "office_name": lambda row: row.entry.office.name,
    "municipality": lambda row: " ".join(one.no for one in row.entry.office.municipalities) or None,
    "group": lambda row: row.entry.office.group,
    "topic": lambda row: row.topic.id,
    "question": lambda row: row.question.id,
    "kind": lambda row: row.question.type.value,
    "standing": lambda row: row.entry.standing.value,
    "number": lambda row: row.entry.response.number if row.entry.response is not None else None,
    "received": _received,
    "value": _value,
    "code": lambda row: row.code,
    "status": lambda row: row.status and row.status.value,
    "severity": lambda row: row.severity and row.severity.value,
    "proof": lambda row: row.proof and row.proof.value,
    "as_of": lambda row: _iso(row.survey.as_of),
}
