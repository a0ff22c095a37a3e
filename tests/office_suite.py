"""Drives LibreOffice in tests: fills in a workbook and saves it, or prints it as PDF."""

import html
import json
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(__file__).with_name("fill_in_calc.py")
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that LibreOffice brings its own library for
PATIENCE = 150  # seconds
NORWEGIAN = "nb-NO"
AGAIN = 2
FELL_OVER = "Fatal exception: Signal"  # LibreOffice's own words
_WORD = re.compile(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class Seen:
    """What LibreOffice says of a workbook: of each sheet whether it is protected and visible, and what was reckoned."""

    protected: Mapping[str, bool]
    visible: Mapping[str, bool]
    computed: Sequence[float]


def fill(
    workbook: Path, cells: Mapping[str, str], target: Path, compute: Sequence[str] = (), locale: str = NORWEGIAN
) -> Seen:
    """Type into cells of the first sheet, save as xlsx, and reckon out formulas afterwards.

    Numbers and dates are read as they are typed in a language: 12,5 and 1.3.2026.
    A locked cell refuses with a box that nobody closes: at most one is tried, as the last.
    """
    job = {
        "open": str(workbook.absolute()),
        "cells": dict(cells),
        "save_as": str(target.absolute()),
        "locale": locale,
        "compute": [*compute],
    }
    seen = json.loads(_run([SYSTEM_PYTHON, str(PROGRAM)], json.dumps(job)))
    protected, visible = (
        {name: sheet[key] for name, sheet in seen["sheets"].items()} for key in ("protected", "visible")
    )
    return Seen(protected, visible, seen["computed"])


def to_pdf(path: Path) -> Path:
    """Print a document as PDF beside itself."""
    with tempfile.TemporaryDirectory() as profile:
        installation = f"-env:UserInstallation={Path(profile).as_uri()}"
        outdir = str(path.parent.absolute())
        _run(["soffice", "--headless", installation, "--convert-to", "pdf", "--outdir", outdir, str(path)])
    return path.with_suffix(".pdf")


def words_on_pages(pdf: Path) -> str:
    """Return each page of a PDF with its words and where they stand, in points."""
    return _run(["pdftotext", "-bbox", str(pdf), "-"])


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page, in points, and its words with the places where they begin and end."""

    width: float
    height: float
    words: Sequence[tuple[float, float, float, float, str]]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(word for *_, word in self.words)

    @property
    def outside(self) -> list[str]:
        """The words that do not stand on it, or not whole."""
        return [
            word
            for x, y, to_x, to_y, word in self.words
            if x < 0 or y < 0 or to_x > self.width or to_y > self.height or x > to_x
        ]


def pages_of(pdf: Path) -> list[Page]:
    """Read the pages of a PDF."""
    found = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', words_on_pages(pdf), re.DOTALL)
    return [Page(float(width), float(height), tuple(map(_word, _WORD.findall(page)))) for width, height, page in found]


def _word(found: tuple[str, ...]) -> tuple[float, float, float, float, str]:
    x, y, to_x, to_y, word = found
    return float(x), float(y), float(to_x), float(to_y), html.unescape(word)


def _run(words: Sequence[str], given: str = "") -> str:
    """Run a program; one that fell over by itself, as LibreOffice does now and then while it idles, is run again."""
    code, out, err = _run_once(words, given)
    for _ in range(AGAIN):
        if code and FELL_OVER in err:
            code, out, err = _run_once(words, given)
    assert code == 0, err
    return out


def _run_once(words: Sequence[str], given: str) -> tuple[int, str, str]:
    """Run a program in a session of its own, so that at the limit its children end with it."""
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        try:
            out, err = running.communicate(given, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise
        return running.returncode, out, err
