"""`check`: any navcheck file or survey folder, every problem at once."""

from dataclasses import dataclass
from pathlib import Path

from navcheck.cli.session import Session
from navcheck.core.messages import say, say_many
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.disk import show_path
from navcheck.files.documents import load_any, read_source
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.render.problems import format_problems_as_data


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of one file or folder; notes leave it usable."""

    path: Path
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def check_files(session: Session, files: list[Path], *, as_json: bool) -> int:
    """Check each file or folder; 1 where there are problems."""
    checked = [_check(path) for path in files]
    told = [problem for one in checked for problem in (*one.problems, *one.notes)]
    if as_json:
        session.data(format_problems_as_data(told, session.tongue))
    else:
        session.complain(told)
        session.out("".join(_line(session, one) for one in checked))
    return int(any(one.problems for one in checked))


def _line(session: Session, one: Checked) -> str:
    verdict = say_many("{count} problem", "{count} problems", len(one.problems)) if one.problems else say("can be used")
    return f"{show_path(one.path)}: {session.tongue(verdict)}\n"


def _check(path: Path) -> Checked:
    try:
        if path.is_dir():
            return Checked(path, problems=read_folder(open_folder(path), drafts=True)[1])
        return Checked(path, notes=load_any(read_source(path)).notes)
    except NavcheckError as error:
        return Checked(path, problems=error.problems)
