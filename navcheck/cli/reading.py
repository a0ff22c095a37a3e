"""Reads a survey as the county's commands need it: the folder, and the figures that lie in it."""

import os
from dataclasses import replace

from navcheck.core.facts import Facts
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.round import Round
from navcheck.files.survey_folder import SurveyFolder, read_folder


def read_survey(folder: SurveyFolder, *, drafts: bool = False) -> tuple[Round, tuple[Problem, ...]]:
    """Read all that a survey folder holds.

    Returns:
        The round, and the problems of what cannot be used.

    Raises:
        NavcheckError: as `survey_folder.read_folder`.

    """
    one, problems = read_folder(folder, drafts=drafts)
    facts, found = _facts(folder)
    return replace(one, facts=facts), (*problems, *found)


def _facts(folder: SurveyFolder) -> tuple[Facts, tuple[Problem, ...]]:
    path = folder.path / "facts.csv"
    if not os.path.lexists(path):
        return {}, ()
    from navcheck.intake.facts import read_facts

    try:
        return read_facts(path, folder.checklist, folder.survey)
    except NavcheckError as error:
        return {}, error.problems
