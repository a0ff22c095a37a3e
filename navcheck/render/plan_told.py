"""What is said beside an action plan: what waits for somebody, what was written, what a change brought with it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, say, say_many
from navcheck.core.progress import deadline_passed
from navcheck.core.words import PointState

if TYPE_CHECKING:
    from datetime import date

    from navcheck.core.model.desk import Action
    from navcheck.core.plan import ActionPlan, Point
    from navcheck.core.plan_changes import Added


def tell_waiting(plan: "ActionPlan") -> Iterator[Message]:
    """Tell what waits for somebody today: what is past its deadline, whose waiver is over, what is to be reviewed."""
    late = [point for point in plan.points if point.days_late]
    over = [point for point in plan.points if point.state is PointState.WAIVER_OVER]
    due = [point for point in plan.points if point.state is PointState.REVIEW_DUE]
    if late:
        yield say_many(
            "{count} action is past its deadline: {ids}",
            "{count} actions are past their deadlines: {ids}",
            len(late),
            ids=_ids(late),
        )
    if over:
        yield say_many("{count} waiver is over: {ids}", "{count} waivers are over: {ids}", len(over), ids=_ids(over))
    if due:
        yield say_many(
            "{count} action is to be reviewed now: {ids}",
            "{count} actions are to be reviewed now: {ids}",
            len(due),
            ids=_ids(due),
        )


def tell_unplanned(plan: "ActionPlan") -> Iterator[Message]:
    """Tell how many points nothing is agreed on, and the command that writes an action for each of those shown."""
    if count := plan.counts[PointState.UNPLANNED]:
        yield say_many(
            "Nothing is agreed on {count} point. Write an action for it with:",
            "Nothing is agreed on {count} points. Write an action for each with:",
            count,
        )
        survey, by = plan.matrix.round.survey, plan.matrix.narrowing
        limits = "".join(f" --office {office.id}" for office in by.offices)
        yield Message(f"  navcheck plan {survey.id} --update{limits}")


def _ids(points: "Iterable[Point]") -> tuple[str, ...]:
    return tuple(point.action.id for point in points if point.action is not None)


def tell_added(plan: "ActionPlan", added: "tuple[Added, ...]") -> Iterator[Message]:
    """Tell how many actions were written, and what of the last plan is among them and what is not."""
    if not added:
        yield say("Every point has its action already; nothing is changed.")
        return
    yield say_many(
        "{count} action is written into plan.yaml.", "{count} actions are written into plan.yaml.", len(added)
    )
    before = plan.matrix.round.before
    last = (before.survey.period or before.survey.id) if before is not None else ""
    if carried := tuple(each.action.id for each in added if each.carried is not None):
        yield say_many(
            "{count} of them is carried over from {round}: {ids}",
            "{count} of them are carried over from {round}: {ids}",
            len(carried),
            round=last,
            ids=carried,
        )
    if others := tuple(dict.fromkeys(other.id for each in added for other in each.others)):
        yield say_many(
            "{count} action of {round} is not carried over, since another office of the same point had one: {ids}",
            "{count} actions of {round} are not carried over, since another office of the same point had one: {ids}",
            len(others),
            round=last,
            ids=others,
        )
    if gone := tuple(action.id for point in plan.points if point.view is None for action in point.before):
        yield say_many(
            "{count} action of {round} is not carried over, since its office or question is gone: {ids}",
            "{count} actions of {round} are not carried over, since its office or question is gone: {ids}",
            len(gone),
            round=last,
            ids=gone,
        )


def tell_changed(before: "Action", after: "Action", today: "date") -> Iterator[Message]:
    """Tell that an action was changed, and what is worth a second look."""
    if before == after:
        yield say("{id} says that already; nothing is changed.", id=after.id)
        return
    yield say("{id} is changed.", id=after.id)
    if before.waiver is not None and after.waiver is None:
        yield say("Its waiver until {day} is taken out: {reason}", day=before.waiver.until, reason=before.waiver.reason)
    if after.deadline is not None and after.deadline != before.deadline and after.deadline < today:
        yield deadline_passed(after.deadline)
    if after.review is not None and after.deadline is not None and after.review < after.deadline:
        yield say(
            "Note that the review, {review}, comes before the deadline, {day}.", review=after.review, day=after.deadline
        )
