"""What the page shows of each question, and what the office fetches beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from navcheck.core.messages import say
from navcheck.core.model import Question, Topic
from navcheck.core.readiness import Person, readiness
from navcheck.core.words import Kind
from navcheck.render.forms.page_texts import Texts
from navcheck.render.forms.wording import Wording
from navcheck.render.rules import Rules

_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in the page; a text that there is none of is empty."""

    id: str
    type: str
    number: str
    text: Markup
    when: Markup
    how: Markup
    help: Markup
    who: Markup
    law: Markup
    choices: tuple[tuple[str, Markup, bool], ...]
    document: Markup


@dataclass(frozen=True, slots=True)
class AtHand:
    """What to have ready: figures with what they count and who knows them, documents, and whom to ask."""

    figures: tuple[Asked, ...]
    documents: tuple[Asked, ...]
    people: tuple[tuple[Markup, Markup], ...]


def questions(texts: Texts, topic: Topic) -> Iterator[Asked]:
    """Put each question of a topic."""
    return (_asked(texts, question) for question in topic.questions)


def at_hand(texts: Texts) -> AtHand:
    """Gather what takes time to find."""
    need = readiness(texts.form.checklist)
    return AtHand(
        figures=tuple(_asked(texts, question) for question in need.figures),
        documents=tuple(_asked(texts, question) for question in need.documents),
        people=tuple((texts.words(person.who), _their(texts, person)) for person in need.people),
    )


def _asked(texts: Texts, question: Question) -> Asked:
    evidence = question.evidence
    return Asked(
        id=question.id,
        type=question.type.value,
        number=Wording(texts.form, texts.tongues["nb"]).number(question),
        text=texts.words(question.text),
        when=texts.put(lambda wording: wording.when(question)),
        how=texts.put(lambda wording: _how(wording, question)),
        help=texts.words(question.help) if question.help is not None else _NOTHING,
        who=_who(texts, question),
        law=texts.put(lambda wording: wording.law(question)),
        choices=tuple(
            (value, texts.words(choice.label), choice.alone)
            for value, choice in texts.form.checklist.choices_of(question).items()
        ),
        document=texts.words(evidence.what) if evidence is not None and evidence.ask else _NOTHING,
    )


def _how(wording: Wording, question: Question) -> str:
    return " ".join(wording.limits(question)) if question.type is Kind.NUMBER else ""


def _who(texts: Texts, question: Question) -> Markup:
    if (who := question.who) is None:
        return _NOTHING
    message = "Who knows, or where it stands: {who}"
    return texts.put(lambda wording: wording.tongue(say(message, who=wording.tongue.pick(who))))


def _their(texts: Texts, person: Person) -> Markup:
    ids = [question.id for question in person.questions]
    return texts.put(lambda wording: wording.tongue(Rules(texts.form.checklist, wording.tongue).numbers(ids)))
