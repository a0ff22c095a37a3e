"""The user guide shows what the screen really shows."""

import re
from pathlib import Path

import pytest

from navcheck.ask.plain import LineAsk
from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted
from navcheck.files.catalogues import load_tongue
from navcheck.files.places import Places
from tests.program import TODAY

GUIDE = (Path(__file__).parent.parent / "docs" / "brukerveiledning.md").read_text("utf-8")
SCREENS = re.findall(r"^```skjerm\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


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


def test_the_guide_shows_more_than_nothing() -> None:
    assert len(SCREENS) >= 2
