"""What waits for a code, what each row is used for, and what is proposed."""

from dataclasses import replace

import pytest

from navcheck.core.coding import add_reading
from navcheck.core.model import Reading
from navcheck.core.round import Round
from navcheck.core.wordings import Origin, Proposal, open_wordings, propose, readings_in_use, written_words
from navcheck.core.words import Standing
from tests.builders import make_checklist, make_coding, make_round

CHECKLIST = make_checklist("""
scales:
  virkning:
    uendret: {label: {nb: Uendret, nn: Uendra}, aliases: [Alt ved det gamle]}
    utsatt: {label: {nb: Program utsatt}}
    ingen: {label: {nb: Ingen}}
  annet:
    ingen: {label: {nb: Ingen}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - {id: rammet, type: choice, text: {nb: Rammet?}, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
      - {id: corona, type: text, codes: virkning, was: [pandemi], text: {nb: Corona?}, when: {rammet: [ja]}}
      - {id: fritt, type: text, text: {nb: Fritt?}}
      - {id: streik, type: text, codes: virkning, text: {nb: Streik?}}
      - {id: flom, type: text, codes: annet, text: {nb: Flom?}}
""")


def round_of(coding: str = "", **answers: str) -> Round:
    """Make a round in which each office gives one answer to `corona`."""
    given = {f"Nav {name}": {"rammet": "ja", "corona": words} for name, words in answers.items()}
    return make_round(CHECKLIST, given, coding=coding)


def waiting(one: Round) -> list[tuple[str, str, list[str]]]:
    return [(item.question.id, item.words, [office.id for office in item.offices]) for item in open_wordings(one)]


def test_equal_wordings_wait_as_one_in_the_words_of_the_first_with_all_who_wrote_them() -> None:
    one = round_of(A="Som før", B="Uendret", C="som  FØR.")
    assert waiting(one) == [("corona", "Som før", ["a", "c"]), ("corona", "Uendret", ["b"])]


def test_words_without_codes_hidden_answers_drafts_left_out_and_silence_do_not_wait() -> None:
    one = make_round(
        CHECKLIST,
        {
            "Nav A": {"rammet": "nei", "corona": "Skjult"},
            "Nav B": {"fritt": "Fritt", "rammet": "ja", "corona": {"instead": "vet-ikke"}},
            "Nav C": Standing.MISSING,
            "Nav D": {"streik": "Stengt"},
        },
        drafts=["Nav C"],
    )
    assert waiting(one) == [("streik", "Stengt", ["d"])]


def test_a_row_for_one_office_leaves_the_same_words_of_the_others_waiting() -> None:
    one = round_of("corona: [{words: Som før, code: uendret, office: a}]", A="Som før", B="Som før")
    assert waiting(one) == [("corona", "Som før", ["b"])]


def test_every_row_tells_whose_answers_it_is_used_for_and_a_row_that_none_uses_is_told_too() -> None:
    coding = """
    streik: [{words: Stengt, code: utsatt}]
    corona:
      - {words: Borte, code: ingen}
      - {words: Som før, code: uendret}
      - {words: Som før, code: utsatt, office: b}
    """
    used = readings_in_use(round_of(coding, A="som før", B="Som før", C="Noe annet"))
    assert [(row.question.id, row.reading.words, [office.id for office in row.offices]) for row in used] == [
        ("corona", "Borte", []),
        ("corona", "Som før", ["a"]),
        ("corona", "Som før", ["b"]),
        ("streik", "Stengt", []),
    ]


def test_every_answer_is_used_by_one_row_or_waits() -> None:
    one = round_of("corona: [{words: Som før, code: uendret}]", A="Som før", B="Annet", C="som før")
    groups = [row.offices for row in readings_in_use(one)] + [wording.offices for wording in open_wordings(one)]
    assert sorted(office.id for offices in groups for office in offices) == ["a", "b", "c"]


@pytest.mark.parametrize("words", ["uendra.", "UENDRET", "Alt ved det gamle"])
def test_words_that_are_a_codes_own_id_label_or_alias_are_proposed_it(words: str) -> None:
    assert proposed(round_of(A=words)) == Proposal("uendret", Origin.LABEL)


def test_equal_words_read_to_another_question_with_the_same_codes_are_proposed_so() -> None:
    assert proposed(round_of("streik: [{words: stille, code: utsatt}]", A="Stille")) == Proposal(
        "utsatt", Origin.OTHER_QUESTION
    )
    assert proposed(round_of("flom: [{words: stille, code: ingen}]", A="Stille")) is None


def test_what_is_read_nearer_by_is_proposed_before_what_the_words_name() -> None:
    assert proposed(round_of("streik: [{words: uendret, code: utsatt}]", A="Uendret")) == Proposal(
        "utsatt", Origin.OTHER_QUESTION
    )


def test_another_offices_reading_of_the_same_words_is_proposed() -> None:
    one = round_of("corona: [{words: Stille, code: utsatt, office: a}]", A="Stille", B="Stille")
    assert proposed(one) == Proposal("utsatt", Origin.OTHER_OFFICE)


@pytest.mark.parametrize("question", ["corona", "pandemi"])
def test_last_rounds_reading_is_proposed_by_the_questions_old_id_too(question: str) -> None:
    before = replace(round_of(), coding=make_coding(f"{question}: [{{words: Stille, code: utsatt}}]"))
    one = replace(round_of(A="stille."), before=before)
    assert proposed(one) == Proposal("utsatt", Origin.LAST_ROUND)


def test_a_code_that_is_gone_or_two_readings_in_one_place_propose_nothing() -> None:
    gone = replace(round_of(), coding=make_coding("corona: [{words: Stille, code: stengt}]"))
    assert proposed(replace(round_of(A="Stille"), before=gone)) is None
    two = "corona: [{words: Stille, code: utsatt, office: a}, {words: Stille, code: ingen, office: b}]"
    assert proposed(round_of(two, A="Stille", B="Stille", C="Stille")) is None


def test_near_words_are_other_words() -> None:
    assert proposed(round_of("streik: [{words: Uendret antall, code: uendret}]", A="Uendrede antall")) is None


def proposed(one: Round) -> Proposal | None:
    (wording,) = open_wordings(one)
    return propose(one, wording)


def test_the_words_written_are_those_of_the_first_office_or_of_the_one_that_is_asked_for() -> None:
    one = round_of(A="Som før", B="som før.", C="Annet")
    question = CHECKLIST.by_id["corona"]
    assert sorted(written_words(one, question).values()) == ["Annet", "Som før"]
    assert list(written_words(one, question, "b").values()) == ["som før."]


def test_a_row_that_is_added_takes_its_words_from_those_that_wait() -> None:
    one = round_of(A="Som før", B="Annet", C="som før")
    wording = open_wordings(one)[0]
    coding = add_reading(make_coding("{}"), CHECKLIST, "corona", Reading(words=wording.words, code="uendret"))
    assert waiting(replace(one, coding=coding)) == [("corona", "Annet", ["b"])]
