"""What the workbook asks, row by row, in words. Knows nothing of cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from navcheck.core.form import CHOSEN, OFFICE_ROW, ROLE_ROW, SHARES_ROW
from navcheck.core.guard import LONGEST_ROLE, LONGEST_TEXT
from navcheck.core.messages import say
from navcheck.core.model import Question
from navcheck.core.words import Instead, Kind
from navcheck.render.forms.wording import Part, Weight, Wording


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text that stands in the answer's place and cannot be changed."""

    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One of these words, and nothing else."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number within limits, or one of the words that stand instead."""

    least: Decimal | None
    most: Decimal | None
    is_whole: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, as a date or as it is written, or one of the words that stand instead."""


@dataclass(frozen=True, slots=True)
class Written:
    """Words of the office's own."""

    longest: int
    is_long: bool = True


Offer = Fixed | Listed | Counted | Dated | Written


@dataclass(frozen=True, slots=True)
class Row:
    """One row to fill in: what it is known by, what stands there, and what may be answered."""

    id: str
    number: str
    parts: tuple[Part, ...]
    offer: Offer
    has_comment: bool = False
    has_document: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that opens a topic."""

    text: str


def rows(wording: Wording) -> Iterator[Row | Heading]:
    """Yield every row below the introduction: about the office first, then topic by topic."""
    yield Heading(wording.tongue(say("About the office")))
    yield from _about_the_office(wording)
    for topic in wording.form.checklist.topics:
        yield Heading(wording.tongue.pick(topic.title))
        for question in topic.questions:
            yield from _asked(wording, question)


def _about_the_office(wording: Wording) -> Iterator[Row]:
    form, tongue = wording.form, wording.tongue
    names = tuple(office.name for office in form.offices)
    office: Offer = Listed(names) if form.office is None else Fixed(form.office.name)
    yield Row(OFFICE_ROW, "", ((Weight.QUESTION, tongue(say("Nav office"))),), office)
    yield Row(ROLE_ROW, "", ((Weight.QUESTION, wording.role),), Written(LONGEST_ROLE, is_long=False))
    yield Row(SHARES_ROW, "", ((Weight.QUESTION, wording.shares),), Listed(wording.yes_no))


def _asked(wording: Wording, question: Question) -> Iterator[Row]:
    yield Row(
        question.id,
        f"{wording.number(question)}.",
        tuple(wording.parts(question)),
        _offer(wording, question),
        has_comment=True,
        has_document=wording.asks_for_document(question),
    )
    if question.type is Kind.CHOICES:
        for value, choice in wording.form.checklist.choices_of(question).items():
            label = wording.tongue.pick(choice.label)
            shown = wording.tongue(say("{label} (alone)", label=label)) if choice.alone else label
            yield Row(f"{question.id}.{value}", "", ((Weight.PLAIN, shown),), Listed((CHOSEN,)))


def _offer(wording: Wording, question: Question) -> Offer:
    instead = tuple(map(wording.instead, Instead))
    if question.type is Kind.NUMBER:
        return Counted(question.min, question.max, question.persons, instead)
    if question.type is Kind.DATE:
        return Dated()
    if question.type is Kind.TEXT:
        return Written(LONGEST_TEXT)
    return Listed(instead if question.type is Kind.CHOICES else (*wording.labels(question), *instead))
