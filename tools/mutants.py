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
import ast
import difflib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tabulate import tabulate

ROOT = Path(__file__).resolve().parent.parent
SURVIVORS = ROOT / "dist" / "mutants.diff"
LEAST, LEAST_OF_ONE, LARGE = 0.85, 0.75, 20
HEADS = ("module", "changes", "noticed", "survived", "timed out", "no tests", "share")
# What the tests need beside navcheck, and no more: other folders, and other surveys, are not ours to copy.
BESIDE = ("pyproject.toml", "benchmarks", "checklists", "docs", "outputs/agder-2020", "requirements", "tests", "tools")

NOTICED, SURVIVED, TIMED_OUT, NO_TESTS, SKIPPED, NOT_RUN = (*HEADS[2:6], "skipped", "not run")
LEFT_OUT = 34
# mutmut writes down an exit code: pytest's own, a signal's with a minus, or a number that it has made up itself.
ENDS = {0: SURVIVED, 1: NOTICED, 2: NOTICED, 3: NOTICED, 5: NO_TESTS, 33: NO_TESTS, LEFT_OUT: SKIPPED, None: NOT_RUN}
ENDS |= dict.fromkeys((36, -24, 24, 152, -9), TIMED_OUT)


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
    Part("core", "gaps signals matrix privacy guard", {"core": "gaps guard matrix narrowing privacy signals"}),
    Part(
        "files",
        "decoding yaml_reader yaml_writer",
        {"files": "yaml_reader yaml_writer", "cli": "check", "": "bad_inputs"},
    ),
    Part(
        "files",
        "catalogues disk documents explain law_texts listing",
        {
            "files": "disk documents listing refusals sums survey_folder",
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
# Of these files one test alone: the others are of workbooks and the like, and take long.
ONE_TEST = {"tests/test_bad_inputs.py": "test_each_problem_is_explained_where_it_is_and_nothing_is_written"}

SAYING = {"say", "say_many"}

PLANTED = "core/planted"
PLANTED_TEST_FILE = "tests/test_planted.py"
PLANTED_CODE = "".join(
    f"def {name}(n: int) -> int:\n    return n + 1\n\n\n" for name in ("unreached", "unheld", "held")
)
PLANTED_TEST = """
from navcheck.core.planted import held, unheld


def test_planted() -> None:
    unheld(1)
    assert held(1) == 2
"""
PLANTED_ENDS = {"unreached": NO_TESTS, "unheld": SURVIVED, "held": NOTICED}

# A property that fails is enough; that the smallest example be found is not worth the minutes, thousands of times over.
PATIENCE = "little_patience"
PATIENCE_CODE = f"""
from hypothesis import Phase, settings

phases = (Phase.explicit, Phase.generate)
settings.register_profile("{PATIENCE}", deadline=None, derandomize=True, max_examples=25, phases=phases)
"""

SETUP = """\
[mutmut]
source_paths =
    navcheck
only_mutate =
    {modules}
also_copy =
    {beside}
pytest_add_cli_args_test_selection =
    {tests}
pytest_add_cli_args =
    -p
    no:cacheprovider
    -p
    {patience}
    --hypothesis-profile={patience}
    -m
    not slow
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its module (`core/gaps`), the name that mutmut gives it, and how its tests ended."""

    module: str
    name: str
    end: str

    @property
    def function(self) -> str:
        """The function that is changed: `find`, or `Reader.find` for a method."""
        return re.sub(r"^x[_ǁ]|__mutmut_\d+$", "", self.name).replace("ǁ", ".")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", help="for instance core/gaps or files; all, if none is named")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try each Nth change only")
    asked = parser.parse_args()
    mutants: list[Mutant] = []
    told: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for modules, tests in chosen(asked.modules):
            tree = Path(folder, modules[0].replace("/", "-"))
            copy_to(tree, modules, tests)
            mutants += (found := try_all(tree, asked.every))
            told += (difference(tree, one) for one in found if one.end in {SURVIVED, NO_TESTS})
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


def copy_to(tree: Path, modules: Sequence[str], tests: Sequence[str]) -> None:
    """Copy the tree, plant the control in it, and say there what mutmut shall do."""
    for name in ("navcheck", *BESIDE):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, tree / name)
    for module in modules:
        path = tree / "navcheck" / f"{module}.py"
        path.write_text(spare_words(path.read_text("utf-8")), encoding="utf-8")
    (tree / "navcheck" / f"{PLANTED}.py").write_text(PLANTED_CODE, encoding="utf-8")
    (tree / f"{PATIENCE}.py").write_text(PATIENCE_CODE, encoding="utf-8")
    (tree / PLANTED_TEST_FILE).write_text(PLANTED_TEST, encoding="utf-8")
    lists = {
        "modules": [f"navcheck/{module}.py" for module in (*modules, PLANTED)],
        "beside": [*BESIDE, f"{PATIENCE}.py"],
        "tests": [f"{test}::{ONE_TEST[test]}" if test in ONE_TEST else test for test in (*tests, PLANTED_TEST_FILE)],
    }
    setup = SETUP.format(patience=PATIENCE, **{name: "\n    ".join(lines) for name, lines in lists.items()})
    (tree / "setup.cfg").write_text(setup, encoding="utf-8")


def spare_words(source: str) -> str:
    """Put the words of sentences in three quotes: what stands in them mutmut takes for prose, and leaves alone."""
    lines = source.splitlines(keepends=True)
    for token in reversed(list(_words(source))):
        (row, start), (_, end) = token.start, token.end
        line = lines[row - 1]
        lines[row - 1] = f'{line[:start]}""{token.string}""{line[end:]}'
    return "".join(lines)


def _words(source: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the texts that sentences are said with."""
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    said = [call for call in nodes if isinstance(call.func, ast.Name) and call.func.id in SAYING]
    texts = [text for call in said for text in call.args if isinstance(text, ast.Constant)]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        at = token.start[0], len(token.line[: token.start[1]].encode())
        if token.type == tokenize.STRING and any(_holds(text, at) for text in texts):
            yield token


def _holds(text: ast.Constant, at: tuple[int, int]) -> bool:
    return (text.lineno, text.col_offset) <= at < (text.end_lineno or 0, text.end_col_offset or 0)


def try_all(tree: Path, every: int) -> list[Mutant]:
    """Try the changes in a copy of the tree, and return those that were not left out."""
    if every > 1:
        # No change has this name: mutmut makes them all, measures the tests, and has nothing to try.
        _mutmut(tree, "nothing", check=False)
        _leave_out(tree, every)
    _mutmut(tree)
    return [one for one in read_ends(tree) if one.end != SKIPPED]


def _mutmut(tree: Path, *names: str, check: bool = True) -> None:
    command = [str(Path(sys.executable).with_name("mutmut")), "run", *names]
    # What it says as it goes is for whoever waits.
    complaints = None if check else subprocess.DEVNULL
    code = subprocess.run(command, cwd=tree, check=False, stdout=sys.stderr, stderr=complaints).returncode
    if check and code:
        raise SystemExit("mutmut gave up, as it says above: do all tests pass as the code is?")


def _metas(tree: Path) -> list[Path]:
    return sorted((tree / "mutants" / "navcheck").rglob("*.py.meta"))


def _leave_out(tree: Path, every: int) -> None:
    """Write down all but each so manieth change as left out."""
    count = 0
    for path in _metas(tree):
        meta = json.loads(path.read_bytes())
        ends = meta["exit_code_by_key"]
        for name in ends:
            if count % every and ".planted." not in name:
                ends[name] = LEFT_OUT
            count += 1
        path.write_text(json.dumps(meta), encoding="utf-8")


def read_ends(tree: Path) -> Iterator[Mutant]:
    """Yield the changes that mutmut has made, with their ends."""
    for path in _metas(tree):
        module = path.relative_to(tree / "mutants" / "navcheck").as_posix().removesuffix(".py.meta")
        for name, code in json.loads(path.read_bytes())["exit_code_by_key"].items():
            yield Mutant(module, name.rpartition(".")[2], ENDS.get(code, NOTICED))


def difference(tree: Path, one: Mutant) -> str:
    """Return what was changed, as a difference."""
    source = (tree / "mutants" / "navcheck" / f"{one.module}.py").read_text("utf-8")
    plain = one.function.rpartition(".")[2]
    before, after = (_text_of(source, name, plain) for name in (re.sub(r"\d+$", "orig", one.name), one.name))
    lines = list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]
    return "\n".join([f"# {one.module} {one.function}: {one.end}", *lines, ""])


def _text_of(source: str, name: str, plain: str) -> list[str]:
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    found = next(node for node in functions if node.name == name)
    text = ast.get_source_segment(source, found) or ""
    return text.replace(name, plain, 1).splitlines()


def rows_of(mutants: Sequence[Mutant]) -> list[tuple[str, ...]]:
    """Return a line for each module, and one for all."""
    own = [one for one in mutants if one.module != PLANTED]
    modules = sorted({one.module for one in own})
    return [*(_row(name, [one for one in own if one.module == name]) for name in modules), _row("all", own)]


def _row(name: str, mutants: Sequence[Mutant]) -> tuple[str, ...]:
    ends = Counter(one.end for one in mutants)
    share = f"{share_of(mutants):.1%}" if mutants else "–"
    return name, str(len(mutants)), *(str(ends[end]) for end in HEADS[2:6]), share


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
