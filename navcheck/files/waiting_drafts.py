"""Drafts that lie waiting when a new number is received: none may undo what came after it was begun."""

from collections.abc import Sequence
from dataclasses import dataclass

from navcheck.core.messages import say
from navcheck.core.model import Office, Response
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.core.rebasing import Rebased, rebase
from navcheck.files.disk import show_path
from navcheck.files.drafts import save_answers
from navcheck.files.saving import remove
from navcheck.files.survey_folder import SurveyFolder


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft beside a number that is received; it is not known what becomes of one that cannot be used."""

    office: Office
    number: int
    draft: Response | None
    rebased: Rebased | None
    problems: tuple[Problem, ...] = ()


def find_waiting(folder: SurveyFolder, responses: Sequence[Response]) -> tuple[Waiting, ...]:
    """Find the drafts of those whose responses are about to be stored; an office may have sent in several."""
    first, last = {one.office: one for one in reversed(responses)}, {one.office: one for one in responses}
    return tuple(
        _find(folder, office, first[office.id].number or 1, last[office.id])
        for office in folder.survey.offices
        if office.id in last and folder.has_draft(office.id)
    )


def _find(folder: SurveyFolder, office: Office, first: int, new: Response) -> Waiting:
    number = new.number or 1
    try:
        draft, before = folder.draft(office.id), folder.received(office.id, first - 1)
    except NavcheckError as error:
        return Waiting(office, number, None, None, (*error.problems, _left(folder, office, number)))
    return Waiting(office, number, draft, rebase(draft, before, new) if draft is not None else None)


def with_requests(waiting: Sequence[Waiting], response: Response) -> Response:
    """Return a response with the requests that it answers; they stand there when the draft is gone."""
    for one in waiting:
        if one.rebased is not None and (one.office.id, one.number) == (response.office, response.number):
            return response.model_copy(update={"asked": one.rebased.answered})
    return response


def settle(folder: SurveyFolder, waiting: Waiting) -> Waiting:
    """Bring a draft up to the number that is received, or take it away; the caller holds the survey's lock.

    Returns:
        The same, with what was in the way: the number is received all the same.

    """
    if waiting.draft is None or waiting.rebased is None:
        return waiting
    try:
        notes = settle_draft(folder, waiting.draft, waiting.rebased)
    except NavcheckError as error:
        problems = (*error.problems, _left(folder, waiting.office, waiting.number))
        return Waiting(waiting.office, waiting.number, None, None, problems)
    return Waiting(waiting.office, waiting.number, waiting.draft, waiting.rebased, notes)


def settle_draft(folder: SurveyFolder, draft: Response, rebased: Rebased) -> tuple[Problem, ...]:
    """Save what a draft became, or take it away where nothing of its own is left; the caller holds the lock.

    Returns:
        What is worth knowing about a save that succeeded.

    Raises:
        NavcheckError: what `save_answers` and `saving.remove` raise.

    """
    path, notes = folder.draft_path(draft.office), list[Problem]()
    if not rebased.is_needed:
        return remove(path)
    save_answers(
        folder.path,
        path,
        draft,
        draft.answers,
        rebased.changes,
        order=[question.id for question in folder.checklist.questions()],
        update={"asked": rebased.open},
        tell=notes.append,
    )
    return tuple(notes)


def _left(folder: SurveyFolder, office: Office, number: int) -> Problem:
    return Problem(
        "draft-left",
        say("number {number} of {office} is stored, and its draft stays as it was", number=number, office=office.name),
        Location(show_path(folder.draft_path(office.id))),
        say("look at the draft before it is handed in: it does not know of number {number}", number=number),
    )
