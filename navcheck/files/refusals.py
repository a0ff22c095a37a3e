"""Why something was not saved, in words, and what to do about it."""

import errno
from pathlib import Path

from navcheck.core.messages import Message, say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.files.disk import reason_of, show_path

_FULL = (say("not saved: the disk is full"), say("make room and run the same command again"))
_READ_ONLY = (
    say("not saved: the disk is read-only"),
    say("copy the survey folder to a disk where you may write, and use it there"),
)
_NO_RIGHTS = (
    say("not saved: you may not write here"),
    say("ask for write access to the folder, or take off the file's write protection"),
)
_NO_FOLDER = (say("not saved: the folder is not there"), say("was it moved, or a network drive disconnected?"))
_IN_USE = (say("not saved: another program has the file open"), say("close it there and run the same command again"))
_CAUSES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EBUSY: _IN_USE,
}


def not_saved(path: Path, error: OSError) -> NavcheckError:
    """Say what the system answered; the old file is untouched."""
    other = (
        say("not saved: the system could not write the file ({reason})", reason=reason_of(error)),
        say("try again; if it happens again, copy the survey folder to another disk"),
    )
    return _refusal("not-saved", path, *_CAUSES.get(error.errno or 0, other))


def no_locks(folder: Path) -> NavcheckError:
    """Say that the disk has no locks, so that two writers could overwrite each other unseen."""
    message = say("not saved: this disk cannot keep two writers apart (it has no file locks)")
    return _refusal("not-saved", folder, message, say("copy the survey folder to another disk, and use it there"))


def locked_by_others(folder: Path) -> NavcheckError:
    """Say that somebody else held the lock all the while."""
    message = say("not saved: somebody else is saving in this survey")
    return _refusal("locked", folder, message, say("wait a little and run the same command again"))


def changed_meanwhile(path: Path) -> NavcheckError:
    """Say that the file is not the one that was read."""
    message = say("not saved: the file was changed by somebody else meanwhile")
    cure = say("run the same command again; it starts from what is there now")
    return _refusal("changed-meanwhile", path, message, cure)


def target_exists(path: Path) -> NavcheckError:
    """Say that a new file's name is taken."""
    message = say("not saved: there is a file of this name already")
    cure = say("the file is left as it is; see what it holds, and run the same command again")
    return _refusal("target-exists", path, message, cure, exit_code=2)


def in_the_way(path: Path) -> NavcheckError:
    """Say that a link or a device, a folder or a file, stands where something else of ours belongs."""
    message = say("not saved: a link, or something else that navcheck did not make, stands here")
    return _refusal("not-a-file", path, message, say("move it to another place and run the same command again"))


def not_confirmed(path: Path, error: OSError) -> Problem:
    """Say, of a file that is saved, that a power cut might still undo it."""
    return Problem(
        "not-confirmed",
        say(
            "saved, but the disk could not confirm that it would outlast a power cut ({reason})",
            reason=reason_of(error),
        ),
        Location(show_path(path)),
        say("go on; if the power fails now, look whether the last change is there"),
    )


def _refusal(code: str, path: Path, message: Message, cure: Message, *, exit_code: int = 1) -> NavcheckError:
    return NavcheckError(Problem(code, message, Location(show_path(path)), cure), exit_code=exit_code)
