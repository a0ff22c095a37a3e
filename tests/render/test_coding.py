"""The screens around the reading of words, and the list of every reading."""

import json
from dataclasses import replace

import pytest

from navcheck.core.messages import ENGLISH
from navcheck.core.round import Round
from navcheck.render.coding import CodingScreens
from navcheck.render.coding_list import coding_data, format_coding
from tests.builders import make_checklist, make_coding, make_round

CHECKLIST = make_checklist("""
sources: {sotjl-31: {title: sosialtjenesteloven § 31}}
scales:
  virkning:
    uendret: {label: {en: Unchanged}, status: met}
    utsatt: {label: {en: Programmes that were postponed until later}}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: Crisis}
    questions:
      - id: corona
        type: text
        codes: virkning
        text: {en: "How did {event} matter?"}
        gaps: {utsatt: {severity: risk, legal_basis: [sotjl-31]}}
      - {id: streik, type: text, codes: virkning, text: {en: And the strike?}}
""")
LONG = "Vi har hatt mange utfordringer med å få i gang nye program, " * 4
CODING = """
corona:
  - {words: Som før, code: uendret, note: om praksis}
  - {words: Som før, code: utsatt, office: b}
  - {words: Borte, code: utsatt}
"""


def crisis(coding: str = "") -> Round:
    return make_round(
        CHECKLIST,
        {
            "Nav A": {"corona": "Som før", "streik": "Unchanged"},
            "Nav B": {"corona": "som før", "streik": LONG},
            "Nav Åsgårdstrand og Øvre Lillevik": {"corona": "Stengt"},
        },
        coding=coding,
        survey={"event": "Corona", "title": "KVP i fylket"},
    )


def topic(one: Round, width: int = 80, *, plain: bool = False) -> str:
    return CodingScreens(ENGLISH, width, plain=plain).topic(one, CHECKLIST.by_id["corona"])


def test_a_topics_screen_names_the_questions_the_words_who_wrote_them_and_what_is_proposed() -> None:
    shown = topic(crisis()).split("\n")
    assert shown[:2] == ["Crisis", "  How did Corona matter?"]
    assert any(line.split() == ["Som", "før", "2", "Nav", "A,", "Nav", "B"] for line in shown)
    assert "  And the strike?" in shown
    (proposed,) = [line for line in shown if line.endswith(" Unchanged") and "Nav A" in line]
    assert proposed.split() == ["Unchanged", "1", "Nav", "A", "Unchanged"]


def test_only_what_waits_for_a_code_stands_on_the_screen() -> None:
    shown = topic(crisis("corona: [{words: Som før, code: uendret}]"))
    assert "Som før" not in shown
    assert "Stengt" in shown
    read = topic(crisis("corona: [{words: Som før, code: uendret}, {words: Stengt, code: utsatt}]"))
    assert "How did Corona matter?" not in read


@pytest.mark.parametrize("width", [40, 60, 72, 80, 120])
@pytest.mark.parametrize("plain", [True, False])
def test_no_line_is_wider_than_the_screen(width: int, *, plain: bool) -> None:
    screens = CodingScreens(ENGLISH, width, plain=plain)
    lines = [
        *topic(crisis(), width, plain=plain).split("\n"),
        *screens.help(crisis(), CHECKLIST.by_id["corona"]).split("\n"),
    ]
    lines += format_coding(crisis(CODING), ENGLISH, width=width).split("\n")
    assert max(map(len, lines)) <= width


def test_words_that_are_long_are_cut_in_the_table_and_whole_where_there_is_none() -> None:
    assert "…" in topic(crisis())
    plain = topic(crisis(), plain=True)
    assert "…" not in plain
    assert " ".join(LONG.split()) in " ".join(plain.split())
    assert "---" not in plain


def test_help_shows_the_question_the_codes_and_which_become_a_point_by_which_law() -> None:
    shown = CodingScreens(ENGLISH).help(crisis(), CHECKLIST.by_id["corona"])
    assert "How did Corona matter?" in shown
    assert "Unchanged (uendret): met" in shown
    joined = " ".join(shown.split())
    assert "risk of failure when the answer is read as «Programmes that were postponed until later»" in joined
    assert "sosialtjenesteloven § 31" in joined
    streik = CodingScreens(ENGLISH).help(crisis(), CHECKLIST.by_id["streik"])
    assert "No code is a point to follow up by itself." in streik


def test_the_list_shows_every_reading_under_its_code_with_the_answers_that_use_it() -> None:
    shown = format_coding(crisis(CODING), ENGLISH)
    assert "  Unchanged (uendret)\n    «Som før»: 1 answer: Nav A\n      Note: om praksis\n" in shown
    assert "    «Som før» from Nav B only: 1 answer: Nav B\n" in shown
    assert "    «Borte»: not used\n" in shown
    assert "  Not read yet:\n    «Stengt»: 1 answer: Nav Åsgårdstrand og Øvre Lillevik\n" in shown
    assert "2 of 5 answers are read as a code · 1 reading is not used" in shown


def test_a_checklist_without_such_words_says_so() -> None:
    one = make_round(CHECKLIST, {"Nav A": {}})
    assert format_coding(one, ENGLISH).count("There are no words to read.") == 2
    none = make_checklist("""
    topics:
      - id: tema
        title: {en: Topic}
        heading: {en: Topic}
        questions: [{id: fritt, type: text, text: {en: Words}}]
    """)
    assert "asks for no words that are read as codes" in format_coding(make_round(none, {"Nav A": {}}), ENGLISH)


def test_drafts_that_do_not_count_are_told() -> None:
    one = make_round(CHECKLIST, {"Nav A": {"corona": "Som før"}}, drafts=["Nav A"])
    assert "1 draft is not counted" in format_coding(one, ENGLISH)
    assert json.loads(coding_data(one, ENGLISH))["counts"]["drafts_left_out"] == 1


def test_the_list_as_data() -> None:
    before = replace(crisis(), coding=make_coding("corona: [{words: stengt, code: utsatt}]"))
    data = json.loads(coding_data(replace(crisis(CODING), before=before), ENGLISH))
    assert next(iter(data)) == "navcheck"
    assert data["navcheck"] == "coding-list/1"
    assert data["counts"] == {"coded": 2, "uncoded": 3, "unused": 1, "drafts_left_out": 0}
    corona = data["questions"][0]
    assert [(row["words"], row["code"], row["office"], row["note"], row["answers"]) for row in corona["readings"]] == [
        ("Som før", "uendret", None, "om praksis", 1),
        ("Som før", "utsatt", "b", None, 1),
        ("Borte", "utsatt", None, None, 0),
    ]
    assert corona["uncoded"] == [
        {
            "words": "Stengt",
            "answers": 1,
            "offices": ["asgardstrand-og-ovre-lillevik"],
            "proposed": {"code": "utsatt", "because": "last-round"},
        }
    ]


def test_nothing_that_a_terminal_obeys_leaves_the_list_or_the_screen() -> None:
    hostile = make_round(CHECKLIST, {"Nav A": {"corona": "a\x1b[31mb\u202ec", "streik": "d\x07e"}})
    for text in (
        format_coding(hostile, ENGLISH),
        coding_data(hostile, ENGLISH),
        topic(hostile),
        topic(hostile, plain=True),
    ):
        assert not {"\x1b", "\u202e", "\x07"} & set(text)
