"""Lists what lies in a folder, as far as that is reasonable."""

import os
from pathlib import Path

from navcheck.core.messages import say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.disk import show_path

MOST_FILES = 20_000


def list_folder(folder: Path) -> list[os.DirEntry[str]]:
    """List a folder by name, giving up at once where there is too much.

    Raises:
        NavcheckError: `too-many-files`.

    """
    found: list[os.DirEntry[str]] = []
    # A link would lead out of the survey; what lies there is not its own.
    if folder.is_symlink() or not folder.is_dir():
        return found
    with os.scandir(folder) as entries:
        for entry in entries:
            found.append(entry)
            if len(found) > MOST_FILES:
                raise NavcheckError(
                    Problem(
                        "too-many-files",
                        say(
                            "the folder {folder} holds more than {most} files",
                            folder=show_path(folder),
                            most=MOST_FILES,
                        ),
                        None,
                        say("is it the right folder?"),
                    )
                )
    return sorted(found, key=lambda entry: entry.name)
