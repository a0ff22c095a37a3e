"""The covering letter: who asks, on what basis, what for, until when, and how to answer. Its title says no finding."""

from collections.abc import Iterator, Sequence

from navcheck.core.letter_law import (
    COMPLAINT,
    COMPLAINT_OF_MUNICIPALITIES,
    DEMAND,
    OPEN_TO_ALL,
    OWN_CONTROL,
    SUPERVISION,
    Citation,
)
from navcheck.core.letters import CONTACT_BLANK, DEADLINE_BLANK, Letter, Occasion, Section, Shown
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Survey
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.progress import due_of
from navcheck.core.readiness import readiness
from navcheck.core.words import Basis, Supervised

_ATTACHMENTS = (
    say("Form for self-assessment in Excel, bokmål and nynorsk"),
    say("The same form as a web page, both languages"),
    say("«What you need at hand»"),
)


def write_covering_letter(occasion: Occasion) -> Letter:
    """Write the letter that the form goes out with.

    Raises:
        NavcheckError: `nothing-supervised`, where the survey is supervision and no question is about what is
            supervised.

    """
    survey, to = occasion.survey, occasion.to
    facts = tuple(_facts(occasion))
    undated = [DEADLINE_BLANK] if DEADLINE_BLANK in [shown for _, shown in facts] else []
    return Letter(
        day=occasion.day,
        sender=occasion.sender,
        receiver=to.words,
        copies=tuple(office.name for office in to.offices) if to.is_municipality else (),
        references=tuple(_references(occasion)),
        title=say("Form for self-assessment: {title}", title=occasion.checklist.title),
        facts=facts,
        sections=(_purpose(occasion), _basis(occasion), _openness(), _use(occasion), _how(occasion)),
        attachments=_ATTACHMENTS,
        law=tuple(_law(survey.basis)),
        blanks=(*undated, *([] if occasion.contact else [CONTACT_BLANK])),
    )


def _law(basis: Basis) -> Iterator[Citation]:
    if basis is Basis.SUPERVISION:
        yield from (SUPERVISION, DEMAND, COMPLAINT, COMPLAINT_OF_MUNICIPALITIES)
    yield from (OPEN_TO_ALL, OWN_CONTROL)


def _references(occasion: Occasion) -> Iterator[tuple[Message, str]]:
    case = occasion.survey.case
    if case is not None and case.ours is not None:
        yield say("Our reference"), case.ours
    if case is not None and case.theirs is not None:
        yield say("Your reference"), case.theirs


def _facts(occasion: Occasion) -> Iterator[tuple[Message, Shown]]:
    survey, offices = occasion.survey, occasion.to.offices
    due = {office.name: due_of(survey, office.id) or DEADLINE_BLANK for office in offices}
    first, *others = due.values()
    if all(other == first for other in others):
        yield say("Deadline for answers"), first
    else:
        yield from ((say("Deadline for {office}", office=name), day) for name, day in due.items())
    need = readiness(occasion.checklist)
    minutes = say_many("about {count} minute", "about {count} minutes", need.minutes)
    at_hand = say("{minutes}, when figures and documents are at hand", minutes=minutes)
    yield say("Time to answer"), at_hand if need.fetches else minutes
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
        topics=_joined([topic.title for topic in checklist.topics]),
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
    for office in to.offices:
        if len(office.municipalities) > 1:
            yield say("{office} serves several municipalities and answers once for all of them.", office=office.name)


def _basis(occasion: Occasion) -> Section:
    if occasion.survey.basis is Basis.VOLUNTARY:
        voluntary = say(
            "It is voluntary to answer, and you may answer the whole form or parts of it. What you leave open is shown "
            "as not answered."
        )
        return Section(say("Answering is voluntary"), (voluntary,))
    demand = say(
        "{authority} supervises the municipality under {supervision}, and the rules of kommuneloven chapter 30 apply. "
        "Under {demand} we require the municipality to give the information that the form asks for.",
        authority=occasion.sender,
        supervision=SUPERVISION.title,
        demand=DEMAND.title,
    )
    complaint = say(
        "The municipality may complain about this order if it holds that it has no duty to give the information, or "
        "no lawful access to give it. The complaint may be oral and must be made within 3 days ({complaint}, see "
        "{applies}).",
        complaint=COMPLAINT.title,
        applies=COMPLAINT_OF_MUNICIPALITIES.title,
    )
    return Section(say("Legal basis"), (demand, *_left_to_choice(occasion), complaint))


def _left_to_choice(occasion: Occasion) -> Iterator[Message]:
    """Say which questions are outside what is supervised, and so cannot be demanded."""
    asked = list(enumerate(occasion.checklist.questions(), 1))
    free = tuple(str(number) for number, question in asked if question.supervised is Supervised.NONE)
    if len(free) == len(asked):
        raise NavcheckError(
            Problem(
                "nothing-supervised",
                say("the survey is supervision, but none of its questions is marked as supervised"),
                None,
                say("write «basis: voluntary» in survey.yaml, or mark in the checklist what is supervised"),
            )
        )
    if free:
        yield say_many(
            "The order does not cover question {numbers}, which is about something else than the duties that we "
            "supervise. Answering it is voluntary.",
            "The order does not cover questions {numbers}, which are about something else than the duties that we "
            "supervise. Answering them is voluntary.",
            len(free),
            numbers=_joined(free),
        )


def _openness() -> Section:
    public = say(
        "Answers that you send us are open to everybody where nothing else follows from statute, or from regulations "
        "with authority in statute ({law}).",
        law=OPEN_TO_ALL.title,
    )
    persons = say(
        "Write nothing about single persons: no names, no national identity numbers, and nothing that can show who "
        "somebody is."
    )
    return Section(say("The answers are public"), (public, persons))


def _use(occasion: Occasion) -> Section:
    overview = say(
        "We lay the answers out in an overview by topic, in the offices' own words, with points to follow up. No "
        "office is ranked."
    )
    control = say(
        "Has the municipality recently carried out a control of the same theme? Tell us when you answer. In planning "
        "supervision we are then to consider postponing it, or not carrying it out ({law}).",
        law=OWN_CONTROL.title,
    )
    return Section(say("What the answers are used for"), (overview, _draft(occasion.survey), control))


def _draft(survey: Survey) -> Message:
    if survey.comment_deadline is None:
        return say("Before the report is published, you get a draft of what it says about you, to comment on.")
    return say(
        "Before the report is published, you get a draft of what it says about you, to comment on by {day}.",
        day=survey.comment_deadline,
    )


def _how(occasion: Occasion) -> Section:
    steps = (
        say("Read «What you need at hand»: figures, documents, and whom you may need to ask."),
        say("Fill in the form in Excel, in bokmål or nynorsk. If Excel does not suit you, use the web page instead."),
        say("Save the form, and send the file back as a reply to this letter by the deadline."),
    )
    more_time = say("If you need more time, tell us before the deadline.")
    contact = say("Questions about the survey go to {contact}.", contact=occasion.contact or CONTACT_BLANK)
    return Section(say("How to answer"), (more_time, contact), steps)


def _joined(items: Sequence[object]) -> object:
    """List things as people do: a, b and c."""
    return say("{some} and {last}", some=tuple(items[:-1]), last=items[-1]) if len(items) > 1 else items[0]
