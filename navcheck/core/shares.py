"""Offices' figures as shares of a fact about each office, so that they can be held against each other."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from navcheck.core.model import Office, Question
from navcheck.core.round import ReadResponse
from navcheck.core.small_numbers import FEWEST_SHOWN, is_small

FEWEST_TO_COMPARE = 8
SMALLEST_DENOMINATOR = 20


@dataclass(frozen=True, slots=True)
class Share:
    """One office's number, and the figure that it is a part of."""

    office: Office
    number: Decimal
    base: Decimal

    @property
    def value(self) -> Decimal:
        """How large the part is, of one."""
        return self.number / self.base


def shares_of(question: Question, read: tuple[ReadResponse, ...]) -> tuple[Share, ...]:
    """Return the share of each office that gave a number and has a denominator that is large enough."""
    pairs = [(one.office, one.known.get(question.id), one.known.get(f"fact.{question.per}")) for one in read]
    return tuple(
        Share(office, number, base)
        for office, number, base in pairs
        if isinstance(number, Decimal) and isinstance(base, Decimal) and base >= SMALLEST_DENOMINATOR
    )


def middle(shares: tuple[Share, ...]) -> Decimal:
    """Return the median share."""
    return median(one.value for one in shares)


def is_far(one: Decimal, other: Decimal) -> bool:
    """Tell whether a share is below half or above twice another."""
    return one < other / 2 or one > other * 2


def tells_of_persons(question: Question, shares: tuple[Share, ...]) -> bool:
    """Tell whether the median share would say anything of a small number of persons: one that moves it."""
    if not question.persons:
        return False
    lowest, highest = (
        median((Decimal(number) if is_small(one.number) else one.number) / one.base for one in shares)
        for number in (1, FEWEST_SHOWN - 1)
    )
    return lowest != highest
