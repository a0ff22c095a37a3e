"""`--fail-on` tells a script by the exit code whether a list holds what it waits for."""

import pytest

from navcheck.cli.failing import fails_on
from navcheck.core.problems import NavcheckError

COUNTS = {"overdue": 2, "open": 0}


@pytest.mark.parametrize(
    ("words", "found"),
    [((), False), (("open",), False), (("overdue",), True), (("open,overdue",), True), ((" Overdue ",), True)],
)
def test_a_list_fails_on_what_it_holds_and_on_nothing_else(words: tuple[str, ...], *, found: bool) -> None:
    assert fails_on(words, COUNTS) is found


def test_every_word_that_the_list_does_not_know_is_named_at_once_with_the_nearest() -> None:
    with pytest.raises(NavcheckError) as caught:
        fails_on(("overdu", "everything", "open"), COUNTS)
    assert [problem.code for problem in caught.value.problems] == ["option", "option"]
    assert "overdue" in str(caught.value.problems[0].hint)
    assert "overdue, open" in str(caught.value.problems[1].hint)


def test_a_personal_number_is_not_repeated_though_a_comma_parts_it() -> None:
    with pytest.raises(NavcheckError) as caught:
        fails_on(("01.81.65, personnr. 50072",), COUNTS)  # synthetic: the month is raised by 80
    assert not any(char.isdigit() for problem in caught.value.problems for char in str(problem.message))
