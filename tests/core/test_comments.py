"""What is stored of what offices say, whose it is, and who has said nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.comments import add_comment, list_comments, pick_comment, take_back
from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.model.desk import Comment
from navcheck.core.problems import NavcheckError
from navcheck.core.words import Standing
from tests.builders import Answers, make_office, make_round

DAY = date(2026, 11, 21)
CHECKLIST = """
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - id: a
        type: choice
        choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}
        text: {nb: A}
        gaps: {nei: risk}
      - {id: b, type: text, text: {nb: B}}
"""
RISOR = make_office("Nav Risør")


def comment(office: str, question: str | None, text: str, day: date = DAY) -> Comment:
    return Comment(office=office, question=question, date=day, text=text)


def matrix(**survey: object) -> Matrix:
    answers: dict[str, Answers | Standing] = {
        "Nav Risør": {"a": "nei"},
        "Nav Lister": {"a": "ja"},
        "Nav Arendal": Standing.MISSING,
    }
    return build_matrix(make_round(CHECKLIST, answers, survey=survey))


COMMENTS = st.lists(
    st.builds(
        comment,
        st.sampled_from(["risor", "lister"]),
        st.sampled_from(["a", "b", None]),
        st.sampled_from(["Ja", "Nei", "ja"]),
        st.sampled_from([DAY, date(2026, 11, 22)]),
    )
)


@given(COMMENTS)
def test_each_is_stored_once_in_the_order_that_it_came_and_what_is_taken_back_is_gone(came: list[Comment]) -> None:
    stored: tuple[Comment, ...] = ()
    for one in came:
        stored = add_comment(stored, one)
    said = [(one.office, one.question, one.text) for one in came]
    assert [(one.office, one.question, one.text) for one in stored] == list(dict.fromkeys(said))
    assert all(one in came for one in stored)
    for one in stored:
        left = take_back(stored, one)
        assert len(left) == len(stored) - 1
        assert add_comment(left, one) == (*left, one)


def test_without_a_question_the_comment_to_the_whole_draft_is_meant_else_the_only_one_that_says_it() -> None:
    whole, point, other = comment("risor", None, "Ja"), comment("risor", "a", "Ja"), comment("risor", "b", "Ja")
    assert pick_comment((point, whole), RISOR, None, "Ja") == whole
    assert pick_comment((point,), RISOR, None, "Ja") == point
    assert pick_comment((point, other, whole), RISOR, "b", "Ja") == other
    with pytest.raises(NavcheckError) as caught:
        pick_comment((point, other), RISOR, None, "Ja")
    assert (caught.value.problems[0].code, str(caught.value.problems[0].hint)) == (
        "several-comments",
        "say which, with --question: a, b",
    )


@pytest.mark.parametrize("wanted", [("b", "Ja"), ("a", "Nei"), (None, "Nei")])
def test_what_nobody_said_cannot_be_taken_back(wanted: tuple[str | None, str]) -> None:
    stored = (comment("risor", "a", "Ja"), comment("lister", "b", "Ja"), comment("lister", "a", "Nei"))
    with pytest.raises(NavcheckError) as caught:
        pick_comment(stored, RISOR, *wanted)
    assert caught.value.problems[0].code == "no-comment"


def test_who_has_responded_and_said_nothing_is_silent_and_who_has_not_responded_is_neither() -> None:
    one = matrix()
    offices = one.round.survey.offices
    listed = list_comments(one, (), offices, None, DAY)
    assert [office.id for office in listed.responded] == ["risor", "lister"]
    assert listed.silent == listed.responded
    listed = list_comments(one, (comment("lister", None, "Ja"), comment("arendal", "a", "Ja")), offices, None, DAY)
    assert [office.id for office in listed.silent] == ["risor"]
    assert len(listed.comments) == 2


def test_a_list_of_one_question_is_silent_of_nobody_who_said_something_else() -> None:
    one = matrix()
    listed = list_comments(one, (comment("risor", "b", "Ja"),), one.round.survey.offices, "a", DAY)
    assert listed.comments == ()
    assert [office.id for office in listed.silent] == ["lister"]


@pytest.mark.parametrize(("deadline", "late"), [(None, False), ("2026-11-20", True), ("2026-11-21", False)])
def test_a_comment_is_late_the_day_after_the_deadline(deadline: str | None, *, late: bool) -> None:
    one = matrix(**({"comment_deadline": deadline} if deadline else {}))
    said = comment("risor", "a", "Ja")
    assert list_comments(one, (said,), one.round.survey.offices, None, DAY).is_late(said) is late


def test_only_a_question_on_which_that_office_falls_short_has_a_point() -> None:
    one = matrix()
    said = [
        comment("risor", "a", "x"),
        comment("risor", "b", "x"),
        comment("risor", None, "x"),
        comment("lister", "a", "x"),
    ]
    listed = list_comments(one, tuple(said), one.round.survey.offices, None, DAY)
    assert [listed.has_point(each) for each in said] == [True, False, False, False]
    assert [each.question for each in listed.of(RISOR)] == ["a", "b", None]
