"""`extend`: an office's own deadline, agreed and noted in survey.yaml; whoever has more time is not reminded."""

from dataclasses import dataclass
from datetime import date

from navcheck.cli.naming import check_not_ahead, find_day, find_office, find_offices
from navcheck.cli.session import Session
from navcheck.core.guard import check_text
from navcheck.core.messages import say, say_many
from navcheck.core.model import Office, Survey
from navcheck.core.model.survey import Extension
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.text import clean
from navcheck.core.workdays import day_warnings
from navcheck.files.locking import locked
from navcheck.files.places import SURVEY_FILE
from navcheck.files.rewriting import find_document, rewrite
from navcheck.files.survey_folder import SurveyFolder, open_folder


@dataclass(frozen=True, slots=True)
class Wish:
    """What `extend` was called with; empty where nothing was said."""

    survey: str
    offices: tuple[str, ...] = ()
    until: str = ""
    asked: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed: the new last day, the day when it was asked for, and why, as far as that was said."""

    until: date
    asked: date | None
    reason: str | None


def extend_deadline(session: Session, wish: Wish) -> int:
    """Write a longer deadline into survey.yaml for the offices that are named, and say who has it.

    Raises:
        NavcheckError: what cannot be agreed so, `comments`, and what reading and saving raise; nothing is saved then.

    """
    agreed = _agreed(wish, session.today)
    path = session.places.survey(wish.survey)
    offices = _offices(open_folder(path).survey, wish.offices)
    with locked(path):
        folder = open_folder(path)  # again, now that nobody else writes
        found = find_document(path / SURVEY_FILE, folder.survey)
        _check_later(found.document, agreed)
        before = found.document.extensions
        new = {office.id: _extension(before.get(office.id), agreed, session.today) for office in offices}
        notes = rewrite(path / SURVEY_FILE, found, found.document.model_copy(update={"extensions": {**before, **new}}))
    session.complain(notes)
    for office in offices:
        _tell(session, folder, office, new[office.id])
    session.tell(
        say_many(
            "No reminder goes to it before that day has passed.",
            "No reminder goes to them before that day has passed.",
            len(offices),
        )
    )
    for warning in day_warnings(agreed.until):
        session.tell(warning)
    session.tell(say("Nothing is sent. Tell the office, and keep what was agreed in the case."))
    return 0


def _agreed(wish: Wish, today: date) -> Agreed:
    """Read the days and the reason."""
    until, asked = find_day(wish.until, "--until"), find_day(wish.asked, "--asked")
    if until is None:
        raise NavcheckError(Problem("no-day", say("say until when, with --until")))
    problems = [check_text(wish.reason), *check_not_ahead(asked, "--asked", today)]
    if until < today:
        problems.append(Problem("day", say("{day}, given for {option}, has passed", day=until, option="--until")))
    refuse(problem for problem in problems if problem)
    return Agreed(until, asked, clean(wish.reason).strip() or None)


def _offices(survey: Survey, names: tuple[str, ...]) -> tuple[Office, ...]:
    """Return the offices that are named; a deadline is never moved for all by leaving the names out."""
    return find_offices(survey, names) if names else (find_office(survey, ""),)


def _check_later(survey: Survey, agreed: Agreed) -> None:
    if survey.deadline is not None and agreed.until <= survey.deadline:
        message = say(
            "{day} is not after the survey's own deadline, {deadline}", day=agreed.until, deadline=survey.deadline
        )
        raise NavcheckError(Problem("not-later", message, None, say("give a day after it with --until")))


def _extension(before: Extension | None, agreed: Agreed, today: date) -> Extension:
    """Return what is noted; what was noted already is kept where nothing else is said."""
    is_same_day = before is not None and before.until == agreed.until
    kept_day = before.asked if before is not None and is_same_day else today
    kept_reason = before.reason if before is not None else None
    return Extension(until=agreed.until, asked=agreed.asked or kept_day, reason=agreed.reason or kept_reason)


def _tell(session: Session, folder: SurveyFolder, office: Office, extension: Extension) -> None:
    before = folder.survey.extensions.get(office.id)
    if before == extension:
        session.tell(
            say("{office} has until {day} already; nothing is changed.", office=office.name, day=extension.until)
        )
    elif before is not None and before.until != extension.until:
        session.tell(
            say(
                "{office} has until {day} to answer; before it was {before}.",
                office=office.name,
                day=extension.until,
                before=before.until,
            )
        )
    else:
        session.tell(say("{office} has until {day} to answer.", office=office.name, day=extension.until))
    if number := folder.received_numbers.get(office.id):
        session.tell(
            say("Note that {office} has responded already, with number {number}.", office=office.name, number=number)
        )
