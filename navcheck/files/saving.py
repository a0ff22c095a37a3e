"""Puts bytes on the disk so that a file is its old version or its new one, whole, whatever happens meanwhile.

Knows nothing of what the bytes mean. Whoever reads, changes and saves holds the folder's lock meanwhile (`locking`).
"""

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from navcheck.core.problems import NavcheckError, Problem
from navcheck.files import refusals
from navcheck.files.disk import MEGABYTE, sum_file

LEFTOVER_AGE = timedelta(hours=1)
_COMPARED_BYTES = 64 * MEGABYTE
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_USUAL_MODE = 0o666  # less what the umask takes away
_WINDOWS = os.name == "nt"
# There a file that anybody has open cannot be replaced: a scanner or OneDrive for a moment, Word for hours. 4 s in all.
_PAUSES = tuple(0.02 * step for step in range(21))
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF})


@dataclass(frozen=True, slots=True)
class Saved:
    """What is on the disk now, and what could not be made certain about it."""

    sha256: str
    notes: tuple[Problem, ...] = ()


def save(path: Path, raw: bytes, *, expected: str | None) -> Saved:
    """Replace or make a file. Whoever replaces holds the folder's lock.

    Args:
        path: the file; never a link.
        raw: all that it shall hold.
        expected: the SHA-256 sum of what the caller read there; None where no file may be.

    Returns:
        The new sum, with the note `not-confirmed` where the folder could not be written through to the disk.

    Raises:
        NavcheckError: `not-saved`, `changed-meanwhile`, `target-exists`, or what `disk.read_bytes` raises; the file is
            as it was, and nothing else is left.

    """
    try:
        temporary = _write_aside(path, raw)
        try:
            _check_unchanged(path, expected)
            _put_in_place(temporary, path, new=expected is None)
        finally:
            _remove(temporary)
    except OSError as error:
        raise refusals.not_saved(path, error) from None
    return Saved(hashlib.sha256(raw).hexdigest(), confirm_name(path))


def make_folder(path: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        NavcheckError: `not-saved`, or `not-a-file` where a link stands in its place and leads elsewhere.

    """
    if path.is_symlink():
        raise refusals.in_the_way(path)
    try:
        path.mkdir()
    except FileExistsError:
        return
    except OSError as error:
        raise refusals.not_saved(path, error) from None
    confirm_name(path)


def remove(path: Path) -> tuple[Problem, ...]:
    """Take a file away, if it is there; return the note `not-confirmed` as `save` does.

    Raises:
        NavcheckError: `not-saved`.

    """
    return _named(path, lambda: path.unlink(missing_ok=True))


def rename(path: Path, target: Path) -> tuple[Problem, ...]:
    """Give a file another name in its folder, which nothing else has; return the note `not-confirmed` as `save` does.

    Raises:
        NavcheckError: `not-saved`.

    """
    return _named(path, lambda: path.replace(target))


def _named(path: Path, act: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        _patiently(act)
    except OSError as error:
        raise refusals.not_saved(path, error) from None
    return confirm_name(path)


def sweep(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Remove the temporary files that killed runs left in a folder an hour ago or more, and return them."""
    oldest = (now - LEFTOVER_AGE).timestamp()
    try:
        left = [path for path in folder.iterdir() if _TEMPORARY.fullmatch(path.name) and _is_older(path, oldest)]
    except OSError:
        return ()
    return tuple(sorted(path for path in left if _remove(path)))


def _write_aside(path: Path, raw: bytes) -> Path:
    """Write the bytes to a temporary file beside the target, through to the disk, readable by nobody new."""
    mode = _mode_of(path)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    handle = os.open(temporary, _NEW, _USUAL_MODE if mode is None else mode)
    try:
        with _closing(handle):
            if mode is not None and not _WINDOWS:
                _give_mode(handle, mode)
            _write_all(handle, raw)
            os.fsync(handle)
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _mode_of(path: Path) -> int | None:
    """Return the mode of the file that is there; a link's own mode is never given on.

    Raises:
        PermissionError: the file is write-protected: on Windows it could not be replaced, elsewhere it should not.

    """
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found):
        return None
    if not found & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, "write-protected")
    return stat.S_IMODE(found) & 0o777


@contextmanager
def _closing(handle: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(handle)


def _give_mode(handle: int, mode: int) -> None:
    # The umask may have made it narrower than the target's; where that cannot be mended it is still safe.
    with suppress(OSError):
        os.fchmod(handle, mode)


def _write_all(handle: int, raw: bytes) -> None:
    rest = memoryview(raw)
    while rest:
        written = os.write(handle, rest)
        if written == 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]


def _check_unchanged(path: Path, expected: str | None) -> None:
    if expected is None:
        if os.path.lexists(path):
            raise refusals.target_exists(path)
    elif sum_now(path) != expected:
        raise refusals.changed_meanwhile(path)


def sum_now(path: Path) -> str | None:
    """Return the sum of what is there now, None when it is gone."""
    try:
        # Asked first, since Windows opens what a link leads to, whatever it is told.
        if not stat.S_ISREG(path.lstat().st_mode):
            raise refusals.in_the_way(path)
        return sum_file(path, _COMPARED_BYTES)
    except FileNotFoundError:
        return None
    except NavcheckError as error:
        raise NavcheckError(*error.problems, exit_code=1) from None


def _put_in_place(temporary: Path, path: Path, *, new: bool) -> None:
    if not new:
        _patiently(lambda: temporary.replace(path))
        return
    try:
        if _WINDOWS:
            _patiently(lambda: temporary.rename(path))  # there it never overwrites, and a share has no links
        else:
            _link(temporary, path)
    except FileExistsError:
        raise refusals.target_exists(path) from None


def _link(temporary: Path, path: Path) -> None:
    """Give the file its name, if nobody has it: the one way to do both at once here. `save` takes the old name off."""
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # FAT, some shares: that the name was free a moment ago holds as long as everybody takes the lock.
        temporary.replace(path)


def _patiently(act: Callable[[], object]) -> None:
    if not _WINDOWS:
        act()
        return
    for pause in _PAUSES:
        time.sleep(pause)
        with suppress(PermissionError):
            act()
            return
    raise OSError(errno.EBUSY, "in use")


def confirm_name(path: Path) -> tuple[Problem, ...]:
    """Write the folder through to the disk, so that the new name outlasts a power cut; Windows has no call for it."""
    if _WINDOWS:
        return ()
    try:
        handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        with _closing(handle):
            os.fsync(handle)
    except OSError as error:
        return () if error.errno in _NO_FOLDER_SYNC else (refusals.not_confirmed(path, error),)
    return ()


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _is_older(path: Path, moment: float) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_mtime <= moment
