"""What the system answers to a reader becomes a problem in words, and what cannot be seen is never taken for absent."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files.disk import is_there, open_regular, read_bytes, refused_by_system, show_path
from navcheck.files.listing import list_folder
from tests.files.test_saving import as_nobody, failing


def told(act: Callable[[], object]) -> list[str]:
    with pytest.raises(NavcheckError) as caught:
        act()
    return [f"{one.at}: {one.code}: {one.message}" for one in caught.value.problems if one.hint is not None]


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_a_link_that_leads_nowhere_is_there_and_a_name_in_no_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    (tmp_path / "file").touch()
    names = ("link", "file", "gone", "file/inside")
    assert [is_there(tmp_path / name) for name in names] == [True, True, False, False]


def test_what_lies_behind_a_closed_door_is_not_taken_for_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("drafts")
    folder.mkdir()
    (folder / "risor.yaml").touch()
    folder.chmod(0o000)
    with as_nobody():
        closed = [told(lambda: is_there(folder / "risor.yaml")), told(lambda: list_folder(folder))]
    folder.chmod(0o755)
    assert closed == [
        ["drafts/risor.yaml: no-access: the file may not be read"],
        ["drafts: no-access: the file may not be read"],
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EIO, "unreadable: the system could not read the file (EIO)"),
        (errno.EMFILE, "unreadable: the system could not read the file (EMFILE)"),
        (errno.ESTALE, "unreadable: the system could not read the file (ESTALE)"),
        (errno.ENOTDIR, "no-file: there is no such file"),
        (errno.ENAMETOOLONG, "no-file: there is no such file"),
        (errno.ENXIO, "not-a-file: this is not an ordinary file"),
    ],
)
def test_why_a_file_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "open", failing(OSError(number, "by the test")))
    assert told(lambda: read_bytes(Path("a.yaml"))) == [f"a.yaml: {said}"]


@pytest.mark.parametrize("call", ["fstat", "fdopen"])
def test_a_file_whose_opening_fails_half_way_is_not_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    (tmp_path / "a.yaml").touch()
    before = open_files()
    with monkeypatch.context() as patched:
        patched.setattr(os, call, failing(OSError(errno.EIO, "by the test")))
        assert "unreadable" in told(lambda: open_regular(tmp_path / "a.yaml"))[0]
    assert open_files() == before


def test_what_nobody_has_put_in_better_words_has_its_place_and_its_reason() -> None:
    problem = refused_by_system(OSError(errno.EIO, "by the test", "drafts/risor.yaml"))
    assert str(problem.at) == "drafts/risor.yaml"
    assert str(problem.message) == "not done: the system could not do what was asked of it (EIO)"
    assert refused_by_system(OSError("by the test")).at is None


def test_a_path_is_shown_without_a_number_also_where_escaping_makes_figures_one() -> None:
    number = "01816550072"  # month + 80: nobody's
    for name in (number, f"{number}\x14kr", "\u200b".join(number)):
        shown = show_path(Path("svar", f"{name}.csv"))
        assert "[skjult]" in shown
        assert shown.isprintable()


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="files whose size is not told lie in /proc")
def test_a_file_whose_size_the_system_does_not_tell_is_read_to_its_end_or_its_limit() -> None:
    whole = Path("/proc/version").read_bytes()
    assert Path("/proc/version").stat().st_size == 0 < len(whole)
    assert read_bytes(Path("/proc/version")) == whole
    assert read_bytes(Path("/proc/version"), limit=len(whole)) == whole
    with pytest.raises(NavcheckError) as refused:
        read_bytes(Path("/proc/version"), limit=len(whole) - 1)
    assert refused.value.problems[0].code == "too-big"
