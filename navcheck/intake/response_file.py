"""Brings in the one file that an office wrote in a survey of its own: whole, as it was handed in, or not at all."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from navcheck.core.answers import check_response
from navcheck.core.differences import differences, tell_differences
from navcheck.core.merging import in_order
from navcheck.core.messages import say
from navcheck.core.model import Checklist, Office, Origin, Response, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import Loaded, Location, Problem, Where, refuse
from navcheck.core.text import quote
from navcheck.files.disk import DOCUMENT_BYTES, too_big
from navcheck.files.documents import Source, load_source
from navcheck.files.receiving import Received, receive
from navcheck.files.survey_folder import SurveyFolder
from navcheck.intake.judging import OnConflict, Outcome, conflict
from navcheck.intake.tables.arriving import Arrival


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A response file that can be taken in: whose it is here, where that stands, and its sum."""

    office: Office
    at: Location
    response: Response
    file: str
    sha256: str
    notes: tuple[Problem, ...] = ()


def read_response_file(arrival: Arrival, checklist: Checklist, survey: Survey) -> HandedIn:
    """Read a response that was handed in elsewhere.

    Raises:
        NavcheckError: every problem in it.

    """
    raw = arrival.rewound().read(DOCUMENT_BYTES + 1)
    if len(raw) > DOCUMENT_BYTES:
        refuse([too_big(Path(arrival.name), DOCUMENT_BYTES)])
    source = Source(arrival.name, raw)
    loaded = load_source(source, Response)
    offices = Offices(survey.offices)
    office = offices.find_id(loaded.document.office)
    refuse(
        (*_unusable(loaded, office, offices), *check_response(checklist, loaded.document, loaded.where)), exit_code=1
    )
    if office is None:
        raise AssertionError
    return HandedIn(office, loaded.where("office"), loaded.document, arrival.file, arrival.sha256, loaded.notes)


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


def judge_response(folder: SurveyFolder, one: HandedIn, on_conflict: OnConflict) -> Outcome:
    """Tell what an import would do with a response.

    Raises:
        NavcheckError: `has-responded` where other answers were received last, and that shall stop.

    """
    there = folder.received(one.office.id)
    if there is None:
        return Outcome.NEW
    found = differences(there.answers, one.response.answers)
    if not found:
        return Outcome.UNCHANGED
    refuse(
        [conflict(one.office, tell_differences(found, folder.checklist), one.at)]
        if on_conflict is OnConflict.STOP
        else (),
        exit_code=1,
    )
    return Outcome.SKIPPED if on_conflict is OnConflict.SKIP else Outcome.NEW


def store_response(folder: SurveyFolder, one: HandedIn, today: date) -> Received:
    """Store a response under the office's next number; the caller holds the survey's lock."""
    return receive(folder, _own(folder, one, today))


def _own(folder: SurveyFolder, one: HandedIn, today: date) -> Response:
    """Make it this survey's own; who handed it in, when and in what role stays as the office wrote it."""
    order = [question.id for question in folder.checklist.questions()]
    return one.response.model_copy(
        update={
            "survey": folder.survey.id,
            "office": one.office.id,
            "number": folder.received_numbers.get(one.office.id, 0) + 1,
            "answers": in_order(one.response.answers, order),
            "asked": (),
            "log": (*one.response.log, Origin(date=today, file=one.file, sha256=one.sha256)),
        }
    )
