"""`code`: the county reads its offices' words as codes; every reading is seen, counted and can be undone."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from navcheck.cli.coding import Wanted, code_survey
from navcheck.cli.session import Session
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Coding
from navcheck.files.documents import load
from tests.cli.test_answer import SYNTHETIC, Typist
from tests.program import EXAMPLE, TODAY, Ran, agder, run
from tests.terminal import CTRL_C, ENTER, Terminal

COMMITTED = load(EXAMPLE / "coding.yaml", Coding).document
# The committed codes, in the order in which words are put.
CODES = {
    "Ingen endring": "uendret",
    "Program forlenget": "forlenget",
    "Som før": "uendret",
    "Økning KVP": "okt",
    "Utsatt program": "utsatt",
    "uendret": "uendret",
    "Uendret antall": "uendret",
    "Ingen deltagere": "ingen-deltakere",
    "Mindre kontakt": "mindre-kontakt",
    "Program utsatt": "utsatt",
    "praksisplasser": "praksisplasser",
    "nei": "ingen",
    "Nei, gode statlige tiltak": "ingen",
    "Program til de dårligst fungere de": "innhold",
    "Utsatte program": "utsatt",
    "Færre program arenaer": "arenaer",
    "Eget Team": "uklart",
}


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return agder(tmp_path, coded=False)


def sit(survey: Path, *lines: str | type[BaseException]) -> tuple[int, Typist]:
    typist = Typist(lines)
    session = Session(ENGLISH, TODAY, survey.parent, survey.parent, quiet=True)
    return code_survey(session, Wanted(str(survey)), (), as_json=False, ask=typist), typist


def change(survey: Path, words: str, code: str, *more: str, question: str = "corona") -> Ran:
    return run("code", survey, "--question", question, "--words", words, "--code", code, *more)


def rows(survey: Path) -> dict[str, dict[str, str]]:
    coding = load(survey / "coding.yaml", Coding).document
    return {name: {row.words: row.code for row in those} for name, those in coding.questions.items()}


def found(survey: Path) -> tuple[list[Any], list[Any]]:
    """Return the points and the conflicts that the matrix of a survey holds."""
    data = json.loads(run("matrix", survey, "--json").raw)
    points = [(gap["office"], gap["question"], gap["severity"]) for gap in data["gaps"]]
    return points, [signal for signal in data["signals"] if signal["kind"] == "conflict"]


# At the keyboard


def test_coding_every_word_at_the_keyboard_gives_the_points_and_the_conflict_of_the_example(survey: Path) -> None:
    assert found(survey) == ([], [])
    code, typist = sit(survey, *CODES.values())
    assert code == 0
    assert {words: code for each in rows(survey).values() for words, code in each.items()} == CODES
    points, conflicts = found(survey)
    assert (len(points), len(conflicts)) == (3, 1)
    assert (points, conflicts) == found(EXAMPLE)
    assert typist.screen.count("Corona and programmes") == 1


def test_the_committed_coding_is_the_one_that_the_codes_above_say() -> None:
    assert {row.words: row.code for those in COMMITTED.questions.values() for row in those} == CODES


def test_ctrl_c_midway_keeps_what_was_confirmed_and_the_next_sitting_goes_on_there(survey: Path) -> None:
    code, _ = sit(survey, "uendret", "", "uendret", KeyboardInterrupt)
    assert code == 130
    assert rows(survey) == {"corona": {"Ingen endring": "uendret", "Som før": "uendret"}}
    _, typist = sit(survey, EOFError)
    assert "Wording 1 of 15: «Program forlenget»" in typist.screen


def test_each_reading_is_on_disk_before_the_next_words_are_shown(survey: Path) -> None:
    seen: list[int] = []

    class Looking(Typist):
        def line(self, prompt: str, default: str = "") -> str:
            seen.append(len(rows(survey).get("corona", {})) if (survey / "coding.yaml").exists() else 0)
            return super().line(prompt, default)

    session = Session(ENGLISH, TODAY, survey.parent, survey.parent, quiet=True)
    typist = Looking(["1", "3", "1", KeyboardInterrupt])
    code_survey(session, Wanted(str(survey)), (), as_json=False, ask=typist)
    assert seen == [0, 1, 2, 3]


def test_two_who_code_at_once_lose_nothing_of_each_others_and_are_told_where_they_differ(survey: Path) -> None:
    class Colleague(Typist):
        def line(self, prompt: str, default: str = "") -> str:
            if len(self.lines) == 16:
                assert change(survey, "Ingen endring", "okt").code == 0
                assert change(survey, "nei", "ingen", question="utfordringer").code == 0
            return super().line(prompt, default)

    typist = Colleague(["uendret", *[""] * 15])
    session = Session(ENGLISH, TODAY, survey.parent, survey.parent, quiet=True)
    assert code_survey(session, Wanted(str(survey)), (), as_json=False, ask=typist) == 0
    assert rows(survey) == {"corona": {"Ingen endring": "okt"}, "utfordringer": {"nei": "ingen"}}
    assert "Somebody else has read this as More participants meanwhile; that stands." in typist.screen
    assert "«nei»" not in typist.screen


def test_where_nothing_waits_it_says_so_and_needs_no_keyboard(tmp_path: Path) -> None:
    ran = run("code", agder(tmp_path))
    assert (ran.code, ran.out) == (0, "")
    assert "No words wait for a code." in ran.err
    assert ran.err.endswith("  navcheck matrix agder-2020\n  navcheck gaps agder-2020\n")


def test_without_a_terminal_nothing_is_asked_and_it_says_what_a_script_does(survey: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "navcheck", "code", str(survey)],
        input="1\n1\n",
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NAVCHECK_LANG": "en"},
    )
    assert done.returncode == 2
    assert "there is no keyboard to answer at" in done.stderr
    assert "navcheck code agder-2020 --question ID --words TEXT --code CODE" in done.stderr
    assert not (survey / "coding.yaml").exists()


@pytest.mark.slow
def test_at_a_real_terminal_every_key_does_what_it_says_and_the_end_is_told(survey: Path) -> None:
    terminal = Terminal("code", survey, columns=80, lines=100)
    terminal.until("Wording 1 of 17: «Ingen endring»")
    terminal.until("pass over")
    terminal.press("?")
    terminal.until("risk of failure when the answer is read as")
    terminal.until("pass over")
    terminal.press("1", ENTER)
    terminal.until("Saved: read as Unchanged.")
    terminal.until("Wording 2 of 17: «Program forlenget»")
    terminal.until("(proposed)")
    terminal.press("=")
    terminal.until("Wording 3 of 17")
    terminal.until("pass over")
    terminal.press("<")
    terminal.until("Read as Programmes extended")
    terminal.until("take the reading back")
    terminal.press("7", ENTER)
    terminal.until("Taken back")
    terminal.until("Wording 3 of 17", times=2)
    terminal.until("pass over")
    terminal.press(ENTER)
    terminal.until("Wording 4 of 17")
    terminal.until("pass over")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert rows(survey) == {"corona": {"Ingen endring": "uendret"}}
    assert "1 wording read now." in terminal.text
    assert "16 wordings, in 27 of the answers, wait for a code." in terminal.text
    assert "  navcheck gaps agder-2020" in terminal.text
    assert max(len(line) for line in terminal.text.splitlines()) <= 80


@pytest.mark.slow
def test_in_plain_mode_there_is_no_table_and_no_escape_code(survey: Path) -> None:
    terminal = Terminal("code", survey, "--plain", TERM="dumb", lines=100)
    terminal.until("Wording 1 of 17")
    terminal.until("\n>")
    terminal.type("Unchanged")
    terminal.until("Wording 2 of 17")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert "-----" not in terminal.text
    assert "\x1b" not in re.sub(r"\x1b\[\?2004[hl]", "", terminal.raw)
    assert rows(survey) == {"corona": {"Ingen endring": "uendret"}}


# By options


def test_coding_every_word_by_options_gives_the_same_points_and_the_same_rows(survey: Path) -> None:
    for question, readings in COMMITTED.questions.items():
        for row in readings:
            note = ["--note", row.note] if row.note else []
            ran = change(survey, row.words, row.code, *note, question=question)
            assert ran.code == 0, ran.err
    assert load(survey / "coding.yaml", Coding).document == COMMITTED
    assert found(survey) == found(EXAMPLE)


def test_it_prints_what_the_words_are_read_as_and_whose_answers_use_it(survey: Path) -> None:
    ran = change(survey, "som før.", "uendret", "--note", "om praksis")
    assert ran.out == (
        "«Som før» is read as Unchanged (uendret; om praksis).\n"
        "3 answers: NAV Kristiansand, NAV Lindesnes, NAV Birkenes\n"
    )
    assert rows(survey) == {"corona": {"Som før": "uendret"}}


def test_replacing_tells_the_old_and_the_new_and_the_comments_at_the_head_stay(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    before = (survey / "coding.yaml").read_text("utf-8")
    ran = change(survey, "Som før", "okt")
    assert "«Som før»: Unchanged (uendret; om praksis; sier ikke noe om antall) → More participants (okt)" in ran.out
    after = (survey / "coding.yaml").read_text("utf-8")
    head = before[: before.index("navcheck:")]
    assert head.startswith("# How the county")
    assert after.startswith(head)
    assert list(rows(survey)["corona"]) == [row.words for row in COMMITTED.questions["corona"]]


def test_the_same_reading_again_changes_nothing_and_keeps_its_note(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    before = (survey / "coding.yaml").read_bytes()
    ran = change(survey, "Som før", "uendret")
    assert (ran.code, (survey / "coding.yaml").read_bytes()) == (0, before)
    assert "nothing is changed" in ran.out


def test_a_reading_for_one_office_counts_for_it_alone(survey: Path) -> None:
    change(survey, "Som før", "uendret")
    ran = change(survey, "Som før", "okt", "--office", "birkenes")
    assert "1 answer: NAV Birkenes" in ran.out
    listed = run("code", survey, "--list").out
    assert "«Som før»: 2 answers: NAV Kristiansand, NAV Lindesnes" in listed
    assert "«Som før» from NAV Birkenes only: 1 answer: NAV Birkenes" in listed


def test_undo_takes_a_reading_back_and_tells_how_many_answers_wait_again(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    ran = run("code", survey, "--undo", "--question", "utfordringer", "--words", "NEI.")
    assert ran.code == 0
    assert ran.out == "Taken back: «nei» was read as None (ingen).\n8 answers wait for a code again.\n"
    assert "nei" not in rows(survey)["utfordringer"]
    assert json.loads(run("code", survey, "--json").raw)["counts"]["uncoded"] == 8


def test_undoing_the_first_reading_leaves_a_file_that_can_be_read(survey: Path) -> None:
    change(survey, "Som før", "uendret")
    assert run("code", survey, "--undo", "--question", "corona", "--words", "Som før").code == 0
    assert rows(survey) == {}
    assert run("matrix", survey).code == 0
    assert run("check", survey).code == 0


def test_a_reading_that_no_answer_uses_any_more_can_be_undone(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    for path in (survey / "received").glob("midt-agder-*"):
        path.unlink()
    assert "«Eget Team»: not used" in run("code", survey, "--list").out
    ran = run("code", survey, "--undo", "--question", "utfordringer", "--words", "Eget Team")
    assert (ran.code, "0 answers wait" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--question", "corna", "--words", "Som før", "--code", "okt"), ("no text to code", "«corona»")),
        (("--question", "tilbud", "--words", "Som før", "--code", "okt"), ("no text to code", "corona, utfordringer")),
        (("--question", "corona", "--words", "Som før", "--code", "uendre"), ("is not a code", "«uendret»")),
        (("--question", "corona", "--words", "Som fr", "--code", "okt"), ("no received answer", "«Som før»")),
        (("--question", "corona", "--words", "Hei på dere", "--code", "okt"), ("no received answer", "--list")),
        (
            ("--question", "corona", "--words", "Som før", "--code", "okt", "--office", "Risør"),
            ("NAV Risør has not answered «corona» with «Som før»",),
        ),
        (
            ("--question", "corona", "--words", "Som før", "--code", "okt", "--office", "Risr"),
            ("is not an office", "NAV Risør"),
        ),
        (("--words", "Som før"), ("say which question, with --question", "with --code")),
        (("--question", "corona", "--code", "okt"), ("say which words, with --words",)),
        (("--undo", "--question", "corona"), ("say which words, with --words",)),
        (("--undo", "--question", "corona", "--words", "Som før"), ("no reading of «Som før»",)),
        (("--undo", "--words", "Som før", "--question", "corona", "--code", "okt"), ("--undo and --code",)),
        (("--list", "--words", "Som før"), ("--list and --words",)),
        (("--question", "corona", "--words", SYNTHETIC, "--code", "okt"), ("national identity number",)),
        (
            ("--question", "corona", "--words", "Som før", "--code", "okt", "--note", f"Gjelder {SYNTHETIC}"),
            ("national identity number",),
        ),
        (("--list", "--fail-on", "unred"), ("does not go with --fail-on", "«unused»")),
    ],
    ids=lambda value: " ".join(value[:6]) if isinstance(value, tuple) and value[0].startswith("--") else "",
)
def test_what_cannot_be_done_is_refused_with_a_cure_and_nothing_is_written(
    survey: Path, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    ran = run("code", survey, *words)
    assert (ran.code, ran.out) == (2, "")
    assert [one for one in said if one not in ran.err] == []
    assert SYNTHETIC not in ran.err
    assert not (survey / "coding.yaml").exists()


@pytest.mark.parametrize(
    ("office", "undo", "hint"), [("arendal", "", "say --office arendal"), ("", "arendal", "leave --office out")]
)
def test_undo_says_for_whom_the_reading_is(survey: Path, office: str, undo: str, hint: str) -> None:
    change(survey, "Program forlenget", "forlenget", *(["--office", office] if office else []))
    asked = ("code", survey, "--undo", "--question", "corona", "--words", "Program forlenget")
    ran = run(*asked, *(["--office", undo] if undo else []))
    assert ran.code == 2
    assert hint in ran.err


def test_comments_inside_the_file_are_never_lost(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    path = survey / "coding.yaml"
    path.write_text(path.read_text("utf-8").replace("  utfordringer:", "  # se notat\n  utfordringer:"), "utf-8")
    before = path.read_bytes()
    ran = change(survey, "Som før", "okt")
    assert (ran.code, path.read_bytes()) == (1, before)
    assert "comments inside the file would be lost" in ran.err


# The list


def test_one_reading_and_the_list_do_not_go_together_as_data_either(survey: Path) -> None:
    ran = run("code", survey, "--json", "--question", "corona")
    assert (ran.code, json.loads(ran.raw)["problems"][0]["message"]) == (2, "--json and --question do not go together")


def test_fail_on_lists_and_ends_with_1_where_the_list_holds_what_is_waited_for(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    assert run("code", survey, "--fail-on", "uncoded,unused").code == 0
    run("code", survey, "--undo", "--question", "corona", "--words", "Som før")
    uncoded = run("code", survey, "--fail-on", "uncoded")
    assert (uncoded.code, "Not read yet:" in uncoded.out) == (1, True)
    assert run("code", survey, "--fail-on", "unused").code == 0
    (survey / "received" / "midt-agder-1.yaml").unlink()
    assert run("code", survey, "--json", "--fail-on", "unused").code == 1


def test_a_draft_is_not_read_and_the_last_number_counts(survey: Path) -> None:
    received = survey / "received" / "risor-1.yaml"
    text = received.read_text("utf-8")
    later = text.replace("number: 1\n", "number: 2\n").replace("Ingen endring", "Alt er nytt")
    (survey / "received" / "risor-2.yaml").write_text(later, "utf-8")
    draft = re.sub(r"(?ms)^(number: 1|received:\n(  .*?\n)+)", "", text).replace("Ingen endring", "Kladd")
    (survey / "drafts" / "risor.yaml").write_text(draft, "utf-8")
    listed = run("code", survey, "--list")
    assert "«Alt er nytt»: 1 answer: NAV Risør" in listed.out
    assert "«Ingen endring»: 2 answers: NAV Vegårshei, NAV Gjerstad" in listed.out
    assert "Kladd" not in listed.out
    assert "1 draft is not counted" in listed.out


def test_a_response_that_cannot_be_read_is_told_and_the_rest_is_listed(survey: Path) -> None:
    (survey / "received" / "risor-1.yaml").write_text("kladd", "utf-8")
    ran = run("code", survey, "--list")
    assert ran.code == 1
    assert "risor-1.yaml" in ran.err
    assert "«Ingen endring»: 2 answers" in ran.out


def test_the_list_of_the_example_as_data_holds_every_row_and_every_answer() -> None:
    data = json.loads(run("code", EXAMPLE, "--json").raw)
    assert data["counts"] == {"coded": 30, "uncoded": 0, "unused": 0, "drafts_left_out": 0}
    listed = {row["words"]: row["code"] for question in data["questions"] for row in question["readings"]}
    assert listed == CODES


def test_a_reading_without_a_code_is_told_which_codes_there_are(survey: Path) -> None:
    ran = run("code", survey, "--question", "corona", "--words", "Som før")
    assert ran.code == 2
    assert "choose between uendret, okt, forlenget" in ran.err


def test_a_coding_that_could_not_be_saved_is_refused_before_anybody_has_read_a_word(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    path = survey / "coding.yaml"
    text = path.read_text("utf-8").replace("    - {words: Som før", "    # spør igjen\n    - {words: Som før")
    path.write_text(text.replace("    - {words: uendret, code: uendret}\n", ""), "utf-8")
    ran = run("code", survey)
    assert "comments inside the file would be lost" in ran.err
    assert "Ingen endring" not in ran.out
