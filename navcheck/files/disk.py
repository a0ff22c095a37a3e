"""Opens files that strangers may have put there: regular files of a known size, read whole and closed at once."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from navcheck.core.messages import say
from navcheck.core.privacy import find_stops, hide
from navcheck.core.problems import Location, NavcheckError, Problem

DOCUMENT_BYTES = 1_000_000
MEGABYTE = 1_000_000
# Absent on Windows, where links need rights that offices do not have and FIFOs do not live in folders.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def show_path(path: Path) -> str:
    """Return the path as people should see it: with `/`, nothing that a terminal obeys, and no personal number."""
    text = path.as_posix()
    return quote_free(hide(text, find_stops(text)))


def quote_free(text: str) -> str:
    """Escape what cannot be printed."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def read_bytes(path: Path, limit: int = DOCUMENT_BYTES, *, follow: bool = True) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Args:
        path: the file.
        limit: bytes; a larger file is refused after reading no more than this.
        follow: whether a link may lead to it; inside a survey folder none may.

    Raises:
        NavcheckError: `no-file`, `no-access`, `not-a-file`, `too-big`.

    """
    with open_regular(path, follow=follow) as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise NavcheckError(too_big(path, limit))
    return raw


def open_regular(path: Path, *, follow: bool = True) -> BinaryIO:
    """Open a regular file to read; whoever opens it closes it.

    Raises:
        NavcheckError: `no-file`, `no-access`, `not-a-file`.

    """
    at = Location(show_path(path))
    try:
        handle = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY | (0 if follow else _NO_FOLLOW))
    except OSError as error:
        raise NavcheckError(_cannot_open(error, at)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # asked first: a folder cannot even be wrapped as a stream
        os.close(handle)
        raise NavcheckError(_not_a_file(at))
    return os.fdopen(handle, "rb")


def too_big(path: Path, limit: int) -> Problem:
    """Say that a file is larger than what is read of its kind."""
    return Problem(
        "too-big",
        say("the file is larger than {limit} MB", limit=limit // MEGABYTE),
        Location(show_path(path)),
        say("navcheck's own files are small; is this the right one?"),
    )


def _cannot_open(error: OSError, at: Location) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("no-file", say("there is no such file"), at, say("check the name and the folder"))
    if isinstance(error, IsADirectoryError):
        files = say("give the files themselves, for instance {folder}/*", folder=at.path)
        return Problem("not-a-file", say("this is a folder"), at, files)
    if isinstance(error, PermissionError):
        return Problem("no-access", say("the file may not be read"), at, say("ask for access to the folder"))
    return _not_a_file(at)


def _not_a_file(at: Location) -> Problem:
    return Problem("not-a-file", say("this is not an ordinary file"), at, say("give the file itself"))
