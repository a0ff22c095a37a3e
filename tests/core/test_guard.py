import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.guard import LONGEST_TEXT, check_text, is_plain
from navcheck.core.privacy import find_personal, hide_stops, runs_over
from navcheck.core.problems import Location
from navcheck.core.text import clean, quote

PERSON = "01816550072"  # synthetic: the month is raised by 80
TEXTS = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    "01 5.-æå«»\u00a0\u00ad\u0301a'", max_size=40
)


@given(TEXTS)
def test_a_text_that_looks_plain_is_kept_as_it_is(text: str) -> None:
    if is_plain(text):
        assert clean(text) == text == text.strip()
        assert check_text(text) is None
        assert not find_personal(text)


@pytest.mark.parametrize(
    "text", ["", "Vi leter", "«Møte» hver måned – nei, hver uke".replace("–", "-"), "12 av 40 (26)", "1234567"]
)
def test_ordinary_words_look_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", [" a", "a ", "a\n", "a\tb", "a\u00a0b", "a\u00adb", "a\u030a", "–", PERSON, "1" * 8, "a@b.no"]
)
def test_what_needs_a_closer_look_does_not_look_plain(text: str) -> None:
    assert not is_plain(text)


def test_a_text_that_is_too_long_is_not_plain_and_a_long_one_costs_no_more_than_it_is_long() -> None:
    assert is_plain("a" * LONGEST_TEXT)
    assert not is_plain("a" * (LONGEST_TEXT + 1))
    assert not is_plain("a" * (LONGEST_TEXT - 1) + "\n")


@pytest.mark.parametrize("text", ["1816550072", " 1816550072 ", "1816550072\n"])
def test_a_number_of_which_a_spreadsheet_has_taken_the_zero_is_stopped(text: str) -> None:
    assert f"0{text.strip()}" == PERSON
    problem = check_text(text)
    assert problem is not None
    assert problem.code == "personal-number"
    assert not re.search(r"\d{4}", str(problem.message))


@pytest.mark.parametrize(
    "text",
    [
        "018165\n50072",
        "Født 018165\r\n50072 og",
        "01811865\n50072",
        "018165 \u00a0 \n \r\n50072",
        "018165 -\n50072",
        "Født 1.81.1865,\n  personnr.\n50072",
        "018165\t50072",
        "1\t018165 \t 50072",
        "018165\t50072\t3",
        "Navn\t018165\t50072\nNavn Navnesen\t018165\t50072",
        "018165\n50072\n\n018165\n50072",
    ],
)
def test_a_number_that_runs_over_two_lines_or_cells_is_stopped(text: str) -> None:
    problem = check_text(text)
    assert problem is not None
    assert problem.code == "personal-number"


@pytest.mark.parametrize(
    "text",
    [
        *("7\t018165\t50072\t3", "01\t8165\t50072", "018165\n\n\n50072", "018165\nog 50072", "018166\n50072"),
        *("018165\t50072\n018165\t50073", "018165\n50072\n12\n7", "a 018165\t50072 kr\nb 018165\t900 kr"),
        *("0\n1\n8\n1\n6\n5\n5\n0\n0\n7\n2", "01\t81\t65\t50072"),
        # Nothing tells these from the rows of a ledger.
        *("01.81.1865\n50072", "01.81.65\t50072", "1.81.65\t50072 kr"),
    ],
)
def test_figures_of_a_table_and_of_other_lines_are_no_number(text: str) -> None:
    assert check_text(text) is None


@pytest.mark.parametrize(
    "text", ["1 816 550 072", "1.816.550.072", "1816550072.0", "1816550072,00", "1\u00a0816\u00a0550\u00a0072,0"]
)
def test_a_number_that_a_spreadsheet_shows_as_a_figure_is_stopped_where_it_stands_alone(text: str) -> None:
    assert check_text(text) is not None
    assert check_text(f"{text} kr") is None


@pytest.mark.parametrize("sign", ["\x1c", "\x85", "\ufeff", "\u2028", "\u3000", "\t", "\r\n"])
def test_a_lone_figure_is_stopped_whatever_space_is_around_it(sign: str) -> None:
    assert check_text(f"{sign}1816550072{sign}") is not None


def test_dates_and_sums_on_lines_of_their_own_are_judged_each_on_its_line() -> None:
    lines = [f"{day:02}.03.2024 {45123 + 37 * day} kr" for day in range(1, 29)]
    assert not any(check_text(f"{one}\n{other}") for one in lines for other in lines)
    assert check_text("\n".join(lines)) is None


@pytest.mark.parametrize("text", ["1234567890", "2026111234", "4711223344"])
def test_ten_other_digits_are_no_such_number(text: str) -> None:
    assert check_text(text) is None


@pytest.mark.parametrize("text", ["1 816 550 072", "1.816.550.072", "1816550072.00", f"{'1816550072':>20}"])
def test_a_number_that_a_spreadsheet_shows_as_a_figure_is_stopped(text: str) -> None:
    assert check_text(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "018165\n50072",  # over two lines
        "018165\t50072",  # from two cells
        " \x1b[5m01816550072",  # seen when the escape sequence is gone
        "\x1b]01816550072\x07",  # and only as long as it is there
    ],
)
def test_a_number_is_stopped_as_it_came_as_it_is_kept_and_on_one_line(text: str) -> None:
    problem = check_text(f"Brukeren {text}, sa de")
    assert problem is not None
    assert problem.code == "personal-number"


@pytest.mark.parametrize("text", ["Møte 018165\nog 50072", "uke 12\n34 av 56 78 90", "Vi\tleter\netter 12345678901"])
def test_figures_on_several_lines_that_make_no_number_are_kept(text: str) -> None:
    assert check_text(text) is None


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [(PERSON, "personal-number", "[hidden]"), ("a" * (LONGEST_TEXT + 1), "text-too-long", "20,000 characters")],
)
def test_what_bars_a_text_is_told_with_its_place_and_a_cure(text: str, code: str, said: str) -> None:
    at = Location("svar.yaml", 3, 5)
    problem = check_text(text, at)
    assert problem is not None
    assert (problem.code, problem.at) == (code, at)
    assert said in str(problem.message)
    assert problem.hint is not None
    assert check_text("a" * LONGEST_TEXT, at) is None
    assert check_text(PERSON + "a" * LONGEST_TEXT, at) != check_text(PERSON, at)


MADE_TO_BE_SLOW = {
    "spaces behind a tab": lambda n: "1234567890\tx" + " " * n + "x",
    "spaces behind a line": lambda n: "123456789\n" + "\u00a0" * n + "x",
    "spaces behind six figures": lambda n: "121212" + " " * n + "\n" + " " * n + "x",
    "spaces and lines": lambda n: "121212" + " \n" * (n // 2) + "12345",
    "rows": lambda n: "121212 \n" * (n // 8),
    "numbers over cells": lambda n: f"{PERSON[:6]}\t{PERSON[6:]}\n" * (n // 13),
    "words": lambda n: "a " * (n // 2) + f"\n{PERSON[:6]}\n{PERSON[6:]}",
    "a word that names": lambda n: "1.2.86 \n\n\n\npnr" * (n // 14),
}


@pytest.mark.parametrize("made", MADE_TO_BE_SLOW.values(), ids=MADE_TO_BE_SLOW)
def test_the_search_over_lines_costs_no_more_than_a_text_is_long(made: Callable[[int], str]) -> None:
    """Ten times the longest text that is kept; where the work grows as the square of it, this takes minutes."""
    text = made(10 * LONGEST_TEXT)
    began = time.process_time()
    runs_over(text)
    hide_stops(text)
    assert time.process_time() - began < 10


def test_what_is_too_long_is_not_searched() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("navcheck.core.guard.may_stop", lambda _: pytest.fail("it was searched"))
        problem = check_text(PERSON + " " * LONGEST_TEXT)
    assert problem is not None
    assert problem.code == "text-too-long"
    assert not re.search(r"\d{6}", f"{problem.message}{problem.hint}")


BREAKING = st.lists(
    st.sampled_from(
        (PERSON[:6], PERSON[6:], PERSON, PERSON[1:], *"\t\n\r .-,\u00a0\u2028\x85a7", "1.81.65", "pnr", " kr")
    ),
    max_size=9,
).map("".join)


@given(BREAKING)
def test_what_the_guard_refuses_is_hidden_where_it_is_quoted(text: str) -> None:
    if check_text(text) is not None:
        assert quote(text) != f"«{text}»"
        assert check_text(quote(text)) is None
        assert check_text(hide_stops(clean(text))) is None


@pytest.mark.parametrize("sign", [" \u00a0 \n ", "\r\n\r\n", " \t ", "\u2028", "\x1b[0m", "\ufdd0", "\ud800"])
def test_a_quotation_hides_a_number_whatever_breaks_it(sign: str) -> None:
    text = f"{PERSON[:6]}{sign}{PERSON[6:]}"
    assert check_text(text) is not None
    assert not re.search(r"\d{4}", quote(text))
    assert not re.search(r"\d{3}", quote("1 816 550 072"))
