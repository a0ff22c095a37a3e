"""Makes the changes of `make mutants` in a copy of the tree with mutmut, and reads what became of each."""

import ast
import difflib
import io
import json
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What the tests need beside navcheck, and no more: other folders, and other surveys, are not ours to copy.
BESIDE = ("pyproject.toml", "benchmarks", "checklists", "docs", "outputs/agder-2020", "requirements", "tests", "tools")

# Of these files one test alone: the others are of workbooks and the like, and take long.
ONE_TEST = {"tests/test_bad_inputs.py": "test_each_problem_is_explained_where_it_is_and_nothing_is_written"}

NOTICED, SURVIVED, TIMED_OUT, NO_TESTS = "noticed", "survived", "timed out", "no tests"
SKIPPED, NOT_RUN = "skipped", "not run"
LEFT_OUT = 34
# mutmut writes down an exit code: pytest's own, a signal's with a minus, or a number that it has made up itself.
ENDS = {0: SURVIVED, 1: NOTICED, 2: NOTICED, 3: NOTICED, 5: NO_TESTS, 33: NO_TESTS, LEFT_OUT: SKIPPED, None: NOT_RUN}
ENDS |= dict.fromkeys((36, -24, 24, 152, -9), TIMED_OUT)

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
