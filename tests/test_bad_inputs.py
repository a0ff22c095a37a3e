"""Every bad file in tests/bad_inputs, through the command that its users run: each is explained, and none is used.

A checklist, county, plan and the like are checked on their own; a response lies in a survey as Nav Risør's first, a
coding as the county's; a table, a workbook, objects and a filled form are imported, a map is what another table is
imported with; own chapters and a template are what a report is built with, a manifest what one is verified by.
"""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from navcheck.core.privacy import find_stops
from navcheck.core.words import LANGUAGES
from tests.bad_inputs_index import (
    ALL,
    CHECKLIST,
    FOLDER,
    IMPORTED,
    NOTED,
    READINGS,
    Bad,
    contents,
    harm,
    lay,
    letters,
    open_survey,
    place,
    problems_of,
    read,
)
from tests.bad_inputs_made import ANSWERS, HEADS, SHA256, form, made, one_sheet
from tests.bad_inputs_twisted import twisted
from tests.program import EXAMPLE, Ran, run
from tests.promises import Proof


def of_kinds(*kinds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bad", [bad for bad in ALL if bad.kind in kinds], ids=lambda bad: bad.name)


@pytest.fixture(scope="module")
def prove(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_survey(tmp_path_factory.mktemp("bad_inputs"))


@pytest.fixture
def survey(prove: Path, tmp_path: Path) -> Path:
    """Give a test a survey of its own."""
    return Path(shutil.copytree(prove, tmp_path / "prove-2026"))


def assert_harmless(bad: Bad, ran: Ran) -> None:
    assert not harm(bad, ran.raw.decode() + ran.err)


def unexplained(bad: Bad, survey: Path) -> list[str]:
    """Find what is not as the index says: code and place of each problem, and in each language its message and cure."""
    told = {language: problems_of(bad, survey, language) for language in LANGUAGES}
    english = [str(one["message"]) for one in told["en"]]
    cures = {str(one["hint"]) for one in told["en"]}
    found = []
    for language, problems in told.items():
        at = [(place(one), str(one["code"])) for one in problems]
        if at != [(at, code) for at, code, _ in bad.problems]:
            found.append(f"{language}: {at}")
        found += [
            f"{language}: nothing says what to do: {one['message']}" for one in problems if not is_cured(bad, one)
        ]
        words, done = [str(one["message"]) for one in problems], {str(one["hint"]) for one in problems if one["hint"]}
        if not all(words) or (language != "en" and (set(words) & set(english) or done & cures)):
            found.append(f"{language}: not in words of its own: {words} {done}")
    if any(text and text != message for (_, _, text), message in zip(bad.problems, english, strict=False)):
        found.append(f"en: {english}")
    return found


def is_cured(bad: Bad, problem: object) -> bool:
    """Tell whether a problem says what to do; a note of what was read all the same asks for nothing."""
    return bad.kind == NOTED or bool(isinstance(problem, dict) and problem["hint"])


def unsaid(bad: Bad, ran: Ran, survey: Path) -> list[str]:
    """Find what people are not told in words: which file, where, and that the command found something."""
    name = bad.place_in(survey).as_posix()
    begins = [f"{name}:{at}: " if at else f"{name}: " for at, *_ in bad.problems]
    lines = ran.err.splitlines()
    found = [one for one in begins if not any(line.startswith(one) and line != one for line in lines)]
    return [*found, *harm(bad, ran.raw.decode() + ran.err), *([] if ran.code == bad.code else [f"code {ran.code}"])]


def test_every_file_is_in_the_index_and_the_index_has_no_other() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert files - {"index.tsv"} == {bad.name for bad in ALL}


def test_the_files_are_many_small_and_of_every_kind() -> None:
    assert len(ALL) >= 700
    assert len([bad for bad in ALL if bad.kind in IMPORTED]) >= 280
    assert max(bad.path.stat().st_size for bad in ALL) < 5_000
    assert {bad.kind for bad in ALL} == {*READINGS, NOTED}


@pytest.mark.parametrize("bad", ALL, ids=lambda bad: bad.name)
def test_each_problem_is_explained_where_it_is_and_nothing_is_written(bad: Bad, survey: Path) -> None:
    assert not unexplained(bad, survey)
    assert not unsaid(bad, read(bad, survey), survey)


@pytest.mark.slow
@pytest.mark.proof("P7")
@pytest.mark.timeout(1800)
def test_bad_input_is_explained_with_place_code_and_cure_in_three_languages(
    prove: Path, tmp_path: Path, proof: Proof
) -> None:
    found = {}
    for n, bad in enumerate(proof.some([bad for bad in ALL if bad.kind != NOTED])):
        survey = Path(shutil.copytree(prove, tmp_path / str(n) / "prove-2026"))
        if wrong := unexplained(bad, survey) + unsaid(bad, read(bad, survey), survey):
            found[bad.name] = wrong
        proof.count(survived=not wrong)
        shutil.rmtree(survey.parent)
    assert not found


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
    words = [word for word in lay(bad, survey) if word != "--dry-run"]
    before = contents(survey)
    ran = run(*words)
    assert ran.code == bad.code
    assert contents(survey) == before
    assert_harmless(bad, ran)
    if bad.kind != "map":
        part = run(*words, "--partial")
        assert part.code == 1
        assert_harmless(bad, part)
    stored = "\n".join(path.read_text("utf-8") for path in (survey / "received").glob("*.yaml"))
    assert not find_stops(stored.replace(hashlib.sha256(bad.path.read_bytes()).hexdigest(), ""))


def test_files_that_name_a_person_are_tried_in_every_kind_where_people_write() -> None:
    naming = {bad.kind for bad in ALL if find_stops(letters(bad.path.read_bytes()))}
    assert naming >= {"checklist", "county", "survey", "response", "coding", "comments", *IMPORTED}


def test_the_files_are_what_their_makers_make() -> None:
    kept = {bad.name: bad.path.read_bytes() for bad in ALL}
    of_ours = ("workbook/", "form/", "template/")
    assert {name: raw for name, raw in kept.items() if name.startswith(of_ours) and name[-5:] != ".json"} == made()
    assert dict(twisted()).items() <= kept.items()


def test_a_workbook_and_a_form_from_the_same_maker_are_taken_in(survey: Path, tmp_path: Path) -> None:
    assert hashlib.sha256(CHECKLIST.encode()).hexdigest() == SHA256
    for name, raw in {"svar.xlsx": one_sheet(HEADS, ANSWERS), "skjema.xlsx": form()}.items():
        (tmp_path / name).write_bytes(raw)
        ran = run("import", survey, tmp_path / name, "--dry-run")
        assert (ran.code, "NAV Risør" in ran.out) == (0, True), ran.err


@pytest.mark.parametrize("name", ["bytes/empty.yaml", "response/cut.yaml"])
def test_several_files_are_checked_and_each_has_its_own_line(name: str) -> None:
    good = EXAMPLE / "survey.yaml"
    ran = run("check", good, FOLDER / name)
    assert ran.code == 1
    assert [line.rpartition(": ")[2] for line in ran.out.splitlines()] == ["can be used", "1 problem"]
