"""`facts.csv` in a survey folder: figures about offices, held against their answers, each with a day and a source."""

import json
import shutil
from pathlib import Path

import pytest

from tests.program import Ran, run

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
facts:
  - {id: mottakere, unit: personer, counts: true, title: {nb: Mottakere}}
  - {id: ventetid, unit: dager, title: {nb: Lengste ventetid}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - {id: sen-start, type: number, min: 0, text: {nb: Hvor mange har ventet lenge?}}
checks:
  - id: ventet
    about: sen-start
    when: {sen-start: {equals: "0"}, fact.ventetid: {above: "184"}}
    text: {nb: "Ingen har ventet lenge, men figuren sier noe annet."}
  - id: mange
    about: sen-start
    when: {sen-start: {equals: "0"}, fact.mottakere: {above: "50"}}
    text: {nb: "Ingen har ventet lenge, og mottakerne er mange."}
"""
OFFICES = """\
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren i Fylket
offices:
  - {id: vik, name: Nav Vik, unit: "0901", municipalities: [{no: "0301", name: Vik}]}
  - {id: to, name: Nav To kommuner, municipalities: [{no: "4201", name: Nord}, {no: "4202", name: Sør}]}
  - {id: del-a, name: Nav Del A, municipalities: [{no: "4203", name: Byen, part: sentrum}]}
  - {id: del-b, name: Nav Del B, municipalities: [{no: "4203", name: Byen, part: resten}]}
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    (folder / "fylket.yaml").write_text(OFFICES, "utf-8")
    (folder / "svar.csv").write_text(
        "kontor;sen-start\nNav Vik;0\nNav To kommuner;0\nNav Del A;0\nNav Del B;0\n", "utf-8"
    )
    survey = folder / "fylket-2026"
    started = run(
        "start", folder / "prove.yaml", "--county", folder / "fylket.yaml", "--id", survey.name, folder=folder
    )
    assert started.code == 0, started.err
    assert run("import", survey, folder / "svar.csv").code == 0
    return survey


@pytest.fixture
def survey(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "fylket-2026"))


def with_facts(survey: Path, *rows: str, head: str = "kontor;kommune;nøkkeltall;verdi;per;kilde") -> Ran:
    (survey / "facts.csv").write_bytes("\r\n".join((head, *rows)).encode("cp1252"))
    return run("gaps", survey, "--json")


def conflicts(ran: Ran) -> list[tuple[str, str]]:
    return [
        (office["id"], signal["check"])
        for signal in json.loads(ran.out)["signals"]
        if signal["kind"] == "conflict"
        for office in signal["offices"]
    ]


def problems(survey: Path) -> list[tuple[str, str]]:
    told = json.loads(run("check", survey, "--json").out)["problems"]
    return [(one["cell"], one["code"]) for one in told]


def test_an_office_s_figure_is_held_against_its_answer(survey: Path) -> None:
    ran = with_facts(survey, "NAV Vik;;ventetid;200;30.09.2026;Nav Vik", "901;;mottakere;1 234;2026-09-30;KOSTRA")
    assert ran.code == 0
    assert {office for office, _ in conflicts(ran)} == {"vik"}
    assert len(conflicts(ran)) == 2


def test_without_figures_nothing_is_held_against_them(survey: Path) -> None:
    assert conflicts(run("gaps", survey, "--json")) == []


def test_counts_of_municipalities_add_up_to_their_office(survey: Path) -> None:
    ran = with_facts(survey, ";4201;mottakere;30;2025-12-31;KOSTRA", ";Sør;mottakere;30;2025-12-31;KOSTRA")
    assert (ran.code, {office for office, _ in conflicts(ran)}) == (0, {"to"})


def test_a_sum_that_lacks_a_municipality_is_no_figure(survey: Path) -> None:
    ran = with_facts(survey, ";4201;mottakere;300;2025-12-31;KOSTRA")
    assert (ran.code, conflicts(ran)) == (0, [])


def test_a_municipality_with_one_office_gives_it_any_figure_and_a_lost_zero_is_put_back(survey: Path) -> None:
    ran = with_facts(survey, ";301;ventetid;200;2025-12-31;KOSTRA")
    assert (ran.code, {office for office, _ in conflicts(ran)}) == (0, {"vik"})


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Nav Vika;;ventetid;200;2025-12-31;KOSTRA", ("A2", "unknown-office")),
        (";9999;ventetid;200;2025-12-31;KOSTRA", ("B2", "unknown-municipality")),
        (";;ventetid;200;2025-12-31;KOSTRA", ("A2", "no-office")),
        ("Nav Vik;;venting;200;2025-12-31;KOSTRA", ("C2", "unknown-fact")),
        ("Nav Vik;;ventetid;mange;2025-12-31;KOSTRA", ("D2", "number")),
        ("Nav Vik;;ventetid;200;i fjor;KOSTRA", ("E2", "day")),
        ("Nav Vik;;ventetid;200;;KOSTRA", ("E2", "day")),
        ("Nav Vik;;ventetid;200;2025-12-31;", ("F2", "no-source")),
        ("Nav Vik;;ventetid;200;2025-12-31;01816550072", ("F2", "personal-number")),
        (";4203;mottakere;200;2025-12-31;KOSTRA", ("C2", "shared-municipality")),
        (";4201;ventetid;200;2025-12-31;KOSTRA", ("C2", "not-a-count")),
        ("Nav Vik;;ventetid", ("C2", "short-row")),
        ("Nav Vik;;ventetid;200;2025-12-31;KOSTRA;mer", ("G2", "long-row")),
    ],
    ids=lambda one: one[1] if isinstance(one, tuple) else "",
)
def test_a_row_that_cannot_be_used_is_named_and_counts_for_nothing(
    survey: Path, row: str, problem: tuple[str, str]
) -> None:
    ran = with_facts(survey, row, "Nav Del A;;ventetid;200;2025-12-31;KOSTRA")
    assert (ran.code, {office for office, _ in conflicts(ran)}) == (1, {"del-a"})
    assert f"facts.csv:{problem[0]}: " in ran.err
    assert "550072" not in ran.err
    assert problems(survey) == [problem]


def test_the_same_figure_twice_is_named(survey: Path) -> None:
    row = "Nav Vik;;ventetid;200;2025-12-31;KOSTRA"
    with_facts(survey, row, row)
    assert problems(survey) == [("C3", "fact-twice")]


def test_a_file_without_its_columns_is_named_and_the_rest_is_shown(survey: Path) -> None:
    ran = with_facts(survey, "Nav Vik;200", head="kontor;verdi")
    assert (ran.code, conflicts(ran)) == (1, [])
    assert [code for _, code in problems(survey)] == ["missing-column"] * 3
