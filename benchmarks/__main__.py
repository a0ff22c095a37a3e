"""What must stay quick, as ratios between things measured in the same run, on the same machine.

`python -m benchmarks [NAME ...]`: all lines, or those named. `BENCH_FOLDER` keeps the surveys that are measured on.
"""

import os
import platform
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator

from tabulate import tabulate

from benchmarks.importing import imports
from benchmarks.ratios import Line
from benchmarks.reading import large, memories, readings
from benchmarks.reports import reporting
from benchmarks.saving import saving
from benchmarks.sitting import interviews
from benchmarks.start import matrix, starts
from benchmarks.workshop import Workshop, open_workshop

GROUPS: dict[str, Callable[[Workshop], Iterator[Line | str]]] = {
    "start": starts,
    "matrix": matrix,
    "interview": interviews,
    "reading": readings,
    "memory": memories,
    "large": large,
    "saving": saving,
    "import": imports,
    "report": reporting,
}
HEADERS = ("what", "against", "target", "min", "median", "max", "met", "runs")
WIDEST = 48


def measure(names: list[str]) -> None:
    """Measure what is named, and print the table with what is to be known of it."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "navcheck", "benchmarks"], check=True)
    rows, notes = list[list[str]](), list[str]()
    try:
        with open_workshop() as workshop:
            for name in names:
                print(name, "…", file=sys.stderr, flush=True)
                for found in GROUPS[name](workshop):
                    if isinstance(found, str):
                        notes.append(found)
                    else:
                        rows.append(found.cells())
    finally:  # what was measured before something failed was measured
        print(tabulate(rows, HEADERS, disable_numparse=True, maxcolwidths=[WIDEST, WIDEST]))
        print(*(textwrap.fill(note, 120) for note in (machine(), *notes)), sep="\n")


def machine() -> str:
    """Say what it was measured on, and how to read it."""
    return (
        f"Ratios, both sides taken in turn; the median is held against the target. {os.cpu_count()} cores, "
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}; bytecode compiled. "
        "Where min and max lie far apart, something else was running."
    )


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(GROUPS)
    if unknown:
        sys.exit(f"there is no line {', '.join(sorted(unknown))}; choose between {', '.join(GROUPS)}")
    measure([name for name in GROUPS if name in sys.argv[1:] or not sys.argv[1:]])
