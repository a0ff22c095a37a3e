from dataclasses import replace
from datetime import date
from decimal import Decimal

from navcheck.core.facts import Facts, Figure
from navcheck.core.matrix import Matrix, build_matrix, narrow
from navcheck.core.messages import ENGLISH
from navcheck.core.narrowing import Narrowing
from navcheck.core.words import SignalKind
from navcheck.render.marks import UNICODE
from navcheck.render.signals import signal_sentence, tell_signals
from tests.builders import Answers, make_round

CHECKLIST = """
    facts:
      - {id: base, max_age_months: 12, title: {nb: Mottakere}}
    topics:
      - id: t
        title: {nb: T}
        heading: {nb: Deltakere}
        shows: tall
        questions:
          - {id: tall, type: number, persons: true, per: base, short: {nb: Tall}, text: {nb: Hvor mange?}}
          - id: ja
            type: choice
            choices: {ja: {label: {nb: Ja}, status: met}}
            text: {nb: Rutine?}
            evidence: {ask: true, what: {nb: Rutinen}}
"""


def groups(*numbers: tuple[str, str, int, str]) -> Matrix:
    """Lay out offices by name, group, number and the day of their figure of 100."""
    offices = [{"id": name, "name": f"Nav {name.upper()}", "group": group} for name, group, _, _ in numbers]
    answers: dict[str, Answers] = {f"Nav {name.upper()}": {"tall": str(number)} for name, _, number, _ in numbers}
    facts: Facts = {
        name: {"base": Figure(Decimal(100), date.fromisoformat(day), "KOSTRA")} for name, _, _, day in numbers
    }
    return build_matrix(replace(make_round(CHECKLIST, answers, survey={"offices": offices}), facts=facts))


def sentences(matrix: Matrix, kind: SignalKind) -> list[str]:
    return [signal_sentence(matrix, one, ENGLISH) for one in matrix.signals if one.kind is kind]


def two_groups(first: int, second: int) -> Matrix:
    names = "abcdefghijklmnop"
    return groups(
        *((name, "by", first, "2026-01-01") for name in names[:8]),
        *((name, "land", second, "2026-01-01") for name in names[8:]),
    )


def test_groups_that_differ_are_told_with_both_medians_and_how_many_offices() -> None:
    assert sentences(two_groups(5, 11), SignalKind.GROUP_DIFFERS) == [
        "Deltakere, Tall: the median is 5.0 per 100 in by (8 offices), 11.0 per 100 in land (8 offices)"
    ]


def test_medians_that_would_tell_small_numbers_of_persons_are_held_back() -> None:
    assert sentences(two_groups(3, 11), SignalKind.GROUP_DIFFERS) == [
        "Deltakere, Tall: the medians of by (8 offices) and land (8 offices) are far apart"
    ]


def test_a_figure_that_stands_out_is_told_with_the_median_and_a_small_one_without() -> None:
    matrix = groups(*((name, "by", 10, "2026-01-01") for name in "abcdef"), ("g", "by", 30, "2026-01-01"),
                    ("h", "by", 3, "2026-01-01"))  # fmt: skip
    assert sentences(matrix, SignalKind.OUTLIER) == [
        "Nav G: Deltakere, Tall: 30 of 100, 30.0 per 100; the median of 8 is 10.0",
        "Nav H: Deltakere, Tall: 1–4 of 100, far from the median of 8",
    ]


def test_old_figures_are_told_by_day_and_source_the_oldest_first() -> None:
    matrix = groups(("a", "by", 1, "2024-12-31"), ("b", "by", 1, "2023-12-31"), ("c", "by", 1, "2024-12-31"),
                    ("d", "by", 1, "2026-01-01"))  # fmt: skip
    (told,) = sentences(matrix, SignalKind.STALE_FIGURE)
    assert told == (
        "Mottakere: older than 12 months at 3 of 4 offices: 2023-12-31 («KOSTRA»): Nav B; 2024-12-31 («KOSTRA»): "
        "Nav A, Nav C"
    )


def test_carried_answers_are_told_with_their_fraction() -> None:
    carried = {"value": "ja", "carried": "2025"}
    matrix = build_matrix(make_round(CHECKLIST, {"Nav A": {"ja": carried}, "Nav B": {"ja": "ja", "tall": "9"}}))
    assert sentences(matrix, SignalKind.CARRIED) == ["Nav A: 1 of 1 answers are carried over from last time"]
    assert [row.cells[0].signal for row in matrix.rows] == [None, None]


def test_what_is_not_documented_is_counted_beside_the_signals_and_without_any_too() -> None:
    claimed = "~ stated, not documented: 1 of 2 answers that a document is asked for, at 1 of 2 offices"
    shown = {"value": "ja", "evidence": [{"proof": "shown"}]}
    alone = build_matrix(make_round(CHECKLIST, {"Nav A": {"ja": "ja"}, "Nav B": {"ja": shown}}))
    assert [(one.text, one.items) for one in tell_signals(alone, ENGLISH, UNICODE)] == [(claimed, ())]
    carried = {"value": "ja", "carried": "2025"}
    beside = build_matrix(make_round(CHECKLIST, {"Nav A": {"ja": carried}, "Nav B": {"ja": shown}}))
    (told,) = tell_signals(beside, ENGLISH, UNICODE)
    assert told.items == ("◊ Nav A: 1 of 1 answers are carried over from last time", claimed)


def test_where_one_office_is_looked_at_the_others_are_counted_and_not_named() -> None:
    asked = """
        topics:
          - {id: t, title: {en: T}, heading: {en: T}, shows: q, questions: [{id: q, type: text, text: {en: "How?"}}]}
    """
    words = "We go through the list of all every month"
    answers: dict[str, Answers] = {name: {"q": words} for name in ("Nav A", "Nav B", "Nav C")}
    matrix = build_matrix(make_round(asked, answers | {"Nav D": {"q": "Otherwise"}}))
    near = narrow(matrix, Narrowing(offices=(matrix.rows[1].office,)))
    [told] = sentences(near, SignalKind.SAME_WORDS)
    assert "(Nav B, 2 other offices)" in told
    assert "Nav A" not in told
    assert "(Nav A, Nav B, Nav C)" in sentences(matrix, SignalKind.SAME_WORDS)[0]
