"""The committed report on Agder 2020: built again it is the same, and opened for real it says what its table says."""

import csv
import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from openpyxl import load_workbook

from tests.browser import NARROW, WIDE, chromium, fits, opened
from tests.office_suite import Page, pages_of, to_pdf
from tests.program import EXAMPLE, GOLDEN, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

REPORT = EXAMPLE / "report"
TABLE = list(csv.reader(io.StringIO(GOLDEN.read_text("utf-8")), delimiter="\t"))
TOPICS, OFFICES = TABLE[0][1:], TABLE[1:]
# Of a head as wide as «Spesielle utfordringer iverksettelse /gjennomføring», its words.
HEADS = [word for topic in TOPICS for word in topic.split()]


def test_the_table_has_sixty_cells() -> None:
    assert (len(OFFICES), len(TOPICS)) == (15, 4)


def test_built_again_on_another_day_and_in_another_language_it_is_the_same() -> None:
    ran = run("verify", EXAMPLE, language="en", today=date(2031, 1, 1))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "The same: 6 files built again.\n"


def test_the_document_has_all_sixty_cells() -> None:
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(REPORT / "rapport.docx")).tables
    ]
    (matrix,) = [table for table in tables if table[0] == ["Nav-kontor", *TOPICS]]
    assert [[cell.split("\n")[0] for cell in row] for row in matrix[1:]] == OFFICES


def test_the_workbook_has_all_sixty_cells() -> None:
    sheet = load_workbook(REPORT / "rapport.xlsx")["Matrise"]
    rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    (head,) = [row for row in rows if row[0] == "Nav-kontor"]
    columns = [0, *map(head.index, TOPICS)]
    below = rows[rows.index(head) + 1 :]
    assert [[row[column] for column in columns] for row in below[: len(OFFICES)]] == OFFICES


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    folder = tmp_path_factory.mktemp("agder")
    return {
        ending: pages_of(to_pdf(Path(shutil.copy(REPORT / f"rapport.{ending}", folder / f"{ending}.{ending}"))))
        for ending in ("docx", "xlsx")
    }


@pytest.mark.slow
@pytest.mark.needs_tool("soffice", "pdftotext")
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_on_paper_no_word_stands_outside_its_page(printed: dict[str, list[Page]], ending: str) -> None:
    pages = printed[ending]
    assert len(pages) > 3
    assert [page.outside for page in pages] == [[]] * len(pages)


@pytest.mark.slow
@pytest.mark.needs_tool("soffice", "pdftotext")
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_on_paper_all_sixty_cells_stand_beneath_their_heads(printed: dict[str, list[Page]], ending: str) -> None:
    pages = matrix_pages(printed[ending])
    assert pages
    for page in pages:
        assert set(HEADS) <= set(page.text.split())
    words = sorted(word for page in pages for word in page.text.split())
    for word in {word for row in OFFICES for cell in row for word in cell.split()}:
        wanted = sum(cell.split().count(word) for row in OFFICES for cell in row)
        assert words.count(word) >= wanted, word


def matrix_pages(pages: "Sequence[Page]") -> list[Page]:
    """Return the pages on which the table stands: elsewhere its words are quoted, or among data."""
    texts = [(page, page.text.split()) for page in pages]
    return [page for page, words in texts if "Gjennomgang" in words and "office_name" not in words]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


@pytest.mark.slow
@pytest.mark.needs_tool("chromium")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everybody_can_read_the_page(browser: "Browser", width: int, *, dark: bool) -> None:
    with opened(browser, REPORT / "rapport.html", width=width, dark=dark) as page:
        assert fits(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        shown = page.inner_text("main")
        for row in OFFICES:
            for cell in row:
                assert cell in shown
