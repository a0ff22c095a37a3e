"""`ask`: the county wants to know more; what it asks waits in the office's draft, and what was received stays."""

import errno
import json
import os
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
    letter, answer = (line for line in ran.err.splitlines() if line.startswith("  navcheck"))
    assert letter == "  navcheck letters fylket-2026 --kind utdyping --office risor"
    assert answer == "  navcheck answer fylket-2026 --office risor"
    assert "--on-behalf" in ran.err


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
        ({"text": ""}, "say what you want to know, with --text"),
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


def undo(survey: Path, *words: str, question: str = "tekst") -> Ran:
    return run("ask", survey, "--office", "risor", "--question", question, "--undo", *words)


def test_asking_about_the_same_question_again_replaces_the_open_request_where_it_stands(survey: Path) -> None:
    responded(survey)
    ask(survey, "--until", "2026-12-05")
    ask(survey, question="dato", text="Når?")
    ran = ask(survey, "--until", "2026-12-19", text="Hvem gjør det nå?")
    asked = response(survey / "drafts" / "risor.yaml").asked
    assert [(one.question, one.text, str(one.until)) for one in asked] == [
        ("tekst", "Hvem gjør det nå?", "2026-12-19"),
        ("dato", "Når?", "None"),
    ]
    assert "It replaces: «Hvem gjør det?» (by 2026-12-05)" in ran.err
    assert "It replaces" not in ask(survey, question="valg", text="Hvorfor?").err


def test_two_requests_about_one_question_that_were_written_by_hand_become_one(survey: Path) -> None:
    responded(survey)
    ask(survey)
    draft = survey / "drafts" / "risor.yaml"
    line = "- {question: tekst, date: 2026-11-01, text: Og hvorfor?}"
    head, _, _ = draft.read_text("utf-8").partition("asked:")
    draft.write_text(f"{head}asked:\n{line}\n{line.replace('hvorfor', 'hvor')}\n...\n", "utf-8")
    ask(survey)
    assert [one.text for one in response(draft).asked] == ["Hvem gjør det?"]


def test_a_request_is_taken_back_and_a_draft_that_says_nothing_else_goes_with_it(survey: Path) -> None:
    responded(survey)
    before = files(survey)
    ask(survey)
    ask(survey, question="dato", text="Når?")
    assert undo(survey).code == 0
    assert [one.question for one in response(survey / "drafts" / "risor.yaml").asked] == ["dato"]
    ran = undo(survey, question="dato")
    assert "Taken back: «Når?»" in ran.err
    assert files(survey) == before
    assert progress(survey) == ["responded", "not-started"]


def test_a_draft_with_an_answer_of_its_own_outlives_the_request(survey: Path) -> None:
    responded(survey)
    ask(survey)
    draft = survey / "drafts" / "risor.yaml"
    draft.write_text(draft.read_text("utf-8").replace("Hver måned", "Hver uke"), "utf-8")
    assert undo(survey).code == 0
    kept = response(draft)
    assert (kept.asked, kept.answers["tekst"].value) == ((), "Hver uke")


def test_a_request_that_cannot_be_taken_away_is_not_said_to_be(survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    responded(survey)
    ask(survey)
    before, real = files(survey), os.unlink

    def unlink(path: Path, **options: int) -> None:
        if Path(path).name == "risor.yaml":
            raise PermissionError(errno.EACCES, "by the test")
        real(path, **options)

    monkeypatch.setattr(os, "unlink", unlink)
    ran = undo(survey)
    assert (ran.code, files(survey)) == (1, before)
    assert "drafts/risor.yaml: not saved: you may not write here" in ran.err
    assert "no longer asked" not in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "«Nav Risør» is not asked to elaborate «dato»"),
        (("--text", "Når?"), "--undo and --text do not go together"),
        (("--until", "2026-12-01"), "--undo and --until do not go together"),
    ],
)
def test_what_cannot_be_taken_back_is_told_and_nothing_is_changed(
    survey: Path, words: tuple[str, ...], said: str
) -> None:
    responded(survey)
    ask(survey)
    before = files(survey)
    ran = undo(survey, *words, question="dato")
    assert (ran.code, files(survey)) == (2, before)
    assert said in ran.err


# A new number comes while a draft lies there.


def bring(survey: Path, head: str, *rows: str) -> Ran:
    path = write(survey.parent / "retta.csv", "\n".join((head, *rows)) + "\n")
    return run("import", survey, path, "--on-conflict", "update")


HEAD = "kontor;tekst;valg;flere;tall;dato"
CORRECTED = 'Nav Risør;Hver måned;ja;"bolig; rus";15;2026-11-01'


def test_a_corrected_file_is_not_undone_by_the_draft_that_waits_for_the_answer(survey: Path) -> None:
    responded(survey)
    ask(survey)
    ran = bring(survey, HEAD, CORRECTED)
    assert ran.code == 0, ran.err
    assert "Nav Risør: the draft is brought up to number 2." in ran.err
    assert "Nav Risør: still asked to elaborate tekst." in ran.err
    draft = response(survey / "drafts" / "risor.yaml")
    assert draft.answers == response(survey / "received" / "risor-2.yaml").answers
    assert (draft.answers["tall"].value, [one.question for one in draft.asked]) == ("15", ["tekst"])
    assert progress(survey) == ["asked", "not-started"]


def test_what_was_changed_in_the_draft_stays_and_is_named(survey: Path) -> None:
    responded(survey)
    ask(survey)
    draft = survey / "drafts" / "risor.yaml"
    draft.write_text(draft.read_text("utf-8").replace('"2026-11-01"', '"2026-11-15"'), "utf-8")
    assert response(draft).answers["dato"].value == "2026-11-15"
    ran = bring(survey, HEAD, CORRECTED)
    assert "what was changed in the draft stays: dato." in ran.err
    answers = response(draft).answers
    assert (answers["dato"].value, answers["tall"].value) == ("2026-11-15", "15")


def test_a_request_that_the_new_number_answers_is_done_and_stands_there(survey: Path) -> None:
    responded(survey)
    ask(survey)
    ran = bring(survey, HEAD, CORRECTED.replace("Hver måned", "Fagleder"))
    assert "Nav Risør: number 2 answers what was asked about tekst." in ran.err
    assert "says nothing beyond number 2, and is removed" in ran.err
    assert not (survey / "drafts" / "risor.yaml").exists()
    assert [one.text for one in response(survey / "received" / "risor-2.yaml").asked] == ["Hvem gjør det?"]
    assert progress(survey) == ["responded", "not-started"]


def test_of_several_numbers_that_come_at_once_the_last_counts_and_a_rerun_changes_nothing(survey: Path) -> None:
    responded(survey)
    ask(survey)
    head = f"$submission_id;$created;{HEAD}"
    rows = (f"{n};2026-11-0{n}T10:00:00;{CORRECTED.replace(';15;', f';{n};')}" for n in (5, 6))
    words = ("import", survey, write(survey.parent / "retta.csv", "\n".join((head, *rows)) + "\n"))
    ran = run(*words, "--on-conflict", "update")
    assert ran.code == 0, ran.err
    assert (survey / "received" / "risor-3.yaml").exists()
    assert response(survey / "drafts" / "risor.yaml").answers["tall"].value == "6"
    before = files(survey)
    assert (run(*words, "--on-conflict", "update").code, files(survey)) == (0, before)


def test_a_dry_run_leaves_the_draft_as_it_is(survey: Path) -> None:
    responded(survey)
    ask(survey)
    before = files(survey)
    path = write(survey.parent / "retta.csv", f"{HEAD}\n{CORRECTED}\n")
    ran = run("import", survey, path, "--on-conflict", "update", "--dry-run")
    assert (ran.code, files(survey)) == (0, before)
    assert "draft" not in ran.err


def test_a_draft_that_cannot_be_read_stops_nothing_and_is_told(survey: Path) -> None:
    responded(survey)
    draft = write(survey / "drafts" / "risor.yaml", "navcheck: response/1\n")
    ran = bring(survey, HEAD, CORRECTED)
    assert ran.code == 0
    assert (survey / "received" / "risor-2.yaml").exists()
    assert draft.read_text("utf-8") == "navcheck: response/1\n"
    assert "number 2 of Nav Risør is stored, and its draft stays as it was" in ran.err


def test_a_response_file_brings_the_draft_up_too(survey: Path) -> None:
    responded(survey)
    ask(survey, question="dato", text="Når?")
    text = (survey / "received" / "risor-1.yaml").read_text("utf-8").replace("Hver måned", "Hver uke")
    path = write(survey.parent / "egen.yaml", text)
    ran = run("import", survey, path, "--on-conflict", "update")
    assert ran.code == 0, ran.err
    draft = response(survey / "drafts" / "risor.yaml")
    assert (draft.answers["tekst"].value, [one.question for one in draft.asked]) == ("Hver uke", ["dato"])


def test_a_request_that_a_handed_in_file_does_not_answer_is_still_open(survey: Path) -> None:
    responded(survey)
    ask(survey)
    ask(survey, question="dato", text="Når?")
    path = write(survey.parent / "svar.yaml", GIVEN.replace("Hver måned", "Fagleder"))
    ran = run("answer", survey, "--office", "risor", "--answers", path)
    assert "Nav Risør: still asked to elaborate dato." in ran.err
    assert [one.question for one in response(survey / "received" / "risor-2.yaml").asked] == ["tekst"]
    draft = response(survey / "drafts" / "risor.yaml")
    assert (draft.answers["tekst"].value, [one.question for one in draft.asked]) == ("Fagleder", ["dato"])
    assert progress(survey) == ["asked", "not-started"]
