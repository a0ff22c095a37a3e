"""`start` for a county: what the letters need to know, and what comes next."""

from pathlib import Path

import pytest

from navcheck.core.words import Basis
from navcheck.files.survey_folder import open_folder
from tests.program import Ran, run

SYNTHETIC = "01816550072"  # month + 80: nobody's


def start(folder: Path, *words: str) -> Ran:
    return run("start", "kvp", "--county", "agder", "--id", "agder-2026", *words, folder=folder)


def test_a_county_s_survey_goes_on_with_pack(tmp_path: Path) -> None:
    assert start(tmp_path).err.endswith("Go on with:\n  navcheck pack agder-2026\n")


def test_one_office_goes_on_with_answer(tmp_path: Path) -> None:
    ran = run("start", "kvp", "--office", "Nav Lillevik", "--id", "lillevik-2026", folder=tmp_path)
    assert ran.err.endswith("Go on with:\n  navcheck answer lillevik-2026\n")


def test_basis_and_case_number_stand_in_the_survey(tmp_path: Path) -> None:
    assert start(tmp_path, "--basis", "Supervision", "--case", " 2026/1234 ").code == 0
    survey = open_folder(tmp_path / "agder-2026").survey
    assert (survey.basis, survey.case and survey.case.ours) == (Basis.SUPERVISION, "2026/1234")


def test_without_them_it_is_voluntary_and_has_no_case(tmp_path: Path) -> None:
    assert start(tmp_path).code == 0
    survey = open_folder(tmp_path / "agder-2026").survey
    assert (survey.basis, survey.case) == (Basis.VOLUNTARY, None)


@pytest.mark.parametrize("wrong", [("--basis", "tilsyn"), ("--case", SYNTHETIC)])
def test_another_basis_and_a_personal_number_open_nothing(wrong: tuple[str, str], tmp_path: Path) -> None:
    ran = start(tmp_path, *wrong)
    assert ran.code == 2
    assert SYNTHETIC not in ran.err
    assert list(tmp_path.iterdir()) == []
