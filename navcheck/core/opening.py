"""Opens a survey: one checklist, the offices asked, a period. Knows nothing of folders."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from navcheck.core.messages import say
from navcheck.core.model import Checklist, ChecklistCopy, Office, Question, Survey
from navcheck.core.model.fields import to_slug
from navcheck.core.model.survey import Municipality
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import clean, office_key, quote

_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "á": "a",
        "č": "c",
        "đ": "d",
        "ŋ": "n",
        "š": "s",
        "ŧ": "t",
        "ž": "z",
        "ö": "o",
        "ä": "a",
        "é": "e",
        "ü": "u",
    }
)
_PLACEHOLDERS = {"{period}": "period", "{as_of}": "as_of", "{event}": "event"}


def slug_of(name: str) -> str:
    """Make an id of a name: «Nav Øst i Agder» is `ost-i-agder`; empty where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", office_key(clean(name)).translate(_LETTERS)).strip("-")


def new_office(name: str) -> Office:
    """Make an office that stands in no county's list.

    Raises:
        NavcheckError: `slug`, where no id can be made of the name.

    """
    try:
        return Office(id=to_slug(slug_of(name)), name=clean(name).strip())
    except ValueError:
        message = say("no short name can be made of {name}", name=quote(name))
        raise NavcheckError(Problem("slug", message, None, say("for instance «Nav Lillevik»"))) from None


def open_survey(  # noqa: PLR0913 -- a survey has as many parts
    checklist: Checklist,
    sha256: str,
    offices: tuple[Office, ...],
    *,
    survey_id: str,
    title: str,
    today: date,
    period: str | None = None,
    deadline: date | None = None,
    event: str | None = None,
    as_of: date | None = None,
    authority: str | None = None,
    before: str | None = None,
    county: str | None = None,
    municipalities: tuple[Municipality, ...] = (),
) -> Survey:
    """Make the survey that a folder is opened with; `sha256` is the sum of the checklist's exact copy."""
    return Survey(
        navcheck="survey/1",
        id=survey_id,
        title=title,
        period=period,
        opened=today,
        deadline=deadline,
        event=event,
        as_of=as_of,
        checklist=ChecklistCopy(id=checklist.id, version=checklist.version, sha256=sha256),
        authority=authority,
        before=before,
        county=county,
        municipalities=municipalities,
        offices=offices,
    )


def check_placeholders(checklist: Checklist, survey: Survey) -> Iterator[Problem]:
    """Find what texts speak of and the survey does not have, each with the questions that do."""
    for place, name in _PLACEHOLDERS.items():
        speaking = [question.id for question in checklist.questions() if _speaks_of(question, place)]
        if speaking and getattr(survey, name) is None:
            yield Problem(
                "no-filling",
                say(
                    "these questions speak of {{{name}}}, and the survey has none: {questions}",
                    name=name,
                    questions=", ".join(speaking),
                ),
                None,
                say("give a value with --{option}", option=name.replace("_", "-")),
            )


def _speaks_of(question: Question, place: str) -> bool:
    return any(place in text for words in (question.text, question.help or {}) for text in words.values())


def fill(text: str, survey: Survey, show_day: Callable[[date], str]) -> str:
    """Fill a text's places from the survey."""
    for place, name in _PLACEHOLDERS.items():
        value = getattr(survey, name)
        if value is not None and place in text:
            text = text.replace(place, show_day(value) if isinstance(value, date) else value)
    return text
