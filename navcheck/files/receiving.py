"""Writes a received response: always a new file, so that what was received is never changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from navcheck.core.model import Response
from navcheck.core.problems import Problem
from navcheck.files.drafts import prepare, save_document
from navcheck.files.saving import make_folder
from navcheck.files.survey_folder import SurveyFolder
from navcheck.files.together import save_together, take_back
from navcheck.files.waiting_drafts import Waiting, find_waiting, settle, with_requests


@dataclass(frozen=True, slots=True)
class Received:
    """What is worth knowing of responses that were stored, and what became of the drafts that lay there."""

    notes: tuple[Problem, ...]
    waiting: tuple[Waiting, ...] = ()


def receive(folder: SurveyFolder, response: Response) -> Received:
    """Store a response under its number, and bring the office's draft up to it; the caller holds the survey's lock.

    Raises:
        NavcheckError: `target-exists`, `not-saved`, or why it could not be read again.

    """
    if response.number is None:
        raise ValueError("a received response has a number")
    waiting = find_waiting(folder, [response])
    path = folder.received_path(response.office, response.number)
    make_folder(path.parent)
    notes = take_back(folder.path)
    notes += save_document(path, with_requests(waiting, response), expected=None).notes
    return Received(notes, tuple(settle(folder, one) for one in waiting))


def receive_all(folder: SurveyFolder, responses: Sequence[Response]) -> Received:
    """Store responses under their numbers, all of them or none; the caller holds the survey's lock.

    Returns:
        What is worth knowing about saves that succeeded, and what became of the drafts.

    Raises:
        NavcheckError: why one of them could not be stored; none is then.

    """
    waiting = find_waiting(folder, responses)
    paths = [folder.received_path(one.office, one.number or 0) for one in responses]
    prepared = {
        path.name: prepare(path, with_requests(waiting, one))[0] for path, one in zip(paths, responses, strict=True)
    }
    make_folder(folder.path / "received")
    notes = save_together(folder.path, prepared)
    return Received(notes, tuple(settle(folder, one) for one in waiting))
