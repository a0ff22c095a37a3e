"""Who has responded, is late, has more time or is missing, as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from navcheck.core.messages import Message, say
from navcheck.core.model import Office, Survey
from navcheck.core.model.survey import Extension
from navcheck.core.round import Entry, Round
from navcheck.core.words import Progress, Standing

HAVE_RESPONDED = (Progress.RESPONDED, Progress.RESPONDED_LATE, Progress.ASKED)
# Fewer say little together, and the one in the middle would be one office's.
FEWEST_FOR_MEDIAN = 8


@dataclass(frozen=True, slots=True)
class OfficeProgress:
    """How far one office is; `due` is its own deadline, with what extension it has.

    `minutes` is what it says that the response took, `asked_until` the first day by which it shall have elaborated;
    `asked_is_late` when that day has passed.
    """

    office: Office
    progress: Progress
    due: date | None
    received: date | None = None
    number: int | None = None
    has_draft: bool = False
    unconfirmed: bool = False
    minutes: int | None = None
    asked_until: date | None = None
    asked_is_late: bool = False
    extension: Extension | None = None

    @property
    def has_responded(self) -> bool:
        """Whether a response of its counts."""
        return self.progress in HAVE_RESPONDED


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the responses took: how many say so, of how many; a median only of enough."""

    given: int
    responses: int
    total: int
    median: Decimal | None


def minutes_of(rows: Iterable[OfficeProgress]) -> Minutes:
    """Add up what the responses say that they took."""
    responses = [row for row in rows if row.has_responded]
    given = [Decimal(row.minutes) for row in responses if row.minutes is not None]
    middle = median(given) if len(given) >= FEWEST_FOR_MEDIAN else None
    return Minutes(len(given), len(responses), int(sum(given)), middle)


def progress_of(one: Round, today: date) -> tuple[OfficeProgress, ...]:
    """Tell how far each office is on a day, in the survey's order."""
    return tuple(_progress(one.survey, entry, today) for entry in one.entries)


def deadline_passed(day: date) -> Message:
    """Say that a deadline lies behind."""
    return say("Note that the deadline, {day}, has passed already.", day=day)


def due_of(survey: Survey, office_id: str) -> date | None:
    """Return an office's deadline: the survey's, or what was agreed instead; more time is never less than all have."""
    extension = survey.extensions.get(office_id)
    days = (survey.deadline, extension.until if extension else None)
    return max((day for day in days if day is not None), default=None)


def _progress(survey: Survey, entry: Entry, today: date) -> OfficeProgress:
    due = due_of(survey, entry.office.id)
    response = entry.response if entry.standing is Standing.RESPONDED else None
    received = response.received.date if response and response.received else None
    asked_until = min((one.until for one in entry.asked if one.until), default=None)
    return OfficeProgress(
        entry.office,
        _word(survey, entry, due, received, today),
        due,
        received,
        response.number if response else None,
        entry.has_draft,
        entry.unconfirmed,
        (response.minutes or None) if response else None,  # nobody answers in no time: it was not measured
        asked_until,
        asked_until is not None and asked_until < today,
        survey.extensions.get(entry.office.id),
    )


def _word(survey: Survey, entry: Entry, due: date | None, received: date | None, today: date) -> Progress:
    if entry.standing is Standing.UNREADABLE:
        return Progress.UNREADABLE
    if entry.standing is Standing.RESPONDED and entry.asked:
        return Progress.ASKED
    if entry.standing is Standing.RESPONDED:
        # Who answered in time is not late for what it adds.
        came = entry.first_received or received
        return Progress.RESPONDED_LATE if due and came and came > due else Progress.RESPONDED
    if due is not None and today > due:
        return Progress.NOT_RESPONDED
    if due != survey.deadline:
        return Progress.EXTENDED
    return Progress.STARTED if entry.has_draft else Progress.NOT_STARTED
