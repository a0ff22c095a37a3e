"""How long a dry run of a wide table takes, and how much more memory one takes that is ten times as long."""

import contextlib
import io
import shutil
from collections.abc import Iterator

from benchmarks.ratios import Line, in_turn
from benchmarks.surveys import make_empty
from benchmarks.tables import read_with_script, script_model, write_table
from benchmarks.workshop import DAY, Workshop
from navcheck.cli import main
from navcheck.files.survey_folder import open_folder

OFFICES, ROWS, RUNS, RUNS_OF_MEMORY = 300, 100_000, 3, 2


def imports(workshop: Workshop) -> Iterator[Line]:
    """Measure a dry run against a script, and a long table against a short one."""
    outputs = workshop.path / "import"
    shutil.rmtree(outputs, ignore_errors=True)
    folder = open_folder(make_empty(outputs, OFFICES, DAY))
    long, short = (
        write_table(outputs / f"{rows}.csv", folder.survey, folder.checklist, rows) for rows in (ROWS, ROWS // 10)
    )
    model, questions = script_model(folder.checklist), len(folder.checklist.by_id)
    command = ["import", str(folder.path), "--dry-run", "--repeats", "last", "--quiet", "--json"]
    ratios = in_turn(RUNS, lambda: _silently([*command, str(long)]), lambda: read_with_script(long, model))
    what = f"import {ROWS} rows of {questions} questions, dry run"
    yield Line(what, "csv.reader and a pydantic model", ratios, 3)
    held = [
        workshop.held("navcheck", *command, long) / workshop.held("navcheck", *command, short)
        for _ in range(RUNS_OF_MEMORY)
    ]
    yield Line("the same, peak memory", "a tenth of the rows", held)


def _silently(words: list[str]) -> None:
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        code = main(words)
    if code:
        raise RuntimeError(f"the dry run ended with {code}")
