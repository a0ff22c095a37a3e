"""What an adviser may not expect of her text is said by line, before she sees the report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.messages import ENGLISH
from navcheck.core.report import OwnText
from navcheck.render.report.chapters.prose_notes import notes_on
from tests.render.examples import HARMFUL


def notes(text: str, name: str = "10-tekst.md") -> list[tuple[int | None, str]]:
    return [(note.line, ENGLISH(note.message)) for note in notes_on(OwnText(name, text))]


def test_a_plain_text_gives_no_note() -> None:
    plain = "# A\n\n**fet** [lov](https://x.no) <https://y.no> ~~strøket~~ 2 < 3\n\n---\n\n- [ ] igjen\n  1. en\n"
    assert notes(plain) == []
    assert notes("") == []


def test_a_picture_is_told_by_what_it_is_called() -> None:
    assert notes("# A\n\nen\nto ![kart over **Agder**](x.png)\n\n![](y.png)\n") == [
        (4, "a picture is shown as what it is called: «kart over Agder»"),
        (6, "a picture that is not called anything is not shown"),
    ]


def test_html_is_told_once_a_line() -> None:
    assert notes("# A\n\nen <b>to</b>\ntre<br>\n\n<!-- skjult\nmer -->\n\n| a |\n|---|\n| <i>b</i> |\n") == [
        (3, "HTML is shown as it stands: «<b>»"),
        (4, "HTML is shown as it stands: «<br>»"),
        (6, "HTML is shown as it stands: «<!-- skjult»"),
        (11, "HTML is shown as it stands: «<i>»"),
    ]


def test_code_is_no_html_and_no_picture() -> None:
    assert notes("# A\n\n`<b>` `![x](y)`\n\n```\n<div>\n```\n") == []


def test_a_link_without_an_address_is_told_by_its_words() -> None:
    assert notes("# A\n\nse [vår **rutine**]() og [lov](https://x.no)") == [
        (3, "a link has no address, and is text like any other: «vår rutine»")
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("Bare en setning.", 1), ("\n\n- en\n\n# Så", 3), ("#\n\nord", 1), ("---\n\n# A", None)]
)
def test_a_text_without_a_heading_first_runs_on(text: str, line: int | None) -> None:
    told = [(line, "the text does not begin with a heading: it runs on from what stands before it")]
    assert notes(text) == (told if line else [])


@pytest.mark.parametrize(("name", "is_told"), [("tekst.md", True), ("10.md", False), ("7 tekst.md", False)])
def test_a_file_without_a_number_is_told_where_it_stands(name: str, *, is_told: bool) -> None:
    told = [(None, "the name does not begin with a number: the text stands last before what navcheck writes")]
    assert notes("# A", name) == (told if is_told else [])


@given(st.text() | st.lists(st.sampled_from([*HARMFUL, "\n\n", "> ", "- ", "![", "](", "<b", ">"])).map("".join))
def test_any_text_can_be_looked_through_and_each_line_is_one_of_its_own(text: str) -> None:
    lines = [line for line, _ in notes(text) if line is not None]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + text.count("\r") + 1 for line in lines)
