"""A report of 300 offices and 60 questions stays one that can be opened, read and printed."""

import csv
import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from benchmarks.surveys import TOPICS, make_wide
from navcheck.render.report import FORMATS
from tests.office_suite import to_pdf, words_on_pages
from tests.program import TODAY, run
from tests.render.report_readers import SeenTable, read_back

OFFICES, QUESTIONS = 300, 60
# What a mail box or a browser takes without ado.
MOST_BYTES = {
    "docx": 1_000_000,
    "xlsx": 3_000_000,
    "html": 6_000_000,
    "md": 2_000_000,
    "csv": 1_000_000,
    "json": 12_000_000,
}
A_POINT = 1.0

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    survey = make_wide(tmp_path_factory.mktemp("load"), OFFICES, TODAY)
    ran = run("report", survey, "--named", "--language", "en")
    assert ran.code == 0, ran.err
    return survey / "report"


@pytest.mark.parametrize("form", FORMATS)
def test_a_large_report_is_a_file_of_some_size(report: Path, form: str) -> None:
    size = (report / f"rapport.{form}").stat().st_size
    assert MOST_BYTES[form] / 40 < size < MOST_BYTES[form]


def tables_of_words(tables: list[SeenTable]) -> list[SeenTable]:
    return [one for one in tables if one.heads[0] == "Nav office" and one.heads[1].startswith("Tema ")]


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_the_matrix_is_split_by_topic_and_holds_every_office(report: Path, form: str) -> None:
    tables = read_back(form, (report / f"rapport.{form}").read_bytes()).tables
    words = tables_of_words(tables)
    assert len(words) > 1
    assert max(len(one.heads) for one in words) <= 5
    assert Counter(head for one in words for head in one.heads[1:]) == {f"Tema {n}": 1 for n in range(TOPICS)}
    assert {len(one.rows) for one in words} == {OFFICES}
    signs = [one for one in tables if one.heads[0] == "Nav office" and "Praksis" in one.heads]
    assert sum(len(one.heads) - 1 for one in signs) == QUESTIONS
    assert {len(one.rows) for one in signs} == {OFFICES}


def test_the_workbook_and_the_data_hold_every_office(report: Path) -> None:
    book = openpyxl.load_workbook(report / "rapport.xlsx", read_only=True)
    assert sum(1 for _ in book["Data"].iter_rows(values_only=True)) == OFFICES * QUESTIONS + 1
    book.close()
    data = json.loads((report / "rapport.json").read_bytes())
    assert (len(data["rows"]), len(data["questions"]["rows"])) == (OFFICES, OFFICES)
    text = (report / "rapport.csv").read_text("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))) == OFFICES + 1


@pytest.mark.needs_tool("soffice", "pdftotext")
def test_no_word_of_a_large_document_stands_off_its_page(report: Path, tmp_path: Path) -> None:
    shutil.copy(report / "rapport.docx", tmp_path)
    off, seen, width, height = [], 0, 0.0, 0.0
    for line in words_on_pages(to_pdf(tmp_path / "rapport.docx")).splitlines():
        numbers = [float(one) for one in re.findall(r'"(-?[\d.]+)"', line)]
        if "<page " in line:
            width, height = numbers
        elif "<word " in line:
            left, top, right, bottom = numbers
            seen += 1
            if left < 0 or top < 0 or right > width + A_POINT or bottom > height + A_POINT:
                off.append(line)
    assert not off
    assert seen > OFFICES * QUESTIONS
