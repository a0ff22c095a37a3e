"""Stores what was judged: all of it or nothing, each row as a new received number, none ever changed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from navcheck.core.model import Office, Origin, Receipt, Response
from navcheck.core.words import RecordedBy
from navcheck.files.disk import is_there
from navcheck.files.receiving import Received, receive_all
from navcheck.files.survey_folder import SurveyFolder
from navcheck.intake.incoming import Incoming
from navcheck.intake.judging import Judged, Outcome
from navcheck.intake.tables.arriving import Arrival


@dataclass(frozen=True, slots=True)
class Stored:
    """A response as it was stored, or would be; `row` is where its file holds it."""

    office: Office
    number: int
    answers: int
    row: int


def history_of(folder: SurveyFolder, office: Office) -> tuple[Response, ...]:
    """Return all that was received from an office, in the order of its numbers.

    Raises:
        NavcheckError: every problem in one of them.

    """
    latest = folder.received_numbers.get(office.id, 0)
    numbers = (n for n in range(1, latest + 1) if is_there(folder.received_path(office.id, n)))
    found = (folder.received(office.id, number) for number in numbers)
    return tuple(one for one in found if one is not None)


def foresee(folder: SurveyFolder, judged: Judged) -> tuple[Stored, ...]:
    """Return the last number that each office would get, without storing any."""
    new = [one for one, outcome in judged.outcomes() if outcome is Outcome.NEW]
    return tuple(
        Stored(one.office, folder.received_numbers.get(one.office.id, 0) + one.fresh, len(last.answers), last.row)
        for one in new
        for last in [one.last or one.first]
    )


def count_fresh(judged: Judged) -> int:
    """Count the responses that would be stored; an office may have sent in several."""
    return sum(one.fresh for one, outcome in judged.outcomes() if outcome is Outcome.NEW)


def store(folder: SurveyFolder, judged: Judged, arrival: Arrival, today: date) -> tuple[tuple[Stored, ...], Received]:
    """Store what was judged; the caller holds the survey's lock, and judged under it.

    Returns:
        Each response that is new, what is worth knowing about a save that succeeded, and what became of the drafts.

    Raises:
        NavcheckError: `not-saved` and the like; nothing is stored then.

    """
    new = {one.office.id: one for one, outcome in judged.outcomes() if outcome is Outcome.NEW}
    incoming = (read.incoming for read in judged.batch.read() if read.incoming is not None)
    taken = (one for one in incoming if one.office.id in new and new[one.office.id].takes(one.row, one.sequence))
    numbers = Counter(folder.received_numbers)
    stored, responses = list[Stored](), list[Response]()
    for one in sorted(taken, key=lambda one: one.sequence):
        numbers[one.office.id] += 1
        day = one.received or judged.policy.received or today
        origin = Origin(date=today, file=arrival.file, sha256=arrival.sha256, row=one.row)
        responses.append(_response(folder, one, numbers[one.office.id], day, origin))
        stored.append(Stored(one.office, numbers[one.office.id], len(responses[-1].answers), one.row))
    return tuple(stored), receive_all(folder, responses)


def _response(folder: SurveyFolder, one: Incoming, number: int, day: date, origin: Origin) -> Response:
    receipt = Receipt(date=day, role=one.role, recorded_by=RecordedBy.IMPORT)
    known = {"number": number, "received": receipt, "shares": one.shares, "answers": one.answers, "log": (origin,)}
    return folder.blank(one.office.id).model_copy(update=known)
