"""What is measured of the county's commands: from folders of responses to their matrices with the gaps.

As a program: `python -m benchmarks.aggregating FOLDER WORKERS`; without a folder it only imports.
"""

import gc
import sys
from collections import Counter
from pathlib import Path

from navcheck.cli import NEW_BEFORE_A_LOOK
from navcheck.cli.reading import read_survey
from navcheck.core.matrix import build_matrix
from navcheck.core.words import Severity, Status
from navcheck.files.processes import in_order
from navcheck.files.survey_folder import open_folder

Counts = tuple[str, Counter[Severity], dict[Status, int]]


def aggregate(outputs: Path, workers: int) -> list[Counts]:
    """Load and validate every response of each survey, find the gaps, lay out the matrix; one survey after another."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_BEFORE_A_LOOK)  # as the program does
    try:
        return list(in_order(_counts, sorted(outputs.iterdir()), workers))
    finally:
        gc.set_threshold(*before)


def _counts(folder: Path) -> Counts:
    matrix = build_matrix(read_survey(open_folder(folder))[0])
    return matrix.round.survey.id, Counter(gap.severity for gap in matrix.gaps), dict(matrix.statuses)


if __name__ == "__main__" and len(sys.argv) > 1:
    aggregate(Path(sys.argv[1]), int(sys.argv[2]))
