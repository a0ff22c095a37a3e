"""The letter with a draft: what the report says about somebody is theirs to comment on before it is published."""

from collections.abc import Iterator

from navcheck.core.letter_law import OPEN_TO_ALL
from navcheck.core.letter_parts import PERSONS, compose, names_of, received, whom_to_ask
from navcheck.core.letters import COMMENTS_BLANK, Captioned, Letter, Occasion, Section
from navcheck.core.messages import say


def write_draft_letter(occasion: Occasion) -> Letter:
    """Write the letter to those who have responded; its title says no finding."""
    offices = occasion.to.offices
    return compose(
        occasion,
        say("Draft to read through: {title}", title=occasion.checklist.title),
        _facts(occasion),
        (_request(occasion), _how(occasion), _what_it_is(), _openness()),
        law=(OPEN_TO_ALL,),
        attachments=[say("Draft: what the report says about {office}", office=office.name) for office in offices],
        until=occasion.survey.comment_deadline,
    )


def _facts(occasion: Occasion) -> Iterator[Captioned]:
    yield say("Deadline for comments"), occasion.survey.comment_deadline or COMMENTS_BLANK
    yield from received(occasion)


def _request(occasion: Occasion) -> Section:
    enclosed = say(
        "Thank you for the response. Before we publish the report of the survey «{survey}», you get a draft of what it "
        "says about {offices}. It is enclosed.",
        survey=occasion.survey.title,
        offices=names_of(occasion),
    )
    request = say("We ask you to read the draft, and to say if something is wrong, misunderstood or lacking.")
    beside = say("Your comments are printed beside the point that they are about.")
    return Section(None, (enclosed, request, beside))


def _how(occasion: Occasion) -> Section:
    steps = (
        say("Reply to this letter by the deadline for comments."),
        say("Write which office and which point each comment is about."),
        say("Have you no comments, tell us that too."),
    )
    return Section(say("How to comment"), (whom_to_ask(occasion),), steps)


def _what_it_is() -> Section:
    built = say(
        "The draft builds on your own answers, held against figures and earlier answers where we have them. A "
        "self-assessment shows a possible breach of the law at most; only Statsforvalteren concludes whether the law "
        "is broken."
    )
    return Section(say("What the draft is"), (built,))


def _openness() -> Section:
    public = say(
        "What you send us is open to everybody where nothing else follows from statute, or from regulations with "
        "authority in statute ({law}).",
        law=OPEN_TO_ALL.title,
    )
    return Section(say("The comments are public"), (public, PERSONS))
