"""P9: the report's page in a real browser: axe, light and dark, narrow screens, the keyboard, and what is printed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from navcheck.render.report.blocks import (
    Bar,
    Bars,
    Cell,
    Document,
    Heading,
    Line,
    Mark,
    Paragraph,
    Share,
    Span,
    Table,
    Tone,
    Trend,
)
from navcheck.render.report.html import write_html
from tests.browser import NARROW, WIDE, chromium, fits, opened
from tests.office_suite import words_on_pages
from tests.one_document import document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("chromium")]

BANNER = "Utkast til kommentering"
MARKS = tuple(Mark("✗", f"tone {tone}", tone) for tone in Tone)
LONG = "Kvalifiseringsprogrammetoppfølgingssamtaleinnkallingsrutine"
IN_TURN = ("Rutine", "Vilkår", "Ubesvarte")


def long_document() -> Document:
    """Build a document with every kind of block and tone, tables over many sheets, and words that are too long."""
    whole, tones = document(banner=BANNER), range(len(MARKS))
    signs = tuple(
        (Cell((f"Tegnrad {n}",)), *(Cell(marks=(MARKS[(n + m) % len(MARKS)],)) for m in tones)) for n in range(90)
    )
    words = tuple((Cell((f"Ordrad {n}",)), *(Cell((LONG,), (MARKS[m],)) for m in tones)) for n in range(30))
    heads = tuple(f"Kolonne{n}" for n in tones)
    sixty = tuple(f"Spørsmål{n}" for n in range(60))
    every = ((Cell(("Nav Risør",)), *[Cell(marks=MARKS[:1])] * 60),)
    shares = tuple(Share(3, 15) for _ in range(6))
    blocks = (
        Heading(1, "Lange tabeller"),
        Paragraph((Span(LONG * 4),)),
        Table("Skilt", ("Tegn", *heads), signs, wide=True, compact=True),
        Table("Ord", ("Navn", *heads), words, wide=True),
        Table("Smal", ("Smal", *IN_TURN), tuple((Cell((f"Smalrad {n}",)), *[Cell(("svar",))] * 3) for n in range(90))),
        Table("Alle", ("Alle", *sixty), every, wide=True, compact=True),
        Trend("Seks", "Tema", ("2021", "2022", "2023", "2024", "2025", LONG), (Line("A", shares), Line(LONG, shares))),
        Bars("Lange navn", ("Tema", "Kontor"), (Bar(LONG, Share(12345, 54321)), Bar("Kort", Share(1, 2)))),
    )
    return replace(whole, blocks=(*whole.blocks, *blocks))


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "rapport.html"
    path.write_bytes(write_html(long_document()))
    return path


@pytest.fixture(scope="module")
def sheets(browser: "Browser", file: Path) -> list[list[tuple[str, float, float]]]:
    """Print in the dark, and return for each sheet its words with how far they are from the left and right edge."""
    pdf = file.with_suffix(".pdf")
    with opened(browser, file, dark=True) as page:
        pdf.write_bytes(page.pdf(prefer_css_page_size=True))
    return [
        [
            (word, float(left), float(width) - float(right))
            for left, right, word in re.findall(r'xMin="([\d.-]+)" .*? xMax="([\d.-]+)" .*?>(.*?)</word>', inside)
        ]
        for width, inside in re.findall(r'<page width="([\d.]+)".*?>(.*?)</page>', words_on_pages(pdf), re.DOTALL)
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_no_violation_and_nothing_is_wider_than_the_screen(
    browser: "Browser", file: Path, width: int, *, dark: bool
) -> None:
    with opened(browser, file, width=width, dark=dark) as page:
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:80]) for one in found] == []
        assert fits(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_light_and_dark_are_different_and_paper_is_white_in_both(browser: "Browser", file: Path) -> None:
    grounds = []
    for dark in (False, True):
        with opened(browser, file, dark=dark) as page:
            grounds.append(colours(page))
            page.emulate_media(media="print", color_scheme="dark" if dark else "light")
            assert colours(page) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert grounds[0] != grounds[1]


def colours(page: "Page") -> list[str]:
    found: list[str] = page.evaluate("(style => [style.color, style.backgroundColor])(getComputedStyle(document.body))")
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_text_of_a_figure_lies_on_another(browser: "Browser", file: Path, width: int) -> None:
    with opened(browser, file, width=width) as page:
        boxes = page.evaluate("""() => [...document.querySelectorAll(".label, .share, .periods span, figure svg")].map(
            each => { const box = each.getBoundingClientRect();
                return [box.left, box.top, box.right, box.bottom, each.scrollWidth - each.clientWidth]; })""")
    assert len(boxes) > 20
    assert not [
        (one, other)
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1
    ]
    assert max(box[4] for box in boxes) <= 0
    assert max(box[2] for box in boxes) <= width


def test_the_keyboard_skips_to_the_text_and_reaches_what_scrolls(browser: "Browser", file: Path) -> None:
    with opened(browser, file, width=NARROW) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        seen = []
        for _ in range(8):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.getAttribute('aria-labelledby')"))
        assert [name for name in seen if name] == ["table-1", "table-2", "table-3", "table-4", "table-6"]


def test_the_heads_of_signs_stay_in_sight(browser: "Browser", file: Path) -> None:
    with opened(browser, file, width=NARROW) as page:
        moved = page.evaluate("""() => { const region = document.querySelector('[aria-labelledby="table-3"]');
            region.scrollTo(200, 900);
            const [outer, column, row] = [region, region.querySelector("thead th:nth-child(5)"),
                region.querySelector("tbody tr:nth-child(30) th")].map(each => each.getBoundingClientRect());
            return [region.scrollLeft, region.scrollTop, column.top - outer.top, row.left - outer.left]; }""")
    assert moved[0] >= 100
    assert moved[1] == 900
    assert max(moved[2:]) <= 2


def test_on_a_narrow_screen_each_cell_of_words_stands_beneath_the_head_of_its_column(
    browser: "Browser", file: Path
) -> None:
    shown = """() => { const cell = document.querySelector("#table-1").closest("table").querySelector("td");
        return [getComputedStyle(cell).display, getComputedStyle(cell, "::before").content]; }"""
    with opened(browser, file, width=NARROW) as page:
        assert page.evaluate(shown) == ["block", '"Finne" / ""']
    with opened(browser, file, width=WIDE) as page:
        assert page.evaluate(shown) == ["table-cell", "none"]


@pytest.mark.needs_tool("pdftotext")
def test_the_banner_stands_on_every_printed_sheet(sheets: list[list[tuple[str, float, float]]]) -> None:
    assert len(sheets) > 8
    for words in sheets:
        assert " ".join(word for word, _, _ in words).count(BANNER) == 1


@pytest.mark.needs_tool("pdftotext")
def test_the_heads_of_columns_stand_on_every_sheet_of_a_long_table(
    sheets: list[list[tuple[str, float, float]]],
) -> None:
    heads = {"Tegnrad": {"Tegn", "Kolonne0", "Kolonne6"}, "Ordrad": {"Navn", "Kolonne6"}, "Smalrad": {"Smal", *IN_TURN}}
    found = [{word for word, _, _ in words} for words in sheets]
    for row, head in heads.items():
        with_rows = [words for words in found if row in words]
        assert len(with_rows) > 1
        assert all(head <= words for words in with_rows)


@pytest.mark.needs_tool("pdftotext")
def test_nothing_is_printed_off_the_sheet_and_every_column_is_there(
    sheets: list[list[tuple[str, float, float]]],
) -> None:
    assert not [one for words in sheets for one in words if min(one[1:]) < 10]
    printed = [word for words in sheets for word, _, _ in words]
    assert {f"Spørsmål{n}" for n in range(60)} <= set(printed)
    assert printed.count("Ordrad") == 30


def test_wide_tables_lie_on_sheets_on_their_side(browser: "Browser", file: Path) -> None:
    with opened(browser, file) as page:
        raw = page.pdf(prefer_css_page_size=True)
    sizes = {
        (round(float(width)), round(float(height)))
        for width, height in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", raw)
    }
    assert sizes == {(595, 842), (842, 595)}
