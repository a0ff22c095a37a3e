"""The matrix and the points to follow up as data: English keys and enum values, ISO dates, numbers as numbers."""

from typing import TYPE_CHECKING, Any

from navcheck.core.answers import as_number
from navcheck.core.messages import Tongue
from navcheck.core.words import Kind, Severity, Standing, Status
from navcheck.render.found import close_data
from navcheck.render.found import found_data as found_data  # noqa: PLC0414 -- here too for those who write a JSON
from navcheck.render.found import office_data as office_data  # noqa: PLC0414 -- likewise
from navcheck.render.json_text import dump
from navcheck.render.marks import mark
from navcheck.render.said import shown_question, stored_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from navcheck.core.matrix import Cell, Matrix, Row
    from navcheck.core.model import Topic
    from navcheck.core.round import Entry

Json = dict[str, Any]


def format_matrix(matrix: "Matrix", tongue: Tongue) -> str:
    """Write the whole matrix as JSON."""
    return dump(
        {
            **head_data("matrix/1", matrix, tongue),
            "topics": [
                {"id": topic.id, "heading": tongue.pick(topic.heading), "shows": topic.shows} for topic in matrix.topics
            ],
            "rows": rows_data(matrix, tongue),
            **found_data(matrix, tongue),
        }
    )


def format_gaps(matrix: "Matrix", tongue: Tongue) -> str:
    """Write the points to follow up and the signals as JSON; the counts are the whole round's."""
    whole = matrix.whole or matrix
    return dump(
        {
            **head_data("gaps/1", whole, tongue),
            **close_data(matrix, tongue),
            **found_data(matrix, tongue),
        }
    )


def head_data(kind: str, matrix: "Matrix", tongue: Tongue) -> Json:
    """Return what every JSON of ours begins with: the format, the survey and its checklist."""
    survey, checklist = matrix.round.survey, matrix.round.checklist
    return {
        "navcheck": kind,
        "language": tongue.language,
        "survey": survey.model_dump(
            mode="json", include={"id", "title", "period", "basis", "authority", "opened", "deadline", "as_of"}
        ),
        "checklist": {"id": checklist.id, "version": checklist.version},
        "counts": _counts(matrix),
    }


def _counts(matrix: "Matrix") -> Json:
    return {
        "offices": len(matrix.rows),
        **{standing.value: matrix.standing(standing) for standing in Standing},
        "drafts_left_out": matrix.round.drafts_left_out,
        "unconfirmed": sum(entry.unconfirmed for entry in matrix.round.entries),
        "gaps": {severity.value: matrix.severity(severity) for severity in Severity},
        "statuses": {status.value: matrix.statuses.get(status, 0) for status in Status},
        "signals": len(matrix.signals),
        "uncoded": sum(one.count for one in matrix.uncoded),
        "left_out": len(matrix.left_out),
    }


def rows_data(matrix: "Matrix", tongue: Tongue) -> list[Json]:
    """Return the table, office by office: what stands in each cell, and what is to be said of it."""
    return [_row(matrix, entry, row, tongue) for entry, row in zip(matrix.round.entries, matrix.rows, strict=True)]


def _row(matrix: "Matrix", entry: "Entry", row: "Row", tongue: Tongue) -> Json:
    cells = [_cell(entry, topic, cell, tongue) for topic, cell in zip(matrix.topics, row.cells, strict=False)]
    return {
        "office": office_data(row.office),
        "standing": row.standing.value,
        "number": row.number,
        "has_draft": entry.has_draft,
        "unconfirmed": entry.unconfirmed,
        "cells": cells,
    }


def _cell(entry: "Entry", topic: "Topic", cell: "Cell", tongue: Tongue) -> Json:
    return {
        "topic": topic.id,
        "value": _value(entry, topic),
        "words": [stored_words(said, tongue) for said in cell.said],
        "status": cell.status.value,
        "severity": cell.severity.value if cell.severity else None,
        "signal": cell.signal.value if cell.signal else None,
        "mark": mark(cell).value,
        "about": cell.about.id if cell.about else None,
    }


def _value(entry: "Entry", topic: "Topic") -> "str | int | float | Sequence[str] | None":
    """Return the answer that fills a cell as it is stored, a number as a number."""
    question = shown_question(topic)
    answer = entry.response.answers.get(question.id) if question and entry.response else None
    number = (
        as_number(answer.values[0]) if question and question.type is Kind.NUMBER and answer and answer.values else None
    )
    if number is not None:
        return int(number) if number == int(number) else float(number)
    return answer.value if answer else None
