"""The work that is attacked: a save, an import, an office's sitting; what each said was saved, and what is there."""

import os
import re
from pathlib import Path

from navcheck.ask.plain import LineAsk
from navcheck.cli import main
from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session, UnwritableError
from navcheck.cli.sitting import Wanted
from navcheck.core.messages import ENGLISH
from navcheck.core.problems import NavcheckError
from navcheck.files.disk import is_there, read_bytes
from navcheck.files.locking import locked
from navcheck.files.saving import save
from navcheck.files.survey_folder import SurveyFolder, open_folder, read_folder
from navcheck.files.together import unfinished
from navcheck.render.problems import format_problems
from tests.cli.one_office import write
from tests.faults.attacking import Work, warmed
from tests.faults.outcomes import Names, files, is_litter
from tests.files.test_saving import NEW, OLD, save_naively, sum_of
from tests.program import TODAY, run

CHECKLIST = """
navcheck: checklist/1
id: prove
version: "1"
title: {en: Trial}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: How they are found}
    questions:
      - {id: tekst, type: text, text: {en: How do you find them}}
      - id: valg
        type: choice
        choices: {ja: {label: {en: "Yes"}}, nei: {label: {en: "No"}}}
        text: {en: Do you have a routine}
      - {id: tall, type: number, max: "5000", text: {en: How many take part}}
"""
COUNTY = """
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren
offices:
  - {id: risor, name: Nav Risør}
  - {id: lister, name: Nav Lister}
  - {id: vik, name: Nav Vik}
  - {id: nes, name: Nav Nes}
"""
# Risør has begun a draft that says something else, Lister one that says a part of this.
TABLE = """kontor;tekst;valg;tall
Nav Risør;Hver måned;ja;12
Nav Lister;Å;nei;
Nav Vik;Aldri;ja;1
Nav Nes;Ofte;ja;2
"""
QUESTIONS = ("tekst", "valg", "tall")
ANSWERS = {"How do you find them": "Å", "Do you have a routine": "1", "How many take part": "12"}
REPLIES = {"Hand in now?": "yes", "other offices?": "no"}
TYPED = "Å\r1\r12\r\ryes\r\rno\r"  # the answers, nothing to change, handed in without a role


def ready_made(name: str, folder: Path) -> Work:
    """Make a piece of work, and import what it takes."""
    return warmed(MADE[name](folder))


# A save: of a file that is there, and of a new one, as every command does it.


def _a_save(folder: Path) -> Work:
    home = folder / "home"
    home.mkdir(parents=True)
    (home / "old.yaml").write_bytes(OLD)
    return Work(home, _save_both, _saves_told, _saves_there, _save_again)


def _a_naive_save(folder: Path) -> Work:
    work = _a_save(folder)
    return Work(work.home, _save_both_naively, _saves_told, _saves_there, _save_again)


def _save_both() -> int:
    old, new, session = Path("old.yaml"), Path("new.yaml"), Session(ENGLISH, TODAY, Path(), Path())
    try:
        with locked(Path()):
            saved = save(old, NEW, expected=sum_of(read_bytes(old)))
            session.out("saved old.yaml\n")
            session.complain(saved.notes)
            if not is_there(new):
                session.complain(save(new, NEW, expected=None).notes)
            session.out("saved new.yaml\n")
    except NavcheckError as error:
        session.complain(error.problems)
        return error.exit_code
    except UnwritableError:
        return 2
    return 0


def _save_both_naively() -> int:
    for name in ("old.yaml", "new.yaml"):
        save_naively(Path(name), NEW)
        print("saved", name, flush=True)
    return 0


def _saves_told(said: str) -> Names:
    return frozenset(re.findall(r"(?m)^saved (\S+)$", said))


def _saves_there(home: Path) -> Names:
    there = files(home)
    assert there["old.yaml"] in {OLD, NEW}, "old.yaml is neither the old version nor the new one"
    assert there.get("new.yaml") in {None, NEW}, "new.yaml is half"
    assert there.keys() <= {"old.yaml", "new.yaml"}, "there is something else"
    return frozenset(name for name, raw in there.items() if raw == NEW)


def _save_again(home: Path) -> None:
    before = Path.cwd()
    os.chdir(home)
    try:
        assert _save_both() == 0
    finally:
        os.chdir(before)


# An import and a sitting, in one county's survey.


def _county(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    checklist, county = write(folder / "prove.yaml", CHECKLIST), write(folder / "fylket.yaml", COUNTY)
    ran = run("start", checklist, "--county", county, "--id", "i-aar", folder=folder / "home")
    assert ran.code == 0, ran.err
    return folder / "home"


def _an_import(folder: Path) -> Work:
    home = _county(folder)
    write(home / "svar.csv", TABLE)
    for office in ("risor", "lister"):
        _sit(home, office, 1)
    words = ["import", "i-aar", "svar.csv"]
    return Work(home, lambda: main(words, today=TODAY), _imports_told, _received, _import_again)


def _imports_told(said: str) -> Names:
    return frozenset(name.lower().replace("ø", "o") for name in re.findall(r"(?m)^Nav (\w+) +1 ", said))


def _received(home: Path) -> Names:
    folder = whole(home / "i-aar")
    assert len(folder.received_numbers) in {0, len(folder.survey.offices)}, "an import is done in part"
    return frozenset(folder.received_numbers)


def _import_again(home: Path) -> None:
    ran = run("import", home / "i-aar", home / "svar.csv", folder=home)
    assert ran.code == 0, ran.err


def _an_interview(folder: Path) -> Work:
    home = _county(folder)
    words = ["answer", "i-aar", "--office", "risor", "--plain"]
    act = lambda: main(words, today=TODAY)  # noqa: E731
    return Work(home, act, _answers_told, _answers_there, lambda home: _sit(home, "risor"), TYPED)


def _answers_told(said: str) -> Names:
    """Return the questions before the one that is put, since each is saved before the next is shown."""
    put = max(map(int, re.findall(r"question (\d) of", said)), default=1)
    done = QUESTIONS if "A number to change an answer" in said else QUESTIONS[: put - 1]
    return frozenset(done) | ({"received"} if "Handed in" in said else set())


def _answers_there(home: Path) -> Names:
    folder = whole(home / "i-aar")
    draft, received = folder.draft("risor"), folder.received("risor")
    kept = {name for one in (draft, received) if one is not None for name in one.answers}
    return frozenset(kept) | ({"received"} if received is not None else set())


def whole(survey: Path) -> SurveyFolder:
    """Open a survey, every file of which can be read; what is left out is temporary, or known to be of no account."""
    folder = open_folder(survey)
    read, problems = read_folder(folder, drafts=True)
    for office in folder.survey.offices:
        folder.draft(office.id)
    assert not problems, format_problems(problems, ENGLISH)
    apart = {f"received/{name}" for name in unfinished(survey) or ()}
    names = [one.name for one in read.left_out if one.name not in apart and not is_litter(Path(one.name))]
    assert not names, names
    return folder


class Answering(LineAsk):
    """Answers what is asked by its words; goes after so many lines."""

    def __init__(self, most: int) -> None:
        self.left, self.shown = most, ""

    def show(self, text: str) -> None:
        self.shown += text

    def line(self, prompt: str, default: str = "") -> str:
        del default
        self.left -= 1
        if self.left < 0:
            raise EOFError
        where, says = (self.shown, ANSWERS) if prompt == "> " else (prompt, REPLIES)
        self.shown = ""
        return next((typed for words, typed in says.items() if words in where), "")


def _sit(home: Path, office: str, lines: int = 100) -> None:
    session = Session(ENGLISH, TODAY, home, home, quiet=True)
    answer_survey(session, Wanted("i-aar", office=office), Answering(lines))


MADE = {"save": _a_save, "naive save": _a_naive_save, "import": _an_import, "interview": _an_interview}
