"""`--comments-until`: the day is noted in survey.yaml when the drafts go out, and the report is a draft until then."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.program import agder, run

DAY = "2026-12-11"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return agder(tmp_path)


def test_letters_note_the_day_and_name_it(survey: Path, tmp_path: Path) -> None:
    words = ("--kind", "utkast", tmp_path / "brev", "--office", "Risør", "--comments-until", DAY)
    ran = run("letters", survey, *words)
    assert ran.code == 0, ran.err
    assert "Comments on the drafts can come until 2026-12-11; it is noted in survey.yaml." in ran.err
    assert f"\ncomment_deadline: {DAY}\n" in (survey / "survey.yaml").read_text("utf-8")
    (letter,) = (tmp_path / "brev").glob("*-risor.md")
    assert "11.12.2026" in letter.read_text("utf-8")


def test_the_same_day_again_changes_nothing_and_another_tells_what_it_was(survey: Path) -> None:
    assert run("report", survey, "--format", "json", "--comments-until", DAY).code == 0
    noted = (survey / "survey.yaml").read_bytes()
    assert "until" not in run("report", survey, "--format", "csv", "--comments-until", DAY, "--quiet").err
    assert (survey / "survey.yaml").read_bytes() == noted
    later = run("report", survey, "--format", "csv", "--comments-until", "2026-12-13")
    assert "until 2026-12-13; before it was 2026-12-11." in later.err
    assert "is a Sunday" in later.err


def test_the_report_is_a_draft_until_the_day_has_passed(survey: Path) -> None:
    assert run("report", survey, "--format", "json", "--comments-until", DAY).code == 0
    assert json.loads((survey / "report" / "rapport.json").read_bytes())["draft_until"] == DAY
    assert run("report", survey, "--format", "json", today=date(2026, 12, 12)).code == 0
    assert json.loads((survey / "report" / "rapport.json").read_bytes())["draft_until"] is None


@pytest.mark.parametrize(("day", "told"), [("2026-11-20", "has passed"), ("i morgen", "is not a date")])
def test_a_day_that_cannot_be_is_refused_and_nothing_is_written(survey: Path, day: str, told: str) -> None:
    before = (survey / "survey.yaml").read_bytes()
    ran = run("report", survey, "--comments-until", day)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert (survey / "survey.yaml").read_bytes() == before
    assert not (survey / "report" / "rapport.json").exists()
