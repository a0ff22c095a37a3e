from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.matrix import build_matrix
from navcheck.core.tidy import TidyRow, tidy
from navcheck.core.words import Proof, Severity, Standing, Status
from tests.builders import Answers, Written, make_round
from tests.core.one_topic import one_topic

CHECKLIST = one_topic("""
    scales:
      svar: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
      lest: {bra: {label: {nb: Bra}}}
    questions:
      - {id: rutine, type: choice, scale: svar, gaps: {nei: improvement}}
      - {id: plan, type: choice, scale: svar, gaps: {nei: risk}, when: {rutine: [ja]}}
      - {id: ord, type: text, codes: lest}
""")
SUMS = one_topic("""
    questions:
      - {id: apne, type: number, persons: true}
      - {id: mottatt, type: number, persons: true}
      - {id: innvilget, type: number, persons: true}
      - {id: avslatt, type: number, persons: true}
      - {id: menn, type: number, persons: true}
      - {id: kvinner, type: number, persons: true}
      - {id: ansatte, type: number}
      - {id: ledere, type: number, gaps: [{not_sum_of: [ansatte], severity: risk}]}
    checks:
      - {id: sum, about: mottatt, text: {nb: Nei.}, when: {apne + mottatt: {not_sum_of: [innvilget, avslatt]}}}
      - {id: av-dem, about: innvilget, text: {nb: Nei.}, when: {innvilget: {not_sum_of: [menn, kvinner]}}}
""")


def rows(answers: dict[str, Answers | Standing], coding: str = "") -> list[TidyRow]:
    return list(tidy(make_round(CHECKLIST, answers, coding=coding)))


def summed(answers: Answers) -> set[str]:
    return {row.question.id for row in tidy(make_round(SUMS, {"Nav Vik": answers})) if row.summed}


def test_an_office_without_a_response_has_a_row_a_question_and_no_status() -> None:
    found = rows({"Nav Vik": {"rutine": "ja"}, "Nav Nes": Standing.MISSING, "Nav Bø": Standing.UNREADABLE})
    assert [(row.entry.office.id, row.question.id, row.status) for row in found] == [
        ("vik", "rutine", Status.MET),
        ("vik", "plan", Status.UNANSWERED),
        ("vik", "ord", Status.UNANSWERED),
        *((office, name, None) for office in ("nes", "bo") for name in ("rutine", "plan", "ord")),
    ]


def test_what_was_not_asked_has_no_answer_though_one_lies_in_the_file() -> None:
    _, plan, _ = rows({"Nav Vik": {"rutine": "nei", "plan": {"value": "nei", "evidence": [{"proof": "shown"}]}}})
    assert (plan.answer, plan.status, plan.severity, plan.proof) == (None, Status.NOT_ASKED, None, None)


def test_words_stand_beside_their_code() -> None:
    *_, words = rows({"Nav Vik": {"ord": "Fint"}}, "ord: [{words: fint, code: bra}]")
    assert words.answer is not None
    assert (words.answer.value, words.code) == ("Fint", "bra")


@pytest.mark.parametrize(
    ("proofs", "best"),
    [
        ([], None),
        (["said"], Proof.SAID),
        (["written", "said"], Proof.WRITTEN),
        (["said", "shown", "written"], Proof.SHOWN),
    ],
)
def test_the_best_proof_counts(proofs: list[str], best: Proof | None) -> None:
    first, *_ = rows({"Nav Vik": {"rutine": {"value": "ja", "evidence": [{"proof": proof} for proof in proofs]}}})
    assert first.proof is best


def test_a_gap_that_comes_again_is_as_grave_as_in_the_matrix() -> None:
    one = make_round(CHECKLIST, {"Nav Vik": {"rutine": "nei"}})
    alone, again = (next(tidy(a_round)) for a_round in (one, replace(one, before=one)))
    assert (alone.severity, again.severity) == (Severity.IMPROVEMENT, Severity.RISK)


WRITTEN: st.SearchStrategy[Written] = st.sampled_from(
    [
        "ja",
        "nei",
        {"instead": "vet-ikke"},
        {"instead": "ikke-aktuelt"},
        {"value": "ja", "evidence": [{"proof": "said"}]},
    ]
)
GIVEN = st.dictionaries(st.sampled_from(["rutine", "plan"]), WRITTEN)


@given(st.lists(st.one_of(GIVEN, st.sampled_from([Standing.MISSING, Standing.UNREADABLE])), min_size=1, max_size=6))
def test_there_is_a_row_an_office_and_question_and_they_count_as_the_matrix_counts(
    given_: list[Answers | Standing],
) -> None:
    one = make_round(CHECKLIST, {f"Nav {n}": answers for n, answers in enumerate(given_)})
    found, matrix = list(tidy(one)), build_matrix(one)
    assert [(row.entry.office.id, row.question.id) for row in found] == [
        (str(n), question.id) for n in range(len(given_)) for question in CHECKLIST.questions()
    ]
    for status in Status:
        assert sum(row.status is status for row in found) == matrix.statuses.get(status, 0)
    for severity in Severity:
        assert sum(row.severity is severity for row in found) == matrix.severity(severity)
    assert all((row.status is None) == (row.entry.standing is not Standing.RESPONDED) for row in found)


def test_a_small_number_holds_back_the_sum_that_would_give_it_away_and_the_sums_that_would_give_that() -> None:
    plain = {"apne": "10", "mottatt": "30", "innvilget": "25", "avslatt": "15", "menn": "12", "kvinner": "13"}
    assert summed(plain) == set()
    assert summed(plain | {"mottatt": "18", "avslatt": "3"}) == {*plain}
    assert summed({"apne": "3"}) == {"apne", "mottatt", "innvilget", "avslatt", "menn", "kvinner"}
    assert summed(plain | {"avslatt": "0"}) == set()


def test_numbers_that_are_no_persons_hold_nothing_back() -> None:
    assert summed({"ansatte": "3", "ledere": "3"}) == set()


def test_a_rule_for_a_number_makes_a_sum_too() -> None:
    checklist = one_topic("""
        questions:
          - {id: menn, type: number, persons: true}
          - {id: kvinner, type: number, persons: true}
          - {id: alle, type: number, gaps: [{not_sum_of: [menn, kvinner], severity: risk}]}
    """)
    one = make_round(checklist, {"Nav Vik": {"menn": "8", "kvinner": "2", "alle": "10"}})
    assert [row.summed for row in tidy(one)] == [True, True, True]
