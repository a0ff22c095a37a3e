"""What each checklist makes of answers: worked responses, office by office, and every rule met by one of them.

A file in worked/ says what an office answers, how the county codes its words and which facts there are, and then
exactly the points (question, severity, law), the conflicts, and what each answer is; an answer that no status names is
`answered`. Like a county, a file may choose topics: some `with`, some `without`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from navcheck.core.answers import check_response
from navcheck.core.coding import check_coding
from navcheck.core.gaps import Gap, find_gaps
from navcheck.core.model import Checklist, Coding, Office, Response
from navcheck.core.problems import Location
from navcheck.core.round import ReadResponse, read_response
from navcheck.core.signals import find_signals
from navcheck.core.words import SignalKind, Status
from tests.builders import make_office, make_response, make_round, office_id
from tests.checklists.shipped import NAMES, Raw, as_texts, part, raw, raw_questions, raw_rules, rule_that_fits, whole

FILES = sorted((Path(__file__).parent / "worked").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Worked:
    """One office of a worked file."""

    checklist: Checklist
    office: Office
    response: Response
    coding: Coding
    facts: dict[str, Decimal]
    expected: Raw

    @property
    def read(self) -> ReadResponse:
        return read_response(self.checklist, self.coding, self.office, self.response, self.facts)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return find_gaps(self.checklist, (self.read,))


def worked_in(path: Path) -> Iterator[Worked]:
    file = as_texts(path.read_text("utf-8"))
    checklist = part(file["checklist"], tuple(file.get("with", ())), tuple(file.get("without", ())))
    for one in file["offices"]:
        response = make_response(checklist, office_id(one["name"]), one["answers"])
        codes = one.get("codes", {})
        rows = {name: [{"words": response.answers[name].value, "code": codes[name]}] for name in codes}
        coding = Coding.model_validate({"navcheck": "coding/1", "questions": rows})
        facts = {name: Decimal(figure) for name, figure in one.get("facts", {}).items()}
        yield Worked(checklist, make_office(one["name"]), response, coding, facts, one)


ALL = [one for path in FILES for one in worked_in(path)]


def of(name: str) -> list[Worked]:
    return [one for one in ALL if one.checklist.id == name]


each_office = pytest.mark.parametrize(
    "one", ALL, ids=[f"{path.stem}: {one.office.name}" for path in FILES for one in worked_in(path)]
)
each_checklist = pytest.mark.parametrize("name", NAMES)


def nowhere(*_: str | int, **__: bool) -> Location:
    return Location("worked")


@each_office
def test_what_the_office_answers_is_what_the_checklist_allows(one: Worked) -> None:
    assert check_response(one.checklist, one.response, nowhere) == ()
    survey = make_round(one.checklist, {one.office.name: one.response}).survey
    assert list(check_coding(one.checklist, survey, one.coding, nowhere)) == []


@each_office
def test_the_answers_give_these_points_with_this_law_and_no_others(one: Worked) -> None:
    expected = {
        (question, severity): set(law)
        for question, point in one.expected["gaps"].items()
        for severity, law in point.items()
    }
    assert {(gap.question.id, gap.severity.value): set(gap.legal_basis) for gap in one.gaps} == expected


@each_office
def test_the_answers_give_these_conflicts_and_no_others(one: Worked) -> None:
    signals = find_signals(one.checklist, (one.read,), one.gaps)
    assert [signal.check.id for signal in signals if signal.check] == one.expected.get("conflicts", [])
    assert {signal.kind for signal in signals} <= {SignalKind.CONFLICT}


@each_office
def test_each_answer_is_what_the_file_says(one: Worked) -> None:
    named = {question: status for status, questions in one.expected["status"].items() for question in questions}
    found = {question.id: one.read.status(question).value for question in one.checklist.questions()}
    assert found == {question: named.get(question, "answered") for question in found}
    assert set(named) <= set(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_offices_held_together_give_no_signal_but_the_conflicts_of_each(path: Path) -> None:
    together = list(worked_in(path))
    signals = find_signals(together[0].checklist, tuple(one.read for one in together))
    found = sorted((signal.check.id if signal.check else signal.kind, signal.offices[0].id) for signal in signals)
    each = [(check, one.office.id) for one in together for check in one.expected.get("conflicts", [])]
    assert found == sorted(each)


# Every rule is met by one of them: a new rule without a worked answer fails here.


@each_checklist
def test_there_is_a_worked_response_of_every_severity_that_the_checklist_can_give(name: str) -> None:
    possible = {rule["severity"] for question in raw_questions(name) for rule in raw_rules(question).values()}
    possible |= {check["severity"] for check in raw(name).get("checks", []) if "severity" in check}
    possible |= {"risk" for question in raw_questions(name) if question.get("gaps")}  # not knowing
    assert {gap.severity.value for one in of(name) for gap in one.gaps} == possible


@each_checklist
def test_there_is_a_worked_response_of_every_status_that_the_checklist_can_give(name: str) -> None:
    found = {one.read.status(question) for one in of(name) for question in one.checklist.questions()}
    assert found == set(_possible_statuses(whole(name)))


def _possible_statuses(checklist: Checklist) -> Iterator[Status]:
    yield from (Status.ANSWERED, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.UNANSWERED)
    for question in checklist.questions():
        marks = {choice.status for choice in checklist.choices_of(question).values()}
        yield from (mark for mark in marks if mark is not None)
        if question.when:
            yield Status.NOT_ASKED
        if Status.MET in marks and question.evidence is not None and question.evidence.ask:
            yield Status.CLAIMED


@each_checklist
def test_every_gap_rule_is_met_by_a_worked_response(name: str) -> None:
    rules = {(question["id"], value) for question in raw_questions(name) for value in raw_rules(question)}
    assert rules - {met for one in of(name) for met in _met(one)} == set()


def _met(one: Worked) -> Iterator[tuple[str, str]]:
    figures = {name: figure for name in one.checklist.by_id if isinstance(figure := one.read.get(name), Decimal)}
    written = {question["id"]: question for question in raw_questions(one.checklist.id)}
    for question in one.checklist.questions():
        if one.read.status(question) is Status.UNKNOWN:
            yield question.id, "vet-ikke"
        yield from ((question.id, value) for value in one.read.values(question))
        if question.id in figures:
            place = rule_that_fits(written[question.id], figures[question.id], figures)
            yield from [(question.id, place)] if place is not None else []


@each_checklist
def test_every_check_is_met_by_a_worked_response(name: str) -> None:
    fired = {check for one in of(name) for check in one.expected.get("conflicts", [])}
    fired |= {gap.check.id for one in of(name) for gap in one.gaps if gap.check}
    assert {check["id"] for check in raw(name).get("checks", [])} - fired == set()
