"""Who has responded, is late, has more time or is missing, as of a day."""

from dataclasses import dataclass
from datetime import date

from navcheck.core.model import Office, Survey
from navcheck.core.round import Entry, Round
from navcheck.core.words import Progress, Standing


@dataclass(frozen=True, slots=True)
class OfficeProgress:
    """How far one office is; `due` is its own deadline, with what extension it has."""

    office: Office
    progress: Progress
    due: date | None
    received: date | None = None
    number: int | None = None
    has_draft: bool = False
    unconfirmed: bool = False


def progress_of(one: Round, today: date) -> tuple[OfficeProgress, ...]:
    """Tell how far each office is on a day, in the survey's order."""
    return tuple(_progress(one.survey, entry, today) for entry in one.entries)


def due_of(survey: Survey, office_id: str) -> date | None:
    """Return an office's deadline: the survey's, or what was agreed instead."""
    extension = survey.extensions.get(office_id)
    return extension.until if extension else survey.deadline


def _progress(survey: Survey, entry: Entry, today: date) -> OfficeProgress:
    due = due_of(survey, entry.office.id)
    response = entry.response if entry.standing is Standing.RESPONDED else None
    received = response.received.date if response and response.received else None
    return OfficeProgress(
        entry.office,
        _word(survey, entry, due, received, today),
        due,
        received,
        response.number if response else None,
        entry.has_draft,
        entry.unconfirmed,
    )


def _word(survey: Survey, entry: Entry, due: date | None, received: date | None, today: date) -> Progress:
    if entry.standing is Standing.UNREADABLE:
        return Progress.UNREADABLE
    if entry.standing is Standing.RESPONDED and entry.asked:
        return Progress.ASKED
    if entry.standing is Standing.RESPONDED:
        return Progress.RESPONDED_LATE if due and received and received > due else Progress.RESPONDED
    if due is not None and today > due:
        return Progress.NOT_RESPONDED
    if entry.office.id in survey.extensions:
        return Progress.EXTENDED
    return Progress.STARTED if entry.has_draft else Progress.NOT_STARTED
