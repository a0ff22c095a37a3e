"""Each value of each question by itself, in the core and in every optional topic: the point is what the file says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from navcheck.core.answers import check_response
from navcheck.core.gaps import find_gaps
from navcheck.core.model import Checklist, Coding
from navcheck.core.problems import Location
from navcheck.core.round import ReadResponse, read_response
from navcheck.core.signals import find_signals
from tests.builders import Written, make_office, make_response
from tests.checklists.shipped import NAMES, Raw, raw, raw_questions, raw_rules, rule_that_fits, whole

OFFICE = make_office("Nav Lillevik")
NUMBERED = ("equals", "above", "below", "at_least")
SUMMED = ("above_sum_of", "not_sum_of")


@dataclass
class Sent:
    """What one office sends, with the county's codes and figures beside it."""

    answers: dict[str, Written] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Decimal] = field(default_factory=dict)

    @property
    def figures(self) -> Mapping[str, Decimal]:
        given = {name: value for name, value in self.answers.items() if isinstance(value, str)}
        return {name: Decimal(value) for name, value in given.items() if value.lstrip("-").isdecimal()}

    def read(self, checklist: Checklist) -> ReadResponse:
        response = make_response(checklist, OFFICE.id, self.answers)
        assert check_response(checklist, response, nowhere) == ()
        rows = {name: [{"words": self.answers[name], "code": code}] for name, code in self.codes.items()}
        coding = Coding.model_validate({"navcheck": "coding/1", "questions": rows})
        return read_response(checklist, coding, OFFICE, response, self.facts)


def nowhere(*_: str | int, **__: bool) -> Location:
    return Location("every value")


class Author:
    """Writes answers that make a question asked or a rule hold, from what the file says."""

    def __init__(self, name: str) -> None:
        self.questions = {question["id"]: question for question in raw_questions(name)}
        self.scales: Raw = raw(name).get("scales", {})
        self.sent = Sent()

    def ask(self, question: Raw) -> None:
        self.meet(question.get("when", {}))

    def meet(self, when: Raw) -> None:
        for names, condition in when.items():
            first, *others = names.split(" + ")
            if first.startswith("fact."):
                self.sent.facts[first.removeprefix("fact.")] = Decimal(self._figure(condition))
            elif isinstance(condition, list):
                self.give(first, condition[0])
            elif condition.get("answered") == "false":
                self.ask(self.questions[first])
            else:
                for name in (first, *others):
                    self.ask(self.questions[name])
                for name in others:
                    self.give(name, "0")
                self.give(first, self._figure(condition))

    def give(self, name: str, value: str) -> None:
        question = self.questions[name]
        self.ask(question)
        if question["type"] == "text" and "codes" in question:
            self.sent.codes[name] = value
        self.sent.answers[name] = [value] if question["type"] == "choices" else value

    def _figure(self, condition: Raw) -> str:
        """Return a figure that the condition holds for; what it is compared with is nought where nothing says more."""
        (key, limit), *_ = condition.items()
        if key in SUMMED:
            for name in limit:
                if name not in self.sent.answers:
                    self.give(name, "0")
            return str(sum(self.sent.figures[name] for name in limit) + 1)
        return str(int(limit) + {"above": 1, "below": -1}.get(key, 0))

    def values(self, question: Raw) -> list[str]:
        """Return every choice or code; for a number a figure below, at and above each limit."""
        if question["type"] != "number":
            return list(
                question.get("choices") or self.scales.get(question.get("scale") or question.get("codes", ""), {})
            )
        limits = {int(rule[key]) for rule in raw_rules(question).values() for key in NUMBERED if key in rule}
        limits |= {0 for rule in raw_rules(question).values() for key in SUMMED if key in rule}
        near = {limit + step for limit in limits for step in (-1, 0, 1)}
        low, high = int(question.get("min", min(near, default=0))), int(question.get("max", max(near, default=0)))
        return [str(figure) for figure in sorted(near) if low <= figure <= high]


def each_value() -> list[Any]:
    return [
        pytest.param(name, question, value, id=f"{name}: {question['id']}: {value}")
        for name in NAMES
        for question in raw_questions(name)
        for value in Author(name).values(question)
    ]


EACH_QUESTION = [
    pytest.param(name, question, id=f"{name}: {question['id']}") for name in NAMES for question in raw_questions(name)
]
EACH_CHECK = [
    pytest.param(name, check, id=f"{name}: {check['id']}") for name in NAMES for check in raw(name).get("checks", [])
]


def points(name: str, sent: Sent, question: str) -> list[tuple[str, set[str]]]:
    """Return what the question gives apart from the checks, which are tried below."""
    checklist = whole(name).model_copy(update={"checks": ()})
    found = find_gaps(checklist, (sent.read(checklist),))
    return [(gap.severity.value, set(gap.legal_basis)) for gap in found if gap.question.id == question]


@pytest.mark.parametrize(("name", "question", "value"), each_value())
def test_a_value_gives_the_point_that_the_file_says_and_the_others_none(name: str, question: Raw, value: str) -> None:
    author = Author(name)
    author.give(question["id"], value)
    for other in {one for rule in raw_rules(question).values() for key in SUMMED for one in rule.get(key, [])}:
        author.give(other, "0")
    figures = author.sent.figures
    place = rule_that_fits(question, Decimal(value), figures) if question["type"] == "number" else value
    rule = raw_rules(question).get(place or "")
    expected = [(rule["severity"], set(rule.get("legal_basis") or question.get("legal_basis", [])))] if rule else []
    assert points(name, author.sent, question["id"]) == expected


@pytest.mark.parametrize(("name", "question"), EACH_QUESTION)
def test_not_knowing_is_a_risk_where_an_answer_could_be_a_gap(name: str, question: Raw) -> None:
    author = Author(name)
    author.ask(question)
    author.sent.answers[question["id"]] = {"instead": "vet-ikke"}
    rule = raw_rules(question).get("vet-ikke", {"severity": "risk"})
    law = set(rule.get("legal_basis") or question.get("legal_basis", []))
    assert points(name, author.sent, question["id"]) == ([(rule["severity"], law)] if question.get("gaps") else [])


@pytest.mark.parametrize(("name", "question"), EACH_QUESTION)
@pytest.mark.parametrize("comment", [{}, {"comment": "Vertskommunen gjør det"}], ids=["without a reason", "with one"])
def test_not_applicable_and_silence_give_no_point(name: str, question: Raw, comment: Mapping[str, str]) -> None:
    author = Author(name)
    author.ask(question)
    assert points(name, author.sent, question["id"]) == []
    author.sent.answers[question["id"]] = {"instead": "ikke-aktuelt", **comment}
    assert points(name, author.sent, question["id"]) == []


@pytest.mark.parametrize(("name", "check"), EACH_CHECK)
def test_a_check_fires_when_all_its_lines_hold_and_only_then(name: str, check: Raw) -> None:
    author = Author(name)
    author.meet(check["when"])
    author.ask(author.questions[check["about"]])
    assert check["id"] in fired(name, author.sent)
    for line, condition in check["when"].items():
        less = Author(name)
        less.meet({other: each for other, each in check["when"].items() if other != line})
        less.ask(less.questions[check["about"]])
        if line in less.sent.answers:  # the question is only asked where this line holds
            continue
        if isinstance(condition, dict) and condition.get("answered") == "false":
            less.give(line, (less.values(less.questions[line]) or ["0"])[0])
        assert check["id"] not in fired(name, less.sent), line


def fired(name: str, sent: Sent) -> set[str]:
    """Return the checks that fire, as a point or as a conflict, whatever the answers give by themselves."""
    checklist = whole(name)
    topics = tuple(
        topic.model_copy(update={"questions": tuple(one.model_copy(update={"gaps": {}}) for one in topic.questions)})
        for topic in checklist.topics
    )
    read = (sent.read(checklist),)
    gaps = find_gaps(checklist.model_copy(update={"topics": topics}), read)
    checks = [*(gap.check for gap in gaps), *(signal.check for signal in find_signals(checklist, read))]
    return {check.id for check in checks if check is not None}
