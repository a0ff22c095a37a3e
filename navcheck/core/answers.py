"""What an answer may be: checks a response against its checklist, and reads values for rules."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from navcheck.core.conditions import Known
from navcheck.core.messages import Message, say
from navcheck.core.model import Answer, Checklist, Question, Response
from navcheck.core.model.fields import to_day, to_number
from navcheck.core.problems import Location, Problem, Where
from navcheck.core.text import did_you_mean, quote
from navcheck.core.words import Kind

MOST_NAMED = 12
_WHOLE = say("write a whole number with digits, for instance 12")
_DIGITS = say("write the number once more; is a digit too many, or missing?")


def check_response(checklist: Checklist, response: Response, where: Where) -> tuple[Problem, ...]:
    """Find what a response holds that its checklist does not know or allow."""
    named = (response.checklist.id, response.checklist.version)
    if named != (checklist.id, checklist.version):
        return (
            Problem(
                "other-version",
                say(
                    "this answers {theirs}, but the survey asks {ours}",
                    theirs=" ".join(named),
                    ours=f"{checklist.id} {checklist.version}",
                ),
                where("checklist"),
                say("ask the office to answer the survey's own checklist"),
            ),
        )
    plain = checklist.plain_answers
    return tuple(
        problem
        for name, answer in response.answers.items()
        if name not in plain or plain[name].get(answer.value) is not answer
        for problem in _check_answer(checklist, name, answer, where)
    )


def _check_answer(checklist: Checklist, name: str, answer: Answer, where: Where) -> Iterator[Problem]:
    question = checklist.by_id.get(name)
    if question is None:
        yield Problem(
            "unknown-question",
            say("there is no question {id}", id=quote(name)),
            where("answers", name, key=True),
            nearest_or_all(name, checklist.by_id),
        )
        return
    if answer.value is None or (question.type is Kind.TEXT and isinstance(answer.value, str)):
        return
    # Where it stands is looked up only when there is something to say of it: that takes longer than all the rest.
    if any(check_value(checklist, question, answer.value)):
        yield from check_value(checklist, question, answer.value, where("answers", name, "value"))


def check_value(
    checklist: Checklist, question: Question, value: str | tuple[str, ...], at: Location | None = None
) -> Iterator[Problem]:
    """Find what is wrong with a value: not offered, not a number or date, outside its limits, one where many go."""
    takes_many = question.type is Kind.CHOICES
    if isinstance(value, tuple) != takes_many or not value:  # an empty list is no answer
        wanted = say("a list of values belongs here") if takes_many else say("one value belongs here")
        cure = say("write it in brackets: [one, another]") if takes_many else say("write one of them, without brackets")
        yield Problem("one-or-many", wanted, at, cure)
        return
    values = value if isinstance(value, tuple) else (value,)
    for one in values:
        yield from _check_one(checklist, question, one, at)
    choices = checklist.choices_of(question)
    if len(values) > 1 and any(choices[one].alone for one in values if one in choices):
        yield Problem("alone", say("one of these answers stands alone"), at, say("choose it alone, or only the others"))


def _check_one(checklist: Checklist, question: Question, value: str, at: Location | None) -> Iterator[Problem]:
    if question.type in {Kind.CHOICE, Kind.CHOICES}:
        choices = checklist.choices_of(question)
        if value not in choices:
            yield Problem(
                "unknown-value",
                say("{value} is not an answer to {id}", value=quote(value), id=quote(question.id)),
                at,
                nearest_or_all(value, choices),
            )
    elif question.type is Kind.NUMBER:
        yield from _check_number(question, value, at)
    elif question.type is Kind.DATE and _as_day(value) is None:
        yield Problem("day", say("{value} is not a date", value=quote(value)), at, say("write it as 2026-11-21"))


def nearest_or_all(word: str, known: Iterable[str]) -> Message:
    """Suggest the nearest of the words that there are, else name them."""
    words = tuple(known)
    return did_you_mean(word, words) or choose_between(words)


def choose_between(words: Iterable[str]) -> Message:
    """Name the words that there are, each once, the first dozen of them."""
    known = tuple(dict.fromkeys(words))
    if not known:
        return say("there is none to choose; take it out")
    named = ", ".join(known[:MOST_NAMED])
    return say("choose between {words}", words=named + (", …" if len(known) > MOST_NAMED else ""))


def _check_number(question: Question, value: str, at: Location | None) -> Iterator[Problem]:
    number = as_number(value)
    if number is None:
        yield Problem(
            "number",
            say("{value} is not a number", value=quote(value)),
            at,
            say("write digits, with a point for decimals: 12 or 0.5"),
        )
    elif question.persons and number != int(number):
        yield Problem("not-whole", say("{value} is not a whole number", value=quote(value)), at, _WHOLE)
    elif question.min is not None and number < question.min:
        yield Problem("too-low", say("{value} is below {limit}", value=quote(value), limit=question.min), at, _DIGITS)
    elif question.max is not None and number > question.max:
        yield Problem("too-high", say("{value} is above {limit}", value=quote(value), limit=question.max), at, _DIGITS)


def as_number(value: str) -> Decimal | None:
    """Return the number that a stored value is, if it is one."""
    try:
        return to_number(value)
    except ValueError:
        return None


def _as_day(value: str) -> date | None:
    try:
        return to_day(value)
    except ValueError:
        return None


def known_value(question: Question, answer: Answer) -> Known | None:
    """Return what rules can look at: the chosen values or the number; a text only speaks through its codes."""
    if answer.value is None:
        return None
    if question.type is Kind.NUMBER:
        return as_number(answer.values[0])
    return () if question.type is Kind.TEXT else answer.values
