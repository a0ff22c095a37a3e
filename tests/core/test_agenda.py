from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.agenda import Agenda, Meeting, Point, agenda_of, meeting_of
from navcheck.core.facts import Facts, Figure
from navcheck.core.matrix import build_matrix
from navcheck.core.model import Response
from navcheck.core.round import Round
from navcheck.core.words import Standing
from tests.builders import Answers, Written, make_response, make_round, office_id
from tests.core.one_topic import one_topic

YES_NO = "choices: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}"
CHECKLIST = one_topic(f"""
    facts:
      - {{id: ventetid, title: {{nb: Ventetid}}}}
      - {{id: mottakere, counts: true, title: {{nb: Mottakere}}}}
    scales: {{lest: {{godt: {{label: {{nb: Godt}}, status: met}}, lite: {{label: {{nb: Lite}}}}}}}}
    questions:
      - {{id: deltakere, type: number, persons: true}}
      - {{id: rutine, type: choice, {YES_NO}, gaps: {{nei: risk}}, evidence: {{ask: true, what: {{nb: Rutinen}}}}}}
      - {{id: plan, type: choice, {YES_NO}, gaps: {{nei: breach}}, ground: law}}
      - {{id: ord, type: text, codes: lest, gaps: {{lite: improvement}}}}
""")
WRITTEN: Written = {"value": "ja", "evidence": [{"proof": "written"}]}


def sharing(office: str, answers: Answers, shares: str = "true") -> Response:
    return make_response(CHECKLIST, office_id(office), answers, shares=shares)


def agenda(answers: dict[str, Answers], *, groups: dict[str, str] | None = None, facts: Facts | None = None) -> Agenda:
    return agenda_of(build_matrix(replace(rounds(answers, groups or {}), facts=facts or {})))


def rounds(answers: dict[str, Answers], groups: dict[str, str]) -> Round:
    offices = [
        {"id": office_id(name), "name": name} | ({"group": groups[name]} if name in groups else {}) for name in answers
    ]
    return make_round(CHECKLIST, answers, survey={"offices": offices}, coding="ord: [{words: Fint, code: godt}]")


def examples(point: Point) -> list[str]:
    return [near.example.office.id for near in point.examples]


def named(meeting: Meeting) -> dict[str, list[str]]:
    return {theme.question.id: [one.office.id for one in theme.examples] for theme in meeting.themes}


def test_an_example_is_met_and_has_something_written_or_shown() -> None:
    (point,) = agenda(
        {
            "Nav A": {"plan": "nei"},
            "Nav B": {"plan": "ja"},
            "Nav C": {"plan": {"value": "ja", "evidence": [{"proof": "said"}]}},
            "Nav D": {"plan": WRITTEN},
            "Nav E": {"plan": {"value": "ja", "evidence": [{"proof": "said"}, {"proof": "shown"}]}},
        }
    ).points
    assert examples(point) == ["d", "e"]


def test_words_are_an_example_once_they_are_read_as_good() -> None:
    coded, uncoded = ({"value": words, "evidence": [{"proof": "shown"}]} for words in ("Fint", "Bra"))
    one = make_round(
        CHECKLIST,
        {"Nav A": {"ord": "Lite"}, "Nav B": {"ord": coded}, "Nav C": {"ord": uncoded}},
        coding="ord: [{words: Fint, code: godt}, {words: Lite, code: lite}]",
    )
    (point,) = agenda_of(build_matrix(one)).points
    assert examples(point) == ["b"]


def test_an_office_with_a_gap_on_the_question_is_no_example() -> None:
    checklist = CHECKLIST.model_copy(
        update={
            "checks": one_topic("""
                questions: [{id: rutine, type: text}]
                checks:
                  - {id: ingen, about: plan, severity: risk, when: {deltakere: {equals: "0"}}, text: {nb: Ingen.}}
            """).checks
        }
    )
    one = make_round(checklist, {"Nav A": {"plan": "nei"}, "Nav B": {"plan": WRITTEN, "deltakere": "0"}})
    assert [examples(point) for point in agenda_of(build_matrix(one)).points] == [[], []]


def test_the_same_group_comes_before_a_nearer_size_and_then_the_survey_decides() -> None:
    good = {"plan": WRITTEN}
    (point,) = agenda(
        {
            "Nav A": {"plan": "nei", "deltakere": "10"},
            "Nav B": good,
            "Nav C": {**good, "deltakere": "40"},
            "Nav D": {**good, "deltakere": "9"},
            "Nav E": {**good, "deltakere": "1000"},
        },
        groups={"Nav A": "Øst", "Nav B": "Vest", "Nav E": "Øst"},
    ).points
    assert examples(point) == ["e", "d", "c"]
    assert [near.group for near in point.examples] == ["Øst", None, None]


def test_two_offices_without_a_group_are_not_of_the_same() -> None:
    (point,) = agenda({"Nav A": {"plan": "nei"}, "Nav B": {"plan": WRITTEN}}).points
    assert point.examples[0].group is None


def test_an_unknown_size_comes_last_and_three_are_enough() -> None:
    good = {"plan": WRITTEN}
    (point,) = agenda(
        {
            "Nav A": {"plan": "nei", "deltakere": "10"},
            "Nav B": good,
            "Nav C": {**good, "deltakere": "0"},
            "Nav D": {**good, "deltakere": "30"},
            "Nav E": {**good, "deltakere": "5"},
            "Nav F": {**good, "deltakere": {"instead": "vet-ikke"}},
        }
    ).points
    assert examples(point) == ["e", "d", "c"]


@pytest.mark.parametrize("needs", ["1", "4", "12"])
@pytest.mark.parametrize("gives", ["1", "3"])
def test_which_small_number_a_size_is_no_order_tells(needs: str, gives: str) -> None:
    good = {"plan": WRITTEN}
    (point,) = agenda(
        {
            "Nav A": {"plan": "nei", "deltakere": needs},
            "Nav B": {**good, "deltakere": "2"},
            "Nav C": {**good, "deltakere": gives},
            "Nav D": {**good, "deltakere": "9"},
        }
    ).points
    assert examples(point) == (["d", "b", "c"] if needs == "12" else ["b", "c", "d"])


def test_sizes_are_of_the_same_thing_and_the_countys_count_goes_first() -> None:
    def figures(**given: str) -> dict[str, Figure]:
        return {name: Figure(Decimal(value), date(2026, 9, 30), "SSB") for name, value in given.items()}

    good = {"plan": WRITTEN}
    (point,) = agenda(
        {
            "Nav A": {"plan": "nei", "deltakere": "10"},
            "Nav B": {**good, "deltakere": "10"},
            "Nav C": {**good, "deltakere": "11"},
        },
        facts={
            "a": figures(mottakere="100", ventetid="1"),
            "b": figures(mottakere="900", ventetid="1"),
            "c": figures(ventetid="1"),
        },
    ).points
    sizes = [near.size for near in point.examples]
    assert [(size.of.id, size.needs, size.gives) for size in sizes if size] == [
        ("deltakere", Decimal(10), Decimal(11)),
        ("mottakere", Decimal(100), Decimal(900)),
    ]


def test_a_pair_can_each_use_the_other_and_stands_in_the_surveys_order() -> None:
    found = agenda(
        {
            "Nav A": {"plan": WRITTEN, "rutine": "nei"},
            "Nav B": {"plan": "nei", "rutine": WRITTEN},
            "Nav C": {"plan": WRITTEN, "rutine": WRITTEN},
        }
    )
    assert [
        (pair.one.id, [one.id for one in pair.one_uses], pair.other.id, [one.id for one in pair.other_uses])
        for pair in found.pairs
    ] == [("a", ["rutine"], "b", ["plan"])]


def test_points_stand_as_gaps_are_ordered_and_one_without_an_example_is_there_too() -> None:
    found = agenda({"Nav A": {"plan": "nei", "rutine": "nei"}, "Nav B": {"rutine": WRITTEN}})
    assert [(one.gap.question.id, examples(one)) for one in found.points] == [("plan", []), ("rutine", ["b"])]


def test_a_meeting_hears_of_those_only_who_said_yes() -> None:
    one = make_round(
        CHECKLIST,
        {
            "Nav A": {"plan": "nei", "rutine": "nei"},
            "Nav B": sharing("Nav B", {"plan": WRITTEN}),
            "Nav C": sharing("Nav C", {"plan": WRITTEN, "rutine": WRITTEN}, "false"),
            "Nav D": {"plan": WRITTEN, "rutine": WRITTEN},
        },
    )
    meeting = meeting_of(build_matrix(one))
    assert named(meeting) == {"plan": ["b"]}
    assert [theme.question.id for theme in meeting.unshared] == ["rutine"]


def test_what_falls_short_nowhere_is_no_theme() -> None:
    one = make_round(CHECKLIST, {"Nav A": {"plan": "ja"}, "Nav B": sharing("Nav B", {"plan": WRITTEN})})
    meeting = meeting_of(build_matrix(one))
    assert (meeting.themes, meeting.unshared, meeting.held_back) == ((), (), ())


def test_a_theme_that_would_name_the_one_office_left_is_held_back() -> None:
    answers: dict[str, Answers | Response] = {"Nav A": {"plan": "nei"}, "Nav B": sharing("Nav B", {"plan": WRITTEN})}
    two = meeting_of(build_matrix(make_round(CHECKLIST, answers)))
    assert (named(two), [theme.question.id for theme in two.held_back]) == ({}, ["plan"])
    silent = meeting_of(build_matrix(make_round(CHECKLIST, {**answers, "Nav C": Standing.MISSING})))
    assert named(silent) == {}
    three = meeting_of(build_matrix(make_round(CHECKLIST, {**answers, "Nav C": {"plan": "ja"}})))
    assert (named(three), three.held_back) == ({"plan": ["b"]}, ())


ANSWER: st.SearchStrategy[Written | None] = st.sampled_from(
    [None, "ja", "nei", WRITTEN, {"instead": "vet-ikke"}, {"value": "nei", "evidence": [{"proof": "shown"}]}]
)
OFFICE = st.tuples(st.sampled_from(["true", "false", None]), ANSWER, ANSWER)


@given(st.lists(OFFICE, min_size=1, max_size=7))
def test_no_office_is_named_that_has_not_said_yes_and_none_where_it_has_a_gap(
    offices: list[tuple[str | None, Written | None, Written | None]],
) -> None:
    one = make_round(
        CHECKLIST,
        {
            f"Nav {n}": make_response(
                CHECKLIST,
                str(n),
                {name: answer for name, answer in (("rutine", rutine), ("plan", plan)) if answer},
                **({"shares": shares} if shares else {}),
            )
            for n, (shares, rutine, plan) in enumerate(offices)
        },
    )
    matrix = build_matrix(one)
    meeting, found = meeting_of(matrix), agenda_of(matrix)
    gaps = {(gap.office.id, gap.question.id) for gap in matrix.gaps}
    for theme in (*meeting.themes, *meeting.unshared, *meeting.held_back):
        assert any(question == theme.question.id for _, question in gaps)
        for example in theme.examples:
            assert offices[int(example.office.id)][0] == "true"
            assert (example.office.id, theme.question.id) not in gaps
    assert [point.gap for point in found.points] == list(matrix.gaps)
    assert all(len(point.examples) <= 3 for point in found.points)
    assert all((pair.one.id, question.id) in gaps for pair in found.pairs for question in pair.one_uses)
