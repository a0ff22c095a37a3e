"""An office answers: one question at a time, each answer on disk before the next is shown."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from navcheck.ask.plain import LineAsk
from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Response
from navcheck.core.problems import NavcheckError
from navcheck.files.documents import load
from tests.program import TODAY, run
from tests.terminal import CTRL_C, CTRL_D, DOWN, ENTER, ESC, SPACE, Terminal

CHECKLIST = """
navcheck: checklist/1
id: alle
version: "1"
title: {en: Every type}
sources: {sotjl-29: {title: sosialtjenesteloven § 29}}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: Topic}
    questions:
      - {id: tekst, type: text, text: {en: How do you find them}, help: {en: Say who does it.}, legal_basis: [sotjl-29]}
      - id: valg
        type: choice
        choices: {ja: {label: {en: "Yes"}}, nei: {label: {en: "No"}}}
        text: {en: Do you have a routine}
      - id: flere
        type: choices
        choices:
          ingen: {label: {en: None of these}, alone: true}
          bolig: {label: {en: Own home}}
          rus: {label: {en: Sober}}
        text: {en: Which of these must always hold}
      - {id: tall, type: number, max: "5000", text: {en: How many take part}, when: {valg: [ja]}}
      - {id: dato, type: date, text: {en: When was it last done}}
"""


class Typist(LineAsk):
    """Types lines in turn, and keeps what was shown."""

    def __init__(self, lines: Iterable[str | type[BaseException]]) -> None:
        self.lines = list(lines)
        self.shown: list[str] = []

    def line(self, prompt: str, default: str = "") -> str:
        self.shown.append(prompt)
        self.default = default
        typed = self.lines.pop(0) if self.lines else EOFError
        if isinstance(typed, str):
            return typed
        raise typed

    def show(self, text: str) -> None:
        self.shown.append(text)

    @property
    def screen(self) -> str:
        return "\n".join(self.shown)


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    (tmp_path / "alle.yaml").write_text(CHECKLIST, "utf-8")
    ran = run("start", tmp_path / "alle.yaml", "--office", "Nav Lillevik", "--id", "var", folder=tmp_path)
    assert ran.code == 0, ran.err
    return tmp_path / "var"


def sit(survey: Path, *lines: str | type[BaseException]) -> tuple[int, Typist]:
    typist = Typist(lines)
    session = Session(ENGLISH, TODAY, survey.parent, survey.parent, quiet=True)
    return answer_survey(session, Wanted(str(survey)), typist), typist


def draft(survey: Path) -> dict[str, object]:
    path = survey / "drafts" / "lillevik.yaml"
    return {name: answer.value or answer.instead for name, answer in load(path, Response).document.answers.items()}


def test_every_type_is_answered_and_handed_in(survey: Path) -> None:
    code, _ = sit(survey, "Hver måned", "1", "2, 3", "1 234", "1.11.2026", "", "yes", "Nav leader", "no")
    assert code == 0
    received = load(survey / "received" / "lillevik-1.yaml", Response).document
    assert {name: answer.value for name, answer in received.answers.items()} == {
        "tekst": "Hver måned",
        "valg": "ja",
        "flere": ("bolig", "rus"),
        "tall": "1234",
        "dato": "2026-11-01",
    }
    assert received.number == 1
    assert received.received is not None
    assert (received.received.date, received.received.role) == (TODAY, "Nav leader")
    assert not (survey / "drafts" / "lillevik.yaml").exists()


def test_words_do_as_well_as_numbers(survey: Path) -> None:
    sit(survey, "Hver måned", "no", "None of these", "2026-11-01", "", "no")
    assert draft(survey) == {"tekst": "Hver måned", "valg": "nei", "flere": ("ingen",), "dato": "2026-11-01"}


def test_a_question_that_a_rule_hides_is_not_asked(survey: Path) -> None:
    _, typist = sit(survey, "Hver måned", "nei", "1", "2026-11-01", "", "no")
    assert "How many take part" not in typist.screen
    assert "question 4 of 4" in typist.screen


def test_help_shows_the_law_and_asks_again(survey: Path) -> None:
    _, typist = sit(survey, "?", "Hver måned", KeyboardInterrupt)
    assert "Say who does it." in typist.screen
    assert "sosialtjenesteloven § 29" in typist.screen
    assert draft(survey) == {"tekst": "Hver måned"}


def test_back_goes_to_the_question_before_and_an_empty_line_keeps_its_answer(survey: Path) -> None:
    _, typist = sit(survey, "Hver måned", "<", "", "ja", KeyboardInterrupt)
    assert "Stored answer: Hver måned" in typist.screen
    assert draft(survey) == {"tekst": "Hver måned", "valg": "ja"}


def test_back_through_several_questions_changes_an_answer(survey: Path) -> None:
    sit(survey, "Hver måned", "ja", "<", "<", "Hvert år", KeyboardInterrupt)
    assert draft(survey) == {"tekst": "Hvert år", "valg": "ja"}


def test_an_empty_line_passes_over_and_the_question_stays_unanswered(survey: Path) -> None:
    _, typist = sit(survey, "", "", "", "", "", "")
    assert "Passed over: unanswered." in typist.screen
    assert not (survey / "drafts" / "lillevik.yaml").exists()


def test_dont_know_and_not_applicable_with_a_reason(survey: Path) -> None:
    sit(survey, "Hver måned", "don't know", "not applicable", "", "Ingen slike saker", KeyboardInterrupt)
    answers = load(survey / "drafts" / "lillevik.yaml", Response).document.answers
    assert answers["valg"].instead == "vet-ikke"
    assert (answers["flere"].instead, answers["flere"].comment) == ("ikke-aktuelt", "Ingen slike saker")


@pytest.mark.parametrize(
    ("before", "typed", "said"),
    [
        (("x",), "kanskje", "is not an answer to"),
        (("x", "1"), "1, 2", "stands alone"),
        (("x", "1", "2"), "mange", "is not a number"),
        (("x", "1", "2"), "5001", "is above"),
        (("x", "1", "2", "3"), "31.02.2026", "is not a date"),
    ],
)
def test_what_cannot_be_used_is_told_and_asked_again(
    survey: Path, before: tuple[str, ...], typed: str, said: str
) -> None:
    _, typist = sit(survey, *before, typed, KeyboardInterrupt)
    assert said in typist.screen
    assert len(draft(survey)) == len(before)


def test_a_personal_number_is_refused_and_never_shown_or_stored(survey: Path) -> None:
    _, typist = sit(survey, "Gjelder 01818012345".replace("01818012345", SYNTHETIC), "Hver måned", KeyboardInterrupt)
    assert SYNTHETIC not in typist.screen
    assert "national identity number" in typist.screen
    assert draft(survey) == {"tekst": "Hver måned"}


def test_a_personal_number_is_refused_as_a_role_too(survey: Path) -> None:
    sit(survey, "Hver måned", "nei", "1", "2026-11-01", "", "yes", SYNTHETIC, "leder", "no")
    assert SYNTHETIC.encode() not in (survey / "received" / "lillevik-1.yaml").read_bytes()


def test_stopped_anywhere_it_goes_on_where_it_was(survey: Path) -> None:
    lines = ["Hver måned", "1", "2", "12", "2026-11-01"]
    for n in range(len(lines)):
        code, _ = sit(survey, lines[n], KeyboardInterrupt if n % 2 else EOFError)
        assert code == 130
        assert len(draft(survey)) == n + 1
    code, _ = sit(survey, "", "yes", "leder", "no")
    assert code == 0
    assert (survey / "received" / "lillevik-1.yaml").exists()


def test_what_is_changed_after_handing_in_becomes_number_2_with_all_the_other_answers(survey: Path) -> None:
    sit(survey, "Hver måned", "nei", "1", "2026-11-01", "", "yes", "leder", "no")
    before = (survey / "received" / "lillevik-1.yaml").read_bytes()
    sit(survey, "1", "Hver uke", "", "yes", "leder", "no")
    assert (survey / "received" / "lillevik-1.yaml").read_bytes() == before
    second = load(survey / "received" / "lillevik-2.yaml", Response).document
    assert second.number == 2
    assert {name: answer.values for name, answer in second.answers.items()} == {
        "tekst": ("Hver uke",),
        "valg": ("nei",),
        "flere": ("ingen",),
        "dato": ("2026-11-01",),
    }


def test_where_nothing_is_new_nothing_is_handed_in(survey: Path) -> None:
    sit(survey, "Hver måned", "nei", "1", "2026-11-01", "", "yes", "leder", "no")
    code, _ = sit(survey, "")
    assert code == 0
    assert not (survey / "received" / "lillevik-2.yaml").exists()


def test_back_reaches_the_answers_of_an_earlier_sitting(survey: Path) -> None:
    sit(survey, "Hver måned", "nei", KeyboardInterrupt)
    sit(survey, "<", "<", "Hver uke", KeyboardInterrupt)
    assert draft(survey) == {"tekst": "Hver uke", "valg": "nei"}


def test_before_handing_in_every_answer_is_shown_and_can_be_changed(survey: Path) -> None:
    _, typist = sit(survey, "Hver måned", "nei", "", "2026-11-01", "3", "1", "9", "", "no")
    assert "  1 How do you find them: Hver måned" in typist.screen
    assert "□ unanswered" in typist.screen
    assert "Choose a number from 1 to 4." in typist.screen
    assert draft(survey) == {"tekst": "Hver måned", "valg": "nei", "flere": ("ingen",), "dato": "2026-11-01"}


def test_dont_know_is_understood_where_words_are_asked_for_too(survey: Path) -> None:
    sit(survey, "don't know", KeyboardInterrupt)
    assert draft(survey) == {"tekst": "vet-ikke"}


def test_without_a_terminal_nothing_is_asked(survey: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "navcheck", "answer", str(survey)],
        input="ja\nja\n",
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NAVCHECK_LANG": "en"},
    )
    assert done.returncode == 2
    assert "--answers FILE" in done.stderr
    assert list((survey / "drafts").iterdir()) == []


def synthetic_number() -> str:
    """Make a number as Tenor does: month + 80, with valid check digits."""
    for individual in range(100, 1000):
        nine = [int(digit) for digit in f"018180{individual}"]
        first = -sum(w * d for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), nine, strict=True)) % 11
        second = -sum(w * d for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), [*nine, first], strict=True)) % 11
        if first < 10 and second < 10:
            return "".join(map(str, [*nine, first, second]))
    raise AssertionError


SYNTHETIC = synthetic_number()


def at_a_terminal(survey: Path, *words: str, columns: int = 80, term: str = "xterm") -> Terminal:
    terminal = Terminal("answer", survey, *words, columns=columns, TERM=term)
    terminal.until("How do you find them")
    return terminal


ENDS: dict[str, signal.Signals | str] = {
    "kill": signal.SIGKILL,
    "terminate": signal.SIGTERM,
    "hang up": signal.SIGHUP,
    "Ctrl-C": CTRL_C,
    "Ctrl-D": CTRL_D,
}


@pytest.mark.slow
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("given", [1, 2, 3, 4])
def test_an_answer_whose_next_question_is_shown_outlives_any_end(survey: Path, end: str, given: int) -> None:
    terminal = at_a_terminal(survey)
    keys = [("Hver måned, på Å",), ("1",), (DOWN, SPACE), ("12",), ()]
    shown = ["Do you have a routine", "Which of these must always hold", "How many take part", "When was it last done"]
    for n in range(given):
        terminal.press(*keys[n], ENTER)
        terminal.until(shown[n])
    how = ENDS[end]
    time.sleep(0.2)
    if isinstance(how, signal.Signals):
        code = terminal.kill(how)
    else:
        terminal.press(how)
        code = terminal.end()
    wanted = {"tekst": "Hver måned, på Å", "valg": "ja", "flere": ("bolig",), "tall": "12"}
    assert draft(survey) == dict(list(wanted.items())[:given])
    if end.startswith("Ctrl"):
        assert code == 130
        assert "navcheck answer var" in terminal.text
    again = Terminal("answer", survey)
    again.until(shown[given - 1])
    again.kill(signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_at_a_real_terminal_nothing_is_cut_and_every_key_does_what_it_says(survey: Path, columns: int) -> None:
    terminal = at_a_terminal(survey, columns=columns)
    terminal.press("?")
    terminal.until("Say who does it.")
    terminal.until("sosialtjenesteloven § 29")
    terminal.type("Hver måned")
    terminal.until("Do you have a routine")
    terminal.press("<")
    terminal.until("Stored answer: Hver måned")
    terminal.press(ENTER)
    terminal.until("Do you have a routine", times=2)
    terminal.press(ESC)
    terminal.until("Stored answer: Hver måned", times=2)
    terminal.press(ENTER)
    terminal.until("Do you have a routine", times=3)
    terminal.press("2", ENTER)
    terminal.until("Which of these must always hold")
    terminal.press(SPACE, ENTER)
    terminal.until("When was it last done")
    terminal.type("31.02.2026")
    terminal.until("is not a date")
    terminal.type("1.11.2026")
    terminal.until("to go on:")
    terminal.press(ENTER)
    terminal.until("Hand in now?")
    terminal.type("yes")
    terminal.until("Your role")
    terminal.type("Nav leader")
    terminal.until("May the county show")
    terminal.type("no")
    assert terminal.end() == 0
    received = load(survey / "received" / "lillevik-1.yaml", Response).document
    assert {name: answer.value for name, answer in received.answers.items()} == {
        "tekst": "Hver måned",
        "valg": "nei",
        "flere": ("ingen",),
        "dato": "2026-11-01",
    }
    assert not [caption for caption in ENGLISH_OF_QUESTIONARY if caption in terminal.text]


ENGLISH_OF_QUESTIONARY = ("Use arrow keys", "Use shortcuts", "to select", "to toggle", "done (", "Cancelled", "WARNING")


@pytest.mark.slow
def test_in_plain_mode_no_escape_code_is_printed(survey: Path) -> None:
    terminal = at_a_terminal(survey, "--plain", term="dumb")
    terminal.type("Hver måned")
    terminal.until("Do you have a routine")
    terminal.type("ja")
    terminal.until("Which of these must always hold")
    terminal.press(CTRL_C)
    terminal.end()
    assert "\x1b" not in terminal.raw.replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")
    assert draft(survey) == {"tekst": "Hver måned", "valg": "ja"}


SLOW = str(Path(__file__).parent / "slow_saving.py")


@pytest.mark.slow
@pytest.mark.parametrize("saving", ["real", "naive"])
def test_a_kill_inside_a_save_loses_nothing_and_would_if_files_were_saved_naively(survey: Path, saving: str) -> None:
    terminal = Terminal(saving, "answer", survey, "--plain", program=(SLOW,))
    for typed, shown in (("Hver måned", "Do you have a routine"), ("ja", "Which of these must always hold")):
        terminal.until("How do you find them")
        terminal.type(typed)
        terminal.until(shown)
    terminal.type("2")
    terminal.until("HALF IS WRITTEN")
    assert terminal.kill(signal.SIGKILL) == -signal.SIGKILL
    if saving == "real":
        assert draft(survey) == {"tekst": "Hver måned", "valg": "ja"}
    else:
        with pytest.raises(NavcheckError):
            draft(survey)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_long_answers_are_shown_whole_at_every_width(tmp_path: Path, columns: int) -> None:
    assert run("start", "kvp", "--office", "Nav Lillevik", "--id", "kvp", folder=tmp_path).code == 0
    terminal = Terminal("answer", tmp_path / "kvp", "--only", "informere", columns=columns, language="nb")
    terminal.until("Hvordan informerer dere")
    terminal.type("Samtale")
    terminal.until("akkurat denne")
    terminal.press("1", ENTER)
    terminal.until("Hva gjør dere når noen sier")
    terminal.until("ikke aktuelt")
    shown = " ".join(terminal.text.split())
    assert "Vi avklarer først om personen er i målgruppen, uten å registrere en søknad" in shown
    assert max(len(line) for line in terminal.text.splitlines()) <= columns
    terminal.kill(signal.SIGKILL)


@pytest.mark.slow
def test_without_colour_nothing_is_coloured(survey: Path) -> None:
    terminal = Terminal("answer", survey, NO_COLOR="1")
    terminal.until("How do you find them")
    terminal.type("Hver måned")
    terminal.until("Do you have a routine")
    terminal.kill(signal.SIGKILL)
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|38|9[0-7])[;m]", terminal.raw)


def test_letters_that_are_put_together_are_stored_as_one(survey: Path) -> None:
    sit(survey, "Ka\u030are\u0301sjohka \u0161 A\u030a", KeyboardInterrupt)
    assert draft(survey) == {"tekst": "Kårésjohka š Å"}
