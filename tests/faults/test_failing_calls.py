"""A call of the system that fails, with any error that fits it, is told in words, and leaves all that was there.

Every call of a save and of an import fails with every error that fits. Of a sitting, two errors at each call, in turn,
and the same line on the terminal twice at most: what is different there is where it stops, not why. Errors that say
what is not so are left out: that a file is gone which is there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.faults.injection import Call, error
from tests.faults.outcomes import files, not_right
from tests.faults.test_killed_at_every_call import struck
from tests.faults.works import ready_made
from tests.files.test_saving import NEW, OLD
from tests.promises import Proof

pytestmark = [pytest.mark.needs_tool("strace"), pytest.mark.slow, pytest.mark.timeout(1800)]

FULL = ("ENOSPC", "EDQUOT")
BARRED = ("EACCES", "EPERM", "EROFS")
BROKEN = ("EIO", "ESTALE")
TOO_MANY = ("EMFILE", "ENFILE")
RENAMED = (*FULL, *BARRED, *BROKEN, "EBUSY")
ERRORS = {
    "openat": ("EACCES", *TOO_MANY, *BROKEN, "EINTR"),
    "read": (*BROKEN, "EINTR"),
    "write": (*FULL, *BROKEN, "EFBIG", "EINTR"),
    "fsync": (*FULL, *BROKEN, "EROFS", "EINVAL", "EINTR"),
    "close": (*FULL, *BROKEN, "EINTR"),
    "rename": RENAMED,
    "link": (*RENAMED, "EMLINK"),
    "unlink": (*BARRED, *BROKEN, "EBUSY"),
    "mkdir": (*FULL, *BARRED, *BROKEN, "EMLINK"),
    "newfstatat": ("EACCES", *BROKEN),
    "fchmod": ("EPERM", "EROFS", "EIO"),
    "flock": ("ENOLCK", "ENOSYS", "EIO", "EINTR"),
    "getdents64": BROKEN,
    "lseek": ("EIO", "ESPIPE"),
    "ioctl": ("EIO",),
    "getcwd": ("ENOENT", "EACCES"),
    "pselect6": ("EINTR",),
}
MADE = (*ERRORS["openat"], *FULL, "EPERM", "EROFS", "ENOENT", "ENAMETOOLONG")  # where a file is made
UNSAID = ("EPIPE", "EIO", "ENOSPC")  # on the screen, or where it leads
TERMINAL = tuple(f"({n}, " for n in (0, 1, 2))
SCREEN = TERMINAL[1:]

Fault = tuple[Call, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("failing")


@pytest.mark.proof("P2")
@pytest.mark.parametrize("name", ["save", "import", "interview"])
def test_a_call_that_fails_is_told_in_words_and_leaves_what_was_there(folder: Path, proof: Proof, name: str) -> None:
    work = ready_made(name, folder / name)
    home = work.copy(folder / name / "undisturbed")
    faults = list(fitting(work.do(home).calls, sparing=name == "interview"))
    left = files(home)
    failures = []
    for n, (call, why) in enumerate(proof.some(faults, most=30)):
        home = work.copy(folder / name / str(n))
        done = work.do(home, call, error(why))
        allowed = {"litters": call.name == "unlink", "mute": call.words.startswith(SCREEN)}
        found = list(not_right(work, home, done.code, done.said, left, **allowed))
        proof.count(survived=not found, fired=done.fired)
        failures += [f"{why} at {call}: {one}" for one in found] + [f"{call}: did not fire"] * (not done.fired)
    assert not failures, "\n".join(failures)


def fitting(calls: Sequence[Call], *, sparing: bool) -> Iterator[Fault]:
    """Yield each call with each error that fits it."""
    seen: Counter[tuple[str, str]] = Counter()
    for n, call in enumerate(struck(calls)):
        errors = errors_of(call)
        if sparing and call.words.startswith(TERMINAL):
            seen[call.name, call.words] += 1
            errors = errors if seen[call.name, call.words] <= 2 else ()
        if sparing:
            errors = tuple(dict.fromkeys(errors[(2 * n + m) % len(errors)] for m in (0, 1) if errors))
        yield from ((call, why) for why in errors)


def errors_of(call: Call) -> Sequence[str]:
    if call.name == "write" and call.words.startswith(SCREEN):
        return UNSAID
    return MADE if call.name == "openat" and "O_CREAT" in call.words else ERRORS.get(call.name, ())


@pytest.mark.proof("P2")
def test_a_save_that_empties_the_file_first_loses_it_under_the_same_errors(folder: Path, proof: Proof) -> None:
    work = ready_made("naive save", folder / "naive")
    calls = work.do(work.copy(folder / "naive" / "undisturbed")).calls
    faults = list(fitting([call for call in calls if call.name in {"write", "fsync"}], sparing=False))
    gone = 0
    for n, (call, why) in enumerate(faults):
        home = work.copy(folder / "naive" / str(n))
        assert work.do(home, call, error(why)).fired
        gone += (home / "old.yaml").read_bytes() not in {OLD, NEW}
    proof.control(tried=len(faults), lost=gone)
    assert gone > 0
