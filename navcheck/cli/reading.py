"""Reads a survey as the county's commands need it: the folder, and the figures that lie in it."""

import os
from dataclasses import replace
from pathlib import Path

from navcheck.core.facts import Facts
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.round import Round
from navcheck.files.places import beside
from navcheck.files.survey_folder import SurveyFolder, read_folder


def read_survey(
    folder: SurveyFolder, *, drafts: bool = False, back: int = 1, later: tuple[Path, ...] = ()
) -> tuple[Round, tuple[Problem, ...]]:
    """Read all that a survey folder holds, and the `back` rounds before it, none of which is one of the `later`.

    Returns:
        The round, and the problems of what cannot be used.

    Raises:
        NavcheckError: as `survey_folder.read_folder`.

    """
    one, problems = read_folder(folder, drafts=drafts, back=back, later=later)
    found: list[Problem] = []
    return _with_facts(folder.path, one, found), (*problems, *found)


def _with_facts(path: Path, one: Round, problems: list[Problem]) -> Round:
    """Add the figures to a round, and to those before it, which lie beside it."""
    facts, found = _facts(path / "facts.csv", one)
    problems += found
    before = one.before and _with_facts(beside(path, str(one.survey.before)), one.before, problems)
    return replace(one, facts=facts, before=before)


def _facts(path: Path, one: Round) -> tuple[Facts, tuple[Problem, ...]]:
    if not os.path.lexists(path):
        return {}, ()
    from navcheck.intake.facts import read_facts

    try:
        return read_facts(path, one.checklist, one.survey)
    except NavcheckError as error:
        return {}, error.problems
