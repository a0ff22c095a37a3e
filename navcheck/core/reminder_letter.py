"""The reminder: which answers are missing, until when, and how to answer; it demands no more than the first letter."""

from collections.abc import Iterator

from navcheck.core.letter_basis import ORDER, check_supervised, order, voluntary
from navcheck.core.letter_law import COMPLAINT, COMPLAINT_OF_MUNICIPALITIES, OPEN_TO_ALL
from navcheck.core.letter_parts import (
    compose,
    deadlines,
    joint_offices,
    names_of,
    numbered,
    openness,
    time_to_answer,
    whom_to_ask,
)
from navcheck.core.letters import Letter, Occasion, Section
from navcheck.core.messages import Message, say
from navcheck.core.progress import due_of
from navcheck.core.words import Basis

_DEMAND = say(
    "{authority} supervises the municipality under {supervision}. In the letter that the form came with, we required "
    "under {demand} that the municipality gives the information that the form asks for. That order still applies."
)
_COMPLAINT = say(
    "Has the municipality complained about the order ({complaint}, see {applies})? This reminder changes nothing in "
    "how the complaint is dealt with.",
    complaint=COMPLAINT.title,
    applies=COMPLAINT_OF_MUNICIPALITIES.title,
)


def write_reminder(occasion: Occasion) -> Letter:
    """Write the letter to those who have not responded.

    Raises:
        NavcheckError: `nothing-supervised`, as the covering letter.

    """
    return compose(
        occasion,
        say("Reminder about the form for self-assessment: {title}", title=occasion.checklist.title),
        (*deadlines(occasion), time_to_answer(occasion)),
        (_opening(occasion), _how(occasion), _basis(occasion), openness()),
        law=(*(ORDER if occasion.survey.basis is Basis.SUPERVISION else ()), OPEN_TO_ALL),
    )


def _opening(occasion: Occasion) -> Section:
    sent = say(
        "{authority} has sent you a form for self-assessment in the survey «{survey}». We cannot see that we have "
        "received an answer from {offices}.",
        authority=occasion.sender,
        survey=occasion.survey.title,
        offices=names_of(occasion),
    )
    crossed = say("Have you answered already? Then tell us, so that we can find the answer.")
    return Section(None, (sent, *_deadline(occasion), crossed, *joint_offices(occasion)))


def _deadline(occasion: Occasion) -> Iterator[Message]:
    """Say whether the deadline is to come or has passed: once, or for each office where they differ."""
    due = [(office.name, due_of(occasion.survey, office.id)) for office in occasion.to.offices]
    days = {day for _, day in due}
    named = due if len(days) > 1 else [(names_of(occasion), day) for day in days]
    for name, day in named:
        if day is not None and day >= occasion.day:
            yield say("The deadline for {office} is {day}.", office=name, day=day)
        elif day is not None:
            yield say("The deadline for {office} was {day}.", office=name, day=day)


def _how(occasion: Occasion) -> Section:
    steps = (
        say("Fill in the form that you got with our first letter. If you no longer have it, we send it again."),
        say("Save the form, and send the file back as a reply to this letter."),
    )
    more_time = say("If you need more time, tell us how much: the deadline can be extended.")
    return Section(say("How to answer"), (more_time, whom_to_ask(occasion)), steps)


def _basis(occasion: Occasion) -> Section:
    if occasion.survey.basis is Basis.VOLUNTARY:
        return voluntary()
    check_supervised(occasion)
    return order(occasion, _DEMAND, numbered(occasion).values(), _COMPLAINT)
