"""The user guide shows what the screen really shows."""

import io
import re
import shlex
from pathlib import Path

import pytest

from navcheck.ask.plain import LineAsk
from navcheck.cli import main
from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted
from navcheck.files.catalogues import load_tongue
from navcheck.files.places import Places
from tests.program import TODAY, environ, streams

GUIDE = (Path(__file__).parent.parent / "docs" / "brukerveiledning.md").read_text("utf-8")
# What a block is, the file that it shows, and what stands in it.
BLOCKS = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
SCREENS = [text for kind, _, text in BLOCKS if kind == "skjerm"]
FILES = {name: text for _, name, text in BLOCKS if name}
# Of each block of commands, each command with what it shows; a block follows from those before it.
RUNS = [
    re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE) for kind, _, text in BLOCKS if kind == "kjøring"
]


class Leader(LineAsk):
    """Passes every question over, looks at the review, and goes."""

    def __init__(self) -> None:
        self.screen = ""

    def line(self, prompt: str, default: str = "") -> str:  # noqa: ARG002
        self.screen += f"{prompt.strip()}\n"
        if prompt.startswith("Et nummer"):
            raise EOFError
        return ""

    def show(self, text: str) -> None:
        self.screen += f"{text}\n"


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("kontor")
    leader = Leader()
    session = Session(load_tongue("nb"), TODAY, Places(folder, folder), quiet=True)
    answer_survey(session, Wanted("kvp", "Nav Lillevik"), leader)
    return leader.screen


@pytest.mark.parametrize("shown", SCREENS)
def test_what_the_guide_shows_stands_on_the_screen(shown: str, screen: str) -> None:
    assert shown in screen


def typed(command: str) -> str:
    """Type a command, and return what it shows: the result and what is said beside it, as they come."""
    raw = io.BytesIO()
    both = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    program, *words = shlex.split(command)
    assert program == "navcheck"
    with environ({"NAVCHECK_LANG": "nb", "NAVCHECK_OUTPUTS": "", "COLUMNS": "80"}), streams(both, both):
        main(words, today=TODAY)
    return raw.getvalue().decode()


def test_a_county_that_types_what_the_guide_types_sees_what_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / "kart.yaml").unlink()  # the guide writes it first, and fills it in then
    for command, shown in (pair for block in RUNS for pair in block):
        if "--map" in command:
            (tmp_path / "kart.yaml").write_bytes(FILES["kart.yaml"].encode())
        assert typed(command) == shown, command


def test_the_guide_shows_more_than_nothing() -> None:
    assert len(SCREENS) >= 2
    assert sum(map(len, RUNS)) >= 7
    assert {kind for kind, _, _ in BLOCKS} == {"skjerm", "kjøring", "csv", "yaml"}
