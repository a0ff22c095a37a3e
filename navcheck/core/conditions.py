"""Whether a rule's conditions hold. Knows answers only as plain values: codes and choices, or numbers."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from navcheck.core.model import JOINS, Comparison, Condition, When

# The values, codes or figure that an id stands for; missing, unknown and not applicable are simply not there.
Known = tuple[str, ...] | Decimal


class Knows(Protocol):
    """Whatever can say what an id stands for."""

    def get(self, name: str, /) -> Known | None:
        """Return what is known of an id; nothing where nothing is."""


def holds(when: When, known: Knows) -> bool:
    """Tell whether every line holds; on an answer that is not there only `answered: false` does."""
    for name, condition in when.items():  # noqa: SIM110 -- every rule asks it of every response; a generator is slow
        if not _line_holds(condition, _value(name, known), known):
            return False
    return True


def could_hold(when: When, known: Knows) -> bool:
    """Tell whether every line holds, or might with an answer that is not there or a text that nobody has read yet."""
    return all(
        _line_holds(condition, value := _value(name, known), known)
        or (condition.answered is None and (value is None or value == () or lacks_a_part(condition, known)))
        for name, condition in when.items()
    )


def lacks_a_part(comparison: Comparison, known: Knows) -> bool:
    """Tell whether a number is to be compared with a sum of which something is missing."""
    names = (*(comparison.above_sum_of or ()), *(comparison.not_sum_of or ()))
    return bool(names) and _sum(names, known) is None


def _value(name: str, known: Knows) -> Known | None:
    return known.get(name) if JOINS not in name else _sum(name.split(JOINS), known)


def _sum(names: Iterable[str], known: Knows) -> Decimal | None:
    """Add numbers up; with one of them missing there is no sum."""
    numbers = [known.get(name) for name in names]
    found = [number for number in numbers if isinstance(number, Decimal)]
    return sum(found, Decimal(0)) if len(found) == len(numbers) else None


def _line_holds(condition: Condition, value: Known | None, known: Knows) -> bool:
    if condition.answered is not None:
        return condition.answered == (value is not None)
    if condition.values is not None:
        return isinstance(value, tuple) and any(one in condition.values for one in value)
    return compares(condition, value, known)


def compares(comparison: Comparison, value: Known | None, known: Knows) -> bool:
    """Tell whether a number compares as said; anything but a number does not."""
    if not isinstance(value, Decimal):
        return False
    if comparison.above_sum_of is not None:
        return (total := _sum(comparison.above_sum_of, known)) is not None and value > total
    if comparison.not_sum_of is not None:
        return (total := _sum(comparison.not_sum_of, known)) is not None and value != total
    return (
        (comparison.equals is not None and value == comparison.equals)
        or (comparison.above is not None and value > comparison.above)
        or (comparison.below is not None and value < comparison.below)
        or (comparison.at_least is not None and value >= comparison.at_least)
    )
