"""Two writers, one response: a save is a change to named questions. Knows nothing of files or locks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from navcheck.core.model import Answer


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers with all changes that nobody contradicts; for a conflict they hold what is there now."""

    answers: Mapping[str, Answer]
    conflicts: tuple[str, ...]


def merge(current: Mapping[str, Answer], seen: Mapping[str, Answer], changes: Mapping[str, Answer | None]) -> Merged:
    """Put changes to named questions into the answers that are there now.

    Args:
        current: the answers as they are now.
        seen: the answers as they were when the changes were made.
        changes: the new answers; None takes an answer away. Who answers once more what had been seen has answered too.

    Returns:
        The answers, and the questions that somebody else answered otherwise meanwhile, in the order of `changes`.

    """
    fresh = {question: mine for question, mine in changes.items() if mine != current.get(question)}
    conflicts = tuple(question for question in fresh if current.get(question) != seen.get(question))
    applied = {question: mine for question, mine in fresh.items() if question not in conflicts}
    kept = {**current, **applied}
    return Merged({question: answer for question, answer in kept.items() if answer is not None}, conflicts)


def in_order(answers: Mapping[str, Answer], order: Sequence[str]) -> dict[str, Answer]:
    """Return the answers in the order of the questions; what the order does not name comes last, as it stood."""
    return {question: answers[question] for question in _unique([*order, *answers]) if question in answers}


def _unique(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)
