"""`export`: the tidy table counts as the matrix does, in the engines that people load it into."""

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.answers import as_number
from navcheck.core.formulas import unguard
from navcheck.core.tidy import TidyRow, tidy
from navcheck.core.words import Severity, Status
from navcheck.render.lines import printable
from navcheck.render.tidy import COLUMNS, csv_head, csv_rows, json_lines
from tests.builders import make_response, make_round
from tests.core.one_topic import one_topic
from tests.program import run
from tests.render.examples import HARMFUL

DOC = (Path(__file__).parents[2] / "docs" / "andre-programmer.md").read_text("utf-8")
CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
scales:
  svar: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
  lest: {lite: {label: {nb: Lite}}}
topics:
  - id: finne
    title: {nb: Finne}
    heading: {nb: Finne}
    shows: rutine
    questions:
      - {id: rutine, type: choice, scale: svar, text: {nb: Rutine}, gaps: {nei: risk},
         evidence: {ask: true, what: {nb: Rutinen}}}
      - {id: ord, type: text, codes: lest, text: {nb: Hvordan}, gaps: {lite: improvement}}
  - id: tall
    title: {nb: Tall}
    heading: {nb: Tall}
    questions:
      - {id: deltakere, type: number, persons: true, text: {nb: Hvor mange}}
      - {id: andel, type: number, text: {nb: Andel}}
      - {id: sist, type: date, text: {nb: Sist}}
      - {id: krav, type: choices, scale: svar, text: {nb: Krav}, gaps: {nei: improvement}, when: {rutine: [ja]}}
"""
COUNTY = """\
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren i Fylket
offices:
  - {id: vik, name: Nav Vik, group: Øst, municipalities: [{no: "0301", name: Vik}, {no: "4201", name: Nord}]}
  - {id: nes, name: Nav Nes}
  - {id: bo, name: Nav Bø}
  - {id: mo, name: Nav Mo}
"""
ANSWERS = """\
kontor;rutine;rutine__dokument;rutine__bevis;ord;deltakere;andel;sist;krav
Nav Vik;Ja;Rutinen;skriftlig;Fint;12;0,5;01.03.2026;"ja; nei"
Nav Nes;Nei;;;=Mye;3;;;
Nav Bø;Ja;;;;vet ikke;1234;;
"""


def opened(folder: Path, name: str, *more: str) -> Path:
    """Open a survey of four offices, three of which have answered."""
    for file, text in {"prove.yaml": CHECKLIST, "fylket.yaml": COUNTY, "svar.csv": ANSWERS}.items():
        (folder / file).write_text(text, "utf-8")
    named = ("--id", name, "--period", name[-4:], "--as-of", "2026-09-30", *more)
    started = run("start", folder / "prove.yaml", "--county", folder / "fylket.yaml", *named, folder=folder)
    assert started.code == 0, started.err
    imported = run("import", folder / name, folder / "svar.csv", "--received", "20.11.2026")
    assert imported.code == 0, imported.err
    (folder / name / "coding.yaml").write_text(
        "navcheck: coding/1\nquestions:\n  ord:\n    - {words: =Mye, code: lite}\n...\n", "utf-8"
    )
    return folder / name


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds, the second with the first before it: an improvement there comes again here."""
    folder = tmp_path_factory.mktemp("export")
    opened(folder, "fylket-2025")
    opened(folder, "fylket-2026", "--before", "fylket-2025")
    return folder


@pytest.fixture
def here(surveys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that an analyst has saved both formats in, as the docs say."""
    folder = Path(shutil.copytree(surveys, tmp_path / "her"))
    monkeypatch.chdir(folder)
    for name, form in {"kartlegginger.csv": "csv", "kartlegginger.jsonl": "jsonl"}.items():
        ran = run("export", "fylket-2025", "fylket-2026", "--format", form, folder=folder)
        assert (ran.code, ran.err) == (0, "")
        (folder / name).write_bytes(ran.raw)
    return folder


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_are_those_of_the_docs_in_their_order() -> None:
    table = DOC.split("| kolonne | er |")[1].split("\n\n")[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert re.findall(r"`(\w+)`", " ".join(first)) == list(COLUMNS)
    head = "survey period county office office_name municipality group topic question kind standing number received"
    assert list(COLUMNS) == [*head.split(), "value", "code", "status", "severity", "proof", "as_of"]


def test_a_row_is_one_office_and_one_question(here: Path) -> None:
    text = run("export", "fylket-2026", folder=here).raw.decode()
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    assert text.splitlines()[1] == (
        "fylket-2026,2026,Fylket,vik,Nav Vik,0301 4201,Øst,finne,rutine,choice,responded,1,2026-11-20,ja,,met,,written,"
        "2026-09-30"
    )
    found = {(row["office"], row["question"]): row for row in rows(text)}
    assert len(found) == 4 * 6
    values = {key: (row["value"], row["status"]) for key, row in found.items()}
    assert values["vik", "krav"] == ("ja; nei", "answered")
    assert values["vik", "andel"] == ("0.5", "answered")
    assert values["vik", "sist"] == ("2026-03-01", "answered")
    assert values["nes", "deltakere"] == ("1–4", "answered")
    assert values["nes", "krav"] == ("", "not_asked")
    assert values["nes", "ord"] == ("'=Mye", "answered")
    assert values["bo", "rutine"] == ("ja", "claimed")
    assert values["bo", "deltakere"] == ("", "unknown")
    assert values["bo", "sist"] == ("", "unanswered")
    assert values["mo", "rutine"] == ("", "")
    assert {row["standing"] for row in rows(text) if row["office"] == "mo"} == {"missing"}
    assert found["nes", "ord"]["code"] == "lite"


def test_both_formats_hold_the_same(here: Path) -> None:
    table = rows((here / "kartlegginger.csv").read_bytes().decode())
    objects = [json.loads(line) for line in (here / "kartlegginger.jsonl").read_text("utf-8").splitlines()]
    assert [{name: unguard(text) for name, text in row.items()} for row in table] == [
        {name: "" if value is None else str(value) for name, value in one.items()} for one in objects
    ]
    assert [list(one) for one in objects] == [list(COLUMNS)] * len(objects)


LOADED = {
    "csv": "read_csv('kartlegginger.csv', header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true)",
    "jsonl": "read_json('kartlegginger.jsonl', format = 'newline_delimited')",
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", LOADED)
@pytest.mark.parametrize("survey", ["fylket-2025", "fylket-2026"])
def test_duckdb_counts_as_the_matrix_counts(form: str, survey: str) -> None:
    told = json.loads(run("matrix", survey, "--json", folder=Path()).out)
    base = duckdb.connect()
    counted = base.execute(
        f"FROM {LOADED[form]} SELECT status, severity, topic, office, count(*) WHERE survey = ? GROUP BY ALL",
        [survey],
    ).fetchall()
    statuses, severities, worst = Counter[str](), Counter[str](), dict[tuple[str, str], str]()
    for status, severity, topic, office, count in counted:
        statuses[status] += count
        severities[severity] += count
        if severity is not None:
            worst[office, topic] = min(severity, worst.get((office, topic), severity), key=list(Severity).index)
    assert {one: statuses[one] for one in Status} == told["counts"]["statuses"]
    assert {one: severities[one] for one in Severity} == told["counts"]["gaps"]
    assert worst == {
        (row["office"]["id"], cell["topic"]): cell["severity"]
        for row in told["rows"]
        for cell in row["cells"]
        if cell["severity"]
    }
    assert sum(count for *_, count in counted) == told["counts"]["offices"] * 6


def test_the_second_round_raises_what_comes_again(here: Path) -> None:
    found = {(row["survey"], row["office"], row["question"]): row["severity"] for row in both(here)}
    assert found["fylket-2025", "nes", "ord"] == "improvement"
    assert found["fylket-2026", "nes", "ord"] == "risk"


def both(here: Path) -> list[dict[str, str]]:
    return rows((here / "kartlegginger.csv").read_bytes().decode())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", LOADED)
def test_the_sql_in_the_docs_runs_and_counts_as_the_matrix(form: str) -> None:
    (block,) = re.findall(r"^```sql\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
    other = re.findall(r"`(CREATE TABLE svar AS FROM read_json\(.*?\);)`", DOC)
    base = duckdb.connect()
    create, *queries = base.extract_statements(block)
    base.execute(create if form == "csv" else other[0])
    asked, points, kinds, numbers = (base.execute(query).fetchall() for query in queries)
    assert asked == [("fylket-2025", 3, 4), ("fylket-2026", 3, 4)]
    for survey in ("fylket-2025", "fylket-2026"):
        told = json.loads(run("matrix", survey, "--json", folder=Path()).out)
        found: Counter[str] = Counter()
        for name, _, severity, count, _ in points:
            found[severity] += count if name == survey else 0
        assert {one: found[one] for one in Severity} == told["counts"]["gaps"]
        said: Counter[Any] = Counter()
        for name, _, _, _, status, count in kinds:
            said[status] += count if name == survey else 0
        assert {one: said[one] for one in Status} == told["counts"]["statuses"]
    assert [row[1:] for row in numbers if row[0] == "fylket-2026"] == [("andel", 617.25, 2, 2), ("deltakere", 12, 1, 2)]


def test_python_in_the_docs_can_be_read() -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
    compile(block, "docs", "exec")


def test_a_survey_given_twice_or_one_that_cannot_be_opened_is_refused_before_anything_is_written(here: Path) -> None:
    (here / "fylket-2025" / "checklist.yaml").write_text("navcheck: checklist/1\n", "utf-8")
    given = ("fylket-2026", "fylket-2026", "fylket-2025", "finnes-ikke")
    ran = run("export", *given, folder=here)
    assert (ran.code, ran.out) == (2, "")
    assert "the survey «fylket-2026» is given twice" in ran.err
    assert "checklist.yaml" in ran.err
    assert "«finnes-ikke»" in ran.err


def test_the_same_survey_under_another_path_is_the_same(here: Path) -> None:
    ran = run("export", "fylket-2026", here / "fylket-2026" / "survey.yaml", folder=here)
    assert (ran.code, ran.out) == (2, "")


def test_a_format_that_does_not_exist_is_named(here: Path) -> None:
    ran = run("export", "fylket-2026", "--format", "parquet", folder=here)
    assert (ran.code, ran.out) == (2, "")
    assert "choose between csv, jsonl" in ran.err


def test_a_response_that_cannot_be_read_is_told_and_has_its_rows(here: Path) -> None:
    (here / "fylket-2025" / "received" / "nes-1.yaml").write_text("navcheck: response/1\n", "utf-8")
    ran = run("export", "fylket-2025", folder=here)
    assert ran.code == 1
    assert "nes-1.yaml" in ran.err
    found = [row for row in rows(ran.raw.decode()) if row["office"] == "nes"]
    assert {(row["standing"], row["value"], row["status"]) for row in found} == {("unreadable", "", "")}
    assert len(found) == 6


def test_drafts_are_left_out_and_told_of_or_counted_when_asked_for(here: Path) -> None:
    survey = here / "fylket-2025"
    draft = (survey / "received" / "nes-1.yaml").read_text("utf-8")
    (survey / "drafts").mkdir(exist_ok=True)
    lines = [line for line in draft.replace("office: nes", "office: mo").splitlines() if not line.startswith("number:")]
    (survey / "drafts" / "mo.yaml").write_text("\n".join([*lines, ""]), "utf-8")
    left_out, counted = (run("export", "fylket-2025", *more, folder=here) for more in ((), ("--drafts",)))
    assert "fylket-2025: 1 draft is not counted" in left_out.err
    assert {row["standing"] for row in rows(left_out.raw.decode()) if row["office"] == "mo"} == {"missing"}
    assert {row["standing"] for row in rows(counted.raw.decode()) if row["office"] == "mo"} == {"draft"}


def test_rows_are_out_before_the_next_survey_is_read(here: Path) -> None:
    (here / "fylket-2026" / "coding.yaml").write_text("navcheck: coding/1\nquestions: {ord: 7}\n", "utf-8")
    ran = run("export", "fylket-2025", "fylket-2026", folder=here)
    assert ran.code == 2
    assert {row["survey"] for row in rows(ran.raw.decode())} == {"fylket-2025"}
    alone = run("export", "fylket-2026", folder=here)
    assert (alone.code, alone.out) == (2, "")


def test_a_row_is_written_before_the_next_is_asked_for() -> None:
    def once() -> Iterator[TidyRow]:
        yield next(harmful())
        raise RuntimeError

    for write in (csv_rows, json_lines):
        lines = write(once())
        assert next(lines)
        with pytest.raises(RuntimeError):
            next(lines)


def csv_lines(rows: Iterable[TidyRow]) -> Iterator[str]:
    yield csv_head()
    yield from csv_rows(rows)


# A half of a letter is no UTF-8, so no file holds it.
WORDS = [words for words in HARMFUL if not re.search("[\ud800-\udfff]", words)]


def harmful() -> Iterator[TidyRow]:
    checklist = one_topic("questions: [{id: ord, type: text}]")
    responses = {f"Nav {n}": make_response(checklist, f"o{n}", {"ord": words}) for n, words in enumerate(WORDS)}
    offices = [{"id": f"o{n}", "name": words, "group": words} for n, words in enumerate(WORDS)]
    return tidy(make_round(checklist, responses, survey={"offices": offices}))


def test_harmful_words_come_back_from_the_lines_as_they_were_sent(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("".join(json_lines(harmful())), "utf-8")
    loaded = duckdb.execute("FROM read_json(?, format = 'newline_delimited')", [str(tmp_path / "x.jsonl")]).fetchall()
    names = list(COLUMNS)
    for column in ("value", "group", "office_name"):
        assert [row[names.index(column)] for row in loaded] == WORDS
    assert [json.loads(line)["value"] for line in "".join(json_lines(harmful())).split("\n") if line] == WORDS


def test_harmful_words_come_back_from_the_table_once_the_guard_is_off(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("".join(csv_lines(harmful())).encode())
    source = "read_csv(?, header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true)"
    loaded = duckdb.execute(f"FROM {source}", [str(tmp_path / "x.csv")]).fetchall()
    seen = ["\t".join(map(printable, words.split("\t"))) for words in WORDS]
    assert [unguard(row[list(COLUMNS).index("value")]) for row in loaded] == seen
    assert [unguard(row["value"]) for row in rows((tmp_path / "x.csv").read_bytes().decode())] == seen


def test_nothing_in_either_format_runs_or_hides() -> None:
    for write in (csv_lines, json_lines):
        text = "".join(write(harmful()))
        assert all(char in "\r\n\t" or char.isprintable() or char == "\u00a0" for char in text)
    cells = [cell for row in rows("".join(csv_lines(harmful()))) for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) and as_number(cell) is None for cell in cells)


def test_a_number_below_zero_stays_a_number() -> None:
    checklist = one_topic("questions: [{id: endring, type: number}, {id: ord, type: text}]")
    one = make_round(checklist, {"Nav Vik": {"endring": "-0.5", "ord": "-5+1"}})
    assert [row["value"] for row in rows("".join(csv_lines(tidy(one))))] == ["-0.5", "'-5+1"]


SUM = one_topic("""
    questions:
      - {id: mottatt, type: number, persons: true}
      - {id: innvilget, type: number, persons: true}
      - {id: avslatt, type: number, persons: true}
      - {id: trukket, type: number, persons: true}
    checks:
      - {id: sum, about: mottatt, text: {nb: Nei.}, when: {mottatt: {not_sum_of: [innvilget, avslatt, trukket]}}}
""")


def shown(*parts: int) -> list[str]:
    """Write out a total and its parts."""
    numbers = map(str, (sum(parts), *parts))
    answers = dict(zip(("mottatt", "innvilget", "avslatt", "trukket"), numbers, strict=True))
    return [row["value"] for row in rows("".join(csv_lines(tidy(make_round(SUM, {"Nav Vik": answers})))))]


def test_a_number_in_a_sum_with_a_small_one_is_held_back() -> None:
    assert shown(9, 3, 0) == ["5+", "5+", "1–4", "0"]
    assert shown(9, 8, 0) == ["17", "9", "8", "0"]


@given(st.lists(st.integers(0, 12), min_size=3, max_size=3))
def test_no_small_number_can_be_worked_out_from_the_sum_that_it_is_in(parts: list[int]) -> None:
    """Try every number that may stand behind what is shown: two or more are left for each that is small."""
    total, *told = shown(*parts)
    behind = {"1–4": range(1, 5), "5+": range(5, 20)}
    fits = [
        numbers
        for numbers in product(*(behind.get(one, [int(one)] if one.isdigit() else []) for one in told))
        if sum(numbers) in behind.get(total, [int(total)] if total.isdigit() else [])
    ]
    for n, one in enumerate(told):
        assert one != "1–4" or len({numbers[n] for numbers in fits}) > 1
    assert total != "1–4" or len({sum(numbers) for numbers in fits}) > 1
