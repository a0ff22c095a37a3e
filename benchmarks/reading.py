"""Loading, validating, gaps and matrix: time and memory, held against what a script would do with the same files."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml

from benchmarks.aggregating import aggregate
from benchmarks.ratios import Line, in_turn, program, seconds
from benchmarks.workshop import Workshop

# One round; forty of them, as twenty years of every office are; ten times as many.
FEW, MANY, MOST = 300, 10_000, 100_000
RUNS, RUNS_LONG, RUNS_LONGEST = 9, 3, 2
MEGABYTE = 1_000_000
MODELS, PIVOT = "benchmarks/peers/models.py", "benchmarks/peers/pivot.py"
AGGREGATING = "benchmarks.aggregating"
WORKERS = 2


def readings(workshop: Workshop) -> Iterator[Line]:
    """Measure in this process, against a loader that only parses."""
    what, only = "load, validate, gaps, matrix: {} offices × 24 answers", "CSafeLoader only parsing the same files"
    few, many = workshop.core(FEW), workshop.core(MANY)
    ratios = in_turn(RUNS, partial(aggregate, few, 1), partial(_parse, few))
    yield Line(what.format(FEW), only, ratios, 0.8)
    ratios = in_turn(RUNS, partial(_events, few), partial(_parse, few))
    yield Line("only libyaml's events of the same files", only, ratios)
    one, two = list[float](), list[float]()
    for _ in range(RUNS_LONG):  # the loader is measured once for both
        theirs = seconds(partial(_parse, many))
        one.append(seconds(partial(aggregate, many, 1)) / theirs)
        two.append(seconds(partial(aggregate, many, WORKERS)) / theirs)
    yield Line(f"the same, {MANY} responses, one process", only, one, 0.7)
    yield Line(f"the same, {MANY} responses, two processes", only, two, 0.5)


def _parse(outputs: Path) -> None:
    for path in outputs.glob("*/received/*.yaml"):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def _events(outputs: Path) -> None:
    for path in outputs.glob("*/received/*.yaml"):
        take = yaml.cyaml.CParser(path.read_bytes()).get_event
        while take() is not None:
            pass


def memories(workshop: Workshop) -> Iterator[Line | str]:
    """Measure the most memory held, each in a process of its own."""
    many, models = workshop.core(MANY), "CSafeLoader and pydantic models, held"
    theirs = workshop.held(MODELS, many)
    for processes, target in (("one process", 0.2), ("two processes, added up", None)):
        workers = 1 if target else WORKERS
        held = [workshop.held(AGGREGATING, many, workers, workers=workers) for _ in range(RUNS_LONG)]
        yield Line(
            f"the same, {MANY} responses, peak memory, {processes}", models, [one / theirs for one in held], target
        )
        yield f"Peak memory, {processes}: {held[0] / MEGABYTE:.0f} MB; with pydantic models {theirs / MEGABYTE:.0f} MB."
    ours, scripts = workshop.held(AGGREGATING), workshop.held(MODELS, workshop.path / "nothing")
    yield f"Of that when all is imported and nothing read: {ours / MEGABYTE:.0f} MB and {scripts / MEGABYTE:.0f} MB."


def large(workshop: Workshop) -> Iterator[Line]:
    """Measure whole processes: against a script of pandas', and ten times as many offices against a tenth."""
    many, most = workshop.core(MANY), workshop.core(MOST)
    ours = program(sys.executable, "-m", AGGREGATING, many, WORKERS)
    script = program(sys.executable, PIVOT, many, "CSafeLoader")
    ratios = in_turn(RUNS_LONG, ours, script)
    yield Line(f"the same, {MANY} responses, whole process", "a script: CSafeLoader, pandas, pivot", ratios, 0.4)
    longer = program(sys.executable, "-m", AGGREGATING, most, WORKERS)
    ratios = in_turn(RUNS_LONGEST, longer, ours)
    yield Line(f"the same, {MOST} responses, time", f"{MANY} responses", ratios, 11)
    held = [workshop.held(AGGREGATING, one, WORKERS, workers=WORKERS) for one in (most, many)]
    yield Line(f"the same, {MOST} responses, memory", f"{MANY} responses", [held[0] / held[1]], 2)
