"""What is installed is whole, and what it is made of is said."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "navcheck").rglob("*.py"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
UNIX_ONLY = {"fcntl", "resource", "termios"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, from it the wheel, and install that into a folder of its own; nothing is downloaded."""
    folder = tmp_path_factory.mktemp("packaging")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    offline = ("--no-deps", "--no-index")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(folder), cwd=ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    _run(*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(folder), str(sdist), cwd=folder)
    (wheel,) = folder.glob("*.whl")
    _run(*pip, "install", *offline, "--target", str(folder / "installed"), str(wheel), cwd=folder)
    return folder / "installed"


@pytest.mark.slow
def test_installed_wheel_shows_the_demo_in_nynorsk(installed: Path, tmp_path: Path) -> None:
    where = _python(installed, tmp_path, "-c", "import navcheck; print(navcheck.__file__)")
    assert Path(where.strip()).is_relative_to(installed)

    demo = _python(installed, tmp_path, "-m", "navcheck", "demo", language="nn")

    assert "NAV Åmli" in demo
    assert re.search(r"\b(ikkje|svara|frå|korleis|spurt)\b", demo)
    assert demo != _python(installed, tmp_path, "-m", "navcheck", "demo", language="nb")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_installed_wheel_finds_its_checklists(installed: Path, tmp_path: Path) -> None:
    assert "kvp-agder-2020" in _python(installed, tmp_path, "-m", "navcheck", "list")


@pytest.mark.slow
def test_installed_wheel_packs_what_an_office_is_sent(installed: Path, tmp_path: Path) -> None:
    words = ("kvp", "--county", "agder", "--office", "Risør", "--id", "prove", "--deadline", "2099-12-15")
    _python(installed, tmp_path, "-m", "navcheck", "start", *words)
    written = _python(installed, tmp_path, "-m", "navcheck", "pack", "prove").split()
    assert written == ["prove-utsending/prove-risor.zip"]
    with zipfile.ZipFile(tmp_path / written[0]) as packed:
        assert {Path(name).suffix for name in packed.namelist()} == {".html", ".xlsx", ".txt"}


@pytest.mark.slow
def test_installed_wheel_builds_the_report_of_the_example_again(installed: Path, tmp_path: Path) -> None:
    assert _python(installed, tmp_path, "-m", "navcheck", "verify", "agder-2020").startswith("Likt: 6 ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_needs_unix_to_be_imported(module: Path) -> None:
    assert UNIX_ONLY.isdisjoint(_imported_with(ast.parse(module.read_bytes())))


@pytest.mark.parametrize("source", ["import termios", "try:\n    from fcntl import flock\nexcept ImportError: ..."])
def test_such_an_import_would_be_seen(source: str) -> None:
    assert not UNIX_ONLY.isdisjoint(_imported_with(ast.parse(source)))


def test_such_an_import_inside_a_function_is_allowed() -> None:
    assert UNIX_ONLY.isdisjoint(_imported_with(ast.parse("def size():\n    import termios")))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_hold_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|file:|index-url|find-links|trusted-host| @ |(?m:^#.*/)", text)
    pins = re.findall(r"(?m)^[a-z0-9][^\n]*==.*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+", text)
    assert len(pins) == len(re.findall(r"(?m)^[^ #\n]", text)) > 0


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("run.txt", PROJECT["project"]["dependencies"]),
        ("build.txt", PROJECT["dependency-groups"]["build"]),
        ("dev.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        ("proof.txt", PROJECT["dependency-groups"]["proof"]),
        ("bench.txt", PROJECT["dependency-groups"]["bench"]),
    ],
)
def test_locks_hold_what_the_project_asks_for(lock: str, requirements: list[str | dict[str, str]]) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert _names(requirements) <= set(re.findall(r"(?m)^([a-z0-9-]+)==", text))


def test_contributing_gives_a_reason_for_each_dependency() -> None:
    rows = re.findall(r"(?m)^\| `([\w.-]+)` \| .*\w.* \|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    groups = PROJECT["dependency-groups"].values()
    asked_for = _names([*PROJECT["project"]["dependencies"], *(one for group in groups for one in group)])
    assert {row.lower() for row in rows} == asked_for


def _run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _python(installed: Path, cwd: Path, *arguments: str, language: str = "nb") -> str:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("NAVCHECK_")}
    ours = {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1", "NAVCHECK_LANG": language}
    return _run(sys.executable, *arguments, cwd=cwd, env=outside | ours)


def _names(requirements: list[str | dict[str, str]]) -> set[str]:
    return {re.split(r"[^\w.-]", one, maxsplit=1)[0].lower() for one in requirements if isinstance(one, str)}


def _imported_with(tree: ast.AST) -> Iterator[str]:
    """Give the top-level names of the modules that importing this module imports."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                continue
            case _:
                yield from _imported_with(node)
