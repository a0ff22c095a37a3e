"""What a county writes itself is told where it names an office in what everybody reads, or looks otherwise there."""

from pathlib import Path

import pytest

from tests.cli.report_desk import copy_desk, make_desk
from tests.program import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def survey(made: Path, tmp_path: Path) -> Path:
    return copy_desk(made, tmp_path / "outputs")


def write(survey: Path, **texts: str) -> None:
    for name, text in texts.items():
        (survey / "report" / "tekst" / f"{name.removeprefix('n').replace('_', '-')}.md").write_text(text, "utf-8")


def told(survey: Path, *words: str) -> list[str]:
    ran = run("report", survey, *words)
    assert ran.code == 0, ran.err
    return ran.err.splitlines()


def test_an_office_in_a_text_is_told_where_it_goes_to_everybody(survey: Path) -> None:
    write(survey, n30_navn="# Navn\n\nHer er NAV Askedal og Nav Furumo.\n", n40_by="# By\n\nAskedal.\n")
    line = "report/tekst/30-navn.md:3 names Nav Askedal: it goes into rapport.html and rapport.md too."
    assert [one for one in told(survey) if "names" in one] == [line]
    assert line.replace("rapport.html and rapport.md", "rapport.md") in told(survey, "--format", "md")
    for words in (("--format", "csv"), ("--named", "--format", "html")):
        assert not any("names" in one for one in told(survey, *words))


def test_at_most_five_texts_that_name_offices_are_told(survey: Path) -> None:
    write(survey, **{f"n2{n}_navn": "# Navn\n\nNav Askedal\n" for n in range(7)})
    found = [one for one in told(survey, "--format", "md") if " name" in one]
    assert len(found) == 6
    assert found[-1] == "2 more texts name an office."


def test_notes_on_texts_change_no_exit_code_and_name_file_and_line(survey: Path) -> None:
    write(survey, n20_ny="Uten.\n\n![kart](x.png) <b>x</b>\n", slutt="# Slutt\n\n[her]()\n")
    found = told(survey, "--format", "csv")
    assert [one.removeprefix("report/tekst/") for one in found if one.startswith("report/tekst/")] == [
        "20-ny.md:1: the text does not begin with a heading: it runs on from what stands before it",
        "20-ny.md:3: a picture is shown as what it is called: «kart»",
        "20-ny.md:3: HTML is shown as it stands: «<b>»",
        "slutt.md: the name does not begin with a number: the text stands last before what navcheck writes",
        "slutt.md:3: a link has no address, and is text like any other: «her»",
    ]
    assert run("report", survey, "--format", "csv", "--quiet").err == ""


def test_at_most_ten_notes_are_told_and_the_rest_counted(survey: Path) -> None:
    write(survey, n20_ny="# Ny\n\n" + "![kart](x.png)\n\n" * 13)
    found = [one for one in told(survey, "--format", "csv") if "picture" in one or "more" in one]
    assert len(found) == 11
    assert found[-1] == "3 more notes on the texts."
