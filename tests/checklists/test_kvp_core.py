"""The core of kvp: what is asked of an office, and what shows on its twenty questions alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navcheck.core.facts import Figure
from navcheck.core.interview import asked_questions
from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Answer
from navcheck.core.round import Round, read_round
from navcheck.core.signals import Signal
from navcheck.core.words import Kind, SignalKind, Status
from navcheck.render.below import signal_sentence
from tests.builders import Answers, Written, make_round
from tests.checklists.shipped import part, whole

CORE = part("kvp")
PROOF = {"title": "Notat", "date": "2026-05-01"}
CODING = """
utfordringer:
  - {words: Ingen, code: ingen}
  - {words: Budsjettet, code: okonomi}
  - {words: For få veiledere, code: kapasitet}
  - {words: Språk, code: sprak}
"""


def a_round(answers: Mapping[str, Answers], *, facts: Mapping[str, Mapping[str, int]] | None = None) -> Round:
    figures = {
        office: {name: Figure(Decimal(one), date(2026, 1, 1), "KOSTRA") for name, one in those.items()}
        for office, those in (facts or {}).items()
    }
    return replace(make_round(CORE, answers, coding=CODING), facts=figures)


def of_offices(question: str, *answers: Written) -> Round:
    """Return the round in which Nav A answers the first, Nav B the second."""
    return a_round({f"Nav {chr(ord('A') + n)}": {question: one} for n, one in enumerate(answers)})


def asked(signal: Signal) -> str | None:
    return signal.question.id if signal.question is not None else None


def seen(one: Round, kind: SignalKind) -> list[Signal]:
    return [signal for signal in build_matrix(one).signals if signal.kind is kind]


def conflicts(answers: Answers, facts: Mapping[str, int] | None = None) -> list[str]:
    one = a_round({"Nav Lillevik": answers}, facts={"lillevik": facts or {}})
    return [signal.check.id for signal in seen(one, SignalKind.CONFLICT) if signal.check is not None]


# What is asked.


def test_the_core_is_twenty_questions_in_six_topics() -> None:
    assert {topic.id: len(topic.questions) for topic in CORE.topics} == {
        "finne": 7,
        "informere": 3,
        "tilby": 6,
        "gjennomfore": 2,
        "styring": 1,
        "utfordringer": 1,
    }


def test_the_core_comes_first_so_that_a_chosen_topic_changes_no_number() -> None:
    assert whole("kvp").topics[: len(CORE.topics)] == CORE.topics


@pytest.mark.parametrize(("participants", "asked"), [("0", 18), ("1", 20), ("40", 20)])
def test_an_office_without_participants_is_asked_eighteen(participants: str, asked: int) -> None:
    answered = {"deltakere": Answer.model_validate({"value": participants})}
    assert len(asked_questions(CORE, answered)) == asked


def test_without_participants_nobody_asks_how_programmes_are_carried_out() -> None:
    one = read_round(a_round({"Nav Lillevik": {"deltakere": "0"}}))[0]
    hidden = [question.id for question in CORE.questions() if one.status(question) is Status.NOT_ASKED]
    assert hidden == ["innhold-til", "evaluering"]


def test_three_texts_and_no_more_fill_cells() -> None:
    texts = [question.id for question in CORE.questions() if question.type is Kind.TEXT]
    assert texts == ["hvordan-finne", "hvordan-informere", "utfordringer"]
    assert set(texts) <= {topic.shows for topic in CORE.topics}


def test_every_topic_shows_an_answer() -> None:
    assert [topic.id for topic in CORE.topics if topic.shows is None] == []


def test_no_question_has_a_comfortable_middle_between_yes_and_no() -> None:
    labels = [
        label.casefold()
        for question in CORE.questions()
        for choice in CORE.choices_of(question).values()
        for label in choice.label.values()
    ]
    for middle in ("delvis", "til dels", "i noen grad", "i nokon grad", "partly", "to some extent"):
        assert [label for label in labels if middle in label] == []


# (b) and (c): two answers that do not go together.


def test_no_participants_and_no_challenges_is_a_conflict() -> None:
    assert conflicts({"deltakere": "0", "utfordringer": "Ingen"}) == ["ingen-deltakere"]


@pytest.mark.parametrize(("participants", "words"), [("1", "Ingen"), ("0", "Språk"), ("0", "Litt av hvert")])
def test_participants_or_challenges_or_words_without_a_code_are_none(participants: str, words: str) -> None:
    assert conflicts({"deltakere": participants, "utfordringer": words}) == []


@pytest.mark.parametrize("room", ["alle", "ikke-skjedd"])
@pytest.mark.parametrize("words", ["Budsjettet", "For få veiledere"])
def test_room_for_everyone_and_money_or_advisers_as_the_hardest_is_a_conflict(room: str, words: str) -> None:
    assert conflicts({"flere-enn-plass": room, "utfordringer": words}) == ["plass-men-ikke-rad"]


@pytest.mark.parametrize(
    ("room", "words"), [("venteliste", "Budsjettet"), ("venter-innen-frist", "For få veiledere"), ("alle", "Språk")]
)
def test_a_waiting_list_or_another_challenge_is_none(room: str, words: str) -> None:
    assert conflicts({"flere-enn-plass": room, "utfordringer": words}) == []


# (g): no late start, and a fact that says otherwise.


@pytest.mark.parametrize(("late", "days", "found"), [("0", 185, 1), ("0", 184, 0), ("1", 185, 0)])
def test_no_late_start_against_the_longest_wait_on_record(late: str, days: int, found: int) -> None:
    assert conflicts({"sen-start": late}, {"lengste-ventetid": days}) == ["sen-start-mot-fakta"] * found


def test_without_the_fact_nothing_is_held_against_the_office() -> None:
    assert conflicts({"sen-start": "0"}) == []


# A yes with and without anything to show.


@pytest.mark.parametrize(
    ("evidence", "status"),
    [([], "claimed"), ([{"proof": "said"}], "claimed"), ([{"proof": "written", **PROOF}], "met"),
     ([{"proof": "shown", **PROOF}], "met"), ([{"proof": "said"}, {"proof": "shown", **PROOF}], "met")],
)  # fmt: skip
def test_a_yes_is_met_only_with_something_written_or_shown(evidence: list[dict[str, str]], status: str) -> None:
    one = read_round(of_offices("rutine", {"value": "ja", "evidence": evidence}))[0]
    assert one.status(CORE.by_id["rutine"]).value == status


def test_a_yes_that_nobody_asks_proof_for_is_met() -> None:
    assert read_round(of_offices("for-vilkar", "alle"))[0].status(CORE.by_id["for-vilkar"]) is Status.MET


# Offices held against each other.


def test_the_same_words_from_three_offices_are_told() -> None:
    words = "Vi går gjennom lista over langtidsmottakere"
    (signal,) = seen(of_offices("hvordan-finne", words, "Noe annet", words, words), SignalKind.SAME_WORDS)
    assert [office.name for office in signal.offices] == ["Nav A", "Nav C", "Nav D"]
    assert (asked(signal), signal.given, signal.words) == ("hvordan-finne", 4, words)


def test_the_same_words_from_two_are_not() -> None:
    words = "Vi går gjennom lista over langtidsmottakere"
    assert seen(of_offices("hvordan-finne", words, "Noe annet", words), SignalKind.SAME_WORDS) == []


def test_the_same_choice_everywhere_is_told_when_nobody_has_proof() -> None:
    (signal,) = seen(of_offices("rutine", *["ja"] * 5), SignalKind.NO_SPREAD)
    assert (asked(signal), signal.given) == ("rutine", 5)


@pytest.mark.parametrize(("proof", "told"), [("said", 1), ("written", 0), ("shown", 0)])
def test_one_office_with_proof_makes_the_same_choice_believable(proof: str, told: int) -> None:
    one = of_offices("rutine", *["ja"] * 4, {"value": "ja", "evidence": [{"proof": proof}]})
    assert len(seen(one, SignalKind.NO_SPREAD)) == told


# (f): participants by long-term recipients.


def participants(*figures: int, recipients: int = 100, last: int = 100) -> Round:
    """Return the round in which Nav A has the first figure; the last office has its own number of recipients."""
    names = [chr(ord("A") + n) for n in range(len(figures))]
    facts = {name.lower(): {"langtidsstonad": recipients} for name in names}
    facts[names[-1].lower()] = {"langtidsstonad": last}
    answers = {f"Nav {name}": {"deltakere": str(one)} for name, one in zip(names, figures, strict=True)}
    return a_round(answers, facts=facts)


def test_a_share_above_twice_the_median_of_eight_is_told_with_its_figures() -> None:
    (signal,) = seen(participants(21, 10, 10, 10, 10, 10, 10, 10), SignalKind.OUTLIER)
    assert [office.name for office in signal.offices] == ["Nav A"]
    assert (asked(signal), signal.given) == ("deltakere", 8)
    assert [one.value for one in signal.figures] == [Decimal(21), Decimal(100), Decimal("0.1")]


@pytest.mark.parametrize(("first", "told"), [(4, 1), (5, 0), (20, 0), (21, 1), (0, 1)])
def test_half_and_twice_the_median_are_still_ordinary(first: int, told: int) -> None:
    assert len(seen(participants(first, 10, 10, 10, 10, 10, 10, 10), SignalKind.OUTLIER)) == told


def test_seven_offices_are_too_few_to_compare() -> None:
    assert seen(participants(21, 10, 10, 10, 10, 10, 10), SignalKind.OUTLIER) == []


@pytest.mark.parametrize(("last", "told"), [(20, 1), (19, 0)])
def test_fewer_than_twenty_recipients_are_too_few_to_count_an_office(last: int, told: int) -> None:
    assert len(seen(participants(21, 10, 10, 10, 10, 10, 10, 2, last=last), SignalKind.OUTLIER)) == told


def test_without_facts_there_is_nothing_to_compare() -> None:
    assert seen(of_offices("deltakere", *["10"] * 7, "90"), SignalKind.OUTLIER) == []


# Last round.


def after(before: Answers, now: Answers) -> Matrix:
    last = a_round({"Nav Lillevik": before})
    return build_matrix(replace(a_round({"Nav Lillevik": now}), before=last))


def severities(matrix: Matrix) -> dict[str, str]:
    return {gap.question.id: gap.severity.value for gap in matrix.gaps}


def repeated(matrix: Matrix) -> list[str | None]:
    return [asked(signal) for signal in matrix.signals if signal.kind is SignalKind.REPEAT]


def test_the_same_gap_again_is_told_and_an_improvement_becomes_a_risk() -> None:
    matrix = after({"rutine": "under-arbeid"}, {"rutine": "under-arbeid"})
    assert severities(matrix) == {"rutine": "risk"}
    assert repeated(matrix) == ["rutine"]


def test_a_risk_again_is_told_and_never_becomes_a_breach() -> None:
    matrix = after({"rutine": "nei", "vedtak": "fleste"}, {"rutine": "nei", "vedtak": "fleste"})
    assert severities(matrix) == {"rutine": "risk", "vedtak": "risk"}
    assert repeated(matrix) == ["rutine", "vedtak"]


def test_a_breach_again_is_told_and_stays_one() -> None:
    matrix = after({"vedtak": "noen"}, {"vedtak": "noen"})
    assert severities(matrix) == {"vedtak": "breach"}
    assert repeated(matrix) == ["vedtak"]


def test_a_new_gap_is_no_repetition_and_a_closed_one_is_silent() -> None:
    matrix = after({"rutine": "under-arbeid"}, {"gjennomgang": "ar", "rutine": "ja"})
    assert severities(matrix) == {"gjennomgang": "improvement"}
    assert repeated(matrix) == []


def test_without_a_last_round_an_improvement_is_one() -> None:
    matrix = build_matrix(of_offices("rutine", "under-arbeid"))
    assert severities(matrix) == {"rutine": "improvement"}
    assert repeated(matrix) == []


def test_a_small_number_of_persons_is_held_back_where_it_stands_out_too() -> None:
    matrix = build_matrix(participants(3, 10, 10, 10, 10, 10, 10, 10))
    (signal,) = (one for one in matrix.signals if one.kind is SignalKind.OUTLIER)
    told = signal_sentence(matrix, signal, ENGLISH)
    assert "1–4 of 100" in told
    assert "per 100" not in told
