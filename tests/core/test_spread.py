from decimal import Decimal

from navcheck.core.small_numbers import Hidden
from navcheck.core.spread import Claimed, Spread, coded_spreads, count_claimed, spread_of
from navcheck.core.words import Status
from tests.builders import Answers, Written
from tests.core.one_topic import one_topic, read_all

CHECKLIST = one_topic("""
scales: {virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}}
questions:
  - {id: valg, type: choice, choices: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}, evidence: {ask: true, what: {nb: X}}}
  - {id: flere, type: choices, choices: {a: {label: {nb: A}}, b: {label: {nb: B}}}}
  - {id: kodet, type: text, codes: virkning}
  - {id: fritt, type: text}
  - {id: tall, type: number}
  - {id: personer, type: number, persons: true}
  - {id: dato, type: date}
  - {id: skjult, type: text, when: {valg: [ja]}}
""")  # noqa: E501 -- one question a line
CODING = "kodet: [{words: som før, code: uendret}]"


def spread(question: str, *answers: Written | None, told: tuple[str, ...] = ()) -> Spread:
    """Count what Nav A, Nav B and so on answered; None is no answer."""
    given: dict[str, Answers] = {
        f"Nav {chr(ord('A') + n)}": {question: one} if one is not None else {} for n, one in enumerate(answers)
    }
    return spread_of(CHECKLIST.by_id[question], read_all(CHECKLIST, given, CODING)[1], told)


def counts(one: Spread) -> list[tuple[str, str]]:
    return [(each.value, "".join(office.id for office in each.offices)) for each in one.counted]


def test_each_choice_is_counted_in_the_scales_order_and_those_that_nobody_chose_too() -> None:
    assert counts(spread("valg", "nei", "nei", None)) == [("ja", ""), ("nei", "ab")]


def test_an_office_counts_under_each_of_several_choices() -> None:
    one = spread("flere", ["a", "b"], ["b"])
    assert (counts(one), one.given) == ([("a", "a"), ("b", "ab")], 2)


def test_a_text_with_codes_is_counted_by_code_and_how_many_have_none() -> None:
    one = spread("kodet", "som før", "Som  før.", "noe annet", None)
    assert counts(one) == [("uendret", "ab"), ("utsatt", "")]
    assert (one.given, one.uncoded) == (3, 1)


def test_a_text_without_codes_is_counted_by_its_wordings_as_they_are_compared() -> None:
    one = spread("fritt", "Vi ringer.", "Vi skriver", "vi  ringer")
    assert (counts(one), one.uncoded) == ([("Vi ringer.", "ac"), ("Vi skriver", "b")], 0)


def test_days_are_counted() -> None:
    assert counts(spread("dato", "2026-01-01", "2026-01-02", "2026-01-01")) == [
        ("2026-01-01", "ac"),
        ("2026-01-02", "b"),
    ]


def test_every_silence_is_counted_apart() -> None:
    answers: list[Written | None] = [
        "Tekst",
        None,
        {"instead": "vet-ikke"},
        {"instead": "ikke-aktuelt", "comment": "Ingen"},
        {"instead": "ikke-aktuelt"},
    ]
    one = spread("fritt", *answers)
    assert (one.given, one.silent) == (1, {Status.UNANSWERED: 2, Status.UNKNOWN: 1, Status.NOT_APPLICABLE: 1})
    assert spread("skjult", None).silent == {Status.NOT_ASKED: 1}


def test_figures_stand_by_office_with_their_total_and_from_eight_their_median() -> None:
    numbers = spread("tall", "1", "2.5", None, "4").numbers
    assert numbers is not None
    assert [office.id for office in numbers.offices] == ["a", "b", "d"]
    assert (numbers.figures.total, numbers.figures.median) == (Decimal("7.5"), None)
    eight = spread("tall", *map(str, range(1, 9))).numbers
    assert eight is not None
    assert eight.figures.median == Decimal("4.5")


def test_a_small_number_of_persons_is_held_back_and_so_is_one_that_would_tell_it() -> None:
    numbers = spread("personer", "3", "12", "9").numbers
    assert numbers is not None
    assert numbers.figures.shown == (Hidden.SMALL, Hidden.HELD_BACK, Decimal(9))
    told = spread("personer", "3", "12", "9", told=("b",)).numbers
    assert told is not None
    assert told.figures.shown == (Hidden.SMALL, Decimal(12), Hidden.HELD_BACK)


def test_only_questions_with_a_coded_answer_have_a_reading() -> None:
    coded = read_all(CHECKLIST, {"Nav A": {"kodet": "som før"}, "Nav B": {"kodet": "x"}}, CODING)[1]
    assert [(one.question.id, one.given, one.uncoded) for one in coded_spreads(CHECKLIST.questions(), coded)] == [
        ("kodet", 2, 1)
    ]
    assert coded_spreads(CHECKLIST.questions(), coded[1:]) == ()


def test_what_is_claimed_is_counted_of_the_answers_that_a_document_is_asked_for() -> None:
    read = read_all(
        CHECKLIST,
        {
            "Nav A": {"valg": "ja"},
            "Nav B": {"valg": {"value": "ja", "evidence": [{"proof": "written"}]}},
            "Nav C": {"valg": "nei", "fritt": "x"},
            "Nav D": {"valg": {"value": "ja", "evidence": [{"proof": "said"}]}},
        },
    )[1]
    assert count_claimed(tuple(CHECKLIST.questions()), read) == Claimed(2, 3, 2, 4)
    assert count_claimed((CHECKLIST.by_id["fritt"],), read) == Claimed(0, 0, 0, 4)
