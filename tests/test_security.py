"""SECURITY.md says what is so: every promise in its words, the limits of the code, and commands that there are."""

import re
from pathlib import Path

import pytest

from navcheck.core.guard import LONGEST_TEXT
from navcheck.files.disk import DOCUMENT_BYTES, MEGABYTE
from navcheck.files.listing import MOST_FILES
from navcheck.files.report_folder import MOST_CELLS, MOST_LINES, MOST_SIGNS
from navcheck.files.yaml_quick import DEEPEST, MOST_NODES
from navcheck.intake.tables.archive import MOST_MEMBERS, MOST_TAGS, UNPACKED_BYTES, WORKBOOK_BYTES
from navcheck.intake.tables.arriving import FILE_BYTES
from navcheck.intake.tables.delimited import LONGEST_CELL
from navcheck.intake.tables.parsed import JSON_BYTES
from navcheck.intake.tables.size import MOST_COLUMNS, MOST_ROWS
from tests.promises import PROMISES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = dict(re.findall(r"(?m)^\| ([^|]+) \| ([^|]+) \|$", PAGE))
LIMITS = {
    "a checklist, survey, response or other document of navcheck": (DOCUMENT_BYTES, "MB"),
    "levels in a document": (DEEPEST, ""),
    "values in a document": (MOST_NODES, ""),
    "characters in a text": (LONGEST_TEXT, ""),
    "files in a folder": (MOST_FILES, ""),
    "a table that is imported (CSV, TSV)": (FILE_BYTES, "MB"),
    "JSON that is imported": (JSON_BYTES, "MB"),
    "a cell of a table": (LONGEST_CELL, "characters"),
    "a workbook": (WORKBOOK_BYTES, "MB"),
    "a workbook, unpacked": (UNPACKED_BYTES, "MB"),
    "parts in a workbook": (MOST_MEMBERS, ""),
    "tags in a workbook's XML": (MOST_TAGS, ""),
    "rows in a sheet": (MOST_ROWS, ""),
    "columns in a sheet": (MOST_COLUMNS, ""),
    "lines in an own chapter of a report": (MOST_LINES, ""),
    "signs that mean something in its markdown": (MOST_SIGNS, ""),
    "cells in its tables": (MOST_CELLS, ""),
}


def written(limit: int, unit: str) -> str:
    number = limit // MEGABYTE if unit == "MB" else limit
    return f"{number:,} {unit}".replace(",", " ").strip()


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_stands_there_in_its_own_words(promise: str) -> None:
    assert ROWS[promise] == PROMISES[promise].says


def test_no_promise_stands_there_that_nothing_tries() -> None:
    assert {name for name in ROWS if re.fullmatch(r"P\d+", name)} == PROMISES.keys()


def test_the_limits_are_those_of_the_code() -> None:
    section = PAGE.partition("## Limits")[2].partition("\n## ")[0]
    told = dict(re.findall(r"(?m)^\| ([^|]+) \| (\d[^|]*) \|$", section))
    assert told == {name: written(*limit) for name, limit in LIMITS.items()}


def test_its_commands_are_targets_of_make() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8")))
    named = set(re.findall(r"`make ([a-z]+)`", PAGE))
    assert named >= {"test", "proof", "fuzz", "mutants", "audit", "sbom"}
    assert named <= targets


def test_it_gives_no_address_of_a_person() -> None:
    assert "@" not in PAGE
