"""A draft when a new number is received: what nobody changed follows the number, what somebody changed stays."""

from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.model import Asked, Response
from navcheck.core.rebasing import Rebased, rebase
from tests.builders import Answers, Written, make_response
from tests.core.one_topic import one_topic
from tests.program import TODAY

CHECKLIST = one_topic("questions: [{id: a, type: text}, {id: b, type: text}, {id: c, type: text}]")
ANSWERS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["en", "to", "tre"]))


def of(answers: Answers, *asked: str) -> Response:
    requests = tuple(Asked(question=name, date=TODAY, text="Hvorfor?") for name in asked)
    return make_response(CHECKLIST, "as", answers).model_copy(update={"asked": requests})


def rebased(draft: Response, before: Answers | None, new: Answers) -> tuple[Rebased, dict[str, Written]]:
    """Return what is said of a draft, and its values afterwards."""
    found = rebase(draft, of(before) if before is not None else None, of(new))
    after = {**draft.answers, **found.changes}
    return found, {name: "".join(answer.values) for name, answer in after.items() if answer is not None}


def test_what_nobody_changed_follows_the_new_number_and_goes_where_that_has_none() -> None:
    found, after = rebased(of({"a": "en", "b": "to"}), {"a": "en", "b": "to"}, {"a": "ny"})
    assert (after, found.own, found.is_needed) == ({"a": "ny"}, (), False)


def test_what_was_changed_in_the_draft_stays_whatever_the_new_number_says() -> None:
    found, after = rebased(of({"a": "min", "b": "to"}), {"a": "en", "b": "to"}, {"a": "ny", "b": "ny", "c": "ny"})
    assert (after, found.own) == ({"a": "min", "b": "ny", "c": "ny"}, ("a",))


def test_a_draft_begun_before_anything_was_received_keeps_what_it_says_and_takes_the_rest() -> None:
    found, after = rebased(of({"a": "min"}), None, {"a": "ny", "b": "ny"})
    assert (after, found.own) == ({"a": "min", "b": "ny"}, ("a",))


def test_a_request_is_done_where_the_answer_changed_and_open_where_it_did_not_or_is_gone() -> None:
    draft = of({"a": "en", "b": "to", "c": "tre"}, "a", "b", "c")
    found, _ = rebased(draft, {"a": "en", "b": "to", "c": "tre"}, {"a": "ny", "b": "to"})
    assert [one.question for one in found.answered] == ["a"]
    assert [one.question for one in found.open] == ["b", "c"]


@given(ANSWERS, ANSWERS, ANSWERS)
def test_no_answer_of_the_draft_is_lost_and_no_answer_of_the_number_is_undone_by_one_that_nobody_gave(
    mine: dict[str, str], before: dict[str, str], new: dict[str, str]
) -> None:
    found, after = rebased(of(mine), before, new)
    changed = {name: value for name, value in mine.items() if value != before.get(name)}
    assert after == {**new, **changed}
    assert found.is_needed == (after != new)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_doing_it_twice_is_doing_it_once(mine: dict[str, str], before: dict[str, str], new: dict[str, str]) -> None:
    _, after = rebased(of(mine), before, new)
    assert rebased(of(after), new, new)[1] == after
