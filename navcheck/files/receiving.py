"""Writes a received response: always a new file, so that what was received is never changed."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from navcheck.core.model import Response
from navcheck.core.problems import Problem
from navcheck.files.drafts import prepare, save_document
from navcheck.files.saving import make_folder, save
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


def receive_all(folder: SurveyFolder, responses: Sequence[Response]) -> tuple[Problem, ...]:
    """Store responses under their numbers, all of them or none; the caller holds the survey's lock.

    Returns:
        What is worth knowing about saves that succeeded.

    Raises:
        NavcheckError: why one of them could not be stored; those stored before it are taken back, unseen by anybody who
            takes the lock.

    """
    paths = [folder.received_path(one.office, one.number or 0) for one in responses]
    prepared = [prepare(path, one)[0] for path, one in zip(paths, responses, strict=True)]
    make_folder(folder.path / "received")
    done: list[Path] = []
    notes: list[Problem] = []
    try:
        for path, raw in zip(paths, prepared, strict=True):
            notes += save(path, raw, expected=None).notes
            done.append(path)
    except BaseException:
        for path in done:
            with suppress(OSError):
                path.unlink()
        raise
    return tuple(dict.fromkeys(notes))


def remove_draft(path: Path) -> None:
    """Take away a draft that was handed in; where it stays, its answers are only there twice."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
