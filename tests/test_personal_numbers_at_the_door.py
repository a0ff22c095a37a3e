"""P10: in whichever word of whichever command a personal number stands, it is neither kept, printed nor in a name.

The words are those that the commands themselves say they take, so that a new one is tried from its first day.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from navcheck.cli.app import build_command
from navcheck.core.messages import ENGLISH
from navcheck.files.look_through import look_through
from tests.personal_numbers import EACH, TWELVE_SPELLINGS, Spelled, echoed, spread
from tests.personal_survey import all_bytes, unguarded
from tests.program import run
from tests.promises import Proof
from tests.two_rounds import make_rounds

HERE, OUT, CHECKLISTS = "{folder}/fylket-2026", "{folder}/ut", "{folder}/sjekklister"
ANSWERS = "{folder}/svar.yaml"
GIVEN = """\
gjennomgang: alle
for-vilkar: alle
rutine: ja
plan: alle
frist: maned
klage: ja
ventende: 0
utfordringer: Ingen
"""
# What goes well, of the commands that need more than a survey.
GOES_WELL: Mapping[str, Mapping[str, str]] = {
    "answer": {"survey": HERE, "--office": "Kvernsund", "--answers": ANSWERS, "--role": "Fagleder"},
    "print": {"survey": HERE, "--office": "Lillevik"},
    "start": {"checklist": "oppfolging-2026", "--county": "fylket-2026", "--id": "ny"},
    "pack": {"survey": HERE, "folder": OUT},
    "form": {"survey": HERE, "folder": OUT, "--format": "html"},
    "letters": {"survey": HERE, "folder": OUT, "--kind": "oversending"},
    "extend": {"survey": HERE, "--office": "Kvernsund", "--until": "2027-03-01", "--reason": "Ferie"},
    "ask": {"survey": HERE, "--question": "klage", "--text": "Hvem?", "--office": "Lillevik"},
    "code": {"survey": HERE, "--question": "utfordringer", "--words": "Ingen", "--code": "uklart"},
    "plan": {"survey": HERE, "--id": "lillevik-for-vilkar", "--action": "Les saker"},
    "comment": {"survey": HERE, "--office": "Lillevik", "--text": "Rutinen er på plass"},
    "export": {"surveys": HERE},
    "import": {"survey": HERE, "files": "{folder}/svar-2026.csv"},
    "show": {"checklist": "oppfolging-2026"},
    "new": {"name": "ny"},
    "check": {"files": HERE},
    "schema": {"kind": "survey"},
    "list": {},
    "doctor": {},
    "demo": {},
}
IDS, TOGETHER = (("new", "name"), ("start", "--id")), len(TWELVE_SPELLINGS)  # digits alone would do as a name
PLACES = {"--checklists": CHECKLISTS, "--outputs": "{folder}"}
# Where files go is the person's own choice, whatever the folder is called; its name is not printed.
PATHS = frozenset({"folder", "--outputs", "--checklists", "--suggest-map"})
FREE_TEXTS = (
    ("start", "--title"),
    ("start", "--event"),
    ("start", "--case"),
    ("extend", "--reason"),
    ("ask", "--text"),
    ("plan", "--action"),
    ("plan", "--follow-up"),
    ("plan", "--closes"),
    ("comment", "--text"),
    ("code", "--note"),
    ("letters", "--contact"),
    ("answer", "--role"),
)

pytestmark = [pytest.mark.proof("P10"), pytest.mark.slow, pytest.mark.timeout(1800)]


@dataclass(frozen=True, slots=True)
class Door:
    """A word of a command that takes what somebody writes."""

    command: str
    word: str


def parameters(command: str) -> Sequence[Any]:
    program: Any = build_command(ENGLISH)
    return [one for one in program.commands[command].params if not getattr(one, "is_flag", False)]


def doors() -> Sequence[Door]:
    program: Any = build_command(ENGLISH)
    return [Door(command, one.opts[0]) for command in program.commands for one in parameters(command)]


def said(command: str, folder: Path, given: Mapping[str, str]) -> Sequence[str]:
    """Return the words of a call that goes well but for what is given."""
    takes = {option for parameter in parameters(command) for option in parameter.opts}
    places = {name: place for name, place in PLACES.items() if name in takes}
    named = {**places, **GOES_WELL.get(command, {"survey": HERE}), **given}
    whole = {name: value.replace("{folder}", str(folder)) for name, value in named.items()}
    options = [f"{name}={value}" for name, value in whole.items() if name.startswith("-")]
    return [command, *options, "--", *(value for name, value in whole.items() if not name.startswith("-"))]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rounds = make_rounds(tmp_path_factory.mktemp("doors"))
    assert run("plan", rounds.now, "--update").code == 0
    (rounds.folder / "svar.yaml").write_text(GIVEN, "utf-8")
    return rounds.folder


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").mkdir()
    monkeypatch.chdir(tmp_path / "one")  # a path that is no more than a number leads there


def let_through(made: Path, door: Door, one: Spelled, folder: Path) -> list[str]:
    """Say a number at a door, and return where it can be read then: what was said, and the files that were written."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    before = all_bytes(folder)
    ran = run(*said(door.command, folder, {door.word: one.text}))
    new = {name: raw for name, raw in all_bytes(folder).items() if before.get(name) != raw}
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    is_path = door.word in PATHS
    assert ran.code in {0, 1, 2}, ran.err
    places = [
        f"{door.command} {door.word}: {name}"
        for name, raw in new.items()
        if (echoed(name, [one]) and not is_path)
        or any(look_through("x", raw))
        or echoed(raw.decode("utf-8", "replace"), [one])
    ]
    return [*places, *([f"{door.command} {door.word}: {one}"] if echoed(ran.out + ran.err, [one]) else [])]


def test_every_call_goes_well_with_harmless_words(made: Path, proof: Proof, tmp_path: Path) -> None:
    wrong = []
    for command in proof.some(list(GOES_WELL), 6):
        ran = run(*said(command, Path(shutil.copytree(made, tmp_path / command)), {}))
        wrong += [] if ran.code == 0 else [(command, ran)]
    assert not wrong


def test_no_word_of_any_command_lets_a_number_in_or_repeats_it(made: Path, proof: Proof, tmp_path: Path) -> None:
    cases = list(zip(doors(), spread(EACH * 10), strict=False))
    assert len(cases) == len(doors())
    cases += [(Door(*door), one) for door in IDS for one in spread(EACH)[::TOGETHER]]
    wrong = []
    for door, one in proof.some(cases, 24):
        found = let_through(made, door, one, tmp_path / "one")
        proof.count(survived=not found)
        wrong += found
    assert not wrong


def test_without_the_guard_many_words_do(made: Path, proof: Proof, tmp_path: Path) -> None:
    tried = proof.some([Door(*door) for door in FREE_TEXTS], 4)
    texts = spread(EACH)
    with unguarded():
        lost = sum(bool(let_through(made, door, texts[n], tmp_path / "one")) for n, door in enumerate(tried))
    proof.control(tried=len(tried), lost=lost)
    assert lost == len(tried)
