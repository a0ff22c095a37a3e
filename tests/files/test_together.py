"""Responses that are stored together count together: none before the last is there, and a list says which."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files.together import LIST_FILE, list_received, save_together, take_back, unfinished

FILES = {"risor-1.yaml": b"svar\n", "lister-1.yaml": b"andre svar\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "received").mkdir()
    return tmp_path


def listed(**files: bytes) -> str:
    return "".join(f"{hashlib.sha256(raw).hexdigest()}  received/{name}-1.yaml\n" for name, raw in files.items())


def stored(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "received").iterdir()}


def test_all_are_there_and_the_list_is_gone(folder: Path) -> None:
    assert save_together(folder, FILES) == ()
    assert (stored(folder), unfinished(folder)) == (FILES, None)
    assert {entry.name for entry in folder.iterdir()} == {"received"}


def test_until_the_last_is_stored_the_list_names_what_is_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, real = [], os.link

    def link(source: Path, target: Path) -> None:
        seen.append(set(unfinished(folder) or ()))
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    save_together(folder, FILES)
    assert seen == [set(), set(), {"risor-1.yaml"}]


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_where_one_cannot_be_stored_none_is(folder: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    links: list[object] = []
    real = os.link

    def link(source: Path, target: Path) -> None:
        links.append(target)
        if len(links) == nth:
            raise OSError(errno.ENOSPC, "by the test")
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(NavcheckError) as caught:
        save_together(folder, FILES)
    assert ([one.code for one in caught.value.problems], len(links)) == (["not-saved"], nth)
    assert (stored(folder), unfinished(folder)) == ({}, None)


def test_a_file_that_was_there_is_neither_written_over_nor_taken_back(folder: Path) -> None:
    (folder / "received" / "lister-1.yaml").write_bytes(b"dear")
    with pytest.raises(NavcheckError):
        save_together(folder, FILES)
    assert (stored(folder), unfinished(folder)) == ({"lister-1.yaml": b"dear"}, None)


def test_what_the_disk_could_not_confirm_is_told_of_each_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "by the test")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    notes = save_together(folder, FILES)
    assert {note.code for note in notes} == {"not-confirmed"}
    assert stored(folder) == FILES


def aside(name: str, raw: bytes) -> str:
    return f"{name}-1.yaml.{hashlib.sha256(raw).hexdigest()[:12]}.taken-back"


def test_what_was_broken_off_is_set_aside_and_nothing_else(folder: Path) -> None:
    (folder / LIST_FILE).write_text(listed(risor=b"svar\n", lister=b"andre svar\n", vik=b"ikke kommet\n"), "utf-8")
    for name, raw in (("risor-1", b"svar\n"), ("lister-1", b"noe annet\n"), ("nes-1", b"svar\n")):
        (folder / "received" / f"{name}.yaml").write_bytes(raw)
    (note,) = take_back(folder)
    assert note.code == "taken-back"
    kept = {"lister-1.yaml": b"noe annet\n", "nes-1.yaml": b"svar\n"}
    assert stored(folder) == kept | {aside("risor", b"svar\n"): b"svar\n"}
    assert (unfinished(folder), take_back(folder)) == (None, ())


def test_what_was_set_aside_goes_when_it_is_stored_again_and_stays_where_something_else_is(folder: Path) -> None:
    (folder / LIST_FILE).write_text(listed(risor=b"svar\n", lister=b"eldre svar\n").replace("\n", "\r\n"), "utf-8")
    for name, raw in (("risor-1", b"svar\n"), ("lister-1", b"eldre svar\n")):
        (folder / "received" / f"{name}.yaml").write_bytes(raw)
    (note,) = save_together(folder, FILES)
    assert note.code == "taken-back"
    assert stored(folder) == FILES | {aside("lister", b"eldre svar\n"): b"eldre svar\n"}


def test_a_list_that_came_back_from_a_backup_loses_nothing(folder: Path) -> None:
    save_together(folder, FILES)
    (folder / LIST_FILE).write_text(listed(risor=b"svar\n", lister=b"andre svar\n"), "utf-8")
    save_together(folder, {"nes-1.yaml": b"svar\n"})
    assert sorted(stored(folder).values()) == sorted([*FILES.values(), b"svar\n"])


def test_who_reads_without_the_lock_sees_all_of_an_import_or_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, found = os.link, []

    def link(source: Path, target: Path) -> None:
        real(source, target)
        entries, apart = list_received(folder)
        found.append({entry.name for entry in entries if entry.name not in apart and not entry.name.endswith(".tmp")})

    monkeypatch.setattr(os, "link", link)
    save_together(folder, FILES)
    entries, apart = list_received(folder)
    assert found == [set(), set(), set()]
    assert ({entry.name for entry in entries}, apart) == (set(FILES), frozenset())


@pytest.mark.parametrize("name", ["../dear.yaml", "received/../../dear.yaml", "/dear.yaml", "dear.yaml"])
def test_a_list_that_somebody_else_wrote_reaches_nothing_outside(folder: Path, name: str) -> None:
    dear = folder / "dear.yaml"
    dear.write_bytes(b"dear")
    (folder / LIST_FILE).write_text(f"{hashlib.sha256(b'dear').hexdigest()}  {name}\n", "utf-8")
    assert take_back(folder) == ()
    assert dear.read_bytes() == b"dear"


def test_a_link_in_the_place_of_the_list_says_nothing_and_stays(folder: Path) -> None:
    (folder / "elsewhere").write_text(listed(risor=b"svar\n"), "utf-8")
    (folder / LIST_FILE).symlink_to(folder / "elsewhere")
    assert (unfinished(folder), take_back(folder)) == (None, ())
    with pytest.raises(NavcheckError):
        save_together(folder, FILES)
    assert (stored(folder), (folder / LIST_FILE).is_symlink()) == ({}, True)
