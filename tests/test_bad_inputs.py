"""Every bad file in tests/bad_inputs, through the command line that its users run.

`index.tsv` has a line for each problem of each file: the file, what kind it is, the problem's place (line:column, or a
table's cell or line) and its code; of files that are imported also its message in English, and the options of that
import. A checklist, county, plan and the like are checked on their own; a response lies in a survey as Nav Risør's
first, a coding as the county's; a table, a workbook, objects and a filled form are imported, and a map is what another
table is imported with. Whoever a number in these files names is nobody: the month is raised by 80.

The workbooks are made by `bad_inputs_made.py`.
"""

import csv
import hashlib
import io
import json
import re
import shutil
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from navcheck.core.guard import LONGEST_TEXT
from navcheck.core.privacy import find_stops
from navcheck.core.words import LANGUAGES
from navcheck.files.disk import DOCUMENT_BYTES
from navcheck.files.yaml_reader import MOST_NODES
from tests.bad_inputs_made import ANSWERS, HEADS, PERSON, SHA256, archive, book, form, made, one_sheet, sheet
from tests.program import EXAMPLE, Ran, run

FOLDER = Path(__file__).parent / "bad_inputs"
IN_A_SURVEY = {"response": "received/risor-1.yaml", "coding": "coding.yaml"}
IMPORTED = ("table", "workbook", "objects", "form", "map")
SECONDS = 2
TABLE = "Nav-kontor;rutine\nNav Risør;Ja\n"
CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
scales:
  janei: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
  virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    shows: corona
    questions:
      - {id: rutine, type: choice, scale: janei, text: {nb: Har dere en rutine?}}
      - id: kanaler
        type: choices
        text: {nb: Hvordan informerer dere?}
        choices:
          brosjyre: {label: {nb: Brosjyre}}
          samtale: {label: {nb: Samtale}}
          ingen: {label: {nb: Ingen av dem}, alone: true}
      - {id: deltakere, type: number, persons: true, min: 0, max: 500, text: {nb: Hvor mange deltar?}}
      - {id: siden, type: date, text: {nb: Siden når?}}
      - {id: corona, type: text, codes: virkning, text: {nb: Hva gjorde Corona?}}
"""


@dataclass(frozen=True)
class Bad:
    """One file of the index, with the place, code and message of each of its problems."""

    name: str
    problems: tuple[tuple[str, str, str], ...]
    options: tuple[str, ...]

    @property
    def path(self) -> Path:
        return FOLDER / self.name

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]

    @property
    def code(self) -> int:
        """What the command ends with: a map that cannot be used is a wrong call."""
        return 2 if self.kind == "map" else 1


def index() -> list[Bad]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    options: dict[str, tuple[str, ...]] = {}
    with (FOLDER / "index.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            assert row["kind"] == row["file"].partition("/")[0]
            found[row["file"]].append((row["place"], row["code"], row["message"]))
            options[row["file"]] = tuple(row["options"].split())
    return [Bad(name, tuple(problems), options[name]) for name, problems in found.items()]


ALL = index()
each_file = pytest.mark.parametrize("bad", ALL, ids=lambda bad: bad.name)


def of_kinds(*kinds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bad", [bad for bad in ALL if bad.kind in kinds], ids=lambda bad: bad.name)


@pytest.fixture(scope="session")
def prove(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open a survey of Agder's offices that asks one question of every type."""
    folder = tmp_path_factory.mktemp("bad_inputs")
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    ran = run("start", folder / "prove.yaml", "--county", "agder", "--id", "prove-2026", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "prove-2026"


@pytest.fixture
def survey(prove: Path, tmp_path: Path) -> Path:
    """Give a test a survey of its own."""
    return Path(shutil.copytree(prove, tmp_path / "prove-2026"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def check(bad: Bad, survey: Path, *, language: str = "en", as_json: bool = False) -> Ran:
    """Check a file where it belongs, and hold that this writes nothing and is soon done."""
    if bad.kind in IN_A_SURVEY:
        shutil.copyfile(bad.path, survey / IN_A_SURVEY[bad.kind])
    words = ("--json",) if as_json else ()
    began = time.monotonic()
    if bad.kind in IMPORTED:
        ran = import_it(bad, survey, "--dry-run", *words, language=language)
    else:
        before = contents(survey.parent)
        ran = run("check", survey if bad.kind in IN_A_SURVEY else bad.path, *words, language=language)
        assert contents(survey.parent) == before
    assert time.monotonic() - began < SECONDS
    return ran


def import_it(bad: Bad, survey: Path, *words: str, language: str = "en") -> Ran:
    """Import a file, or a table with it as the map, and hold that nothing of it is stored."""
    table = survey.parent / "good.csv"
    table.write_text(TABLE, "utf-8")
    before = contents(survey.parent)
    file: tuple[str | Path, ...] = (table, "--map", bad.path) if bad.kind == "map" else (bad.path,)
    ran = run("import", survey, *file, *bad.options, *words, language=language)
    assert {name: raw for name, raw in contents(survey.parent).items() if ".navcheck.lock" not in name} == before
    return ran


def problems_of(bad: Bad, survey: Path, language: str = "en") -> list[dict[str, str | None]]:
    told = json.loads(check(bad, survey, language=language, as_json=True).out)
    found: list[dict[str, str | None]] = (told["files"][0] if "files" in told else told)["problems"]
    return found


def place(problem: dict[str, str | None]) -> str:
    if problem["cell"]:
        return f"{problem['sheet']}!{problem['cell']}" if problem["sheet"] else problem["cell"]
    return ":".join(str(problem[part]) for part in ("line", "column") if problem[part] is not None)


def letters(raw: bytes) -> str:
    """Return all that can be read in a file, in the parts of a workbook too."""
    if not raw.startswith(b"PK"):
        return raw.decode("utf-8", "replace")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    except zipfile.BadZipFile:
        return ""


def assert_harmless(bad: Bad, ran: Ran) -> None:
    """Hold that a run says nothing of a person, nothing of our insides, and nothing that steers a terminal."""
    said = ran.raw.decode() + ran.err
    text = letters(bad.path.read_bytes())
    numbers = {re.sub(r"\D", "", text[found.start : found.end]) for found in find_stops(text)}
    assert not [number for number in numbers if number[6:] in said or number[:6] in said]
    without_zero = [found for found in re.findall(r"(?<!\d)\d{10}(?!\d)", text) if find_stops(f"0{found}")]
    assert not [number for number in without_zero if number[5:] in said or number[:5] in said]
    assert "Traceback" not in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", said)


def test_every_file_is_in_the_index_and_the_index_has_no_other() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert files - {"index.tsv"} == {bad.name for bad in ALL}


def test_the_files_are_many_small_and_of_every_kind() -> None:
    assert len(ALL) >= 300
    assert len([bad for bad in ALL if bad.kind in IMPORTED]) >= 39 + 60
    assert max(bad.path.stat().st_size for bad in ALL) < 5_000
    assert {bad.kind for bad in ALL} == {
        *("bytes", "checklist", "county", "survey", "response", "coding", "plan", "comments", "confirmed"),
        *IMPORTED,
    }


@each_file
def test_each_problem_is_at_its_place_with_its_code_and_nothing_is_written(bad: Bad, survey: Path) -> None:
    found = [(place(problem), problem["code"]) for problem in problems_of(bad, survey)]
    assert found == [(at, code) for at, code, _ in bad.problems]


@of_kinds(*IMPORTED)
def test_each_problem_of_a_file_that_is_imported_says_what_is_wrong(bad: Bad, survey: Path) -> None:
    found = [problem["message"] for problem in problems_of(bad, survey)]
    assert found == [message for _, _, message in bad.problems]


@each_file
def test_people_are_told_what_is_wrong_where_and_the_command_says_it_found_something(bad: Bad, survey: Path) -> None:
    ran = check(bad, survey)
    assert ran.code == bad.code
    assert_harmless(bad, ran)
    name = (survey / IN_A_SURVEY[bad.kind] if bad.kind in IN_A_SURVEY else bad.path).as_posix()
    for at, *_ in bad.problems:
        begins = f"{name}:{at}: " if at else f"{name}: "
        assert any(line.startswith(begins) and line != begins for line in ran.err.splitlines())


@each_file
def test_each_problem_is_worded_in_every_language(bad: Bad, survey: Path) -> None:
    told = {language: problems_of(bad, survey, language) for language in LANGUAGES}
    english = [problem["message"] for problem in told["en"]]
    for language in LANGUAGES:
        messages = [problem["message"] for problem in told[language]]
        assert all(messages)
        assert len(messages) == len(bad.problems)
        assert language == "en" or not set(messages) & set(english)
        assert [bool(problem["hint"]) for problem in told[language]] == [
            bool(problem["hint"]) for problem in told["en"]
        ]


@of_kinds("bytes", "checklist")
def test_no_survey_is_opened_with_a_checklist_that_cannot_be_used(bad: Bad, tmp_path: Path) -> None:
    ran = run("start", bad.path, "--county", "agder", "--id", "ny", folder=tmp_path)
    assert (ran.code, ran.out, contents(tmp_path)) == (2, "", {})
    assert_harmless(bad, ran)


@of_kinds("county")
def test_no_survey_is_opened_with_a_county_that_cannot_be_used(bad: Bad, tmp_path: Path) -> None:
    words = ("kvp-agder-2020", "--county", bad.path, "--id", "ny", "--period", "2020", "--event", "Korona")
    ran = run("start", *words, folder=tmp_path)
    assert (ran.code, ran.out, contents(tmp_path)) == (2, "", {})
    assert_harmless(bad, ran)


@of_kinds("bytes", "survey")
@pytest.mark.parametrize("command", ["matrix", "gaps", "status"])
def test_a_survey_that_cannot_be_used_shows_nothing(bad: Bad, survey: Path, command: str) -> None:
    shutil.copyfile(bad.path, survey / "survey.yaml")
    ran = run(command, survey)
    assert (ran.code, ran.out) == (2, "")
    assert_harmless(bad, ran)


@of_kinds("coding")
@pytest.mark.parametrize("command", ["matrix", "gaps"])
def test_a_coding_that_cannot_be_used_is_not_passed_over(bad: Bad, survey: Path, command: str) -> None:
    shutil.copyfile(bad.path, survey / "coding.yaml")
    ran = run(command, survey)
    assert (ran.code, ran.out) == (2, "")
    assert_harmless(bad, ran)


@of_kinds("bytes", "response")
def test_one_response_of_fifteen_that_cannot_be_used_is_counted_apart_and_the_others_are_shown(
    bad: Bad, tmp_path: Path
) -> None:
    agder = Path(shutil.copytree(EXAMPLE, tmp_path / "agder-2020"))
    shutil.copyfile(bad.path, agder / "received" / "risor-1.yaml")
    before = contents(agder)
    ran = run("matrix", agder, "--json", language="nb")
    assert ran.code == 1
    matrix = json.loads(ran.out)
    assert [row["standing"] for row in matrix["rows"]] == ["unreadable", *["responded"] * 14]
    assert (matrix["counts"]["responded"], matrix["counts"]["unreadable"]) == (14, 1)
    assert "risor-1.yaml" in ran.err
    assert_harmless(bad, ran)
    shown = run("matrix", agder, language="nb")
    assert shown.code == 1
    assert "kan ikke leses" in shown.out
    assert_harmless(bad, shown)
    assert contents(agder) == before


@of_kinds(*IMPORTED)
def test_a_file_with_a_problem_stores_nothing_and_of_a_person_not_even_in_part(bad: Bad, survey: Path) -> None:
    ran = import_it(bad, survey)
    assert ran.code == bad.code
    assert_harmless(bad, ran)
    if bad.kind != "map":
        part = run("import", survey, bad.path, *bad.options, "--partial")
        assert part.code == 1
        assert_harmless(bad, part)
    stored = "\n".join(path.read_text("utf-8") for path in (survey / "received").glob("*.yaml"))
    assert not find_stops(stored.replace(hashlib.sha256(bad.path.read_bytes()).hexdigest(), ""))


def test_files_that_name_a_person_are_tried_in_every_kind_where_people_write() -> None:
    naming = {bad.kind for bad in ALL if find_stops(letters(bad.path.read_bytes()))}
    assert naming >= {"checklist", "county", "survey", "response", "coding", "comments", *IMPORTED}


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


def test_a_response_cut_at_any_byte_is_never_taken_for_a_shorter_one(tmp_path: Path) -> None:
    agder = Path(shutil.copytree(EXAMPLE, tmp_path / "agder-2020"))
    path = agder / "received" / "risor-1.yaml"
    raw = path.read_bytes()
    codes = set()
    for length in range(len(raw)):
        path.write_bytes(raw[:length])
        codes.add(run("check", path).code)
    assert codes == {1}
    path.write_bytes(raw)
    assert run("check", path).code == 0


def test_the_workbooks_are_what_their_maker_makes() -> None:
    kept = {bad.name: bad.path.read_bytes() for bad in ALL if bad.kind in {"workbook", "form"}}
    assert {name: raw for name, raw in kept.items() if not name.endswith(".json")} == made()


def test_a_workbook_and_a_form_from_the_same_maker_are_taken_in(survey: Path, tmp_path: Path) -> None:
    assert hashlib.sha256(CHECKLIST.encode()).hexdigest() == SHA256
    for name, raw in {"svar.xlsx": one_sheet(HEADS, ANSWERS), "skjema.xlsx": form()}.items():
        (tmp_path / name).write_bytes(raw)
        ran = run("import", survey, tmp_path / name, "--dry-run")
        assert (ran.code, "NAV Risør" in ran.out) == (0, True), ran.err


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


@pytest.mark.parametrize("name", ["bytes/empty.yaml", "response/cut.yaml"])
def test_several_files_are_checked_and_each_has_its_own_line(name: str) -> None:
    good = EXAMPLE / "survey.yaml"
    ran = run("check", good, FOLDER / name)
    assert ran.code == 1
    assert [line.rpartition(": ")[2] for line in ran.out.splitlines()] == ["can be used", "1 problem"]
