"""The house stands as it was drawn: which room imports which, one library a room, and what a cold start costs."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from navcheck.cli.app import COMMANDS
from tests.program import EXAMPLE

PACKAGE = Path(__file__).parent.parent / "navcheck"
ROOMS = {
    "core": set(),
    "files": {"core"},
    "intake": {"core", "files"},
    "ask": {"core"},
    "render": {"core"},
    "cli": {"core", "files", "intake", "ask", "render"},
}
LIBRARIES = {
    "questionary": {"ask"},
    "yaml": {"files"},
    "filelock": {"files"},
    "tabulate": {"render"},
    "jinja2": {"render"},
    "docx": {"render"},
    "typer": {"cli"},
    "openpyxl": {"intake", "render"},
    "defusedxml": {"intake", "render"},
    "holidays": {"core/workdays.py"},
    "pydantic": {"core/model", "files"},
    "pydantic_core": {"core/model", "files"},
}
IMPURE = {"os", "sys", "pathlib", "time", "shutil", "subprocess", "random", "secrets", "socket", "io", "tempfile"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "navcheck":
                yield from (f"navcheck.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    if not room:
        return
    others = {name.split(".")[1] for name in imports(path) if name.startswith("navcheck.")}
    assert others - {"__version__"} <= ROOMS[room] | {room}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_library_has_one_room(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for library in {name.split(".")[0] for name in imports(path)} & set(LIBRARIES):
        assert any(place.startswith(room) for room in LIBRARIES[library]), library


@pytest.mark.parametrize("path", sorted((PACKAGE / "core").rglob("*.py")), ids=lambda path: path.name)
def test_the_core_has_no_clock_files_or_environment(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & IMPURE
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    }
    assert not calls & {"print", "open", "input", "date.today", "datetime.now"}


def test_the_fixed_words_import_nothing_of_ours() -> None:
    assert list(imports(PACKAGE / "core" / "words.py")) == ["enum"]


HEAVY = {
    "pydantic",
    "yaml",
    "questionary",
    "prompt_toolkit",
    "tabulate",
    "rich",
    "jinja2",
    "openpyxl",
    "docx",
    "filelock",
    "holidays",
}


def modules_of(*words: str) -> set[str]:
    """Run a command in a fresh Python and tell which modules it has imported."""
    program = (
        "import sys; from navcheck.cli import main; code = main(sys.argv[1:]); assert code == 0, code;"
        "print('\\n' + ' '.join(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def loaded_by(*words: str) -> set[str]:
    """Tell likewise which libraries."""
    return {name.partition(".")[0] for name in modules_of(*words)}


NAMES = [name for group in COMMANDS.values() for name in group]


@pytest.mark.parametrize("words", [["--version"], ["--help"], *([name, "--help"] for name in NAMES)], ids=" ".join)
def test_telling_the_version_or_help_costs_no_heavy_import(words: list[str]) -> None:
    assert not loaded_by(*words) & HEAVY


def test_the_version_is_told_before_typer_is_imported() -> None:
    assert not loaded_by("--version") & {"typer", "typing", "datetime"}


@pytest.mark.parametrize(("words", "modules"), [(["--help"], set()), (["matrix", "--help"], {"desk"})])
def test_of_all_commands_only_the_one_that_is_named_is_read(words: list[str], modules: set[str]) -> None:
    inside = "navcheck.cli.commands."
    assert {name.removeprefix(inside) for name in modules_of(*words) if name.startswith(inside)} == modules


def test_help_looks_at_no_file_and_for_no_person() -> None:
    assert not modules_of("list", "--help") & {"navcheck.files.disk", "navcheck.files.places", "navcheck.core.privacy"}


@pytest.mark.parametrize(("command", "needed"), [("list", {"yaml"}), ("doctor", set())])
def test_listing_and_examining_need_no_validation(command: str, needed: set[str]) -> None:
    assert loaded_by(command) & HEAVY == needed


@pytest.mark.parametrize(("command", "table"), [("matrix", {"tabulate"}), ("gaps", set()), ("status", {"tabulate"})])
def test_what_is_printed_of_a_survey_needs_two_libraries_and_a_table_one_more(command: str, table: set[str]) -> None:
    assert loaded_by(command, str(EXAMPLE)) & HEAVY == {"yaml", "pydantic", *table}


def test_a_format_that_is_not_read_is_not_built() -> None:
    program = (
        "from navcheck.core.model import FORMATS\n"
        "try: FORMATS['map/1'].model_validate({})\n"
        "except ValueError: print(*(name for name, model in FORMATS.items() if model.__pydantic_complete__))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["map/1"]


def test_no_checklist_is_copied_since_a_copy_would_keep_what_was_worked_out_of_the_first() -> None:
    copied = re.compile(r"\bchecklist(?:\.document)?\.(?:model_)?copy\(")
    assert [str(path) for path in PACKAGE.rglob("*.py") if copied.search(path.read_text("utf-8"))] == []


# What reads responses and lays them out: where speed is most tempting.
READING = [
    *(f"files/{name}" for name in ("decoding", "disk", "documents", "listing", "processes", "survey_folder")),
    *(f"files/{name}" for name in ("yaml_events", "yaml_quick", "yaml_reader")),
    *(f"core/{name}" for name in ("answers", "conditions", "gaps", "guard", "matrix", "round", "signals", "told")),
    "core/model/response",
]
MOST_LINES, LONGEST_FUNCTION = 300, 45


@pytest.mark.parametrize("module", READING)
def test_what_reads_and_aggregates_stays_simple_and_remembers_nothing(module: str) -> None:
    text = (PACKAGE / f"{module}.py").read_text("utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert len(text.splitlines()) <= MOST_LINES
    assert [one.name for one in functions if (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION] == []
    assert not re.search(r"lru_cache|functools\.cache|import cache\b|import pickle|import shelve|import marshal", text)
