"""What is too much, and what is read with a note: inputs that are made when the test runs."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from navcheck.core.guard import LONGEST_TEXT
from navcheck.files.disk import DOCUMENT_BYTES
from navcheck.files.yaml_quick import MOST_NODES
from tests.bad_inputs_index import TABLE, open_survey
from tests.bad_inputs_made import ANSWERS, HEADS, PERSON, archive, book, one_sheet, sheet
from tests.program import run

SECONDS = 2


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return open_survey(tmp_path)


HEAD = 'navcheck: checklist/1\nid: stor\nversion: "1"\ntitle: {nb: Stor}\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + "topics:\n" + "- a\n" * MOST_NODES, (MOST_NODES - 7, 3, "too-many-nodes")),
        (HEAD + "topics: " + "[" * 25_000, (5, 20, "too-deep")),
        (HEAD + "topics: " + "{a: " * 25_000, (5, 53, "too-deep")),
        (HEAD + "topics: [" + "ø" * (LONGEST_TEXT + 1) + "]\n", (5, 10, "text-too-long")),
        (HEAD + "# " + "ø" * (DOCUMENT_BYTES // 2) + "\n", (None, None, "too-big")),
        (
            HEAD + "topics: [&a [" + "x, " * 9 + "]" + "".join(f", &{n} [*a]" for n in range(9)) + "]\n",
            (5, 10, "yaml-anchor"),
        ),
    ],
    ids=["nodes", "lists", "mappings", "text", "bytes", "aliases"],
)
def test_what_is_too_much_is_refused_before_it_is_read_through(
    text: str, problem: tuple[int | None, int | None, str], tmp_path: Path
) -> None:
    path = tmp_path / "stor.yaml"
    path.write_text(text, "utf-8")
    ran = run("check", path, "--json")
    first = json.loads(ran.out)["problems"][0]
    assert (ran.code, first["line"], first["column"], first["code"]) == (1, *problem)


def test_a_table_that_is_too_big_is_refused(tmp_path: Path, survey: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as stream:
        stream.truncate(10_000_000_000)
    ran = run("import", survey, path)
    assert ran.code == 1
    assert "larger than 200 MB" in ran.err


NEIGHBOUR = ["NAV Åmli", *ANSWERS[1:]]
LIES = sheet([HEADS, ANSWERS]).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
# Each is taken in, and what is noticed on the way is said.
NOTED = {
    "not-applicable-without-a-reason": (
        "svar.csv",
        b"Nav-kontor;deltakere;rutine\nNAV \xc3\x85mli;4;Ikke aktuelt\n",
        "svar.csv:C2: «not applicable» without a reason counts as unanswered",
    ),
    "a-comment-without-an-answer": (
        "svar.csv",
        b"Nav-kontor;deltakere;rutine;rutine__kommentar\nNAV \xc3\x85mli;4;;I permen\n",
        "svar.csv:D2: a comment without an answer to «rutine»",
    ),
    "a-comment-without-a-column-for-its-answer": (
        "svar.csv",
        b"Nav-kontor;deltakere;rutine__kommentar\nNAV \xc3\x85mli;4;I permen\n",
        "svar.csv:C2: a comment without an answer to «rutine»",
    ),
    "an-office-without-answers": (
        "svar.csv",
        b"Nav-kontor;deltakere\nNAV \xc3\x85mli;4\nNav Lister;\n",
        "svar.csv:A3: «NAV Lister» has no answers in this row; it is passed over",
    ),
    "questions-with-commas-in-them": (
        "svar.csv",
        b"Nav-kontor;deltakere: Hvor mange, i alt, av alle, deltar?\nNAV \xc3\x85mli;4\n",
        "svar.csv: 1 row, encoding utf-8, delimiter ;",
    ),
    "answers-on-the-second-sheet": (
        "svar.xlsx",
        book({"Les dette": [["Fyll ut neste ark"]], "Svar": [HEADS, NEIGHBOUR]}),
        "svar.xlsx: 1 row, sheet Svar, 1 other sheet is not read",
    ),
    "an-empty-first-sheet": (
        "svar.xlsx",
        book({"Ark1": [], "Svar": [HEADS, NEIGHBOUR]}),
        "svar.xlsx: 1 row, sheet Svar",
    ),
    "a-sheet-that-lies-of-its-size": ("svar.xlsx", book({"Ark1": LIES.replace("Risør", "Åmli")}), "1 row, sheet Ark1"),
    "a-hidden-row": (
        "svar.xlsx",
        book({"Ark1": sheet([HEADS, NEIGHBOUR]).replace('<row r="2"', '<row r="2" hidden="1"')}),
        "svar.xlsx: 1 row, sheet Ark1, 1 hidden row is read too",
    ),
    "comments-pinned-to-cells": (
        "svar.xlsx",
        book({"Ark1": [HEADS, NEIGHBOUR]}, parts={"xl/comments1.xml": "<comments/>"}),
        "svar.xlsx: 1 row, sheet Ark1, comments on cells are not read",
    ),
    "a-personal-number-as-a-sheets-name": (
        "svar.xlsx",
        book({f"Svar {PERSON}": [HEADS, NEIGHBOUR]}),
        "svar.xlsx: 1 row, sheet Svar [skjult]",
    ),
}


@pytest.mark.parametrize(("name", "raw", "said"), NOTED.values(), ids=list(NOTED))
def test_what_is_no_problem_is_taken_in_and_told_of(
    name: str, raw: bytes, said: str, tmp_path: Path, survey: Path
) -> None:
    (tmp_path / name).write_bytes(raw)
    ran = run("import", survey, tmp_path / name)
    assert (ran.code, "NAV Åmli" in ran.out) == (0, True), ran.err
    assert said in ran.err
    assert str(PERSON) not in ran.err


def bomb(parts: dict[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(one_sheet(HEADS, ANSWERS))) as good:
        own = {name: good.read(name).decode() for name in good.namelist()}
    return archive(own | parts, zipfile.ZIP_DEFLATED)


def lying() -> bytes:
    """Say of a sheet of three megabytes that it has five thousand bytes."""
    text = sheet([HEADS, ANSWERS]) + " " * 3_000_000
    raw = bomb({"xl/worksheets/sheet1.xml": text})
    return raw.replace(len(text.encode()).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))


def damaged() -> bytes:
    """Turn bits over in the middle of the packed sheet."""
    raw = bytearray(bomb({}))
    at = raw.find(b"sheet1.xml") + 40
    raw[at : at + 8] = bytes(byte ^ 255 for byte in raw[at : at + 8])
    return bytes(raw)


TOO_MUCH = {
    "a-part-of-150-MB": ("workbook-too-big", lambda: bomb({"xl/media/a.bin": "0" * 150_000_000})),
    "a-part-that-unpacks-a-thousandfold": ("workbook-too-big", lambda: bomb({"xl/media/a.bin": "0" * 20_000_000})),
    "two-thousand-parts": ("workbook-too-big", lambda: bomb({f"xl/{n}.bin": "" for n in range(2_001)})),
    "a-part-that-is-larger-than-it-says": ("broken-workbook", lying),
    "a-part-that-is-damaged": ("broken-workbook", damaged),
}


@pytest.mark.parametrize(("code", "make"), TOO_MUCH.values(), ids=list(TOO_MUCH))
def test_a_workbook_that_would_hurt_is_refused_unread(
    code: str, make: Callable[[], bytes], tmp_path: Path, survey: Path
) -> None:
    path = tmp_path / "svar.xlsx"
    path.write_bytes(make())
    began = time.monotonic()
    ran = run("import", survey, path, "--json")
    assert time.monotonic() - began < SECONDS
    assert (ran.code, [one["code"] for one in json.loads(ran.out)["files"][0]["problems"]]) == (1, [code])


def test_brackets_a_hundred_thousand_deep_are_refused(tmp_path: Path, survey: Path) -> None:
    path = tmp_path / "svar.json"
    path.write_text("[" * 100_000 + "]" * 100_000, "utf-8")
    ran = run("import", survey, path)
    assert (ran.code, "nested too deeply" in ran.err) == (1, True)


def test_a_personal_number_in_a_files_name_never_comes_into_the_log(tmp_path: Path, survey: Path) -> None:
    path = tmp_path / f"svar {PERSON}.csv"
    path.write_text(TABLE, "utf-8")
    ran = run("import", survey, path)
    assert (ran.code, ran.out) == (1, "")
    assert "the file's name looks like a national identity number: [hidden]" in ran.err
    assert str(PERSON) not in ran.err
    assert not list((survey / "received").glob("*"))


def test_the_file_that_marks_an_open_workbook_is_not_taken_for_it(tmp_path: Path, survey: Path) -> None:
    path = tmp_path / "~$svar.xlsx"
    path.write_bytes(b"\x04Kari" + bytes(160))
    ran = run("import", survey, path)
    assert (ran.code, "this only marks that a workbook is open" in ran.err) == (1, True)
    assert "Kari" not in ran.err


@pytest.mark.parametrize("name", ["latin9000", "base64", "undefined", "idna", "utf-16", "punycode"])
def test_an_encoding_that_is_none_or_does_not_fit_is_named(name: str, tmp_path: Path, survey: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(TABLE, "utf-8")
    ran = run("import", survey, path, "--encoding", name)
    assert (ran.code, name in ran.err, "Traceback" in ran.err) == (1, True, False)
