"""The core of kvp at a real terminal, from the first question to the receipt; and the same answers from a file."""

import re
from pathlib import Path

import pytest

from navcheck.core.interview import asked_questions, documents_to_ask
from navcheck.core.model import Answer, Checklist, Question, Response
from navcheck.core.selection import select
from navcheck.files.documents import load
from tests.program import run
from tests.terminal import ENTER, SPACE, Terminal

CORE = select(load(Path(__file__).parent.parent.parent / "checklists" / "kvp.yaml", Checklist).document)
TYPED = {"choice": ("1",), "choices": (SPACE,), "text": ("Vi går gjennom lista hver måned, på Å",), "number": ("3",)}


def answer_to(question: Question) -> Answer:
    """Return the answer that `TYPED` gives: the first choice, a text, a three."""
    first = next(iter(CORE.choices_of(question)), "")
    values: dict[str, str | tuple[str, ...]] = {"choice": first, "choices": (first,), "text": TYPED["text"][-1]}
    return Answer(value=values.get(question.type, "3"))


def without_clock(path: Path) -> str:
    """Return a response without what the clock says, and without the survey's name."""
    text = re.sub(r"(?m)^(minutes|survey): .*\n", "", path.read_text("utf-8"))
    return re.sub(r"(?m)^(received:\n  date:) .*$", r"\1 TODAY", text)


@pytest.mark.slow
def test_the_terminal_and_a_file_of_the_same_answers_give_the_same_response(tmp_path: Path) -> None:
    for survey in ("tastatur", "fil"):
        words = ("start", "kvp", "--office", "Nav Lillevik", "--id", survey)
        assert run(*words, folder=tmp_path).code == 0
    answers: dict[str, Answer] = {}
    terminal = Terminal("answer", tmp_path / "tastatur", language="nb", lines=100)
    while question := next((one for one in asked_questions(CORE, answers) if one.id not in answers), None):
        terminal.until(f"spørsmål {len(answers) + 1} av")
        terminal.press(*TYPED[question.type], ENTER)
        answers[question.id] = answer_to(question)
    documents = documents_to_ask(CORE, answers)
    for n, question in enumerate(documents, 1):
        assert question.evidence is not None
        terminal.until(question.evidence.what["nb"][:30])
        terminal.until("finnes ikke skriftlig")
        terminal.press("2", ENTER)
        terminal.until("Tittel:", times=n)
        terminal.type("Rutine for KVP")
        terminal.until("Dato (", times=n)
        terminal.type("1.3.2026")
        document = [{"title": "Rutine for KVP", "date": "2026-03-01", "proof": "written"}]
        answers[question.id] = Answer.model_validate({"value": answers[question.id].value, "evidence": document})
    for shown, typed in (("for å gå videre:", ""), ("Vil dere levere nå?", "ja"), ("Rollen din", "Nav-leder")):
        terminal.until(shown)
        terminal.type(typed)
    terminal.until("eksemplene deres")
    terminal.type("nei")
    assert terminal.end() == 0, terminal.text
    by_keyboard = tmp_path / "tastatur" / "received" / "lillevik-1.yaml"
    file = tmp_path / "svar.yaml"
    file.write_bytes(by_keyboard.read_bytes().replace(b"survey: tastatur", b"survey: fil"))
    ran = run("answer", "fil", "--office", "lillevik", "--answers", file, "--role", "Nav-leder", folder=tmp_path)
    assert ran.code == 0, ran.err
    by_file = tmp_path / "fil" / "received" / "lillevik-1.yaml"
    assert without_clock(by_file) == without_clock(by_keyboard)
    assert dict(load(by_keyboard, Response).document.answers) == answers
