"""What must stay quick, as ratios between things measured in the same run, on the same machine."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml
from tabulate import tabulate

from benchmarks.surveys import make_survey
from navcheck.core.matrix import build_matrix
from navcheck.files.survey_folder import open_folder, read_folder

RUNS = 7
OFFICES = 300


def main() -> None:
    compile_bytecode()
    rows = [*cold_starts(), reading()]
    print(tabulate(rows, ["what", "against", "min", "median", "max"], disable_numparse=True))
    print(f"Ratios; {RUNS} runs of each, taken in turn; bytecode compiled.")


def compile_bytecode() -> None:
    subprocess.run([sys.executable, "-m", "compileall", "-q", "navcheck"], check=True)


def cold_starts() -> list[list[str]]:
    bare = [sys.executable, "-c", "pass"]
    commands = {"--version": ["--version"], "--help": ["--help"], "list": ["list"], "demo": ["demo"]}
    return [
        ratio(f"navcheck {name}", "python -c pass", run([sys.executable, "-m", "navcheck", *words]), run(bare))
        for name, words in commands.items()
    ]


def run(command: list[str]) -> Callable[[], object]:
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def reading() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        survey = make_survey(Path(folder), OFFICES, date(2026, 11, 21))
        return ratio(
            f"read, check and aggregate {OFFICES} responses",
            "CSafeLoader parsing the same files",
            lambda: build_matrix(read_folder(open_folder(survey))[0]),
            lambda: [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in (survey / "received").iterdir()],
        )


def ratio(what: str, against: str, ours: Callable[[], object], theirs: Callable[[], object]) -> list[str]:
    ratios = [seconds(ours) / seconds(theirs) for _ in range(RUNS)]
    return [what, against, *(f"{value:.2f}" for value in (min(ratios), statistics.median(ratios), max(ratios)))]


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
