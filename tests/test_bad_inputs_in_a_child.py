"""No input can crash navcheck, keep it busy or fill the memory: each is read in a child that may take little of both.

A child may take one gibibyte and ten seconds of work, and is ended by the system where it takes more. Each must end by
itself, in two seconds of the processor's, so that a busy machine is no fault, and 300 megabytes. The control reads the
same bombs with the stock libraries.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests import bombs
from tests.bad_inputs_index import ALL, READINGS, Bad, harm, lay, open_survey, words_of
from tests.bombs import BOMBS, NAIVE, Growing
from tests.child import Ended, Server, serving
from tests.promises import Proof

pytestmark = pytest.mark.slow
SECONDS, MEGABYTES = 2, 300
# A reader that gives up after so long has hung; a person has gone for coffee.
PATIENCE = 3
ODD = {
    "a file of ten gigabytes": bombs.sparse,
    "a pipe that nobody writes to": bombs.pipe,
    "a device that has no end": bombs.endless,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def prove(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_survey(tmp_path_factory.mktemp("bad_inputs"))


@pytest.fixture
def survey(prove: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prove, tmp_path / "prove-2026"))


def faults(ended: Ended, codes: Sequence[int] = (0, 1, 2)) -> list[str]:
    """Find what a run did that none may do."""
    found = [] if ended.is_orderly and ended.code in codes else [f"ended with {ended.code}: {ended.said[-300:]}"]
    found += [] if ended.seconds <= SECONDS else [f"{ended.seconds:.1f} seconds"]
    return found if ended.megabytes <= MEGABYTES else [*found, f"{ended.megabytes:.0f} MB"]


class Peak:
    """The most that any run took."""

    def __init__(self) -> None:
        self.seconds = self.megabytes = 0.0

    def see(self, ended: Ended) -> Ended:
        self.seconds, self.megabytes = max(self.seconds, ended.seconds), max(self.megabytes, ended.megabytes)
        return ended

    def __str__(self) -> str:
        return f"at most {self.seconds:.1f} s and {self.megabytes:.0f} MB"


@pytest.mark.proof("P6")
@pytest.mark.timeout(1800)
def test_every_bad_file_is_refused_or_read_in_two_seconds_and_300_megabytes(
    server: Server, prove: Path, tmp_path: Path, proof: Proof
) -> None:
    found, peak = {}, Peak()
    for n, bad in enumerate(proof.some(ALL)):
        survey = Path(shutil.copytree(prove, tmp_path / str(n) / "prove-2026"))
        ended = peak.see(server.run(*lay(bad, survey)))
        if wrong := faults(ended, (bad.code,)) + harm(bad, ended.said):
            found[bad.name] = wrong
        proof.count(survived=not wrong)
        shutil.rmtree(survey.parent)
    proof.note(str(peak))
    assert not found


@pytest.mark.proof("P6")
@pytest.mark.timeout(1800)
def test_what_is_made_to_hurt_is_refused_or_read_in_two_seconds_and_300_megabytes(
    server: Server, survey: Path, tmp_path: Path, proof: Proof
) -> None:
    found, peak = {}, Peak()
    for name in proof.some(sorted(BOMBS)):
        path = bombs.write(name, tmp_path)
        ended = peak.see(read_in_a_child(server, name, path, survey))
        if wrong := faults(ended):
            found[name] = wrong
        proof.count(survived=not wrong, fired=path.stat().st_size > 0)
        path.unlink()
    proof.note(str(peak))
    assert not found


@pytest.mark.proof("P6")
def test_what_is_no_file_or_has_no_end_is_refused_at_once_wherever_a_file_is_read(
    server: Server, survey: Path, tmp_path: Path, proof: Proof
) -> None:
    found = {}
    for kind, name in proof.some([(kind, name) for kind in READINGS for name in ODD]):
        path = tmp_path / f"odd{suffix_of(kind)}"
        ODD[name](path)
        ended = read_in_a_child(server, f"{kind}/", path, survey)
        if wrong := faults(ended):
            found[f"{kind}: {name}"] = wrong
        proof.count(survived=not wrong)
        path.unlink()
    assert not found


@pytest.mark.proof("P6")
def test_a_file_that_grows_while_it_is_read_has_an_end(
    server: Server, survey: Path, tmp_path: Path, proof: Proof
) -> None:
    for kind in ("table", "objects", "workbook", "checklist"):
        with Growing(tmp_path / f"voksende{suffix_of(kind)}") as path:
            began = path.stat().st_size
            ended = read_in_a_child(server, f"{kind}/", path, survey)
            grew = path.stat().st_size != began
        wrong = faults(ended)
        proof.count(survived=not wrong, fired=grew)
        assert not wrong


@pytest.mark.proof("P6")
@pytest.mark.timeout(1800)
def test_without_our_readers_the_same_files_crash_hang_or_fill_the_memory(
    server: Server, tmp_path: Path, proof: Proof
) -> None:
    lost, tried = {}, 0
    for name in proof.some(sorted(name for name in BOMBS if name.partition("/")[0] in NAIVE), most=8):
        path = bombs.write(name, tmp_path)
        if not (name.startswith("objects/") and name.endswith(".yaml")):
            for reader in NAIVE[name.partition("/")[0]]:
                tried += 1
                ended = server.run(path, work=f"tests.bombs:{reader}", seconds=PATIENCE)
                if ended.code not in {0, 99} or faults(ended, (0, 99)):
                    lost[f"{reader} {name}"] = ended
        path.unlink()
    for make in ODD.values():
        make(tmp_path / "odd")
        tried += 1
        ended = server.run(tmp_path / "odd", work="tests.bombs:naive_bytes", seconds=PATIENCE)
        if ended.code != 0:
            lost[make.__name__] = ended
        (tmp_path / "odd").unlink()
    proof.control(tried=tried, lost=len(lost))
    assert {ended.code for ended in lost.values()} & {-9, -11, -14, -24}, "none died, hung or was ended"


def suffix_of(kind: str) -> str:
    """Return an ending by which a file of a kind is known."""
    files: list[Bad] = [bad for bad in ALL if bad.kind == kind]
    return files[0].path.suffix


def read_in_a_child(server: Server, name: str, path: Path, survey: Path) -> Ended:
    """Read a file as one of its kind, where such files lie."""
    reading = READINGS[name.partition("/")[0]]
    place = survey / reading.place if reading.place is not None else None
    if place is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        path.rename(place)
    try:
        return server.run(*words_of(reading, path, survey))
    finally:
        if place is not None:
            place.rename(path)
