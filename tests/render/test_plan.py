import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from navcheck.core.matrix import build_matrix
from navcheck.core.messages import ENGLISH, Tongue
from navcheck.core.model import Plan
from navcheck.core.plan import ActionPlan, build_plan
from navcheck.core.round import Round
from navcheck.core.words import Standing
from navcheck.render.lines import width_of
from navcheck.render.marks import ASCII, UNICODE
from navcheck.render.plan import FORMATS, format_markdown, format_terminal
from navcheck.render.plan_data import format_json
from navcheck.render.plan_told import tell_unplanned, tell_waiting
from tests.builders import make_round
from tests.render.examples import AGDER, HARMFUL, MIXED, TONGUES

TODAY = date(2026, 11, 21)
OFFICES = [
    {"id": "risor", "name": "Nav Risør", "municipalities": [{"no": "4201", "name": "Risør"}]},
    {"id": "lister", "name": "Nav Lister", "municipalities": [
        {"no": "4206", "name": "Farsund"}, {"no": "4207", "name": "Flekkefjord"}]},
    {"id": "amli", "name": "Nav Åmli"},
]  # fmt: skip


def agreed(office: str, question: str, **fields: object) -> dict[str, object]:
    common = {"id": f"{office}-{question}", "severity": "risk", "opened": "2026-01-15"}
    return common | {"office": office, "question": question} | fields


def lay_out(one: Round, *actions: dict[str, object], last: Sequence[dict[str, object]] = ()) -> ActionPlan:
    matrix = build_matrix(one)
    plan, before = (Plan.model_validate({"navcheck": "plan/1", "actions": each}) for each in (actions, last))
    return ActionPlan(matrix, build_plan(matrix, plan, before, TODAY), TODAY)


def example() -> ActionPlan:
    before = make_round(MIXED, {"Nav Åmli": {"rutine": "nei"}}, survey={"period": "2025"})
    one = make_round(
        MIXED,
        {
            "Nav Risør": {"vilkar": "alle", "rutine": "nei", "deltakere": "3"},
            "Nav Lister": {"vilkar": "noen", "rutine": "ja"},
            "Nav Åmli": Standing.MISSING,
        },
        survey={"title": "KVP", "offices": OFFICES},
    )
    return lay_out(
        replace(one, before=before),
        agreed(
            "lister",
            "vilkar",
            action="Les tre saker",
            owner="fagleder",
            deadline="2026-11-09",
            follow_up="Leder leser hver måned",
            review="2026-11-20",
            closes="Tre vedtak",
        ),
        agreed("risor", "rutine", state="waived", waiver={"reason": "Slås sammen", "until": "2026-12-31"}),
        agreed("risor", "vilkar", state="done", review="2026-11-20"),
        last=[agreed("amli", "rutine", owner="Nav-leder", deadline="2026-03-01", state="done")],
    )


def test_what_waits_comes_first_each_point_with_law_and_what_is_agreed() -> None:
    assert format_terminal(example(), ENGLISH, 72) == dedent("""\
        KVP: action plan

        Past the deadline (1)

        Nav Lister – Finne, Før vilkår
          ✗ Possible breach; risk of failure when it was agreed
          Municipalities: Farsund, Flekkefjord
          Answer now: «I noen saker eller ingen»
          Law: sosialtjenesteloven § 29 andre ledd; kommuneloven § 25-1 tredje
            ledd b (not checked)
          Action: Les tre saker
          Owner: fagleder
          Deadline: 2026-11-09
          How the leadership follows it: Leder leser hver måned
          Review of the effect: 2026-11-20, which has come
          Closes the point: Tre vedtak
          Status: open; 12 days past the deadline
          Id: lister-vilkar, opened 2026-01-15

        Nothing agreed (1)

        Nav Risør – Deltakere
          ! Risk of failure
          Answer now: «1–4»
          Ground: good practice, not law
          Status: nothing is agreed in this plan

        Not seen in the answers (1)

        Nav Åmli – Finne, Rutine
          Risk of failure when it was agreed
          Answer now: not responded
          Ground: good practice, not law
          In the plan of 2025: amli-rutine, owner: Nav-leder, deadline:
            2026-03-01, said to be done
          Status: not closed: the answers say nothing of it

        Waived (1)

        Nav Risør – Finne, Rutine
          ↑ Point for improvement; risk of failure when it was agreed
          Answer now: «Nei»
          Ground: good practice, not law
          Waived until 2026-12-31: Slås sammen
          Status: waived
          Id: risor-rutine, opened 2026-01-15

        Closed by the answers (1)

        Nav Risør – Finne, Før vilkår
          Risk of failure when it was agreed
          Answer now: «I alle saker» (stated, not documented)
          Law: sosialtjenesteloven § 29 andre ledd; kommuneloven § 25-1 tredje
            ledd b (not checked)
          Review of the effect: 2026-11-20, which has come
          Status: closed: the answer shows no point now
          Id: risor-vilkar, opened 2026-01-15

        Points of the plan: past the deadline 1 · nothing agreed 1 ·
          not seen in the answers 1 · waived 1 · closed by the answers 1
        2 of 3 offices have responded
        Points to follow up: possible breach 1 · risk of failure 1 ·
          point for improvement 1
        Answers: unanswered 8 · stated, not documented 1

        Only Statsforvalteren concludes whether the law is broken.
    """)


def test_markdown_says_the_same_as_lists() -> None:
    text = format_markdown(example(), ENGLISH)
    assert "## Past the deadline (1)\n\n- **Nav Lister – Finne, Før vilkår**\n  - ✗ Possible breach; risk" in text
    assert text.endswith("\n\nOnly Statsforvalteren concludes whether the law is broken.\n")


def test_data_holds_every_point_with_its_gap_and_its_action() -> None:
    data = json.loads(format_json(example(), ENGLISH))
    assert (data["navcheck"], data["day"]) == ("plan-list/1", "2026-11-21")
    assert {state: count for state, count in data["states"].items() if count} == {
        "overdue": 1,
        "unplanned": 1,
        "unseen": 1,
        "waived": 1,
        "closed": 1,
    }
    overdue, unplanned, unseen, *_, closed = data["points"]
    assert (overdue["days_late"], overdue["gap"]["severity"], overdue["action"]["severity"]) == (12, "breach", "risk")
    assert (unplanned["words"], unplanned["action"]) == ("1–4", None)
    assert (unseen["standing"], unseen["status"], unseen["before"][0]["owner"]) == ("missing", None, "Nav-leder")
    assert (closed["gap"], closed["status"], closed["words"]) == (None, "claimed", "I alle saker")


def test_what_is_not_agreed_yet_is_named_where_it_is_to_be_done() -> None:
    one = make_round(MIXED, {"Nav Risør": {"rutine": "nei"}, "Nav Lister": {}, "Nav Åmli": {}})
    text = format_terminal(lay_out(one, agreed("risor", "rutine", owner="fagleder")), ENGLISH, 80)
    assert (
        "  Not agreed yet: action, deadline, how the leadership follows it, when the\n    effect is reviewed\n" in text
    )


def test_what_the_checklist_suggests_is_shown_where_nothing_is_agreed() -> None:
    text = format_terminal(lay_out(make_round(MIXED, {"Nav Risør": {"vilkar": "noen"}})), ENGLISH, 80)
    assert "  Suggested action: Vurder KVP først.\n" in text


def test_a_point_for_improvement_alone_says_nothing_of_who_concludes() -> None:
    text = format_terminal(lay_out(make_round(MIXED, {"Nav Risør": {"rutine": "nei"}})), ENGLISH, 80)
    assert "Only Statsforvalteren" not in text


def test_without_points_nothing_is_called_fine_that_nobody_has_answered() -> None:
    text = format_terminal(lay_out(make_round(MIXED, {"Nav Risør": Standing.MISSING})), ENGLISH, 80)
    assert "No points to follow up yet: there is no response to read." in text
    assert "Points of the plan" not in text


def test_what_waits_is_told_by_id() -> None:
    one = make_round(MIXED, {"Nav Risør": {"vilkar": "noen", "rutine": "nei", "deltakere": "3"}})
    plan = lay_out(
        one,
        agreed("risor", "vilkar", deadline="2026-11-20"),
        agreed("risor", "rutine", state="done", review="2026-11-21"),
        agreed("risor", "deltakere", state="waived", waiver={"reason": "Få", "until": "2026-11-20"}),
    )
    assert [ENGLISH(message) for message in tell_waiting(plan)] == [
        "1 action is past its deadline: risor-vilkar",
        "1 waiver is over: risor-deltakere",
        "1 action is to be reviewed now: risor-rutine",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("tongue", TONGUES)
def test_no_line_is_wider_than_the_screen(width: int, tongue: Tongue) -> None:
    assert max(map(width_of, format_terminal(example(), tongue, width, ASCII).split("\n"))) <= width


@pytest.mark.parametrize("render", FORMATS.values())
def test_foreign_text_cannot_act_where_it_is_printed(render: Callable[..., str]) -> None:
    names = [{"id": f"o-{n}", "name": f"Nav {words}"} for n, words in enumerate(HARMFUL)]
    answers: dict[str, Any] = {f"Nav {n}": {"rutine": "nei"} for n in range(len(HARMFUL))}
    written = [
        agreed(f"o-{n}", "rutine", action=f"a{words}", owner=f"b{words}", follow_up=f"c{words}", closes=f"d{words}")
        for n, words in enumerate(HARMFUL)
    ]
    text = render(lay_out(make_round(MIXED, answers, survey={"offices": names}), *written), ENGLISH, 80, UNICODE)
    assert all(char == "\n" or char.isprintable() for char in text)
    assert render is not format_markdown or "<script>" not in text


def test_of_some_offices_the_plan_says_how_much_of_it_is_shown_and_that_the_counts_are_of_all() -> None:
    answers = {"Nav Risør": {"vilkar": "noen", "rutine": "nei"}, "Nav Lister": {"rutine": "nei"}, "Nav Åmli": {}}
    plan = lay_out(make_round(MIXED, answers))
    part = plan.of(plan.matrix.round.survey.offices[1:2])
    text = format_terminal(part, ENGLISH, 80)
    assert text.endswith(
        dedent("""\
            Points of the plan: nothing agreed 1
            1 of 3 points shown; what is counted below is the whole survey
            3 of 3 offices have responded
            Points to follow up: possible breach 1 · risk of failure 0 ·
              point for improvement 2
            Answers: unanswered 15
        """)
    )
    data = json.loads(format_json(part, ENGLISH))
    assert (data["shown"], data["counts"]["gaps"]["breach"], data["counts"]["offices"]) == (
        {"points": 1, "of": 3},
        1,
        3,
    )
    assert "shown; what" not in format_terminal(plan, ENGLISH, 80)


def test_what_is_not_coded_of_the_offices_that_are_shown_stands_above_what_counts_all() -> None:
    coded = make_round(AGDER, {"Nav A": {"corona": "Alt"}, "Nav B": {"corona": "Noe"}})
    plan = lay_out(coded)
    text = format_terminal(plan.of(plan.matrix.round.survey.offices[:1]), ENGLISH, 80)
    assert "1 answer to 1 question is not coded:" in text.split("what is counted below")[0]


def test_a_point_of_the_plan_that_is_raised_says_so() -> None:
    one = make_round(MIXED, {"Nav Risør": {"rutine": "nei"}})
    text = format_terminal(lay_out(replace(one, before=one)), ENGLISH, 80)
    assert (
        "\n  ! Risk of failure\n  Raised from point for improvement: the same point as last time\n  Answer now: «Nei»"
        in text
    )


def test_points_without_an_action_are_told_with_the_command_that_writes_them() -> None:
    plan = lay_out(make_round(MIXED, {"Nav Risør": {"rutine": "nei", "vilkar": "noen"}, "Nav Åmli": {"rutine": "nei"}}))
    assert [ENGLISH(message) for message in tell_unplanned(plan)] == [
        "Nothing is agreed on 3 points. Write an action for each with:",
        "  navcheck plan prove --update",
    ]
    part = plan.of(plan.matrix.round.survey.offices[1:])
    assert [ENGLISH(message) for message in tell_unplanned(part)] == [
        "Nothing is agreed on 1 point. Write an action for it with:",
        "  navcheck plan prove --update --office amli",
    ]
    agreed_on = lay_out(make_round(MIXED, {"Nav Risør": {"rutine": "nei"}}), agreed("risor", "rutine"))
    assert list(tell_unplanned(agreed_on)) == []
