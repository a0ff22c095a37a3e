"""However a session at the keyboard ends, what the program had taken in is on the disk, and the same command goes on.

In a real pseudo-terminal: ten ends; at the first question, in a comment half typed, and before handing in. The control
saves when the program ends by itself, as programs do that keep their answers in memory.
"""

import shutil
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli import test_answer, test_code
from tests.program import agder, run
from tests.promises import Proof
from tests.terminal import CTRL_C, CTRL_D, DOWN, ENTER, ESC, SPACE, Terminal

pytestmark = pytest.mark.slow

CLEAR, HALF, LAST = "\x15", "Halvskrevet", "her slutter det"
PASTED = "Limt inn fra et annet sted.\r" * 180 + LAST  # 5 kB, with ends of lines
INTERRUPTED = 130
LATE = (str(Path(__file__).parent / "late_saving.py"),)
PROGRAM = ("-m", "navcheck")

# Ends


@dataclass(frozen=True, slots=True)
class End:
    """A way to end a session, and the exit code that a shell sees then."""

    come: Callable[[Terminal], int]
    code: int


def pressing(*keys: str, pause: float = 0) -> End:
    def come(terminal: Terminal) -> int:
        for key in keys:
            terminal.child.send(key)
            time.sleep(pause)
        return terminal.end()

    return End(come, INTERRUPTED)


def sending(how: signal.Signals, before: Callable[[Terminal], None] = lambda _: None) -> End:
    def come(terminal: Terminal) -> int:
        before(terminal)
        return terminal.kill(how)

    return End(come, 128 + how)


def close(terminal: Terminal) -> int:
    """Close the window: who holds the other end of the terminal is gone."""
    terminal.child.ptyproc.fileobj.close()  # type: ignore[attr-defined] # the stubs leave it out
    terminal.child.wait()
    return -(terminal.child.signalstatus or 0)


def shrink(terminal: Terminal) -> None:
    terminal.child.setwinsize(1, 1)
    time.sleep(0.2)
    terminal.read()


def paste(terminal: Terminal) -> None:
    """Paste as terminals do, marked as pasted and bit by bit; the program shows where it ends."""
    marked = f"\x1b[200~{PASTED}\x1b[201~"
    for start in range(0, len(marked), 500):
        terminal.child.send(marked[start : start + 500])
        terminal.read()
    terminal.until(LAST)


ENDS: Mapping[str, End] = {
    "Ctrl-C": pressing(CTRL_C),
    "Ctrl-C twice": pressing(CTRL_C, CTRL_C, pause=0.02),
    "Ctrl-D": pressing(CLEAR, CTRL_D, pause=0.1),
    "Esc again and again": pressing(*[ESC] * 8, CTRL_C, pause=0.1),
    "terminated": sending(signal.SIGTERM),
    "hung up": sending(signal.SIGHUP),
    "killed": sending(signal.SIGKILL),
    "the window closed": End(close, 128 + signal.SIGHUP),
    "shrunk to 1×1 and hung up": sending(signal.SIGHUP, shrink),
    "5 kB pasted and killed": sending(signal.SIGKILL, paste),
}

# Places


Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is when it ends: what was typed and what was shown then, what is half typed, what is kept."""

    name: str
    steps: Sequence[tuple[Keys, str]]
    half: str
    kept: Mapping[str, object]
    goes_on: str


@dataclass(frozen=True, slots=True)
class Session:
    """A command at one of the keyboards, and where it can end."""

    words: Keys
    first: str
    places: Sequence[Place]
    open: Callable[[Path], Path]
    read: Callable[[Path], Mapping[str, object]]
    again: Callable[[Path], str]


ANSWERS = {"tekst": "Hver måned, på Å", "valg": "ja", "flere": ("bolig",), "tall": "12", "dato": "2026-11-01"}


def answer_places(several: Keys, comment: Keys) -> tuple[Place, ...]:
    steps: list[tuple[Keys, str]] = [
        (("Hver måned, på Å", ENTER), "Do you have a routine"),
        (("1", ENTER), "Which of these must always hold"),
        (several, "How many take part"),
        (("12", ENTER), "When was it last done"),
        (("1.11.2026", ENTER), "to go on:"),
    ]
    commented, looked_over = (comment, "Comment"), ((ENTER,), "Hand in now?")
    two = {name: ANSWERS[name] for name in ("tekst", "valg")}
    return (
        Place("at the first question", (), HALF, {}, "How do you find them"),
        Place("in a comment", (*steps[:2], commented), HALF, two, "Which of these must always hold"),
        Place("before handing in", (*steps, looked_over), HALF, ANSWERS, "5 When was it last done: 2026-11-01"),
    )


def code_places(half: str) -> tuple[Place, ...]:
    steps = [(("1", ENTER), "Wording 2 of 17"), (("2", ENTER), "Wording 3 of 17")]
    two = {"Ingen endring": "uendret", "Program forlenget": "okt"}
    return (Place("while a wording is put", steps, half, two, "Wording 1 of 15: «Som før»"),)


def open_answers(folder: Path) -> Path:
    (folder / "alle.yaml").write_text(test_answer.CHECKLIST, "utf-8")
    ran = run("start", folder / "alle.yaml", "--office", "Nav Lillevik", "--id", "var", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "var"


def read_answers(survey: Path) -> Mapping[str, object]:
    return test_answer.draft(survey) if any((survey / "drafts").iterdir()) else {}


def read_codes(survey: Path) -> Mapping[str, object]:
    return test_code.rows(survey).get("corona", {}) if (survey / "coding.yaml").exists() else {}


def open_codes(folder: Path) -> Path:
    return agder(folder, coded=False)


def answer_again(survey: Path) -> str:
    return test_answer.sit(survey)[1].screen


def code_again(survey: Path) -> str:
    return test_code.sit(survey)[1].screen


ANSWER = (open_answers, read_answers, answer_again)
CODE = (open_codes, read_codes, code_again)
ASKED, PUT = "How do you find them", "Wording 1 of 17"
SESSIONS = {
    "answer": Session(("answer",), ASKED, answer_places((DOWN, SPACE, ENTER), ("+",)), *ANSWER),
    "answer --plain": Session(("answer", "--plain"), ASKED, answer_places(("2", ENTER), ("+", ENTER)), *ANSWER),
    "code": Session(("code",), PUT, code_places(""), *CODE),
    "code --plain": Session(("code", "--plain"), PUT, code_places(HALF), *CODE),
}
Case = tuple[str, Place, str]
CASES: list[Case] = [
    (name, place, end)
    for name, session in SESSIONS.items()
    for place in session.places
    for end in ENDS
    if place.half or ENDS[end].come is not ENDS["5 kB pasted and killed"].come  # where arrows choose, nothing is pasted
]
# Every end once, at one place after the other.
SAMPLE = [next(one for one in CASES[n * 13 % 40 :] + CASES if one[2] == end) for n, end in enumerate(ENDS)]


def end_at(survey: Path, case: Case, program: Keys = PROGRAM) -> tuple[int, str]:
    """End a session at a place; return the exit code that a shell sees, and what stood on the screen."""
    name, place, end = case
    session = SESSIONS[name]
    terminal = Terminal(*session.words, survey, program=program, lines=100)
    terminal.until(session.first)
    for keys, shown in place.steps:
        terminal.press(*keys)
        terminal.until(shown)
    if place.half:
        terminal.press(place.half)
        terminal.until(place.half)
    code = ENDS[end].come(terminal)
    return (128 - code if code < 0 else code), terminal.text


def flaws(survey: Path, case: Case, screen: str) -> list[str]:
    """Say what an end has cost."""
    session, place = SESSIONS[case[0]], case[1]
    kept = session.read(survey)
    found = [] if kept == place.kept else [f"on the disk is {kept}"]
    written = b"".join(path.read_bytes() for path in survey.rglob("*.yaml"))
    found += [f"{part} was stored" for part in (HALF, LAST, "Limt inn") if part.encode() in written]
    found += ["a traceback is shown"] if "Traceback" in screen else []
    found += (
        ["something was handed in"] if session.words[0] == "answer" and any((survey / "received").iterdir()) else []
    )
    shown = session.again(survey)
    if place.goes_on not in shown or session.read(survey) != kept:
        found.append(f"it goes on with {shown}")
    return found


def told(case: Case) -> str:
    name, place, end = case
    return f"{name}, {place.name}, {end}"


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Callable[[Path], Path], Path]:
    """Open each survey once; a trial works on a copy."""
    return {one: one(tmp_path_factory.mktemp("opened")) for one in (open_answers, open_codes)}


@pytest.mark.proof("P3")
@pytest.mark.timeout(900)
def test_what_was_taken_in_outlives_any_end_and_the_same_command_goes_on(
    surveys: Mapping[Callable[[Path], Path], Path], tmp_path: Path, proof: Proof
) -> None:
    some = proof.some(CASES, len(ENDS))
    cases = CASES if len(some) == len(CASES) else SAMPLE
    assert {end for *_, end in cases} == set(ENDS)
    lost: dict[str, list[str]] = {}
    for n, case in enumerate(cases):
        opened = surveys[SESSIONS[case[0]].open]
        survey = Path(shutil.copytree(opened, tmp_path / str(n) / opened.name))
        code, screen = end_at(survey, case)
        fired = code == ENDS[case[2]].code
        found = flaws(survey, case, screen) + ([] if fired else [f"exit code {code}"])
        proof.count(survived=not found, fired=fired)
        lost |= {told(case): found} if found else {}
    assert not lost


@pytest.mark.proof("P3")
@pytest.mark.timeout(900)
def test_answers_that_are_saved_when_the_program_ends_are_lost_where_it_is_ended(
    surveys: Mapping[Callable[[Path], Path], Path], tmp_path: Path, proof: Proof
) -> None:
    cases = [case for case in CASES if case[0] == "answer --plain" and case[1].name == "in a comment"]
    lost = []
    for n, case in enumerate(some := proof.some(cases, 4)):
        survey = Path(shutil.copytree(surveys[open_answers], tmp_path / str(n) / "var"))
        end_at(survey, case, LATE)
        lost += [case[2]] if read_answers(survey) != case[1].kept else []
    proof.control(tried=len(some), lost=len(lost))
    assert lost
    assert "Ctrl-C" not in lost  # it does save, where it is let
