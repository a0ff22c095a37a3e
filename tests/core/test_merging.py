"""Two writers, one response: nothing that either has answered is lost, and nothing is overwritten unseen."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.merging import in_order, merge
from navcheck.core.model import Answer
from navcheck.core.words import Instead

YES, NO, UNKNOWN = Answer(value="ja"), Answer(value="nei"), Answer(instead=Instead.UNKNOWN)
QUESTIONS = ("rutine", "kanaler", "krise", "finne", "for-vilkar")

some_answer = st.sampled_from([YES, NO, UNKNOWN, Answer(value="ja", comment="Oppdatert")])
some_answers = st.dictionaries(st.sampled_from(QUESTIONS), some_answer)
some_changes = st.dictionaries(st.sampled_from(QUESTIONS), st.none() | some_answer)


@pytest.mark.parametrize(
    ("current", "seen", "mine", "stands", "conflicts"),
    [
        (None, None, YES, YES, ()),
        (YES, YES, NO, NO, ()),
        (YES, YES, None, None, ()),
        (YES, YES, YES, YES, ()),
        (NO, YES, YES, NO, ("rutine",)),
        (NO, YES, UNKNOWN, NO, ("rutine",)),
        (NO, YES, None, NO, ("rutine",)),
        (NO, None, YES, NO, ("rutine",)),
        (None, YES, NO, None, ("rutine",)),
        (NO, YES, NO, NO, ()),
        (None, YES, None, None, ()),
        (YES, None, YES, YES, ()),
    ],
)
def test_one_question(
    current: Answer | None, seen: Answer | None, mine: Answer | None, stands: Answer | None, conflicts: tuple[str, ...]
) -> None:
    merged = merge(holding(current), holding(seen), {"rutine": mine})
    assert merged.answers == holding(stands)
    assert merged.conflicts == conflicts


def holding(answer: Answer | None) -> Mapping[str, Answer]:
    return {} if answer is None else {"rutine": answer}


@given(some_answers, some_changes, some_changes)
def test_nothing_is_lost(
    seen: dict[str, Answer], theirs: dict[str, Answer | None], mine: dict[str, Answer | None]
) -> None:
    current = without_none({**seen, **theirs})
    merged = merge(current, seen, mine)
    for question in QUESTIONS:
        was, now = seen.get(question), current.get(question)
        wanted = mine.get(question, now)
        stands, is_conflict = merged.answers.get(question), question in merged.conflicts
        if now == was:  # changed by this side alone, or by nobody
            assert (stands, is_conflict) == (wanted, False)
        else:  # changed by the other side: alone, by both alike, or by both
            assert (stands, is_conflict) == (now, wanted != now)


@given(some_answers, some_answers, some_changes)
def test_a_conflict_is_named_once_in_the_order_of_the_changes(
    current: dict[str, Answer], seen: dict[str, Answer], mine: dict[str, Answer | None]
) -> None:
    conflicts = merge(current, seen, mine).conflicts
    assert list(conflicts) == [question for question in mine if question in conflicts]


@given(some_answers, some_answers, some_changes)
def test_a_change_that_was_made_is_no_news_the_second_time(
    current: dict[str, Answer], seen: dict[str, Answer], mine: dict[str, Answer | None]
) -> None:
    once = merge(current, seen, mine)
    again = merge(once.answers, seen, mine)
    assert (again.answers, set(again.conflicts)) == (once.answers, set(once.conflicts))


@given(some_answers, some_answers, some_changes)
def test_one_who_saw_the_conflict_may_decide_it(
    current: dict[str, Answer], seen: dict[str, Answer], mine: dict[str, Answer | None]
) -> None:
    conflicts = merge(current, seen, mine).conflicts
    shown = {question: current[question] for question in conflicts if question in current}
    kept = {question: answer for question, answer in seen.items() if question not in conflicts}
    decided = merge(current, {**kept, **shown}, mine)
    assert decided.conflicts == ()
    assert all(decided.answers.get(question) == answer for question, answer in mine.items())


@given(some_answers, some_changes)
def test_what_came_in_is_not_changed(seen: dict[str, Answer], mine: dict[str, Answer | None]) -> None:
    before = (dict(seen), dict(mine))
    merge(seen, seen, mine)
    assert (seen, mine) == before


def test_answers_stand_in_the_order_of_the_checklist_and_unknown_ones_come_last() -> None:
    answers = {"x": YES, "krise": NO, "a": YES, "rutine": NO}
    assert list(in_order(answers, QUESTIONS)) == ["rutine", "krise", "x", "a"]
    assert in_order(answers, QUESTIONS) == answers


def without_none(answers: Mapping[str, Answer | None]) -> dict[str, Answer]:
    return {question: answer for question, answer in answers.items() if answer is not None}
