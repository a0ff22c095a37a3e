"""A refusal is told whole: where, which, why and what to do about it, with what was found put into the sentence."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from navcheck.core.model import Survey
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files import listing, refusals
from navcheck.files.disk import open_regular, read_bytes, refused_by_system
from navcheck.files.documents import load_any, load_source, read_source
from navcheck.files.law_texts import read_law
from navcheck.files.listing import list_folder
from navcheck.files.places import Places
from tests.files.test_saving import failing

A = Path("svar/a.yaml")
PLACES = Places(Path("svar"), Path("sjekklister"))


def told(problem: Problem) -> str:
    return f"{problem.at}: {problem.code}: {problem.message} → {problem.hint}"


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(NavcheckError) as caught:
        act()
    (problem,) = caught.value.problems
    return f"{told(problem)} [{caught.value.exit_code}]"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    A.parent.mkdir()


# Reading.


def write(text: str) -> None:
    A.write_text(text, encoding="utf-8")


def test_a_file_that_cannot_be_read() -> None:
    assert refused(lambda: read_bytes(A)) == (
        "svar/a.yaml: no-file: there is no such file → check the name and the folder [2]"
    )
    assert refused(lambda: read_bytes(A.parent)) == (
        "svar: not-a-file: this is a folder → give the files themselves, for instance svar/* [2]"
    )
    os.mkfifo(A)
    assert refused(lambda: open_regular(A)) == (
        "svar/a.yaml: not-a-file: this is not an ordinary file → give the file itself [2]"
    )


def test_a_file_that_is_larger_than_its_kind() -> None:
    write("a" * 2_000_001)
    assert refused(lambda: read_bytes(A, 2_000_000)) == (
        "svar/a.yaml: too-big: the file is larger than 2 MB → "
        "navcheck's own files are small; is this the right one? [2]"
    )
    assert read_bytes(A, 2_000_001) == b"a" * 2_000_001


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "no-access: the file may not be read → ask for access to the folder"),
        (
            errno.EIO,
            (
                "unreadable: the system could not read the file (EIO) → "
                "try again; if it happens again, copy the survey folder to another disk"
            ),
        ),
    ],
)
def test_what_the_system_says_to_a_reader(monkeypatch: pytest.MonkeyPatch, number: int, said: str) -> None:
    monkeypatch.setattr(os, "open", failing(OSError(number, "by the test")))
    assert refused(lambda: read_bytes(A)) == f"svar/a.yaml: {said} [2]"


def test_what_nobody_has_put_in_better_words() -> None:
    again = "try again; if it happens again, copy the survey folder to another disk"
    asked = "system: not done: the system could not do what was asked of it"
    assert told(refused_by_system(OSError(errno.EIO, "x", "svar/a.yaml"))) == f"svar/a.yaml: {asked} (EIO) → {again}"
    assert told(refused_by_system(OSError(errno.EIO, "x", b"svar"))) == f"svar: {asked} (EIO) → {again}"
    assert told(refused_by_system(OSError("x"))) == f"None: {asked} (?) → {again}"


def test_a_folder_that_holds_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_FILES", 2)
    for name in ("b", "a"):
        (A.parent / name).touch()
    assert [entry.name for entry in list_folder(A.parent)] == ["a", "b"]
    (A.parent / "c").touch()
    assert refused(lambda: list_folder(A.parent)) == (
        "None: too-many-files: the folder svar holds more than 2 files → "
        "is it the right folder? if it is, say with --max-files how many it may hold [2]"
    )


def test_laws_that_are_not_there_or_cannot_be_read() -> None:
    assert refused(lambda: read_law(A.parent)) == (
        "svar: no-law: there are no law texts in this folder → "
        "they are named as Lovdata names laws, for instance lov-2009-12-18-131.md [2]"
    )
    (A.parent / "lov-2009-12-18-131.md").write_bytes(b"\xff")
    assert refused(lambda: read_law(A.parent)) == (
        "svar/lov-2009-12-18-131.md: encoding: the file is not UTF-8 → "
        "save the file again and choose the encoding UTF-8 [2]"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "id: prove\n",
            (
                "1:1: no-format: the key «navcheck» is missing, so this is not a navcheck document → "
                "the first line of one says what it is, for instance «navcheck: survey/1»"
            ),
        ),
        (
            "navcheck: survey/2\n",
            "1:11: unknown-format: «survey/2» is not a format that this version reads → is there a newer navcheck?",
        ),
        (
            "navcheck: surbey/1\n",
            "1:11: unknown-format: «surbey/1» is not a format that this version reads → did you mean «survey/1»?",
        ),
        (
            "navcheck: coding/1\n",
            "1:11: other-format: this is coding/1; here survey/1 belongs → put the file back where it came from",
        ),
        (
            "navcheck: response/1\n",
            "1:11: other-format: this is response/1; here survey/1 belongs → put the file back where it came from",
        ),
    ],
)
def test_a_document_that_is_not_the_one_that_belongs_there(text: str, said: str) -> None:
    write(text)
    assert refused(lambda: load_source(read_source(A), Survey)) == f"svar/a.yaml:{said} [2]"
    if "unknown" in said:
        assert refused(lambda: load_any(read_source(A))) == f"svar/a.yaml:{said} [2]"


def test_a_document_that_was_cut() -> None:
    write("navcheck: survey/1\nid: prove\n")
    assert refused(lambda: load_source(read_source(A), Survey)) == (
        "svar/a.yaml:1:1: cut-short: the end of the file is missing: its last line is not «...» → "
        "fetch the file again; if you wrote it yourself, end it with a line of three full stops [2]"
    )


def test_what_is_named_but_not_there() -> None:
    shown = "«navcheck list» shows those that there are"
    assert refused(lambda: PLACES.checklist("xyz")) == f"None: no-checklist: there is no checklist «xyz» → {shown} [2]"
    assert refused(lambda: PLACES.county("xyz")) == (
        f"None: no-county: there is no county «xyz» → {shown}; "
        "your own lies in sjekklister/counties, or is named by its path [2]"
    )
    assert refused(lambda: PLACES.survey("xyz")) == (
        f"None: no-survey: there is no survey «xyz» in svar → «navcheck start» opens one; {shown} [2]"
    )
    (A.parent / "xyz").mkdir()
    for name in ("xyz", "svar/xyz"):
        assert refused(lambda name=name: PLACES.survey(name)) == (  # type: ignore[misc]
            "None: no-survey: the folder svar/xyz has no survey.yaml, so it is not a survey → "
            "fetch the file back from a copy; «navcheck list» shows the surveys that there are [2]"
        )


def test_a_survey_is_named_by_its_folder_its_file_or_its_name_in_any_case() -> None:
    folder = A.parent / "agder-2026"
    folder.mkdir()
    (folder / "survey.yaml").touch()
    for name in ("svar/agder-2026", "svar/agder-2026/survey.yaml"):
        assert PLACES.survey(name) == folder
    assert PLACES.survey("AGDER-2026").resolve() == folder.resolve()


# Saving.


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full → make room and run the same command again"),
        (errno.EDQUOT, "the disk is full → make room and run the same command again"),
        (
            errno.EROFS,
            "the disk is read-only → copy the survey folder to a disk where you may write, and use it there",
        ),
        (
            errno.EACCES,
            "you may not write here → ask for write access to the folder, or take off the file's write protection",
        ),
        (errno.ENOENT, "the folder is not there → was it moved, or a network drive disconnected?"),
        (errno.EBUSY, "another program has the file open → close it there and run the same command again"),
        (
            errno.EIO,
            (
                "the system could not write the file (EIO) → "
                "try again; if it happens again, copy the survey folder to another disk"
            ),
        ),
        (
            None,
            (
                "the system could not write the file (?) → "
                "try again; if it happens again, copy the survey folder to another disk"
            ),
        ),
    ],
)
def test_what_the_system_says_to_a_writer(number: int | None, said: str) -> None:
    error = OSError(number, "by the test") if number is not None else OSError("by the test")
    (problem,) = refusals.not_saved(A, error).problems
    assert told(problem) == f"svar/a.yaml: not-saved: not saved: {said}"


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (
            refusals.no_locks,
            (
                "not-saved: not saved: this disk cannot keep two writers apart (it has no file locks) → "
                "copy the survey folder to another disk, and use it there [1]"
            ),
        ),
        (
            refusals.locked_by_others,
            (
                "locked: not saved: somebody else is saving in this survey → "
                "wait a little and run the same command again [1]"
            ),
        ),
        (
            refusals.changed_meanwhile,
            (
                "changed-meanwhile: not saved: the file was changed by somebody else meanwhile → "
                "run the same command again; it starts from what is there now [1]"
            ),
        ),
        (
            refusals.target_exists,
            (
                "target-exists: not saved: there is a file of this name already → "
                "the file is left as it is; see what it holds, and run the same command again [2]"
            ),
        ),
        (
            refusals.in_the_way,
            (
                "not-a-file: not saved: a link, or something else that navcheck did not make, stands here → "
                "move it to another place and run the same command again [1]"
            ),
        ),
    ],
)
def test_why_nothing_was_saved(refusal: Callable[[Path], NavcheckError], said: str) -> None:
    def refuse() -> None:
        raise refusal(A)

    assert refused(refuse) == f"svar/a.yaml: {said}"


def test_what_a_power_cut_might_undo() -> None:
    assert told(refusals.not_confirmed(A, OSError(errno.EIO, "by the test"))) == (
        "svar/a.yaml: not-confirmed: "
        "saved, but the disk could not confirm that it would outlast a power cut (EIO) → "
        "go on; if the power fails now, look whether the last change is there"
    )
