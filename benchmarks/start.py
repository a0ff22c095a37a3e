"""How long a command takes as a whole, held against a Python that does nothing, and against a script of pandas'."""

import sys
from collections.abc import Iterator

from benchmarks.ratios import Line, in_turn, program
from benchmarks.workshop import Workshop

RUNS = 15
BARE, NAVCHECK = (sys.executable, "-c", "pass"), (sys.executable, "-m", "navcheck")
STARTS = {"--version": 2, "--help": 7, "list": None, "doctor": None, "demo": None}
AGDER = "outputs"
# What the user chose it to be made with; pydantic imports its main part when it is first used.
LIBRARIES = "import pydantic, tabulate, typer, yaml; pydantic.BaseModel; pydantic.ConfigDict"


def starts(_: Workshop) -> Iterator[Line]:
    """Measure the cold start of commands that have little to do."""
    for word, target in STARTS.items():
        ratios = in_turn(RUNS, program(*NAVCHECK, word), program(*BARE))
        yield Line(f"navcheck {word}", "python -c pass", ratios, target)


def matrix(_: Workshop) -> Iterator[Line]:
    """Measure a county's matrix, from the command to its end."""
    ours, script = program(*NAVCHECK, "matrix", "agder-2020"), (sys.executable, "benchmarks/peers/pivot.py")
    yield Line("navcheck matrix agder-2020", "python -c pass", in_turn(RUNS, ours, program(*BARE)), 20)
    floor = program(sys.executable, "-c", LIBRARIES)
    yield Line("only importing what matrix stands on", "python -c pass", in_turn(RUNS, floor, program(*BARE)))
    theirs = program(*script, AGDER, "SafeLoader")
    yield Line(
        "navcheck matrix agder-2020", "a script: yaml.safe_load, pandas, pivot", in_turn(RUNS, ours, theirs), 0.4
    )
