"""Any answers come back as they were in every other shape that import reads, and a second import changes nothing.

The shapes of form tools and of forms themselves stand in test_every_format.py.
"""

import csv
import io
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navcheck.core.formulas import guard
from navcheck.core.model import Answer, Checklist, ChecklistName, Receipt, Response
from navcheck.core.text import clean
from navcheck.files.survey_folder import open_folder
from navcheck.files.yaml_writer import write_yaml
from tests.hostile_texts import HOSTILE, HOSTILE_LINES
from tests.intake.exports import Answers, delimited, long, objects, typed_cell, wide, workbook
from tests.intake.fifteen import fifteen, start, stored
from tests.intake.test_every_format import DAYS, EVIDENCE, TEXTS, VALUES, answer_of, harmless
from tests.program import run
from tests.promises import ALL_OF_IT, Proof

IS_FULL = os.environ.get(ALL_OF_IT) == "all"
MANY = settings(
    max_examples=30 if IS_FULL else 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Write = Callable[[Checklist, Answers], bytes]

pytestmark = [pytest.mark.slow, pytest.mark.proof("P9"), pytest.mark.timeout(1800)]


def table(rows: Callable[[Checklist, Answers], list[list[str]]], delimiter: str, encoding: str) -> Write:
    """Write a table as text, each cell as a careful program writes it: nothing in it runs."""

    def write(checklist: Checklist, answers: Answers) -> bytes:
        return delimited([[guard(cell) for cell in row] for row in rows(checklist, answers)], delimiter, encoding)

    return write


def long_workbook(checklist: Checklist, answers: Answers) -> bytes:
    """Write a row an answer into a workbook, where figures are figures and days are days."""
    head, *rows = long(checklist, answers)
    typed: list[list[object]] = [[*row[:2], typed_cell(checklist.by_id[row[1]], row[2]), *row[3:]] for row in rows]
    return workbook([list(head), *typed])


def as_yaml(checklist: Checklist, answers: Answers) -> bytes:
    return yaml.safe_dump(objects(checklist, answers), allow_unicode=True, sort_keys=False).encode()


# What cp1252 has no letters for is not written in it.
IN_CP1252: Mapping[str, tuple[str, Write]] = {
    "wide, tabs, cp1252": ("svar.tsv", table(wide, "\t", "cp1252")),
    "long, semicolons, cp1252": ("svar.csv", table(long, ";", "cp1252")),
}
IN_UNICODE: Mapping[str, tuple[str, Write]] = {
    "wide, semicolons, UTF-8": ("svar.csv", table(wide, ";", "utf-8")),
    "wide, commas, UTF-8 with a mark": ("svar.csv", table(wide, ",", "utf-8-sig")),
    "wide, semicolons, UTF-16": ("svar.csv", table(wide, ";", "utf-16")),
    "long, commas, UTF-8": ("svar.csv", table(long, ",", "utf-8")),
    "long, tabs, UTF-16": ("svar.txt", table(long, "\t", "utf-16")),
    "long, workbook": ("svar.xlsx", long_workbook),
    "objects in YAML": ("svar.yaml", as_yaml),
}
SHAPES = {**IN_CP1252, **IN_UNICODE}


def is_told_apart(text: str) -> bool:
    """Tell whether a file with this letter is refused: it comes of a file that was read in another encoding."""
    return "Ã" in text or "\ufffd" in text


def unicode_texts() -> st.SearchStrategy[str]:
    hostile = st.sampled_from([text for text in HOSTILE + HOSTILE_LINES if len(text) < 1_000])
    texts = (st.text(min_size=1, max_size=30) | hostile).map(lambda text: clean(text).strip())
    return texts.filter(lambda text: text and harmless(text) and not is_told_apart(text))


def given_answers(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Answer]]:
    """Make a response whose text, and the comment on it, are any of these."""
    usual = {name: answer_of(values, 2) for name, values in VALUES.items()}
    worded = {"value": texts, "comment": st.none() | texts, "evidence": st.lists(EVIDENCE, max_size=2).map(tuple)}
    return st.fixed_dictionaries({}, optional=usual | {"hvordan": st.builds(Answer, **worded)}).filter(bool)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start(tmp_path_factory.mktemp("shapes"))


@pytest.fixture
def survey(opened: Path) -> Callable[[], Path]:
    """Give an empty survey each time it is asked for."""

    def empty() -> Path:
        for folder in ("received", "drafts"):
            shutil.rmtree(opened / folder)
            (opened / folder).mkdir()
        return opened

    return empty


def comes_back(survey: Path, file: Path, answers: Answers) -> bool:
    """Import a file twice: the answers are those that were written, and the second time nothing changes."""
    ran = run("import", survey, file)
    if ran.code or stored(survey) != answers:
        return False
    before = {path: path.read_bytes() for path in survey.rglob("*") if path.is_file()}
    again = run("import", survey, file)
    return again.code == 0 and before == {path: path.read_bytes() for path in survey.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", SHAPES)
@given(data=st.data())
@MANY
def test_any_answers_come_back_from_every_shape(
    name: str, data: st.DataObject, survey: Callable[[], Path], proof: Proof
) -> None:
    file, write = SHAPES[name]
    texts = TEXTS if name in IN_CP1252 else unicode_texts()
    answers = {office: data.draw(given_answers(texts)) for office in ("NAV Risør", "NAV Åmli")}
    folder = survey()
    path = folder.parent / file
    path.write_bytes(write(open_folder(folder).checklist, answers))
    survived = comes_back(folder, path, answers)
    proof.count(survived=survived)
    assert survived, run("import", survey(), path).err


@given(answers=given_answers(unicode_texts()), day=DAYS)
@MANY
def test_a_response_that_was_handed_in_elsewhere_comes_back(
    answers: dict[str, Answer], day: date, survey: Callable[[], Path], proof: Proof
) -> None:
    folder = survey()
    asked = open_folder(folder).checklist
    response = Response(
        navcheck="response/1",
        survey="annen-2026",
        office="amli",
        checklist=ChecklistName(id=asked.id, version=asked.version),
        number=1,
        received=Receipt(date=day),
        answers=answers,
    )
    path = folder.parent / "amli-1.yaml"
    path.write_bytes(write_yaml(response))
    survived = comes_back(folder, path, {"NAV Åmli": answers})
    proof.count(survived=survived)
    assert survived, run("import", survey(), path).err


# The tidy table is for those who count: it withholds small numbers, and has neither comments nor documents. But what it
# says of office, question and answer is a long table, and comes back.
INSTEAD = {"unknown": "vet ikke", "not_applicable": "ikke aktuelt"}


def exported(survey: Path) -> list[list[str]]:
    rows = csv.DictReader(io.StringIO(run("export", survey).out, newline=""))
    said = [(row, INSTEAD.get(row["status"], row["value"])) for row in rows]
    return [[row["office_name"], row["question"], value] for row, value in said if value]


def bare(answers: Answers) -> Answers:
    """Keep of answers what the table has room for; that something does not apply has a reason there."""
    return {
        office: {name: one.model_copy(update={"comment": None, "evidence": ()}) for name, one in given.items()}
        for office, given in answers.items()
    }


def test_what_was_exported_comes_back_as_a_long_table(survey: Callable[[], Path], proof: Proof, tmp_path: Path) -> None:
    folder = survey()
    answers = {
        office: {name: one for name, one in given.items() if one.instead is None or one.comment is None}
        for office, given in fifteen(folder).items()
    }
    first, second = tmp_path / "svar.yaml", tmp_path / "ut.csv"
    first.write_bytes(as_yaml(open_folder(folder).checklist, answers))
    assert run("import", folder, first).code == 0
    second.write_bytes(delimited([["kontor", "spørsmål", "svar"], *exported(folder)], ",", "utf-8"))
    survived = comes_back(survey(), second, bare(answers))
    proof.count(survived=survived)
    assert survived


# The same files, read by the libraries alone.


BETWEEN = {"tabs": "\t", "semicolons": ";", "commas": ","}
ENCODINGS = {"cp1252": "cp1252", "UTF-8": "utf-8", "UTF-8 with a mark": "utf-8-sig", "UTF-16": "utf-16"}


def naive_rows(name: str, raw: bytes) -> list[list[str]]:
    """Read a file by one who was told how it is written."""
    if name.endswith("workbook"):
        book = openpyxl.load_workbook(io.BytesIO(raw))
        assert book.active is not None
        return [[str(cell or "") for cell in row] for row in book.active.iter_rows(values_only=True)]
    _, between, encoding = name.split(", ")
    text = io.StringIO(raw.decode(ENCODINGS[encoding]), newline="")
    return list(csv.reader(text, delimiter=BETWEEN[between]))


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith(("wide", "long"))])
def test_without_our_reading_the_same_files_say_something_else(
    name: str, survey: Callable[[], Path], proof: Proof
) -> None:
    folder = survey()
    _, write = SHAPES[name]
    asked, answers = open_folder(folder).checklist, fifteen(folder)
    rows = naive_rows(name, write(asked, answers))
    kept = {value for row in rows for value in row}
    values = [
        value for given in answers.values() for one in given.values() for value in (*one.values, one.instead) if value
    ]
    lost = sum(value not in kept for value in values)
    proof.control(tried=len(values), lost=lost)
    assert lost
