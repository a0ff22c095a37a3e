"""What goes out is written once and never over something else, and never into a survey's own folder."""

import errno
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files.outgoing import write_new
from tests.files.test_saving import failing

FILES = {f"{name}.txt": name.encode() for name in "abcdef"}
SYNTHETIC = "01816550072"  # month + 80: nobody's


def refused(folder: Path, files: dict[str, bytes]) -> list[str]:
    with pytest.raises(NavcheckError) as caught:
        write_new(folder, files)
    return [f"{one.at}: {one.code}: {one.message} → {one.hint}" for one in caught.value.problems]


@pytest.fixture(autouse=True)
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("ut")


def test_what_is_there_with_the_same_bytes_is_left_as_it_is_and_the_rest_is_written(out: Path) -> None:
    paths, notes = write_new(out / "inni", {"a.txt": b"a"})
    before = paths[0].stat()
    assert (paths, notes) == ((out / "inni" / "a.txt",), ())
    paths, _ = write_new(out / "inni", FILES)
    assert {path.name: path.read_bytes() for path in paths} == FILES
    assert (paths[0].stat().st_ino, paths[0].stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("there", [b"", b"aa", b"b"])
def test_what_is_there_with_other_bytes_is_named_and_nothing_is_written(out: Path, there: bytes) -> None:
    out.mkdir()
    (out / "a.txt").write_bytes(there)
    assert refused(out, FILES) == [
        (
            "ut: target-exists: not saved: 1 file is there already with something else in it: a.txt"
            " → delete what is to be written anew, or choose another folder"
        )
    ]
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("a.txt", there)]


def test_a_link_in_a_file_s_place_is_something_else_even_where_it_leads_to_the_same_bytes(out: Path) -> None:
    out.mkdir()
    Path("annet.txt").write_bytes(b"a")
    (out / "a.txt").symlink_to(Path("annet.txt").resolve())
    (out / "b.txt").symlink_to("ingen")
    (said,) = refused(out, FILES)
    assert "2 files are there already with something else in them: a.txt, b.txt →" in said


def test_of_many_that_are_there_five_are_named(out: Path) -> None:
    out.mkdir()
    for name in FILES:
        (out / name).write_bytes(b"annet")
    five = dict(list(FILES.items())[:5])
    assert (
        "5 files are there already with something else in them: a.txt, b.txt, c.txt, d.txt, e.txt →"
        in (refused(out, five)[0])
    )
    assert ": a.txt, b.txt, c.txt, d.txt, e.txt, … →" in refused(out, FILES)[0]


def test_all_is_looked_through_before_the_first_is_written(out: Path) -> None:
    assert refused(out, FILES | {"g.txt": SYNTHETIC.encode(), "h.txt": SYNTHETIC.encode()}) == [
        f"{name}.txt: personal-number: this looks like a national identity number: [hidden]"
        " → take it out of the survey or its checklist; write nothing about single persons"
        for name in "gh"
    ]
    assert not out.exists()


def test_nothing_goes_into_a_survey_s_folder_nor_into_a_file(out: Path) -> None:
    survey = Path("agder-2026")
    survey.mkdir()
    (survey / "survey.yaml").touch()
    for inside in (survey, survey / "ut" / "inni"):
        assert refused(inside, FILES) == [
            (
                f"{inside.as_posix()}: inside-survey: what goes out does not belong in a survey folder, which is the"
                " county's own → choose another folder"
            )
        ]
    out.touch()
    assert refused(out, FILES) == ["ut: not-a-folder: this is a file, and a folder is needed → choose another folder"]


def test_a_folder_that_cannot_be_made_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", failing(OSError(errno.EROFS, "by the test")))
    (said,) = refused(out, FILES)
    assert said.startswith("ut: not-saved: not saved: the disk is read-only → copy the survey folder")
