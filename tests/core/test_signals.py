from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.facts import Facts, Figure
from navcheck.core.gaps import find_gaps
from navcheck.core.matrix import build_matrix
from navcheck.core.model import Checklist
from navcheck.core.signals import Named, Signal, find_signals, is_stale
from navcheck.core.small_numbers import FEWEST_SHOWN, is_small
from navcheck.core.words import SignalKind
from tests.builders import Answers, Written, make_round, office_id
from tests.core.one_topic import one_topic, read_all

SAME_19 = "Vi ringer alle i mai"[:19]
SAME_20 = "Vi ringer alle i mai"

CHECKLIST = one_topic("""
scales:
  praksis: {alle: {label: {nb: Alle}, status: met}, noen: {label: {nb: Noen}}}
  virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}
questions:
  - {id: fritt, type: text, text: {nb: Hvordan når dere målgruppen?, nn: Korleis når de målgruppa?}}
  - {id: corona, type: text, codes: virkning, text: {nb: Hva gjorde Corona?}}
  - {id: rutine, type: choice, scale: praksis}
  - {id: kanaler, type: choices, scale: praksis}
  - {id: deltakere, type: number}
  - {id: siden, type: date}
""")


def signals(answers: dict[str, Answers], coding: str = "", checklist: Checklist = CHECKLIST) -> list[Signal]:
    return list(find_signals(checklist, read_all(checklist, answers, coding)[1]))


def of_offices(question: str, *answers: Written | None, coding: str = "") -> list[Signal]:
    """Find the signals when Nav A answers the first, Nav B the second; None is no answer."""
    given: dict[str, Answers] = {f"Nav {chr(ord('A') + n)}": {question: one} if one is not None else {}
                                 for n, one in enumerate(answers)}  # fmt: skip
    return signals(given, coding)


def asked(signal: Signal) -> str | None:
    return signal.question.id if signal.question is not None else None


def kinds(found: list[Signal]) -> list[str]:
    return [signal.kind.value for signal in found]


@pytest.mark.parametrize(("offices", "found"), [(4, []), (5, ["no-spread"]), (6, ["no-spread"])])
def test_no_spread_needs_five_answers(offices: int, found: list[str]) -> None:
    assert kinds(of_offices("fritt", *["Vi ser etter"] * offices)) == found
    assert kinds(of_offices("rutine", *["alle"] * offices)) == found
    assert kinds(of_offices("kanaler", *[["alle", "noen"]] * offices)) == found


def test_no_spread_names_the_offices_the_words_and_how_many_answered() -> None:
    (signal,) = of_offices("fritt", "Se lista", "se  LISTA.", "Se lista", None, "Se lista", "Se lista")
    assert [office.name for office in signal.offices] == ["Nav A", "Nav B", "Nav C", "Nav E", "Nav F"]
    assert (asked(signal), signal.given, signal.words) == ("fritt", 5, "Se lista")
    (several,) = of_offices("kanaler", *[["alle", "noen"]] * 5)
    assert several.words == "alle, noen"


def test_one_answer_that_differs_is_a_spread() -> None:
    assert of_offices("fritt", *["Vi ser etter"] * 5, "Vi ser ikke") == []
    assert of_offices("rutine", *["alle"] * 5, "noen") == []
    assert of_offices("kanaler", *[["alle"]] * 5, ["alle", "noen"]) == []


def test_only_answers_with_a_value_count_for_a_spread() -> None:
    silent: list[Written | None] = [{"instead": "vet-ikke"}, {"instead": "ikke-aktuelt", "comment": "Ingen"}, None]
    assert of_offices("rutine", *["alle"] * 4, *silent) == []
    assert kinds(of_offices("rutine", *["alle"] * 5, *silent)) == ["no-spread"]


def test_the_order_of_several_choices_makes_no_spread() -> None:
    assert kinds(of_offices("kanaler", ["noen", "alle"], *[["alle", "noen"]] * 4)) == ["no-spread"]


@pytest.mark.parametrize(("proof", "found"), [("said", ["no-spread"]), ("written", []), ("shown", [])])
@pytest.mark.parametrize(("question", "value"), [("rutine", "alle"), ("kanaler", ["alle"])])
def test_equal_choices_are_no_signal_when_one_has_something_to_show(
    question: str, value: Written, proof: str, found: list[str]
) -> None:
    proven: Written = {"value": value, "evidence": [{"proof": proof}]}
    assert kinds(of_offices(question, *[value] * 4, proven)) == found


def test_equal_words_are_a_signal_whatever_one_has_to_show() -> None:
    proven: Written = {"value": "Vi ser etter", "evidence": [{"proof": "shown"}]}
    assert kinds(of_offices("fritt", *["Vi ser etter"] * 4, proven)) == ["no-spread"]


@pytest.mark.parametrize(("question", "value"), [("deltakere", "7"), ("siden", "2026-11-21")])
def test_equal_numbers_and_dates_are_no_signal(question: str, value: str) -> None:
    assert of_offices(question, *[value] * 9) == []


def test_different_words_with_one_code_are_no_spread() -> None:
    words = ["som før", "uendra", "ingen endring", "likt", "ikke noe nytt"]
    coding = f"corona: [{', '.join(f'{{words: {one}, code: uendret}}' for one in words)}]"
    assert of_offices("corona", *words) == []
    assert kinds(of_offices("corona", *words, coding=coding)) == ["no-spread"]


def test_words_are_never_equal_to_a_code() -> None:
    coding = "corona: [{words: som før, code: uendret}]"
    assert of_offices("corona", *["som før"] * 4, "uendret", coding=coding) == []


@pytest.mark.parametrize(
    ("words", "offices", "found"),
    [(SAME_20, 2, []), (SAME_20, 3, ["same-words"]), (SAME_20, 4, ["same-words"]), (SAME_19, 4, [])],
)
def test_same_words_need_three_offices_and_twenty_characters(words: str, offices: int, found: list[str]) -> None:
    assert len(SAME_20) == 20
    assert kinds(of_offices("fritt", *[words] * offices, "Noe annet")) == found


def test_the_length_of_same_words_is_counted_without_extra_spaces_and_full_stop() -> None:
    assert of_offices("fritt", *[f"{SAME_19}."] * 3) == []
    assert of_offices("fritt", *[SAME_19.replace(" ", "   ")] * 3) == []


def test_same_words_name_the_offices_the_first_wording_and_how_many_answered() -> None:
    (signal,) = of_offices("fritt", "Annet", SAME_20, SAME_20.upper(), None, f"{SAME_20}.")
    assert [office.name for office in signal.offices] == ["Nav B", "Nav C", "Nav E"]
    assert (signal.given, signal.words) == (4, SAME_20)


def test_two_wordings_that_are_shared_are_two_signals() -> None:
    other = "Vi skriver til alle i juni"
    assert kinds(of_offices("fritt", *[SAME_20] * 3, *[other] * 3)) == ["same-words"] * 2


def test_coded_words_are_not_held_against_each_other() -> None:
    coding = f"corona: [{{words: {SAME_20}, code: uendret}}]"
    assert kinds(of_offices("corona", *[SAME_20] * 3, "Annet")) == ["same-words"]
    assert of_offices("corona", *[SAME_20] * 3, "Annet", coding=coding) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Hvordan når dere målgruppen?", ["repeats-question"]),
        ("DERE når målgruppen", ["repeats-question"]),
        ("Korleis målgruppa", ["repeats-question"]),
        ("målgruppen, vi når dem", ["repeats-question"]),
        ("målgruppen i heftet", []),
        ("når vi kan", []),
        ("nei", []),
        ("2026 1234", []),
    ],
)
def test_an_answer_whose_longer_words_all_stand_in_the_question_repeats_it(words: str, found: list[str]) -> None:
    assert kinds(of_offices("fritt", words)) == found


def test_a_word_of_four_letters_counts_and_one_of_three_does_not() -> None:
    assert kinds(of_offices("fritt", "dere jul")) == ["repeats-question"]
    assert kinds(of_offices("fritt", "dere jula")) == []


def test_each_office_that_repeats_the_question_is_its_own_signal() -> None:
    found = of_offices("fritt", "Målgruppen", "Noe annet", "Dere")
    assert [(signal.offices[0].name, signal.given, signal.words) for signal in found] == [
        ("Nav A", 1, "Målgruppen"),
        ("Nav C", 1, "Dere"),
    ]


def test_coded_words_do_not_repeat_the_question() -> None:
    assert kinds(of_offices("corona", "Hva gjorde Corona")) == ["repeats-question"]
    assert of_offices("corona", "Hva gjorde Corona", coding="corona: [{words: Hva gjorde Corona, code: uendret}]") == []


def test_where_nothing_spreads_nothing_else_is_said_of_the_words() -> None:
    repeated = "Hvordan når dere målgruppen?"
    assert kinds(of_offices("fritt", *[repeated] * 5)) == ["no-spread"]
    assert kinds(of_offices("fritt", *[repeated] * 5, "Annet")) == ["same-words", *["repeats-question"] * 5]


def test_what_does_not_spread_on_one_question_silences_no_other() -> None:
    answers: dict[str, Answers] = {f"Nav {name}": {"rutine": "alle", "fritt": "Målgruppen" if name == "A" else name}
                                   for name in "ABCDE"}  # fmt: skip
    assert kinds(signals(answers)) == ["no-spread", "repeats-question"]


CHECKS = one_topic("""
questions:
  - {id: deltakere, type: number}
  - {id: rutine, type: choice, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
  - {id: eier, type: text, when: {rutine: [ja]}}
checks:
  - {id: ingen, about: rutine, when: {deltakere: {equals: 0}, rutine: [ja]}, text: {nb: Ingen deltakere}}
  - {id: mange, about: rutine, when: {deltakere: {above: 9}}, text: {nb: Mange}, severity: risk}
  - {id: eierlos, about: eier, when: {eier: {answered: false}}, text: {nb: Ingen eier}}
""")


def test_a_check_without_a_severity_is_a_conflict_in_each_office_where_it_holds() -> None:
    found = signals(
        {
            "Nav A": {"deltakere": "0", "rutine": "ja", "eier": "x"},
            "Nav B": {"deltakere": "0", "rutine": "nei"},
            "Nav C": {"deltakere": "10", "rutine": "ja", "eier": "x"},
            "Nav D": {"deltakere": "0", "rutine": "ja", "eier": "x"},
        },
        checklist=CHECKS,
    )
    assert [
        (signal.kind.value, asked(signal), signal.offices[0].name, signal.check and signal.check.id) for signal in found
    ] == [("conflict", "rutine", "Nav A", "ingen"), ("conflict", "rutine", "Nav D", "ingen")]
    assert [signal.given for signal in found] == [1, 1]


def test_silence_on_a_question_that_was_not_asked_conflicts_with_nothing() -> None:
    found = signals({"Nav A": {"rutine": "ja"}, "Nav B": {"rutine": "nei"}}, checklist=CHECKS)
    assert [(asked(signal), signal.offices[0].name) for signal in found] == [("eier", "Nav A")]


def test_a_point_that_was_there_last_time_too_names_its_offices_and_how_many_responded() -> None:
    graded = one_topic("""
    scales: {praksis: {alle: {label: {nb: Alle}}, noen: {label: {nb: Noen}}}}
    questions:
      - {id: rutine, type: choice, scale: praksis, gaps: {noen: risk}}
      - {id: vedtak, type: choice, scale: praksis, gaps: {noen: risk}}
    """)
    then: dict[str, Answers] = {f"Nav {name}": {"rutine": "noen", "vedtak": "noen"} for name in "ABC"}
    now = then | {"Nav B": {"rutine": "alle", "vedtak": "alle"}, "Nav C": {"rutine": "noen", "vedtak": "alle"}}
    (_, last), (_, read) = read_all(graded, then), read_all(graded, now)
    found = find_signals(graded, read, find_gaps(graded, read), find_gaps(graded, last))
    assert [(one.kind.value, asked(one), [office.id for office in one.offices], one.given) for one in found] == [
        ("repeat", "rutine", ["a", "c"], 3),
        ("repeat", "vedtak", ["a"], 3),
    ]


def test_signals_come_kind_by_kind_then_by_checklist() -> None:
    answers: dict[str, Answers] = {}
    for name in "ABCDE":
        fritt = "Målgruppen" if name == "E" else SAME_20
        answers[f"Nav {name}"] = {"rutine": "alle", "kanaler": ["noen"], "corona": SAME_20 + name, "fritt": fritt}
    assert [(signal.kind.value, asked(signal)) for signal in signals(answers)] == [
        ("no-spread", "rutine"),
        ("no-spread", "kanaler"),
        ("same-words", "fritt"),
        ("repeats-question", "fritt"),
    ]


def test_more_than_half_of_an_offices_answers_carried_over_is_a_signal_without_a_question() -> None:
    old, new = {"value": "7", "carried": "2025"}, "2026-11-21"
    found = signals(
        {
            "Nav A": {"deltakere": old, "siden": new},
            "Nav B": {"deltakere": old, "siden": {"value": new, "carried": "2025"}, "rutine": "alle"},
            "Nav C": {},
        }
    )
    assert [(one.kind.value, asked(one), one.offices[0].name) for one in found] == [("carried", None, "Nav B")]
    assert (found[0].figures, found[0].given) == ((Named("carried", Decimal(2), "b"),), 3)


def test_a_carried_answer_to_a_question_that_is_no_longer_asked_does_not_count() -> None:
    carried = {"value": "x", "carried": "2025"}
    found = signals({"Nav A": {"rutine": "nei", "eier": carried, "deltakere": "1"}}, checklist=CHECKS)
    assert kinds(found) == []


AGES = one_topic("""
facts:
  - {id: tall, max_age_months: 12, title: {nb: Tall}}
  - {id: fast, title: {nb: Fast}}
questions: [{id: q, type: text}]
""")


def stale(as_of: str, *dates: str, fact: str = "tall") -> list[tuple[tuple[str, ...], int]]:
    """Find the old figures of Nav A, Nav B and so on: the offices, and of how many."""
    names = [f"Nav {chr(ord('A') + n)}" for n in range(len(dates))]
    one = make_round(AGES, {name: {} for name in names}, survey={"as_of": as_of} if as_of else {})
    facts: Facts = {
        office_id(name): {fact: Figure(Decimal(1), date.fromisoformat(day), "KOSTRA")}
        for name, day in zip(names, dates, strict=True)
    }
    found = build_matrix(replace(one, facts=facts)).signals
    assert all(signal.kind is SignalKind.STALE_FIGURE and signal.question is None for signal in found)
    return [(tuple(office.name for office in signal.offices), signal.given) for signal in found]


@pytest.mark.parametrize(
    ("as_of", "day", "is_old"),
    [
        ("2026-09-30", "2025-09-30", False),
        ("2026-10-01", "2025-09-30", True),
        ("2025-02-28", "2024-02-29", False),
        ("2025-03-01", "2024-02-29", True),
        ("", "2025-10-01", False),  # opened 2026-10-01
        ("", "2025-09-30", True),
    ],
)
def test_a_figure_is_old_from_the_day_after_its_months(as_of: str, day: str, is_old: bool) -> None:  # noqa: FBT001
    assert bool(stale(as_of, day)) is is_old


def test_old_figures_are_told_with_their_fact_their_office_and_where_they_were_read() -> None:
    one = make_round(AGES, {"Nav A": {}, "Nav B": {}, "Nav C": {}}, survey={"as_of": "2026-09-30"})
    old, new = (Figure(Decimal(7), date(year, 1, 1), f"KOSTRA {year}") for year in (2024, 2026))
    (signal,) = build_matrix(replace(one, facts={"a": {"tall": old}, "b": {"tall": new}})).signals
    assert signal.fact is not None
    assert (signal.fact.id, signal.given, signal.figures) == ("tall", 2, (Named("value", Decimal(7), "a", old),))


def test_a_figure_that_would_be_old_after_the_last_year_there_is_never_is() -> None:
    (fact, _), last = AGES.facts, date(9999, 12, 31)
    assert is_stale(fact, Figure(Decimal(1), date(9998, 6, 1), "KOSTRA"), last)
    assert not is_stale(fact, Figure(Decimal(1), date(9999, 6, 1), "KOSTRA"), last)


def test_old_figures_of_one_fact_are_one_signal_and_a_fact_without_an_age_never_is_old() -> None:
    assert stale("2026-09-30", "2024-01-01", "2026-01-01", "2023-01-01") == [(("Nav A", "Nav C"), 3)]
    assert stale("2026-09-30", "1999-01-01", fact="fast") == []


GROUPS = """
    facts: [{id: base, title: {nb: Mottakere}}]
    topics:
      - id: t
        title: {nb: T}
        heading: {nb: Deltakere}
        shows: tall
        questions: [{id: tall, type: number, persons: true, per: base, text: {nb: Hvor mange?}}]
"""


NO_GROUP = "ingen"


def grouped(*groups: tuple[str, int, int, int], kind: SignalKind = SignalKind.GROUP_DIFFERS) -> list[Signal]:
    """Find what differs between groups: a name, how many offices, each one's number, each one's denominator."""
    offices, answers, facts = [], {}, {}
    for group, count, number, base in groups:
        for n in range(count):
            office = f"{group}-{n}"
            offices.append({"id": office, "name": f"Nav {office}"} | ({"group": group} if group != NO_GROUP else {}))
            answers[f"Nav {office}"] = {"tall": str(number)}
            facts[office] = {"base": Figure(Decimal(base), date(2026, 1, 1), "KOSTRA")}
    one = replace(make_round(GROUPS, answers, survey={"offices": offices}), facts=facts)
    return [signal for signal in build_matrix(one).signals if signal.kind is kind]


@pytest.mark.parametrize(
    ("small", "large", "found"),
    [
        (("by", 8, 5, 100), ("land", 8, 11, 100), 1),
        (("by", 8, 5, 100), ("land", 8, 10, 100), 0),  # exactly twice
        (("by", 8, 0, 100), ("land", 8, 5, 100), 1),
        (("by", 7, 5, 100), ("land", 8, 50, 100), 0),
        (("by", 8, 5, 100), ("land", 7, 50, 100), 0),
        (("by", 8, 5, 19), ("land", 8, 50, 100), 0),
    ],
)
def test_groups_differ_from_eight_offices_with_denominators_of_twenty_on_each_side(
    small: tuple[str, int, int, int], large: tuple[str, int, int, int], found: int
) -> None:
    assert len(grouped(small, large)) == len(grouped(large, small)) == found


def test_both_medians_and_both_counts_of_offices_are_told() -> None:
    (signal,) = grouped(("by", 8, 5, 100), ("land", 9, 11, 100))
    assert [(one.name, one.of, float(one.value)) for one in signal.figures] == [
        ("offices", "by", 8.0),
        ("offices", "land", 9.0),
        ("median", "by", 0.05),
        ("median", "land", 0.11),
    ]
    assert (asked(signal), len(signal.offices), signal.given) == ("tall", 17, 17)


def test_a_median_that_small_numbers_of_persons_move_is_not_told() -> None:
    (signal,) = grouped(("by", 8, 3, 100), ("land", 8, 11, 100))
    assert [(one.name, one.of) for one in signal.figures] == [
        ("offices", "by"),
        ("offices", "land"),
        ("median", "land"),
    ]


def test_of_three_groups_each_pair_that_differs_is_told_and_offices_without_a_group_count_nowhere() -> None:
    found = grouped(("by", 8, 5, 100), ("land", 8, 11, 100), ("kyst", 8, 12, 100), (NO_GROUP, 8, 90, 100))
    assert [{figure.of for figure in one.figures} for one in found] == [{"by", "land"}, {"by", "kyst"}]


def test_what_stands_out_is_told_with_its_number_its_denominator_and_the_median() -> None:
    (signal,) = grouped((NO_GROUP, 7, 10, 100), ("by", 1, 42, 200), kind=SignalKind.OUTLIER)
    assert [(one.name, one.of, one.value) for one in signal.figures] == [
        ("number", "by-0", Decimal(42)),
        ("base", "by-0", Decimal(200)),
        ("median", "", Decimal("0.1")),
    ]
    assert (asked(signal), [office.id for office in signal.offices], signal.given) == ("tall", ["by-0"], 8)
    assert grouped((NO_GROUP, 6, 10, 100), ("by", 1, 42, 200), kind=SignalKind.OUTLIER) == []


def standing_out(numbers: list[tuple[int, int]]) -> list[tuple[object, ...]]:
    """Tell what stands out among offices of two groups, each with a number and a denominator; but for small numbers."""
    names = [f"Nav {n}" for n in range(len(numbers))]
    offices = [
        {"id": office_id(name), "name": name, "group": "by" if n % 2 else "land"} for n, name in enumerate(names)
    ]
    answers = {name: {"tall": str(number)} for name, (number, _) in zip(names, numbers, strict=True)}
    one = make_round(GROUPS, answers, survey={"offices": offices})
    facts = {
        office_id(name): {"base": Figure(Decimal(base), date(2026, 1, 1), "KOSTRA")}
        for name, (_, base) in zip(names, numbers, strict=True)
    }
    return [
        (
            signal.kind.value,
            [office.id for office in signal.offices],
            [(one.name, one.of, "1–4" if one.name == "number" and is_small(one.value) else one.value) for one in told],
        )
        for signal in build_matrix(replace(one, facts=facts)).signals
        if signal.kind in {SignalKind.OUTLIER, SignalKind.GROUP_DIFFERS} and (told := signal.figures)
    ]


def test_that_a_small_number_of_persons_stands_out_does_not_tell_which_it_is() -> None:
    """The median is 5 of 100: of 30, twice that is 3, so 4 would stand out and 3 would not."""
    rest = [(5, 100)] * 8
    assert standing_out([(4, 30), *rest]) == standing_out([(3, 30), *rest]) == []
    assert [kind for kind, *_ in standing_out([(4, 200), *rest])] == ["outlier"]
    assert [kind for kind, *_ in standing_out([(5, 30), *rest])] == ["outlier"]


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 4), st.sampled_from([20, 30, 60, 200])), min_size=8, max_size=20
    )
)
def test_other_small_numbers_of_persons_let_the_same_stand_out(offices: list[tuple[int, int, int]]) -> None:
    one = [(number, base) for number, _, base in offices]
    other = [(small if 0 < number < FEWEST_SHOWN else number, base) for number, small, base in offices]
    assert standing_out(one) == standing_out(other)
