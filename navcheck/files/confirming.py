"""Which responses, recorded by the county on behalf of an office, the office has confirmed: `confirmed.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from navcheck.core.answers import nearest_or_all
from navcheck.core.messages import Message, say
from navcheck.core.model import Confirmed, Response
from navcheck.core.model.desk import Confirmation
from navcheck.core.problems import NavcheckError, Problem, Where, refuse
from navcheck.core.round import recorded_on_behalf
from navcheck.core.text import quote
from navcheck.files.disk import is_there
from navcheck.files.documents import load_source, read_source
from navcheck.files.locking import locked

if TYPE_CHECKING:
    from navcheck.files.survey_folder import SurveyFolder


@dataclass(frozen=True, slots=True)
class ReadConfirmed:
    """What `confirmed.yaml` says, what is wrong with it, and the sum of its file; no sum where there is none."""

    confirmed: Confirmed
    problems: tuple[Problem, ...] = ()
    sha256: str | None = None

    def of(self, office_id: str, number: int) -> Confirmation | None:
        """Return the first confirmation of a response."""
        return next((one for one in self.confirmed.confirmed if (one.office, one.number) == (office_id, number)), None)


def confirmed_path(folder: "SurveyFolder") -> Path:
    """Return where a survey's confirmations lie."""
    return folder.path / "confirmed.yaml"


def read_confirmed(folder: "SurveyFolder") -> ReadConfirmed:
    """Read a survey's confirmations.

    Raises:
        NavcheckError: every problem that keeps the file from being read; offices and numbers that are not there are
            among what is returned.

    """
    path = confirmed_path(folder)
    if not is_there(path):
        return ReadConfirmed(Confirmed(navcheck="confirmed/1"))
    source = read_source(path, follow=False)
    loaded = load_source(source, Confirmed)
    problems = tuple(_check(folder, loaded.document, loaded.where))
    return ReadConfirmed(loaded.document, problems, source.sha256)


def _check(folder: "SurveyFolder", document: Confirmed, where: Where) -> Iterator[Problem]:
    """Find confirmations of what the survey does not have."""
    offices = [office.id for office in folder.survey.offices]
    for n, one in enumerate(document.confirmed):
        if folder.survey.office(one.office) is None:
            yield Problem(
                "unknown-office",
                say("the survey has no office {id}", id=quote(one.office)),
                where("confirmed", n, "office"),
                nearest_or_all(one.office, offices),
            )
        elif not 1 <= one.number <= folder.received_numbers.get(one.office, 0):
            yield Problem(
                "unknown-number",
                say("no response no. {number} is received from {id}", number=one.number, id=quote(one.office)),
                where("confirmed", n, "number"),
                say("fetch the response back, or take the confirmation out"),
            )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, and what is worth knowing about the save."""

    confirmation: Confirmation
    notes: tuple[Problem, ...]


def confirm(folder: "SurveyFolder", office_id: str, day: date, role: str | None) -> Recorded:
    """Record that an office confirmed its last received response; takes the survey's lock.

    Raises:
        NavcheckError: `no-response`, `not-on-behalf`, `already-confirmed`, `too-early`, every problem in
            `confirmed.yaml`, or what `saving.locked` and `save_document` raise; nothing was changed then.

    """
    from navcheck.files.drafts import save_document  # noqa: PLC0415 -- commands that only read do not pay for it

    with locked(folder.path):
        now = replace(folder)  # without what this run has counted before it had the lock
        response = now.received(office_id)
        if response is None or response.number is None:
            raise _refusal("no-response", say("nothing is received from {id}", id=quote(office_id)))
        read = read_confirmed(now)
        refuse(read.problems)
        check_on_behalf(response)
        _check_new(response, read.of(office_id, response.number), day)
        confirmation = Confirmation(office=office_id, number=response.number, date=day, role=role)
        whole = read.confirmed.model_copy(update={"confirmed": (*read.confirmed.confirmed, confirmation)})
        saved = save_document(confirmed_path(now), whole, expected=read.sha256)
    return Recorded(confirmation, saved.notes)


def check_on_behalf(response: Response) -> None:
    """Refuse a response that the office itself gave: there is nothing to confirm in it.

    Raises:
        NavcheckError: `not-on-behalf`.

    """
    if not recorded_on_behalf(response):
        message = say("response no. {number} was not recorded on behalf of the office", number=response.number or 0)
        raise _refusal("not-on-behalf", message, say("only what the county wrote down is confirmed"))


def _check_new(response: Response, before: Confirmation | None, day: date) -> None:
    if before is not None:
        message = say("response no. {number} was confirmed on {day} already", number=before.number, day=before.date)
        raise _refusal("already-confirmed", message)
    if response.received is not None and day < response.received.date:
        message = say(
            "{day} is before the answers were written down, on {received}", day=day, received=response.received.date
        )
        raise _refusal("too-early", message)


def _refusal(code: str, message: Message, hint: Message | None = None) -> NavcheckError:
    return NavcheckError(Problem(code, message, None, hint))
