"""`matrix` on a screen: the table where it fits, and a word where it does not."""

import io
from pathlib import Path

import pytest

from navcheck.cli import main
from tests.program import TODAY, agder, environ, run, streams

TOLD = "The table needs more than 80 columns, so each office has a card; --by question and --format csv give tables.\n"


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """Import an answer whose longest word leaves no room for a table."""
    survey = agder(tmp_path)
    table = tmp_path / "svar.csv"
    table.write_text(f"kontor;tilbud\nNAV Risør;{'x' * 70}\n", "utf-8")
    assert run("import", survey, table, "--on-conflict", "update").code == 0
    return survey


def test_cards_in_place_of_the_table_are_explained(wide: Path) -> None:
    ran = run("matrix", wide)
    assert (ran.code, ran.err) == (0, TOLD)
    assert "\nNAV Risør\n(response no. 2)\n  Identified" in ran.out


@pytest.mark.parametrize(
    "words",
    [("--quiet",), ("--plain",), ("--format", "cards"), ("--by", "question"), ("--json",), ("--format", "markdown")],
)
def test_what_was_asked_for_needs_no_word(wide: Path, words: tuple[str, ...]) -> None:
    assert run("matrix", wide, *words).err == ""


def test_a_table_that_fits_needs_no_word(tmp_path: Path) -> None:
    assert run("matrix", agder(tmp_path)).err == ""


def test_the_example_names_no_options_that_it_does_not_have() -> None:
    raw, err = io.BytesIO(), io.StringIO()
    with environ({"COLUMNS": "50"}), streams(io.TextIOWrapper(raw, encoding="utf-8", write_through=True), err):
        assert main(["demo"], today=TODAY) == 0
        assert "\nNAV Risør\n  " in raw.getvalue().decode()
    assert err.getvalue() == ""
