from decimal import Decimal

import pytest
from pydantic import ValidationError

from navcheck.core.answers import check_response, check_value, known_value
from navcheck.core.model import Answer, ChecklistName
from tests.builders import Answers, make_response
from tests.core.one_topic import one_topic, place, told

CHECKLIST = one_topic("""
scales:
  janei: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}
questions:
  - {id: rutine, type: choice, scale: janei}
  - id: kanaler
    type: choices
    choices:
      brosjyre: {label: {nb: Brosjyre}}
      samtale: {label: {nb: Samtale}}
      ingen: {label: {nb: Ingen}, alone: true}
  - {id: deltakere, type: number, min: 0, max: 500}
  - {id: andel, type: number}
  - {id: siden, type: date}
  - {id: hvordan, type: text}
""")


def problems(answers: Answers) -> list[str]:
    return told(check_response(CHECKLIST, make_response(CHECKLIST, "risor", answers), place))


def said(question: str, value: str | tuple[str, ...]) -> list[str]:
    return [f"{one.message} / {one.hint}" for one in check_value(CHECKLIST, CHECKLIST.by_id[question], value)]


def test_a_response_that_fits_its_checklist_has_no_problems() -> None:
    assert problems({
        "rutine": "ja", "kanaler": ["brosjyre", "samtale"], "deltakere": "12", "andel": "-0.5", "siden": "2026-02-28",
        "hvordan": "Vi ser i listene",
    }) == []  # fmt: skip
    assert (
        problems({"rutine": {"instead": "vet-ikke"}, "deltakere": {"instead": "ikke-aktuelt", "comment": "Nei"}}) == []
    )
    assert problems({}) == []


@pytest.mark.parametrize("named", [{"id": "prove", "version": "2"}, {"id": "annen", "version": "1"}])
def test_answers_to_another_checklist_are_one_problem_and_not_many(named: dict[str, str]) -> None:
    response = make_response(CHECKLIST, "risor", {"rutine": "kanskje"})
    response = response.model_copy(update={"checklist": ChecklistName.model_validate(named)})
    assert told(check_response(CHECKLIST, response, place)) == ["other-version checklist"]


def test_a_question_that_there_is_not_is_pointed_at_by_its_key_and_a_near_one_suggested() -> None:
    found = check_response(CHECKLIST, make_response(CHECKLIST, "risor", {"rutiner": "ja", "xyz": "7"}), place)
    assert told(found) == ["unknown-question answers/rutiner*", "unknown-question answers/xyz*"]
    assert [str(one.hint) for one in found] == [
        "did you mean «rutine»?",
        "choose between rutine, kanaler, deltakere, andel, siden, hvordan",
    ]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("rutine", ["ja"]),
        ("deltakere", ["1"]),
        ("siden", ["2026-01-01"]),
        ("hvordan", ["a"]),
        ("kanaler", "brosjyre"),
    ],
)
def test_one_value_or_many_as_the_question_takes(question: str, value: str | list[str]) -> None:
    assert problems({question: value}) == [f"one-or-many answers/{question}/value"]


def test_an_empty_list_is_no_answer() -> None:
    with pytest.raises(ValidationError, match="not a text"):
        Answer.model_validate({"value": []})


def test_one_or_many_says_which_of_them_belongs_there() -> None:
    assert said("rutine", ("ja",)) == ["one value belongs here / write one of them, without brackets"]
    many = ["a list of values belongs here / write it in brackets: [one, another]"]
    assert said("kanaler", "brosjyre") == said("kanaler", ()) == many


def test_a_choice_is_one_of_those_offered() -> None:
    assert problems({"rutine": "neei"}) == ["unknown-value answers/rutine/value"]
    assert said("rutine", "neei") == ["«neei» is not an answer to «rutine» / did you mean «nei»?"]
    assert said("rutine", "alltid") == ["«alltid» is not an answer to «rutine» / choose between ja, nei"]
    assert problems({"rutine": "Ja"}) == ["unknown-value answers/rutine/value"]


def test_each_of_several_choices_is_looked_at() -> None:
    assert problems({"kanaler": ["brosjyre", "plakat", "avis"]}) == ["unknown-value answers/kanaler/value"] * 2


def test_what_stands_alone_is_not_chosen_with_others() -> None:
    assert problems({"kanaler": ["ingen", "samtale"]}) == ["alone answers/kanaler/value"]
    assert problems({"kanaler": ["ingen"]}) == []


@pytest.mark.parametrize("value", ["0", "500", "12.25", "1"])
def test_a_number_within_its_limits(value: str) -> None:
    assert problems({"deltakere": value}) == []


@pytest.mark.parametrize(
    ("value", "code"), [("-1", "too-low"), ("-0.0001", "too-low"), ("500.0001", "too-high"), ("501", "too-high")]
)
def test_a_number_just_outside_its_limits(value: str, code: str) -> None:
    assert problems({"deltakere": value}) == [f"{code} answers/deltakere/value"]


@pytest.mark.parametrize("value", ["tolv", "12,5", "1 000", "1e3", "1_000", "+1", "0x1f", "٣", "nan", ".5", "5."])
def test_a_number_in_a_file_is_digits_with_a_point(value: str) -> None:
    assert problems({"deltakere": value}) == ["number answers/deltakere/value"]


@pytest.mark.parametrize("value", ["2026-02-29", "2026-13-01", "21.11.2026", "20261121", "2026-1-1", "i fjor"])
def test_a_date_in_a_file_is_a_day_of_the_calendar(value: str) -> None:
    assert problems({"siden": value}) == ["day answers/siden/value"]


def test_all_problems_of_a_response_come_at_once() -> None:
    assert len(problems({"rutine": "x", "deltakere": "x", "siden": "x", "y": "x"})) == 4


def test_a_personal_number_in_a_value_is_not_repeated() -> None:
    number = "01816550072"
    for question in ("rutine", "deltakere", "siden"):
        assert not any(number in words for words in said(question, number))


@pytest.mark.parametrize(
    ("question", "answer", "known"),
    [
        ("rutine", Answer(value="ja"), ("ja",)),
        ("kanaler", Answer(value=("samtale", "brosjyre")), ("samtale", "brosjyre")),
        ("deltakere", Answer(value="12.50"), Decimal("12.5")),
        ("deltakere", Answer(value="tolv"), None),
        ("siden", Answer(value="2026-11-21"), ("2026-11-21",)),
        ("hvordan", Answer(value="ja"), ()),
        ("rutine", Answer.model_validate({"instead": "vet-ikke"}), None),
    ],
)
def test_rules_see_values_and_numbers_but_no_words(question: str, answer: Answer, known: object) -> None:
    assert known_value(CHECKLIST.by_id[question], answer) == known
