"""`check`: any navcheck file or survey folder, every problem at once; and what a new version does to old answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.core.law import Law, check_law
from navcheck.core.lint import lint
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Checklist, Coding, Comments, Plan
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.versions import Change, Fate, compare_versions
from navcheck.files.comments import find_comments
from navcheck.files.disk import show_path
from navcheck.files.documents import load, load_any, read_source
from navcheck.files.law_texts import read_law
from navcheck.files.places import SURVEY_FILE
from navcheck.files.plan_file import find_plan
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.render.json_text import dump
from navcheck.render.problems import format_problems_as_data

FATES = {
    Fate.KEPT: say("kept"),
    Fate.REWORDED: say("reworded; answers are kept"),
    Fate.FRESH: say("needs a fresh answer"),
    Fate.DROPPED: say("dropped"),
    Fate.NEW: say("new"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of one file or folder; notes leave it usable."""

    path: Path
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def check_files(session: Session, files: list[Path], law: Path | None, *, as_json: bool) -> int:
    """Check each file or folder; 1 where there are problems, or warnings about a checklist."""
    texts = read_law(law) if law is not None else None
    checked = [_check(session, path, texts) for path in files]
    told = [problem for one in checked for problem in (*one.problems, *one.notes)]
    if as_json:
        session.data(format_problems_as_data(told, session.tongue))
    else:
        session.complain(told)
        session.out("".join(_line(session, one) for one in checked))
    return int(any(one.problems for one in checked))


def _line(session: Session, one: Checked) -> str:
    verdict = say_many("{count} problem", "{count} problems", len(one.problems)) if one.problems else _usable(one)
    return f"{show_path(one.path)}: {session.tongue(verdict)}\n"


def _usable(one: Checked) -> Message:
    if not one.notes:
        return say("can be used")
    return say_many("can be used; {count} note", "can be used; {count} notes", len(one.notes))


def _check(session: Session, path: Path, law: Law | None) -> Checked:
    try:
        if path.is_dir():
            return Checked(path, problems=_problems_of(open_folder(path)))
        loaded = load_any(read_source(path))
        if isinstance(loaded.document, (Coding, Plan, Comments)) and (path.parent / SURVEY_FILE).is_file():
            # Whether its ids are there, only the survey tells.
            return Checked(
                path, tuple(one for one in _problems_beside(path) if one.at and one.at.path == show_path(path))
            )
    except NavcheckError as error:
        return Checked(path, problems=error.problems)
    if not isinstance(loaded.document, Checklist):
        return Checked(path, notes=loaded.notes)
    found = tuple(check_law(loaded.document, loaded.where, law)) if law is not None else ()
    return Checked(path, found, (*loaded.notes, *lint(loaded.document, loaded.where, session.today)))


def _problems_beside(path: Path) -> tuple[Problem, ...]:
    try:
        return _problems_of(open_folder(path.parent))
    except NavcheckError as error:
        return error.problems


def _problems_of(folder: SurveyFolder) -> tuple[Problem, ...]:
    """Find what cannot be used in a survey's folder, its plan and what offices said to their drafts too."""
    one, problems = read_survey(folder, drafts=True)
    for find in (lambda: find_plan(folder.path, one), lambda: find_comments(folder)):
        try:
            find()
        except NavcheckError as error:
            problems = (*problems, *error.problems)
    return problems


def check_against(session: Session, files: list[Path], old: Path, *, as_json: bool) -> int:
    """Tell what each new version does to answers given to the old one; 1 where some need a fresh answer or are lost."""
    before = load(old, Checklist).document
    compared = {path: compare_versions(before, load(path, Checklist).document) for path in files}
    if as_json:
        session.data(dump({show_path(path): [_data(change) for change in one] for path, one in compared.items()}))
    else:
        session.out("".join(line for path, one in compared.items() for line in _fates(session, path, one)))
    return int(any(change.fate in {Fate.FRESH, Fate.DROPPED} for one in compared.values() for change in one))


def _fates(session: Session, path: Path, changes: tuple[Change, ...]) -> Iterator[str]:
    yield f"{show_path(path)}\n"
    width = max((len(change.question) for change in changes), default=0)
    for change in changes:
        words = [session.tongue(FATES[change.fate])]
        words += [session.tongue(say("was {id}", id=change.was))] if change.was else []
        words += [session.tongue(say("without {values}", values=", ".join(change.lost)))] if change.lost else []
        yield f"  {change.question.ljust(width)}  {'; '.join(words)}\n"


def _data(change: Change) -> dict[str, object]:
    return {"question": change.question, "fate": change.fate, "was": change.was, "lost_values": list(change.lost)}
