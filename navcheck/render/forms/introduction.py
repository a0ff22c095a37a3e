"""What stands above the questions of a form, and below: who asks and by when, how it is filled in, who may read it."""

from collections.abc import Iterator

from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Checklist
from navcheck.core.readiness import readiness
from navcheck.render.forms.wording import Part, Weight, Wording

PUBLIC = say("The answers are public: anyone may ask to read them. Write nothing about single persons.")
_HOW = (
    say(
        "Fill in the yellow cells: choose from the list where there is one, otherwise write. The rest is locked. "
        "If Excel opens the file in Protected View, choose «Enable Editing» first."
    ),
    say(
        "Where you cannot answer, choose or write «don't know», or «not applicable» and why as a comment; without a "
        "reason it counts as unanswered."
    ),
    PUBLIC,
)
ENDING = say(
    "That was all. Save the file as an Excel workbook (.xlsx), and send it back as your answer to the letter that it "
    "came with."
)


def introduction(wording: Wording) -> Iterator[Part]:
    """Yield what an office should know before it begins, a paragraph each."""
    form, tongue = wording.form, wording.tongue
    yield Weight.PLAIN, tongue(request(wording))
    yield Weight.QUESTION, f"{deadline(wording)} {tongue(time(form.checklist))}".lstrip()
    yield from ((Weight.PLAIN, tongue(message)) for message in _HOW)


def time(checklist: Checklist) -> Message:
    """Say how long it takes, and whether anything has to be fetched before."""
    need = readiness(checklist)
    minutes = say_many("about {count} minute", "about {count} minutes", need.minutes)
    if not need.fetches:
        return say("Nothing has to be fetched beforehand. Time: {minutes}.", minutes=minutes)
    return say("Time: {minutes}, when figures and documents are at hand.", minutes=minutes)


def request(wording: Wording) -> Message:
    """Say who asks whom."""
    office, authority = wording.form.office, wording.authority
    if office is None:
        return say("{authority} asks you to fill in this form.", authority=authority)
    return say("{authority} asks you to fill in this form for {office}.", authority=authority, office=office.name)


def deadline(wording: Wording) -> str:
    """Return the last day, for an office that has more time its own."""
    survey, office = wording.form.survey, wording.form.office
    extension = survey.extensions.get(office.id) if office is not None else None
    day = extension.until if extension is not None else survey.deadline
    return wording.tongue(say("Answer by {day}.", day=day)) if day is not None else ""
