"""Offices' figures as shares of a fact about each office, so that they can be held against each other."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from navcheck.core.model import Office, Question
from navcheck.core.round import ReadResponse
from navcheck.core.small_numbers import FEWEST_SHOWN, is_small
from navcheck.core.words import Kind

FEWEST_TO_COMPARE = 8
SMALLEST_DENOMINATOR = 20
Range = tuple[Decimal, Decimal]


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
    if question.per is None or question.type is not Kind.NUMBER:
        return ()
    pairs = [(one.office, one.get(question.id), one.get(f"fact.{question.per}")) for one in read]
    return tuple(
        Share(office, number, base)
        for office, number, base in pairs
        if isinstance(number, Decimal) and isinstance(base, Decimal) and base >= SMALLEST_DENOMINATOR
    )


def value_of(question: Question, one: Share) -> Range:
    """Return an office's share; of a small number of persons the least and the most that it could be."""
    is_hidden = question.persons and is_small(one.number)
    return (1 / one.base, (FEWEST_SHOWN - 1) / one.base) if is_hidden else (one.value, one.value)


def median_of(question: Question, shares: tuple[Share, ...]) -> Range:
    """Return the least and the most that the median share could be, whatever the small numbers of persons are."""
    lowest, highest = zip(*(value_of(question, one) for one in shares), strict=True)
    return median(lowest), median(highest)


def is_far(one: Range, other: Range) -> bool:
    """Tell whether a share is below half or above twice another, however small numbers of persons are hidden in them.

    What stands out only where such a number is this one and not that one would tell it.
    """
    return one[1] < other[0] / 2 or one[0] > other[1] * 2
