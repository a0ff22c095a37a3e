"""The letter with a draft: what the municipality is asked, until when, and what a draft is not."""

from datetime import date

from navcheck.core.letter_law import OPEN_TO_ALL
from navcheck.core.letters import COMMENTS_BLANK
from navcheck.core.messages import ENGLISH
from tests.core.one_letter import facts, letter, one_round, received, said

TWO = {name: received(name) for name in ("Nav Risør", "Nav Søndeled")}


def test_it_asks_for_comments_and_says_what_becomes_of_them() -> None:
    written = letter("utkast", one_round(TWO, comment_deadline="2026-12-15"))
    words = said(written)
    for expected in (
        "a draft of what it says about Nav Risør and Nav Søndeled. It is enclosed.",
        "say if something is wrong, misunderstood or lacking",
        "Your comments are printed beside the point",
        "Have you no comments, tell us that too.",
        "A self-assessment shows a possible breach of the law at most; only Statsforvalteren concludes",
        f"authority in statute ({OPEN_TO_ALL.title})",
        "Write nothing about single persons",
    ):
        assert expected in words
    assert facts(written) == [
        ("Deadline for comments", date(2026, 12, 15)),
        ("From Nav Risør", "response no. 1, received 2026-10-12"),
        ("From Nav Søndeled", "response no. 1, received 2026-10-12"),
    ]
    assert written.until == date(2026, 12, 15)
    assert written.blanks == ()


def test_a_draft_is_enclosed_for_each_office() -> None:
    assert list(map(ENGLISH, letter("utkast", one_round(TWO)).attachments)) == [
        "Draft: what the report says about Nav Risør",
        "Draft: what the report says about Nav Søndeled",
    ]


def test_a_deadline_for_comments_that_nobody_has_set_is_left_open() -> None:
    written = letter("utkast", one_round(TWO, deadline="2026-11-01"))
    assert facts(written)[0] == ("Deadline for comments", "[deadline for comments]")
    assert written.blanks == (COMMENTS_BLANK,)
    assert written.until is None


def test_it_demands_nothing_under_supervision_either() -> None:
    voluntary, supervision = (letter("utkast", one_round(TWO, basis=basis)) for basis in ("voluntary", "supervision"))
    assert said(voluntary) == said(supervision)
