"""In which answers two responses of one office differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from navcheck.core.messages import Message, say
from navcheck.core.model import Answer
from navcheck.core.text import quote

MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that is answered otherwise; none is no answer."""

    question: str
    before: Answer | None
    after: Answer | None


def differences(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> tuple[Difference, ...]:
    """Return the questions that are answered otherwise, in the order of the later answers, then of the earlier ones."""
    names = dict.fromkeys((*after, *before))
    return tuple(
        Difference(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


def tell_differences(found: tuple[Difference, ...]) -> Message:
    """Put differences into words, the first few of them with both answers."""
    told, more = tuple(_told(one) for one in found[:MOST_TOLD]), len(found) - MOST_TOLD
    return say("{told} and {more} more", told=told, more=more) if more > 0 else Message("{told}", {"told": told})


def _told(one: Difference) -> Message:
    before, after = _words(one.before), _words(one.after)
    if before == after:  # the same value, with another comment or document beside it
        return say("{id}: another comment or document", id=one.question)
    return Message("{id}: {before} → {after}", {"id": one.question, "before": before, "after": after})


def _words(answer: Answer | None) -> Message | str:
    if answer is None:
        return say("not answered")
    return quote("; ".join(answer.values) if answer.instead is None else answer.instead.value)
