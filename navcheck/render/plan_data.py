"""The action plan as data: English keys and enum values, ISO dates."""

from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue
from navcheck.render.data import Json, found_data, head_data, office_data
from navcheck.render.json_text import dump
from navcheck.render.said import answer_words

if TYPE_CHECKING:
    from navcheck.core.model.desk import Action
    from navcheck.core.plan import ActionPlan, Point


def format_json(plan: "ActionPlan", tongue: Tongue) -> str:
    """Write the points as they are read, each with its gap now and what is agreed; the counts are the whole round's."""
    return dump(plan_data(plan, tongue))


def plan_data(plan: "ActionPlan", tongue: Tongue) -> Json:
    """Return the plan as data."""
    found, whole = found_data(plan.matrix, tongue), plan.whole or plan
    gaps = {(gap["office"]["id"], gap["question"]): gap for gap in found["gaps"]}
    return {
        **head_data("plan-list/1", whole.matrix, tongue),
        "day": plan.today.isoformat(),
        "shown": {"points": len(plan.points), "of": len(whole.points)},
        "states": dict(plan.counts),
        "points": [_point(plan, point, gaps, tongue) for point in plan.points],
        "uncoded": found["uncoded"],
        "left_out": found["left_out"],
    }


def _point(plan: "ActionPlan", point: "Point", gaps: dict[tuple[str, str], Json], tongue: Tongue) -> Json:
    view = point.view
    answer, question = view.answer if view is not None else None, point.question
    checklist = plan.matrix.round.checklist
    return {
        "office": office_data(point.office),
        "question": point.question_id,
        "state": point.state.value,
        "days_late": point.days_late,
        "standing": view.standing.value if view is not None else None,
        "status": view.status.value if view is not None and view.status is not None else None,
        "words": answer_words(checklist, question, answer, tongue)
        if answer is not None and question is not None
        else None,
        "gap": gaps.get((point.office.id, point.question_id)),
        "action": _action(point.action) if point.action is not None else None,
        "before": [_action(action) for action in point.before],
    }


def _action(action: "Action") -> Json:
    return action.model_dump(mode="json")
