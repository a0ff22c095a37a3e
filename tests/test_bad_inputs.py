"""Every bad file in tests/bad_inputs, through the command line that its users run.

`index.tsv` has a line for each problem of each file: the file, what kind it is, the problem's place (line:column, or a
table's cell or line) and its code. A checklist, county, plan and the like are checked on their own; a response lies in
a survey as Nav Risør's first, a coding as the county's; a table is imported. Whoever a number in these files names is
nobody: the month is raised by 80.
"""

import csv
import json
import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from navcheck.core.guard import LONGEST_TEXT
from navcheck.core.privacy import find_stops
from navcheck.core.words import LANGUAGES
from navcheck.files.disk import DOCUMENT_BYTES
from navcheck.files.yaml_reader import MOST_NODES
from tests.program import EXAMPLE, Ran, run

FOLDER = Path(__file__).parent / "bad_inputs"
IN_A_SURVEY = {"response": "received/risor-1.yaml", "coding": "coding.yaml"}
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
    """One file of the index, with the place and code of each of its problems."""

    name: str
    problems: tuple[tuple[str, str], ...]

    @property
    def path(self) -> Path:
        return FOLDER / self.name

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]


def index() -> list[Bad]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (FOLDER / "index.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            assert row["kind"] == row["file"].partition("/")[0]
            found[row["file"]].append((row["place"], row["code"]))
    return [Bad(name, tuple(problems)) for name, problems in found.items()]


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
    """Check a file where it belongs, and hold that this writes nothing."""
    if bad.kind in IN_A_SURVEY:
        shutil.copyfile(bad.path, survey / IN_A_SURVEY[bad.kind])
    before = contents(survey.parent)
    words = ("--json",) if as_json else ()
    if bad.kind == "table":
        ran = run("import", survey, bad.path, "--dry-run", *words, language=language)
    else:
        ran = run("check", survey if bad.kind in IN_A_SURVEY else bad.path, *words, language=language)
    assert contents(survey.parent) == before
    return ran


def problems_of(bad: Bad, survey: Path, language: str = "en") -> list[dict[str, str | None]]:
    told = json.loads(check(bad, survey, language=language, as_json=True).out)
    found: list[dict[str, str | None]] = (told["files"][0] if bad.kind == "table" else told)["problems"]
    return found


def place(problem: dict[str, str | None]) -> str:
    return problem["cell"] or ":".join(str(problem[part]) for part in ("line", "column") if problem[part] is not None)


def assert_harmless(bad: Bad, ran: Ran) -> None:
    """Hold that a run says nothing of a person, nothing of our insides, and nothing that steers a terminal."""
    said = ran.raw.decode() + ran.err
    text = bad.path.read_bytes().decode("utf-8", "replace")
    numbers = {re.sub(r"\D", "", text[found.start : found.end]) for found in find_stops(text)}
    assert not [number for number in numbers if number[6:] in said or number[:6] in said]
    assert "Traceback" not in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", said)


def test_every_file_is_in_the_index_and_the_index_has_no_other() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert files - {"index.tsv"} == {bad.name for bad in ALL}


def test_the_files_are_many_small_and_of_every_kind() -> None:
    assert len(ALL) >= 150
    assert max(bad.path.stat().st_size for bad in ALL) < 5_000
    assert {bad.kind for bad in ALL} == {
        *("bytes", "checklist", "county", "survey", "response", "coding", "plan", "comments", "confirmed", "table"),
    }


@each_file
def test_each_problem_is_at_its_place_with_its_code_and_nothing_is_written(bad: Bad, survey: Path) -> None:
    found = [(place(problem), str(problem["code"])) for problem in problems_of(bad, survey)]
    assert tuple(found) == bad.problems


@each_file
def test_people_are_told_what_is_wrong_where_and_the_command_says_it_found_something(bad: Bad, survey: Path) -> None:
    ran = check(bad, survey)
    assert ran.code == 1
    assert_harmless(bad, ran)
    name = (survey / IN_A_SURVEY[bad.kind] if bad.kind in IN_A_SURVEY else bad.path).as_posix()
    for at, _ in bad.problems:
        assert re.search(rf"^{re.escape(name)}{f':{at}' if at else ''}: \S", ran.err, re.MULTILINE)


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


@of_kinds("table")
def test_a_table_with_a_problem_stores_nothing_of_it(bad: Bad, survey: Path) -> None:
    before = contents(survey)
    ran = run("import", survey, bad.path)
    assert ran.code == 1
    assert {name: raw for name, raw in contents(survey).items() if name != ".navcheck.lock"} == before
    assert_harmless(bad, ran)


def test_files_that_name_a_person_are_tried_in_every_kind_where_people_write() -> None:
    naming = {bad.kind for bad in ALL if find_stops(bad.path.read_bytes().decode("utf-8", "replace"))}
    assert naming >= {"checklist", "county", "survey", "response", "coding", "comments", "table"}


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


def test_a_comment_without_a_column_for_its_answer_is_told_of(tmp_path: Path, survey: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("Nav-kontor;corona;rutine__kommentar\nNav Risør;Som før;Står i permen\n", "utf-8")
    ran = run("import", survey, path, "--dry-run")
    assert ran.code == 0
    assert "svar.csv:C2: a comment without an answer to «rutine»" in ran.err


@pytest.mark.parametrize("name", ["bytes/empty.yaml", "response/cut.yaml"])
def test_several_files_are_checked_and_each_has_its_own_line(name: str) -> None:
    good = EXAMPLE / "survey.yaml"
    ran = run("check", good, FOLDER / name)
    assert ran.code == 1
    assert [line.rpartition(": ")[2] for line in ran.out.splitlines()] == ["can be used", "1 problem"]
