"""Where a survey's action plan lies, and what it refers to."""

from pathlib import Path

from navcheck.core.model import Plan
from navcheck.core.plan_check import check_plan
from navcheck.core.problems import refuse
from navcheck.core.round import Round
from navcheck.files.places import beside
from navcheck.files.rewriting import Found, find_document

PLAN_FILE = "plan.yaml"
_EMPTY = Plan(navcheck="plan/1")


def find_plan(folder: Path, one: Round) -> Found[Plan]:
    """Read a survey's plan, else take an empty one, and hold it against the survey.

    Raises:
        NavcheckError: every problem in it.

    """
    found = find_document(folder / PLAN_FILE, _EMPTY)
    refuse(check_plan(found.document, one, found.where))
    return found


def find_last_plan(folder: Path, one: Round) -> Plan | None:
    """Read the last round's plan, which lies beside the survey; nothing where there is no last round.

    What it refers to is not held against that round: the one before may have known it.

    Raises:
        NavcheckError: every problem in it.

    """
    if one.survey.before is None or one.before is None:
        return None
    return find_document(beside(folder, one.survey.before) / PLAN_FILE, _EMPTY).document
