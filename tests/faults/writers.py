"""Writers who answer one office's draft at the same time, and what each of them notes.

An edit is noted before it is tried and again when it is acknowledged, so that a kill between the two leaves no riddle:
it may be there, and whoever came after has seen it.
"""

import json
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from navcheck.core.model import Answer, Response
from navcheck.files.documents import load_source, read_source
from navcheck.files.drafts import save_answers
from navcheck.files.saving import sum_now
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.files.yaml_writer import write_yaml

OFFICE, SHARED = "risor", ("alle-1", "alle-2")
TRY, DONE, GAVE_WAY = "try", "done", "gave way"
PAUSE = 0.002  # between a comparison and what it shall keep safe: what the disk takes, on a slow one


@dataclass(frozen=True, slots=True)
class Note:
    """What a writer had seen of a question, and what it put there; no two edits put the same value."""

    what: str
    question: str
    seen: str | None
    value: str
    seconds: float


def notes_of(log: Path) -> list[Note]:
    """Return what a writer has noted; a line that a kill has cut is none."""
    lines = log.read_bytes().split(b"\n")[:-1] if log.exists() else []
    return [Note(**json.loads(line)) for line in lines]


@dataclass(slots=True)
class Writer:
    """One of several: half of its edits are to a question of its own, the others to one that all answer."""

    survey: Path
    me: int
    log: Path
    seed: int
    seen: Mapping[str, Answer] = field(default_factory=dict)

    def write(self, save: "Save", edits: int) -> int:
        """Edit until so many edits are acknowledged, those of an earlier life counted."""
        folder, before = open_folder(self.survey), notes_of(self.log)
        self.seen = (folder.draft(OFFICE) or folder.blank(OFFICE)).answers
        chance = random.Random(f"{self.seed} {self.me} {len(before)}")  # noqa: S311 -- a race, repeated by its seed
        done = sum(note.what == DONE for note in before)
        for number in count(len(before)):
            if done == edits:
                break
            question = chance.choice([f"q{self.me}", f"q{self.me}", *SHARED])
            done += save(folder, self, Edit(self.log, question, f"{self.me}-{number}", chance))
        return 0


@dataclass(slots=True)
class Edit:
    """One edit: what shall stand, and whether it does."""

    log: Path
    question: str
    value: str
    chance: random.Random
    stands: bool = True
    began: float = field(default_factory=time.monotonic)

    @property
    def answer(self) -> Answer:
        """What shall stand."""
        return Answer(value=self.value)

    def note(self, what: str, seen: Answer | None) -> None:
        """Note it through to the disk."""
        one = Note(what, self.question, seen.values[0] if seen else None, self.value, time.monotonic() - self.began)
        with self.log.open("ab", buffering=0) as log:
            log.write(json.dumps(asdict(one)).encode() + b"\n")
            os.fsync(log.fileno())

    def settle(self, _: str, theirs: Answer | None, mine: Answer | None) -> Answer | None:
        """Answer as a person would who is shown what a colleague has answered meanwhile: now so, now so."""
        self.stands = self.chance.random() < 0.5
        self.note(TRY if self.stands else GAVE_WAY, theirs)
        return mine if self.stands else theirs


Save = Callable[[SurveyFolder, Writer, Edit], bool]


def save_as_the_house(folder: SurveyFolder, writer: Writer, edit: Edit) -> bool:
    """Save as the interview does."""
    edit.note(TRY, writer.seen.get(edit.question))
    path, order = folder.draft_path(OFFICE), [one.id for one in folder.checklist.questions()]
    changes = {edit.question: edit.answer}
    blank = folder.blank(OFFICE)
    saved = save_answers(folder.path, path, blank, writer.seen, changes, order=order, settle=edit.settle)
    writer.seen = saved.answers
    if edit.stands:
        edit.note(DONE, None)
    return edit.stands


def save_without_a_lock(folder: SurveyFolder, writer: Writer, edit: Edit, *, compares: bool) -> bool:
    """Save as programs mostly do: read, change, replace; at best after a look whether it is still what was read."""
    path = folder.draft_path(OFFICE)
    aside = path.with_name(f".{writer.me}.tmp")
    while True:
        source = read_source(path)
        draft = load_source(source, Response).document
        edit.note(TRY, draft.answers.get(edit.question))
        changed = draft.model_copy(update={"answers": {**draft.answers, edit.question: edit.answer}})
        aside.write_bytes(write_yaml(changed))
        if not compares or sum_now(path) == source.sha256:
            break
    time.sleep(PAUSE)
    aside.replace(path)
    edit.note(DONE, None)
    return True


def lost(notes: Sequence[Note], now: Mapping[str, Answer]) -> list[Note]:
    """Return the acknowledged edits that neither stand nor were replaced by somebody who had seen them.

    Back from what stands now, each edit tells what it had seen; all that was acknowledged lies on that way.
    """
    replaced = {note.value: note.seen for note in notes if note.what == TRY}  # the last try is the one that counts
    kept = {value for answer in now.values() for value in _back(answer.values[0], replaced)}
    return [note for note in notes if note.what == DONE and note.value not in kept]


def _back(value: str | None, replaced: Mapping[str, str | None]) -> Iterator[str]:
    while value is not None:
        yield value
        value = replaced[value]


SAVINGS: dict[str, Save] = {
    "house": save_as_the_house,
    "compares": partial(save_without_a_lock, compares=True),
    "naive": partial(save_without_a_lock, compares=False),
}
