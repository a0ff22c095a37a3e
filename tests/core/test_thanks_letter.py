"""The letter of thanks: which response came when, what happens next, and no judgement of it."""

import pytest

from navcheck.core.messages import ENGLISH
from navcheck.core.model import Asked
from tests.core.one_letter import TODAY, facts, headings, letter, one_round, received, said

ON_BEHALF = {"received": {"date": "2026-10-12", "recorded_by": "county"}}


def test_it_says_which_response_was_received_from_whom_and_when() -> None:
    one = one_round(
        {
            "Nav Risør": received("Nav Risør", number="2"),
            "Nav Søndeled": received("Nav Søndeled", received=None),
        }
    )
    assert facts(letter("takk", one)) == [
        ("From Nav Risør", "response no. 2, received 2026-10-12"),
        ("From Nav Søndeled", "response no. 1"),
    ]


@pytest.mark.parametrize("basis", ["voluntary", "supervision"])
def test_it_says_what_happens_next_and_that_a_supplement_changes_nothing_received(basis: str) -> None:
    one = one_round({"Nav Risør": received("Nav Risør")}, basis=basis, comment_deadline="2026-12-15")
    words = said(letter("takk", one))
    for expected in (
        "thanks you for the response to the survey «KVP i Agder», and for the time that you have spent on it.",
        "overview by topic, in the offices' own words, with points to follow up. No office is ranked.",
        "you get a draft of what it says about you, to comment on by 2026-12-15.",
        "It becomes the next number of the response; what we have received stays as it is.",
        "Write nothing about single persons",
    ):
        assert expected in words
    assert not [word for word in ("good", "excellent", "well done", "breach", "require") if word in words]


def test_without_a_day_the_draft_is_promised_without_one() -> None:
    assert "you get a draft of what it says about you, to comment on." in said(
        letter("takk", one_round({"Nav Risør": received("Nav Risør")}))
    )


def test_minutes_are_said_as_the_response_has_them_and_not_where_it_has_none() -> None:
    one = one_round(
        {
            "Nav Risør": received("Nav Risør", minutes="18"),
            "Nav Søndeled": received("Nav Søndeled", minutes="1"),
            "Nav Gjerstad": received("Nav Gjerstad"),
        }
    )
    lines = [line for line in said(letter("takk", one)).splitlines() if line.startswith("According")]
    assert lines == [
        "According to the response, Nav Risør spent 18 minutes on it.",
        "According to the response, Nav Søndeled spent 1 minute on it.",
    ]


def test_an_office_whose_answers_the_county_wrote_down_is_asked_to_confirm_them() -> None:
    one = one_round({"Nav Risør": received("Nav Risør", **ON_BEHALF), "Nav Søndeled": received("Nav Søndeled")})
    written = letter("takk", one)
    assert "Please confirm" in headings(written)
    assert "We have written down what Nav Risør told us. It is enclosed." in said(written)
    assert "Until then it is shown as not confirmed." in said(written)
    assert list(map(ENGLISH, written.attachments)) == ["What we wrote down from Nav Risør, to confirm"]


def test_who_wrote_its_own_answers_is_asked_to_confirm_nothing() -> None:
    written = letter("takk", one_round({"Nav Risør": received("Nav Risør")}))
    assert "Please confirm" not in headings(written)
    assert written.attachments == ()


def test_an_office_that_is_asked_to_elaborate_is_told_that_another_letter_does_that() -> None:
    asked = {"Nav Risør": (Asked(question="a", date=TODAY, text="Hvem?"),)}
    words = said(letter("takk", one_round({"Nav Risør": received("Nav Risør")}, asked=asked)))
    assert "We have asked Nav Risør to elaborate some of the answers, in a letter of its own." in words
    assert "Hvem?" not in words
