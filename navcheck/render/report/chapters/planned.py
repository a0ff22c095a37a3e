"""What is agreed, and what the offices can talk about: the action plan, and the themes of the network meeting."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.words import PointState
from navcheck.render.agenda import lay_out_meeting
from navcheck.render.marks import UNICODE
from navcheck.render.plan_card import STATES, question_name, severity_words, state_words
from navcheck.render.points import no_points
from navcheck.render.report.blocks import Block, Cell, Heading, Paragraph, Table
from navcheck.render.report.chapters.spans import cell, heading, listing, node_listing, paragraph, plain
from navcheck.render.rules import capital

if TYPE_CHECKING:
    from navcheck.core.plan import ActionPlan, Point
    from navcheck.core.report import Report

_HEADS = (
    say("Nav office"),
    say("Point"),
    say("Severity"),
    say("Action"),
    say("Owner"),
    say("Deadline"),
    say("Where it stands"),
)


def plan(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Count the points of the plan by where they stand; in a named edition, list them."""
    agreed = report.plan
    if agreed is None:
        return
    yield heading(1, say("Action plan"), tongue)
    if not agreed.points:
        yield paragraph(no_points(agreed.matrix), tongue)
        return
    counts = ((STATES[PointState(state)], count) for state, count in agreed.counts.items() if count)
    yield paragraph(say("Where the points of the plan stand on {day}:", day=agreed.today), tongue)
    yield from listing(f"{capital(tongue(words))}: {tongue.number(count)}" for words, count in counts)
    if report.is_named:
        rows = tuple(_row(agreed, point, tongue) for point in agreed.points)
        yield Table(tongue(say("The action plan, point by point")), tuple(map(tongue, _HEADS)), rows, wide=True)


def _row(agreed: "ActionPlan", point: "Point", tongue: Tongue) -> tuple[Cell, ...]:
    action = point.action
    return (
        cell(point.office.name),
        cell(question_name(agreed, point, tongue)),
        cell(severity_words(point, tongue, UNICODE)),
        cell(_action(point, tongue)),
        cell(action.owner or "" if action is not None else ""),
        cell(tongue.day(action.deadline) if action is not None and action.deadline is not None else ""),
        cell(state_words(point, tongue)),
    )


def _action(point: "Point", tongue: Tongue) -> str:
    if point.action is not None:
        return point.action.action or ""
    if point.question is not None and point.question.action is not None and point.gap is not None:
        return tongue(say("Suggested action: {action}", action=point.question.action))
    return ""


def meeting(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell the themes for the network meeting, and who shares what it does."""
    page = lay_out_meeting(report.meeting, tongue)
    if not page.sections:
        return
    yield heading(1, say("For the network meeting"), tongue)
    if page.opening:
        yield Paragraph(plain(page.opening))
    for section in page.sections:
        yield Heading(2, section.text)
        yield from node_listing(section.under)
