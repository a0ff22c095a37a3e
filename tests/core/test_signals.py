import pytest

from navcheck.core.model import Checklist
from navcheck.core.signals import Signal, find_signals
from tests.builders import Answers, Written
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
    assert (signal.question.id, signal.given, signal.words) == ("fritt", 5, "Se lista")


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
        (signal.kind.value, signal.question.id, signal.offices[0].name, signal.check and signal.check.id)
        for signal in found
    ] == [("conflict", "rutine", "Nav A", "ingen"), ("conflict", "rutine", "Nav D", "ingen")]


def test_silence_on_a_question_that_was_not_asked_conflicts_with_nothing() -> None:
    found = signals({"Nav A": {"rutine": "ja"}, "Nav B": {"rutine": "nei"}}, checklist=CHECKS)
    assert [(signal.question.id, signal.offices[0].name) for signal in found] == [("eier", "Nav A")]


def test_signals_come_kind_by_kind_then_by_checklist() -> None:
    answers: dict[str, Answers] = {}
    for name in "ABCDE":
        fritt = "Målgruppen" if name == "E" else SAME_20
        answers[f"Nav {name}"] = {"rutine": "alle", "kanaler": ["noen"], "corona": SAME_20 + name, "fritt": fritt}
    assert [(signal.kind.value, signal.question.id) for signal in signals(answers)] == [
        ("no-spread", "rutine"),
        ("no-spread", "kanaler"),
        ("same-words", "fritt"),
        ("repeats-question", "fritt"),
    ]
