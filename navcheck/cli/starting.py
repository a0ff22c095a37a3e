"""`start`: from what was wished for to a survey folder."""

from dataclasses import dataclass
from datetime import date

from navcheck.cli.naming import find_day, find_word
from navcheck.cli.session import Session
from navcheck.core.answers import choose_between
from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Checklist, County, Office, Survey
from navcheck.core.model.fields import to_slug
from navcheck.core.model.survey import CaseNumbers
from navcheck.core.offices import Offices
from navcheck.core.opening import check_placeholders, new_office, open_survey, slug_of
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.selection import select
from navcheck.core.text import clean, quote
from navcheck.core.words import Basis
from navcheck.files.disk import show_path
from navcheck.files.documents import Source, load, load_source, read_source
from navcheck.files.new_folder import create_folder
from navcheck.files.yaml_writer import write_yaml


@dataclass(frozen=True, slots=True)
class Wish:
    """What `start` was called with; empty where nothing was said."""

    checklist: str
    county: str
    offices: tuple[str, ...]
    survey_id: str
    title: str
    period: str
    deadline: str
    as_of: str
    event: str
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    before: str = ""
    basis: str = ""
    case: str = ""


def start_survey(session: Session, wish: Wish) -> int:
    """Open the survey folder and say how to go on.

    Raises:
        NavcheckError: what cannot be found, read or made.

    """
    source = read_source(session.places.checklist(wish.checklist))
    loaded = load_source(source, Checklist)
    refuse(
        problem
        for text in (wish.survey_id, wish.title, wish.period, wish.event, wish.case, *wish.offices)
        if text and (problem := check_text(text))
    )
    checklist = select(loaded.document, wish.include, wish.leave_out)
    # The exact copy, unless the county has chosen among its questions: then what it chose is what counts.
    copy = source if checklist is loaded.document else Source(source.name, write_yaml(checklist))
    county = load(session.places.county(wish.county), County).document if wish.county else None
    survey = _survey(session, wish, checklist, copy, county)
    refuse(check_placeholders(checklist, survey))
    path = create_folder(session.places.outputs, survey, copy.raw)
    session.tell(
        say(
            "Opened {path}: {offices} offices, {questions} questions.",
            path=show_path(path),
            offices=len(survey.offices),
            questions=len(checklist.by_id),
        )
    )
    _warn(session, survey)
    session.tell(say("Go on with:"))
    for command in _next_commands(survey):
        session.tell(Message(f"  {command}"))
    return 0


def _warn(session: Session, survey: Survey) -> None:
    """Say what speaks against the deadline; the day is the county's to choose."""
    if survey.deadline is not None:
        from navcheck.core.workdays import deadline_warnings

        for warning in deadline_warnings(survey.deadline, session.today):
            session.tell(warning)


def _survey(session: Session, wish: Wish, checklist: Checklist, source: Source, county: County | None) -> Survey:
    offices = _offices(wish, county)
    today = session.today
    survey_id = wish.survey_id or _default_id(wish, county, offices, today)
    place = county.name if county else ", ".join(office.name for office in offices)
    opened = open_survey(
        checklist,
        source.sha256,
        offices,
        survey_id=_checked_id(survey_id),
        title=wish.title or f"{session.tongue.pick(checklist.title)} – {place}",
        today=today,
        period=wish.period or None,
        deadline=find_day(wish.deadline, "--deadline"),
        as_of=find_day(wish.as_of, "--as-of"),
        event=wish.event or None,
        authority=county.authority if county else None,
        before=_before(session, wish),
        county=county.name if county else None,
        # Some of its offices do not speak for a county.
        municipalities=county.municipalities if county and offices == county.offices else (),
    )
    basis, case = find_word(Basis, wish.basis, "--basis"), clean(wish.case).strip()
    known = {"basis": basis or opened.basis, "case": CaseNumbers(ours=case) if case else None}
    return opened.model_copy(update=known)


def _before(session: Session, wish: Wish) -> str | None:
    """Find the last round; it must lie beside the new one."""
    if not wish.before:
        return None
    path = session.places.survey(wish.before)
    if path.resolve().parent != session.places.outputs.resolve():
        message = say("the last round, {name}, does not lie beside this one", name=quote(wish.before))
        raise NavcheckError(Problem("not-beside", message, None, say("copy its folder there")))
    return path.name


def _default_id(wish: Wish, county: County | None, offices: tuple[Office, ...], today: date) -> str:
    return f"{county.id if county else offices[0].id}-{slug_of(wish.period) or today.year}"


def _checked_id(survey_id: str) -> str:
    try:
        return to_slug(survey_id)
    except ValueError:
        raise NavcheckError(
            Problem(
                "slug",
                say("{value} cannot be a survey's name", value=quote(survey_id)),
                None,
                say("small letters a-z, digits and single hyphens, at most 60; not a name that Windows reserves"),
            )
        ) from None


def _offices(wish: Wish, county: County | None) -> tuple[Office, ...]:
    """Choose the offices: a whole county, some of it, or offices that stand in no list."""
    if county is None and not wish.offices:
        raise NavcheckError(
            Problem(
                "no-offices",
                say("say which offices are asked"),
                None,
                say("--county NAME asks a county, --office NAME one office"),
            )
        )
    if county is None:
        return tuple(new_office(name) for name in wish.offices)
    known = Offices(county.offices)
    found = [(name, known.find(name)) for name in wish.offices]
    refuse(
        Problem(
            "unknown-office",
            say("{name} is not an office of this county", name=quote(name)),
            None,
            known.suggest(name) or choose_between([office.id for office in county.offices]),
        )
        for name, office in found
        if office is None
    )
    wanted = {office.id for _, office in found if office is not None}
    return tuple(office for office in county.offices if not wanted or office.id in wanted)


def _next_commands(survey: Survey) -> tuple[str, ...]:
    if len(survey.offices) == 1:
        return (f"navcheck answer {survey.id}",)
    return (f"navcheck pack {survey.id}",)
