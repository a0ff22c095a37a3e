"""The letter that asks offices to elaborate: each question, what the county asks, until when; nothing is sent back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from navcheck.core.differences import answer_words
from navcheck.core.letter_basis import ORDER, order, voluntary
from navcheck.core.letter_law import OPEN_TO_ALL
from navcheck.core.letter_parts import (
    MORE_TIME,
    compose,
    joint_offices,
    numbered,
    openness,
    received,
    whom_to_ask,
)
from navcheck.core.letters import Captioned, Letter, Occasion, Section
from navcheck.core.messages import ENGLISH, Message, say
from navcheck.core.model import Asked, Checklist, Question, Survey
from navcheck.core.opening import fill
from navcheck.core.round import Entry
from navcheck.core.text import quote
from navcheck.core.words import Basis, Kind, Supervised

_DEMAND = say(
    "{authority} supervises the municipality under {supervision}, and the rules of kommuneloven chapter 30 apply. "
    "Under {demand} we require the municipality to give the information that this letter asks for."
)
_STANDS = say("It is voluntary to elaborate. If you do not, the response stands as it is.")


def write_elaboration_letter(occasion: Occasion) -> Letter:
    """Write the letter to those who have an open request."""
    days = {one.until for entry in occasion.of_offices for one in entry.asked}
    dated = sorted(day for day in days if day is not None)
    together = dated[0] if len(days) == 1 and dated else None
    names = {one.question for entry in occasion.of_offices for one in entry.asked}
    questions = [pair for name, pair in numbered(occasion).items() if name in names]
    is_order = occasion.survey.basis is Basis.SUPERVISION and any(
        question.supervised is not Supervised.NONE for _, question in questions
    )
    return compose(
        occasion,
        say("Elaboration of answers: {title}", title=occasion.checklist.title),
        _facts(occasion, together),
        (
            _opening(occasion),
            *_requests(occasion, dated=together is None),
            _how(occasion, has_deadline=bool(dated)),
            order(occasion, _DEMAND, questions) if is_order else voluntary(_STANDS),
            openness(),
        ),
        law=(*(ORDER if is_order else ()), OPEN_TO_ALL),
        until=dated[0] if dated else None,
    )


def _facts(occasion: Occasion, until: date | None) -> Iterator[Captioned]:
    if until is not None:
        yield say("Deadline for answers"), until
    yield from received(occasion)


def _opening(occasion: Occasion) -> Section:
    thanks = say(
        "Thank you for the response to the survey «{survey}». {authority} asks you to elaborate what is listed below.",
        survey=occasion.survey.title,
        authority=occasion.sender,
    )
    stays = say(
        "What we have received stays as it is. What you answer now becomes the next number of the response, and is "
        "what counts from then on."
    )
    return Section(None, (thanks, stays, *joint_offices(occasion)))


def _requests(occasion: Occasion, *, dated: bool) -> Iterator[Section]:
    """Write a section for each question of each office, in the form's order; one of several offices is named."""
    known = numbered(occasion)
    places = {name: place for place, name in enumerate(known)}
    for entry in occasion.of_offices:
        names = dict.fromkeys(one.question for one in entry.asked)
        for name in sorted(names, key=lambda name: places.get(name, len(places))):
            number, question = known.get(name, (quote(name), None))
            heading = say("Question {number}", number=number)
            if len(occasion.to.offices) > 1:
                heading = say("{office}: {what}", office=entry.office.name, what=heading)
            asks = [_said(question, occasion.survey)] if question is not None else []
            asks += _answered(question, entry, occasion.checklist) if question is not None else []
            lines = (line for one in entry.asked if one.question == name for line in _request(one, dated=dated))
            yield Section(heading, (*asks, *lines))


def _answered(question: Question, entry: Entry, checklist: Checklist) -> Iterator[Message]:
    """Quote what the office answered; a letter may be read by anybody, so it tells no number of persons."""
    answer = entry.response.answers.get(question.id) if entry.response is not None else None
    if answer is None or question.persons:
        return
    own = question.type is Kind.TEXT and answer.values
    words = f"«{answer.values[0]}»" if own else answer_words(answer, checklist, question.id)
    yield say("You answered: {words}", words=words)
    if answer.comment:
        yield say("Your comment: {words}", words=f"«{answer.comment}»")


def _said(question: Question, survey: Survey) -> Message:
    """Quote a question as the form has it, its places filled in each language."""
    filled = {
        language: fill(text, survey, replace(ENGLISH, language=language).day)
        for language, text in question.text.items()
    }
    return say("The form asks: {question}", question=filled)


def _request(asked: Asked, *, dated: bool) -> Iterator[Message | str]:
    first, *others = filter(None, map(str.strip, asked.text.splitlines()))
    yield say("We ask you to elaborate: {text}", text=first)
    yield from others
    if dated and asked.until is not None:
        yield say("Answer by {day}.", day=asked.until)


def _how(occasion: Occasion, *, has_deadline: bool) -> Section:
    answer = say(
        "Answer in a reply to this letter. You may also change the answers in the form that you filled in, and send "
        "the whole file back."
    )
    more_time = [MORE_TIME] if has_deadline else []
    return Section(say("How to answer"), (answer, *more_time, whom_to_ask(occasion)))
