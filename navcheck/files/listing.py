"""Lists what lies in a folder, as far as that is reasonable."""

import os
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from pathlib import Path

from navcheck.core.messages import say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.disk import reading, show_path

MOST_FILES = 20_000
_allowed: ContextVar[int] = ContextVar("allowed")


def allow_files(most: int) -> Callable[[], None]:
    """Let folders hold so many files, until what is returned is called."""
    return partial(_allowed.reset, _allowed.set(most))


def most_files() -> int:
    """Return how many files folders may hold."""
    return _allowed.get(MOST_FILES)


def list_folder(folder: Path) -> list[os.DirEntry[str]]:
    """List a folder by name, giving up at once where there is too much.

    Raises:
        NavcheckError: `too-many-files`, or what `disk.reading` raises.

    """
    found, most = list[os.DirEntry[str]](), most_files()
    # A link would lead out of the survey; what lies there is not its own.
    with reading(folder):
        if folder.is_symlink() or not folder.is_dir():
            return found
    with reading(folder), os.scandir(folder) as entries:
        for entry in entries:
            found.append(entry)
            if len(found) > most:
                raise NavcheckError(
                    Problem(
                        "too-many-files",
                        say(
                            "the folder {folder} holds more than {most} files",
                            folder=show_path(folder),
                            most=most,
                        ),
                        None,
                        say("is it the right folder? if it is, say with --max-files how many it may hold"),
                    )
                )
    return sorted(found, key=lambda entry: entry.name)
