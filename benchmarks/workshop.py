"""Where the surveys lie that are measured on: each made once, and gone afterwards unless `BENCH_FOLDER` keeps them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.core_surveys import make_rounds
from benchmarks.surveys import make_wide

DAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder of surveys, made as they are asked for."""

    path: Path

    def core(self, responses: int) -> Path:
        """Return a folder of surveys: so many responses of 24 answers each."""
        outputs = self.path / f"kjerne-{responses}"
        if not outputs.exists():
            make_rounds(outputs, responses, DAY)
        return outputs

    def wide(self, offices: int) -> Path:
        """Return a survey of 60 questions, answered by each office."""
        outputs = self.path / f"wide-{offices}"
        return outputs / "bred" if outputs.exists() else make_wide(outputs, offices, DAY)

    def held(self, *words: object, workers: int = 1) -> int:
        """Run a script or a module in a process of its own; return the most memory that it held, in bytes."""
        report = self.path / "held"
        subprocess.run(
            [sys.executable, "-m", "benchmarks.measured", str(report), *map(str, words)],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"WORKERS": str(workers)},
        )
        return int(report.read_text(encoding="utf-8"))


@contextmanager
def open_workshop() -> Iterator[Workshop]:
    """Open the folder that `BENCH_FOLDER` names, else one that is gone afterwards."""
    kept = os.environ.get("BENCH_FOLDER")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Workshop(Path(kept))
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Workshop(Path(folder))
