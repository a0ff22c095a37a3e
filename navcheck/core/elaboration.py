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
    """Add a request; one that says the same as another, on whatever day, adds nothing."""
    is_there = any(one.model_copy(update={"date": request.date}) == request for one in asked)
    return asked if is_there else (*asked, request)
