from dataclasses import replace
from datetime import date

import pytest

from navcheck.core.matrix import build_matrix
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Plan
from navcheck.core.model.desk import Action
from navcheck.core.plan import build_plan
from navcheck.core.plan_changes import Added, Change, add_actions, change_action, check_change
from navcheck.core.round import Round
from navcheck.core.words import ActionState
from tests.builders import make_round
from tests.core.one_topic import one_topic

TODAY = date(2026, 11, 21)
NONE = Plan(navcheck="plan/1")
CHECKLIST = one_topic("""
questions:
  - id: vilkar
    type: choice
    choices: {alle: {label: {nb: Alle}}, fleste: {label: {nb: Fleste}}, noen: {label: {nb: Noen}}}
    gaps: {fleste: risk, noen: breach}
    evidence: {what: {nb: Tre vedtak, en: Three decisions}}
    action: {nb: Vurder KVP først, en: Consider KVP first}
  - {id: rutine, type: choice, choices: {nei: {label: {nb: Nei}}}, gaps: {nei: risk}}
""")
AGREED = Action.model_validate(
    {
        "id": "risor-vilkar",
        "office": "risor",
        "question": "vilkar",
        "severity": "breach",
        "opened": "2025-11-02",
        "action": "Les tre saker",
        "owner": "fagleder",
        "deadline": "2026-02-01",
        "follow_up": "Leder leser",
        "review": "2026-05-01",
        "closes": "Rutinen",
        "state": "done",
    }
)
WAIVED = AGREED.model_validate(
    {**AGREED.model_dump(exclude={"waiver"}), "state": "waived", "waiver": {"reason": "Flytter", "until": "2027-01-01"}}
)


def updated(one: Round, plan: Plan = NONE, last: Plan | None = None) -> tuple[Added, ...]:
    return add_actions(plan, build_plan(build_matrix(one), plan, last, TODAY), TODAY, ENGLISH.pick)


def test_an_action_is_made_of_what_the_checklist_says() -> None:
    (vilkar, rutine) = updated(make_round(CHECKLIST, {"Nav Risør": {"vilkar": "noen", "rutine": "nei"}}))
    assert vilkar.action.model_dump(mode="json", exclude_none=True) == {
        "id": "risor-vilkar",
        "office": "risor",
        "question": "vilkar",
        "severity": "breach",
        "opened": "2026-11-21",
        "action": "Consider KVP first",
        "state": "open",
        "closes": "Three decisions",
    }
    assert (rutine.action.id, rutine.action.action, rutine.action.closes) == ("risor-rutine", None, None)


def test_an_id_that_is_taken_gets_a_number_and_none_is_too_long() -> None:
    taken = Plan(navcheck="plan/1", actions=(AGREED.model_copy(update={"office": "amli", "id": "risor-vilkar"}),))
    one = make_round(CHECKLIST, {"Nav Risør": {"vilkar": "noen"}, "Nav Åmli": {}})
    assert [each.action.id for each in updated(one, taken)] == ["risor-vilkar-2"]
    long = one_topic(f"questions: [{{id: {'q' * 60}, type: number, gaps: [{{above: 0, severity: risk}}]}}, "
                     f"{{id: {'q' * 59}, type: number, gaps: [{{above: 0, severity: risk}}]}}]")  # fmt: skip
    ids = [each.action.id for each in updated(make_round(long, {"Nav Risør": {"q" * 60: "1", "q" * 59: "1"}}))]
    assert ids == [f"risor-{'q' * 54}", f"risor-{'q' * 52}-2"]


def carried(then: str, now: str) -> tuple[Added, ...]:
    before = make_round(CHECKLIST, {"Nav Risør": {"vilkar": then}} if then else {"Nav Risør": {}})
    one = make_round(CHECKLIST, {"Nav Risør": {"vilkar": now}} if now else {"Nav Risør": {}})
    return updated(replace(one, before=before), last=Plan(navcheck="plan/1", actions=(AGREED,)))


def test_what_the_last_plan_agreed_is_carried_over_with_all_that_people_wrote() -> None:
    (added,) = carried("noen", "fleste")
    assert added.carried == AGREED
    assert added.action == AGREED.model_copy(update={"severity": "risk"})


def test_a_point_that_no_answer_speaks_of_is_carried_over_too() -> None:
    assert [each.action for each in carried("noen", "")] == [AGREED]


def test_what_is_closed_now_or_was_closed_then_is_not_carried_over() -> None:
    assert carried("noen", "alle") == ()
    (new,) = carried("alle", "noen")
    assert (new.carried, new.action.opened, new.action.owner) == (None, TODAY, None)


def test_where_offices_merged_the_first_that_has_actions_brings_all_of_them() -> None:
    names = ("Nav Risør", "Nav Åmli", "Nav Tvedestrand")
    before = make_round(CHECKLIST, {name: {"vilkar": "noen"} for name in names})
    offices = [{"id": "ost", "name": "Nav Øst", "was": ["tvedestrand", "risor", "amli"]}]
    one = replace(make_round(CHECKLIST, {"Nav Øst": {"vilkar": "noen"}}, survey={"offices": offices}), before=before)
    rows = [("a", "tvedestrand"), ("b", "amli"), ("c", "amli")]
    last = tuple(AGREED.model_copy(update={"id": name, "office": office}) for name, office in rows)
    added = updated(one, last=Plan(navcheck="plan/1", actions=last))
    assert [(each.action.id, each.carried and each.carried.id) for each in added] == [
        ("ost-vilkar", "b"),
        ("ost-vilkar-2", "c"),
    ]
    assert [[other.id for other in each.others] for each in added] == [["a"], ["a"]]


def test_a_change_touches_only_what_is_named() -> None:
    change = Change({"owner": "Nav-leder", "deadline": date(2027, 1, 1)})
    assert list(check_change(WAIVED, change, TODAY)) == []
    assert change_action(WAIVED, change) == WAIVED.model_copy(
        update={"owner": "Nav-leder", "deadline": date(2027, 1, 1)}
    )


def test_a_waiver_keeps_what_is_not_said_anew() -> None:
    after = change_action(WAIVED, Change({}, until=date(2027, 6, 1)))
    assert after.waiver is not None
    assert (after.waiver.reason, after.waiver.until) == ("Flytter", date(2027, 6, 1))


def test_what_is_no_longer_waived_loses_its_waiver() -> None:
    after = change_action(WAIVED, Change({}, ActionState.OPEN))
    assert (after.state, after.waiver) == (ActionState.OPEN, None)


SOON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("action", "change", "said"),
    [
        (AGREED, Change({}, ActionState.WAIVED), ["a waiver needs a reason and an end date"]),
        (AGREED, Change({}, ActionState.WAIVED, reason="Flytter"), ["a waiver needs a reason and an end date"]),
        (AGREED, Change({}, ActionState.WAIVED, until=SOON), ["a waiver needs a reason and an end date"]),
        (AGREED, Change({}, ActionState.WAIVED, "Flytter", TODAY), ["a waiver until 2026-11-21 is over already"]),
        (AGREED, Change({}, ActionState.WAIVED, "Flytter", SOON), []),
        (AGREED, Change({}, None, "Flytter", SOON), ["--reason belongs to a waiver", "--until belongs to a waiver"]),
        (WAIVED, Change({}, ActionState.DONE, "Flytter"), ["--reason belongs to a waiver"]),
        (WAIVED, Change({}, reason="Ny grunn"), []),
    ],
)
def test_a_waiver_has_a_reason_and_a_day_to_come(action: Action, change: Change, said: list[str]) -> None:
    assert [str(problem.message) for problem in check_change(action, change, TODAY)] == said


def test_a_waiver_that_is_over_does_not_keep_the_rest_from_being_changed() -> None:
    later = date(2027, 2, 1)
    assert list(check_change(WAIVED, Change({"owner": "rådgiver"}), later)) == []
    assert list(check_change(WAIVED, Change({}, ActionState.WAIVED), later)) != []
