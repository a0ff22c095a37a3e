"""`status`: who has responded, who has more time, which municipalities are silent, and what it took."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from navcheck.render.lines import width_of
from tests.program import EXAMPLE, Ran, run
from tests.two_rounds import LATE, SILENT, make_rounds

CHECKLIST = """
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve, en: Trial}
topics:
  - id: tema
    title: {nb: Tema, en: Topic}
    heading: {nb: Tema, en: Topic}
    questions: [{id: tekst, type: text, text: {nb: Hvordan?, en: How?}}]
"""
COUNTY = """
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren
municipalities: [{no: "1", name: Øyer}, {no: "2", name: Ås}, {no: "3", name: Bø}, {no: "4", name: Dal}]
offices:
  - {id: nord, name: Nav Nord, municipalities: [{no: "1", name: Øyer}, {no: "2", name: Ås}]}
  - {id: sor, name: Nav Sør, municipalities: [{no: "2", name: Ås}]}
  - {id: evje, name: Nav Evje og Hornnes, municipalities: [{no: "3", name: Bø}]}
  - {id: ost, name: Nav Øst}
"""


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Open a survey of four offices; of one no municipality is known, and of one municipality no office."""
    checklist, county = tmp_path / "prove.yaml", tmp_path / "fylket.yaml"
    checklist.write_text(CHECKLIST, "utf-8")
    county.write_text(COUNTY, "utf-8")
    words = ("--county", county, "--id", "runden", "--deadline", "2027-02-10")
    ran = run("start", checklist, *words, folder=tmp_path)
    assert ran.code == 0, ran.err
    return tmp_path / "runden"


def respond(survey: Path, office: str, minutes: str = "") -> None:
    answers = survey.parent / f"{office}.yaml"
    answers.write_text("tekst: Hver måned\n", "utf-8")
    ran = run("answer", survey, "--office", office, "--answers", answers)
    assert ran.code == 0, ran.err
    if minutes:
        path = survey / "received" / f"{office}-1.yaml"
        path.write_text(path.read_text("utf-8").replace("answers:", f"minutes: {minutes}\nanswers:"), "utf-8")


def status(survey: Path, *words: str, today: date = date(2026, 11, 21)) -> Ran:
    return run("status", survey, *words, today=today)


def data(survey: Path, **on: date) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(status(survey, "--json", **on).raw)
    return found


def ask(survey: Path, *until: str) -> None:
    words = ("--office", "nord", "--question", "tekst", "--text", "Hvem?", *until)
    assert run("ask", survey, *words).code == 0


def test_the_words_and_the_days_of_a_whole_round(survey: Path) -> None:
    respond(survey, "nord")
    ask(survey, "--until", "2026-12-01")
    assert run("extend", survey, "--office", "evje", "--until", "2027-02-17").code == 0
    respond(survey, "sor")
    out = status(survey).out
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "Nav Nord asked to elaborate by 2026-12-01 2027-02-10 2026-11-21 1" in rows
    assert "Nav Sør responded 2027-02-10 2026-11-21 1" in rows
    assert "Nav Øst not started 2027-02-10 –" in rows
    assert "deadline moved to 2027-02-17" in out
    assert "2 of 4 offices have responded" in out
    assert "not started 1 · deadline moved 1 · responded 1 · asked to elaborate 1" in out
    late = [one["progress"] for one in data(survey, today=date(2027, 2, 12))["offices"]]
    assert late == ["asked", "responded", "extended", "not-responded"]
    later = [one["progress"] for one in data(survey, today=date(2027, 2, 18))["offices"]]
    assert later == ["asked", "responded", "not-responded", "not-responded"]


def test_a_request_without_a_day_is_told_without_one(survey: Path) -> None:
    respond(survey, "nord")
    ask(survey)
    assert "asked to elaborate  " in status(survey).out
    assert data(survey)["offices"][0]["asked_until"] is None


def test_the_municipalities_without_a_known_response_are_named_in_norwegian_order(survey: Path) -> None:
    out = status(survey).out
    assert "Municipalities without a known response: 4 of 4: Bø, Dal, Øyer, Ås" in out
    respond(survey, "sor")
    out = status(survey).out
    assert "Municipalities without a known response: 3 of 4: Bø, Dal, Øyer" in out
    assert "Known for some of the offices only: Ås" in out
    assert "The municipalities are not known for: Nav Øst" in out


def test_one_response_more_or_less_changes_what_is_told(survey: Path) -> None:
    for office in ("nord", "sor", "evje"):
        respond(survey, office)
    before = status(survey).out
    assert "without a known response: 1 of 4: Dal" in before
    (survey / "received" / "evje-1.yaml").unlink()
    after = status(survey).out
    assert "without a known response: 2 of 4: Bø, Dal" in after


def test_a_survey_that_knows_no_municipality_says_nothing_of_them(tmp_path: Path) -> None:
    assert run("start", "kvp", "--office", "Nav Lillevik", "--id", "egen", folder=tmp_path).code == 0
    ran = run("status", tmp_path / "egen")
    assert "unicipalities" not in ran.out
    assert json.loads(run("status", tmp_path / "egen", "--json").raw)["municipalities"] is None


def test_the_minutes_are_told_per_office_and_together(survey: Path) -> None:
    respond(survey, "nord", "18")
    respond(survey, "sor")
    out = status(survey).out
    assert "Minutes spent: told in 1 of 2 responses; 18 in all" in out
    assert "median" not in out
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "Nav office status deadline received no. min." in rows
    assert "Nav Nord responded 2027-02-10 2026-11-21 1 18" in rows
    found = data(survey)
    assert [one["minutes"] for one in found["offices"]] == [18, None, None, None]
    assert found["minutes"] == {"given": 1, "responses": 2, "total": 18, "median": None}


def test_where_no_response_tells_its_minutes_that_is_said_and_the_table_has_no_column(survey: Path) -> None:
    assert "Minutes" not in status(survey).out
    respond(survey, "nord")
    out = status(survey).out
    assert "Minutes spent: told in 0 of 1 response\n" in out
    assert "min." not in out


def test_the_data_hold_what_the_table_holds(survey: Path) -> None:
    words = ("--office", "evje", "--until", "2027-02-17", "--asked", "2026-11-20", "--reason", "Sykdom")
    assert run("extend", survey, *words).code == 0
    found = data(survey)
    assert found["navcheck"] == "status/1"
    assert found["deadline"] == "2027-02-10"
    evje = found["offices"][2]
    assert (evje["progress"], evje["due"]) == ("extended", "2027-02-17")
    assert evje["extension"] == {"until": "2027-02-17", "asked": "2026-11-20", "reason": "Sykdom"}
    assert found["offices"][0]["extension"] is None
    assert found["municipalities"] == {
        "total": 4,
        "without": [{"no": str(n + 1), "name": name} for n, name in enumerate(("Øyer", "Ås", "Bø", "Dal"))],
        "partly": [],
        "unknown_for": ["ost"],
    }


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("not-started", 1),
        ("missing", 1),
        ("uncovered", 1),
        ("started", 0),
        ("extended", 0),
        ("responded-late", 0),
        ("asked", 0),
        ("not-responded", 0),
        ("unreadable", 0),
        ("started,missing", 1),
    ],
)
def test_a_script_learns_by_the_exit_code_what_the_list_holds(survey: Path, word: str, code: int) -> None:
    ran = status(survey, "--fail-on", word)
    assert ran.code == code
    assert "Nav Nord" in ran.out


def test_nothing_fails_when_all_have_responded_and_every_municipality_is_known(survey: Path) -> None:
    for office in ("nord", "sor", "evje", "ost"):
        respond(survey, office)
    assert status(survey, "--fail-on", "missing,not-started").code == 0
    assert status(survey, "--fail-on", "uncovered").code == 1  # Dal is nobody's as far as is known


@pytest.mark.parametrize("word", ["responded", "everything"])
def test_a_word_that_the_list_does_not_know_prints_nothing(survey: Path, word: str) -> None:
    ran = status(survey, "--fail-on", word)
    assert (ran.code, ran.raw) == (2, b"")
    assert "--fail-on" in ran.err


def test_another_format_is_refused(survey: Path) -> None:
    ran = status(survey, "--format", "csv")
    assert (ran.code, ran.raw) == (2, b"")


def test_a_response_that_cannot_be_read_is_no_response(survey: Path) -> None:
    respond(survey, "nord")
    (survey / "received" / "nord-1.yaml").write_text("navcheck: response/1\n", "utf-8")
    ran = status(survey, "--fail-on", "unreadable")
    assert ran.code == 1
    assert "cannot be read" in ran.out
    assert "0 of 4 offices have responded" in ran.out
    assert "4 of 4: Bø, Dal, Øyer, Ås" in ran.out
    assert run("status", survey).code == 1


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("words", [(), ("--plain",)])
def test_no_line_is_wider_than_the_screen(survey: Path, words: tuple[str, ...], language: str) -> None:
    respond(survey, "nord", "18")
    ask(survey, "--until", "2026-12-01")
    assert run("extend", survey, "--office", "evje", "--until", "2027-02-17").code == 0
    for where in (survey, EXAMPLE):
        ran = run("status", where, *words, language=language)
        assert max(map(width_of, ran.out.splitlines())) <= 80


def test_a_screen_reader_gets_a_line_an_office_without_columns(survey: Path) -> None:
    respond(survey, "nord", "18")
    out = status(survey, "--plain").out
    assert "---" not in out
    said = " ".join(out.split())
    assert "Nav Nord: responded · deadline 2027-02-10 · received 2026-11-21 · no. 1 · min. 18 Nav Sør" in said
    assert "Nav Øst: not started · deadline 2027-02-10 1 of 4" in said


def test_markdown_holds_the_same_and_escapes_what_is_foreign(survey: Path) -> None:
    path = survey / "survey.yaml"
    path.write_text(path.read_text("utf-8").replace("Nav Øst", "Nav *Øst* | <b>"), "utf-8")
    out = status(survey, "--format", "markdown").out
    assert "| Nav office | status | deadline | received | no. |\n|---|---|---|---|---|\n" in out
    assert r"| Nav \*Øst\* \| &lt;b&gt; | not started | 2027-02-10 | – |  |" in out
    assert "Municipalities without a known response: 4 of 4: Bø, Dal, Øyer, Ås" in out


def test_the_worked_example_names_the_twelve_municipalities_that_no_response_is_known_to_cover() -> None:
    out = " ".join(run("status", EXAMPLE).out.split())
    assert (
        "Municipalities without a known response: 12 of 25: Bygland, Bykle, Farsund, Flekkefjord, Hægebostad, Iveland, "
        "Kvinesdal, Lyngdal, Sirdal, Valle, Vennesla, Åseral "
        "The municipalities are not known for: NAV Lister, NAV Midt Agder"
    ) in out


def test_two_rounds_of_fifteen_offices_stand_exactly_as_they_were_made(tmp_path: Path) -> None:
    rounds = make_rounds(tmp_path)
    before, now = data(rounds.before), data(rounds.now)
    stood = {
        year: {one["office"]: one["progress"] for one in found["offices"] if one["progress"] != "responded"}
        for year, found in (("2025", before), ("2026", now))
    }
    assert stood == {
        "2025": dict.fromkeys(SILENT["2025"], "not-responded"),
        "2026": dict.fromkeys(SILENT["2026"], "not-responded") | dict.fromkeys(LATE["2026"], "responded-late"),
    }
    assert (len(before["offices"]), len(now["offices"])) == (15, 14)
    without = {year: {one["name"] for one in found["municipalities"]["without"]} for year, found in
               (("2025", before), ("2026", now))}  # fmt: skip
    # The merged office answers for both municipalities; nobody ever answers for Utkanten.
    assert without == {"2025": {"Tinderud", "Utkanten"}, "2026": {"Kvernsund", "Utkanten"}}


def test_an_office_that_answered_in_time_is_not_late_for_its_second_number(survey: Path) -> None:
    respond(survey, "nord")
    more = survey.parent / "mer.yaml"
    more.write_text("tekst: Hver uke\n", "utf-8")
    late = date(2027, 3, 1)
    assert run("answer", survey, "--office", "nord", "--answers", more, today=late).code == 0
    assert run("answer", survey, "--office", "sor", "--answers", more, today=late).code == 0
    rows = data(survey, today=late)["offices"][:2]
    assert [(one["number"], one["received"], one["progress"]) for one in rows] == [
        (2, "2027-03-01", "responded"),
        (1, "2027-03-01", "responded-late"),
    ]
