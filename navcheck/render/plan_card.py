"""One point of an action plan, put to people: where, what is answered now, the law, what is agreed, where it stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import ActionState, PointState, Severity, Status
from navcheck.render.marks import FULL, Symbols, standing_words
from navcheck.render.points import GROUNDS, gap_code, municipalities_of, raised_words
from navcheck.render.said import answer_words, law_words, name_of, quoted

if TYPE_CHECKING:
    from navcheck.core.model.desk import Action
    from navcheck.core.plan import ActionPlan, Point

# In headings and counts.
STATES = {
    PointState.OVERDUE: say("past the deadline"),
    PointState.WAIVER_OVER: say("the waiver is over"),
    PointState.OPEN: say("open"),
    PointState.REVIEW_DUE: say("done, to be reviewed now"),
    PointState.DONE: say("done, not yet reviewed"),
    PointState.UNPLANNED: say("nothing agreed"),
    PointState.UNSEEN: say("not seen in the answers"),
    PointState.WAIVED: say("waived"),
    PointState.CLOSED: say("closed by the answers"),
}
_STANDS = {
    PointState.OVERDUE: say("open"),
    PointState.WAIVER_OVER: say("the waiver is over, so the point is open again"),
    PointState.OPEN: say("open"),
    PointState.REVIEW_DUE: say("said to be done; the answer still shows the point, and the day of the review has come"),
    PointState.DONE: say("said to be done; the answer still shows the point"),
    PointState.UNPLANNED: say("nothing is agreed in this plan"),
    PointState.UNSEEN: say("not closed: the answers say nothing of it"),
    PointState.WAIVED: say("waived"),
    PointState.CLOSED: say("closed: the answer shows no point now"),
}
_TO_AGREE = {
    "action": say("action"),
    "owner": say("owner"),
    "deadline": say("deadline"),
    "follow_up": say("how the leadership follows it"),
    "review": say("when the effect is reviewed"),
}
# Beside the words of an answer that is neither a plain yes nor a plain no.
_TOLD = frozenset({Status.CLAIMED})
_TO_DO = frozenset({PointState.OVERDUE, PointState.WAIVER_OVER, PointState.OPEN})


def card_title(plan: "ActionPlan", point: "Point", tongue: Tongue) -> str:
    """Name the office and the question."""
    return f"{point.office.name} – {question_name(plan, point, tongue)}"


def question_name(plan: "ActionPlan", point: "Point", tongue: Tongue) -> str:
    """Name the question of a point."""
    one = plan.matrix.round
    # A question that is gone is named as it was.
    rounds = [each for each in (one, one.before) if each is not None and point.question_id in each.checklist.by_id]
    checklist = rounds[0].checklist if rounds else None
    return name_of(checklist, checklist.by_id[point.question_id], tongue) if checklist else point.question_id


def card_lines(plan: "ActionPlan", point: "Point", tongue: Tongue, symbols: Symbols) -> Iterator[str]:
    """Yield what is to be known of a point, a line each."""
    yield severity_words(point, tongue, symbols)
    yield from map(tongue, raised_words(point.gap) if point.gap is not None else ())
    yield from map(tongue, _found(plan, point, tongue))
    if point.action is not None:
        yield from map(tongue, _agreed(point.action, plan, point))
    elif point.question is not None and point.question.action is not None and point.gap is not None:
        yield tongue(say("Suggested action: {action}", action=point.question.action))
    yield from (tongue(_left(plan, action)) for action in point.before)
    yield tongue(say("Status: {words}", words=state_words(point, tongue)))
    if point.action is not None:
        yield tongue(say("Id: {id}, opened {day}", id=point.action.id, day=point.action.opened))


def severities(point: "Point") -> tuple[Severity | None, Severity | None]:
    """Return how far a point falls short now, and how far it did when something was agreed."""
    then = next((action for action in (point.action, *point.before) if action is not None), None)
    return point.gap.severity if point.gap is not None else None, then.severity if then is not None else None


def severity_words(point: "Point", tongue: Tongue, symbols: Symbols) -> str:
    """Say how far a point falls short now, and how far it did when something was agreed."""
    now, then = severities(point)
    if now is not None and then not in {now, None}:
        words = say("{now}; {then} when it was agreed", now=FULL[now], then=FULL[then or now])
    elif now is not None:
        words = FULL[now]
    else:
        words = say("{then} when it was agreed", then=FULL[then or Severity.IMPROVEMENT])
    shown = _capital(tongue(words))
    return symbols.label(now, shown) if now is not None else shown


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _found(plan: "ActionPlan", point: "Point", tongue: Tongue) -> Iterator[Message]:
    """Tell who owes the duty, what is answered now, and by which law."""
    if owing := municipalities_of(point.office):
        yield say_many("Municipality: {names}", "Municipalities: {names}", len(owing), names=", ".join(owing))
    yield say("Answer now: {words}", words=_answer(plan, point, tongue))
    if point.gap is not None and (code := gap_code(plan.matrix, point.gap, tongue)):
        yield say("Read as: {code}", code=code)
    if point.question is None:
        return
    checklist = plan.matrix.round.checklist
    basis = point.gap.legal_basis if point.gap is not None else point.question.legal_basis
    if laws := [law_words(checklist, one, tongue) for one in basis]:
        yield say("Law: {law}", law="; ".join(laws))
    if (ground := GROUNDS.get(point.question.ground)) is not None:
        yield say("Ground: {ground}", ground=ground)


def _answer(plan: "ActionPlan", point: "Point", tongue: Tongue) -> str:
    """Return the office's own words, and what is to be said of them; of silence, which one it is."""
    view, question = point.view, point.question
    if question is None:
        return tongue(say("the question is not asked any more"))
    if view is None:
        return tongue(say("the survey has no such office"))
    if view.status is None:
        entry = next(entry for entry in plan.matrix.round.entries if entry.office.id == point.office.id)
        return tongue(standing_words(entry) or FULL[Status.UNANSWERED])
    if view.answer is None:
        return tongue(FULL[view.status])
    words = quoted(answer_words(plan.matrix.round.checklist, question, view.answer, tongue))
    if question.codes is not None and not view.values:
        return tongue(say("{words} (not coded)", words=words))
    return f"{words} ({tongue(FULL[view.status])})" if view.status in _TOLD else words


def _agreed(action: "Action", plan: "ActionPlan", point: "Point") -> Iterator[Message]:
    """Tell what is agreed, and of what is still to be done also what is not."""
    if action.action is not None:
        yield say("Action: {action}", action=action.action)
    if action.owner is not None:
        yield say("Owner: {owner}", owner=action.owner)
    if action.deadline is not None:
        yield say("Deadline: {day}", day=action.deadline)
    if action.follow_up is not None:
        yield say("How the leadership follows it: {words}", words=action.follow_up)
    if action.review is not None:
        has_come = say("Review of the effect: {day}, which has come", day=action.review)
        yield has_come if action.review <= plan.today else say("Review of the effect: {day}", day=action.review)
    if action.closes is not None:
        yield say("Closes the point: {words}", words=action.closes)
    if action.waiver is not None:
        yield say("Waived until {day}: {reason}", day=action.waiver.until, reason=action.waiver.reason)
    missing = tuple(label for name, label in _TO_AGREE.items() if getattr(action, name) is None)
    if missing and point.state in _TO_DO:
        yield say("Not agreed yet: {fields}", fields=missing)


def _left(plan: "ActionPlan", action: "Action") -> Message:
    """Tell what the last plan agreed, in one line."""
    before = plan.matrix.round.before
    parts: list[str | Message] = [action.action or action.id]
    parts += [say("owner: {owner}", owner=action.owner)] if action.owner else []
    parts += [say("deadline: {day}", day=action.deadline)] if action.deadline else []
    parts += [say("said to be done")] if action.state is ActionState.DONE else []
    parts += [say("waived until {day}", day=action.waiver.until)] if action.waiver else []
    survey = before.survey if before is not None else plan.matrix.round.survey
    return say("In the plan of {round}: {parts}", round=survey.period or survey.id, parts=tuple(parts))


def state_words(point: "Point", tongue: Tongue) -> str:
    """Say where a point stands, and how long after its deadline."""
    return "; ".join(map(tongue, _stands(point)))


def _stands(point: "Point") -> Iterator[Message]:
    yield _STANDS[point.state]
    if point.days_late:
        yield say_many("{count} day past the deadline", "{count} days past the deadline", point.days_late)
