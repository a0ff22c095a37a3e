"""What the documentation shows is what the program takes."""

import hashlib
import re
from pathlib import Path

import pytest

from navcheck.cli.app import COMMANDS
from navcheck.files.documents import Source, load_any
from tests.program import run

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES: list[tuple[Path, str]] = [
    (path, text)
    for path in sorted((ROOT / "docs").glob("*.md"))
    for text in re.findall(r"^```yaml\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
]
FORMATS = (ROOT / "docs" / "file-formats.md").read_text("utf-8")
# Files with a name, as they would be saved.
FILES = dict(re.findall(r"^```(?:csv|json) (\S+)\n(.*?)^```$", FORMATS, re.MULTILINE | re.DOTALL))
IMPORTED = sorted(name for name in FILES if name != "facts.csv")
NAMES = [name for group in COMMANDS.values() for name in group]


@pytest.mark.parametrize(
    ("path", "text"), EXAMPLES, ids=lambda value: value.splitlines()[0] if isinstance(value, str) else ""
)
def test_every_example_in_the_docs_loads(path: Path, text: str) -> None:
    assert load_any(Source(path.name, text.encode())).document


def test_there_is_an_example_of_each_format_that_people_write() -> None:
    kinds = {text.splitlines()[0].split("#")[0].strip() for _, text in EXAMPLES}
    by_hand = ("checklist", "county", "survey", "response", "coding", "plan", "map")
    assert kinds >= {f"navcheck: {kind}/1" for kind in by_hand}


def example(kind: str) -> str:
    return next(
        text for path, text in EXAMPLES if path.name == "file-formats.md" and text.startswith(f"navcheck: {kind}/1")
    )


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """The survey folder of the docs' own examples."""
    folder = tmp_path / "agder-2026"
    folder.mkdir()
    for kind in ("checklist", "survey"):
        (folder / f"{kind}.yaml").write_bytes(example(kind).encode())
    return folder


def test_the_sum_in_the_examples_is_that_of_the_checklist_in_the_examples() -> None:
    told = hashlib.sha256(example("checklist").encode()).hexdigest()
    assert set(
        re.findall(r"^ +\"?sha256\"?: \"?(\w+)", example("survey") + FILES["svar-risor.json"], re.MULTILINE)
    ) == {told}


@pytest.mark.parametrize("name", IMPORTED)
def test_every_file_in_the_docs_comes_in_without_a_word_of_complaint(name: str, survey: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name].encode())
    ran = run("import", survey, path)
    assert (ran.code, ran.err.count("\n")) == (0, 2), ran.err
    assert (survey / "received" / "risor-1.yaml").exists()


def test_the_files_in_the_docs_are_a_table_each_way_an_object_and_a_form() -> None:
    assert IMPORTED == ["lang.csv", "svar-risor.json", "svar.csv", "svar.json"]


def test_the_map_in_the_docs_brings_in_a_table_that_is_headed_otherwise(survey: Path, tmp_path: Path) -> None:
    (tmp_path / "kart.yaml").write_bytes(example("map").encode())
    table = tmp_path / "venter.csv"
    table.write_text("Nav-kontor;Hvor mange venter?;Saksbehandler\nRisør kommune v/Nav;3;en kollega\n", "utf-8")
    assert run("import", survey, table).code == 1
    ran = run("import", survey, table, "--map", tmp_path / "kart.yaml")
    assert ran.code == 0, ran.err
    assert 'value: "3"' in (survey / "received" / "risor-1.yaml").read_text("utf-8")


def test_the_figures_in_the_docs_are_read(survey: Path) -> None:
    (survey / "facts.csv").write_bytes(FILES["facts.csv"].encode())
    ran = run("gaps", survey)
    assert (ran.code, ran.err) == (0, "")
    (survey / "facts.csv").write_text(FILES["facts.csv"].replace(";25;", ";mange;"), "utf-8")
    assert run("gaps", survey).code == 1


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in NAMES if f"`{name}" not in readme] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_docs_name_no_option_that_its_command_does_not_have(name: str) -> None:
    written = "\n".join(path.read_text("utf-8") for path in PAGES)
    calls = re.findall(rf"(?:navcheck {name}|[`·] ?{name} [A-Z…])[^`\n]*", written)
    known = set(re.findall(r"--[a-z][a-z-]*", run(name, "--help").out))
    assert {option for call in calls for option in re.findall(r"--[a-z][a-z-]*", call)} <= known


def test_links_inside_the_repository_lead_somewhere() -> None:
    for path in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
