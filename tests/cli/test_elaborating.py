"""`ask`: the county wants to know more; what it asks waits in the office's draft, and what was received stays."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.one_office import GIVEN, files, open_county, response, write
from tests.program import TODAY, Ran, run

SYNTHETIC = "01810050019"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return open_county(tmp_path)


def responded(survey: Path, text: str = GIVEN) -> None:
    path = write(survey.parent / "svar.yaml", text)
    assert run("answer", survey, "--office", "risor", "--answers", path).code == 0


def ask(survey: Path, *words: str, question: str = "tekst", text: str = "Hvem gjør det?") -> Ran:
    return run("ask", survey, "--office", "Risør", "--question", question, "--text", text, *words)


def progress(survey: Path) -> list[str]:
    return [one["progress"] for one in json.loads(run("status", survey, "--json").raw)["offices"]]


def test_the_request_waits_in_a_draft_with_the_answers_received_and_nothing_received_is_touched(survey: Path) -> None:
    responded(survey)
    before = files(survey)
    ran = ask(survey, "--until", "5.12.2026")
    assert ran.code == 0, ran.err
    after = files(survey)
    assert after.items() > before.items()
    draft = response(survey / "drafts" / "risor.yaml")
    assert draft.answers == response(survey / "received" / "risor-1.yaml").answers
    assert (draft.number, draft.received) == (None, None)
    (asked,) = draft.asked
    assert (asked.question, asked.text, asked.date) == ("tekst", "Hvem gjør det?", TODAY)
    assert asked.until == date(2026, 12, 5)


def test_it_prints_what_was_stored_and_how_the_office_goes_on(survey: Path) -> None:
    responded(survey)
    ran = ask(survey, "--until", "2026-12-05")
    for said in ("Nav Risør", "«tekst»", "Hvem gjør det?", "2026-12-05", "becomes number 2", "Nothing is sent"):
        assert said in ran.err
    assert ran.err.endswith("  navcheck answer fylket-2026 --office risor\n")


def test_several_requests_accumulate_and_the_same_one_is_stored_once(survey: Path) -> None:
    responded(survey)
    ask(survey)
    ask(survey, question="dato", text="Og {før} det?")
    before = files(survey)
    again = ask(survey)
    assert (again.code, files(survey)) == (0, before)
    assert "asked this already" in again.err
    asked = response(survey / "drafts" / "risor.yaml").asked
    assert [(one.question, one.text) for one in asked] == [("tekst", "Hvem gjør det?"), ("dato", "Og {før} det?")]


def test_a_draft_that_the_office_has_begun_keeps_its_answers(survey: Path) -> None:
    responded(survey)
    ask(survey)
    draft = survey / "drafts" / "risor.yaml"
    draft.write_text(draft.read_text("utf-8").replace("Hver måned", "Hver uke"), "utf-8")
    ask(survey, question="dato", text="Når?")
    kept = response(draft)
    assert kept.answers["tekst"].value == "Hver uke"
    assert len(kept.asked) == 2


def test_status_says_that_the_office_is_asked_to_elaborate_until_it_has(survey: Path) -> None:
    responded(survey)
    assert progress(survey) == ["responded", "not-started"]
    ask(survey)
    assert progress(survey) == ["asked", "not-started"]
    shown = run("status", survey).out
    assert "asked to elaborate" in shown
    assert "draft begun" not in shown
    assert "1 of 2 offices have responded" in shown
    responded(survey, GIVEN.replace("Hver måned", "Fagleder, hver måned"))
    assert progress(survey) == ["responded", "not-started"]
    second = response(survey / "received" / "risor-2.yaml")
    assert [one.text for one in second.asked] == ["Hvem gjør det?"]
    assert not (survey / "drafts" / "risor.yaml").exists()


def test_the_request_does_not_change_what_counts(survey: Path) -> None:
    responded(survey)
    before = run("matrix", survey, "--format", "csv").raw
    ask(survey)
    assert run("matrix", survey, "--format", "csv").raw == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"question": "tekts"}, "did you mean «tekst»?"),
        ({"question": "tall"}, "«tall» was not asked of «Nav Risør»"),
        ({"text": f"Gjelder {SYNTHETIC}"}, "national identity number"),
        ({"text": " "}, "--text"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_stored(survey: Path, words: dict[str, str], said: str) -> None:
    responded(survey, GIVEN.replace("valg: ja", "valg: nei").replace("tall: 12\n", ""))
    before = files(survey)
    ran = ask(survey, **words)
    assert (ran.code, files(survey)) == (2, before)
    assert said in ran.err
    assert SYNTHETIC not in ran.err


def test_a_day_that_does_not_exist_is_refused(survey: Path) -> None:
    responded(survey)
    ran = ask(survey, "--until", "31.11.2026")
    assert ran.code == 2
    assert "«31.11.2026» given for --until is not a date" in ran.err


def test_a_day_that_has_passed_is_pointed_out(survey: Path) -> None:
    responded(survey)
    assert "has passed already" in ask(survey, "--until", "2026-11-20").err


def test_an_office_that_has_not_responded_has_nothing_to_elaborate(survey: Path) -> None:
    ran = ask(survey)
    assert (ran.code, files(survey)) == (2, {})
    assert "«Nav Risør» has not responded yet" in ran.err
