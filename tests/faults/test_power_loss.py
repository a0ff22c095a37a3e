"""After a power cut, whatever the disk has kept, the survey is as it was or as it was said to be, and goes on.

Each piece of work is done once, and every state is laid out in which a disk may be after a cut at any of its calls.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from navcheck.core.model import Answer, Response
from navcheck.files.documents import load
from navcheck.files.drafts import save_answers
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.files.yaml_writer import write_yaml
from tests.cli.one_office import GIVEN, open_county, write
from tests.faults.lossy_disk import JOURNALED, POSIX, Synced, lay_out
from tests.faults.recording import record
from tests.files.test_saving import save_naively
from tests.intake import fifteen
from tests.intake.exports import delimited, wide
from tests.program import run
from tests.promises import Proof

pytestmark = [pytest.mark.needs_tool("strace"), pytest.mark.slow, pytest.mark.timeout(1800)]

Picture = dict[str, object]


@dataclass(frozen=True, slots=True)
class Work:
    """What is done in a folder, where its survey lies, and what must be done there first."""

    act: Callable[[Path], int]
    survey: str
    prepare: Callable[[Path], object]


def picture(survey: Path) -> Picture:
    """Return what the house reads there: each office's answers; nothing where there is no survey."""
    if not survey.exists():
        return {}
    one, problems = read_folder(open_folder(survey), drafts=True)
    assert not problems
    return {entry.office.id: (entry.standing, entry.response) for entry in one.entries}


def answer(folder: Path, value: str = "Hver uke") -> int:
    survey = open_folder(folder / "fylket-2026")
    path, order = survey.draft_path("risor"), [one.id for one in survey.checklist.questions()]
    seen = load(path, Response).document.answers if path.exists() else {}
    changes = {"tekst": Answer(value=value)}
    save_answers(survey.path, path, survey.blank("risor"), seen, changes, order=order)
    return 0


def hand_in(folder: Path) -> int:
    words = ("answer", "fylket-2026", "--office", "risor", "--answers", folder / "svar.yaml")
    return run(*words, folder=folder).code


def import_table(folder: Path) -> int:
    return run("import", "prove-2026", folder / "svar.csv", folder=folder).code


def with_table(folder: Path) -> None:
    survey = fifteen.start(folder)
    rows = wide(open_folder(survey).checklist, fifteen.fifteen(survey))
    (folder / "svar.csv").write_bytes(delimited(rows, ",", "utf-8"))


def with_draft(folder: Path) -> None:
    open_county(folder)
    answer(folder, "Hver måned")
    write(folder / "svar.yaml", GIVEN)


def with_checklist(folder: Path) -> None:
    open_county(folder)
    for path in sorted((folder / "fylket-2026").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "fylket-2026").rmdir()


def open_survey(folder: Path) -> int:
    words = ("--county", folder / "fylket.yaml", "--id", "fylket-2026", "--outputs", folder / "nye" / "outputs")
    return run("start", folder / "alle.yaml", *words, folder=folder).code


WORKS = {
    "the first answer of a draft": Work(answer, "fylket-2026", open_county),
    "an answer more in a draft": Work(answer, "fylket-2026", with_draft),
    "handing in what was begun": Work(hand_in, "fylket-2026", with_draft),
    "an import of every office": Work(import_table, "prove-2026", with_table),
    "a survey that is opened": Work(open_survey, "nye/outputs/fylket-2026", with_checklist),
}


def is_right(folder: Path, work: Work, allowed: list[Picture], new: Picture) -> str:
    """Say what is wrong with a survey after a cut; nothing if all that is allowed is there, and it goes on."""
    try:
        found = picture(folder / work.survey)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong counts
        return f"{type(error).__name__} {error}"
    if found not in allowed:
        return "neither as it was nor as it was said to be"
    if found == new:
        return ""
    return "" if work.act(folder) == 0 and picture(folder / work.survey) == new else "does not go on"


@pytest.mark.proof("P1")
@pytest.mark.parametrize("kind", [POSIX, JOURNALED])
@pytest.mark.parametrize("name", WORKS)
def test_after_a_power_cut_all_that_was_acknowledged_is_there(
    tmp_path: Path, name: str, kind: str, proof: Proof
) -> None:
    wrong = list[str]()
    for n, (folder, said) in enumerate(cut(tmp_path, WORKS[name], kind, proof)):
        wrong += [f"state {n} ({folder}): {said}"] if said else []
        proof.count(survived=not said)
    assert wrong == []


def cut(tmp_path: Path, work: Work, kind: str, proof: Proof) -> list[tuple[Path, str]]:
    """Do some work, lay out each state that a cut may leave, and say of each what is wrong."""
    home = tmp_path / "home"
    home.mkdir()
    work.prepare(home)
    old = picture(home / work.survey)
    recorded = record(lambda: work.act(home), home)
    new = picture(home / work.survey)
    assert old != new
    states = list(recorded.states(kind))
    assert len(states) > len([step for step in recorded.steps if not isinstance(step, Synced)])
    found = []
    for n, (is_done, tree) in enumerate(proof.some(states)):
        folder = lay_out(tree, tmp_path / f"{kind}-{n}")
        found.append((folder, is_right(folder, work, [new] if is_done else [old, new], new)))
    return found


# What the promise rests on, one thing taken away at a time.


def save_otherwise(saving: Callable[[Path, bytes], object], folder: Path) -> int:
    survey = open_folder(folder / "fylket-2026")
    path = survey.draft_path("risor")
    draft = load(path, Response).document
    saving(path, write_yaml(draft.model_copy(update={"answers": {"tekst": Answer(value="Hver uke")}})))
    return 0


def replace(path: Path, raw: bytes, *, sync_file: bool, sync_folder: bool) -> None:
    aside = path.with_name(f".{path.name}.{hashlib.sha256(raw).hexdigest()[:12]}.tmp")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT)
    os.write(handle, raw)
    if sync_file:
        os.fsync(handle)
    os.close(handle)
    aside.replace(path)
    if sync_folder:
        handle = os.open(path.parent, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


LESS: dict[str, Callable[[Path, bytes], object]] = {
    "nothing is synced": partial(replace, sync_file=False, sync_folder=False),
    "the folder is not synced": partial(replace, sync_file=True, sync_folder=False),
    "the file is not synced": partial(replace, sync_file=False, sync_folder=True),
    "the file is emptied and written anew": save_naively,
}


@pytest.mark.proof("P1")
@pytest.mark.parametrize("kind", [POSIX, JOURNALED])
@pytest.mark.parametrize("less", LESS)
def test_with_anything_less_a_power_cut_loses(tmp_path: Path, less: str, kind: str, proof: Proof) -> None:
    work = Work(partial(save_otherwise, LESS[less]), "fylket-2026", with_draft)
    found = [said for _, said in cut(tmp_path, work, kind, proof)]
    lost = sum(bool(said) for said in found)
    proof.control(tried=len(found), lost=lost)
    assert lost > 0
