"""What is measured of the county's commands: from a folder of responses to the matrix with its gaps.

As a program: `python -m benchmarks.aggregating FOLDER WORKERS`; without a folder it only imports.
"""

import sys
from pathlib import Path

from benchmarks.core_surveys import open_core
from navcheck.cli.reading import read_survey
from navcheck.core.matrix import build_matrix
from navcheck.files.listing import allow_files

MOST_FILES = 200_000


def aggregate(folder: Path, workers: int) -> object:
    """Load and validate every response of a survey, find the gaps, lay out the matrix."""
    del workers
    back = allow_files(MOST_FILES)
    try:
        return build_matrix(read_survey(open_core(folder))[0])
    finally:
        back()


if __name__ == "__main__" and len(sys.argv) > 1:
    aggregate(Path(sys.argv[1]), int(sys.argv[2]))
