"""One lock per survey folder keeps two writers apart: whoever reads, changes and saves holds it meanwhile."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from navcheck.files import refusals

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_NAME = ".navcheck.lock"
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})


@contextmanager
def locked(folder: Path, *, wait_seconds: float = 10) -> Iterator[None]:
    """Hold a survey folder's lock; within one thread it can be held inside itself.

    Raises:
        NavcheckError: `locked` when somebody else held it all the while, `not-saved` or `not-a-file` where there can
            be none.

    """
    lock = _take_lock(folder, wait_seconds)
    try:
        yield
    finally:
        # What was saved is saved; the system takes back a lock when the program ends, if not before.
        with suppress(OSError):
            lock.release()


def _take_lock(folder: Path, wait_seconds: float) -> "BaseFileLock":
    from filelock import FileLock, Timeout  # noqa: PLC0415 -- commands that only read do not pay for it

    path = folder / LOCK_NAME
    try:
        # Asked before filelock is: older ones make the folder, and follow a link and empty what it leads to.
        mode = folder.stat().st_mode
        if path.is_symlink():
            raise refusals.in_the_way(path)
        # Whoever may write in the folder may take its lock. A lock that is only a file would outlive a killed run.
        lock = FileLock(path, mode=mode & 0o666 | 0o600, is_singleton=True, fallback_to_soft=False)
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise refusals.locked_by_others(folder) from None
    except NotImplementedError:
        raise refusals.no_locks(folder) from None
    except OSError as error:
        raise refusals.no_locks(folder) if error.errno in _NO_LOCKS else refusals.not_saved(path, error) from None
    return lock
