"""The matrix question by question as data: every square with its status and its severity, and the counts of both."""

from typing import TYPE_CHECKING, Any

from navcheck.core.words import Severity, Status
from navcheck.render.data import found_data, head_data, office_data
from navcheck.render.json_text import dump

if TYPE_CHECKING:
    from navcheck.core.grid import Counts, Grid, Square
    from navcheck.core.messages import Tongue

Json = dict[str, Any]


def format_json(grid: "Grid", tongue: "Tongue") -> str:
    """Write the grid as JSON."""
    head, found = head_data("grid/1", grid.matrix, tongue), found_data(grid.matrix, tongue)
    return dump({**head, "topics": asked_data(grid, tongue), "rows": squares_data(grid), **found})


def asked_data(grid: "Grid", tongue: "Tongue") -> list[Json]:
    """Return what was asked, topic by topic, and how many answers to each question are of each kind."""
    return [
        {
            "id": topic.id,
            "title": tongue.pick(topic.title),
            "questions": [
                {
                    "id": question.id,
                    "short": tongue.pick(question.short) if question.short else None,
                    "text": tongue.pick(question.text),
                    "counts": _counts(grid.questions[question.id]),
                }
                for question in topic.questions
            ],
        }
        for topic in grid.matrix.topics
    ]


def squares_data(grid: "Grid") -> list[Json]:
    """Return the squares, office by office."""
    return [
        {
            "office": office_data(row.entry.office),
            "standing": row.entry.standing.value,
            "number": row.entry.response.number if row.entry.response is not None else None,
            "has_draft": row.entry.has_draft,
            "answers": {name: _square(square) for name, square in row.squares.items()},
            "counts": _counts(row.counts),
        }
        for row in grid.rows
    ]


def _counts(counts: "Counts") -> Json:
    return {
        "gaps": {severity.value: counts.severities.get(severity, 0) for severity in Severity},
        "statuses": {status.value: counts.statuses.get(status, 0) for status in Status},
    }


def _square(square: "Square") -> Json:
    severity = square.severity.value if square.severity is not None else None
    return {"status": square.status.value, "severity": severity, "mark": square.mark.value}
