from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.matrix import build_matrix
from navcheck.core.model import Checklist, Plan
from navcheck.core.plan import Point, build_plan
from navcheck.core.plan_changes import add_actions
from navcheck.core.plan_check import check_plan
from navcheck.core.round import Round
from navcheck.core.words import PointState, Severity, Standing
from tests.builders import Answers, make_round
from tests.core.one_topic import one_topic, place, told

TODAY = date(2026, 11, 21)

CHECKLIST = one_topic("""
scales:
  praksis:
    alle: {label: {nb: Alle}, status: met}
    fleste: {label: {nb: De fleste}}
    noen: {label: {nb: Noen}}
    ingen-saker: {label: {nb: Ingen saker}, status: no_cases}
  virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}
questions:
  - id: for-vilkar
    was: [vilkar]
    type: choice
    scale: praksis
    gaps: {fleste: risk, noen: breach}
    evidence: {what: {nb: Tre vedtak, en: Three decisions}}
    action: {nb: Vurder KVP først, en: Consider KVP first}
  - {id: rutine, type: choice, scale: praksis, gaps: {noen: improvement}}
  - {id: corona, type: text, codes: virkning, gaps: {utsatt: risk}}
  - {id: saker, type: number}
  - {id: vurdert, type: number, gaps: [{below: 1, severity: risk}]}
  - {id: plan, type: choice, scale: praksis, when: {rutine: [alle]}, gaps: {noen: risk}}
checks:
  - {id: flere, about: vurdert, when: {saker: {above_sum_of: [vurdert]}}, severity: risk, text: {nb: Ikke alle}}
""")
CODING = "corona: [{words: Som før, code: uendret}, {words: Utsatt, code: utsatt}]"


def agreed(question: str = "for-vilkar", office: str = "risor", /, **fields: object) -> dict[str, object]:
    """Write an action; what every one has may be left out."""
    common = {"id": f"{office}-{question}", "severity": "breach", "opened": "2026-01-15"}
    return common | {"office": office, "question": question} | fields


def make_plan(*actions: dict[str, object]) -> Plan:
    return Plan.model_validate({"navcheck": "plan/1", "actions": actions})


def asked(answers: Mapping[str, Answers | Standing], checklist: Checklist = CHECKLIST, **survey: object) -> Round:
    return make_round(checklist, answers, coding=CODING, survey=survey)


def points(one: Round, *actions: dict[str, object], last: Plan | None = None) -> tuple[Point, ...]:
    return build_plan(build_matrix(one), make_plan(*actions), last, TODAY)


def stands(answers: Answers | Standing, question: str = "for-vilkar", /, **fields: object) -> str:
    """Say where an action of Nav Risør stands when it answers so."""
    (point,) = (each for each in points(asked({"Nav Risør": answers}), agreed(question, **fields)) if each.action)
    return point.state.value


WAIVER = {"state": "waived", "waiver": {"reason": "Slås sammen", "until": "2026-11-21"}}
OVER = {"state": "waived", "waiver": {"reason": "Slås sammen", "until": "2026-11-20"}}


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"deadline": "2026-11-21"}, "open"),
        ({"deadline": "2026-11-20"}, "overdue"),
        ({"state": "done"}, "done"),
        ({"state": "done", "deadline": "2026-01-01"}, "done"),
        ({"state": "done", "review": "2026-11-22"}, "done"),
        ({"state": "done", "review": "2026-11-21"}, "review-due"),
        ({"review": "2026-01-01"}, "open"),
        (WAIVER, "waived"),
        ({**WAIVER, "deadline": "2026-01-01"}, "waived"),
        (OVER, "waiver-over"),
    ],
)
def test_where_the_gap_is_there_still_the_action_says_where_it_stands(fields: dict[str, object], state: str) -> None:
    assert stands({"for-vilkar": "noen"}, **fields) == state
    assert stands({"for-vilkar": "alle"}, **fields) == "closed"
    assert stands(Standing.MISSING, **fields) == "unseen"


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("for-vilkar", Standing.MISSING),
        ("for-vilkar", Standing.UNREADABLE),
        ("for-vilkar", {}),
        ("for-vilkar", {"for-vilkar": "ingen-saker"}),
        ("for-vilkar", {"for-vilkar": {"instead": "ikke-aktuelt", "comment": "Ingen søker"}}),
        ("for-vilkar", {"for-vilkar": {"instead": "ikke-aktuelt"}}),
        ("saker", {"saker": {"instead": "vet-ikke"}}),
        ("plan", {"rutine": "fleste"}),  # not asked
        ("corona", {"corona": "Ord som ingen har lest"}),
        ("vurdert", {"vurdert": "5"}),  # more cases than that would be a point, and how many there were is not known
        ("vurdert", {"vurdert": "5", "saker": {"instead": "vet-ikke"}}),
    ],
)
def test_silence_closes_nothing(question: str, answers: Answers | Standing) -> None:
    assert stands(answers, question) == "unseen"


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("for-vilkar", {"for-vilkar": "alle"}),
        ("corona", {"corona": "Som før"}),
        ("vurdert", {"vurdert": "5", "saker": "5"}),
        ("saker", {"saker": "0"}),
        ("plan", {"rutine": "alle", "plan": "fleste"}),
    ],
)
def test_a_real_answer_without_a_gap_closes_its_point(question: str, answers: Answers) -> None:
    assert stands(answers, question) == "closed"


def test_not_knowing_is_a_point_of_its_own_where_an_answer_could_be_a_gap() -> None:
    assert stands({"for-vilkar": {"instead": "vet-ikke"}}) == "open"


def test_days_are_counted_from_the_deadline_of_what_is_not_done() -> None:
    def days(answers: Answers | Standing, **fields: object) -> int:
        return points(asked({"Nav Risør": answers}), agreed(deadline="2026-11-09", **fields))[0].days_late

    assert days({"for-vilkar": "noen"}) == 12
    assert days({"for-vilkar": "noen"}, **OVER) == 12
    assert days(Standing.MISSING) == 12  # an office that says nothing stops no clock
    assert days({"for-vilkar": "noen"}, state="done") == 0
    assert days({"for-vilkar": "noen"}, **WAIVER) == 0
    assert days({"for-vilkar": "alle"}) == 0


def test_the_gravity_is_what_it_is_now_beside_what_it_was_when_it_was_agreed() -> None:
    (point,) = points(asked({"Nav Risør": {"for-vilkar": "fleste"}}), agreed())
    assert point.gap is not None
    assert (point.gap.severity, point.action and point.action.severity) == (Severity.RISK, Severity.BREACH)


def test_what_waits_comes_first_then_the_checklists_order_then_the_surveys() -> None:
    one = asked(
        {
            "Nav Åmli": {"for-vilkar": "noen", "rutine": "noen"},
            "Nav Risør": {"for-vilkar": "noen", "rutine": "noen"},
            "Nav Vegårshei": {"for-vilkar": "alle", "rutine": "noen"},
        }
    )
    late = agreed("rutine", deadline="2026-01-01")
    listed = points(one, agreed("for-vilkar", "vegarshei"), agreed(), late, agreed("rutine", "amli", **WAIVER))
    assert [(each.office.id, each.question_id, each.state.value) for each in listed] == [
        ("risor", "rutine", "overdue"),
        ("risor", "for-vilkar", "open"),
        ("amli", "for-vilkar", "unplanned"),
        ("vegarshei", "rutine", "unplanned"),
        ("amli", "rutine", "waived"),
        ("vegarshei", "for-vilkar", "closed"),
    ]


def test_two_actions_on_one_point_are_both_shown() -> None:
    one = asked({"Nav Risør": {"for-vilkar": "noen"}})
    assert len(points(one, agreed(id="en"), agreed(id="to", state="done"))) == 2


def test_an_action_follows_its_office_and_its_question_to_their_new_ids() -> None:
    offices = [{"id": "ost", "name": "Nav Øst", "was": ["risor", "tvedestrand"]}]
    one = asked({"Nav Øst": {"for-vilkar": "noen"}}, offices=offices)
    (point,) = points(one, agreed("vilkar"))
    assert (point.office.id, point.question_id, point.state) == ("ost", "for-vilkar", PointState.OPEN)


def test_two_rounds_back_is_not_looked_at_but_what_the_last_plan_left_is() -> None:
    before = asked({name: {"for-vilkar": "noen", "rutine": "noen"} for name in ("Nav Risør", "Nav Åmli", "Nav Gone")})
    now = replace(
        asked({"Nav Risør": {"for-vilkar": "noen", "rutine": "alle"}, "Nav Åmli": {}, "Nav Ny": {"rutine": "noen"}}),
        before=before,
    )
    last = make_plan(
        agreed(), agreed("rutine"), agreed("for-vilkar", "amli"), agreed("rutine", "amli"), agreed("for-vilkar", "gone")
    )
    listed = points(now, agreed("rutine", "amli", id="her"), last=last)
    assert [
        (each.office.id, each.question_id, each.state.value, [old.id for old in each.before]) for each in listed
    ] == [
        ("risor", "for-vilkar", "unplanned", ["risor-for-vilkar"]),
        ("ny", "rutine", "unplanned", []),
        ("amli", "for-vilkar", "unseen", ["amli-for-vilkar"]),
        ("gone", "for-vilkar", "unseen", ["gone-for-vilkar"]),
        ("amli", "rutine", "unseen", []),  # this plan has an action for it
        ("risor", "rutine", "closed", ["risor-rutine"]),
    ]


def test_what_the_last_rounds_own_answers_had_closed_is_not_brought_up_again() -> None:
    before = asked({"Nav Risør": {"for-vilkar": "alle"}, "Nav Åmli": Standing.MISSING})
    now = replace(asked({"Nav Risør": {"for-vilkar": "noen"}, "Nav Åmli": {"for-vilkar": "noen"}}), before=before)
    listed = points(now, last=make_plan(agreed(), agreed("for-vilkar", "amli")))
    assert [[old.id for old in each.before] for each in listed] == [[], ["amli-for-vilkar"]]


def test_a_point_whose_question_is_gone_is_told_and_never_closed() -> None:
    before = asked({"Nav Risør": {"rutine": "noen"}})
    without = one_topic("questions: [{id: for-vilkar, type: number}]")
    now = replace(asked({"Nav Risør": {"for-vilkar": "1"}}, without), before=before)
    (point,) = points(now, last=make_plan(agreed("rutine")))
    assert (point.question, point.view, point.state) == (None, None, PointState.UNSEEN)
    assert add_actions(make_plan(), (point,), TODAY, str) == ()


def test_an_office_that_is_split_leaves_its_actions_to_each_part() -> None:
    before = asked({"Nav Risør": {"for-vilkar": "noen"}, "Nav Åmli": {"for-vilkar": "noen"}})
    offices = [
        {"id": "nord", "name": "Nav Nord", "was": ["risor"]},
        {"id": "sor", "name": "Nav Sør", "was": ["risor", "amli"]},
    ]
    now = replace(
        asked({"Nav Nord": {"for-vilkar": "noen"}, "Nav Sør": {"for-vilkar": "noen"}}, offices=offices), before=before
    )
    listed = points(now, last=make_plan(agreed("for-vilkar", "amli"), agreed()))
    assert [(each.office.id, [old.office for old in each.before]) for each in listed] == [
        ("nord", ["risor"]),
        ("sor", ["risor", "amli"]),
    ]


def test_a_plan_may_speak_only_of_what_was_asked_now_or_last_time() -> None:
    before = asked({"Nav Gone": {}}, one_topic("questions: [{id: gammel, type: text}]"))
    now = replace(asked({"Nav Risør": {}}), before=before)
    plan = make_plan(
        agreed(),
        agreed("vilkar", id="b"),
        agreed("gammel", "gone"),
        agreed(),
        agreed("rutin", id="c"),
        agreed("for-vilkar", "riso"),
    )
    assert told(check_plan(plan, now, place)) == [
        "repeated-id actions/0/id",
        "repeated-id actions/3/id",
        "unknown-question actions/4/question",
        "unknown-office actions/5/office",
    ]


def test_of_a_last_round_that_cannot_be_read_a_plan_may_still_speak() -> None:
    now = asked({"Nav Risør": {}})
    now = replace(now, survey=now.survey.model_copy(update={"before": "i-fjor"}))
    plan = make_plan(agreed("gammel", "gone"), agreed("rutin"), agreed("rutin"))
    assert told(check_plan(plan, now, place)) == ["repeated-id actions/1/id", "repeated-id actions/2/id"]


OFFICES = ("Nav Risør", "Nav Åmli", "Nav Øst")
IDS = ("risor", "amli", "ost")
QUESTIONS = tuple(CHECKLIST.by_id)
GIVEN: Mapping[str, Sequence[object]] = {
    "for-vilkar": ("alle", "fleste", "noen", "ingen-saker", {"instead": "vet-ikke"}),
    "rutine": ("alle", "noen", {"instead": "ikke-aktuelt", "comment": "Nei"}),
    "corona": ("Som før", "Utsatt", "Ulest"),
    "saker": ("0", "5"),
    "vurdert": ("0", "3", "5"),
    "plan": ("alle", "noen"),
}
ANSWERS = st.fixed_dictionaries({}, optional={name: st.sampled_from(given) for name, given in GIVEN.items()})
ROUNDS = st.fixed_dictionaries({name: st.one_of(ANSWERS, st.just(Standing.MISSING)) for name in OFFICES})
STATES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, {"state": "done", "review": "2026-02-01"}, WAIVER, OVER, {"deadline": "2026-05-01"}]
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    rows = draw(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(QUESTIONS), STATES), max_size=6))
    texts = draw(st.lists(st.text("abc ", min_size=1).filter(str.strip), min_size=len(rows), max_size=len(rows)))
    return make_plan(
        *(
            agreed(question, office, id=f"tiltak-{n}", action=text, **state)
            for n, ((office, question, state), text) in enumerate(zip(rows, texts, strict=True))
        )
    )


def two_rounds(then: Mapping[str, Answers | Standing], now: Mapping[str, Answers | Standing]) -> Round:
    return replace(asked(now), before=asked(then))


@given(ROUNDS, ROUNDS, plans(), plans())
def test_every_gap_and_every_action_stands_in_the_plan_once(
    then: Mapping[str, Answers], now: Mapping[str, Answers], plan: Plan, last: Plan
) -> None:
    matrix = build_matrix(two_rounds(then, now))
    listed = build_plan(matrix, plan, last, TODAY)
    assert sorted(each.action.id for each in listed if each.action) == sorted(action.id for action in plan.actions)
    keys = [(each.office.id, each.question_id) for each in listed]
    planned = {(action.office, action.question) for action in plan.actions}
    for gap in matrix.gaps:
        key = (gap.office.id, gap.question.id)
        assert keys.count(key) == (
            1 if key not in planned else sum(key == (a.office, a.question) for a in plan.actions)
        )
    assert all(keys.count(key) == 1 for key in set(keys) - planned)


@given(ROUNDS, ROUNDS, plans(), plans())
def test_nothing_silent_is_closed_and_no_gap_is(
    then: Mapping[str, Answers], now: Mapping[str, Answers], plan: Plan, last: Plan
) -> None:
    for point in build_plan(build_matrix(two_rounds(then, now)), plan, last, TODAY):
        if point.state is PointState.CLOSED:
            assert point.gap is None
            assert point.view is not None
            assert point.view.status in {"met", "claimed", "answered"}


@given(ROUNDS, ROUNDS, plans(), plans())
def test_a_second_update_adds_nothing_and_the_first_leaves_no_gap_without_an_action(
    then: Mapping[str, Answers], now: Mapping[str, Answers], plan: Plan, last: Plan
) -> None:
    matrix = build_matrix(two_rounds(then, now))
    added = add_actions(plan, build_plan(matrix, plan, last, TODAY), TODAY, lambda words: words["nb"])
    whole = Plan.model_validate({"navcheck": "plan/1", "actions": [*plan.actions, *(one.action for one in added)]})
    after = build_plan(matrix, whole, last, TODAY)
    assert add_actions(whole, after, TODAY, lambda words: words["nb"]) == ()
    assert not [point for point in after if point.state is PointState.UNPLANNED]
    assert len({action.id for action in whole.actions}) == len(whole.actions)


@given(st.lists(ROUNDS, min_size=1, max_size=3), plans())
def test_what_people_wrote_survives_whatever_the_answers_become(
    rounds: list[Mapping[str, Answers]], plan: Plan
) -> None:
    written = plan
    for answers in rounds:
        listed = points_of(asked(answers), written)
        added = add_actions(written, listed, TODAY, lambda words: words["nb"])
        written = written.model_copy(update={"actions": (*written.actions, *(one.action for one in added))})
    assert written.actions[: len(plan.actions)] == plan.actions
    by_id = {action.id: action for action in plan.actions}
    shown = {point.action.id: point.action for point in points_of(asked(rounds[-1]), written) if point.action}
    assert {name: shown[name] for name in by_id} == by_id


def points_of(one: Round, plan: Plan) -> tuple[Point, ...]:
    return build_plan(build_matrix(one), plan, None, TODAY)
