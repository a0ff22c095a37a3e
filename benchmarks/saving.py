"""What saving one answer takes: beside a plain write of the same bytes, and beside one that nothing can cut in half."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.core_surveys import make_core
from benchmarks.ratios import Line, in_turn
from benchmarks.workshop import DAY, Workshop
from navcheck.core.model import Answer
from navcheck.files.drafts import save_answers
from navcheck.files.survey_folder import SurveyFolder, open_folder

SAVES = 60
CHANGED = "hvordan-finne"


@dataclass(slots=True)
class _Draft:
    """An office's draft, and its answers as they were saved last."""

    folder: SurveyFolder
    office: str
    answers: dict[str, Answer]
    turns: Iterator[int] = field(default_factory=count)

    def change(self) -> None:
        """Save one answer that is another than the last, as the interview does."""
        changed = Answer(value=f"Vi går gjennom lista sammen ({next(self.turns)})")
        self._save({CHANGED: changed})
        self.answers[CHANGED] = changed

    def begin(self) -> Path:
        """Save all answers; return where they lie."""
        answers, self.answers = self.answers, {}
        self._save(answers)
        self.answers = answers
        return self.folder.draft_path(self.office)

    def _save(self, changes: dict[str, Answer]) -> None:
        folder, order = self.folder, [question.id for question in self.folder.checklist.questions()]
        path, blank = folder.draft_path(self.office), folder.blank(self.office)
        save_answers(folder.path, path, blank, self.answers, changes, order=order)


def saving(workshop: Workshop) -> Iterator[Line]:
    """Save one more change to a draft of 24 answers, and the same bytes without any of navcheck."""
    outputs = workshop.path / "saving"
    shutil.rmtree(outputs, ignore_errors=True)
    folder = open_folder(make_core(outputs, 1, DAY))
    office = folder.survey.offices[0].id
    received = folder.received(office)
    draft = _Draft(folder, office, dict(received.answers if received else {}))
    path = draft.begin()
    raw, what = path.read_bytes(), f"saving one answer, beside {len(draft.answers) - 1} others"
    for against, write, target in (
        ("write and fsync of the file", _write, 2),
        ("write, fsync, rename, fsync of the folder", _write_safely, None),
    ):
        yield Line(what, against, in_turn(SAVES, draft.change, _of(write, path.with_name("beside"), raw)), target)


def _of(write: Callable[[Path, bytes], None], path: Path, raw: bytes) -> Callable[[], None]:
    return lambda: write(path, raw)


def _write(path: Path, raw: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())


def _write_safely(path: Path, raw: bytes) -> None:
    """Do what nobody gets round who may lose power: whatever stands there is whole, the old or the new."""
    aside = path.with_name("aside")
    _write(aside, raw)
    aside.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
