"""The covering letter: who asks, on what basis, what for, until when, and how to answer. Its title says no finding."""

from collections.abc import Iterator

from navcheck.core.letter_basis import ORDER, check_supervised, order, voluntary
from navcheck.core.letter_law import OPEN_TO_ALL, OWN_CONTROL
from navcheck.core.letter_parts import (
    MORE_TIME,
    OVERVIEW,
    compose,
    deadlines,
    draft_to_come,
    joined,
    joint_offices,
    numbered,
    openness,
    time_to_answer,
    whom_to_ask,
)
from navcheck.core.letters import Captioned, Letter, Occasion, Section
from navcheck.core.messages import Message, say, say_many
from navcheck.core.progress import due_of
from navcheck.core.words import Basis

_ATTACHMENTS = (
    say("Form for self-assessment in Excel, bokmål and nynorsk"),
    say("The same form as a web page, both languages"),
    say("«What you need at hand»"),
)
_DEMAND = say(
    "{authority} supervises the municipality under {supervision}, and the rules of kommuneloven chapter 30 apply. "
    "Under {demand} we require the municipality to give the information that the form asks for."
)


def write_covering_letter(occasion: Occasion) -> Letter:
    """Write the letter that the form goes out with.

    Raises:
        NavcheckError: `nothing-supervised`, where the survey is supervision and no question is about what is
            supervised.

    """
    return compose(
        occasion,
        say("Form for self-assessment: {title}", title=occasion.checklist.title),
        _facts(occasion),
        (_purpose(occasion), _basis(occasion), openness(), _use(occasion), _how(occasion)),
        law=(*(ORDER if occasion.survey.basis is Basis.SUPERVISION else ()), OPEN_TO_ALL, OWN_CONTROL),
        attachments=_ATTACHMENTS,
        until=min((due for office in occasion.to.offices if (due := due_of(occasion.survey, office.id))), default=None),
    )


def _facts(occasion: Occasion) -> Iterator[Captioned]:
    survey = occasion.survey
    yield from deadlines(occasion)
    yield time_to_answer(occasion)
    if survey.period is not None:
        yield say("Period"), survey.period
    if survey.as_of is not None:
        yield say("The figures apply to"), survey.as_of


def _purpose(occasion: Occasion) -> Section:
    survey, checklist = occasion.survey, occasion.checklist
    request = say(
        "{authority} asks you to fill in the enclosed form for self-assessment. It is part of the survey «{survey}».",
        authority=occasion.sender,
        survey=survey.title,
    )
    purpose = say(
        "The purpose is an overview of how municipalities and Nav offices work with the topics of the form, and of "
        "what should be followed up."
    )
    asked = say_many(
        "The form has {count} question, on this topic: {topics}.",
        "The form has {count} questions, on these topics: {topics}.",
        len(checklist.by_id),
        topics=joined([topic.title for topic in checklist.topics]),
    )
    return Section(None, (request, purpose, asked, *_who_answers(occasion)))


def _who_answers(occasion: Occasion) -> Iterator[Message]:
    to = occasion.to
    if to.is_municipality:
        yield say_many(
            "The letter goes to the municipality, with a copy to the Nav office. We suggest that the leader of the "
            "office fills in the form on behalf of the municipality.",
            "The letter goes to the municipality, with a copy to the Nav offices. We suggest that the leader of each "
            "office fills in a form on behalf of the municipality.",
            len(to.offices),
        )
    yield from joint_offices(occasion)


def _basis(occasion: Occasion) -> Section:
    if occasion.survey.basis is Basis.VOLUNTARY:
        return voluntary()
    check_supervised(occasion)
    return order(occasion, _DEMAND, numbered(occasion).values())


def _use(occasion: Occasion) -> Section:
    control = say(
        "Has the municipality recently carried out a control of the same theme? Tell us when you answer. In planning "
        "supervision we are then to consider postponing it, or not carrying it out ({law}).",
        law=OWN_CONTROL.title,
    )
    return Section(say("What the answers are used for"), (OVERVIEW, draft_to_come(occasion.survey), control))


def _how(occasion: Occasion) -> Section:
    steps = (
        say("Read «What you need at hand»: figures, documents, and whom you may need to ask."),
        say("Fill in the form in Excel, in bokmål or nynorsk. If Excel does not suit you, use the web page instead."),
        say("Save the form, and send the file back as a reply to this letter by the deadline."),
    )
    return Section(say("How to answer"), (MORE_TIME, whom_to_ask(occasion)), steps)
