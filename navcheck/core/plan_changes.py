"""What is written into a plan: an action for each point that has none, and what people change in one of them.

What stands there is never changed by answers: an action is added, or somebody changes it by name.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from navcheck.core.messages import say
from navcheck.core.model import Plan
from navcheck.core.model.desk import Action, Waiver
from navcheck.core.model.fields import LONGEST_SLUG
from navcheck.core.plan import Point
from navcheck.core.problems import Problem
from navcheck.core.words import ActionState, PointState

Pick = Callable[[Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class Added:
    """An action for a point that had none: `carried` over from the last plan, whose `others` are not."""

    point: Point
    action: Action
    carried: Action | None = None
    others: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody changes in an action: fields by their names, and what makes it waived or takes that back.

    A field that is none is emptied.
    """

    fields: Mapping[str, str | date | None]
    state: ActionState | None = None
    reason: str | None = None
    until: date | None = None

    @property
    def touches_waiver(self) -> bool:
        """Whether it says anything of a waiver."""
        return (self.state, self.reason, self.until) != (None, None, None)


def add_actions(plan: Plan, points: tuple[Point, ...], today: date, pick: Pick) -> tuple[Added, ...]:
    """Make an action for each gap without one, and for what the last plan agreed and no answer has closed.

    Where several offices of the last round are one now, the actions of the first that has any are carried over.

    Args:
        plan: the plan, whose ids are taken.
        points: the points to plan for; those that have an action are passed over.
        today: the day on which a new action is opened.
        pick: chooses the language of the checklist's own words.

    """
    taken = {action.id for action in plan.actions}
    added: list[Added] = []
    for point in points:
        if point.action is not None or point.view is None or point.state is PointState.CLOSED:
            continue
        first = tuple(action for action in point.before if action.office == point.before[0].office)
        others = tuple(action for action in point.before if action not in first)
        for carried in first or (None,):
            action = _new_action(_new_id(point, taken), point, carried, today, pick)
            taken.add(action.id)
            added.append(Added(point, action, carried, others))
    return tuple(added)


def _new_id(point: Point, taken: set[str]) -> str:
    whole, end, n = f"{point.office.id}-{point.question_id}", "", 1
    while (name := whole[: LONGEST_SLUG - len(end)].rstrip("-") + end) in taken:
        n += 1
        end = f"-{n}"
    return name


def _new_action(name: str, point: Point, carried: Action | None, today: date, pick: Pick) -> Action:
    question = point.question
    suggested = pick(question.action) if question is not None and question.action is not None else None
    shown = pick(question.evidence.what) if question is not None and question.evidence is not None else None
    severity = point.gap.severity if point.gap is not None else (carried or point.before[0]).severity
    base = carried or Action(
        id=name, office=point.office.id, question=point.question_id, severity=severity, opened=today
    )
    own = {"id": name, "office": point.office.id, "question": point.question_id, "severity": severity}
    return base.model_copy(update={**own, "action": base.action or suggested, "closes": base.closes or shown})


def check_change(action: Action, change: Change, today: date) -> Iterator[Problem]:
    """Find what keeps a change from being made: a waiver has a reason and a day to come, and nothing else has them."""
    waiver, is_waived = action.waiver, (change.state or action.state) is ActionState.WAIVED
    until = change.until or (waiver.until if waiver is not None else None)
    given = {"--reason": change.reason, "--until": change.until}
    if not is_waived:
        for option in (option for option, value in given.items() if value is not None):
            hint = say("give --state waived too")
            yield Problem("waiver", say("{option} belongs to a waiver", option=option), None, hint)
    elif until is None or (waiver is None and change.reason is None):
        hint = say("give both --reason and --until")
        yield Problem("waiver", say("a waiver needs a reason and an end date"), None, hint)
    elif until <= today and change.touches_waiver:
        hint = say("give a day to come, with --until")
        yield Problem("waiver", say("a waiver until {day} is over already", day=until), None, hint)


def change_action(action: Action, change: Change) -> Action:
    """Return an action as it is after a change that was found in order; all that is not named stays."""
    state = change.state or action.state
    waiver = action.waiver if state is ActionState.WAIVED else None
    if state is ActionState.WAIVED:
        kept = waiver.model_dump() if waiver is not None else {}
        given = {"reason": change.reason, "until": change.until}
        waiver = Waiver(**{**kept, **{name: value for name, value in given.items() if value is not None}})
    return action.model_copy(update={**change.fields, "state": state, "waiver": waiver})
