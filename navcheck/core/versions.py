"""What a new version of a checklist does to answers that were given to the old one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.model import Checklist, GapRule, Question


class Fate(StrEnum):
    """What becomes of the answers to a question."""

    KEPT = "kept"
    REWORDED = "reworded"
    FRESH = "needs-a-fresh-answer"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One question's fate; `was` is its id in the old version where that differs.

    `is_judged_otherwise` where other answers fall short than before.
    """

    question: str
    fate: Fate
    was: str | None = None
    lost: tuple[str, ...] = ()
    is_judged_otherwise: bool = False

    @property
    def is_comparable(self) -> bool:
        """Whether answers to it can be held against those to the old one."""
        return self.fate in {Fate.KEPT, Fate.REWORDED}


def compare_versions(old: Checklist, new: Checklist) -> tuple[Change, ...]:
    """Tell each question's fate, in the order of the new version; what was dropped comes last."""
    return tuple(_changes(old, new))


def names_before(changes: Iterable[Change]) -> dict[str, str]:
    """Return what each question that can be compared was called in the old version."""
    return {one.question: one.was or one.question for one in changes if one.is_comparable}


def _changes(old: Checklist, new: Checklist) -> Iterator[Change]:
    # An old question lives on in one: in the one with its id, else in the first that says it was that.
    seen = {question.id for question in new.questions()} & set(old.by_id)
    for question in new.questions():
        names = (question.id, *(name for name in question.was if name not in seen))
        before = next((old.by_id[name] for name in names if name in old.by_id), None)
        if before is None:
            yield Change(question.id, Fate.NEW)
            continue
        seen.add(before.id)
        was = before.id if before.id != question.id else None
        lost = tuple(value for value in old.choices_of(before) if value not in new.choices_of(question))
        is_judged_otherwise = _rules(old, before) != _rules(new, question)
        yield Change(question.id, _fate(before, question, lost), was, lost, is_judged_otherwise)
    yield from (Change(question.id, Fate.DROPPED) for question in old.questions() if question.id not in seen)


def _rules(checklist: Checklist, question: Question) -> tuple[object, ...]:
    """Return what makes an answer fall short, and how far; the law and the notes beside it change nothing."""
    gaps = question.gaps
    by_answer = [*map(_plain, gaps)] if isinstance(gaps, tuple) else {value: _plain(gaps[value]) for value in gaps}
    checks = [check for check in checklist.checks if check.about == question.id and check.severity is not None]
    return by_answer, {check.id: (check.severity, tuple(check.when.values())) for check in checks}


def _plain(rule: GapRule) -> dict[str, object]:
    return rule.model_dump(exclude={"legal_basis", "note"})


def _fate(before: Question, after: Question, lost: tuple[str, ...]) -> Fate:
    """Tell whether answers live on: the question takes the same kind of answer and every value it could have."""
    if before.type is not after.type or lost or _unit(before) != _unit(after):
        return Fate.FRESH
    return Fate.KEPT if before.text == after.text else Fate.REWORDED


def _unit(question: Question) -> object:
    return dict(question.unit) if question.unit else None
