"""Several who answer one draft at the same time never overwrite each other unseen, and a kill loses nothing."""

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from navcheck.core.model import Response
from navcheck.files.documents import load
from navcheck.files.drafts import save_document
from navcheck.files.survey_folder import open_folder, read_folder
from tests.faults.children import end, start
from tests.faults.writers import DONE, GAVE_WAY, OFFICE, SAVINGS, SHARED, TRY, Note, Writer, lost, notes_of
from tests.program import run
from tests.promises import Proof

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

SEED = 8
WRITERS, EDITS = (8, 40)
CHECKLIST = """
navcheck: checklist/1
id: prove
version: "1"
title: {en: Race}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: Heading}
    questions:
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many writers, and how many edits each of them shall have acknowledged."""

    writers: int
    edits: int


def size(proof: Proof) -> Size:
    """Return the whole race where everything is asked for, else a small one."""
    return Size(WRITERS, EDITS) if len(proof.some(range(EDITS))) == EDITS else Size(4, 10)


def open_survey(folder: Path) -> Path:
    names = [*SHARED, *(f"q{me}" for me in range(WRITERS))]
    questions = "".join(f"      - {{id: {name}, type: text, text: {{en: Question {name}}}}}\n" for name in names)
    (folder / "prove.yaml").write_text(CHECKLIST + questions, "utf-8")
    ran = run("start", folder / "prove.yaml", "--office", "Nav Risør", "--id", "prove-2026", folder=folder)
    assert ran.code == 0, ran.err
    survey = open_folder(folder / "prove-2026")
    save_document(survey.draft_path(OFFICE), survey.blank(OFFICE), expected=None)
    return survey.path


def writers(survey: Path, saving: str, size: Size, seed: int) -> list[Writer]:
    return [Writer(survey, me, survey.parent / f"{saving}-{seed}-{me}", seed) for me in range(size.writers)]


def begin(writer: Writer, size: Size, saving: str = "house") -> int:
    return start(lambda: writer.write(SAVINGS[saving], size.edits))


def race(survey: Path, saving: str, size: Size, seed: int) -> list[Note]:
    """Let all write at the same time, and return what they noted."""
    all_ = writers(survey, saving, size, seed)
    children = [begin(one, size, saving) for one in all_]
    assert [end(child) for child in children] == [0] * size.writers
    return [note for one in all_ for note in notes_of(one.log)]


def race_with_kills(survey: Path, size: Size, seed: int) -> tuple[list[Note], Counter[str]]:
    """Let all write, and as they go on kill one or the other at random moments, and let it begin anew.

    Returns:
        What they noted, and how many kills fell inside an edit or between two.

    """
    all_, chance, kills = writers(survey, "house", size, seed), random.Random(seed), Counter[str]()  # noqa: S311
    running = {one.me: begin(one, size) for one in all_}
    for done in range(size.edits // 2, size.writers * size.edits // 2, size.edits // 8):
        while sum(note.what == DONE for one in all_ for note in notes_of(one.log)) < done:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        victim = chance.choice(all_)
        os.kill(running[victim.me], signal.SIGKILL)
        if end(running[victim.me]) == -signal.SIGKILL:
            last = notes_of(victim.log)[-1:]
            kills["inside" if last and last[0].what == TRY else "between"] += 1
        running[victim.me] = begin(victim, size)
    assert [end(child) for child in running.values()] == [0] * size.writers
    return [note for one in all_ for note in notes_of(one.log)], kills


def count_lost(survey: Path, notes: list[Note], size: Size) -> list[Note]:
    """Return the acknowledged edits that are lost, of a race in which all got theirs acknowledged."""
    assert Counter(note.what for note in notes)[DONE] == size.writers * size.edits
    _, problems = read_folder(open_folder(survey), drafts=True)
    assert not problems
    return lost(notes, load(survey / "drafts" / f"{OFFICE}.yaml", Response).document.answers)


def count(proof: Proof, notes: list[Note], gone: list[Note]) -> None:
    for note in notes:
        if note.what == DONE:
            proof.count(survived=note not in gone)


@pytest.mark.proof("P4")
def test_of_what_several_writers_had_acknowledged_nothing_is_lost(tmp_path: Path, proof: Proof) -> None:
    survey, whole = open_survey(tmp_path), size(proof)
    notes = race(survey, "house", whole, SEED)
    gone = count_lost(survey, notes, whole)
    count(proof, notes, gone)
    assert gone == [], f"seed {SEED}"
    assert any(note.what == GAVE_WAY for note in notes), "nobody met anybody"
    waited = max(note.seconds for note in notes if note.what == DONE)
    proof.note(f"longest wait of {whole.writers} writers {waited:.1f} s")


@pytest.mark.proof("P4")
def test_nor_where_writers_are_killed_and_begin_anew(tmp_path: Path, proof: Proof) -> None:
    survey, whole = open_survey(tmp_path), size(proof)
    notes, kills = race_with_kills(survey, whole, SEED)
    gone = count_lost(survey, notes, whole)
    count(proof, notes, gone)
    assert gone == [], f"seed {SEED}"
    assert kills["inside"] > 0
    proof.note(f"{kills.total()} kills, {kills['inside']} inside an edit")


@pytest.mark.proof("P4")
@pytest.mark.parametrize("saving", ["naive", "compares"])
def test_without_a_lock_they_lose(tmp_path: Path, saving: str, proof: Proof) -> None:
    survey, whole = open_survey(tmp_path), size(proof)
    gone = count_lost(survey, race(survey, saving, whole, SEED), whole)
    proof.control(tried=whole.writers * whole.edits, lost=len(gone))
    assert gone
