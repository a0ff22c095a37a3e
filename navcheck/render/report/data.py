"""The report as JSON: the county's own edition says all, one municipality's what is its own."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from navcheck.core.words import ReportEdition, Severity
from navcheck.render.agenda_data import themes_data
from navcheck.render.comparison_data import compared_data
from navcheck.render.data import Json, found_data, head_data, rows_data
from navcheck.render.grid_data import asked_data, squares_data
from navcheck.render.json_text import dump
from navcheck.render.plan_data import plan_data
from navcheck.render.report.data_public import public_data
from navcheck.render.report.public import own_matrix, own_signals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navcheck.core.messages import Tongue
    from navcheck.core.report import Report
    from navcheck.core.topic_counts import Past, TopicCount

# What a document of its own says first, which is said once here.
_HEADS = ("navcheck", "edition", "language", "survey", "checklist", "counts", "shown", "uncoded", "left_out")


def write_data(report: "Report", tongue: "Tongue") -> bytes:
    """Write the report as JSON."""
    return dump(report_data(report, tongue)).encode()


def report_data(report: "Report", tongue: "Tongue") -> Json:
    """Return the report as data, as much of it as its edition says."""
    matrix = own_matrix(report.matrix, report.offices) if report.edition is ReportEdition.DRAFT else report.matrix
    head = head_data("report/1", matrix, tongue)
    whole = {
        "topics": [_topic(one, tongue) for one in report.topics],
        "past": [_past(one) for one in report.past],
        "texts": [{"name": one.name, "markdown": one.markdown} for one in report.texts],
    }
    parts = {
        ReportEdition.NAMED: lambda: {**_named(report, tongue), **whole},
        ReportEdition.DRAFT: lambda: _draft(report, tongue),
        ReportEdition.PUBLIC: lambda: {**public_data(report, tongue), **whole},
    }
    return {**_head(report, head), **parts[report.edition]()}


def _head(report: "Report", head: Json) -> Json:
    return {
        "navcheck": head["navcheck"],
        "edition": report.edition.value,
        "language": head["language"],
        "day": report.day.isoformat(),
        "draft_until": report.draft_until.isoformat() if report.draft_until is not None else None,
        **_without(head, ("navcheck", "language")),
    }


def _without(document: Json, names: tuple[str, ...]) -> Json:
    return {name: value for name, value in document.items() if name not in names}


def _topic(one: "TopicCount", tongue: "Tongue") -> Json:
    return {"topic": one.topic.id, "heading": tongue.pick(one.topic.heading), **_counted(one)}


def _counted(one: "TopicCount") -> Json:
    return {
        "judged": one.judged,
        "of": one.of,
        "offices": one.offices,
        "severities": {severity.value: one.severities.get(severity, 0) for severity in Severity},
    }


def _past(one: "Past") -> Json:
    topics: Mapping[str, TopicCount] = one.topics
    return {
        "period": one.period,
        "checklist": dict(zip(("id", "version"), one.checklist, strict=True)),
        "asked": one.asked,
        "responded": one.responded,
        "topics": {name: _counted(count) for name, count in topics.items()},
    }


def _named(report: "Report", tongue: "Tongue") -> Json:
    comparison = compared_data(report.comparison, tongue) if report.comparison is not None else None
    return {
        "rows": rows_data(report.matrix, tongue),
        "questions": {"topics": asked_data(report.grid, tongue), "rows": squares_data(report.grid)},
        **found_data(report.matrix, tongue),
        "comparison": _without(comparison, ("navcheck", "language")) if comparison is not None else None,
        "agenda": _without(themes_data(report.meeting, tongue), _HEADS[:-1]),
        **_desk(report, tongue),
    }


def _desk(report: "Report", tongue: "Tongue") -> Json:
    plan = plan_data(replace(report.plan, whole=None), tongue) if report.plan is not None else None
    return {
        "plan": _without(plan, _HEADS) if plan is not None else None,
        "comments": [
            {"office": one.office, "question": one.question, "date": one.date.isoformat(), "text": one.text}
            for one in report.comments
        ],
    }


def _draft(report: "Report", tongue: "Tongue") -> Json:
    """Return what is about the draft's offices; a figure that stands beside theirs is told, but nobody's name."""
    ids = {office.id for office in report.offices}
    matrix = replace(report.matrix, signals=own_signals(report.matrix, report.offices))
    found, own = found_data(matrix, tongue), own_matrix(report.matrix, report.offices)
    others = {entry.office.id for entry in matrix.round.entries} - ids
    return {
        "offices": sorted(ids),
        "rows": rows_data(own, tongue),
        "questions": [row for row in squares_data(report.grid) if row["office"]["id"] in ids],
        **_without(found, ("signals", "readings", "coverage", "left_out")),
        "signals": list(_own_signals(found["signals"], others)),
        **_desk(report, tongue),
    }


def _own_signals(signals: list[Json], others: set[str]) -> Iterator[Json]:
    for signal in signals:
        yield {
            **signal,
            "offices": [one for one in signal["offices"] if one["id"] not in others],
            "figures": [one for one in signal["figures"] if one["of"] not in others],
        }
