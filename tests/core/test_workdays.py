"""A deadline that falls where nobody is at work, or too soon, is warned of; the days are held against our own list."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.workdays import day_warnings, deadline_warnings, easter_of, is_holiday, is_working_day, working_days

# Written by hand from an almanac, so that the library does not answer for itself.
HOLIDAYS = {
    2026: "01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26",
    2027: "01-01 03-25 03-26 03-28 03-29 05-01 05-06 05-16 05-17 12-25 12-26",
}
LONG_BEFORE = date(2020, 1, 1)
TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_public_holidays_are_those_of_the_almanac(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    assert [f"{day:%m-%d}" for day in days if is_holiday(day)] == HOLIDAYS[year].split()


def warnings(day: str) -> list[str]:
    """Return what is said of a day, without what every warning begins with."""
    deadline = date.fromisoformat(day)
    found = [str(message) for message in day_warnings(deadline)]
    assert all(one.startswith(f"Note that the deadline, {day}, ") for one in found)
    return [one.removeprefix(f"Note that the deadline, {day}, ") for one in found]


SUMMER = "falls in the summer holidays, weeks 28 to 31."
CHRISTMAS = "falls between 20 December and 3 January."
EASTER = "falls in the week of Easter."
SATURDAY, SUNDAY, HOLIDAY = "is a Saturday.", "is a Sunday.", "is a public holiday."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-08", []),  # a Tuesday
        ("2026-12-12", [SATURDAY]),
        ("2026-12-13", [SUNDAY]),
        ("2026-05-14", [HOLIDAY]),
        ("2026-05-17", [SUNDAY, HOLIDAY]),
        ("2026-07-03", []),
        ("2026-07-06", [SUMMER]),  # Monday of week 28
        ("2026-07-31", [SUMMER]),
        ("2026-08-02", [SUNDAY, SUMMER]),  # Sunday of week 31
        ("2026-08-03", []),
        ("2026-12-18", []),
        ("2026-12-19", [SATURDAY]),
        ("2026-12-20", [SUNDAY, CHRISTMAS]),
        ("2026-12-26", [SATURDAY, HOLIDAY, CHRISTMAS]),
        ("2026-12-31", [CHRISTMAS]),
        ("2027-01-03", [SUNDAY, CHRISTMAS]),
        ("2027-01-04", []),
        ("2027-03-19", []),
        ("2027-03-20", [SATURDAY]),
        ("2027-03-21", [SUNDAY, EASTER]),  # Palm Sunday
        ("2027-03-24", [EASTER]),
        ("2027-03-29", [HOLIDAY, EASTER]),
        ("2027-03-30", []),
    ],
)
def test_a_day_when_few_are_at_work_is_warned_of_with_every_reason(day: str, said: list[str]) -> None:
    assert warnings(day) == said


@pytest.mark.parametrize(
    ("today", "deadline", "count"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-20", "2026-11-23", 1),  # from Friday to Monday
        ("2026-11-21", "2026-11-27", 5),
        ("2026-12-23", "2026-12-28", 2),  # Thursday, Monday
        ("2027-03-22", "2027-03-30", 3),  # the week of Easter
        ("2026-11-23", "2026-12-11", 14),
        ("2026-11-23", "2026-12-14", 15),
        ("2026-11-23", "2036-12-14", 15),  # no more is counted than is enough
    ],
)
def test_working_days_are_counted_after_today_up_to_and_with_the_deadline(
    today: str, deadline: str, count: int
) -> None:
    assert working_days(date.fromisoformat(today), date.fromisoformat(deadline)) == count


def told(deadline: str, today: date = TODAY) -> list[str]:
    return [str(message) for message in deadline_warnings(date.fromisoformat(deadline), today)]


def test_fewer_than_fifteen_working_days_are_told_with_their_number() -> None:
    assert told("2026-12-10") == ["Note that there are 14 working days until the deadline, 2026-12-10: fewer than 15."]
    assert told("2026-11-23") == ["Note that there is 1 working day until the deadline, 2026-11-23: fewer than 15."]
    assert told("2026-12-11") == []


def test_a_day_that_has_passed_is_only_that() -> None:
    assert told("2026-07-12") == ["Note that the deadline, 2026-07-12, has passed already."]
    assert told("2026-11-21") == [
        "Note that the deadline, 2026-11-21, is a Saturday.",
        "Note that there are 0 working days until the deadline, 2026-11-21: fewer than 15.",
    ]


def test_a_year_that_no_almanac_knows_is_no_error() -> None:
    assert told("9999-12-30") == ["Note that the deadline, 9999-12-30, falls between 20 December and 3 January."]


def almanac_easter(year: int) -> date:
    """Compute Easter Sunday as Meeus, Jones and Butcher do."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    after = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + after - 7 * ((a + 11 * h + 22 * after) // 451) + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2020, 2100))
def test_easter_is_where_the_moon_puts_it(year: int) -> None:
    assert easter_of(year) == almanac_easter(year)


@given(day=st.dates(LONG_BEFORE, date(2099, 12, 31)), days=st.integers(0, 40))
def test_a_day_later_never_leaves_fewer_working_days(day: date, days: int) -> None:
    deadline = day + timedelta(days=days)
    more = working_days(day, deadline + timedelta(days=1)) - working_days(day, deadline)
    assert more in {0, 1}
    assert working_days(day, deadline) <= days
    assert is_working_day(deadline) is (deadline.weekday() < 5 and not is_holiday(deadline))
