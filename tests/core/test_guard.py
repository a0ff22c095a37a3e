import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.guard import LONGEST_TEXT, check_text, is_plain
from navcheck.core.privacy import find_personal
from navcheck.core.text import clean

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


@pytest.mark.parametrize("text", ["1234567890", "2026111234", "4711223344"])
def test_ten_other_digits_are_no_such_number(text: str) -> None:
    assert check_text(text) is None
