"""`check`: any navcheck file or survey folder, every problem at once."""

from collections.abc import Iterator
from pathlib import Path

from navcheck.cli.session import Session
from navcheck.core.messages import say, say_many
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.disk import show_path
from navcheck.files.documents import load_any, read_source
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.render.problems import format_problems_as_data


def check_files(session: Session, files: list[Path], *, as_json: bool) -> int:
    """Check each file or folder; 1 where there are problems."""
    found = {path: list(_problems(path)) for path in files}
    problems = [problem for one in found.values() for problem in one]
    if as_json:
        session.data(format_problems_as_data(problems, session.tongue))
        return int(bool(problems))
    session.complain(problems)
    for path, one in found.items():
        session.out(_line(session, path, len(one)))
    return int(bool(problems))


def _line(session: Session, path: Path, count: int) -> str:
    verdict = say_many("{count} problem", "{count} problems", count) if count else say("can be used")
    return f"{show_path(path)}: {session.tongue(verdict)}\n"


def _problems(path: Path) -> Iterator[Problem]:
    try:
        if path.is_dir():
            yield from read_folder(open_folder(path), drafts=True)[1]
        else:
            yield from load_any(read_source(path)).notes
    except NavcheckError as error:
        yield from error.problems
