from dataclasses import replace

from navcheck.core.matrix import build_matrix
from navcheck.core.topic_counts import TopicCount, count_topics, past_of
from navcheck.core.words import Severity, Standing
from tests.builders import Answers, make_checklist, make_round

CHECKLIST = make_checklist("""
    scales:
      svar: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Finne}
        questions:
          - {id: rutine, type: choice, scale: svar, gaps: {nei: improvement}, text: {nb: Rutine?}}
          - {id: plan, type: choice, scale: svar, gaps: {nei: risk}, text: {nb: Plan?}}
      - id: ord
        title: {nb: Ord}
        heading: {nb: Ord}
        questions:
          - {id: fritt, type: text, text: {nb: Hva?}}
      - id: mer
        title: {nb: Mer}
        heading: {nb: Mer}
        questions:
          - {id: hvis, type: choice, scale: svar, gaps: {nei: risk}, when: {rutine: [nei]}, text: {nb: Hvis?}}
""")


def counted(answers: dict[str, Answers | Standing]) -> dict[str, TopicCount]:
    matrix = build_matrix(make_round(CHECKLIST, answers))
    return {count.topic.id: count for count in count_topics(CHECKLIST, matrix.read, matrix.gaps)}


def test_an_office_with_two_points_in_a_topic_counts_once_and_under_each_severity() -> None:
    count = counted({"Nav Vik": {"rutine": "nei", "plan": "nei"}, "Nav Nes": {"rutine": "ja", "plan": "ja"}})["finne"]
    assert (count.offices, count.of) == (1, 2)
    assert count.severities == {Severity.BREACH: 0, Severity.RISK: 1, Severity.IMPROVEMENT: 1}


def test_who_has_not_responded_or_was_not_asked_is_no_part_of_the_whole() -> None:
    counts = counted({"Nav Vik": {"rutine": "nei"}, "Nav Nes": {"rutine": "ja"}, "Nav Bø": Standing.MISSING})
    assert counts["finne"].of == 2
    assert counts["mer"].of == 1


def test_a_topic_without_a_rule_is_not_judged() -> None:
    counts = counted({"Nav Vik": {"fritt": "Vi leter"}})
    assert not counts["ord"].judged
    assert counts["finne"].judged


def test_the_rounds_stand_in_their_order_and_this_one_last() -> None:
    last = make_round(CHECKLIST, {"Nav Vik": {"rutine": "nei"}}, survey={"period": "2025"})
    now = make_round(CHECKLIST, {"Nav Vik": {"rutine": "ja"}}, survey={"period": "2026"})
    matrix = build_matrix(now)
    past = past_of(replace(now, before=last), len(matrix.read), count_topics(CHECKLIST, matrix.read, matrix.gaps))
    assert [(one.period, one.topics["finne"].offices, one.topics["finne"].of) for one in past] == [
        ("2025", 1, 1),
        ("2026", 0, 1),
    ]
