"""Whether a rule's conditions hold. Knows answers only as plain values: codes and choices, or numbers."""

from collections.abc import Mapping
from decimal import Decimal

from navcheck.core.model import Comparison, Condition, When

# The values, codes or figure that an id stands for; missing, unknown and not applicable are simply not there.
Known = tuple[str, ...] | Decimal


def holds(when: When, known: Mapping[str, Known]) -> bool:
    """Tell whether every line holds; on an answer that is not there only `answered: false` does."""
    return all(_line_holds(condition, known.get(name), known) for name, condition in when.items())


def _line_holds(condition: Condition, value: Known | None, known: Mapping[str, Known]) -> bool:
    if condition.answered is not None:
        return condition.answered == (value is not None)
    if condition.values is not None:
        return isinstance(value, tuple) and any(one in condition.values for one in value)
    return compares(condition, value, known)


def compares(comparison: Comparison, value: Known | None, known: Mapping[str, Known]) -> bool:
    """Tell whether a number compares as said; anything but a number does not."""
    if not isinstance(value, Decimal):
        return False
    if comparison.above_sum_of is not None:
        parts = [known.get(name) for name in comparison.above_sum_of]
        numbers = [part for part in parts if isinstance(part, Decimal)]
        return len(numbers) == len(parts) and value > sum(numbers)
    return (
        (comparison.equals is not None and value == comparison.equals)
        or (comparison.above is not None and value > comparison.above)
        or (comparison.below is not None and value < comparison.below)
        or (comparison.at_least is not None and value >= comparison.at_least)
    )
