"""The letter and what to have at hand in a real browser: axe, narrow screens, and how many sheets of A4 they take."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.browser import NARROW, WIDE, chromium, fits, opened
from tests.program import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("chromium")]

LETTER, AT_HAND = "1-brev-risor.html", "2-dette-ma-du-ha-klart.html"
LATER = [f"{kind}-4201-risor.html" for kind in ("paminnelse", "utdyping", "utkast", "takk")]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the whole core for Risør as supervision, which has the longest letter, and unpack what is read."""
    folder = tmp_path_factory.mktemp("pack")
    words = ("--county", "agder", "--office", "Risør", "--id", "agder-2026", "--deadline", "2026-12-15")
    assert run("start", "kvp", *words, folder=folder).code == 0
    survey = folder / "agder-2026" / "survey.yaml"
    survey.write_text(survey.read_text("utf-8").replace("basis: voluntary", "basis: supervision"), "utf-8")
    assert run("pack", folder / "agder-2026", folder / "ut").code == 0
    with ZipFile(folder / "ut" / "agder-2026-risor.zip") as members:
        members.extractall(folder)
    write_later(folder)
    return folder


def write_later(folder: Path) -> None:
    """Write the letters that follow: a reminder first, the others when Risør has responded and is asked for more."""
    words = ("--county", "agder", "--office", "Risør", "--id", "j-2026", "--basis", "supervision")
    assert run("start", "jobbsjansen", *words, folder=folder).code == 0
    survey, answers = folder / "j-2026", folder / "svar.yaml"
    assert run("letters", survey, folder, "--kind", "paminnelse").code == 0
    answers.write_text("prosjekt: nei\n", "utf-8")
    assert run("answer", survey, "--answers", answers, "--on-behalf").code == 0
    text = "Søker dere neste år? " + "Ingen|stavelser|her" * 20
    assert run("ask", survey, "--question", "prosjekt", "--text", text).code == 0
    for kind in ("utdyping", "utkast", "takk"):
        assert run("letters", survey, folder, "--kind", kind).code == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", [LETTER, AT_HAND, *LATER])
def test_axe_finds_no_violation(browser: "Browser", packed: Path, name: str, *, dark: bool) -> None:
    with opened(browser, packed / name, width=WIDE, dark=dark) as page:
        found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:80]) for one in found] == []


@pytest.mark.parametrize("name", [LETTER, AT_HAND, *LATER])
def test_nothing_is_wider_than_a_narrow_screen(browser: "Browser", packed: Path, name: str) -> None:
    with opened(browser, packed / name, width=NARROW) as page:
        assert fits(page)


@pytest.mark.parametrize(("name", "sheets"), [(LETTER, 2), (AT_HAND, 2)])
def test_a_letter_takes_two_sheets_and_what_to_have_at_hand_one_in_each_language(
    browser: "Browser", packed: Path, name: str, sheets: int
) -> None:
    with opened(browser, packed / name) as page:
        raw = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", raw)) == sheets
