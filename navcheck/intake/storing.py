"""Stores a batch: all of it or nothing, each response as a new received number, none ever changed."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from navcheck.core.messages import say
from navcheck.core.model import Origin, Receipt, Response
from navcheck.core.problems import Problem, refuse
from navcheck.core.text import quote
from navcheck.core.words import RecordedBy
from navcheck.files.receiving import receive
from navcheck.files.saving import locked
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.intake.batch import Batch, Incoming


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import did: the offices whose responses are new, and those whose were there already, word for word."""

    new: tuple[str, ...]
    unchanged: tuple[str, ...]


def store_batch(folder: SurveyFolder, batch: Batch, sha256: str, today: date, *, dry_run: bool) -> Stored:
    """Store a batch without problems under the survey's lock.

    Raises:
        NavcheckError: `has-responded` for each office with other answers than those received; nothing is stored.

    """
    if dry_run:
        return _store(folder, batch, sha256, today, dry_run=True)
    with locked(folder.path):
        return _store(open_folder(folder.path), batch, sha256, today, dry_run=False)


def _store(folder: SurveyFolder, batch: Batch, sha256: str, today: date, *, dry_run: bool) -> Stored:
    standing = {one.office.id: folder.received(one.office.id) for one in batch.incoming}
    fresh = [one for one in batch.incoming if standing[one.office.id] is None]
    differing = [
        one for one in batch.incoming if (there := standing[one.office.id]) is not None and there.answers != one.answers
    ]
    refuse((_conflict(one) for one in differing), exit_code=1)
    if not dry_run:
        for one in fresh:
            receive(folder, _response(folder, one, PurePath(batch.table.name).name, sha256, today))
    new = tuple(one.office.id for one in fresh)
    return Stored(new, tuple(one.office.id for one in batch.incoming if one.office.id not in new))


def _conflict(one: Incoming) -> Problem:
    return Problem(
        "has-responded",
        say("{office} has responded already, with other answers", office=quote(one.office.name)),
        one.at,
        say("what was received is never changed; take the row out, or hand in anew with «navcheck answer»"),
    )


def _response(folder: SurveyFolder, one: Incoming, file: str, sha256: str, today: date) -> Response:
    return folder.blank(one.office.id).model_copy(
        update={
            "number": 1,
            "received": Receipt(date=today, recorded_by=RecordedBy.IMPORT),
            "answers": one.answers,
            "log": (Origin(date=today, file=file, sha256=sha256, row=one.row),),
        }
    )
