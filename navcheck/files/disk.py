"""Opens files that strangers may have put there: regular files of a known size, read whole and closed at once."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from navcheck.core.messages import say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.core.text import unquoted

DOCUMENT_BYTES = 1_000_000
MEGABYTE = 1_000_000
_PART = 65_536
# Absent on Windows, where links need rights that offices do not have and FIFOs do not live in folders.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
# What is answered by a link that is not followed, a socket, a device without a driver, and what cannot be read twice.
_OTHER_THINGS = frozenset({errno.ELOOP, errno.ENXIO, errno.ENODEV, None})
_TRY_AGAIN = say("try again; if it happens again, copy the survey folder to another disk")


# A file, or what problems call a text that lies nowhere.
Named = Path | str


def name_of(file: Named) -> str:
    """Return what problems call a file."""
    return file if isinstance(file, str) else show_path(file)


def show_path(path: Path) -> str:
    """Return the path as people should see it: with `/`, nothing that a terminal obeys, and no personal number."""
    return unquoted(path.as_posix())


def read_bytes(path: Path, limit: int = DOCUMENT_BYTES, *, follow: bool = True) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Args:
        path: the file.
        limit: bytes; a larger file is refused after reading no more than this.
        follow: whether a link may lead to it; inside a survey folder none may.

    Raises:
        NavcheckError: `no-file`, `no-access`, `not-a-file`, `too-big`, `unreadable`.

    """
    with reading(path):
        handle, size = _open_regular(path, follow=follow)
        try:
            raw, most = bytearray(), min(size, limit) + 1
            # One that grows while it is read is read on, and a network drive may give it in parts.
            while part := os.read(handle, min(most, limit + 1 - len(raw))):
                raw += part
                most = _PART
        finally:
            os.close(handle)
    if len(raw) > limit:
        raise NavcheckError(too_big(path, limit))
    return bytes(raw)


def sum_file(path: Path, limit: int) -> str:
    """Return the SHA-256 sum of a regular file of at most `limit` bytes, which is never in memory as a whole.

    Raises:
        NavcheckError: as `read_bytes`, which follows no link here.

    """
    found, left = hashlib.sha256(), limit
    with reading(path), open_regular(path, follow=False) as stream:
        if os.fstat(stream.fileno()).st_size > limit:  # so that a huge one is refused unread
            raise NavcheckError(too_big(path, limit))
        while chunk := stream.read(MEGABYTE):
            found.update(chunk)
            left -= len(chunk)
            if left < 0:  # it grows while it is read
                raise NavcheckError(too_big(path, limit))
    return found.hexdigest()


def open_regular(path: Path, *, follow: bool = True) -> BinaryIO:
    """Open a regular file to read; whoever opens it closes it.

    Raises:
        NavcheckError: `no-file`, `no-access`, `not-a-file`, `unreadable`.

    """
    with reading(path):
        handle, _ = _open_regular(path, follow=follow)
        try:
            return os.fdopen(handle, "rb")
        except BaseException:
            os.close(handle)
            raise


def _open_regular(path: Path, *, follow: bool) -> tuple[int, int]:
    """Open a regular file; return its handle and its size in bytes."""
    handle = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY | (0 if follow else _NO_FOLLOW))
    try:
        found = os.fstat(handle)  # asked first: a folder cannot even be wrapped as a stream
        _check_regular(found.st_mode)
    except BaseException:
        os.close(handle)
        raise
    return handle, found.st_size


def _check_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO, "not a regular file")


def is_there(path: Path) -> bool:
    """Tell whether anything has this name, if it leads nowhere; that it cannot be seen does not mean that it is not.

    Raises:
        NavcheckError: `no-access`, `unreadable`.

    """
    try:
        path.lstat()
    except OSError as error:
        if _is_nowhere(error):
            return False
        raise NavcheckError(_cannot_open(error, Location(show_path(path)))) from None
    return True


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Put in words what the system says of a file that is read.

    Raises:
        NavcheckError: `no-file`, `no-access`, `not-a-file`, `unreadable`.

    """
    try:
        yield
    except OSError as error:
        raise NavcheckError(_cannot_open(error, Location(show_path(path)))) from None


def too_big(path: Path, limit: int) -> Problem:
    """Say that a file is larger than what is read of its kind."""
    return Problem(
        "too-big",
        say("the file is larger than {limit} MB", limit=limit // MEGABYTE),
        Location(show_path(path)),
        say("navcheck's own files are small; is this the right one?"),
    )


def _is_nowhere(error: OSError) -> bool:
    # A name that is too long for the disk is nobody's.
    return isinstance(error, (FileNotFoundError, NotADirectoryError)) or error.errno == errno.ENAMETOOLONG


def _cannot_open(error: OSError, at: Location) -> Problem:
    if _is_nowhere(error):
        return Problem("no-file", say("there is no such file"), at, say("check the name and the folder"))
    if isinstance(error, IsADirectoryError):
        files = say("give the files themselves, for instance {folder}/*", folder=at.path)
        return Problem("not-a-file", say("this is a folder"), at, files)
    if isinstance(error, PermissionError):
        return Problem("no-access", say("the file may not be read"), at, say("ask for access to the folder"))
    if error.errno in _OTHER_THINGS:
        return _not_a_file(at)
    message = say("the system could not read the file ({reason})", reason=reason_of(error))
    return Problem("unreadable", message, at, _TRY_AGAIN)


def refused_by_system(error: OSError) -> Problem:
    """Say what the system answered, where nobody has put it in better words."""
    message = say("not done: the system could not do what was asked of it ({reason})", reason=reason_of(error))
    at = Location(show_path(Path(os.fsdecode(error.filename)))) if isinstance(error.filename, (str, bytes)) else None
    return Problem("system", message, at, _TRY_AGAIN)


def reason_of(error: OSError) -> str:
    """Return the name by which the system's answer can be looked up."""
    return errno.errorcode.get(error.errno or 0, "?")


def _not_a_file(at: Location) -> Problem:
    return Problem("not-a-file", say("this is not an ordinary file"), at, say("give the file itself"))
