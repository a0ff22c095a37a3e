"""Which days make a poor deadline: when nobody is at work in Norway, or too soon to get an answer together."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from holidays.countries.norway import Norway

from navcheck.core.messages import Message, say, say_many
from navcheck.core.progress import deadline_passed

FEWEST_WORKING_DAYS = 15
SUMMER_WEEKS = range(28, 32)
# Month and day, the first and the last.
CHRISTMAS = ((12, 20), (1, 3))
_SATURDAY, _SUNDAY = 5, 6
_DAY = timedelta(days=1)


def deadline_warnings(deadline: date, today: date) -> Iterator[Message]:
    """Tell what speaks against a deadline: the day itself, and how soon it is; one that has passed is only that."""
    if deadline < today:
        yield deadline_passed(deadline)
        return
    yield from day_warnings(deadline)
    left = working_days(today, deadline)
    if left < FEWEST_WORKING_DAYS:
        yield say_many(
            "Note that there is {count} working day until the deadline, {day}: fewer than {fewest}.",
            "Note that there are {count} working days until the deadline, {day}: fewer than {fewest}.",
            left,
            day=deadline,
            fewest=FEWEST_WORKING_DAYS,
        )


def day_warnings(deadline: date) -> Iterator[Message]:
    """Tell when a deadline falls where few are at work."""
    if deadline.weekday() == _SATURDAY:
        yield say("Note that the deadline, {day}, is a Saturday.", day=deadline)
    if deadline.weekday() == _SUNDAY:
        yield say("Note that the deadline, {day}, is a Sunday.", day=deadline)
    if is_holiday(deadline):
        yield say("Note that the deadline, {day}, is a public holiday.", day=deadline)
    if deadline.isocalendar().week in SUMMER_WEEKS:
        yield say(
            "Note that the deadline, {day}, falls in the summer holidays, weeks {first} to {last}.",
            day=deadline,
            first=SUMMER_WEEKS[0],
            last=SUMMER_WEEKS[-1],
        )
    if not CHRISTMAS[1] < (deadline.month, deadline.day) < CHRISTMAS[0]:
        yield say("Note that the deadline, {day}, falls between 20 December and 3 January.", day=deadline)
    easter = easter_of(deadline.year)
    if easter is not None and easter - 7 * _DAY <= deadline <= easter + _DAY:
        yield say("Note that the deadline, {day}, falls in the week of Easter.", day=deadline)


def working_days(after: date, until: date) -> int:
    """Count the working days after a day, up to and with another; no further than to what is enough."""
    days = (after + n * _DAY for n in range(1, (until - after).days + 1))
    return len(list(islice((day for day in days if is_working_day(day)), FEWEST_WORKING_DAYS)))


def is_working_day(day: date) -> bool:
    """Tell whether a day is from Monday to Friday, and no public holiday."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday in Norway."""
    return day in Norway(years=day.year)


def easter_of(year: int) -> date | None:
    """Return Easter Sunday: the one Sunday of spring that is always a holiday, Whitsun being in May or June."""
    return next((day for day in sorted(Norway(years=year)) if day.month in {3, 4} and day.weekday() == _SUNDAY), None)
