"""What is received lies under its number, and what a broken-off import had left is set aside and told first."""

import hashlib
from pathlib import Path

import pytest

from navcheck.core.model import Response
from navcheck.files.documents import load
from navcheck.files.receiving import receive, receive_all
from navcheck.files.survey_folder import open_folder
from navcheck.files.together import LIST_FILE
from tests.files import test_survey_folder
from tests.files.test_survey_folder import put

folder = test_survey_folder.folder  # the fixture: a survey of three offices


def response(folder: Path, office: str = "risor", number: int = 1) -> Response:
    return load(put(folder.parent, "ny.yaml", office=office, number=number), Response).document


def break_off(folder: Path) -> None:
    """Leave what an import leaves that is killed after its first response."""
    raw = put(folder, "received/lister-1.yaml", office="lister", number=1).read_bytes()
    (folder / LIST_FILE).write_text(f"{hashlib.sha256(raw).hexdigest()}  received/lister-1.yaml\n", "utf-8")


@pytest.mark.parametrize("together", [True, False])
def test_what_was_broken_off_is_taken_back_and_told(folder: Path, together: bool) -> None:  # noqa: FBT001 -- a column
    break_off(folder)
    survey, one = open_folder(folder), response(folder)
    told = (receive_all(survey, [one]) if together else receive(survey, one)).notes
    (note,) = told
    assert f"{note.at}: {note.code}: {note.message} → {note.hint}" == (
        f"{(folder / 'received').as_posix()}: taken-back: "
        "an import was broken off; the 1 response that it had stored is set aside → import its file again"
    )
    aside, new = sorted(path.name for path in (folder / "received").iterdir())
    assert (aside[:13], aside[-11:], new) == ("lister-1.yaml", ".taken-back", "risor-1.yaml")


def test_the_folder_for_what_is_received_is_made_where_it_is_missing(folder: Path) -> None:
    (folder / "received").rmdir()
    found = receive_all(open_folder(folder), [response(folder), response(folder, "lister")])
    assert (found.notes, found.waiting) == ((), ())
    assert sorted(path.name for path in folder.iterdir()) == ["checklist.yaml", "drafts", "received", "survey.yaml"]
    assert open_folder(folder).received_numbers == {"risor": 1, "lister": 1}
