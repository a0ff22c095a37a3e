"""What several kinds of letter say in the same words: deadlines, openness, whom to ask, and a letter's frame."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from navcheck.core.letter_law import OPEN_TO_ALL, Citation
from navcheck.core.letters import (
    COMMENTS_BLANK,
    CONTACT_BLANK,
    DEADLINE_BLANK,
    Captioned,
    Letter,
    Occasion,
    Section,
    Shown,
)
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Question, Survey
from navcheck.core.progress import due_of
from navcheck.core.readiness import readiness

PERSONS = say(
    "Write nothing about single persons: no names, no national identity numbers, and nothing that can show who "
    "somebody is."
)
MORE_TIME = say("If you need more time, tell us before the deadline.")
OVERVIEW = say(
    "We lay the answers out in an overview by topic, in the offices' own words, with points to follow up. No office is "
    "ranked."
)


def compose(  # noqa: PLR0913 -- each argument is a part of the letter
    occasion: Occasion,
    title: Message,
    facts: Iterable[Captioned],
    sections: Iterable[Section],
    *,
    law: Iterable[Citation],
    attachments: Sequence[Message] = (),
    until: date | None = None,
) -> Letter:
    """Put a letter together: its head is the same for all, and what is left to the county is noted."""
    to, facts = occasion.to, tuple(facts)
    blanks = [blank for blank in (DEADLINE_BLANK, COMMENTS_BLANK) if blank in [shown for _, shown in facts]]
    return Letter(
        day=occasion.day,
        sender=occasion.sender,
        receiver=to.words,
        copies=tuple(office.name for office in to.offices) if to.is_municipality else (),
        references=tuple(_references(occasion)),
        title=title,
        facts=facts,
        sections=tuple(sections),
        attachments=tuple(attachments),
        law=tuple(law),
        blanks=(*blanks, *([] if occasion.contact else [CONTACT_BLANK])),
        until=until,
    )


def _references(occasion: Occasion) -> Iterator[tuple[Message, str]]:
    case = occasion.survey.case
    if case is not None and case.ours is not None:
        yield say("Our reference"), case.ours
    if case is not None and case.theirs is not None:
        yield say("Your reference"), case.theirs


def deadlines(occasion: Occasion) -> Iterator[Captioned]:
    """Say the deadline of all the offices, or each one's own where they differ."""
    due = {office.name: due_of(occasion.survey, office.id) or DEADLINE_BLANK for office in occasion.to.offices}
    first, *others = due.values()
    if all(other == first for other in others):
        yield say("Deadline for answers"), first
    else:
        yield from ((say("Deadline for {office}", office=name), day) for name, day in due.items())


def time_to_answer(occasion: Occasion) -> Captioned:
    """Say how long the form takes."""
    need = readiness(occasion.checklist)
    minutes = say_many("about {count} minute", "about {count} minutes", need.minutes)
    at_hand = say("{minutes}, when figures and documents are at hand", minutes=minutes)
    return say("Time to answer"), at_hand if need.fetches else minutes


def received(occasion: Occasion) -> Iterator[Captioned]:
    """Say which response of each office the letter is about."""
    for entry in occasion.of_offices:
        if entry.response is None:
            continue
        shown: Shown = say("response no. {number}", number=entry.response.number)
        if (receipt := entry.response.received) is not None:
            shown = say("{response}, received {day}", response=shown, day=receipt.date)
        yield say("From {office}", office=entry.office.name), shown


def joint_offices(occasion: Occasion) -> Iterator[Message]:
    """Tell each municipality of a joint office that one response is enough."""
    for office in occasion.to.offices:
        if len(office.municipalities) > 1:
            yield say("{office} serves several municipalities and answers once for all of them.", office=office.name)


def numbered(occasion: Occasion) -> dict[str, tuple[int, Question]]:
    """Return the checklist's questions by their ids, with their numbers in the form."""
    return {question.id: (number, question) for number, question in enumerate(occasion.checklist.questions(), 1)}


def openness() -> Section:
    """Say that answers are public, and hold nothing about persons."""
    public = say(
        "Answers that you send us are open to everybody where nothing else follows from statute, or from regulations "
        "with authority in statute ({law}).",
        law=OPEN_TO_ALL.title,
    )
    return Section(say("The answers are public"), (public, PERSONS))


def draft_to_come(survey: Survey) -> Message:
    """Say that what is written about somebody is theirs to comment on first."""
    if survey.comment_deadline is None:
        return say("Before the report is published, you get a draft of what it says about you, to comment on.")
    return say(
        "Before the report is published, you get a draft of what it says about you, to comment on by {day}.",
        day=survey.comment_deadline,
    )


def whom_to_ask(occasion: Occasion) -> Message:
    """Say where questions go."""
    return say("Questions about the survey go to {contact}.", contact=occasion.contact or CONTACT_BLANK)


def names_of(occasion: Occasion) -> object:
    """Name the offices that the letter is about."""
    return joined([office.name for office in occasion.to.offices])


def joined(items: Sequence[object]) -> object:
    """List things as people do: a, b and c."""
    return say("{some} and {last}", some=tuple(items[:-1]), last=items[-1]) if len(items) > 1 else items[0]
