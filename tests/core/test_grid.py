from collections import Counter
from dataclasses import replace

import pytest

from navcheck.core.grid import Grid, Square, build_grid, count
from navcheck.core.round import Round
from navcheck.core.words import Severity, Standing, Status
from tests.builders import Answers, make_response, make_round

BREACH, RISK, IMPROVEMENT = Severity
CHECKLIST = """
    scales:
      praksis:
        alle: {label: {nb: Alle}, status: met}
        fleste: {label: {nb: De fleste}}
        noen: {label: {nb: Noen}}
        ingen-saker: {label: {nb: Ingen}, status: no_cases}
    topics:
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilbud}
        questions:
          - {id: vilkar, type: choice, scale: praksis, ground: law, text: {nb: Vilkår?},
             gaps: {fleste: risk, noen: breach}}
          - {id: rutine, type: choice, scale: praksis, text: {nb: Rutine?}, gaps: {noen: improvement}}
      - id: styring
        title: {nb: Styring}
        heading: {nb: Styring}
        questions:
          - {id: plan, type: choice, scale: praksis, text: {nb: Plan?}, evidence: {ask: true, what: {nb: Planen}}}
          - {id: frist, type: text, text: {nb: Frist?}, when: {plan: [noen]}}
"""


def grid_of(answers: dict[str, Answers | Standing]) -> Grid:
    return build_grid(make_round(CHECKLIST, dict(answers)))


def marks(grid: Grid, row: int = 0) -> list[str]:
    return [square.mark.value for square in grid.rows[row].squares.values()]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"vilkar": "noen", "rutine": "noen", "plan": "noen", "frist": "1. mai"},
         ["breach", "improvement", "answered", "answered"]),
        ({"vilkar": "fleste", "rutine": "alle", "plan": "alle"}, ["risk", "met", "claimed", "not_asked"]),
        ({"vilkar": {"instead": "vet-ikke"}, "rutine": "ingen-saker", "plan": {"instead": "vet-ikke"}},
         ["risk", "no_cases", "unknown", "not_asked"]),
        ({"rutine": {"instead": "ikke-aktuelt"}, "plan": {"instead": "ikke-aktuelt", "comment": "ny leder"}},
         ["unanswered", "unanswered", "not_applicable", "not_asked"]),
    ],
)  # fmt: skip
def test_a_square_is_the_worst_gap_else_the_status(answers: Answers, expected: list[str]) -> None:
    assert marks(grid_of({"Nav A": answers})) == expected


def test_offices_stand_in_the_surveys_order_and_those_without_a_response_have_no_squares() -> None:
    grid = grid_of({"Nav B": {"vilkar": "noen"}, "Nav C": Standing.MISSING, "Nav A": Standing.UNREADABLE})
    assert [(row.entry.office.name, row.entry.standing, len(row.squares)) for row in grid.rows] == [
        ("Nav B", Standing.RESPONDED, 4),
        ("Nav C", Standing.MISSING, 0),
        ("Nav A", Standing.UNREADABLE, 0),
    ]


def test_every_square_is_counted_once_for_its_office_its_question_and_the_whole() -> None:
    grid = grid_of({
        "Nav A": {"vilkar": "noen", "rutine": "noen"},
        "Nav B": {"vilkar": {"instead": "vet-ikke"}, "rutine": "noen", "plan": "alle"},
        "Nav C": Standing.MISSING,
    })  # fmt: skip
    assert [dict(row.counts.severities) for row in grid.rows] == [
        {BREACH: 1, IMPROVEMENT: 1},
        {RISK: 1, IMPROVEMENT: 1},
        {},
    ]
    assert dict(grid.questions["rutine"].severities) == {IMPROVEMENT: 2}
    assert dict(grid.questions["plan"].statuses) == {Status.UNANSWERED: 1, Status.CLAIMED: 1}
    assert dict(grid.total.severities) == {BREACH: 1, RISK: 1, IMPROVEMENT: 2}
    for kind in ("severities", "statuses", "otherwise"):
        total = Counter(getattr(grid.total, kind))
        assert total == sum((Counter(getattr(row.counts, kind)) for row in grid.rows), Counter())
        assert total == sum((Counter(getattr(counts, kind)) for counts in grid.questions.values()), Counter())
        assert total == sum((Counter(getattr(grid.within(topic), kind)) for topic in grid.matrix.topics), Counter())
        assert total == sum(
            (Counter(getattr(row.within(topic), kind)) for row in grid.rows for topic in grid.matrix.topics), Counter()
        )


def test_the_totals_are_those_of_the_matrix_by_topic() -> None:
    grid = grid_of({"Nav A": {"vilkar": "noen", "rutine": "noen"}, "Nav B": {"vilkar": "fleste", "plan": "noen"}})
    assert {one: grid.total.severities.get(one, 0) for one in Severity} == {
        one: grid.matrix.severity(one) for one in Severity
    }
    assert grid.total.statuses == grid.matrix.statuses


def test_not_knowing_counts_as_a_risk_and_as_not_knowing_but_not_otherwise() -> None:
    counts = count([Square(Status.UNKNOWN, RISK), Square(Status.UNKNOWN)])
    assert (counts.severities, counts.statuses, counts.otherwise) == (
        {RISK: 1},
        {Status.UNKNOWN: 2},
        {Status.UNKNOWN: 1},
    )


@pytest.mark.parametrize(
    ("now", "last", "severity"),
    [
        ({"rutine": "noen"}, {"rutine": "noen"}, RISK),
        ({"rutine": "noen"}, {"rutine": "alle"}, IMPROVEMENT),
        ({"vilkar": "fleste"}, {"vilkar": "fleste"}, RISK),
    ],
)
def test_a_point_for_improvement_that_stood_last_time_too_is_a_risk(
    now: Answers, last: Answers, severity: Severity
) -> None:
    before = make_round(CHECKLIST, {"Nav A": last})
    (question,) = now
    grid = build_grid(replace(make_round(CHECKLIST, {"Nav A": now}), before=before))
    assert grid.rows[0].squares[question].severity is severity


def test_taking_one_answer_away_changes_the_counts() -> None:
    whole: Round = make_round(CHECKLIST, {"Nav A": {"vilkar": "noen", "rutine": "alle", "plan": "alle"}})
    for name in ("vilkar", "rutine", "plan"):
        answers = {"vilkar": "noen", "rutine": "alle", "plan": "alle"}
        del answers[name]
        less = make_round(CHECKLIST, {"Nav A": make_response(whole.checklist, "a", answers)})
        assert build_grid(less).total != build_grid(whole).total


def test_no_offices_make_an_empty_grid() -> None:
    whole = make_round(CHECKLIST, {"Nav A": {"vilkar": "noen"}})
    grid = build_grid(Round(whole.survey, whole.checklist, None, ()))
    assert (grid.rows, grid.total.statuses) == ((), {})
    assert list(grid.questions) == ["vilkar", "rutine", "plan", "frist"]
