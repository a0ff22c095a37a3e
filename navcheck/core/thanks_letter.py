"""The letter of thanks: what was received from whom, what happens next, and how to add to it."""

from collections.abc import Iterator

from navcheck.core.letter_law import OPEN_TO_ALL
from navcheck.core.letter_parts import OVERVIEW, compose, draft_to_come, openness, received, whom_to_ask
from navcheck.core.letters import Letter, Occasion, Section
from navcheck.core.messages import Message, say, say_many


def write_thanks(occasion: Occasion) -> Letter:
    """Write the letter to those who have responded."""
    unconfirmed = [entry.office.name for entry in occasion.of_offices if entry.unconfirmed]
    return compose(
        occasion,
        say("Thank you for the response: {title}", title=occasion.checklist.title),
        received(occasion),
        (
            _thanks(occasion),
            *([_to_confirm(unconfirmed)] if unconfirmed else []),
            _next(occasion),
            _supplement(occasion),
            openness(),
        ),
        law=(OPEN_TO_ALL,),
        attachments=[say("What we wrote down from {office}, to confirm", office=name) for name in unconfirmed],
    )


def _thanks(occasion: Occasion) -> Section:
    thanks = say(
        "{authority} thanks you for the response to the survey «{survey}», and for the time that you have spent on it.",
        authority=occasion.sender,
        survey=occasion.survey.title,
    )
    return Section(None, (thanks, *_minutes(occasion)))


def _minutes(occasion: Occasion) -> Iterator[Message]:
    for entry in occasion.of_offices:
        if entry.response is not None and entry.response.minutes:
            yield say_many(
                "According to the response, {office} spent {count} minute on it.",
                "According to the response, {office} spent {count} minutes on it.",
                entry.response.minutes,
                office=entry.office.name,
            )


def _to_confirm(names: list[str]) -> Section:
    told = (say("We have written down what {office} told us. It is enclosed.", office=name) for name in names)
    request = say(
        "Please read it through, and tell us in a reply to this letter whether it is right. Until then it is shown as "
        "not confirmed."
    )
    return Section(say("Please confirm"), (*told, request))


def _next(occasion: Occasion) -> Section:
    asked = (
        say(
            "We have asked {office} to elaborate some of the answers, in a letter of its own.", office=entry.office.name
        )
        for entry in occasion.of_offices
        if entry.asked
    )
    return Section(say("What happens next"), (*asked, OVERVIEW, draft_to_come(occasion.survey)))


def _supplement(occasion: Occasion) -> Section:
    how = say(
        "If you want to add or change something, send it as a reply to this letter. It becomes the next number of the "
        "response; what we have received stays as it is."
    )
    return Section(say("To supplement the response"), (how, whom_to_ask(occasion)))
