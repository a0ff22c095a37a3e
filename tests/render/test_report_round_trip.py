"""The numbers are read back out of each format, by libraries that did not write it, and are those of the JSON."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from navcheck.core.words import ReportEdition
from tests.program import EXAMPLE, run
from tests.render.report_numbers import Facts, Names, numbers_of
from tests.render.report_numbers_seen import numbers_in, numbers_in_workbook
from tests.render.report_readers import read_back
from tests.two_rounds import make_rounds

NAMED, PUBLIC = ReportEdition.NAMED, ReportEdition.PUBLIC
READ = ("docx", "html", "md", "xlsx")
# What stands where. An edition for everybody counts; the workbook has the counts of answers without their whole.
DOCUMENT = {"responses", "topics", "bars", "questions", "claimed", "words", "moves", "otherwise", "plan", "trend"}
WORKBOOK = {"responses", "claimed", "words", "moves", "plan", "counts", "topics", "bars", "trend"}
OWN = {"squares", "points", "gaps", "planned", "signals"}
TOLD = {
    ("document", NAMED): DOCUMENT | OWN,
    ("document", PUBLIC): DOCUMENT | {"signals", "unnamed"},
    ("workbook", NAMED): WORKBOOK | OWN | {"changes"},
    ("workbook", PUBLIC): WORKBOOK | {"points", "signals", "unnamed"},
}
# The survey of 2020 had one round and no plan, and asked for no documents.
LACKING = {"claimed", "moves", "otherwise", "plan", "planned", "trend", "changes", "unnamed"}


@dataclass(frozen=True)
class Built:
    """A survey's report in both editions: its files, and what its JSON says."""

    files: dict[tuple[ReportEdition, str], bytes]
    rounds: int

    def data(self, edition: ReportEdition) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.files[edition, "json"])
        return found

    def expected(self, edition: ReportEdition) -> Facts:
        return numbers_of(self.data(edition), self.data(NAMED))

    def seen(self, edition: ReportEdition, form: str, raw: bytes | None = None) -> Facts:
        seen = read_back(form, raw or self.files[edition, form])
        return (numbers_in_workbook if form == "xlsx" else numbers_in)(seen, Names.of(self.data(NAMED)))

    def told(self, edition: ReportEdition, form: str) -> set[str]:
        kinds = TOLD["workbook" if form == "xlsx" else "document", edition]
        return kinds if self.rounds > 1 else kinds - LACKING


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("rounds")
    survey = make_rounds(folder).now
    assert run("plan", survey, "--update").code == 0
    changes = (
        ("haugvoll-gjennomgang", "--state", "waived", "--reason", "Slås sammen", "--until", "2027-03-01"),
        ("osnes-ravneberg-gjennomgang", "--deadline", "2026-11-01", "--owner", "fagleder"),
        ("haugvoll-for-vilkar", "--state", "done"),
    )
    for name, *words in changes:
        assert run("plan", survey, "--id", name, *words).code == 0
    return built(survey, 3)


@pytest.fixture(scope="module")
def agder(tmp_path_factory: pytest.TempPathFactory) -> Built:
    survey = tmp_path_factory.mktemp("agder") / "agder-2020"
    shutil.copytree(EXAMPLE, survey, ignore=shutil.ignore_patterns("report"))
    return built(survey, 1)


def built(survey: Path, rounds: int) -> Built:
    files = {}
    for edition in (NAMED, PUBLIC):
        ran = run("report", survey, f"--{edition.value}", "--language", "en")
        assert ran.code == 0, ran.err
        for path in (survey / "report").glob("rapport.*"):
            files[edition, path.suffix[1:]] = path.read_bytes()
        shutil.rmtree(survey / "report")
    return Built(files, rounds)


@pytest.mark.parametrize("edition", [NAMED, PUBLIC])
@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("survey", ["two_rounds", "agder"])
def test_the_numbers_in_each_format_are_those_of_the_json(
    request: pytest.FixtureRequest, survey: str, form: str, edition: ReportEdition
) -> None:
    report: Built = request.getfixturevalue(survey)
    expected, seen = report.expected(edition), report.seen(edition, form)
    for kind in sorted(report.told(edition, form)):
        assert seen.get(kind, set()) == expected[kind], kind
        # Everybody is told of no signal here: each names an office.
        assert expected[kind] or (kind == "signals" and edition is PUBLIC), kind


@pytest.mark.parametrize("form", READ)
def test_the_edition_for_everybody_names_no_office_with_a_point(two_rounds: Built, form: str) -> None:
    seen = two_rounds.seen(PUBLIC, form)
    assert not {kind for kind in ("squares", "gaps", "planned") if seen.get(kind)}


def in_text(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        assert old in raw.decode()
        return raw.decode().replace(old, new, 1).encode()

    return change


def in_document(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as given, zipfile.ZipFile(made, "w") as archive:
            for name in given.namelist():
                part = given.read(name)
                archive.writestr(name, in_text(old, new)(part) if name == "word/document.xml" else part)
        return made.getvalue()

    return change


def in_sheet(name: str, cell: str, value: str | int) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        book, made = openpyxl.load_workbook(io.BytesIO(raw)), io.BytesIO()
        assert book[name][cell].value not in {None, value}
        book[name][cell] = value
        book.save(made)
        return made.getvalue()

    return change


# A figure that is changed in each format, and the kind of number that is wrong then.
CHANGES = (
    ("html", "responses", in_text("13 of 14 offices have", "14 of 14 offices have")),
    ("html", "topics", in_text("<p>3 of 13</p>", "<p>2 of 13</p>")),
    ("html", "signals", in_text("at 1 of 13 offices: Nav Lillevik", "at 2 of 13 offices: Nav Lillevik")),
    ("html", "squares", in_text('<td class="breach"><span aria-hidden="true">✗', '<td><span aria-hidden="true">✓')),
    ("md", "trend", in_text("9 of 14", "8 of 14")),
    ("md", "moves", in_text("came back 2", "came back 3")),
    ("md", "plan", in_text("Open: 12", "Open: 11")),
    ("md", "gaps", in_text("| Nav Elgheim | «Nei» |", "| Nav Bjørkeli | «Nei» |")),
    ("md", "points", in_text("Risk of failure (10)", "Risk of failure (9)")),
    ("docx", "questions", in_document(">10 of 13<", ">11 of 13<")),
    ("docx", "words", in_document(">2 of 3 met<", ">3 of 3 met<")),
    ("docx", "claimed", in_document("1 of 11 answers", "1 of 12 answers")),
    ("docx", "otherwise", in_document("5 of 12", "6 of 12")),
    ("xlsx", "squares", in_sheet("Questions", "B3", "✓")),
    ("xlsx", "words", in_sheet("Matrix", "B2", "3 of 3 met")),
    ("xlsx", "changes", in_sheet("Changes", "A2", "new")),
    ("xlsx", "counts", in_sheet("Questions", "B18", 7)),
    ("xlsx", "topics", in_sheet("Topics", "E2", 9)),
    ("xlsx", "trend", in_sheet("Topics", "C8", 1)),
    ("xlsx", "gaps", in_sheet("Points", "A2", "! risk of failure")),
)


@pytest.mark.parametrize(("form", "kind", "change"), CHANGES, ids=[f"{form} {kind}" for form, kind, _ in CHANGES])
def test_a_figure_that_is_changed_in_a_file_is_noticed(
    two_rounds: Built, form: str, kind: str, change: Callable[[bytes], bytes]
) -> None:
    raw = two_rounds.files[NAMED, form]
    expected = two_rounds.expected(NAMED)[kind]
    assert two_rounds.seen(NAMED, form)[kind] == expected
    assert two_rounds.seen(NAMED, form, change(raw))[kind] != expected
