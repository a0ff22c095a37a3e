"""What `plan` was called with: whose points, whether to write, and what to change in which action."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.naming import find_day, find_word
from navcheck.core.answers import choose_between
from navcheck.core.guard import LONGEST_ROLE, check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Survey
from navcheck.core.model.desk import Action
from navcheck.core.plan_changes import Change
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.text import clean, did_you_mean, normal
from navcheck.core.words import ActionState

_DAYS = ("deadline", "review", "until")
_MAY_BE_EMPTY = frozenset({"action", "owner", "deadline", "follow_up", "review", "closes"})
_NO_ACTIONS = say("it has none yet; --update writes one for each point")


@dataclass(frozen=True, slots=True)
class Wish:
    """What `plan` was called with; empty where nothing was said. `fields` are what to change in `action_id`.

    A field with an empty text is to be emptied.
    """

    survey: str
    offices: tuple[str, ...] = ()
    action_id: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    update: bool = False


def read_change(wish: Wish) -> Change | None:
    """Read what is to be changed in an action; nothing where none is named.

    Raises:
        NavcheckError: all that keeps it from being read.

    """
    options = [_option(name) for name in wish.fields]
    if wish.update:
        refuse_together("--update", [*(["--id"] if wish.action_id else []), *options])
    if not wish.action_id:
        if options:
            hint = say("say which, with --id; «navcheck plan» shows the ids")
            raise NavcheckError(Problem("no-action", say("{option} changes one action", option=options[0]), None, hint))
        return None
    if not options:
        hint = say("for instance --owner, --deadline or --state")
        raise NavcheckError(Problem("no-change", say("say what is to be changed in it"), None, hint))
    problems: list[Problem] = []
    read = {
        name: None if not text and name in _MAY_BE_EMPTY else _read(name, text, problems)
        for name, text in wish.fields.items()
    }
    refuse(problems)
    state, reason, until = (read.pop(name, None) for name in ("state", "reason", "until"))
    return Change(
        read,
        state if isinstance(state, ActionState) else None,
        str(reason) if reason is not None else None,
        until if isinstance(until, date) else None,
    )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _read(name: str, text: str, problems: list[Problem]) -> str | date | None:
    """Read one field; what is wrong with it is added to the problems."""
    try:
        if name in _DAYS:
            return find_day(text, _option(name))
        if name == "state":
            return find_word(ActionState, text, _option(name))
    except NavcheckError as error:
        problems.extend(error.problems)
        return None
    kept = clean(text).strip()
    if problem := check_text(text):
        problems.append(problem)
    elif not kept:
        problems.append(Problem("text", say("{option} says nothing", option=_option(name))))
    elif name == "owner" and len(kept) > LONGEST_ROLE:
        message = say("{option} is longer than {most} characters", option="--owner", most=LONGEST_ROLE)
        problems.append(Problem("text-too-long", message, None, say("write a role, for instance fagleder")))
    return kept


def suggest_action(name: str, actions: Mapping[str, Action], survey: Survey) -> Message:
    """Suggest what is in the plan for an id that is not: only what is of the office that the id begins with."""
    if not actions:
        return _NO_ACTIONS
    offices = {*(office.id for office in survey.offices), *(action.office for action in actions.values())}
    begun = max((office for office in offices if f"{name}-".startswith(f"{office}-")), key=len, default=None)
    if begun is None:  # perhaps the office is what is misspelt
        near = [one for one, action in actions.items() if did_you_mean(name[: len(action.office)], [action.office])]
        return did_you_mean(name, near) or choose_between(actions)
    own = {one: action for one, action in actions.items() if action.office == begun}
    return did_you_mean(name, own, lambda one: normal(one.removeprefix(f"{begun}-"))) or choose_between(own or actions)
