"""The table of `make proof` says what was tried, and does not pass what shows nothing."""

import pytest

from tests.promises import PROMISES, Proof
from tools.proof import Told, rows_of, shortfall


def told(promise: str, **others: object) -> Told:
    counted = Proof(promise, tried=20_000, survived=20_000, controlled=10, lost=3).told()
    return {"test": "tests/test_x.py::test_a_save_is_whole", "passed": True, "seconds": 1.25} | counted | others


def test_a_promise_that_was_tried_enough_and_held_lacks_nothing() -> None:
    assert [shortfall(promise, [told(promise)]) for promise in PROMISES] == [""] * 13


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"tried": 149, "survived": 149}, "P1: tried 149 times, and 150 are asked for"),
        ({"survived": 19_999}, "P1: 19999 of 20000 survived"),
        ({"lost": 0}, "P1: no control lost anything, so nothing is shown"),
        ({"unfired": 2}, "P1: 2 faults did not fire"),
    ],
)
def test_what_shows_nothing_is_no_proof(others: dict[str, object], said: str) -> None:
    assert shortfall("P1", [told("P1", **others)]) == said


def test_a_promise_without_a_test_is_not_passed_over() -> None:
    assert shortfall("P5", [told("P1")]) == "P5: tried 0 times, and 50 are asked for"
    assert ("P5", PROMISES["P5"].says, "no test", "0", "0", "–", "–") in rows_of([told("P1")])


def test_several_tests_show_one_promise_together() -> None:
    proofs = [told("P5", tried=30, survived=30, lost=0), told("P5", tried=20, survived=20)]
    assert shortfall("P5", proofs) == ""
    assert shortfall("P5", proofs[:1]) != ""


def test_a_share_is_asked_for_where_all_is_too_much() -> None:
    assert shortfall("P10", [told("P10", survived=19_900)]) == ""
    assert shortfall("P10", [told("P10", survived=19_899)]) == "P10: 19899 of 20000 survived"


def test_the_line_of_a_test_has_its_figures_and_a_failure_is_marked() -> None:
    (line,) = [row for row in rows_of([told("P2", passed=False, notes=["peak 21 MB"])]) if row[0] == "P2"]
    assert line == (
        "P2",
        PROMISES["P2"].says,
        "FAILED: a save is whole\npeak 21 MB",
        "20,000",
        "20,000",
        "3 of 10",
        "1.2",
    )


def test_the_cases_of_one_test_are_one_line() -> None:
    cases = [
        told("P2", test=f"tests/test_x.py::test_a_save_is_whole[{name}]", passed=name == "a", notes=[name])
        for name in ("a", "b")
    ]
    (line,) = [row for row in rows_of(cases) if row[0] == "P2"]
    assert line[2:] == ("FAILED: a save is whole\na\nb", "40,000", "40,000", "6 of 20", "2.5")


def test_a_sample_is_spread_from_the_first_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAVCHECK_PROOF", raising=False)
    assert Proof("P1").some(range(100), 4) == [0, 33, 66, 99]
    assert Proof("P1").some(range(4), 4) == range(4)
    monkeypatch.setenv("NAVCHECK_PROOF", "all")
    assert Proof("P1").some(range(100), 4) == range(100)


def test_a_fault_that_did_not_fire_is_no_trial() -> None:
    proof = Proof("P1")
    proof.count(survived=True, fired=False)
    proof.count(survived=False)
    assert (proof.tried, proof.survived, proof.unfired) == (1, 0, 1)
