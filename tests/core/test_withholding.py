from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.compare import compare
from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.model import Checklist, Plan
from navcheck.core.plan import build_plan
from navcheck.core.withholding import hidden_in, withhold, withhold_comparison, withhold_points
from tests.builders import Answers, make_checklist, make_round

CHECKLIST = make_checklist("""
    topics:
      - id: tema
        title: {nb: Tema}
        heading: {nb: Tema}
        shows: deltakere
        questions:
          - {id: deltakere, type: number, persons: true, gaps: [{above: 3, severity: risk}], text: {nb: Hvor mange?}}
          - {id: ansatte, type: number, text: {nb: Hvor mange?}}
          - {id: apne, type: number, persons: true, gaps: [{above: 3, severity: risk}], text: {nb: Hvor mange?}}
          - {id: innvilget, type: number, persons: true, text: {nb: Hvor mange?}}
          - {id: avslatt, type: number, persons: true, text: {nb: Hvor mange?}}
    checks:
      - {id: sum, about: apne, text: {nb: Nei.}, when: {apne: {not_sum_of: [innvilget, avslatt]}}}
""")


def shown(answers: Answers, checklist: Checklist = CHECKLIST) -> Matrix:
    matrix = build_matrix(make_round(checklist, {"Nav Vik": answers}))
    return withhold(matrix, hidden_in(checklist, matrix.read))


def values(matrix: Matrix) -> dict[str, object]:
    (read,) = matrix.read
    return {name: answer.value for name in read.checklist.by_id if (answer := read.told(name).answer) is not None}


def test_a_small_number_of_persons_is_taken_out_of_the_cell_the_answers_and_the_response() -> None:
    matrix = shown({"deltakere": "4", "ansatte": "3"})
    assert matrix.rows[0].cells[0].said == ("1–4",)
    assert values(matrix) == {"deltakere": "1–4", "ansatte": "3"}
    response = matrix.round.entries[0].response
    assert response is not None
    assert response.answers["deltakere"].value == "1–4"
    assert Decimal(4) not in [told.known for told in matrix.read[0].row]


def test_none_and_five_are_shown() -> None:
    assert values(shown({"deltakere": "0"})) == {"deltakere": "0"}
    assert values(shown({"deltakere": "5"})) == {"deltakere": "5"}


def test_a_number_that_would_give_a_small_one_away_in_a_sum_is_five_or_more() -> None:
    assert values(shown({"apne": "12", "innvilget": "10", "avslatt": "2"})) == {
        "apne": "5+",
        "innvilget": "5+",
        "avslatt": "1–4",
    }


def test_what_lies_in_the_file_without_being_asked_for_is_taken_out_too() -> None:
    hidden = make_checklist("""
        topics:
          - id: tema
            title: {nb: Tema}
            heading: {nb: Tema}
            shows: deltakere
            questions:
              - {id: har, type: choice, choices: {ja: {label: {nb: J}}, nei: {label: {nb: N}}}, text: {nb: Har dere?}}
              - {id: deltakere, type: number, persons: true, when: {har: [ja]}, text: {nb: Hvor mange?}}
    """)
    assert values(shown({"har": "nei", "deltakere": "3"}, hidden))["deltakere"] == "1–4"


def test_the_points_that_were_found_stay() -> None:
    before = build_matrix(make_round(CHECKLIST, {"Nav Vik": {"deltakere": "4"}}))
    assert [gap.question.id for gap in before.gaps] == ["deltakere"]
    assert withhold(before, hidden_in(CHECKLIST, before.read)).gaps == before.gaps


def test_what_is_held_back_in_the_table_is_held_back_beside_the_last_round_and_in_the_plan() -> None:
    answers = {"deltakere": "4", "apne": "12", "innvilget": "10", "avslatt": "2", "ansatte": "2"}
    now, last = (make_round(CHECKLIST, {"Nav Vik": answers}) for _ in range(2))
    matrix = build_matrix(now)
    hidden = hidden_in(CHECKLIST, matrix.read)
    one = withhold_comparison(compare(now, last), hidden)
    assert [[view.answer.value for view in (*i.then.views, *i.now.views) if view.answer] for i in one.items] == [
        ["1–4", "1–4"],
        ["5+", "5+"],
    ]
    points = withhold_points(build_plan(matrix, Plan(navcheck="plan/1"), None, date(2026, 11, 21)), hidden)
    assert [one.view.answer.value for one in points if one.view and one.view.answer] == ["1–4", "5+"]


@given(st.lists(st.integers(0, 30), min_size=5, max_size=5))
def test_no_small_number_of_persons_is_left_anywhere(numbers: list[int]) -> None:
    names = ("deltakere", "ansatte", "apne", "innvilget", "avslatt")
    matrix = shown({name: str(number) for name, number in zip(names, numbers, strict=True)})
    left = {name: value for name, value in values(matrix).items() if name != "ansatte"}
    assert not {"1", "2", "3", "4"} & set(left.values())
    assert values(matrix)["ansatte"] == str(numbers[1])
