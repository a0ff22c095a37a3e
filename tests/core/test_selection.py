"""A county chooses: the core and the topics it names, less what it leaves out."""

import pytest

from navcheck.core.model import Checklist
from navcheck.core.problems import NavcheckError
from navcheck.core.selection import select
from tests.builders import make_checklist

CHECKLIST = """
topics:
  - {id: kjerne, title: {nb: K}, heading: {nb: K}, shows: hvordan, questions: [
      {id: hvordan, type: text, text: {nb: a}}, {id: antall, type: number, text: {nb: b}},
      {id: innhold, type: text, text: {nb: c}, when: {antall: {at_least: 1}}}]}
  - {id: mer, title: {nb: M}, heading: {nb: M}, optional: true, questions: [{id: tolk, type: text, text: {nb: d}}]}
checks:
  - {id: en, about: antall, when: {antall: {equals: 0}, hvordan: {answered: false}}, text: {nb: e}}
  - {id: to, about: tolk, when: {antall + antall: {not_sum_of: [antall]}}, text: {nb: f}}
"""


def asked(checklist: Checklist) -> list[str]:
    return list(checklist.by_id)


def test_the_core_alone_unless_a_topic_is_named() -> None:
    whole = make_checklist(CHECKLIST)
    assert asked(select(whole)) == ["hvordan", "antall", "innhold"]
    assert asked(select(whole, ["mer"])) == ["hvordan", "antall", "innhold", "tolk"]


def test_with_everything_it_is_the_same_checklist() -> None:
    whole = make_checklist(CHECKLIST)
    assert select(whole, ["mer"]) is whole


def test_a_question_or_a_topic_can_be_left_out() -> None:
    whole = make_checklist(CHECKLIST)
    less = select(whole, ["mer"], ["hvordan"])
    assert asked(less) == ["antall", "innhold", "tolk"]
    assert less.topics[0].shows is None
    assert asked(select(whole, ["mer"], ["kjerne"])) == ["tolk"]


def test_a_check_goes_with_a_question_that_it_speaks_of() -> None:
    whole = make_checklist(CHECKLIST)
    assert [check.id for check in select(whole, ["mer"]).checks] == ["en", "to"]
    assert [check.id for check in select(whole).checks] == ["en"]
    assert [check.id for check in select(whole, ["mer"], ["hvordan"]).checks] == ["to"]


@pytest.mark.parametrize(
    ("include", "leave_out", "code"),
    [(["meer"], [], "unknown-topic"), ([], ["antal"], "unknown-topic"), ([], ["antall"], "needed")],
)
def test_what_cannot_be_chosen_is_told(include: list[str], leave_out: list[str], code: str) -> None:
    with pytest.raises(NavcheckError) as told:
        select(make_checklist(CHECKLIST), include, leave_out)
    assert [problem.code for problem in told.value.problems] == [code]
    assert told.value.problems[0].hint is not None
