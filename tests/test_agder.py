"""The county report of Agder 2020, end to end: its table goes in as a batch file and comes out as the matrix."""

import csv
import hashlib
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navcheck.core.formulas import guard, unguard
from navcheck.core.privacy import find_stops
from navcheck.core.round import read_round
from navcheck.core.text import clean
from navcheck.files.survey_folder import open_folder, read_folder
from tests.program import EXAMPLE, GOLDEN, agder, run

RISKS = [
    ("grimstad", "utsatt", ["sotjl-31"]),
    ("froland", "mindre-kontakt", ["sotjl-4"]),
    ("lillesand", "utsatt", ["sotjl-31"]),
]


def golden_rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(GOLDEN.read_text("utf-8")), delimiter="\t"))


def csv_rows(survey: Path) -> list[list[str]]:
    raw = run("matrix", survey, "--format", "csv").raw
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_json(command: str, survey: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(command, survey, "--json").raw)
    return found


def test_the_golden_table_is_the_reports_own() -> None:
    assert hashlib.sha256(GOLDEN.read_bytes()).hexdigest() == (
        "bd0dbcb8ef4d8c49ffebb8032a1663c7a305482bbdd2286abb54db0dd7076418"
    )


def test_the_table_goes_in_and_comes_out_cell_for_cell_in_its_order(tmp_path: Path) -> None:
    wanted = golden_rows()[1:]
    found = [row[:5] for row in csv_rows(agder(tmp_path))[1:]]
    assert len(found) == 15
    assert found == wanted


def test_the_heads_are_the_reports_own(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    raw = run("matrix", survey, "--format", "csv", language="nb").raw
    heads = raw.decode("utf-8-sig").splitlines()[0].split(";")
    assert heads[0] == "Nav-kontor"
    assert heads[1:5] == golden_rows()[0][1:]
    assert heads[5:] == [f"{head} (merke)" for head in golden_rows()[0][1:]]


def test_the_worked_example_is_what_start_and_import_make_of_the_table(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    made = {path.relative_to(survey).as_posix(): path.read_bytes() for path in survey.rglob("*.yaml")}
    shipped = {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*.yaml")}
    assert made == shipped


def test_exactly_three_gaps_all_risk_each_with_its_law_and_the_temporary_exception() -> None:
    matrix = as_json("gaps", EXAMPLE)
    gaps = matrix["gaps"]
    assert isinstance(gaps, list)
    laws = [[law["reference"] for law in gap["legal_basis"]] for gap in gaps]
    assert [(gap["office"]["id"], gap["value"], law) for gap, law in zip(gaps, laws, strict=True)] == RISKS
    assert {gap["severity"] for gap in gaps} == {"risk"}
    for gap in gaps:
        assert "51 a" in json.dumps(gap, ensure_ascii=False)


def test_exactly_three_signals_two_even_columns_and_the_conflict_at_amli() -> None:
    signals = as_json("gaps", EXAMPLE)["signals"]
    assert isinstance(signals, list)
    assert [(one["kind"], one["question"], len(one["offices"])) for one in signals] == [
        ("no-spread", "identifisert", 15),
        ("no-spread", "tilbud", 15),
        ("conflict", "utfordringer", 1),
    ]
    assert signals[0]["given"] == signals[1]["given"] == 15
    assert signals[2]["offices"][0]["id"] == "amli"


def test_the_codes_are_counted_as_the_county_reads_them() -> None:
    read = read_round(read_folder(open_folder(EXAMPLE))[0])
    assert Counter(one.told("corona").code for one in read) == {
        "uendret": 8,
        "forlenget": 2,
        "utsatt": 2,
        "okt": 1,
        "ingen-deltakere": 1,
        "mindre-kontakt": 1,
    }
    assert Counter(one.told("utfordringer").code for one in read) == {
        "ingen": 9,
        "utsatt": 2,
        "praksisplasser": 1,
        "arenaer": 1,
        "innhold": 1,
        "uklart": 1,
    }


def test_without_coding_there_are_no_gaps_and_no_conflict_and_it_says_what_is_not_coded(tmp_path: Path) -> None:
    survey = agder(tmp_path, coded=False)
    found = as_json("gaps", survey)
    assert found["gaps"] == []
    assert [one["kind"] for one in found["signals"]] == ["no-spread", "no-spread"]  # type: ignore[attr-defined]
    assert "30 svar på 2 spørsmål er ikke tolket" in run("matrix", survey, language="nb").out


def test_removing_a_response_changes_the_counts(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    (survey / "received" / "arendal-1.yaml").unlink()
    out = run("matrix", survey, language="nb").out
    assert "14 av 15" in out
    assert "ikke svart" in out
    assert "14 av 14" in out  # the even columns


def test_removing_an_answer_changes_the_counts(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    path = survey / "received" / "arendal-1.yaml"
    path.write_text(path.read_text("utf-8").replace("  tilbud:\n    value: Til personer i målgruppen\n", ""), "utf-8")
    out = run("matrix", survey, language="nb").out
    assert "15 av 15" in out
    assert "ikke besvart 1" in out


def test_removing_a_row_of_coding_changes_the_counts(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    path = survey / "coding.yaml"
    path.write_text(
        path.read_text("utf-8").replace("    - {words: Mindre kontakt, code: mindre-kontakt}\n", ""), "utf-8"
    )
    out = run("matrix", survey, language="nb").out
    assert "1 svar på 1 spørsmål er ikke tolket" in out
    assert "risiko for svikt 2" in out


def test_a_response_that_cannot_be_read_is_said_and_counted_apart_and_the_others_are_printed(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    path = survey / "received" / "arendal-1.yaml"
    path.write_text(path.read_text("utf-8").replace("tilbud:", "tilbudd:"), "utf-8")
    ran = run("matrix", survey, language="nb")
    assert ran.code == 1
    assert "kan ikke leses" in ran.out
    assert "14 av 15" in ran.out
    assert "1 kan ikke leses" in ran.out
    assert "arendal-1.yaml:15:3" in ran.err
    assert "mente du «tilbud»?" in ran.err


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    before = {path: path.read_bytes() for path in survey.rglob("*.yaml")}
    again = run("import", survey, GOLDEN)
    assert again.code == 0
    assert "New responses: 0. There already: 15." in again.err
    assert {path: path.read_bytes() for path in survey.rglob("*.yaml")} == before


def test_other_answers_from_an_office_that_has_responded_stop_the_whole_file(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    (survey / "received" / "risor-1.yaml").unlink()
    table = tmp_path / "svar.tsv"
    table.write_bytes(GOLDEN.read_bytes().replace(b"NAV Gjerstad\tGjennomgang", b"NAV Gjerstad\tNy"))
    ran = run("import", survey, table)
    assert ran.code == 1
    assert "svar.tsv:A4" in ran.err
    assert not (survey / "received" / "risor-1.yaml").exists()


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    run("start", "kvp-agder-2020", "--county", "agder", "--id", "prove", folder=tmp_path)
    ran = run("import", "prove", GOLDEN, "--dry-run", folder=tmp_path)
    assert ran.code == 0
    assert "New responses: 15" in ran.err
    assert list((tmp_path / "prove" / "received").iterdir()) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("form", ["terminal", "markdown", "csv", "json"])
def test_the_same_survey_gives_the_same_bytes(form: str, language: str) -> None:
    runs = {run("matrix", EXAMPLE, "--format", form, language=language).raw for _ in range(2)}
    assert len(runs) == 1


def test_the_demo_needs_no_folder_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("demo", language="nb")
    assert ran.code == 0
    assert "NAV Åmli" in ran.out
    assert "! risiko" in ran.out
    assert "motsigelse" in ran.out
    assert list(tmp_path.iterdir()) == []


# Any answers, not only these: what an office may write comes out as it went in.

WORDS = (
    st.text(alphabet=st.sampled_from("abcæøåÆØÅ éß;,\t\"'\n=+-@|<>&{}«»0123456789—·"), max_size=40)
    .map(lambda text: clean(text).strip())
    .filter(lambda text: not find_stops(text))
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=1, max_size=40))
def test_any_table_goes_in_and_comes_out_equal(
    table: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    names = [f"Nav Kontor {n}" for n in range(len(table))]
    offices = [word for name in names for word in ("--office", name)]
    assert run("start", "kvp-agder-2020", *offices, "--id", "alle", folder=folder).code == 0
    with (folder / "svar.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Nav-kontor", "identifisert", "tilbud", "corona", "utfordringer"])
        writer.writerows([name, *map(guard, row)] for name, row in zip(names, table, strict=True))
    ran = run("import", "alle", folder / "svar.csv", folder=folder)
    assert ran.code == 0, ran.err
    found = [[unguard(cell) for cell in row[:5]] for row in csv_rows(folder / "alle")[1:]]
    assert found == [[name, *row] for name, row in zip(names, table, strict=True)]
