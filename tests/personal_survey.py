"""A survey with a text question for each series and spelling, and batches of texts that fill all its cells."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from tests.personal_numbers import EACH, Spelled
from tests.program import run

QUESTIONS = tuple(f"q{n}" for n in range(EACH))
OFFICES = 20
BATCH = EACH * OFFICES  # no more than the problems that are told before the rest is only counted
Texts = Sequence[Spelled]
Cells = Sequence[Sequence[str]]


def start_texts(folder: Path) -> Path:
    """Open a survey of nothing but text questions; return its folder."""
    named = {"id": "tekster", "version": "1", "title": {"nb": "Tekster"}, "topics": [*map(_topic, QUESTIONS)]}
    offices = [{"id": f"k{n}", "name": f"Nav K{n}"} for n in range(OFFICES)]
    county = {"navcheck": "county/1", "id": "fylket", "name": "Fylket", "authority": "Fylket", "offices": offices}
    (folder / "tekster.yaml").write_text(json.dumps({"navcheck": "checklist/1", **named}), "utf-8")
    (folder / "fylket.yaml").write_text(json.dumps(county), "utf-8")
    words = ("--county", folder / "fylket.yaml", "--id", "tekster")
    ran = run("start", folder / "tekster.yaml", *words, folder=folder)
    assert ran.code == 0, ran.err
    return folder / "tekster"


def _topic(name: str) -> dict[str, object]:
    """Make a topic that shows its only question, so that the words reach the report."""
    asked = {"id": name, "type": "text", "text": {"nb": f"Spørsmål {name}?"}}
    return {"id": f"t{name}", "title": {"nb": name}, "heading": {"nb": name}, "shows": name, "questions": [asked]}


def batches(texts: Texts) -> Iterator[Texts]:
    return (texts[place : place + BATCH] for place in range(0, len(texts), BATCH))


def rows_of(texts: Sequence[str]) -> Cells:
    """Write a row for each office, with a text under each question."""
    parts = [texts[place : place + EACH] for place in range(0, len(texts), EACH)]
    return [["kontor", *QUESTIONS], *([f"k{n}", *part] for n, part in enumerate(parts))]


def as_csv(rows: Cells) -> bytes:
    table = io.StringIO(newline="")
    csv.writer(table, delimiter=";").writerows(rows)
    return table.getvalue().encode()


def as_workbook(rows: Cells) -> bytes:
    book, raw = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Svar")
    for row in rows:
        sheet.append(row)
    book.save(raw)
    return raw.getvalue()


def as_json(rows: Cells) -> bytes:
    return json.dumps([dict(zip(rows[0], row, strict=False)) for row in rows[1:]]).encode()


TABLES: Mapping[str, Callable[[Cells], bytes]] = {"csv": as_csv, "xlsx": as_workbook, "json": as_json}


def all_bytes(folder: Path) -> dict[str, bytes]:
    """Read all that lies in a folder, however deep; a lock is no part of it."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".navcheck.lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@contextmanager
def unguarded() -> Iterator[None]:
    """Take away what the promise rests on: nothing that points to a person is found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("navcheck.core.privacy._find", lambda *_: ())
        yield
