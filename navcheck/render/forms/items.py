"""What to build in a form tool, item by item, in words: questions, what belongs to each answer, and their codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.messages import Message, say
from navcheck.core.model import Question
from navcheck.core.words import Instead, Kind, Proof
from navcheck.render.forms.wording import Wording

# What import knows the columns of the response itself by; the first is a text too.
OFFICE_CODE, ROLE_CODE, SHARES_CODE = "Nav-kontor", "rolle", "deling"


class Tool(StrEnum):
    """A form tool that we know the exports of."""

    NETTSKJEMA = "nettskjema"
    FORMS = "forms"


class Element(StrEnum):
    """What is chosen in the tool."""

    HEADING = "heading"
    ONE = "one"
    MANY = "many"
    LINE = "line"
    TEXT = "text"
    DATE = "date"


ELEMENTS: Mapping[Tool, Mapping[Element, Message]] = {
    Tool.NETTSKJEMA: {
        Element.HEADING: say("Heading"),
        Element.ONE: say("Radio buttons"),
        Element.MANY: say("Checkboxes"),
        Element.LINE: say("Text, one line"),
        Element.TEXT: say("Text, several lines"),
        Element.DATE: say("Date"),
    },
    Tool.FORMS: {
        Element.HEADING: say("New section"),
        Element.ONE: say("Choice"),
        Element.MANY: say("Choice («Multiple answers»)"),
        Element.LINE: say("Text"),
        Element.TEXT: say("Text («Long answer»)"),
        Element.DATE: say("Date"),
    },
}
# A field for numbers or dates alone would leave no room for «don't know»; import checks what is written.
_ELEMENT_OF = {
    Kind.CHOICE: Element.ONE,
    Kind.CHOICES: Element.MANY,
    Kind.NUMBER: Element.LINE,
    Kind.DATE: Element.LINE,
    Kind.TEXT: Element.TEXT,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to build: `options` are codes with their texts, `when` says when it is shown."""

    element: Element
    code: str
    text: str
    number: str = ""
    help: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    when: str = ""
    is_required: bool = False


def items(wording: Wording) -> Iterator[Item]:
    """Yield everything in the order in which it is built, the office first."""
    offices = tuple((office.id, office.name) for office in wording.form.offices)
    yield Item(Element.ONE, OFFICE_CODE, OFFICE_CODE, options=offices, is_required=True)
    yield Item(Element.LINE, ROLE_CODE, wording.role)
    yes_no = tuple(zip(("ja", "nei"), wording.yes_no, strict=True))
    yield Item(Element.ONE, SHARES_CODE, wording.shares, options=yes_no)
    for topic in wording.form.checklist.topics:
        yield Item(Element.HEADING, "", wording.tongue.pick(topic.title))
        for question in topic.questions:
            yield _asked(wording, question)
            yield from _beside(wording, question)


def _asked(wording: Wording, question: Question) -> Item:
    return Item(
        _ELEMENT_OF[question.type],
        question.id,
        wording.text(question),
        number=f"{wording.number(question)}.",
        help=tuple(_help(wording, question)),
        options=tuple(_options(wording, question)),
        when=wording.when(question),
    )


def _options(wording: Wording, question: Question) -> Iterator[tuple[str, str]]:
    if choices := wording.form.checklist.choices_of(question):
        yield from zip(choices, wording.labels(question), strict=True)
        yield from ((one.value, wording.instead(one)) for one in Instead)


def _help(wording: Wording, question: Question) -> Iterator[str]:
    if question.type is Kind.NUMBER:
        yield " ".join(wording.limits(question))
    if question.type is Kind.DATE:
        yield wording.tongue(say("Write the date as 21.11.2026."))
    if question.type in {Kind.NUMBER, Kind.DATE, Kind.TEXT}:
        yield wording.tongue(say("You may also write «don't know» or «not applicable»."))
    alone = [one.label for one in wording.form.checklist.choices_of(question).values() if one.alone]
    yield from (wording.tongue(say("Choose «{label}» alone.", label=label)) for label in alone)
    yield from wording.help(question)
    if law := wording.law(question):
        yield law


def _beside(wording: Wording, question: Question) -> Iterator[Item]:
    """Yield what belongs to an answer: why it is not applicable, a comment, and a document where one is asked for."""
    tongue, number = wording.tongue, wording.number(question)
    label = wording.instead(Instead.NOT_APPLICABLE)
    shown = tongue(say("Shown only when the answer to question {number} is «{label}».", number=number, label=label))
    why = tongue(say("If question {number} is not applicable: why?", number=number))
    # A tool can show a question after an answer that was chosen, not after one that was written.
    is_chosen = question.type in {Kind.CHOICE, Kind.CHOICES}
    yield Item(Element.TEXT, f"{question.id}__grunn", why, when=shown if is_chosen else "")
    comment = tongue(say("Comment on question {number}", number=number))
    yield Item(Element.TEXT, f"{question.id}__kommentar", comment)
    if wording.asks_for_document(question):
        yield from _document(wording, question.id, number)


def _document(wording: Wording, name: str, number: str) -> Iterator[Item]:
    tongue = wording.tongue
    title = tongue(say("Document for question {number}: title", number=number))
    day = tongue(say("Document for question {number}: date", number=number))
    proof = tongue(say("Document for question {number}: is it in writing?", number=number))
    yield Item(Element.LINE, f"{name}__dokument", title)
    yield Item(Element.DATE, f"{name}__dato", day)
    options = tuple(zip(Proof, wording.proofs, strict=True))
    yield Item(Element.ONE, f"{name}__bevis", proof, options=options)
