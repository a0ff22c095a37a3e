"""The county asks an office to elaborate: what can be asked about, and what is asked already."""

from collections.abc import Iterator

from navcheck.core.answers import choose_between
from navcheck.core.interview import asked_questions
from navcheck.core.messages import say
from navcheck.core.model import Asked, Checklist, Office, Response
from navcheck.core.problems import Problem
from navcheck.core.text import did_you_mean, quote


def check_request(checklist: Checklist, office: Office, received: Response | None, question: str) -> Iterator[Problem]:
    """Find why a question cannot be asked about: nothing was received, no such question, or it was never put."""
    if received is None:
        yield Problem(
            "not-received",
            say("{office} has not responded yet, so there is nothing to elaborate", office=quote(office.name)),
        )
        return
    asked = {one.id: one for one in asked_questions(checklist, received.answers)}
    if question in asked:
        return
    known = question in checklist.by_id
    yield Problem(
        "not-asked" if known else "unknown-question",
        say("{id} was not asked of {office}", id=quote(question), office=quote(office.name))
        if known
        else say("there is no question {id}", id=quote(question)),
        None,
        (None if known else did_you_mean(question, asked)) or choose_between(asked),
    )


def add_request(asked: tuple[Asked, ...], request: Asked) -> tuple[Asked, ...]:
    """Add a request in the place of the one about the same question; the same one, on whatever day, changes nothing."""
    old = requests_about(asked, request.question)
    if not old:
        return (*asked, request)
    if [one.model_copy(update={"date": request.date}) for one in old] == [request]:
        return asked
    return tuple(request if one == old[0] else one for one in asked if one == old[0] or one not in old)


def requests_about(asked: tuple[Asked, ...], question: str) -> tuple[Asked, ...]:
    """Return what is asked about a question: one request, or several that were written by hand."""
    return tuple(one for one in asked if one.question == question)


def check_undo(asked: tuple[Asked, ...], office: Office, question: str) -> Iterator[Problem]:
    """Find why a request cannot be taken back: there is none about that question."""
    if not requests_about(asked, question):
        yield Problem(
            "not-asked",
            say("{office} is not asked to elaborate {id}", office=quote(office.name), id=quote(question)),
            None,
            choose_between([one.question for one in asked]) if asked else None,
        )
