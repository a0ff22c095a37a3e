"""A program that is killed at any call of the system has lost nothing that it said was saved, and goes on if run again.

Left out are only the calls that are no business of files, terminals or folders: which process this is, its memory, its
signals, chance. In `make test` the calls that write in the folder are struck, all of them, and a sample of the rest.
"""

import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.faults.injection import Call
from tests.faults.outcomes import files, litter, lost, not_as
from tests.faults.works import ready_made
from tests.files.test_saving import NEW, OLD
from tests.promises import Proof

pytestmark = [pytest.mark.needs_tool("strace"), pytest.mark.slow, pytest.mark.timeout(1800)]

NO_BUSINESS = {
    *("getpid", "gettid", "getrandom", "futex", "brk", "mmap", "munmap", "mremap", "mprotect", "madvise"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "clock_nanosleep", "restart_syscall"),
}
CHANGES = {"fsync", "rename", "link", "unlink", "mkdir", "ftruncate", "fchmod"}
WORKS = ("save", "import", "interview")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


@pytest.mark.proof("P1")
@pytest.mark.parametrize("name", WORKS)
def test_what_was_said_to_be_saved_is_there_after_a_kill_at_any_call(folder: Path, proof: Proof, name: str) -> None:
    work = ready_made(name, folder / name)
    home = work.copy(folder / name / "undisturbed")
    whole = work.do(home)
    calls, left = struck(whole.calls), files(home)
    assert work.told(whole.said) == work.there(home) != frozenset(), "nothing is said to be saved, or not all"
    failures, left_lying = [], 0
    for n, call in enumerate(chosen(calls, proof)):
        home = work.copy(folder / name / str(n))
        done = work.do(home, call)
        fired = (done.fired, done.code) == (True, -signal.SIGKILL)
        found = [*lost(work, home, done.said), *not_as(work, home, left)]
        left_lying += bool(litter(home))
        proof.count(survived=not found, fired=fired)
        failures += [f"{call}: {one}" for one in found] + [f"{call}: did not fire"] * (not fired)
    assert not failures, "\n".join(failures)
    proof.note(f"{name}: {len(calls)} calls, {left_lying} kills left a temporary file")


@pytest.mark.parametrize("name", ["received", "drafts"])
def test_what_is_taken_away_is_missed(folder: Path, name: str) -> None:
    work = ready_made("import", folder / f"less-{name}")
    home = work.copy(folder / f"less-{name}" / "undisturbed")
    said = work.do(home).said if name == "received" else ""
    assert lost(work, home, said) == []
    taken = [path for path in home.rglob(f"{name}/*.yaml") if path.parent.parent.name == "i-aar"]
    for path in taken:
        path.unlink()
    assert taken
    assert lost(work, home, said) != []


def struck(calls: Sequence[Call]) -> list[Call]:
    """Return the calls that a kill can be told apart at."""
    return [call for call in calls if call.name not in NO_BUSINESS]


def chosen(calls: list[Call], proof: Proof) -> Iterator[Call]:
    """Yield the calls that change something in the folder, and of the others some."""
    changing = [call for call in calls if changes(call)]
    yield from changing
    yield from proof.some([call for call in calls if call not in changing])


def changes(call: Call) -> bool:
    if call.name == "write":
        return not call.words.startswith(("(0,", "(1,", "(2,"))
    return call.name in CHANGES or (call.name == "openat" and "O_CREAT" in call.words)


@pytest.mark.proof("P1")
def test_a_save_that_empties_the_file_first_loses_it_under_the_same_kills(folder: Path, proof: Proof) -> None:
    work = ready_made("naive save", folder / "naive")
    calls = struck(work.do(work.copy(folder / "naive" / "undisturbed")).calls)
    neither = 0
    for n, call in enumerate(calls):
        home = work.copy(folder / "naive" / str(n))
        assert work.do(home, call).fired
        neither += (home / "old.yaml").read_bytes() not in {OLD, NEW}
    proof.control(tried=len(calls), lost=neither)
    assert neither > 0
