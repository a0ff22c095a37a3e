from collections.abc import Mapping

from navcheck.core.interview import asked_questions, open_questions
from navcheck.core.model import Answer
from tests.core.one_topic import one_topic

CHAIN = one_topic("""
scales:
  janei: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}
questions:
  - {id: rutine, type: choice, scale: janei}
  - {id: skriftlig, type: choice, scale: janei, when: {rutine: [ja]}}
  - {id: dato, type: date, when: {skriftlig: [ja]}}
  - {id: hvorfor, type: text, when: {rutine: {answered: false}}}
""")


def answers(**values: str) -> Mapping[str, Answer]:
    instead = {"vet-ikke", "ikke-aktuelt"}
    return {name: Answer.model_validate({"instead" if value in instead else "value": value})
            for name, value in values.items()}  # fmt: skip


def asked(**values: str) -> list[str]:
    return [question.id for question in asked_questions(CHAIN, answers(**values))]


def left(**values: str) -> list[str]:
    return [question.id for question in open_questions(CHAIN, answers(**values))]


def test_a_question_is_asked_when_its_conditions_hold() -> None:
    assert asked(rutine="ja") == ["rutine", "skriftlig"]
    assert asked(rutine="ja", skriftlig="ja") == ["rutine", "skriftlig", "dato"]
    assert asked(rutine="nei") == ["rutine"]


def test_before_the_first_answer_only_what_asks_for_silence_is_asked_too() -> None:
    assert asked() == ["rutine", "hvorfor"]


def test_what_hangs_on_a_hidden_answer_is_hidden_too() -> None:
    assert asked(rutine="nei", skriftlig="ja", dato="2026-11-21") == ["rutine"]


def test_not_knowing_opens_nothing_that_an_answer_opens() -> None:
    assert asked(rutine="vet-ikke") == ["rutine", "hvorfor"]
    assert asked(rutine="ikke-aktuelt") == ["rutine", "hvorfor"]


def test_an_answer_that_no_question_has_changes_nothing() -> None:
    assert asked(noe="ja", rutine="nei") == ["rutine"]


def test_open_is_what_is_asked_and_not_answered_in_the_order_of_the_checklist() -> None:
    assert left() == ["rutine", "hvorfor"]
    assert left(rutine="ja") == ["skriftlig"]
    assert left(rutine="ja", skriftlig="ja") == ["dato"]
    assert left(rutine="ja", skriftlig="nei") == []


def test_not_knowing_is_an_answer_and_is_not_asked_again() -> None:
    assert left(rutine="vet-ikke") == ["hvorfor"]


def test_a_number_opens_a_question_at_its_limit() -> None:
    checklist = one_topic("""
    questions:
      - {id: ubesvart, type: number}
      - {id: eldste, type: date, when: {ubesvart: {above: 0}}}
    """)
    opened = {value: len(asked_questions(checklist, {"ubesvart": Answer(value=value)})) for value in ("0", "1")}
    assert opened == {"0": 1, "1": 2}
