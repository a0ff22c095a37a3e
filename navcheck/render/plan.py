"""The action plan as people read it: what waits for somebody first, a card a point, and what is told below."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.words import PointState, Severity
from navcheck.render.below import tell_counts, tell_shown, tell_unread
from navcheck.render.lines import NARROWEST, title_lines, wrap
from navcheck.render.markdown import escape, page, title_block, told_block
from navcheck.render.marks import UNICODE, Symbols
from navcheck.render.plan_card import STATES, card_lines, card_title, severities
from navcheck.render.plan_data import format_json
from navcheck.render.points import ONLY_THE_AUTHORITY, no_points
from navcheck.render.said import title_of
from navcheck.render.told import Told, told_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from navcheck.core.plan import ActionPlan, Point


def format_terminal(plan: "ActionPlan", tongue: Tongue, width: int = 80, symbols: Symbols = UNICODE) -> str:
    """Write the points by where they stand, then what is counted."""
    width = max(width, NARROWEST)
    _, beneath = title_of(plan.matrix)
    lines = title_lines(_title(plan, tongue), beneath, width)
    for heading, points in _groups(plan, tongue):
        lines += [*wrap(heading, width), ""]
        for point in points:
            lines += wrap(card_title(plan, point, tongue), width, "", "  ")
            for text in card_lines(plan, point, tongue, symbols):
                lines += wrap(text, width, "  ", "    ")
            lines += [""]
    if not plan.points:
        lines += [*wrap(tongue(no_points(plan.matrix)), width), ""]
    lines += told_lines(_below(plan, tongue), width)
    lines += ["", *wrap(tongue(ONLY_THE_AUTHORITY), width)] if _lists_a_breach(plan) else []
    return "\n".join([*lines, ""])


def format_markdown(plan: "ActionPlan", tongue: Tongue, _width: int = 80, symbols: Symbols = UNICODE) -> str:
    """Write the same as lists."""
    _, beneath = title_of(plan.matrix)
    blocks = [*title_block(_title(plan, tongue), beneath)]
    for heading, points in _groups(plan, tongue):
        blocks.append(f"## {escape(heading)}")
        for point in points:
            items = [f"  - {escape(text)}" for text in card_lines(plan, point, tongue, symbols)]
            blocks.append("\n".join([f"- **{escape(card_title(plan, point, tongue))}**", *items]))
    blocks += [] if plan.points else [escape(tongue(no_points(plan.matrix)))]
    blocks += map(told_block, _below(plan, tongue))
    return page(*blocks, *([escape(tongue(ONLY_THE_AUTHORITY))] if _lists_a_breach(plan) else []))


def _title(plan: "ActionPlan", tongue: Tongue) -> str:
    title, offices = plan.matrix.round.survey.title, tuple(office.name for office in plan.matrix.narrowing.offices)
    if offices:
        return tongue(say("{title}: action plan, only {offices}", title=title, offices=offices))
    return tongue(say("{title}: action plan", title=title))


def _groups(plan: "ActionPlan", tongue: Tongue) -> "Iterator[tuple[str, tuple[Point, ...]]]":
    for state, points in plan.groups():
        words = tongue(STATES[state])
        yield f"{words[0].upper()}{words[1:]} ({tongue.number(len(points))})", points


def _below(plan: "ActionPlan", tongue: Tongue) -> Iterator[Told]:
    """Tell how many points there are of each state, then what the round has and has not read; of one point nothing."""
    if plan.is_one:
        return
    counts = " · ".join(
        f"{tongue(STATES[PointState(state)])} {tongue.number(n)}" for state, n in plan.counts.items() if n
    )
    if counts:
        yield Told(tongue(say("Points of the plan: {counts}", counts=counts)))
    counted, unread = tuple(tell_counts((plan.whole or plan).matrix, tongue)), tuple(tell_unread(plan.matrix, tongue))
    if plan.whole is None:
        yield from (*counted, *unread)
    else:  # what is of the whole comes last, below the line that says so
        yield from (*unread, tell_shown(len(plan.points), len(plan.whole.points), tongue), *counted)


def _lists_a_breach(plan: "ActionPlan") -> bool:
    return any(Severity.BREACH in severities(point) for point in plan.points)


def _json(plan: "ActionPlan", tongue: Tongue, _width: int, _symbols: Symbols) -> str:
    return format_json(plan, tongue)


FORMATS: "Mapping[str, Callable[[ActionPlan, Tongue, int, Symbols], str]]" = {
    "terminal": format_terminal,
    "markdown": format_markdown,
    "json": _json,
}
