from pathlib import Path

import pytest

from navcheck.core.model import Checklist
from navcheck.core.readiness import Readiness, readiness
from navcheck.core.selection import select
from navcheck.files.documents import load
from tests.core.one_topic import one_topic

CORE = Path(__file__).parents[2] / "checklists" / "kvp.yaml"
MOST_PROMPTS = 45
MOST_SECONDS = 20 * 60
PRAKSIS = "scales: {praksis: {alle: {label: {nb: Alle}}}}"


def need(questions: str) -> Readiness:
    return readiness(one_topic(f"{PRAKSIS}\nquestions:\n{questions}"))


@pytest.mark.parametrize(
    ("question", "seconds"),
    [
        ("{id: a, type: choice, scale: praksis}", 30),
        ("{id: a, type: choice, choices: {ja: {label: {nb: Ja}}}}", 35),
        ("{id: a, type: choices, scale: praksis}", 45),
        ("{id: a, type: number}", 55),
        ("{id: a, type: date}", 55),
        ("{id: a, type: text}", 150),
        ("{id: a, type: text, evidence: {what: {nb: Rutinen}}}", 150),
        ("{id: a, type: choice, scale: praksis, evidence: {ask: true, what: {nb: Rutinen}}}", 60),
    ],
)
def test_each_kind_of_question_has_its_time(question: str, seconds: int) -> None:
    assert need(f"  - {question}").seconds == seconds


def test_there_is_a_prompt_for_each_question_and_each_document_and_three_to_hand_in() -> None:
    asked = "evidence: {ask: true, what: {nb: Rutinen}}"
    found = need(f"  - {{id: a, type: text}}\n  - {{id: b, type: text, {asked}}}\n  - {{id: c, type: number}}")
    assert (found.prompts, [one.id for one in found.documents], [one.id for one in found.figures]) == (7, ["b"], ["c"])


def test_minutes_are_rounded_up() -> None:
    minutes = [need("".join(f"  - {{id: q{n}, type: date}}\n" for n in range(count))).minutes for count in (1, 2, 12)]
    assert minutes == [1, 2, 11]


def test_whom_to_ask_is_named_once_and_about_a_figure_beside_the_figure() -> None:
    found = need("""
  - {id: a, type: text, who: {nb: Fagleder}}
  - {id: b, type: number, who: {nb: Fagsystemet}}
  - {id: c, type: text, who: {nb: Veilederen}}
  - {id: d, type: text, who: {nb: Fagleder}}
  - {id: e, type: text}
""")
    people = [(person.who["nb"], [one.id for one in person.questions]) for person in found.people]
    assert people == [("Fagleder", ["a", "d"]), ("Veilederen", ["c"])]


def core() -> Checklist:
    """Return KVP as a survey asks it when no optional topic is wanted."""
    return select(load(CORE, Checklist).document)


def test_the_core_of_kvp_has_twenty_questions() -> None:
    assert len(core().by_id) == 20


def test_the_core_of_kvp_is_no_more_prompts_than_a_leader_has_patience_for() -> None:
    assert readiness(core()).prompts <= MOST_PROMPTS


def test_the_core_of_kvp_takes_no_more_than_twenty_minutes() -> None:
    found = readiness(core())
    assert found.seconds <= MOST_SECONDS, f"{found.seconds} s, of which {len(found.documents)} documents"
