"""`extend`: an office's longer deadline stands in survey.yaml, and all else there says what it said."""

from datetime import date
from pathlib import Path

import pytest

from navcheck.core.model import Survey
from navcheck.core.model.survey import Extension
from navcheck.files.documents import load
from tests.cli.one_office import GIVEN, open_county, write
from tests.program import TODAY, Ran, run

SYNTHETIC = "01816550072"  # month + 80: nobody's


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Open a survey of Agder with a deadline that nothing speaks against; return its folder."""
    words = ("--county", "agder", "--id", "agder-2026", "--period", "2026", "--deadline", "2027-01-20")
    more = ("--case", "2026/1", "--as-of", "2026-10-01", "--basis", "supervision")
    assert run("start", "kvp", *words, *more, folder=tmp_path).code == 0
    return tmp_path / "agder-2026"


def extend(survey: Path, *words: str, until: str = "2027-01-27", today: date = TODAY) -> Ran:
    return run("extend", survey, "--until", until, *words, today=today)


def opened(survey: Path) -> Survey:
    return load(survey / "survey.yaml", Survey).document


def refused(survey: Path, *words: str) -> str:
    """Run a wish that cannot be met; nothing is changed. Return what was said."""
    before = (survey / "survey.yaml").read_bytes()
    ran = run("extend", survey, *words)
    assert ran.code == 2
    assert ran.raw == b""
    assert (survey / "survey.yaml").read_bytes() == before
    return ran.err


def test_only_the_extensions_of_the_survey_change(survey: Path) -> None:
    before = opened(survey)
    ran = extend(survey, "--office", "Risør", "--office", "nav midt agder", "--reason", " Sykdom\u200b ")
    assert ran.code == 0, ran.err
    given = Extension(until=date(2027, 1, 27), asked=TODAY, reason="Sykdom")
    after = opened(survey)
    assert after == before.model_copy(update={"extensions": {"risor": given, "midt-agder": given}})
    assert list(after.model_dump()) == list(before.model_dump())


def test_it_says_who_has_more_time_and_that_nobody_reminds_them_or_tells_them(survey: Path) -> None:
    ran = extend(survey, "--office", "Risør")
    assert ran.err == (
        "NAV Risør has until 2027-01-27 to answer.\n"
        "No reminder goes to it before that day has passed.\n"
        "Nothing is sent. Tell the office, and keep what was agreed in the case.\n"
    )
    assert ran.raw == b""


def test_the_status_tells_the_longer_deadline(survey: Path) -> None:
    extend(survey, "--office", "Risør")
    assert "deadline moved to 2027-01-27" in run("status", survey).out


def test_an_extension_that_is_changed_is_told_with_what_it_was(survey: Path) -> None:
    extend(survey, "--office", "Risør", "--asked", "2026-11-20", "--reason", "Sykdom")
    ran = extend(survey, "--office", "Risør", until="2027-02-03")
    assert "NAV Risør has until 2027-02-03 to answer; before it was 2027-01-27." in ran.err
    assert opened(survey).extensions["risor"] == Extension(until=date(2027, 2, 3), asked=TODAY, reason="Sykdom")


def test_the_same_again_changes_nothing_not_even_another_day(survey: Path) -> None:
    extend(survey, "--office", "Risør", "--asked", "2026-11-20", "--reason", "Sykdom")
    before = (survey / "survey.yaml").read_bytes()
    ran = extend(survey, "--office", "Risør", today=date(2026, 11, 25))
    assert ran.code == 0
    assert "NAV Risør has until 2027-01-27 already; nothing is changed." in ran.err
    assert (survey / "survey.yaml").read_bytes() == before


def test_another_reason_for_the_same_day_is_kept(survey: Path) -> None:
    extend(survey, "--office", "Risør", "--asked", "2026-11-20")
    extend(survey, "--office", "Risør", "--reason", "Sykdom")
    assert opened(survey).extensions["risor"] == Extension(
        until=date(2027, 1, 27), asked=date(2026, 11, 20), reason="Sykdom"
    )


def test_other_offices_keep_what_was_agreed_with_them(survey: Path) -> None:
    extend(survey, "--office", "Lister", "--reason", "Flytting")
    extend(survey, "--office", "Risør", until="2027-02-03")
    assert {name: one.until for name, one in opened(survey).extensions.items()} == {
        "lister": date(2027, 1, 27),
        "risor": date(2027, 2, 3),
    }


def test_an_office_that_has_responded_is_told_of_and_kept_all_the_same(tmp_path: Path) -> None:
    survey = open_county(tmp_path)
    assert run("answer", survey, "--office", "risor", "--answers", write(tmp_path / "svar.yaml", GIVEN)).code == 0
    ran = extend(survey, "--office", "Risør")
    assert ran.code == 0
    assert "Note that Nav Risør has responded already, with number 1." in ran.err
    assert "risor" in opened(survey).extensions


def test_a_survey_without_a_deadline_may_have_one_for_an_office(tmp_path: Path) -> None:
    survey = open_county(tmp_path)
    assert opened(survey).deadline is None
    assert extend(survey, "--office", "Risør", until=TODAY.isoformat()).code == 0
    assert opened(survey).extensions["risor"].until == TODAY


def test_the_only_office_need_not_be_named(tmp_path: Path) -> None:
    assert run("start", "kvp", "--office", "Nav Lillevik", "--id", "egen", folder=tmp_path).code == 0
    assert extend(tmp_path / "egen").code == 0
    assert list(opened(tmp_path / "egen").extensions) == ["lillevik"]


@pytest.mark.parametrize("until", ["2027-01-23", "2027-05-17", "2027-07-15", "2027-12-22", "2027-03-23"])
def test_a_day_when_few_are_at_work_is_warned_of_and_kept(survey: Path, until: str) -> None:
    ran = extend(survey, "--office", "Risør", until=until)
    assert ran.code == 0
    assert f"Note that the deadline, {until}, " in ran.err
    assert opened(survey).extensions["risor"].until == date.fromisoformat(until)


def test_more_time_is_not_blamed_for_being_short(tmp_path: Path) -> None:
    survey = open_county(tmp_path)
    assert "working day" not in extend(survey, "--office", "Risør", until="2026-11-24").err


def test_an_office_and_a_day_must_be_named(survey: Path) -> None:
    assert "--office" in refused(survey, "--until", "2027-01-27")
    assert "say until when, with --until" in refused(survey, "--office", "Risør")


def test_all_offices_that_are_not_asked_are_told_at_once(survey: Path) -> None:
    said = refused(survey, "--until", "2027-01-27", "--office", "Risr", "--office", "Risør", "--office", "Lillevik")
    assert "«Risr»" in said
    assert "«NAV Risør»" in said
    assert "«Lillevik»" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "2027-01-20"), "2027-01-20 is not after the survey's own deadline, 2027-01-20"),
        (("--until", "2026-12-01"), "2026-12-01 is not after the survey's own deadline"),
        (("--until", "2026-11-20"), "2026-11-20, given for --until, has passed"),
        (("--until", "i morgen"), "is not a date"),
        (("--until", "2027-01-27", "--asked", "2026-11-22"), "2026-11-22, given for --asked, is not here yet"),
        (("--until", "2027-01-27", "--asked", "i går"), "is not a date"),
        (("--until", "2027-01-27", "--reason", f"Sak om {SYNTHETIC}"), "looks like a national identity number"),
    ],
)
def test_what_cannot_be_agreed_changes_nothing(survey: Path, words: tuple[str, ...], said: str) -> None:
    told = refused(survey, "--office", "Risør", *words)
    assert said in told
    assert SYNTHETIC not in told


def test_all_that_is_wrong_with_days_and_reason_is_told_at_once(survey: Path) -> None:
    words = ("--until", "2026-11-20", "--asked", "2026-11-22", "--reason", SYNTHETIC)
    told = refused(survey, "--office", "Risør", *words)
    assert all(said in told for said in ("has passed", "not here yet", "identity number"))


def test_the_comments_at_the_head_stay_and_one_inside_stops_it(survey: Path) -> None:
    path = survey / "survey.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"# Avtalt i møtet 3.11.\n{text}", "utf-8")
    assert extend(survey, "--office", "Risør").code == 0
    assert path.read_text("utf-8").startswith("# Avtalt i møtet 3.11.\nnavcheck: survey/1\n")
    path.write_text(path.read_text("utf-8").replace("offices:", "offices:  # alle"), "utf-8")
    before = path.read_bytes()
    ran = extend(survey, "--office", "Lister")
    assert ran.code == 1
    assert "comments inside the file would be lost" in ran.err
    assert path.read_bytes() == before
