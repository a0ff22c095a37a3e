"""In which answers two responses of one office differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from navcheck.core.messages import Message, say
from navcheck.core.model import Answer, Checklist
from navcheck.core.text import quote
from navcheck.core.typed import INSTEAD_LABELS

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


def tell_differences(found: tuple[Difference, ...], checklist: Checklist) -> Message:
    """Put differences into words, the first few of them with both answers as the office gave them."""
    told, more = tuple(_told(one, checklist) for one in found[:MOST_TOLD]), len(found) - MOST_TOLD
    return say("{told} and {more} more", told=told, more=more) if more > 0 else Message("{told}", {"told": told})


def _told(one: Difference, checklist: Checklist) -> Message:
    if _value(one.before) == _value(one.after):
        return say("{id}: another comment or document", id=one.question)
    before, after = (answer_words(answer, checklist, one.question) for answer in (one.before, one.after))
    return Message("{id}: {before} → {after}", {"id": one.question, "before": before, "after": after})


def _value(answer: Answer | None) -> object:
    return (answer.value, answer.instead) if answer is not None else None


def answer_words(answer: Answer | None, checklist: Checklist, name: str) -> Message:
    """Put one answer into words: labels, what stands instead, or the office's own words in quotation marks."""
    if answer is None:
        return say("not answered")
    question = checklist.by_id.get(name)
    choices = checklist.choices_of(question) if question is not None else {}
    if answer.instead is not None:
        return Message("«{words}»", {"words": INSTEAD_LABELS[answer.instead]})
    if all(value in choices for value in answer.values):
        return Message("«{words}»", {"words": tuple(choices[value].label for value in answer.values)})
    return Message("{words}", {"words": quote("; ".join(answer.values))})
