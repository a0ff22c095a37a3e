"""`plan`: the action plan beside the answers, and what is written in it."""

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from navcheck.cli.failing import fails_on
from navcheck.cli.naming import find_offices
from navcheck.cli.planning_wish import Wish as Wish  # noqa: PLC0414 -- the command takes both from here
from navcheck.cli.planning_wish import read_change, suggest_action
from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.cli.show import choose, show
from navcheck.core.matrix import build_matrix
from navcheck.core.messages import say
from navcheck.core.model import Plan
from navcheck.core.model.desk import Action
from navcheck.core.plan import ActionPlan, build_plan
from navcheck.core.plan_changes import Change, add_actions, change_action, check_change
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.round import Round
from navcheck.core.text import quote
from navcheck.core.words import PointState
from navcheck.files.locking import locked
from navcheck.files.plan_file import PLAN_FILE, find_last_plan, find_plan
from navcheck.files.rewriting import Found, rewrite
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.render.plan import FORMATS
from navcheck.render.plan_told import tell_added, tell_changed, tell_unplanned, tell_waiting

DONE, IN_PART = 0, 1


@dataclass(frozen=True, slots=True)
class _Desk:
    """A survey with its plan and the last one, which may be there and not be readable."""

    path: Path
    round: Round
    found: Found[Plan]
    last: Plan | None
    problems: tuple[Problem, ...]
    is_last_unread: bool = False


def plan_survey(session: Session, wish: Wish, form: str, fail_on: tuple[str, ...]) -> int:
    """Print a survey's action plan; with `--update` or `--id`, write in it first.

    Raises:
        NavcheckError: what was given and cannot be used, a plan that cannot be used, and what reading and saving
            raise; nothing is printed or written then.

    """
    render = choose(FORMATS, form)
    fails_on(fail_on, {state.value: 0 for state in PointState})
    change = read_change(wish)
    folder = open_folder(session.places.survey(wish.survey))
    find_offices(folder.survey, wish.offices)
    with locked(folder.path) if wish.update or change is not None else nullcontext():
        desk = _read(folder)
        if change is not None:
            desk = _change(session, desk, wish.action_id, change)
        elif wish.update:
            desk = _update(session, desk, _shown(desk, wish, session.today))
    plan = _shown(desk, wish, session.today)
    is_found = fails_on(fail_on, plan.counts)
    session.complain(desk.problems)
    show(session, plan, render, form)
    for message in (*tell_waiting(plan), *tell_unplanned(plan)):
        session.tell(message)
    return IN_PART if desk.problems or is_found else DONE


def _read(folder: SurveyFolder) -> _Desk:
    one, problems = read_survey(folder)
    desk = _Desk(folder.path, one, find_plan(folder.path, one), None, problems)
    try:
        # Why a last survey is not there is among the problems already.
        is_unread = one.survey.before is not None and one.before is None
        return replace(desk, last=find_last_plan(folder.path, one), is_last_unread=is_unread)
    except NavcheckError as error:
        return replace(desk, problems=(*problems, *error.problems), is_last_unread=True)


def _shown(desk: _Desk, wish: Wish, today: date) -> ActionPlan:
    """Lay the plan out, and keep what was asked for."""
    matrix = build_matrix(desk.round)
    plan = ActionPlan(matrix, build_plan(matrix, desk.found.document, desk.last, today), today)
    if wish.action_id:
        return plan.only(wish.action_id)
    return plan.of(find_offices(desk.round.survey, wish.offices)) if wish.offices else plan


def _update(session: Session, desk: _Desk, plan: ActionPlan) -> _Desk:
    """Add an action for each point that has none, and tell which of them the last plan had.

    Raises:
        NavcheckError: why the last plan cannot be read: what it agreed would be lost; or what saving raises.

    """
    if desk.is_last_unread:
        hint = say("mend the last survey, or take «before» out of survey.yaml")
        message = say("nothing is written: the plan of {before} cannot be read", before=quote(desk.round.survey.before))
        raise NavcheckError(*desk.problems, Problem("last-plan", message, None, hint))
    document = desk.found.document
    added = add_actions(document, plan.points, session.today, session.tongue.pick)
    desk = _save(session, desk, (*document.actions, *(one.action for one in added)))
    for message in tell_added(plan, added):
        session.tell(message)
    return desk


def _change(session: Session, desk: _Desk, action_id: str, change: Change) -> _Desk:
    """Change one action, and nothing else.

    Raises:
        NavcheckError: `unknown-action`, what keeps the change from being made, or what saving raises.

    """
    actions = {action.id: action for action in desk.found.document.actions}
    if action_id not in actions:
        message = say("the plan has no action {id}", id=quote(action_id))
        near = suggest_action(action_id, actions, desk.round.survey)
        raise NavcheckError(Problem("unknown-action", message, None, near))
    before = actions[action_id]
    refuse(check_change(before, change, session.today))
    after = actions[action_id] = change_action(before, change)
    desk = _save(session, desk, tuple(actions.values()))
    for message in tell_changed(before, after, session.today):
        session.tell(message)
    return desk


def _save(session: Session, desk: _Desk, actions: tuple[Action, ...]) -> _Desk:
    document = desk.found.document.model_copy(update={"actions": actions})
    session.complain(rewrite(desk.path / PLAN_FILE, desk.found, document))
    return replace(desk, found=replace(desk.found, document=document))
