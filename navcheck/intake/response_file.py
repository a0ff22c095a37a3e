"""Brings in the one file that an office wrote in a survey of its own: whole, as it was handed in, or not at all."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from navcheck.core.answers import check_response
from navcheck.core.merging import in_order
from navcheck.core.messages import say
from navcheck.core.model import Checklist, Office, Origin, Response, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import Loaded, Location, Problem, Where, refuse
from navcheck.core.text import quote
from navcheck.files.documents import load_source, read_source
from navcheck.files.receiving import receive
from navcheck.files.saving import locked
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.intake.storing import Stored

ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A response file that can be taken in: whose it is here, where that stands, and its sum."""

    office: Office
    at: Location
    response: Response
    file: str
    sha256: str
    notes: tuple[Problem, ...] = ()


def read_response_file(path: Path, checklist: Checklist, survey: Survey) -> HandedIn:
    """Read a response that was handed in elsewhere.

    Raises:
        NavcheckError: every problem in it.

    """
    source = read_source(path)
    loaded = load_source(source, Response)
    offices = Offices(survey.offices)
    office = offices.find_id(loaded.document.office)
    refuse(
        (*_unusable(loaded, office, offices), *check_response(checklist, loaded.document, loaded.where)), exit_code=1
    )
    if office is None:
        raise AssertionError
    name = PurePath(source.name).name
    return HandedIn(office, loaded.where("office"), loaded.document, name, source.sha256, loaded.notes)


def _unusable(loaded: Loaded[Response], office: Office | None, offices: Offices) -> list[Problem]:
    response, where = loaded.document, loaded.where
    found = [] if office is not None else [_unknown(response.office, offices, where)]
    if response.received is None:
        message = say("this is a draft; it was never handed in")
        cure = say("the office hands in with «navcheck answer», and sends the file that is then named")
        found.append(Problem("not-received", message, where(), cure))
    return found


def _unknown(name: str, offices: Offices, where: Where) -> Problem:
    message = say("{name} is not an office of this survey", name=quote(name))
    cure = offices.suggest(name) or say("the survey's offices stand in survey.yaml")
    return Problem("unknown-office", message, where("office"), cure)


def store_response(folder: SurveyFolder, one: HandedIn, today: date, *, dry_run: bool) -> Stored:
    """Store a response as the office's number 1 under the survey's lock.

    Raises:
        NavcheckError: `has-responded` where other answers were received; nothing is stored.

    """
    if dry_run:
        return _store(folder, one, today, dry_run=True)
    with locked(folder.path):
        return _store(open_folder(folder.path), one, today, dry_run=False)


def _store(folder: SurveyFolder, one: HandedIn, today: date, *, dry_run: bool) -> Stored:
    there = folder.received(one.office.id)
    if there is not None:
        refuse([] if there.answers == one.response.answers else [_conflict(folder, one)], exit_code=1)
        return Stored((), (one.office.id,))
    if not dry_run:
        receive(folder, _own(folder, one, today))
    return Stored((one.office.id,), ())


def _conflict(folder: SurveyFolder, one: HandedIn) -> Problem:
    return Problem(
        "has-responded",
        say("{office} has responded already, with other answers", office=quote(one.office.name)),
        one.at,
        say(
            "what was received is never changed; make it the next number with «{command}»",
            command=f"navcheck answer {folder.survey.id} --office {one.office.id} --answers {one.file}",
        ),
    )


def _own(folder: SurveyFolder, one: HandedIn, today: date) -> Response:
    """Make it this survey's own; who handed it in, when and in what role stays as the office wrote it."""
    order = [question.id for question in folder.checklist.questions()]
    return one.response.model_copy(
        update={
            "survey": folder.survey.id,
            "office": one.office.id,
            "number": 1,
            "answers": in_order(one.response.answers, order),
            "asked": (),
            "log": (*one.response.log, Origin(date=today, file=one.file, sha256=one.sha256)),
        }
    )
