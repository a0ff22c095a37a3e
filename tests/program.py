"""Runs navcheck as its users do, in this process, on a day of our choosing."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from navcheck.cli import main

TODAY = date(2026, 11, 21)
GOLDEN = Path(__file__).parent / "golden" / "agder-2020.tsv"


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit code, the result's bytes, and what was said beside it."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()


def run(*argv: str | Path, language: str = "en", today: date = TODAY, folder: Path | None = None) -> Ran:
    """Run a command; `folder` is where surveys lie."""
    environment = {"NAVCHECK_LANG": language, "COLUMNS": "80", "NAVCHECK_OUTPUTS": str(folder or "")}
    raw, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with environ(environment), streams(out, err):
        code = main([str(word) for word in argv], today=today)
    out.flush()
    return Ran(code, raw.getvalue(), err.getvalue())


@contextmanager
def environ(changes: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def streams(out: io.TextIOBase, err: io.TextIOBase) -> Iterator[None]:
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def agder(folder: Path, *, coded: bool = True) -> Path:
    """Open the survey of Agder 2020 in a folder, from the report's own table; return its folder."""
    words = ("--county", "agder", "--id", "agder-2020", "--period", "2020", "--event", "Korona")
    title = ("--title", "Kvalifiseringsprogrammet i Agder 2020")
    assert run("start", "kvp-agder-2020", *words, *title, folder=folder).code == 0
    assert run("import", "agder-2020", GOLDEN, folder=folder).code == 0
    survey = folder / "agder-2020"
    if coded:
        (survey / "coding.yaml").write_bytes((EXAMPLE / "coding.yaml").read_bytes())
    return survey


EXAMPLE = Path(__file__).parent.parent / "outputs" / "agder-2020"
