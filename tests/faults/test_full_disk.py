"""A disk that is full, a door that is closed: nothing is lost or left half, what to do is said, and then it succeeds.

The disk is a small one in memory. It is filled so far that a save fails at its first block, its second …; the same by
names, of which a disk has no more than so many. It is mounted by the test: where that is not permitted it is skipped.
"""

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.conftest import LACKS
from tests.faults.attacking import Done, Work
from tests.faults.outcomes import files, not_right
from tests.faults.works import ready_made
from tests.files.test_saving import NEW, NOBODY, OLD, is_done, save_naively
from tests.promises import Proof

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

BLOCK = 4096
WORKS = ("save", "import", "interview")
MOST_NEEDED = 12  # blocks or names that any of the work takes
LARGE = NEW * 40


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Work]:
    return {name: ready_made(name, tmp_path_factory.mktemp(name)) for name in WORKS}


@pytest.fixture
def disk() -> Iterator[Path]:
    """Mount a small disk where anybody may come."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    if not is_done("mount", "-t", "tmpfs", "-o", "size=256k,nr_inodes=100,mode=755", "none", str(folder)):
        pytest.skip(f"{LACKS}mount")
    yield folder
    assert is_done("umount", str(folder))
    folder.rmdir()


@contextmanager
def all_but_blocks(disk: Path, left: int) -> Iterator[None]:
    """Fill a disk but for some blocks."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail - left
    filler.write_bytes(bytes(free * BLOCK))
    assert os.statvfs(disk).f_bavail == left
    yield
    filler.unlink()


@contextmanager
def all_but_names(disk: Path, left: int) -> Iterator[None]:
    """Give away all names of a disk but some."""
    fillers = disk / "fillers"
    fillers.mkdir()
    for n in range(os.statvfs(disk).f_ffree - left):
        (fillers / str(n)).touch()
    assert os.statvfs(disk).f_ffree == left
    yield
    shutil.rmtree(fillers)


@pytest.mark.proof("P2")
@pytest.mark.needs_tool("mount")
@pytest.mark.parametrize("filled", [all_but_blocks, all_but_names])
@pytest.mark.parametrize("name", WORKS)
def test_a_disk_that_becomes_full_loses_nothing(
    works: dict[str, Work],
    disk: Path,
    proof: Proof,
    name: str,
    filled: Callable[[Path, int], AbstractContextManager[None]],
) -> None:
    work = works[name]
    home, left = undisturbed(work, disk)
    failures, failed = [], 0
    for room in proof.some(range(MOST_NEEDED), most=4):
        work.copy(home)
        with filled(disk, room):
            done = work.do_unwatched(home)
        found = list(not_right(work, home, done.code, done.said, left))
        failures += [f"{room} left: {one}" for one in found]
        if done.code:
            failed += 1
            proof.count(survived=not found)
        shutil.rmtree(home)
    assert not failures, "\n".join(failures)
    assert 0 < failed < MOST_NEEDED, "it never fails, or never succeeds"


def undisturbed(work: Work, folder: Path) -> tuple[Path, dict[str, bytes]]:
    """Return where the work is done, and what it leaves there."""
    home = work.copy(folder / "home")
    done = work.do_unwatched(home)
    assert done.code == 0, done.said
    left = files(home)
    shutil.rmtree(home)
    return home, left


def judge(proof: Proof, work: Work, home: Path, done: Done, left: dict[str, bytes]) -> None:
    """Count what cannot have succeeded, and assert that it failed as it should."""
    found = list(not_right(work, home, done.code, done.said, left))
    proof.count(survived=not found, fired=done.code != 0)
    assert done.code != 0
    assert not found, "\n".join(found)


@pytest.mark.proof("P2")
@pytest.mark.needs_tool("mount")
def test_a_save_that_empties_the_file_first_loses_it_on_the_same_disk(disk: Path, proof: Proof) -> None:
    path, gone = disk / "old.yaml", 0
    for room in range(4):
        path.write_bytes(OLD)
        with all_but_blocks(disk, room):
            save_naively(path, LARGE)
        gone += path.read_bytes() not in {OLD, LARGE}
    proof.control(tried=4, lost=gone)
    assert gone > 0


@pytest.mark.proof("P2")
@pytest.mark.needs_tool("mount")
@pytest.mark.parametrize("name", WORKS)
def test_a_disk_that_becomes_read_only_loses_nothing(
    works: dict[str, Work], disk: Path, proof: Proof, name: str
) -> None:
    work = works[name]
    home, left = undisturbed(work, disk)
    work.copy(home)
    assert is_done("mount", "-o", "remount,ro", str(disk))
    done = work.do_unwatched(home)
    assert is_done("mount", "-o", "remount,rw", str(disk))
    judge(proof, work, home, done, left)


def as_nobody() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def no_file_above(size: int) -> Callable[[], None]:
    """Return what limits a process to files of a size, as a quota may."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


# In the folder of each work: what is closed, and how; everything else belongs to whoever works.
DOORS = [
    *(("save", name, mode) for name, mode in ((".", 0o555), ("old.yaml", 0o000), ("old.yaml", 0o444))),
    *(("import", f"i-aar{name}", 0o555) for name in ("", "/received")),
    *(("import", name, 0o000) for name in ("i-aar", "i-aar/received", "i-aar/survey.yaml", "svar.csv")),
    *(("interview", f"i-aar{name}", 0o555) for name in ("", "/drafts")),
    *(("interview", f"i-aar{name}", 0o000) for name in ("", "/drafts", "/received", "/checklist.yaml")),
]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Make a folder that anybody can reach; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.proof("P2")
@pytest.mark.parametrize(("name", "door", "mode"), DOORS)
def test_a_closed_door_is_told_and_nothing_is_lost(  # noqa: PLR0913, PLR0917 -- what is closed, and where
    works: dict[str, Work], open_folder: Path, proof: Proof, name: str, door: str, mode: int
) -> None:
    work = works[name]
    home, left = undisturbed(work, open_folder)
    work.copy(home)
    for path in (home, *home.rglob("*")):
        if os.geteuid() == 0:
            shutil.chown(path, NOBODY, NOBODY)
    was = (home / door).stat().st_mode
    (home / door).chmod(mode)
    done = work.do_unwatched(home, before=as_nobody)
    (home / door).chmod(was)
    judge(proof, work, home, done, left)


@pytest.mark.proof("P2")
@pytest.mark.parametrize("name", WORKS)
@pytest.mark.parametrize("size", [0, 100, 200])
def test_a_limit_on_the_size_of_files_loses_nothing(
    works: dict[str, Work], tmp_path: Path, proof: Proof, name: str, size: int
) -> None:
    work = works[name]
    home, left = undisturbed(work, tmp_path)
    work.copy(home)
    done = work.do_unwatched(home, before=no_file_above(size))
    judge(proof, work, home, done, left)
