"""Writes a received response: always a new file, so that what was received is never changed."""

from contextlib import suppress
from pathlib import Path

from navcheck.core.model import Response
from navcheck.core.problems import Problem
from navcheck.files.drafts import save_document
from navcheck.files.saving import make_folder
from navcheck.files.survey_folder import SurveyFolder


def receive(folder: SurveyFolder, response: Response) -> tuple[Problem, ...]:
    """Store a response under its number; the caller holds the survey's lock.

    Returns:
        What is worth knowing about a save that succeeded.

    Raises:
        NavcheckError: `target-exists`, `not-saved`, or why it could not be read again.

    """
    if response.number is None:
        raise ValueError("a received response has a number")
    path = folder.received_path(response.office, response.number)
    make_folder(path.parent)
    return save_document(path, response, expected=None).notes


def remove_draft(path: Path) -> None:
    """Take away a draft that was handed in; where it stays, its answers are only there twice."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
