"""Where an office sits down: which survey, which office, what it has answered, and what it is asked this time."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from navcheck.ask.asking import Ask, Option
from navcheck.ask.interview import choose_office
from navcheck.ask.plain import Keyboard
from navcheck.cli.naming import find_office
from navcheck.cli.session import Session
from navcheck.cli.starting import Wish, start_survey
from navcheck.core.answers import nearest_or_all
from navcheck.core.messages import Message, say
from navcheck.core.model import Answer, Office, Response
from navcheck.core.opening import slug_of
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import quote
from navcheck.files.places import beside
from navcheck.files.survey_folder import SurveyFolder, open_folder


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `answer` was called with."""

    survey: str
    office: str = ""
    only: str = ""
    on_behalf: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One office in one survey, as it is found when somebody sits down.

    `only` limits the questions by id, `before` holds last round's answers, `requests` the county's, by question. Where
    there are requests, they are what is put: what was left unanswered before is not asked again.
    """

    folder: SurveyFolder
    office: Office
    answers: Mapping[str, Answer]
    minutes: int = 0
    only: frozenset[str] | None = None
    before: Mapping[str, Answer] = field(default_factory=dict)
    requests: Mapping[str, str] = field(default_factory=dict)
    on_behalf: bool = False


def sit_down(session: Session, wanted: Wanted, ask: Ask | None) -> tuple[Place, Ask]:
    """Find the place, and a keyboard to answer at.

    Raises:
        NavcheckError: `no-terminal`, `unknown-office`, `unknown-topic`, and what reading the survey raises.

    """
    hint = say("a script uses «navcheck answer {survey} --office ID --answers FILE»", survey=wanted.survey)
    keyboard = find_keyboard(session, ask, hint)
    folder = open_folder(find_survey(session, wanted))
    office = _office(session, folder, wanted.office, keyboard)
    place = _find(session, folder, office)
    return replace(place, only=_only(folder, wanted.only), on_behalf=wanted.on_behalf), keyboard


def find_keyboard(session: Session, ask: Ask | None, hint: Message) -> Ask:
    """Return a keyboard to answer at: the one that is handed in, else the terminal's.

    Raises:
        NavcheckError: `no-terminal`, with what a script does instead.

    """
    if ask is not None:
        return ask
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NavcheckError(Problem("no-terminal", say("there is no keyboard to answer at"), None, hint))
    if session.plain:
        return Keyboard(session.width)
    from navcheck.ask.prompts import Prompts

    return Prompts(session.tongue, session.width)


def find_survey(session: Session, wanted: Wanted) -> Path:
    """Find the survey; a checklist's name starts one for this office alone."""
    try:
        return session.places.survey(wanted.survey)
    except NavcheckError:
        checklists = {path.stem for path in session.places.checklist_files()}
        if wanted.survey.casefold() not in checklists or not wanted.office:
            raise
    survey_id = f"{slug_of(wanted.office)}-{wanted.survey.casefold()}"
    if not (session.places.outputs / survey_id).exists():
        start_survey(session, Wish(wanted.survey, "", (wanted.office,), survey_id, "", "", "", "", ""))
    return session.places.survey(survey_id)


def _office(session: Session, folder: SurveyFolder, name: str, ask: Ask) -> Office:
    offices = folder.survey.offices
    if not name and len(offices) > 1:
        name = choose_office(ask, session.tongue, [Option(office.id, office.name) for office in offices])
    return find_office(folder.survey, name)


def _only(folder: SurveyFolder, topic_id: str) -> frozenset[str] | None:
    if not topic_id:
        return None
    topics = {topic.id: topic for topic in folder.checklist.topics}
    if topic_id not in topics:
        hint = nearest_or_all(topic_id, topics)
        message = say("the checklist has no topic {id}", id=quote(topic_id))
        raise NavcheckError(Problem("unknown-topic", message, None, hint))
    return frozenset(question.id for question in topics[topic_id].questions)


def _find(session: Session, folder: SurveyFolder, office: Office) -> Place:
    """Find where the office left off: its draft, or what was received, or nothing."""
    draft, received = folder.draft(office.id), folder.received(office.id)
    answers = received.answers if received is not None else {}
    place = Place(folder, office, answers, before=_last_round(session, folder, office))
    if draft is not None:
        session.tell(say("Going on with {count} answers.", count=len(draft.answers)))
        return replace(
            place, answers=draft.answers, minutes=draft.minutes or 0, requests=_open_requests(draft, received)
        )
    if received is None:
        return place
    number = received.number or 1
    text = say(
        "Number {number} is received and stays as it is. What you change now becomes number {next}.",
        number=number,
        next=number + 1,
    )
    session.tell(text)
    return place


def begin(folder: SurveyFolder, office: Office) -> Response:
    """Return a draft as it begins now: with what was received last, where anything was."""
    received = folder.received(office.id)
    return folder.blank(office.id).model_copy(update={"answers": received.answers if received is not None else {}})


def _open_requests(draft: Response, received: Response | None) -> dict[str, str]:
    """Return what the county asks and the draft has not taken up: the answer is still the one that was received."""
    given = received.answers if received is not None else {}
    return {one.question: one.text for one in draft.asked if draft.answers.get(one.question) == given.get(one.question)}


def _last_round(session: Session, folder: SurveyFolder, office: Office) -> Mapping[str, Answer]:
    """Read what the office answered last round, where that can be read; it helps, and is never needed."""
    if folder.survey.before is None:
        return {}
    try:
        last = open_folder(beside(folder.path, folder.survey.before))
        found = (last.received(name) for name in (office.id, *office.was))
        response = next((one for one in found if one is not None), None)
    except NavcheckError as error:
        session.complain(error.problems)
        return {}
    return response.answers if response is not None else {}
