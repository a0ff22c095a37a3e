"""The guides show what the screen really shows."""

from pathlib import Path

import pytest

from navcheck.ask.plain import LineAsk
from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted
from navcheck.files.catalogues import load_tongue
from tests.program import TODAY
from tools.guides import BLOCK, GUIDES, TYPED, play

SCREENS = [
    block["text"] for path in GUIDES for block in BLOCK.finditer(path.read_text("utf-8")) if block["kind"] == "skjerm"
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
    session = Session(load_tongue("nb"), TODAY, folder, folder, quiet=True)
    answer_survey(session, Wanted("kvp", "Nav Lillevik"), leader)
    return leader.screen


@pytest.mark.parametrize("shown", SCREENS)
def test_what_the_guide_shows_stands_on_the_screen(shown: str, screen: str) -> None:
    assert shown in screen


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_a_county_that_types_what_a_guide_types_sees_what_it_shows(path: Path) -> None:
    guide = path.read_text("utf-8")
    assert play(guide) == guide, "«make guides» writes what is shown now; read the difference"


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_a_guide_shows_more_than_nothing(path: Path) -> None:
    shown = [block["text"] for block in BLOCK.finditer(path.read_text("utf-8")) if block["kind"] == TYPED]
    assert sum(text.count("\n") - text.count("$ ") for text in shown) > 20
    assert sum(text.count("$ navcheck ") for text in shown) >= (1 if path.name == "agder-2020.md" else 7)
    assert len(SCREENS) >= 2


def test_a_guide_that_shows_something_else_is_noticed() -> None:
    lying = "```kjøring\n$ navcheck --version\nnavcheck 999\n```"
    assert play(lying) != lying
