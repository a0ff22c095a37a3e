"""The faults that the other tests here put in do fire, and where they are put."""

import errno
import signal
from pathlib import Path

import pytest

from tests.faults.injection import KILL, RAISED, Call, attempt, error, unwatched

pytestmark = pytest.mark.needs_tool("strace")


def two_files(folder: Path) -> int:
    for name in ("a", "b"):
        try:
            (folder / name).write_text("ja")
        except OSError as failed:
            return failed.errno or 98
    return 0


def test_without_a_fault_the_work_is_done_and_its_calls_are_told(tmp_path: Path) -> None:
    trial = attempt(lambda: two_files(tmp_path))
    assert (trial.code, trial.fired) == (0, False)
    assert [call for call in trial.calls if call.name in {"openat", "write"}] == [
        Call("openat", 1), Call("write", 1), Call("openat", 2), Call("write", 2),
    ]  # fmt: skip


def test_a_kill_strikes_before_the_call_and_an_error_in_its_stead(tmp_path: Path) -> None:
    killed = attempt(lambda: two_files(tmp_path), Call("write", 2), KILL)
    assert (killed.code, killed.fired) == (-signal.SIGKILL, True)
    assert [(tmp_path / name).read_text() for name in ("a", "b")] == ["ja", ""]
    failed = attempt(lambda: two_files(tmp_path), Call("openat", 2), error("ENOSPC"))
    assert (failed.code, failed.fired) == (errno.ENOSPC, True)


def test_a_fault_at_a_call_that_is_never_made_does_not_fire(tmp_path: Path) -> None:
    assert not attempt(lambda: two_files(tmp_path), Call("fsync", 1), KILL).fired


def test_work_that_raises_is_told_apart(tmp_path: Path) -> None:
    assert attempt(lambda: two_files(tmp_path / "gone") // 0).code == RAISED


def test_what_a_child_does_to_be_ready_is_not_counted(tmp_path: Path) -> None:
    trial = attempt(lambda: two_files(tmp_path), Call("write", 3), KILL, ready=lambda: two_files(tmp_path))
    assert (trial.code, trial.fired) == (0, False)
    names = {call.name for call in attempt(lambda: 0, ready=lambda: two_files(tmp_path)).calls}
    assert names == {"exit_group"}


def test_a_call_is_told_with_what_it_was_given(tmp_path: Path) -> None:
    words = [call.words for call in attempt(lambda: two_files(tmp_path)).calls if call.name == "openat"]
    assert [str(tmp_path / name) in one for name, one in zip("ab", words, strict=True)] == [True, True]


def test_work_that_nobody_looks_on_tells_how_it_ended(tmp_path: Path) -> None:
    assert unwatched(lambda: two_files(tmp_path)) == 0
    assert unwatched(lambda: two_files(tmp_path / "gone")) == errno.ENOENT
    assert unwatched(lambda: two_files(tmp_path) // 0) == RAISED
