"""A number is received whatever becomes of the draft beside it, and what became of it is told."""

import errno
import os
from pathlib import Path

import pytest

from navcheck.core.model import Response
from navcheck.core.problems import Problem
from navcheck.files.documents import load
from navcheck.files.survey_folder import open_folder
from navcheck.files.waiting_drafts import Waiting, find_waiting, settle
from tests.files import test_survey_folder
from tests.files.test_saving import failing
from tests.files.test_survey_folder import put

folder = test_survey_folder.folder  # the fixture: a survey of three offices
LEFT = (
    "drafts/risor.yaml: draft-left: number 2 of Nav Risør is stored, and its draft stays as it was"
    " → look at the draft before it is handed in: it does not know of number 2"
)


OWN = "ja}\n  corona: {value: Utsatt"


def waiting(folder: Path, draft: str, new: str = "ja") -> Waiting:
    """Find the draft that waits while number 2 is received."""
    put(folder, "received/risor-1.yaml", number=1, value="ja")
    put(folder, "drafts/risor.yaml", value=draft)
    received = load(put(folder.parent, "ny.yaml", number=2, value=new), Response).document
    (found,) = find_waiting(open_folder(folder), [received])
    return found


def told(folder: Path, problems: tuple[Problem, ...]) -> list[str]:
    said = (f"{one.at}: {one.code}: {one.message} → {one.hint}" for one in problems)
    return [line.replace(f"{folder.as_posix()}/", "") for line in said]


def test_a_draft_that_says_something_of_its_own_is_brought_up_to_the_number(folder: Path) -> None:
    found = settle(open_folder(folder), waiting(folder, OWN, "nei"))
    assert (found.office.id, found.number, found.problems) == ("risor", 2, ())
    draft = open_folder(folder).draft("risor")
    assert draft is not None
    assert {name: answer.value for name, answer in draft.answers.items()} == {"rutine": "nei", "corona": "Utsatt"}


def test_a_draft_that_says_nothing_more_is_taken_away(folder: Path) -> None:
    found = settle(open_folder(folder), waiting(folder, "ja"))
    assert (found.number, found.problems, (folder / "drafts" / "risor.yaml").exists()) == (2, (), False)


def test_a_draft_that_cannot_be_read_stays_and_is_told(folder: Path) -> None:
    found = waiting(folder, "{a: b}")
    assert (found.office.id, found.number, found.draft, found.rebased) == ("risor", 2, None, None)
    assert told(folder, found.problems)[1:] == [LEFT]
    assert settle(open_folder(folder), found) is found


def test_a_draft_that_cannot_be_saved_stays_and_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = waiting(folder, OWN, "nei")
    path = folder / "drafts" / "risor.yaml"
    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "by the test")))
    after = settle(open_folder(folder), found)
    assert (after.office.id, after.number, after.draft, after.rebased) == ("risor", 2, None, None)
    assert told(folder, after.problems) == [
        "drafts/risor.yaml: not-saved: not saved: the disk is full → make room and run the same command again",
        LEFT,
    ]
    assert path.read_bytes() == before
