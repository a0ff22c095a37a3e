"""Changes the code in small ways, one at a time, and prints how many of the changes some test notices.

Run by `make mutants`; `python -m tools.mutants core/gaps` tries one module, `--every 5` each fifth change. Ends with 1
under 85 % in total, or under 75 % in a module of 20 changes or more. What no test noticed stands in dist/mutants.diff.

mutmut makes the changes and runs, for each, the tests that reach its function, quickest first. All of it happens in a
copy of the tree. A change with which the tests hang is noticed; one in a function that no test reaches is not.

Left out, because no test should hold them, are docstrings and types, which mutmut knows, and the words of sentences for
people, which translators own. What stands beside the words is not left out: the code of a problem, its place, whether
there is a cure, what goes into the sentence. What stands outside functions, and functions with a decorator, mutmut
cannot change.

A control is planted in each copy: of its functions one has no test, one a test that looks at nothing, and one a test
that holds it. Unless just the last one is noticed the figures show nothing, and it ends with 1.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tabulate import tabulate

from tools.mutating import (
    NO_TESTS,
    NOT_RUN,
    NOTICED,
    PLANTED,
    PLANTED_ENDS,
    ROOT,
    SURVIVED,
    TIMED_OUT,
    Mutant,
    copy_to,
    difference,
    try_all,
)

SURVIVORS = ROOT / "dist" / "mutants.diff"
LEAST, LEAST_OF_ONE, LARGE = 0.85, 0.75, 20
ENDS = (NOTICED, SURVIVED, TIMED_OUT, NO_TESTS)
HEADS = ("module", "changes", *ENDS, "share")


@dataclass(frozen=True, slots=True)
class Part:
    """Modules that are tried together, and the tests that hold them."""

    room: str
    names: str
    held_by: Mapping[str, str]

    @property
    def modules(self) -> list[str]:
        """Return its modules: `core/gaps`."""
        return [f"{self.room}/{name}" for name in self.names.split()]

    @property
    def tests(self) -> list[str]:
        """Return its files of tests."""
        named = ((room, name) for room, names in self.held_by.items() for name in names.split())
        return [Path("tests", room, f"test_{name}.py").as_posix() for room, name in named]


PARTS = (
    Part(
        "core",
        "gaps signals matrix told round rows folding privacy guard",
        {"core": "gaps guard matrix narrowing privacy round signals"},
    ),
    Part(
        "files",
        "decoding yaml_events yaml_quick yaml_reader yaml_writer",
        {"files": "yaml_reader yaml_writer", "cli": "check", "": "bad_inputs"},
    ),
    Part(
        "files",
        "catalogues disk documents explain law_texts listing processes",
        {
            "files": "disk documents listing processes refusals sums survey_folder",
            "cli": "authoring check failing",
            "": "bad_inputs",
        },
    ),
    Part(
        "files",
        "coding comments confirming drafts locking new_folder plan_file refusals rewriting saving",
        {
            "files": "comments confirming drafts refusals rewriting saving",
            "cli": "code comment comment_deadline extend failing plan print starting",
        },
    ),
    Part(
        "files",
        "answers_file outgoing places receiving survey_folder together waiting_drafts",
        {
            "files": "confirming drafts outgoing places receiving refusals survey_folder together waiting_drafts",
            "cli": "answering_by_file compare elaborating import pack pack_comes_back sitting status",
        },
    ),
    Part(
        "files",
        "bundled look_through manifest report_folder report_inputs report_saving",
        {"files": "look_through manifest report_saving", "cli": "report report_draft report_texts verify"},
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", help="for instance core/gaps or files; all, if none is named")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try each Nth change only")
    asked = parser.parse_args()
    if unknown := set(asked.modules) - {name for part in PARTS for name in (part.room, *part.modules)}:
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    mutants: list[Mutant] = []
    told: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for modules, tests in chosen(asked.modules):
            tree = Path(folder, modules[0].replace("/", "-"))
            copy_to(tree, modules, tests)
            mutants += (found := try_all(tree, asked.every))
            unseen = (one for one in found if one.end in {SURVIVED, NO_TESTS} and one.module != PLANTED)
            told += (difference(tree, one) for one in unseen)
    SURVIVORS.parent.mkdir(exist_ok=True)
    SURVIVORS.write_text("\n".join(told), encoding="utf-8")
    print(tabulate(rows_of(mutants), HEADS, disable_numparse=True, colalign=("left", *["right"] * 6)))
    verdict = list(shortfalls(mutants))
    print("", *(verdict or ["the tests notice enough"]), f"what no test noticed: {SURVIVORS}", sep="\n")
    return 1 if verdict else 0


def chosen(wanted: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield of each part the modules that were named, else all, and its tests."""
    for part in PARTS:
        modules = [module for module in part.modules if not wanted or module in wanted or part.room in wanted]
        if modules:
            yield modules, part.tests


def rows_of(mutants: Sequence[Mutant]) -> list[tuple[str, ...]]:
    """Return a line for each module, and one for all."""
    own = [one for one in mutants if one.module != PLANTED]
    modules = sorted({one.module for one in own})
    return [*(_row(name, [one for one in own if one.module == name]) for name in modules), _row("all", own)]


def _row(name: str, mutants: Sequence[Mutant]) -> tuple[str, ...]:
    ends = Counter(one.end for one in mutants)
    share = f"{share_of(mutants):.1%}" if mutants else "–"
    return name, str(len(mutants)), *(str(ends[end]) for end in ENDS), share


def share_of(mutants: Sequence[Mutant]) -> float:
    """Return which share was noticed."""
    return sum(one.end in {NOTICED, TIMED_OUT} for one in mutants) / len(mutants) if mutants else 0.0


def shortfalls(mutants: Sequence[Mutant]) -> Iterator[str]:
    """Say what is not as it must be."""
    planted = [one for one in mutants if one.module == PLANTED]
    own = [one for one in mutants if one not in planted]
    if {one.function for one in planted} != set(PLANTED_ENDS) or any(
        one.end != PLANTED_ENDS[one.function] for one in planted
    ):
        yield "the control was not told apart: nothing is shown"
    if not_run := sum(one.end == NOT_RUN for one in own):
        yield f"{not_run} changes were not tried"
    if share_of(own) < LEAST:
        yield f"all: {share_of(own):.1%} noticed, and {LEAST:.0%} are asked for"
    for module in sorted({one.module for one in own}):
        these = [one for one in own if one.module == module]
        if len(these) >= LARGE and share_of(these) < LEAST_OF_ONE:
            yield f"{module}: {share_of(these):.1%} noticed, and {LEAST_OF_ONE:.0%} are asked for"


if __name__ == "__main__":
    raise SystemExit(main())
