"""The county at the keyboard: one wording at a time, each confirmed by itself, every key of ours."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from navcheck.ask.coding import CodingTalk
from navcheck.core.coding import add_reading, change_reading
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Coding, Question, Reading
from navcheck.core.round import Round
from tests.builders import make_checklist, make_coding, make_round
from tests.cli.test_answer import Typist

if TYPE_CHECKING:
    from navcheck.core.wordings import Wording

CHECKLIST = make_checklist("""
scales:
  virkning: {uendret: {label: {en: Unchanged}}, utsatt: {label: {en: Postponed}}, okt: {label: {en: More}}}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: Crisis}
    questions:
      - {id: corona, type: text, codes: virkning, text: {en: Corona}}
      - {id: streik, type: text, codes: virkning, text: {en: Strike}}
  - id: annet
    title: {en: Other}
    heading: {en: Water}
    questions:
      - {id: flom, type: text, codes: virkning, text: {en: Flood}}
""")
ANSWERS = {
    "Nav A": {"corona": "Som før", "streik": "Stengt", "flom": "Vått"},
    "Nav B": {"corona": "Postponed", "flom": "vått."},
    "Nav C": {"corona": "som før"},
}


@dataclass
class Desk:
    """What lies on disk, as a value; `meanwhile` is what a colleague writes before the next save."""

    coding: Coding = field(default_factory=lambda: make_coding("{}"))
    meanwhile: list[tuple[str, Reading]] = field(default_factory=list)
    saves: int = 0

    def keep(self, wording: "Wording", code: str | None, seen: Reading | None) -> Coding:
        for question, reading in self.meanwhile:
            self.coding = add_reading(self.coding, CHECKLIST, question, reading)
        self.meanwhile = []
        name, words = wording.question.id, wording.words
        self.coding = change_reading(self.coding, CHECKLIST, name, words, code=code, seen=seen)
        self.saves += 1
        return self.coding

    @property
    def rows(self) -> dict[str, list[tuple[str, str]]]:
        return {name: [(row.words, row.code) for row in rows] for name, rows in self.coding.questions.items()}


class Screens:
    def topic(self, one: Round, question: Question) -> str:
        del one
        return f"[the topic of {question.id}]"

    def help(self, one: Round, question: Question) -> str:
        del one
        return f"[help for {question.id}]"


def talk(desk: Desk, *lines: str | type[BaseException]) -> Typist:
    typist = Typist(lines)
    one = make_round(CHECKLIST, ANSWERS)
    CodingTalk(one, ENGLISH, typist, desk.keep, Screens()).run()
    return typist


def test_each_wording_is_put_once_and_its_code_kept_before_the_next_is_shown() -> None:
    desk = Desk()
    typist = talk(desk, "1", "Postponed", "okt", "2")
    assert desk.rows == {
        "corona": [("Som før", "uendret"), ("Postponed", "utsatt")],
        "streik": [("Stengt", "okt")],
        "flom": [("Vått", "utsatt")],
    }
    assert desk.saves == 4
    for said in ("Wording 1 of 4: «Som før»", "2 answers: Nav A, Nav C", "Saved: read as Unchanged."):
        assert said in typist.screen


def test_each_topics_screen_is_shown_once_as_it_is_come_to() -> None:
    typist = talk(Desk(), "", "", "", "")
    shown = [line for line in typist.shown if line.startswith("[the topic of")]
    assert shown == ["[the topic of corona]", "[the topic of flom]"]


def test_enter_alone_reads_nothing_not_even_what_is_proposed() -> None:
    desk = Desk()
    talk(desk, "", "", "", "")
    assert (desk.rows, desk.saves) == ({}, 0)


def test_what_is_proposed_is_marked_where_it_always_stands_and_taken_by_its_key() -> None:
    desk = Desk()
    typist = talk(desk, "", "=", "", "")
    assert desk.rows == {"corona": [("Postponed", "utsatt")]}
    assert "Proposed: Postponed (the words are the code's own). = takes it." in typist.screen
    assert "  2 Postponed (proposed)" in typist.shown


def test_where_nothing_is_proposed_the_key_takes_nothing() -> None:
    desk = Desk()
    typist = talk(desk, "=", "", "", "", "")
    assert desk.rows == {}
    assert "Choose a code" in typist.screen


@pytest.mark.parametrize("typed", ["7", "perhaps", "+", "-", "uend"])
def test_what_is_no_code_is_told_and_asked_again(typed: str) -> None:
    desk = Desk()
    typist = talk(desk, typed, "1", "", "", "")
    assert desk.rows == {"corona": [("Som før", "uendret")]}
    assert "Choose a code" in typist.screen


def test_what_is_read_now_is_proposed_for_equal_words_to_the_next_question() -> None:
    desk = Desk()
    one = make_round(CHECKLIST, {"Nav A": {"corona": "Stille", "streik": "stille."}})
    typist = Typist(["3", "="])
    CodingTalk(one, ENGLISH, typist, desk.keep, Screens()).run()
    assert desk.rows == {"corona": [("Stille", "okt")], "streik": [("stille.", "okt")]}
    assert "the same words to another question are read so" in typist.screen


def test_back_shows_what_was_read_and_lets_it_stand_change_or_be_taken_back() -> None:
    for again, left in (("", "uendret"), ("2", "utsatt"), ("4", None)):
        desk = Desk()
        typist = talk(desk, "1", "<", again, "", "", "")
        assert desk.rows == ({"corona": [("Som før", left)]} if left else {})
        assert "Read as Unchanged; an empty line lets that stand." in typist.screen
        assert typist.screen.count("Wording 2 of 4") == 2


def test_back_goes_as_far_as_the_first_and_says_so() -> None:
    desk = Desk()
    typist = talk(desk, "1", "", "<", "<", "<", "3", "", "", "")
    assert desk.rows == {"corona": [("Som før", "okt")]}
    assert "This is the first wording." in typist.screen


def test_back_into_the_topic_before_shows_its_screen_again() -> None:
    typist = talk(Desk(), "1", "1", "1", "<", "", "1")
    shown = [line for line in typist.shown if line.startswith("[the topic of")]
    assert shown == ["[the topic of corona]", "[the topic of flom]", "[the topic of streik]", "[the topic of flom]"]


def test_help_is_shown_and_the_wording_put_again() -> None:
    desk = Desk()
    typist = talk(desk, "help", "1", "?", "", "", "")
    assert typist.shown.count("[help for corona]") == 2
    assert desk.rows == {"corona": [("Som før", "uendret")]}


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
def test_what_was_confirmed_is_kept_when_somebody_goes(end: type[BaseException]) -> None:
    desk = Desk()
    with pytest.raises(end):
        talk(desk, "1", "2", end)
    assert desk.rows == {"corona": [("Som før", "uendret"), ("Postponed", "utsatt")]}


def test_what_a_colleague_read_meanwhile_is_kept_and_not_put_any_more() -> None:
    desk = Desk(meanwhile=[("streik", Reading(words="stengt", code="okt"))])
    typist = talk(desk, "1", "2", "1")
    assert desk.rows["streik"] == [("stengt", "okt")]
    assert "«Stengt»" not in typist.screen


def test_the_same_words_that_a_colleague_read_otherwise_meanwhile_stand_and_it_is_told() -> None:
    desk = Desk(meanwhile=[("corona", Reading(words="Som før", code="okt"))])
    typist = talk(desk, "1", "<", "2", "", "", "")
    assert "Somebody else has read this as More meanwhile; that stands." in typist.screen
    assert "Read as More; an empty line lets that stand." in typist.screen
    assert desk.rows == {"corona": [("Som før", "utsatt")]}


def test_where_both_read_the_same_there_is_nothing_to_tell() -> None:
    desk = Desk(meanwhile=[("corona", Reading(words="Som før", code="uendret", note="fordi"))])
    typist = talk(desk, "1", "", "", "")
    assert "Somebody else" not in typist.screen
    assert desk.coding.questions["corona"][0].note == "fordi"
