from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from navcheck.core.conditions import Known, compares, holds
from navcheck.core.model import NumberRule, When
from navcheck.files.yaml_reader import parse_yaml

KNOWN: dict[str, Known] = {
    "deltakere": Decimal(5),
    "kvinner": Decimal(2),
    "menn": Decimal(3),
    "kanaler": ("brosjyre", "samtale"),
    "corona": ("utsatt",),
    "merknad": (),
}


def when(text: str) -> When:
    found: When = TypeAdapter(When).validate_python(parse_yaml(text.encode(), "test.yaml").document)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "deltakere: {equals: 5}",
        "deltakere: {equals: 5.0}",
        "deltakere: {above: 4.9}",
        "deltakere: {below: 5.1}",
        "deltakere: {at_least: 5}",
        "deltakere: {above_sum_of: [kvinner]}",
        "deltakere: {answered: true}",
        "merknad: {answered: true}",
        "naboen: {answered: false}",
        "corona: [utsatt]",
        "kanaler: [plakat, samtale]",
    ],
)
def test_a_line_holds_at_its_limit(text: str) -> None:
    assert holds(when(text), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "deltakere: {equals: 4}",
        "deltakere: {above: 5}",
        "deltakere: {below: 5}",
        "deltakere: {at_least: 5.1}",
        "deltakere: {above_sum_of: [kvinner, menn]}",
        "deltakere: {answered: false}",
        "naboen: {answered: true}",
        "corona: [uendret, okt]",
        "kanaler: [plakat]",
        "merknad: [utsatt]",
    ],
)
def test_a_line_fails_just_beyond_its_limit(text: str) -> None:
    assert not holds(when(text), KNOWN)


@pytest.mark.parametrize("line", ["[nei]", "{equals: 0}", "{above: -1}", "{below: 9}", "{at_least: 0}"])
def test_of_an_answer_that_is_not_there_nothing_holds_but_that_it_is_not(line: str) -> None:
    assert not holds(when(f"naboen: {line}"), KNOWN)


@pytest.mark.parametrize("line", ["{equals: 0}", "{above: -1}", "{below: 9}", "{at_least: 0}"])
def test_only_numbers_compare(line: str) -> None:
    assert not holds(when(f"kanaler: {line}"), KNOWN)


def test_a_number_is_none_of_several_values() -> None:
    assert not holds(when('deltakere: ["5"]'), KNOWN)


def test_a_sum_with_a_part_that_is_not_known_is_above_nothing() -> None:
    assert not holds(when("deltakere: {above_sum_of: [kvinner, ukjent]}"), KNOWN)


def test_all_lines_must_hold() -> None:
    both = "deltakere: {equals: 5}\ncorona: [utsatt]\n"
    assert holds(when(both), KNOWN)
    assert not holds(when(both), KNOWN | {"corona": ("okt",)})
    assert not holds(when(both), KNOWN | {"deltakere": Decimal(6)})


def test_no_lines_always_hold() -> None:
    assert holds({}, {})


def test_a_gap_rule_compares_as_a_condition_does() -> None:
    rule = NumberRule.model_validate({"at_least": "5", "severity": "risk"})
    assert compares(rule, Decimal(5), {})
    assert not compares(rule, Decimal("4.9"), {})
    assert not compares(rule, None, {})


@pytest.mark.parametrize("line", ["{}", "{above: 1, below: 3}", "{above: 1, answered: true}"])
def test_a_condition_says_exactly_one_thing(line: str) -> None:
    with pytest.raises(ValidationError, match="not exactly one condition"):
        when(f"deltakere: {line}")
