"""What the documentation shows is what the program takes."""

import re
from pathlib import Path

import pytest

from navcheck.cli.app import COMMANDS
from navcheck.files.documents import Source, load_any

ROOT = Path(__file__).parent.parent
EXAMPLES = [
    (path, text)
    for path in sorted((ROOT / "docs").glob("*.md"))
    for text in re.findall(r"^```yaml\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize(
    ("path", "text"), EXAMPLES, ids=lambda value: value.splitlines()[0] if isinstance(value, str) else ""
)
def test_every_example_in_the_docs_loads(path: Path, text: str) -> None:
    assert load_any(Source(path.name, text.encode())).document


def test_there_is_an_example_of_each_format_that_people_write() -> None:
    kinds = {text.splitlines()[0].split("#")[0].strip() for _, text in EXAMPLES}
    assert kinds >= {f"navcheck: {kind}/1" for kind in ("checklist", "county", "survey", "response", "coding")}


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    names = [function.__name__.rstrip("_") for group in COMMANDS.values() for function in group]
    assert [name for name in names if f"`{name}" not in readme] == []


def test_links_inside_the_repository_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
