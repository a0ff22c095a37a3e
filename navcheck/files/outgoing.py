"""Writes what goes out of a survey: never into a survey folder, never over what is there, never with a personal number.

Everything is looked through before the first file is written.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from navcheck.core.messages import say, say_many
from navcheck.core.problems import Location, NavcheckError, Problem, refuse
from navcheck.files import refusals
from navcheck.files.disk import read_bytes, show_path
from navcheck.files.look_through import look_through
from navcheck.files.places import SURVEY_FILE
from navcheck.files.saving import save

MOST_NAMED = 5


def check_apart(folder: Path) -> None:
    """Refuse a folder that lies inside a survey: that one is the county's own and is handed to nobody.

    Raises:
        NavcheckError: `inside-survey`.

    """
    place = folder.resolve()
    if any((parent / SURVEY_FILE).is_file() for parent in (place, *place.parents)):
        raise NavcheckError(
            Problem(
                "inside-survey",
                say("what goes out does not belong in a survey folder, which is the county's own"),
                Location(show_path(folder)),
                say("choose another folder"),
            )
        )


def write_new(folder: Path, files: Mapping[str, bytes]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write files that are not there yet; one that is there with the same bytes is left as it is.

    Args:
        folder: where they go; made if it is missing.
        files: bytes by name.

    Returns:
        Their paths in the order given, and what saving noted.

    Raises:
        NavcheckError: `inside-survey`, `personal-number`, `target-exists`, or what saving raises; before the first is
            saved, all have been looked through.

    """
    check_apart(folder)
    refuse(problem for name, raw in files.items() for problem in look_through(name, raw))
    if folder.exists() and not folder.is_dir():
        message = say("this is a file, and a folder is needed")
        raise NavcheckError(Problem("not-a-folder", message, Location(show_path(folder)), say("choose another folder")))
    there = {name: folder / name for name in files if os.path.lexists(folder / name)}
    refuse(_taken(folder, [name for name, path in there.items() if not _is_same(path, files[name])]))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusals.not_saved(folder, error) from None
    missing = [name for name in files if name not in there]
    notes = [note for name in missing for note in save(folder / name, files[name], expected=None).notes]
    return tuple(folder / name for name in files), tuple(notes)


def _is_same(path: Path, raw: bytes) -> bool:
    try:
        return read_bytes(path, len(raw), follow=False) == raw
    except NavcheckError:
        return False


def _taken(folder: Path, names: list[str]) -> Iterator[Problem]:
    """Name the first few files that are there with something else in them: a second try often meets them all."""
    if not names:
        return
    shown = tuple(show_path(Path(name)) for name in names[:MOST_NAMED])
    yield Problem(
        "target-exists",
        say_many(
            "not saved: {count} file is there already with something else in it: {names}",
            "not saved: {count} files are there already with something else in them: {names}",
            len(names),
            names=shown if len(names) <= MOST_NAMED else (*shown, "…"),
        ),
        Location(show_path(folder)),
        say("delete what is to be written anew, or choose another folder"),
    )
