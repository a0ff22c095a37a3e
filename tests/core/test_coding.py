"""Rows of the county's reading: found, added, replaced, taken back, and checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.coding import Readings, add_reading, change_reading, check_coding, find_reading, take_back
from navcheck.core.model import Coding, Reading
from navcheck.core.text import normal
from tests.builders import make_coding, make_round
from tests.core.one_topic import one_topic, place, read_one, told

CHECKLIST = one_topic("""
scales:
  praksis: {alle: {label: {nb: Alle}}, noen: {label: {nb: Noen}}}
  virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}
questions:
  - {id: rutine, type: choice, scale: praksis}
  - {id: corona, type: text, codes: virkning}
  - {id: fritt, type: text}
  - {id: krise, type: text, codes: virkning}
  - {id: streik, type: text, codes: virkning}
""")
EMPTY = make_coding("{}")
OFFICES = st.sampled_from([None, "risor", "arendal"])
WORDS = st.text(st.sampled_from("aA .bB-"), min_size=1, max_size=6).filter(normal)
READINGS = st.builds(
    Reading, words=WORDS, code=st.sampled_from(["uendret", "utsatt"]), office=OFFICES, note=st.none() | st.just("fordi")
)
ROWS = st.lists(READINGS, min_size=1, max_size=5, unique_by=lambda row: (normal(row.words), row.office)).map(tuple)
CODABLE = ["corona", "krise", "streik"]
CODINGS = st.builds(
    Coding, navcheck=st.just("coding/1"), questions=st.dictionaries(st.sampled_from(CODABLE), ROWS, max_size=3)
)


@given(CODINGS, st.sampled_from(CODABLE), READINGS)
def test_adding_a_row_and_taking_it_back_leaves_the_coding_as_it_was(
    coding: Coding, question: str, reading: Reading
) -> None:
    if find_reading(coding, question, reading.words, reading.office) is None:
        added = add_reading(coding, CHECKLIST, question, reading)
        assert added != coding
        taken = take_back(added, question, reading.words.upper(), reading.office)
        assert taken == coding
        assert list(taken.questions) == list(coding.questions)


@given(CODINGS, READINGS)
def test_an_answer_gets_the_code_of_the_row_that_was_added_for_it(coding: Coding, reading: Reading) -> None:
    added = add_reading(coding, CHECKLIST, "corona", reading.model_copy(update={"office": "risor"}))
    survey = make_round(CHECKLIST, {"Nav Risør": {}, "Nav Arendal": {}}).survey
    assert list(check_coding(CHECKLIST, survey, added, place)) == []
    read = read_one(CHECKLIST, {"corona": f"  {reading.words.upper()}\n"}, written(added))
    assert [told.code for told in read.row if told.code is not None] == [reading.code]


@given(CODINGS, st.sampled_from(CODABLE), READINGS)
def test_no_other_row_is_touched_and_each_stands_where_it_stood(
    coding: Coding, question: str, reading: Reading
) -> None:
    before = coding.questions.get(question, ())
    after = add_reading(coding, CHECKLIST, question, reading).questions[question]
    if find_reading(coding, question, reading.words, reading.office) is None:
        assert after == (*before, reading)
    else:
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert all(new == reading for _, new in changed)
        assert reading in after


def written(coding: Coding) -> str:
    """Write a coding's questions as a test writes them; JSON is YAML."""
    return coding.model_dump_json(include={"questions"}, exclude_none=True).removeprefix('{"questions":')[:-1]


def test_a_new_question_stands_where_the_checklist_asks_it_and_the_others_stay() -> None:
    coding = make_coding("streik: [{words: a, code: uendret}]\ncorona: [{words: a, code: uendret}]")
    reading = Reading(words="b", code="utsatt")
    assert list(add_reading(coding, CHECKLIST, "krise", reading).questions) == ["krise", "streik", "corona"]
    alone = make_coding("corona: [{words: a, code: uendret}]")
    assert list(add_reading(alone, CHECKLIST, "krise", reading).questions) == ["corona", "krise"]


def test_the_row_for_the_office_counts_before_the_one_for_all() -> None:
    coding = make_coding("corona: [{words: a, code: uendret}, {words: A., code: utsatt, office: risor}]")
    question = CHECKLIST.by_id["corona"]
    codes = [row.code for office in ("risor", "arendal") if (row := Readings(coding).of(question, office, "a"))]
    assert codes == ["utsatt", "uendret"]
    assert Readings(coding).of(CHECKLIST.by_id["fritt"], "risor", "a") is None


def test_what_somebody_else_has_written_since_it_was_seen_stands() -> None:
    theirs = make_coding("corona: [{words: Som før, code: utsatt}]")
    seen = Reading(words="Som før", code="uendret")
    for before in (None, seen):
        assert change_reading(theirs, CHECKLIST, "corona", "som før", code="uendret", seen=before) == theirs
        assert change_reading(theirs, CHECKLIST, "corona", "som før", code=None, seen=before) == theirs


def test_what_was_seen_is_replaced_in_its_own_words_or_taken_back_and_its_note_goes_with_its_code() -> None:
    coding = make_coding("corona: [{words: Som før, code: utsatt, note: fordi}]")
    (seen,) = coding.questions["corona"]
    changed = change_reading(coding, CHECKLIST, "corona", "som før.", code="uendret", seen=seen)
    assert changed.questions["corona"] == (Reading(words="Som før", code="uendret"),)
    assert change_reading(coding, CHECKLIST, "corona", "som før", code="utsatt", seen=seen) == coding
    assert change_reading(coding, CHECKLIST, "corona", "som før", code=None, seen=seen) == EMPTY
    assert change_reading(EMPTY, CHECKLIST, "corona", "som før", code=None, seen=seen) == EMPTY


def test_a_coding_that_fits_has_no_problems() -> None:
    assert problems_of("corona: [{words: a, code: uendret}, {words: a, code: utsatt, office: risor}]") == []


@pytest.mark.parametrize(
    ("coding", "problem"),
    [
        ("corna: [{words: a, code: uendret}]", "unknown-question questions/corna*"),
        ("rutine: [{words: a, code: uendret}]", "unknown-question questions/rutine*"),
        ("fritt: [{words: a, code: uendret}]", "unknown-question questions/fritt*"),
        ("corona: [{words: a, code: uendra}]", "unknown-code questions/corona/0/code"),
        ("corona: [{words: a, code: uendret, office: riser}]", "unknown-office questions/corona/0/office"),
        ("corona: [{words: a b, code: uendret}, {words: A  B., code: utsatt}]", "coded-twice questions/corona/1/words"),
        (
            "corona: [{words: a, code: utsatt, office: risor}, {words: A, code: uendret, office: risor}]",
            "coded-twice questions/corona/1/words",
        ),
    ],
)
def test_a_coding_speaks_of_what_there_is_and_says_each_thing_once(coding: str, problem: str) -> None:
    assert problems_of(coding) == [problem]


def problems_of(coding: str) -> list[str]:
    survey = make_round(CHECKLIST, {"Nav Risør": {}}).survey
    return told(check_coding(CHECKLIST, survey, make_coding(coding), place))
