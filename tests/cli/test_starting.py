"""`start` for a county: what the letters need to know, and what comes next."""

import io
import re
import zipfile
from collections.abc import Iterator
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


@pytest.mark.parametrize("wrong", [("--basis", "tilsyn"), ("--case", SYNTHETIC), ("--id", SYNTHETIC)])
def test_another_basis_and_a_personal_number_open_nothing(wrong: tuple[str, str], tmp_path: Path) -> None:
    ran = start(tmp_path, *wrong)
    assert ran.code == 2
    assert SYNTHETIC not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_county_s_survey_knows_the_county_and_all_its_municipalities(tmp_path: Path) -> None:
    assert start(tmp_path).code == 0
    survey = open_folder(tmp_path / "agder-2026").survey
    assert survey.county == "Agder"
    assert [place.no for place in survey.municipalities] == [
        *(f"42{n:02}" for n in range(1, 8)),
        *(f"42{n:02}" for n in range(11, 29)),
    ]
    assert {place.no for office in survey.offices for place in office.municipalities} < {
        place.no for place in survey.municipalities
    }


def test_a_survey_of_some_offices_does_not_speak_for_the_county(tmp_path: Path) -> None:
    assert start(tmp_path, "--office", "Risør").code == 0
    survey = open_folder(tmp_path / "agder-2026").survey
    assert (survey.county, survey.municipalities) == ("Agder", ())
    assert run("start", "kvp", "--office", "Nav Lillevik", "--id", "egen", folder=tmp_path).code == 0
    alone = open_folder(tmp_path / "egen").survey
    assert (alone.county, alone.municipalities) == (None, ())


def test_what_goes_to_an_office_names_no_municipality_but_its_own(tmp_path: Path) -> None:
    assert start(tmp_path, "--deadline", "2027-02-10").code == 0
    folder = tmp_path / "ut"
    for command, more in (("pack", ()), ("form", ()), ("letters", ("--kind", "oversending"))):
        ran = run(command, "agder-2026", *more, folder / command, "--office", "Froland", folder=tmp_path)
        assert ran.code == 0, ran.err
    survey = open_folder(tmp_path / "agder-2026").survey
    others = [place for place in survey.municipalities if place.name != "Froland"]
    texts = [text for path in folder.rglob("*") if path.is_file() for text in unpacked(path.read_bytes())]
    assert any("Froland" in text for text in texts)
    for text in texts:
        assert not [place.no for place in others if re.search(rf"\b({place.name}|{place.no})\b", text)]


def unpacked(raw: bytes) -> Iterator[str]:
    """Yield all texts of a file, whatever it is packed in."""
    if zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as whole:
            for part in whole.namelist():
                yield from unpacked(whole.read(part))
    else:
        yield raw.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2027-02-10", []),
        ("2027-02-13", ["is a Saturday."]),
        ("2027-05-17", ["is a public holiday."]),
        ("2027-07-14", ["falls in the summer holidays, weeks 28 to 31."]),
        ("2026-12-21", ["falls between 20 December and 3 January."]),
        ("2027-03-24", ["falls in the week of Easter."]),
        ("2026-11-20", ["has passed already."]),
    ],
)
def test_a_deadline_that_something_speaks_against_is_told_of_and_kept(
    deadline: str, said: list[str], tmp_path: Path
) -> None:
    ran = start(tmp_path, "--deadline", deadline)
    assert ran.code == 0
    notes = [line for line in ran.err.splitlines() if line.startswith("Note")]
    assert notes == [f"Note that the deadline, {deadline}, {one}" for one in said]
    assert str(open_folder(tmp_path / "agder-2026").survey.deadline) == deadline


def test_a_deadline_too_soon_is_told_with_its_working_days(tmp_path: Path) -> None:
    assert (
        "there are 14 working days until the deadline, 2026-12-10: fewer than 15."
        in start(tmp_path, "--deadline", "2026-12-10").err
    )
