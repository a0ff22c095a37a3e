from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navcheck.core.model import Asked
from navcheck.core.progress import due_of, minutes_of, progress_of
from navcheck.core.round import Round
from navcheck.core.words import Progress, Standing
from tests.builders import make_response, make_round
from tests.core.one_topic import one_topic

CHECKLIST = one_topic("questions: [{id: fritt, type: text}]")
DEADLINE = date(2026, 11, 1)
LONGER = date(2026, 11, 8)
BEFORE, AFTER, MUCH_LATER = date(2026, 10, 20), date(2026, 11, 2), date(2026, 11, 9)
LISTER_HAS_MORE_TIME = {"deadline": "2026-11-01", "extensions": {"lister": {"until": "2026-11-08"}}}


def one_round(standing: Standing, *, received: str = "", draft: bool = False) -> Round:
    """Make a round of Nav Risør and Nav Lister, who both are equally far; Lister has a week more."""
    given = {
        name: make_response(CHECKLIST, name[4:].lower(), {}, received={"date": received}) if received else standing
        for name in ("Nav Risor", "Nav Lister")
    }
    return make_round(CHECKLIST, given, survey=LISTER_HAS_MORE_TIME, drafts=list(given) if draft else ())


def words(one: Round, today: date) -> list[Progress]:
    return [office.progress for office in progress_of(one, today)]


@pytest.mark.parametrize(
    ("today", "risor", "lister"),
    [
        (BEFORE, Progress.NOT_STARTED, Progress.EXTENDED),
        (DEADLINE, Progress.NOT_STARTED, Progress.EXTENDED),
        (AFTER, Progress.NOT_RESPONDED, Progress.EXTENDED),
        (LONGER, Progress.NOT_RESPONDED, Progress.EXTENDED),
        (MUCH_LATER, Progress.NOT_RESPONDED, Progress.NOT_RESPONDED),
    ],
)
def test_an_office_is_late_the_day_after_its_own_deadline(today: date, risor: Progress, lister: Progress) -> None:
    assert words(one_round(Standing.MISSING), today) == [risor, lister]


def test_an_office_with_a_draft_has_started() -> None:
    assert words(one_round(Standing.MISSING, draft=True), BEFORE) == [Progress.STARTED, Progress.EXTENDED]
    assert words(one_round(Standing.DRAFT, draft=True), BEFORE) == [Progress.STARTED, Progress.EXTENDED]


def test_a_draft_is_no_response_when_the_time_is_out() -> None:
    assert words(one_round(Standing.DRAFT, draft=True), AFTER) == [Progress.NOT_RESPONDED, Progress.EXTENDED]


@pytest.mark.parametrize(
    ("received", "risor", "lister"),
    [
        ("2026-10-20", Progress.RESPONDED, Progress.RESPONDED),
        ("2026-11-01", Progress.RESPONDED, Progress.RESPONDED),
        ("2026-11-02", Progress.RESPONDED_LATE, Progress.RESPONDED),
        ("2026-11-08", Progress.RESPONDED_LATE, Progress.RESPONDED),
        ("2026-11-09", Progress.RESPONDED_LATE, Progress.RESPONDED_LATE),
    ],
)
def test_a_response_is_late_when_it_came_after_the_deadline_of_its_office(
    received: str, risor: Progress, lister: Progress
) -> None:
    assert words(one_round(Standing.MISSING, received=received), MUCH_LATER) == [risor, lister]


def test_what_cannot_be_read_is_said_whatever_the_day() -> None:
    for today in (BEFORE, MUCH_LATER):
        assert words(one_round(Standing.UNREADABLE, draft=True), today) == [Progress.UNREADABLE] * 2


@pytest.mark.parametrize(("first", "progress"), [(DEADLINE, Progress.RESPONDED), (AFTER, Progress.RESPONDED_LATE)])
def test_who_answered_in_time_is_not_late_for_what_it_adds(first: date, progress: Progress) -> None:
    one = one_round(Standing.RESPONDED, received="2026-11-30")
    added = tuple(replace(entry, first_received=first) for entry in one.entries)
    assert words(replace(one, entries=added), MUCH_LATER)[0] is progress


def test_without_a_deadline_nobody_is_late() -> None:
    late = make_response(CHECKLIST, "lister", {}, received={"date": "2030-01-01"})
    one = make_round(CHECKLIST, {"Nav Risor": Standing.MISSING, "Nav Lister": late})
    assert words(one, date(2031, 1, 1)) == [Progress.NOT_STARTED, Progress.RESPONDED]


def test_each_office_is_told_of_in_the_order_of_the_survey_with_what_was_received() -> None:
    first, second = progress_of(one_round(Standing.MISSING, received="2026-10-20", draft=True), BEFORE)
    assert [one.office.id for one in (first, second)] == ["risor", "lister"]
    assert (first.due, second.due) == (DEADLINE, LONGER)
    assert (first.received, first.number, first.has_draft) == (date(2026, 10, 20), 1, True)


def test_a_draft_has_no_number_and_no_day_of_receipt() -> None:
    draft, _ = progress_of(one_round(Standing.DRAFT, draft=True), BEFORE)
    assert (draft.received, draft.number, draft.has_draft) == (None, None, True)


def test_a_draft_that_says_it_was_received_is_a_draft() -> None:
    received = one_round(Standing.MISSING, received="2026-10-20")
    entries = tuple(replace(entry, standing=Standing.DRAFT, has_draft=True) for entry in received.entries)
    draft, _ = progress_of(replace(received, entries=entries), BEFORE)
    assert (draft.progress, draft.received, draft.number) == (Progress.STARTED, None, None)


def test_a_response_without_a_receipt_is_not_late() -> None:
    one = make_round(
        CHECKLIST,
        {name: make_response(CHECKLIST, name[4:].lower(), {}) for name in ("Nav Risor", "Nav Lister")},
        survey=LISTER_HAS_MORE_TIME,
    )
    assert words(one, MUCH_LATER) == [Progress.RESPONDED] * 2


def test_an_office_that_is_asked_to_elaborate_is_said_to_be_so_whenever_it_responded() -> None:
    one = one_round(Standing.MISSING, received="2026-11-09", draft=True)
    asked = (Asked(question="fritt", date=AFTER, text="Hvem?"),)
    entries = tuple(replace(entry, asked=asked) for entry in one.entries)
    first, _ = progress_of(replace(one, entries=entries), MUCH_LATER)
    assert (first.progress, first.received, first.number) == (Progress.ASKED, MUCH_LATER, 1)


def test_the_deadline_of_an_office_is_its_extension_else_the_survey_s() -> None:
    survey = one_round(Standing.MISSING).survey
    assert [due_of(survey, office) for office in ("risor", "lister", "ukjent")] == [DEADLINE, LONGER, DEADLINE]


def test_an_extension_that_the_survey_s_own_deadline_has_overtaken_gives_nobody_less_time() -> None:
    one = one_round(Standing.MISSING)
    moved = one.survey.model_copy(update={"deadline": MUCH_LATER})
    assert due_of(moved, "lister") == MUCH_LATER
    assert words(replace(one, survey=moved), MUCH_LATER) == [Progress.NOT_STARTED, Progress.NOT_STARTED]
    without = one.survey.model_copy(update={"deadline": None})
    assert words(replace(one, survey=without), LONGER) == [Progress.NOT_STARTED, Progress.EXTENDED]


def spent(*minutes: int | None) -> Round:
    """Make a round whose offices say what their responses took, and one more that has not responded."""
    given = {
        f"Nav Kontor {n}": make_response(CHECKLIST, f"kontor-{n}", {}, **({"minutes": str(one)} if one else {}))
        for n, one in enumerate(minutes)
    }
    return make_round(CHECKLIST, {**given, "Nav Taus": Standing.MISSING})


def test_the_minutes_of_an_office_are_those_of_the_response_that_counts() -> None:
    rows = progress_of(spent(18, None), BEFORE)
    assert [row.minutes for row in rows] == [18, None, None]
    draft = make_round(CHECKLIST, {"Nav Risør": make_response(CHECKLIST, "risor", {}, minutes="18", number=None)})
    assert [row.minutes for row in progress_of(draft, BEFORE)] == [None]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ((), (0, 0, 0, None)),
        ((None, None), (0, 2, 0, None)),
        ((10, None, 20), (2, 3, 30, None)),
        ((5, 10, 15, 20, 25, 30, 35), (7, 7, 140, None)),
        ((5, 10, 15, 20, 25, 30, 35, 40), (8, 8, 180, Decimal("22.5"))),
        ((5, 10, 15, 20, 25, 30, 35, 40, None, 90), (9, 10, 270, Decimal(25))),
    ],
)
def test_minutes_are_added_up_and_have_a_median_from_eight_on(
    minutes: tuple[int | None, ...], told: tuple[int, int, int, Decimal | None]
) -> None:
    found = minutes_of(progress_of(spent(*minutes), BEFORE))
    assert (found.given, found.responses, found.total, found.median) == told


def test_the_first_day_by_which_an_office_shall_elaborate_counts() -> None:
    one = one_round(Standing.MISSING, received="2026-10-20")
    asked = [Asked(question="fritt", date=AFTER, text="Hvem?", until=until) for until in (None, MUCH_LATER, LONGER)]
    entries = tuple(replace(entry, asked=tuple(asked)) for entry in one.entries)
    assert [row.asked_until for row in progress_of(replace(one, entries=entries), AFTER)] == [LONGER] * 2
    entries = tuple(replace(entry, asked=(asked[0],)) for entry in one.entries)
    assert [row.asked_until for row in progress_of(replace(one, entries=entries), AFTER)] == [None] * 2


def test_an_extension_is_told_with_the_office_that_has_it() -> None:
    risor, lister = progress_of(one_round(Standing.MISSING), BEFORE)
    assert risor.extension is None
    assert lister.extension is not None
    assert lister.extension.until == LONGER
