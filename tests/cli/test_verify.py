"""A report can be built again, anywhere and at any time, to the same bytes; what does not fit is named."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cli.report_desk import FORMATS, copy_desk, edit, make_desk, template
from tests.program import run

TOMORROW = date(2026, 11, 22)
SAME = "The same: 6 files built again.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    survey = make_desk(tmp_path_factory.mktemp("desk"))
    (survey / "confirmed.yaml").write_text("navcheck: confirmed/1\nconfirmed: []\n...\n", "utf-8")
    ran = run("report", survey, "--language", "nb", today=TOMORROW)
    assert ran.code == 0, ran.err
    return survey


@pytest.fixture
def survey(made: Path, tmp_path: Path) -> Path:
    return copy_desk(made, tmp_path / "outputs")


# Nothing has changed.


def test_what_has_not_changed_is_the_same(survey: Path) -> None:
    ran = run("verify", survey)
    assert (ran.code, ran.out, ran.err) == (0, SAME, "")


def test_another_day_and_another_language_change_nothing(survey: Path) -> None:
    ran = run("verify", survey, today=date(2031, 2, 28), language="nn")
    assert ran.code == 0, ran.out
    assert ran.err == ""


@pytest.mark.slow
def test_another_clock_language_folder_and_terminal_change_nothing(survey: Path, tmp_path: Path) -> None:
    elsewhere = copy_desk(survey, tmp_path / "et annet sted" / "æøå")
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "NAVCHECK_LANG": "en",
        "LC_ALL": "C",
        "COLUMNS": "40",
        "TERM": "dumb",
        "PYTHONHASHSEED": "7",
    }
    words = [sys.executable, "-m", "navcheck", "verify", elsewhere.name]
    environment["NAVCHECK_OUTPUTS"] = "."
    done = subprocess.run(words, cwd=elsewhere.parent, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, SAME, "")


def test_a_survey_that_is_not_read_again_is_not_written_either(survey: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in survey.rglob("*")}
    run("verify", survey)
    assert {path: path.stat().st_mtime_ns for path in survey.rglob("*")} == before


def test_a_report_with_problems_in_reading_is_verified_too(survey: Path) -> None:
    (survey / "received" / "askedal-1.yaml").write_text("not a response", "utf-8")
    assert run("report", survey, "--format", "csv").code == 1
    assert run("verify", survey).code == 0


def test_only_what_was_built_is_built_again_and_the_rest_is_named(survey: Path) -> None:
    assert run("report", survey, "--format", "md", "--public", "--drafts", today=TOMORROW).code == 0
    ran = run("verify", survey)
    assert (ran.code, ran.out) == (0, "The same: 1 file built again.\n")
    assert (
        "From an earlier build, and not compared: rapport.docx (named), rapport.xlsx (named), rapport.html (public), "
        "rapport.csv (named), rapport.json (named)." in ran.err
    )
    names = ["rapport.docx", "rapport.xlsx", "rapport.html", "rapport.csv", "rapport.json"]
    assert json.loads(run("verify", survey, "--json").out)["earlier"] == names
    (survey / "report" / "rapport.docx").unlink()
    assert "rapport.docx" not in run("verify", survey).err


@pytest.mark.slow
def test_a_zip_that_another_machine_packed_otherwise_is_the_same(survey: Path) -> None:
    report = survey / "report"
    path = report / "manifest.json"
    document = json.loads(path.read_text("utf-8"))
    for name in ("rapport.docx", "rapport.xlsx"):
        pack_otherwise(report / name)
        document["outputs"][name]["sha256"] = sha256(report / name)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")
    ran = run("verify", survey)
    # the sums are of the manifest as it was; all else is the same
    assert ran.out == "report/SHA256SUMS: changed since it was built\nNot the same.\n"
    document["outputs"]["rapport.xlsx"]["contents"] = "0" * 64
    path.write_text(json.dumps(document), "utf-8")
    assert "report/rapport.xlsx: built again, it is another\n" in run("verify", survey).out


def pack_otherwise(path: Path) -> None:
    with zipfile.ZipFile(path) as members:
        contents = {name: members.read(name) for name in members.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as members:
        for name, raw in contents.items():
            members.writestr(name, raw)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# One file has changed.


def add_line(path: Path) -> None:
    """Change a file in a way that its reader does not mind."""
    raw = path.read_text("utf-8")
    path.write_text(f"# a note\n{raw}" if path.suffix == ".yaml" else f"{raw}\n", "utf-8")


INPUTS = (
    "survey.yaml",
    "checklist.yaml",
    "coding.yaml",
    "facts.csv",
    "plan.yaml",
    "comments.yaml",
    "confirmed.yaml",
    "received/askedal-1.yaml",
    "report/tekst/10-ingress.md",
    "report/mal.docx",
    "../fylket-2025/survey.yaml",
    "../fylket-2025/received/askedal-1.yaml",
    "../fylket-2025/plan.yaml",
    "../fylket-2025/coding.yaml",
    "../fylket-2024/received/askedal-1.yaml",
)


@pytest.mark.parametrize("name", INPUTS)
def test_the_one_file_that_has_changed_is_named(survey: Path, name: str) -> None:
    path = survey / name
    if path.suffix == ".docx":
        path.write_bytes(template("Bahnschrift"))
    else:
        add_line(path)
    ran = run("verify", survey)
    assert ran.code == 1
    inputs = [line for line in ran.out.splitlines() if not line.startswith("report/rapport.")]
    kept_from_building = ["The report cannot be built again."] if name == "checklist.yaml" else []
    assert inputs == [f"{name}: changed", *kept_from_building, "Not the same."]
    data = json.loads(run("verify", survey, "--json").out)
    assert (data["navcheck"], data["same"]) == ("report-verified/1", False)
    assert data["inputs"] == {"changed": [name], "new": [], "gone": []}


@pytest.mark.parametrize("name", INPUTS[1:])
def test_the_one_file_that_is_gone_is_named(survey: Path, name: str) -> None:
    (survey / name).unlink()
    ran = run("verify", survey)
    assert ran.code == 1
    assert f"{name}: gone\n" in ran.out


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("received/askedal-2.yaml", "received/askedal-1.yaml"),
        ("drafts/askedal.yaml", "received/askedal-1.yaml"),
        ("report/tekst/20-nytt.md", "report/tekst/10-ingress.md"),
        ("notater.txt", "facts.csv"),
        ("report/tekst/notater.txt", "facts.csv"),
        ("../fylket-2025/facts.csv", "facts.csv"),
    ],
)
def test_the_one_file_that_is_new_is_named(survey: Path, name: str, like: str) -> None:
    (survey / name).write_bytes((survey / like).read_bytes())
    ran = run("verify", survey)
    assert ran.code == 1
    assert f"{name}: new\n" in ran.out


def test_an_answer_that_is_another_makes_every_file_another(survey: Path) -> None:
    (survey / "received" / "lillevik-1.yaml").unlink()
    ran = run("verify", survey)
    assert ran.out.splitlines() == [
        "received/lillevik-1.yaml: gone",
        *(f"report/rapport.{form}: built again, it is another" for form in sorted(FORMATS)),
        "Not the same.",
    ]


def test_a_checklist_that_is_another_is_named_and_nothing_can_be_built_from_it(survey: Path) -> None:
    add_line(survey / "checklist.yaml")
    ran = run("verify", survey)
    assert "checklist.yaml: changed\n" in ran.out
    assert "The report cannot be built again.\n" in ran.out
    assert "rapport.csv" not in ran.out
    assert "checklist.yaml is not the copy that the survey was opened with" in ran.err


def test_why_it_cannot_be_built_again_is_said_once_with_its_place_and_cure(survey: Path) -> None:
    number = "01816550072"  # month + 80: nobody's
    (survey / "report" / "tekst" / "20-nytt.md").write_text(f"# Nytt\n\nSe {number}.\n", "utf-8")
    ran = run("verify", survey)
    assert ran.code == 1
    assert ran.out == "report/tekst/20-nytt.md: new\nThe report cannot be built again.\nNot the same.\n"
    assert ran.err.count("20-nytt.md:3: this looks like a national identity number: [hidden]") == 1
    assert "write nothing about single persons" in ran.err
    assert number not in ran.err
    assert json.loads(run("verify", survey, "--json").out)["rebuilt"]["rapport.csv"] == "not-built"


def test_rounds_that_did_not_come_along_are_named_as_gone(survey: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / survey.name
    alone.parent.mkdir()
    survey.rename(alone)
    ran = run("verify", alone)
    assert ran.code == 1
    assert "../fylket-2025/survey.yaml: gone\n" in ran.out
    assert "../fylket-2024/checklist.yaml: gone\n" in ran.out
    assert "does not lie beside this one" in ran.err


# What was built has changed.


@pytest.mark.slow
def test_an_edited_document_is_only_said_to_be_edited(survey: Path) -> None:
    edit(survey / "report" / "rapport.docx")
    ran = run("verify", survey)
    assert (ran.code, ran.out) == (
        0,
        "report/rapport.docx: edited after it was built\nThe same: 5 files built again.\n",
    )
    assert run("report", survey, "--language", "nb", today=date(2026, 12, 1)).code == 0
    ran = run("verify", survey)
    assert (ran.code, ran.out) == (0, f"report/rapport.docx: edited after it was built\n{SAME}")


@pytest.mark.parametrize("name", ["rapport.xlsx", "rapport.html", "rapport.md", "rapport.csv", "SHA256SUMS"])
@pytest.mark.parametrize(
    ("change", "said"), [("edit", "changed since it was built"), ("lose", "is not there any more")]
)
def test_any_other_file_that_is_not_as_it_was_built_is_named(survey: Path, name: str, change: str, said: str) -> None:
    path = survey / "report" / name
    if change == "edit":
        with path.open("ab") as stream:
            stream.write(b"\n")
    else:
        path.unlink()
    ran = run("verify", survey)
    assert (ran.code, ran.out) == (1, f"report/{name}: {said}\nNot the same.\n")


def test_another_version_is_told_as_a_possible_reason(survey: Path) -> None:
    path = survey / "report" / "manifest.json"
    raw = path.read_text("utf-8")
    digest = json.loads(raw)["outputs"]["rapport.csv"]["sha256"]
    path.write_text(raw.replace('"version": "0.1.0"', '"version": "0.0.9"').replace(digest, "0" * 64), "utf-8")
    ran = run("verify", survey)
    assert "report/rapport.csv: built again, it is another\n" in ran.out
    assert "It was built by navcheck 0.0.9, and this is 0.1.0: that can be the reason." in ran.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.unlink(), "no report was built here"),
        (lambda path: path.write_text("{", "utf-8"), "the YAML cannot be read from here on"),
        (lambda path: path.write_text("{}", "utf-8"), "«version» is missing"),
        (lambda path: path.write_bytes(b" " * 1_000_001), "larger than 1 MB"),
        (
            lambda path: path.write_text(
                path.read_text("utf-8").replace("rapport.csv", "../../../etc/passwd"), "utf-8"
            ),
            "cannot be used here",
        ),
    ],
    ids=["gone", "broken", "empty", "large", "leads-out"],
)
def test_without_a_manifest_there_is_nothing_to_verify(
    survey: Path, change: Callable[[Path], object], said: str
) -> None:
    change(survey / "report" / "manifest.json")
    ran = run("verify", survey)
    assert (ran.code, ran.out) == (2, "")
    assert "report/manifest.json" in ran.err
    assert said in ran.err


def test_every_line_fits_a_terminal_of_eighty_columns(survey: Path) -> None:
    for name in INPUTS:
        if name != "survey.yaml":
            (survey / name).unlink()
    for language in ("nb", "nn", "en"):
        assert max(map(len, run("verify", survey, language=language).out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("change", "told"), [("edit", "changed since it was built"), ("lose", "is not there any more")]
)
def test_what_a_build_left_of_the_one_before_is_looked_at_too(survey: Path, change: str, told: str) -> None:
    assert run("report", survey, "--format", "csv").code == 0
    assert run("report", survey, "--format", "md").code == 0
    assert run("verify", survey).code == 0
    path = survey / "report" / "rapport.csv"
    if change == "lose":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"x")
    ran = run("verify", survey)
    assert (ran.code, ran.out) == (1, f"report/rapport.csv: {told}\nNot the same.\n")


def test_a_last_round_that_was_never_there_is_told_though_all_is_the_same(survey: Path) -> None:
    shutil.rmtree(survey.parent / "fylket-2025")
    assert run("report", survey, "--format", "csv").code == 1
    ran = run("verify", survey)
    assert (ran.code, ran.out) == (0, "The same: 1 file built again.\n")
    assert "fylket-2025" in ran.err
