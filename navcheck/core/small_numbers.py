"""Small numbers of persons: which figures are not shown, so that none of them can be worked out from what is.

Whoever knows this rule and reads all that is printed still has two values or more to choose between for each small
number. What is held back beside them is chosen by where it stands, never by how large it is: the choice would tell.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from statistics import median

FEWEST_SHOWN = 5
FEWEST_FOR_MEDIAN = 8
# What stands in place of a number: of one that is small, and of one beside it in a sum, of which no more is said.
SMALL = f"1–{FEWEST_SHOWN - 1}"
NOT_SMALL = f"{FEWEST_SHOWN}+"
# How far what is hidden must lie above the least that it could add up to, so that each number may be one or two.
_ENOUGH = 2


class Hidden(Enum):
    """What stands where a number is not shown: that it is small, or that another would be known by it."""

    SMALL = "small"
    HELD_BACK = "held-back"


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers as they may be shown, in their order; no total and no median where it would give a small one away."""

    shown: tuple[Decimal | Hidden, ...]
    total: Decimal | None
    median: Decimal | None


def is_small(number: Decimal | None) -> bool:
    """Tell whether a number of persons is so small that it could point to one."""
    return number is not None and 0 < number < FEWEST_SHOWN


def show_all(numbers: Sequence[Decimal]) -> Figures:
    """Return figures that are not of persons: nothing is held back, but few have no median."""
    return Figures(
        tuple(numbers),
        sum(numbers, Decimal(0)),
        median(numbers) if len(numbers) >= FEWEST_FOR_MEDIAN else None,
    )


def hold_back(numbers: Sequence[Decimal], told: Collection[int] = ()) -> Figures:
    """Return figures of persons, the small ones hidden, and as many others as it takes to keep them so.

    Args:
        numbers: whole numbers, as the offices gave them.
        told: the places of those that are told elsewhere too, so that to hold them back here would hide nothing.

    """
    held, is_safe = _held(numbers, told)
    shown = tuple(
        Hidden.SMALL if is_small(number) else Hidden.HELD_BACK if n in held else number
        for n, number in enumerate(numbers)
    )
    return Figures(shown, sum(numbers, Decimal(0)) if is_safe else None, _steady_median(shown))


def _held(numbers: Sequence[Decimal], told: Collection[int]) -> tuple[set[int], bool]:
    """Choose what is held back beside the small numbers, and tell whether the total may stand then."""
    small = [number for number in numbers if is_small(number)]
    hidden, count, largest = sum(small, Decimal(0)), len(small), FEWEST_SHOWN - 1
    if not small or count + _ENOUGH <= hidden <= count * largest - _ENOUGH:
        return set(), True
    held: set[int] = set()
    spare = hidden - count
    for n, number in enumerate(numbers):
        if number >= FEWEST_SHOWN and n not in told:
            held.add(n)
            spare += number - FEWEST_SHOWN
            if spare >= _ENOUGH:
                return held, True
    return held, False


def _steady_median(shown: Sequence[Decimal | Hidden]) -> Decimal | None:
    """Return the median where it is the same whatever the hidden numbers are, so that it tells nothing of them."""
    if len(shown) < FEWEST_FOR_MEDIAN:
        return None
    above = max((one for one in shown if isinstance(one, Decimal)), default=Decimal(0)) + FEWEST_SHOWN
    lowest = {Hidden.SMALL: Decimal(1), Hidden.HELD_BACK: Decimal(FEWEST_SHOWN)}
    highest = {Hidden.SMALL: Decimal(FEWEST_SHOWN - 1), Hidden.HELD_BACK: above}
    low, high = (
        median(bounds[one] if isinstance(one, Hidden) else one for one in shown) for bounds in (lowest, highest)
    )
    return low if low == high else None
