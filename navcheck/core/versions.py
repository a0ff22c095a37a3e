"""What a new version of a checklist does to answers that were given to the old one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.model import Checklist, Question


class Fate(StrEnum):
    """What becomes of the answers to a question."""

    KEPT = "kept"
    REWORDED = "reworded"
    FRESH = "needs-a-fresh-answer"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One question's fate; `was` is its id in the old version where that differs."""

    question: str
    fate: Fate
    was: str | None = None
    lost: tuple[str, ...] = ()


def compare_versions(old: Checklist, new: Checklist) -> tuple[Change, ...]:
    """Tell each question's fate, in the order of the new version; what was dropped comes last."""
    return tuple(_changes(old, new))


def _changes(old: Checklist, new: Checklist) -> Iterator[Change]:
    seen: set[str] = set()
    for question in new.questions():
        before = next((old.by_id[name] for name in (question.id, *question.was) if name in old.by_id), None)
        if before is None:
            yield Change(question.id, Fate.NEW)
            continue
        seen.add(before.id)
        was = before.id if before.id != question.id else None
        lost = tuple(value for value in old.choices_of(before) if value not in new.choices_of(question))
        yield Change(question.id, _fate(before, question, lost), was, lost)
    yield from (Change(question.id, Fate.DROPPED) for question in old.questions() if question.id not in seen)


def _fate(before: Question, after: Question, lost: tuple[str, ...]) -> Fate:
    """Tell whether answers live on: the question takes the same kind of answer and every value it could have."""
    if before.type is not after.type or lost or _unit(before) != _unit(after):
        return Fate.FRESH
    return Fate.KEPT if before.text == after.text else Fate.REWORDED


def _unit(question: Question) -> object:
    return dict(question.unit) if question.unit else None
