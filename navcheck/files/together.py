"""Responses that are stored together: all of them count, or none, also where the program is killed half-way.

Before the first a list of them is saved, `.navcheck.import`: what each will hold, and its name, as sha256sum writes it.
After the last it is taken away; at that moment they count. Whoever finds the list reads as if they were not there, and
the next who stores a response sets them aside under another name first, so that nothing is lost where an old list came
back from a backup. No name that it does not list, and no byte that it does not know, is ever touched.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from navcheck.core.messages import say, say_many
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.files.disk import DOCUMENT_BYTES, MEGABYTE, read_bytes, show_path, sum_file
from navcheck.files.listing import list_folder
from navcheck.files.saving import remove, rename, save

if TYPE_CHECKING:
    import os

LIST_FILE = ".navcheck.import"
FOLDER = "received"
ASIDE = ".taken-back"
# A hundred bytes a response: more of them than any folder may hold.
_LIST_BYTES = 64 * MEGABYTE
_LISTED = re.compile(rf"(?m)^([0-9a-f]{{64}})  {FOLDER}/([a-z0-9-]+\.yaml)\r?$")
_TRIES = 100
_NOT_OURS = frozenset({"no-file", "not-a-file", "too-big"})


def save_together(folder: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Make new files in `received/`, all of them or none; the caller holds the survey's lock.

    Args:
        folder: the survey's folder.
        files: what each shall hold, by its name.

    Returns:
        What is worth knowing about saves that succeeded.

    Raises:
        NavcheckError: why one of them could not be saved, or what `take_back` raises.

    """
    notes, done = [*take_back(folder)], list[Path]()
    sums = {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()}
    listed = "".join(f"{sha256}  {FOLDER}/{name}\n" for name, sha256 in sums.items())
    notes += save(folder / LIST_FILE, listed.encode(), expected=None).notes
    try:
        for name, raw in files.items():
            notes += save(folder / FOLDER / name, raw, expected=None).notes
            done.append(folder / FOLDER / name)
        notes += remove(folder / LIST_FILE)
    except BaseException:
        with suppress(NavcheckError):  # what stays is listed, and does not count
            for path in (*done, folder / LIST_FILE):  # nobody was told of them
                remove(path)
        raise
    _drop(folder, sums)
    return tuple({str(note): note for note in notes}.values())


def take_back(folder: Path) -> tuple[Problem, ...]:
    """Set aside what was stored by an import that was broken off; the caller holds the survey's lock.

    Returns:
        How much that was, if anything, and what is worth knowing about it.

    Raises:
        NavcheckError: why it could not be set aside.

    """
    listed = unfinished(folder)
    if listed is None:
        return ()
    notes = [
        note
        for name, sha256 in listed.items()
        for note in rename(folder / FOLDER / name, folder / FOLDER / _aside(name, sha256))
    ]
    notes += remove(folder / LIST_FILE)
    return (*([_taken_back(folder, len(listed))] if listed else []), *notes)


def unfinished(folder: Path) -> Mapping[str, str] | None:
    """Return the names in `received/` that do not count, each with its sum; None where no import is under way.

    Raises:
        NavcheckError: the list, or what it names, cannot be read.

    """
    try:
        raw = read_bytes(folder / LIST_FILE, _LIST_BYTES, follow=False)
    except NavcheckError as error:
        if error.problems[0].code in {"no-file", "not-a-file"}:
            return None
        raise
    listed = _LISTED.findall(raw.decode("utf-8", "replace"))
    return {name: sha256 for sha256, name in listed if _holds(folder / FOLDER / name, sha256)}


def list_received(folder: Path) -> tuple[list["os.DirEntry[str]"], frozenset[str]]:
    """List what lies in `received/`, and the names among it that do not count, as both were at one moment.

    Raises:
        NavcheckError: what `list_folder` and `unfinished` raise.

    """
    entries = list_folder(folder / FOLDER)
    for _ in range(_TRIES):
        apart, now = unfinished(folder), list_folder(folder / FOLDER)
        # Without a list, and with the same names before and after it was looked for, no import has come between.
        if apart is not None or [one.name for one in now] == [one.name for one in entries]:
            return entries, frozenset(apart or ())
        entries = now
    return entries, frozenset()


def _aside(name: str, sha256: str) -> str:
    return f"{name}.{sha256[:12]}{ASIDE}"


def _holds(path: Path, sha256: str) -> bool:
    try:
        return sum_file(path, DOCUMENT_BYTES) == sha256
    except NavcheckError as error:
        if error.problems[0].code in _NOT_OURS:
            return False
        raise


def _drop(folder: Path, sums: Mapping[str, str]) -> None:
    """Take away what was set aside and is now stored again, byte for byte."""
    for path, sha256 in _set_aside(folder, sums):
        with suppress(NavcheckError):  # it is there twice then
            if _holds(path, sha256):
                remove(path)


def _set_aside(folder: Path, sums: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    there = {entry.name for entry in list_folder(folder / FOLDER) if entry.name.endswith(ASIDE)}
    yield from (
        (folder / FOLDER / aside, sha256) for name, sha256 in sums.items() if (aside := _aside(name, sha256)) in there
    )


def _taken_back(folder: Path, count: int) -> Problem:
    message = say_many(
        "an import was broken off; the {count} response that it had stored is set aside",
        "an import was broken off; the {count} responses that it had stored are set aside",
        count,
    )
    return Problem("taken-back", message, Location(show_path(folder / FOLDER)), say("import its file again"))
