"""What is named is found: the user's own first, then what navcheck brings along, each name once."""

from pathlib import Path

import pytest

from navcheck.files.bundled import bundled
from navcheck.files.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path / "outputs", tmp_path / "sjekklister")
    for folder in (made.outputs, made.checklists, made.checklists / "counties"):
        folder.mkdir()
    return made


def make_survey(places: Places, name: str) -> Path:
    folder = places.outputs / name
    folder.mkdir()
    (folder / "survey.yaml").touch()
    return folder


def test_a_survey_that_navcheck_brings_along_is_found_until_there_is_an_own_one(places: Places) -> None:
    assert places.survey("agder-2020") == bundled("outputs", "agder-2020")
    own = make_survey(places, "agder-2020")
    assert places.survey("agder-2020") == own
    assert [folder.name for folder in places.survey_folders()].count("agder-2020") == 1


def test_surveys_are_listed_by_name_and_other_folders_are_not(places: Places) -> None:
    (places.outputs / "notat").mkdir()
    own = [make_survey(places, name) for name in ("b-2026", "a-2026")]
    assert list(places.survey_folders())[:2] == own[::-1]
    assert "notat" not in [folder.name for folder in places.survey_folders()]


@pytest.mark.parametrize("name", ["kvp", "KVP"])
def test_an_own_checklist_comes_before_the_one_of_the_same_name_that_navcheck_brings(places: Places, name: str) -> None:
    assert places.checklist(name) == bundled("checklists", "kvp.yaml")
    own = places.checklists / "kvp.yaml"
    own.touch()
    assert places.checklist(name) == own
    assert [path.stem for path in places.checklist_files()].count("kvp") == 1


def test_a_file_is_named_by_its_path(places: Places) -> None:
    for find, path in ((places.checklist, places.checklists / "egen.yaml"), (places.county, places.outputs / "f.yaml")):
        path.touch()
        assert find(str(path)) == path


def test_where_there_are_no_folders_what_navcheck_brings_is_found(tmp_path: Path) -> None:
    nowhere = Places(tmp_path / "ingen", tmp_path / "ingen")
    assert nowhere.survey("agder-2020").is_dir()
    assert nowhere.checklist("kvp").is_file()
