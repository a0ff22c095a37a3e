"""What must stay quick, as ratios between things measured in the same run, on the same machine."""

import contextlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml
from tabulate import tabulate

from benchmarks.ratios import RUNS, ratio, spread
from benchmarks.reports import reporting
from benchmarks.surveys import make_empty, make_survey
from benchmarks.tables import read_with_script, script_model, write_table
from navcheck.cli import main
from navcheck.core.matrix import build_matrix
from navcheck.files.survey_folder import open_folder, read_folder

OFFICES = 300
ROWS = 100_000


def measure() -> None:
    compile_bytecode()
    rows = [*cold_starts(), reading(), *importing(), *reporting(OFFICES)]
    print(tabulate(rows, ["what", "against", "min", "median", "max"], disable_numparse=True))
    print(f"Ratios; {RUNS} runs of each, of a report fewer, taken in turn; bytecode compiled.")


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


def importing() -> list[list[str]]:
    """Measure a dry run of a wide table, and how much more memory one takes that is ten times as long."""
    with tempfile.TemporaryDirectory() as name:
        folder = open_folder(make_empty(Path(name), OFFICES, date(2026, 11, 21)))
        long, short = (
            write_table(Path(name, f"{rows}.csv"), folder.survey, folder.checklist, rows) for rows in (ROWS, ROWS // 10)
        )
        model = script_model(folder.checklist)
        command = ["import", str(folder.path), "--dry-run", "--repeats", "last", "--quiet", "--json"]
        questions = len(folder.checklist.by_id)
        return [
            ratio(
                f"import {ROWS} rows of {questions} questions, dry run",
                "csv.reader and a pydantic model",
                lambda: silently([*command, str(long)]),
                lambda: read_with_script(long, model),
            ),
            spread(
                "memory of the same",
                "a tenth of the rows",
                [peak([*command, str(long)]) / peak([*command, str(short)]) for _ in range(RUNS)],
            ),
        ]


def silently(words: list[str]) -> None:
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        code = main(words)
    if code:
        raise RuntimeError(f"the dry run ended with {code}")


def peak(words: list[str]) -> int:
    """Run a command of its own and return the most memory that it held."""
    program = (
        "import resource, sys; from navcheck.cli import main; code = main(sys.argv[1:]); assert code == 0, code;"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True, text=True)
    return int(done.stderr.split()[-1])


if __name__ == "__main__":
    measure()
