"""Two rounds side by side as data: English keys and enum values."""

from typing import TYPE_CHECKING, Any

from navcheck.core.compare import MILDER, Apart, Comparison, silent
from navcheck.core.messages import Tongue
from navcheck.render.comparison import words_of
from navcheck.render.data import office_data
from navcheck.render.differing import municipalities_of
from navcheck.render.json_text import dump

if TYPE_CHECKING:
    from navcheck.core.compare import Item
    from navcheck.core.model import Office
    from navcheck.core.pairing import Unit
    from navcheck.core.round import Round
    from navcheck.core.sight import Side

Json = dict[str, Any]


def comparison_data(one: Comparison, tongue: Tongue) -> str:
    """Write the whole comparison as JSON, what cannot be compared first."""
    return dump(compared_data(one, tongue))


def compared_data(one: Comparison, tongue: Tongue) -> Json:
    """Return the comparison as data."""
    rounds = {"survey": one.now, "before": one.before, "earlier": one.earlier}
    return {
        "navcheck": "compare/1",
        "language": tongue.language,
        **{name: _round(each) if each is not None else None for name, each in rounds.items()},
        "checklist": {
            "same_version": one.is_same_version,
            "questions": len(one.now.checklist.by_id),
            "compared": one.compared,
            "changes": [
                {
                    "question": change.question,
                    "fate": change.fate.value,
                    "was": change.was,
                    "lost_values": list(change.lost),
                    "judged_otherwise": change.is_judged_otherwise,
                }
                for change in one.changed
            ],
        },
        "offices": [_unit(unit) for unit in one.units],
        "counts": {**one.counts, MILDER: one.directed(MILDER), "not_compared": len(one.apart)},
        "points": [_item(one, item, tongue) for item in one.items],
        "not_compared": [_apart(one, apart, tongue) for apart in one.apart],
        "answered_otherwise": [
            {"question": each.question.id, "count": each.count, "of": each.both} for each in one.otherwise
        ],
    }


def _round(one: "Round") -> Json:
    return {
        **one.survey.model_dump(mode="json", include={"id", "title", "period", "authority"}),
        "checklist": {"id": one.checklist.id, "version": one.checklist.version},
        "offices": len(one.entries),
        "without_response": [office_data(office) for office in silent(one)],
    }


def _unit(unit: "Unit") -> Json:
    return {
        "before": [office_data(office) for office in unit.before],
        "now": [office_data(office) for office in unit.now],
        "by_municipality": unit.by_municipality,
    }


def _item(one: Comparison, item: "Item", tongue: Tongue) -> Json:
    return {
        "move": item.move.value,
        "direction": item.direction,
        **_whose(item.unit),
        "question": item.now.question.id,
        "was": item.then.question.id,
        "then": _side(one, item.then, tongue, is_now=False),
        "now": _side(one, item.now, tongue, is_now=True),
    }


def _apart(one: Comparison, apart: Apart, tongue: Tongue) -> Json:
    return {
        "round": "survey" if apart.is_now else "before",
        "reason": apart.reason.value,
        **_whose(apart.unit),
        "question": apart.side.question.id,
        **_side(one, apart.side, tongue, is_now=apart.is_now),
    }


def _whose(unit: "Unit") -> Json:
    whose: tuple[Office, ...] = unit.now or unit.before
    return {
        "offices": [office_data(office) for office in whose],
        "municipalities": [{"no": no, "name": name} for no, name in municipalities_of(whose).items()],
    }


def _side(one: Comparison, side: "Side", tongue: Tongue, *, is_now: bool) -> Json:
    checklist, raised = (one.now.checklist, one.raised) if is_now else (one.before.checklist, {})
    shown = {office: gap.severity.value for (office, question), gap in raised.items() if question == side.question.id}
    return {
        "severity": side.severity.value if side.severity is not None else None,
        "answers": [
            {
                "office": view.office.id,
                "standing": view.standing.value,
                "status": view.status.value if view.status is not None else None,
                "severity": view.gap.severity.value if view.gap is not None else None,
                "raised_to": shown.get(view.office.id),
                "words": words_of(checklist, side, view, tongue),
            }
            for view in side.views
        ],
    }
