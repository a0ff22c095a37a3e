"""What a user names on the command line: an office, a day, one of a few words; a near miss is only suggested."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from navcheck.core.answers import choose_between, nearest_or_all
from navcheck.core.messages import Tongue, say
from navcheck.core.model import Office, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.text import quote
from navcheck.core.typed import typed_day
from navcheck.core.words import LANGUAGES
from navcheck.files.catalogues import load_tongue

Word = TypeVar("Word", bound=StrEnum)


def find_office(survey: Survey, name: str) -> Office:
    """Return the office that is named; the only one where there is one and none is named.

    Raises:
        NavcheckError: `no-office` or `unknown-office`.

    """
    offices = survey.offices
    if not name and len(offices) == 1:
        return offices[0]
    known, choice = Offices(offices), choose_between([office.id for office in offices])
    if not name:
        raise NavcheckError(Problem("no-office", say("say which office, with --office"), None, choice))
    found = known.find(name)
    if found is None:
        message = say("{name} is not an office of this survey", name=quote(name))
        raise NavcheckError(Problem("unknown-office", message, None, known.suggest(name) or choice))
    return found


def find_offices(survey: Survey, names: tuple[str, ...]) -> tuple[Office, ...]:
    """Return the offices that are named, in the survey's order; all where none is.

    Raises:
        NavcheckError: `unknown-office`, for each name that is none's.

    """
    if not names:
        return survey.offices
    found: set[str] = set()
    problems: list[Problem] = []
    for name in names:
        try:
            found.add(find_office(survey, name).id)
        except NavcheckError as error:
            problems.extend(error.problems)
    refuse(problems)
    return tuple(office for office in survey.offices if office.id in found)


def find_word(words: type[Word], given: str, option: str) -> Word | None:
    """Return the word that is given for an option; none where none is given.

    Raises:
        NavcheckError: `option`.

    """
    if not given:
        return None
    if given.casefold() in set(words):
        return words(given.casefold())
    message = say("{value} does not go with {option}", value=quote(given), option=option)
    known = {word.value: word for word in words}
    raise NavcheckError(Problem("option", message, None, nearest_or_all(given, known)))


def named_tongue(language: str) -> Tongue | None:
    """Return the language that is given for `--language`; none where none is given.

    Raises:
        NavcheckError: `option`.

    """
    if not language:
        return None
    if language.casefold() in LANGUAGES:
        return load_tongue(language.casefold())
    message = say("{value} does not go with {option}", value=quote(language), option="--language")
    raise NavcheckError(Problem("option", message, None, choose_between(LANGUAGES)))


def find_day(given: str, option: str, latest: date | None = None) -> date | None:
    """Return the day that is given for an option, at the latest `latest`; none where none is given.

    Raises:
        NavcheckError: `day`.

    """
    if not given:
        return None
    if (day := typed_day(given)) is not None:
        refuse(check_not_ahead(day, option, latest))
        return day
    message = say("{value} given for {option} is not a date", value=quote(given), option=option)
    raise NavcheckError(Problem("day", message, None, say("write it as 21.11.2026 or 2026-11-21")))


def check_not_ahead(day: date | None, option: str, latest: date | None) -> Iterator[Problem]:
    """Find a day that is not here yet."""
    if day is not None and latest is not None and day > latest:
        message = say("{day}, given for {option}, is not here yet", day=day, option=option)
        yield Problem("day", message, None, say("give today's date or an earlier one"))
