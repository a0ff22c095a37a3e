"""An attacker who knows the rule and reads all that is printed tries to work a small number out, by brute force."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from statistics import median

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from navcheck.core.small_numbers import Figures, Hidden, hold_back, is_small, show_all

SMALL, HELD = Hidden.SMALL, Hidden.HELD_BACK


def numbers(*values: int) -> list[Decimal]:
    return [Decimal(value) for value in values]


def shown(*values: int, told: Sequence[int] = ()) -> list[int | Hidden]:
    figures = hold_back(numbers(*values), told)
    return [one if isinstance(one, Hidden) else int(one) for one in figures.shown]


@pytest.mark.parametrize(("number", "small"), [(None, False), (0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_are_small(number: int | None, small: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert is_small(None if number is None else Decimal(number)) is small


def test_where_nothing_is_small_all_is_shown() -> None:
    assert hold_back(numbers(0, 5, 12)) == Figures((Decimal(0), Decimal(5), Decimal(12)), Decimal(17), None)


def test_figures_that_are_not_of_persons_are_all_shown() -> None:
    assert show_all(numbers(1, 2)) == Figures((Decimal(1), Decimal(2)), Decimal(3), None)
    assert show_all(numbers(1, 2, 3, 4, 6, 7, 8, 9)).median == 5


def test_beside_one_small_number_the_total_stands_and_the_first_larger_one_is_held_back() -> None:
    assert shown(12, 3, 9) == [HELD, SMALL, 9]
    assert hold_back(numbers(12, 3, 9)).total == 24


def test_two_small_numbers_that_hide_each_other_need_no_third() -> None:
    assert shown(12, 2, 3) == [12, SMALL, SMALL]
    assert hold_back(numbers(12, 2, 3)).total == 17


@pytest.mark.parametrize("small", [(1, 1), (4, 4), (1, 1, 1), (4, 4, 4, 4)])
def test_small_numbers_that_are_all_lowest_or_all_highest_do_not_hide_each_other(small: tuple[int, ...]) -> None:
    assert shown(*small, 12)[-1] is HELD


def test_as_many_are_held_back_as_it_takes() -> None:
    assert shown(1, 5, 9, 12) == [SMALL, HELD, HELD, 12]
    assert hold_back(numbers(1, 5, 9, 12)).total == 27


def test_the_total_goes_where_nothing_else_can_hide_the_small_number() -> None:
    assert (shown(0, 3, 0), hold_back(numbers(0, 3, 0)).total) == ([0, SMALL, 0], None)
    assert (shown(1, 5), hold_back(numbers(1, 5)).total) == ([SMALL, HELD], None)


def test_what_is_told_elsewhere_hides_nothing() -> None:
    assert shown(12, 3, 9, told=[0]) == [12, SMALL, HELD]
    assert hold_back(numbers(12, 3), told=[0]) == Figures((Decimal(12), SMALL), None, None)


def test_a_median_stands_from_eight_numbers_and_only_where_no_hidden_number_moves_it() -> None:
    assert hold_back(numbers(0, 0, 0, 0, 0, 0, 12)).median is None
    assert hold_back(numbers(0, 0, 0, 0, 0, 0, 12, 3)).median == 0
    assert hold_back(numbers(0, 0, 0, 2, 3, 9, 9, 9)).median is None


FIGURES = st.lists(st.integers(0, 12), min_size=1, max_size=8)


@settings(max_examples=400)
@given(FIGURES, st.sets(st.integers(0, 7), max_size=3))
@example([1, 5], set())
@example([1, 5, 5], set())
@example([2, 5, 12], set())
@example([4, 4, 5], set())
@example([1, 1, 5, 5], set())
@example([1, 5, 6], {1})
def test_no_small_number_is_known_from_what_is_printed(values: list[int], told: set[int]) -> None:
    attack(values, told)


@settings(max_examples=100)
@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 9]), min_size=8, max_size=9))
def test_no_small_number_is_known_from_the_median_either(values: list[int]) -> None:
    attack(values, set())


def attack(values: list[int], told: set[int]) -> None:
    """Find for each small number another value that it could be as well, or fail."""
    printed = hold_back(numbers(*values), told)
    for n, one in enumerate(printed.shown):
        # The attacker runs the rule itself: only what would have been printed the same way is possible.
        others = (guess for guess in fitting(printed, values, n) if guess[n] != values[n])
        if one is SMALL and not any(hold_back(numbers(*guess), told) == printed for guess in others):
            pytest.fail(f"{values} is printed as {printed}, so no. {n} is known")


def fitting(printed: Figures, values: list[int], first: int) -> Iterator[tuple[int, ...]]:
    """Yield every assignment that agrees with the figures, the total and the median.

    Those near the truth come first, the `first` number tried before others: another value is found there if anywhere,
    and all assignments are too many to go through.
    """
    hidden = [n for n, one in enumerate(printed.shown) if isinstance(one, Hidden)]
    hidden.sort(key=first.__eq__)
    base = [0 if isinstance(one, Hidden) else int(one) for one in printed.shown]
    ranges = [
        sorted(range(1, 5) if printed.shown[n] is SMALL else range(5, 31), key=lambda one, n=n: abs(one - values[n]))  # type: ignore[misc]
        for n in hidden
    ]
    # Where there is a total, the others decide one of them.
    fixed = 1 if printed.total is not None and hidden else 0
    for chosen in product(*ranges[fixed:]):
        guess = list(base)
        for n, number in zip(hidden[fixed:], chosen, strict=True):
            guess[n] = number
        if fixed:
            guess[hidden[0]] = int(printed.total or 0) - sum(guess)
            if guess[hidden[0]] not in ranges[0]:
                continue
        if printed.median is None or median(guess) == printed.median:
            yield tuple(guess)
