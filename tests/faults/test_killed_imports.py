"""An import that is killed at any moment has brought all offices or none, has harmed nothing, and runs again."""

import importlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from navcheck.core.model import Response
from navcheck.files.receiving import Received
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.files.together import LIST_FILE
from navcheck.files.yaml_writer import write_yaml
from tests.cli.one_office import write
from tests.faults.children import end, start
from tests.faults.lossy_disk import Tree, read_tree
from tests.faults.test_power_loss import Picture, picture
from tests.files.test_saving import save_naively
from tests.intake import fifteen
from tests.intake.exports import delimited, wide
from tests.program import run
from tests.promises import Proof

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

KILLS, MOST_TRIES = 60, 40
ANSWERS = "{rutine: ja, kanaler: [samtale], deltakere: 1, andel: 1, siden: 2020-01-15, hvordan: Slik}\n"
RESPONDED = 3  # of the offices, before the import brings them all


@dataclass(frozen=True, slots=True)
class Scene:
    """A survey before an import and after an undisturbed one, and how long that one stored."""

    home: Path
    old: Picture
    new: Picture
    received: Tree
    seconds: float


def import_all(home: Path) -> int:
    return run("import", "prove-2026", home / "svar.csv", "--on-conflict", "update", folder=home).code


def received(home: Path) -> Tree:
    return {name: raw for name, raw in read_tree(home / "prove-2026" / "received").items() if name.endswith(".yaml")}


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """Let some offices have responded, and the table bring other answers of theirs, and those of all others."""
    home = tmp_path / "home"
    home.mkdir()
    survey = fifteen.start(home)
    head, *rows = wide(open_folder(survey).checklist, fifteen.fifteen(survey))
    assert len(rows) == len(open_folder(survey).survey.offices) >= 10
    for name, table in (("svar.csv", rows), ("først.csv", map(earlier, rows[:RESPONDED]))):
        (home / name).write_bytes(delimited([head, *table], ",", "utf-8"))
    assert run("import", "prove-2026", home / "først.csv", folder=home).code == 0
    done = Path(shutil.copytree(home, tmp_path / "done"))
    child = start(lambda: import_all(done))
    began = first_sign(done)
    while is_storing(done):
        pass
    seconds = time.monotonic() - began
    assert end(child) == 0
    return Scene(home, picture(survey), picture(done / "prove-2026"), received(done), seconds)


def earlier(row: list[str]) -> list[str]:
    """Return an office's answers as they were before: some of them otherwise."""
    return ["13" if cell == "12" else cell.replace("(", "da (") for cell in row]


def first_sign(home: Path) -> float:
    """Wait until an import has made its first file, and return the moment."""
    survey, until = home / "prove-2026", time.monotonic() + 60
    while not (survey / LIST_FILE).exists() and len(list((survey / "received").glob("*.yaml"))) == RESPONDED:
        assert time.monotonic() < until
    return time.monotonic()


def is_storing(home: Path) -> bool:
    return (home / "prove-2026" / LIST_FILE).exists()


def kill_inside(scene: Scene, delay: float, folder: Path, work: Callable[[Path], int]) -> Path:
    """Kill an import so long after its first file, or sooner if it was done; return the folder as it is left."""
    for late in range(MOST_TRIES):
        home = Path(shutil.copytree(scene.home, folder / f"try-{late}"))
        child = start(lambda home=home: work(home))  # type: ignore[misc]
        moment = first_sign(home) + delay * 0.8**late
        while time.monotonic() < moment:
            pass
        os.kill(child, signal.SIGKILL)
        if end(child) == -signal.SIGKILL and (is_storing(home) or received(home) != scene.received):
            return home
    raise AssertionError("no kill fell inside an import")


def wrong_with(scene: Scene, home: Path) -> str:
    """Say what is wrong after a kill, with what is there and with what the next runs make of it; else nothing."""
    survey, before = home / "prove-2026", received(scene.home)
    try:
        found = picture(survey)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong counts
        return f"cannot be read: {type(error).__name__}"
    if found not in (scene.old, scene.new):
        return "some of the offices are there"
    if {name: received(home)[name] for name in before} != before:
        return "what had been received is another"
    if import_all(home) != 0 or received(home) != scene.received or picture(survey) != scene.new:
        return "the next import does not bring what is missing"
    after = read_tree(home)
    return "" if import_all(home) == 0 and read_tree(home) == after else "once more changes something"


def kill_all(scene: Scene, folder: Path, proof: Proof, work: Callable[[Path], int]) -> list[tuple[int, str]]:
    """Kill imports at moments spread over the time in which one stores.

    Returns:
        Of each how many new files were there when it died, and what is wrong.

    """
    found = []
    for n in proof.some(range(KILLS), most=6):
        home = kill_inside(scene, scene.seconds * (n + 0.5) / KILLS, folder / str(n), work)
        found.append((len(received(home)) - RESPONDED, wrong_with(scene, home)))
        shutil.rmtree(folder / str(n))
    return found


@pytest.mark.proof("P5")
def test_a_killed_import_is_whole_or_not_at_all_and_runs_again(tmp_path: Path, scene: Scene, proof: Proof) -> None:
    found = kill_all(scene, tmp_path, proof, import_all)
    for _, said in found:
        proof.count(survived=not said)
    stored = [count for count, _ in found]
    proof.note(f"{min(stored)} to {max(stored)} of {len(scene.new)} files were there")
    assert len(set(stored)) > 2, "the kills fell at one moment"
    assert [said for _, said in found if said] == []


def receive_naively(folder: SurveyFolder, responses: Sequence[Response]) -> Received:
    for one in responses:
        save_naively(folder.received_path(one.office, one.number or 0), write_yaml(one))
    return Received(())


def import_naively(home: Path) -> int:
    setattr(importlib.import_module("navcheck.intake.storing"), "receive_all", receive_naively)  # noqa: B010
    return import_all(home)


@pytest.mark.proof("P5")
def test_one_that_writes_file_by_file_leaves_some_of_the_offices(tmp_path: Path, scene: Scene, proof: Proof) -> None:
    found = kill_all(scene, tmp_path, proof, import_naively)
    lost = sum(bool(said) for _, said in found)
    proof.control(tried=len(found), lost=lost)
    assert lost > 0


def test_what_a_broken_off_import_has_left_is_listed_and_the_next_who_stores_takes_it_back(
    tmp_path: Path, scene: Scene
) -> None:
    home = kill_inside(scene, scene.seconds / 2, tmp_path / "killed", import_all)
    left = len(received(home)) - RESPONDED
    told = run("status", "prove-2026", folder=home)
    assert " ".join((told.out + told.err).split()).count("of an import that was broken off") == left > 0
    answers = write(home / "svar.yaml", ANSWERS)
    ran = run("answer", "prove-2026", "--office", "risor", "--answers", answers, folder=home)
    assert ran.code == 0, ran.err
    assert "an import was broken off" in ran.err
    assert received(home).keys() == received(scene.home).keys() | {"risor-2.yaml"}
    assert not is_storing(home)
