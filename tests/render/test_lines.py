import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from navcheck.render.lines import NARROWEST, paragraphs, printable, width_of, wrap
from tests.render.examples import HARMFUL

WORDS = st.text("abæøå漢❤️é·«»-", min_size=1, max_size=30)


@pytest.mark.parametrize("text", [*HARMFUL, "\x00", "\x7f", "\ufeff", "\U000e0041", "\ufffe"])
def test_nothing_that_a_terminal_obeys_is_printed(text: str) -> None:
    shown = printable(text)
    assert all(char == "\n" or char.isprintable() for char in shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ["Økning KVP", "čáhppes", "«Nei», sa de – 1 234", "漢字 😀", "én\nto", "A\u00a0B"])
def test_what_people_write_is_printed_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_what_is_escaped_can_be_read() -> None:
    assert printable("a\x1b[1mb\u202ec\td") == r"a\x1b[1mb\u202ec d"


def test_escaping_twice_is_escaping_once() -> None:
    assert all(printable(printable(text)) == printable(text) for text in HARMFUL)


# The scripts that Norwegians read, with marks on the letters, and one whose letters are wide. Signs are left out: this
# Python's Unicode may be older than wcwidth's, which has made some of them wider.
@given(
    st.text(
        st.characters(categories=["L", "M", "N", "P"], max_codepoint=0x4FF)
        | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    )
)
def test_a_text_is_never_taken_to_be_narrower_than_tabulate_takes_it(text: str) -> None:
    assert width_of(text) >= wcwidth.wcswidth(text)


@pytest.mark.parametrize(
    ("text", "width"), [("Åmli", 4), ("A\u030amli", 4), ("漢字", 4), ("✗", 1), ("😀", 2), ("❤️", 2)]
)
def test_width_is_counted_in_columns(text: str, width: int) -> None:
    assert width_of(text) == width == wcwidth.wcswidth(text)


@given(st.lists(WORDS), st.integers(min_value=NARROWEST, max_value=90))
def test_wrapping_keeps_every_letter_and_no_line_is_too_wide(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), width, "- ", "    ")
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(line[4 if n else 2 :] for n, line in enumerate(lines)).split()) == "".join(words)


@given(st.lists(WORDS), st.integers(min_value=40, max_value=90))
def test_wrapping_breaks_no_word_that_fits(words: list[str], width: int) -> None:
    lines = [line.split(" ") for line in wrap(" ".join(words), width)]
    whole = [word for word in words if width_of(word) <= width]
    assert [word for line in lines for word in line if word] == whole or len(whole) < len(words)


def test_a_list_with_dots_breaks_between_its_items() -> None:
    text = "Signs: ! risk of failure · ~ stated, not documented · ? don't know"
    assert wrap(text, 40, "", "  ") == [
        "Signs: ! risk of failure ·",
        "  ~ stated, not documented ·",
        "  ? don't know",
    ]


def test_line_breaks_stay_and_blank_lines_go() -> None:
    assert paragraphs("én to\n\n  tre\n") == (("én", "to"), ("tre",))
