"""`agenda`: from a survey folder to what goes to the meeting, and what stays with the adviser."""

import json
import shutil
from pathlib import Path

import pytest

from tests.program import run

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
facts:
  - {id: mottakere, unit: personer, counts: true, title: {nb: Mottakere}}
scales: {svar: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - {id: rutine, type: choice, scale: svar, text: {nb: "Har dere en rutine siden {period}?"}, gaps: {nei: risk}}
      - {id: plan, type: choice, scale: svar, text: {nb: "Lager dere en plan?"}, gaps: {nei: improvement}}
"""
COUNTY = """\
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren i Fylket
offices:
  - {id: vik, name: Nav Vik}
  - {id: nes, name: Nav Nes}
  - {id: bo, name: Nav Bø}
  - {id: mo, name: Nav Mo}
"""
ANSWERS = """\
kontor;deling;rutine;rutine__kommentar;rutine__dokument;rutine__bevis;plan
Nav Vik;ja;Ja;Hver måned;Rutine for KVP;skriftlig;Nei
Nav Nes;nei;Ja;;Rutinen vår;lagt fram;Ja
Nav Bø;ja;Nei;;;;Ja
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agenda")
    for name, text in {"prove.yaml": CHECKLIST, "fylket.yaml": COUNTY, "svar.csv": ANSWERS}.items():
        (folder / name).write_text(text, "utf-8")
    survey = folder / "fylket-2026"
    named = ("--county", folder / "fylket.yaml", "--id", survey.name, "--period", "2026", "--title", "KVP")
    started = run("start", folder / "prove.yaml", *named, folder=folder)
    assert started.code == 0, started.err
    imported = run("import", survey, folder / "svar.csv")
    assert imported.code == 0, imported.err
    return survey


@pytest.fixture
def survey(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / opened.name))


def test_the_meeting_is_what_is_printed_when_nothing_else_is_asked_for(survey: Path) -> None:
    ran = run("agenda", survey)
    assert (ran.code, ran.err) == (0, "")
    assert ran.raw == run("agenda", survey, "--edition", "meeting").raw
    assert "Har dere en rutine siden 2026?\n    Nav Vik: «Ja»\n      Comment: «Hver måned»" in ran.out
    assert "Nav Bø" not in ran.out
    assert "Nav Nes" not in ran.out
    assert "3 of 4 offices have responded" in ran.out


def test_the_adviser_is_shown_who_needs_what_and_who_has_not_said_yes(survey: Path) -> None:
    (survey / "facts.csv").write_text(
        "kontor;nøkkeltall;verdi;per;kilde\n"
        "Nav Bø;mottakere;40;2026-09-30;SSB\n"
        "Nav Nes;mottakere;3;2026-09-30;SSB\n"
        "Nav Vik;mottakere;400;2026-09-30;SSB\n",
        "utf-8",
    )
    ran = run("agenda", survey, "--edition", "Adviser", "--json")
    assert ran.code == 0, ran.err
    point, alone = json.loads(ran.out)["points"]
    assert (point["office"]["name"], point["question"]) == ("Nav Bø", "rutine")
    assert [(one["office"]["name"], one["shares"], one["size"]) for one in point["examples"]] == [
        ("Nav Vik", True, {"of": "mottakere", "example": 400, "office": 40}),
        ("Nav Nes", False, {"of": "mottakere", "example": "1–4", "office": 40}),
    ]
    assert (alone["office"]["name"], alone["examples"]) == ("Nav Vik", [])


@pytest.mark.parametrize("edition", ["meeting", "adviser"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("gap-without-example", 1),
        ("theme-without-sharer", 1),
        ("gap-without-example,theme-without-sharer", 1),
    ],
)
def test_a_script_can_wait_for_what_nobody_has_or_shares(survey: Path, edition: str, words: str, code: int) -> None:
    ran = run("agenda", survey, "--edition", edition, "--fail-on", words)
    assert (ran.code, ran.err) == (code, "")
    assert ran.out


def test_where_everything_has_an_example_that_is_shared_nothing_fails(survey: Path) -> None:
    for path in (survey / "received").glob("vik-1.yaml"):
        path.write_text(path.read_text("utf-8").replace("value: nei", "value: ja"), "utf-8")
    ran = run("agenda", survey, "--fail-on", "gap-without-example", "--fail-on", "theme-without-sharer")
    assert ran.code == 0


@pytest.mark.parametrize(
    "words", [("--edition", "møte"), ("--format", "csv"), ("--fail-on", "gap"), ("--edition", "advisor")]
)
def test_a_wrong_word_prints_nothing_and_says_which_there_are(survey: Path, words: tuple[str, str]) -> None:
    ran = run("agenda", survey, *words)
    assert (ran.code, ran.out) == (2, "")
    assert "choose between" in ran.err or "did you mean" in ran.err


def test_what_cannot_be_read_is_told_and_the_rest_is_printed(survey: Path) -> None:
    (survey / "received" / "nes-1.yaml").write_text("navcheck: response/1\n", "utf-8")
    ran = run("agenda", survey)
    assert ran.code == 1
    assert "nes-1.yaml" in ran.err


def test_a_theme_that_would_tell_which_office_it_is_about_is_left_out_and_the_adviser_is_told(survey: Path) -> None:
    (survey / "received" / "nes-1.yaml").unlink()
    ran = run("agenda", survey)
    assert "rutine" not in ran.out
    assert ran.err == "1 theme is left out: it would tell which office it is about.\n"
    assert run("agenda", survey, "--edition", "adviser").err == ""


def test_markdown_is_the_same_bytes_in_every_terminal(survey: Path) -> None:
    for edition in ("meeting", "adviser"):
        ran = run("agenda", survey, "--edition", edition, "--format", "markdown")
        assert ran.raw == run("agenda", survey, "--edition", edition, "--format", "markdown", "--plain").raw
        assert ran.out.startswith("# KVP: ")
