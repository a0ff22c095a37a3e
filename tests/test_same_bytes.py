"""The same input gives the same bytes: a whole round built twice, wherever, whenever and by whomever.

Every output is compared: what is printed for people and programs, and every file that is written. What is made for a
screen is asked for at one width, and what tells of the machine is none of the round's. The control writes what programs
write that do not see to it; that all of it differs shows that the surroundings were others.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import whole_round_child
from tests.promises import Proof
from tests.whole_round import OF_THE_MACHINE, prepare
from tests.whole_round_child import CODES, TOLD

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a round is built."""

    place: str
    umask: int
    order: str
    variables: Mapping[str, str]


HERE = Surroundings(
    "her",
    0o022,
    "forwards",
    {"TZ": "UTC-14", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "120", "HOME": "/nowhere/ane"},
)
THERE = Surroundings(
    "et annet sted/lenger inne",
    0o077,
    "backwards",
    {
        "TZ": "UTC+11",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "COLUMNS": "40",
        "HOME": "/nowhere/bo",
        # An old system's letters, and streams that take all the same what is written.
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "utf-8",
    },
)


def build(prepared: Path, folder: Path, where: Surroundings, what: str = "run") -> dict[str, bytes]:
    """Build a round in surroundings of its own; return what it left, by name."""
    place = folder / where.place
    files = sorted(path for path in prepared.rglob("*") if path.is_file())
    for path in files if where.order == "forwards" else reversed(files):
        copy = place / path.relative_to(prepared)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    done = subprocess.run(
        [sys.executable, whole_round_child.__file__, what, place, where.order],
        cwd=place,
        env={"PYTHONPATH": str(ROOT), "NAVCHECK_LANG": "nb", **where.variables},
        umask=where.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.mark.proof("P11")
def test_every_output_of_a_round_is_the_same_in_other_surroundings(tmp_path: Path, proof: Proof) -> None:
    prepared = prepare(tmp_path / "grunnlag", proof)
    here, there = (build(prepared, tmp_path, where) for where in (HERE, THERE))
    codes = json.loads(here[f"{TOLD}/{CODES}"])
    assert {name: code for name, code in codes.items() if code} == {}
    given = {path.relative_to(prepared).as_posix() for path in prepared.rglob("*")}
    compared = [name for name in here if name not in given and OF_THE_MACHINE not in name and here[name]]
    for name in compared:
        proof.count(survived=here[name] == there.get(name))
    assert [name for name in compared if here[name] != there.get(name)] == []
    assert set(here) == set(there)
    suffixes = {Path(name).suffix for name in compared}
    assert suffixes >= {".out", ".err", ".md", ".html", ".docx", ".xlsx", ".csv", ".json", ".yaml", ".zip"}


@pytest.mark.proof("P11")
def test_what_is_written_without_care_is_another_in_other_surroundings(tmp_path: Path, proof: Proof) -> None:
    prepared = tmp_path / "grunnlag"
    for name in ("en", "to", "tre"):
        (prepared / "inn" / name).mkdir(parents=True)
        (prepared / "inn" / name / "fil").touch()
    here, there = (build(prepared, tmp_path, where, "careless") for where in (HERE, THERE))
    careless = [name for name in here if name.startswith(TOLD)]
    lost = [name for name in careless if here[name] != there[name]]
    proof.control(tried=len(careless), lost=len(lost))
    assert lost == careless
