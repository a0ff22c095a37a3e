"""A draft stands on the number that was received before it; when a new number comes, it is brought up to that one."""

from collections.abc import Mapping
from dataclasses import dataclass

from navcheck.core.model import Answer, Asked, Response


@dataclass(frozen=True, slots=True)
class Rebased:
    """What becomes of a draft when a new number is received.

    `changes` are the answers that it takes over from the number (None: the number has none), `own` the questions that
    were answered otherwise in the draft, which stay. A request is `answered` by the number, or still `open`.
    """

    changes: Mapping[str, Answer | None]
    own: tuple[str, ...]
    answered: tuple[Asked, ...] = ()
    open: tuple[Asked, ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether the draft still says something that the number does not."""
        return bool(self.own or self.open)


def rebase(draft: Response, before: Response | None, new: Response) -> Rebased:
    """Bring a draft up to a new number.

    Args:
        draft: what somebody has begun on.
        before: the number received last before the new one, on which the draft stands; None where there was none.
        new: what is received now.

    Returns:
        What is taken over and what stays. What the draft leaves unanswered was never changed there; a request whose
        question the new number leaves unanswered is still open.

    """
    stood = before.answers if before is not None else {}
    now = new.answers
    own = tuple(name for name, mine in draft.answers.items() if mine not in (stood.get(name), now.get(name)))
    changes = {
        name: now.get(name)
        for name in dict.fromkeys((*draft.answers, *now))
        if name not in own and draft.answers.get(name) != now.get(name)
    }
    answered = tuple(one for one in draft.asked if now.get(one.question) not in (None, stood.get(one.question)))
    return Rebased(changes, own, answered, tuple(one for one in draft.asked if one not in answered))
