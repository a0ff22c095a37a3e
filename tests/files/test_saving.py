"""A save leaves the old file or the new one, whole, and says which; a lock keeps two writers apart."""

import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files import saving
from navcheck.files.locking import LOCK_NAME, locked
from navcheck.files.saving import make_folder, save, sweep

OLD = b"old\n" * 100
NEW = b"new\n" * 120
NOBODY = 65534


def sum_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "risor.yaml"
    found.write_bytes(OLD)
    return found


def refusal(act: Callable[[], object]) -> tuple[str, int]:
    """Return the code and the exit code of a refusal that says where and what to do, in words of ours."""
    with pytest.raises(NavcheckError) as caught:
        act()
    (problem,) = caught.value.problems
    assert problem.at is not None
    assert problem.hint is not None
    assert not set("{}") & set(f"{problem.message}{problem.hint}")
    return problem.code, caught.value.exit_code


# A save that nothing disturbs.


def test_a_file_is_replaced_and_a_new_one_is_made(path: Path) -> None:
    assert save(path, NEW, expected=sum_of(OLD)).sha256 == sum_of(NEW)
    new = path.with_name("new.yaml")
    assert save(new, NEW, expected=None).notes == ()
    assert (path.read_bytes(), new.read_bytes()) == (NEW, NEW)
    assert {entry.name for entry in path.parent.iterdir()} == {"risor.yaml", "new.yaml"}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666])
def test_a_file_keeps_its_mode(path: Path, mode: int) -> None:
    path.chmod(mode)
    save(path, NEW, expected=sum_of(OLD))
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    save(tmp_path / "a.yaml", NEW, expected=None)
    (tmp_path / "b").touch()
    assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_private_file_is_never_readable_by_others_on_the_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o600)
    modes = set()
    real = os.write

    def write(handle: int, raw: memoryview) -> int:
        modes.add(stat.S_IMODE(os.fstat(handle).st_mode))
        return real(handle, raw)

    monkeypatch.setattr(os, "write", write)
    save(path, NEW, expected=sum_of(OLD))
    assert modes == {0o600}


def test_short_writes_are_gone_on_with(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, raw: real(handle, raw[:7]))
    save(path, NEW, expected=sum_of(OLD))
    assert path.read_bytes() == NEW


def test_a_disk_that_takes_nothing_is_not_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda _handle, _raw: 0)
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("not-saved", 1)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (OLD, [path])


def test_the_order_is_write_sync_replace_sync(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("open", "write", "fsync", "replace"):
        monkeypatch.setattr(os, name, noted(calls, name))
    save(path, NEW, expected=sum_of(OLD))
    # the second file opened is the target, to compare; the third is the folder
    assert calls == ["open", "write", "fsync", "open", "replace", "open", "fsync"]


def noted(calls: list[str], name: str) -> Callable[..., object]:
    real = getattr(os, name)

    def call(*args: object, **options: object) -> object:
        calls.append(name)
        return real(*args, **options)

    return call


# What is there is not what was read.


def test_a_file_that_was_changed_meanwhile_is_not_replaced(path: Path) -> None:
    path.write_bytes(b"theirs")
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("changed-meanwhile", 1)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (b"theirs", [path])


def test_a_file_that_is_gone_is_not_made_again(path: Path) -> None:
    path.unlink()
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("changed-meanwhile", 1)
    assert list(path.parent.iterdir()) == []


def test_a_new_file_never_takes_the_place_of_another(path: Path) -> None:
    assert refusal(lambda: save(path, NEW, expected=None)) == ("target-exists", 2)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (OLD, [path])


def test_not_even_of_one_that_comes_at_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "risor-1.yaml"
    real = os.link

    def link(source: str, target: str) -> None:
        path.write_bytes(OLD)
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    assert refusal(lambda: save(path, NEW, expected=None)) == ("target-exists", 2)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (OLD, [path])


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_where_the_disk_has_no_links_a_new_file_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "risor-1.yaml"
    fault = Fault("link", number).put(monkeypatch)
    save(path, NEW, expected=None)
    assert (path.read_bytes(), list(tmp_path.iterdir()), fault.fired) == (NEW, [path], 1)
    assert refusal(lambda: save(path, OLD, expected=None)) == ("target-exists", 2)


def test_a_link_is_neither_written_through_nor_replaced(path: Path) -> None:
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    assert refusal(lambda: save(link, NEW, expected=sum_of(OLD))) == ("not-a-file", 1)
    assert refusal(lambda: save(link, NEW, expected=None)) == ("target-exists", 2)
    assert (path.read_bytes(), link.is_symlink(), len(list(path.parent.iterdir()))) == (OLD, True, 2)


def test_a_link_that_leads_nowhere_makes_no_file_there(tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    assert refusal(lambda: save(link, NEW, expected=None)) == ("target-exists", 2)
    assert list(tmp_path.iterdir()) == [link]


def test_a_link_that_waits_for_the_temporary_file_is_not_written_through(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = path.with_name("victim")
    victim.write_bytes(b"dear")
    planted = path.with_name(f".risor.yaml.{'00' * 6}.tmp")
    planted.symlink_to(victim)
    monkeypatch.setattr(os, "urandom", bytes)
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("not-saved", 1)
    assert (victim.read_bytes(), path.read_bytes(), planted.is_symlink()) == (b"dear", OLD, True)


@pytest.mark.parametrize("make", ["mkfifo", "mkdir"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: str) -> None:
    path = tmp_path / "risor.yaml"
    getattr(os, make)(path)
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("not-a-file", 1)
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_protected_file_is_left_alone(path: Path) -> None:
    path.chmod(0o444)
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("not-saved", 1)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (OLD, [path])


# Every fault at every step.


@dataclass
class Fault:
    """A call of the system that fails, once, at its nth time; only calls on the temporary file count for `open`."""

    call: str
    error: int | BaseException
    nth: int = 1
    calls: int = 0
    fired: int = 0
    real: Callable[..., object] = field(init=False)

    def __post_init__(self) -> None:
        self.real = getattr(os, self.call)

    def put(self, monkeypatch: pytest.MonkeyPatch) -> "Fault":
        monkeypatch.setattr(os, self.call, self)
        return self

    def __call__(self, *args: object, **options: object) -> object:
        self.calls += self.call != "open" or str(args[0]).endswith(".tmp")
        if self.calls != self.nth or self.fired:
            return self.real(*args, **options)
        self.fired += 1
        if self.call == "close":
            self.real(*args)  # a failed close closes all the same
        raise OSError(self.error, "by the test") if isinstance(self.error, int) else self.error


FULL = (errno.ENOSPC, errno.EDQUOT)
FAULTS = [
    *(("open", n, 1) for n in (*FULL, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE, errno.EIO, errno.ENOENT)),
    *(("write", n, 1) for n in (*FULL, errno.EIO, errno.EFBIG, errno.EBADF)),
    *(("write", n, 2) for n in (*FULL, errno.EIO)),
    *(("fsync", n, 1) for n in (*FULL, errno.EIO, errno.EROFS, errno.EINVAL, errno.ENOTSUP)),
    *(("close", n, 1) for n in (*FULL, errno.EIO)),
    *(("replace", n, 1) for n in (*FULL, errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV, errno.EIO)),
    *(("link", n, 1) for n in (*FULL, errno.EACCES, errno.EROFS, errno.EIO)),
]


@pytest.mark.parametrize(("call", "number", "nth"), FAULTS)
def test_a_save_that_fails_leaves_the_old_file_and_no_litter(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, nth: int
) -> None:
    target, expected = (path, sum_of(OLD)) if call != "link" else (path.with_name("new.yaml"), None)
    if nth > 1:
        monkeypatch.setattr(os, "write", shorter(os.write))
    fault = Fault(call, number, nth).put(monkeypatch)
    assert refusal(lambda: save(target, NEW, expected=expected)) == ("not-saved", 1)
    assert (path.read_bytes(), list(path.parent.iterdir()), fault.fired) == (OLD, [path], 1)


def shorter(write: Callable[[int, memoryview], int]) -> Callable[[int, memoryview], int]:
    return lambda handle, raw: write(handle, raw[: len(raw) // 2 + 1])


@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
def test_an_interruption_leaves_the_old_file_and_no_litter(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    fault = Fault(call, KeyboardInterrupt()).put(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        save(path, NEW, expected=sum_of(OLD))
    assert (path.read_bytes(), list(path.parent.iterdir()), fault.fired) == (OLD, [path], 1)


def test_a_naive_save_loses_the_old_file_under_the_same_faults(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = 0
    faults = [(call, number, nth) for call, number, nth in FAULTS if call in {"write", "fsync"} and nth == 1]
    for call, number, nth in faults:
        path.write_bytes(OLD)
        with monkeypatch.context() as patched:
            fault = Fault(call, number, nth).put(patched)
            with pytest.raises(OSError, match="by the test"):
                save_naively(path, NEW)
        lost += fault.fired == 1 and path.read_bytes() != OLD
    assert lost == len(faults)


def save_naively(path: Path, raw: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        os.write(handle, raw)
        os.fsync(handle)
    finally:
        os.close(handle)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "not saved: the disk is full"),
        (errno.EROFS, "not saved: the disk is read-only"),
        (errno.EACCES, "not saved: you may not write here"),
        (errno.ENOENT, "not saved: the folder is not there"),
        (errno.EIO, "not saved: the system could not write the file (EIO)"),
    ],
)
def test_what_the_system_said_is_put_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    Fault("open", number).put(monkeypatch)
    with pytest.raises(NavcheckError) as caught:
        save(path, NEW, expected=sum_of(OLD))
    assert str(caught.value.problems[0].message) == said


@pytest.mark.parametrize(("call", "nth"), [("fsync", 2), ("close", 2)])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_after_the_replace_a_fault_is_a_note_and_never_not_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int, number: int
) -> None:
    fault = Fault(call, number, nth).put(monkeypatch)
    saved = save(path, NEW, expected=sum_of(OLD))
    assert (path.read_bytes(), saved.sha256, fault.fired) == (NEW, sum_of(NEW), 1)
    assert [note.code for note in saved.notes] == ["not-confirmed"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EBADF])
def test_a_disk_that_knows_no_sync_of_folders_is_no_news(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fault = Fault("fsync", number, 2).put(monkeypatch)
    assert (save(path, NEW, expected=sum_of(OLD)).notes, fault.fired) == ((), 1)


def test_a_temporary_file_that_cannot_be_removed_is_not_a_failed_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault("unlink", errno.EACCES).put(monkeypatch)
    save(tmp_path / "new.yaml", NEW, expected=None)
    assert ((tmp_path / "new.yaml").read_bytes(), fault.fired) == (NEW, 1)


# The same faults from the system itself.


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_device_that_is_always_full(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def open_full(name: Path, flags: int, mode: int = 0o777) -> int:
        os.close(real(name, flags, mode))
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", open_full)
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("not-saved", 1)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (OLD, [path])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if not is_done("mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)):
        pytest.skip("a disk cannot be mounted here")
    yield folder
    assert is_done("umount", str(folder))


def is_done(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.needs_tool("mount")
def test_a_full_disk(small_disk: Path) -> None:
    path = small_disk / "risor.yaml"
    path.write_bytes(OLD)
    large = NEW * 200
    assert refusal(lambda: save(path, large, expected=sum_of(OLD))) == ("not-saved", 1)
    assert (path.read_bytes(), list(small_disk.iterdir())) == (OLD, [path])
    save(path, NEW, expected=sum_of(OLD))
    save_naively(path, large)
    assert path.read_bytes() not in {NEW, large}


@pytest.mark.needs_tool("mount")
def test_a_read_only_disk(small_disk: Path) -> None:
    path = small_disk / "risor.yaml"
    path.write_bytes(OLD)
    assert is_done("mount", "-o", "remount,ro", str(small_disk))
    assert refusal(lambda: save(path, NEW, expected=sum_of(OLD))) == ("not-saved", 1)
    assert refusal(lambda: save(small_disk / "new.yaml", NEW, expected=None)) == ("not-saved", 1)
    assert refusal(lambda: enter(small_disk)) == ("not-saved", 1)
    assert refusal(lambda: make_folder(small_disk / "drafts")) == ("not-saved", 1)
    assert path.read_bytes() == OLD


def test_a_folder_without_rights(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    path.parent.chmod(0o555)
    with as_nobody():
        here = Path(path.name)
        assert refusal(lambda: save(here, NEW, expected=sum_of(OLD))) == ("not-saved", 1)
        assert refusal(lambda: save(Path("new.yaml"), NEW, expected=None)) == ("not-saved", 1)
        assert refusal(lambda: enter(Path())) == ("not-saved", 1)
    path.parent.chmod(0o755)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (OLD, [path])


@contextmanager
def as_nobody() -> Iterator[None]:
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    assert refusal(lambda: save(tmp_path / "gone" / "a.yaml", NEW, expected=None)) == ("not-saved", 1)
    assert refusal(lambda: enter(tmp_path / "gone")) == ("not-saved", 1)
    assert list(tmp_path.iterdir()) == []


# Windows, as far as it can be played here: a file that anybody has open cannot be replaced.


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr(saving, "_WINDOWS", True)
    monkeypatch.setattr(time, "sleep", slept.append)
    return slept


@pytest.mark.parametrize(("call", "expected"), [("replace", sum_of(OLD)), ("rename", None)])
def test_a_file_that_is_open_for_a_moment_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], call: str, expected: str | None
) -> None:
    target = path if expected else path.with_name("new.yaml")
    real, left = getattr(os, call), [PermissionError(errno.EACCES, "in use")] * 3

    def busy(*args: object) -> None:
        if left:
            raise left.pop()
        real(*args)

    monkeypatch.setattr(os, call, busy)
    save(target, NEW, expected=expected)
    assert (target.read_bytes(), len(pauses)) == (NEW, 4)


def test_a_file_that_stays_open_is_named_after_seconds(
    path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    monkeypatch.setattr(os, "replace", failing(PermissionError(errno.EACCES, "in use")))
    with pytest.raises(NavcheckError, match="another program has the file open"):
        save(path, NEW, expected=sum_of(OLD))
    assert (path.read_bytes(), list(path.parent.iterdir()), 2 < sum(pauses) < 10) == (OLD, [path], True)


def failing(error: OSError) -> Callable[..., object]:
    def call(*_: object, **__: object) -> object:
        raise error

    return call


# The lock.


def enter(folder: Path) -> None:
    with locked(folder, wait_seconds=0.2):
        pass


HOLD = """
import sys
from pathlib import Path
from navcheck.files.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_elsewhere(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_one_who_waits_too_long_is_told_so(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path):
        assert refusal(lambda: enter(tmp_path)) == ("locked", 1)
    enter(tmp_path)


def test_a_killed_run_leaves_no_lock_behind(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        enter(tmp_path)


def test_a_lock_is_given_back_after_an_error_and_can_be_held_inside_itself(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path), locked(tmp_path, wait_seconds=0.1):
        raise ZeroDivisionError
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    done = subprocess.run(command, input="", text=True, capture_output=True, check=True, timeout=20)
    assert done.stdout == "held\n"


def test_a_link_in_the_lock_s_place_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"dear")
    (tmp_path / LOCK_NAME).symlink_to(victim)
    assert refusal(lambda: enter(tmp_path)) == ("not-a-file", 1)
    assert victim.read_bytes() == b"dear"


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK])
def test_a_disk_without_locks_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(pytest.importorskip("fcntl"), "flock", failing(OSError(number, "no locks")))
    with pytest.raises(NavcheckError, match="no file locks"):
        enter(tmp_path)


def test_whoever_may_write_in_the_folder_may_take_its_lock(tmp_path: Path) -> None:
    tmp_path.chmod(0o770)
    enter(tmp_path)
    assert stat.S_IMODE((tmp_path / LOCK_NAME).stat().st_mode) == 0o660


def test_commands_that_only_read_do_not_load_the_lock() -> None:
    code = "import sys, navcheck.files.saving; print(sorted({'filelock', 'fcntl', 'asyncio'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"


def test_threads_wait_for_each_other_too(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_bytes(b"0")

    def count() -> None:
        for _ in range(10):
            with locked(tmp_path, wait_seconds=30):
                raw = path.read_bytes()
                save(path, str(int(raw) + 1).encode(), expected=sum_of(raw))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() == b"40"


# Folders and leftovers.


def test_a_folder_is_made_once_and_never_through_a_link(tmp_path: Path) -> None:
    make_folder(tmp_path / "drafts")
    make_folder(tmp_path / "drafts")
    (tmp_path / "link").symlink_to(tmp_path / "drafts")
    assert refusal(lambda: make_folder(tmp_path / "link")) == ("not-a-file", 1)


def test_leftovers_are_swept_after_an_hour_and_nothing_else_is(path: Path) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    names = {
        ".risor.yaml.0123456789ab.tmp": True,
        ".risor-1.yaml.ffffffffffff.tmp": True,
        ".fresh.yaml.0123456789ab.tmp": False,
        "risor.yaml.0123456789ab.tmp": False,
        ".risor.yaml.tmp": False,
        ".risor.yaml.0123456789AB.tmp": False,
        LOCK_NAME: False,
    }
    for name in names:
        file = path.with_name(name)
        file.touch()
        age = timedelta(minutes=59 if "fresh" in name else 61)
        os.utime(file, (0, (now - age).timestamp()))
    link = path.with_name(".link.yaml.0123456789ab.tmp")
    link.symlink_to(path)
    gone = {name for name, goes in names.items() if goes}
    assert {found.name for found in sweep(path.parent, now)} == gone
    assert {entry.name for entry in path.parent.iterdir()} == {*names, link.name, path.name} - gone


def test_a_killed_save_leaves_a_name_that_is_swept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # what a killed run cannot do either
    monkeypatch.setattr(os, "unlink", failing(OSError(errno.EIO, "killed")))
    Fault("fsync", KeyboardInterrupt()).put(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        save(path, NEW, expected=sum_of(OLD))
    monkeypatch.undo()
    assert len(sweep(path.parent, datetime.now(UTC) + timedelta(hours=2))) == 1
    assert list(path.parent.iterdir()) == [path]


def test_where_there_is_no_folder_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    assert sweep(tmp_path / "gone", datetime(2026, 11, 21, tzinfo=UTC)) == ()


# Races.

WRITERS, EDITS = 4, 10
APPEND = """
import hashlib, sys, time
from pathlib import Path
from navcheck.files.locking import locked
from navcheck.files.saving import save
folder, me, edits, how = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
path = folder / "log"
for number in range(edits):
    if how == "safely":
        with locked(folder, wait_seconds=60):
            raw = path.read_bytes()
            save(path, raw + f"{me}-{number}\\n".encode(), expected=hashlib.sha256(raw).hexdigest())
    else:
        raw = path.read_bytes()
        time.sleep(0.005)
        path.write_bytes(raw + f"{me}-{number}\\n".encode())
    print(f"{me}-{number}", flush=True)
"""


def writer(folder: Path, me: int, how: str, edits: int = EDITS) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", APPEND, str(folder), str(me), str(edits), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def race(folder: Path, how: str) -> set[str]:
    """Let four processes write, and return what was acknowledged and is not there."""
    (folder / "log").touch()
    writers = [writer(folder, me, how) for me in range(WRITERS)]
    acknowledged = {line for process in writers for line in process.communicate()[0].split()}
    assert len(acknowledged) == WRITERS * EDITS
    return acknowledged - set((folder / "log").read_text().split())


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    assert race(tmp_path, "safely") == set()
    assert {entry.name for entry in tmp_path.iterdir()} == {"log", LOCK_NAME}


def test_without_lock_and_comparison_they_lose(tmp_path: Path) -> None:
    assert race(tmp_path, "naively")


@pytest.mark.slow
def test_what_a_killed_writer_had_acknowledged_is_there(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    acknowledged: set[str] = set()
    for me in range(8):
        with writer(tmp_path, me, "safely", 100_000) as process:
            assert process.stdout is not None
            acknowledged.add(process.stdout.readline().strip())
            time.sleep(0.011 * me)
            process.kill()
            acknowledged |= set(process.stdout.read().split("\n")[:-1])
    text = (tmp_path / "log").read_text()
    assert text.endswith("\n")
    assert acknowledged - set(text.split()) == set()
    sweep(tmp_path, datetime.now(UTC) + timedelta(hours=2))
    assert {entry.name for entry in tmp_path.iterdir()} == {"log", LOCK_NAME}
