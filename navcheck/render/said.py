"""What was said, put to people: an office's words, a question's name, the law, a number or a date as it is written."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from navcheck.core.answers import as_number
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.model.fields import source_of, to_day
from navcheck.core.small_numbers import SMALL as SMALL  # noqa: PLC0414 -- the words of small numbers
from navcheck.core.small_numbers import is_small as is_small  # noqa: PLC0414 -- stand beside them
from navcheck.core.typed import PROOF_LABELS
from navcheck.core.words import Kind, Status
from navcheck.render.marks import SHORT, Mark

if TYPE_CHECKING:
    from navcheck.core.matrix import Cell, Matrix, Said
    from navcheck.core.model import Answer, Checklist, Evidence, Question, Topic

_BREAK = re.compile(r"\s*\n\s*")


def title_of(matrix: "Matrix") -> tuple[str, str]:
    """Return the survey's title, and its period and authority as far as they are known."""
    survey = matrix.round.survey
    return survey.title, " · ".join(part for part in (survey.period, survey.authority) if part)


def shown_question(topic: "Topic") -> "Question | None":
    """Return the question whose answer fills the topic's cell."""
    return next((question for question in topic.questions if question.id == topic.shows), None)


def cell_words(topic: "Topic", cell: "Cell", tongue: Tongue) -> str:
    """Return what stands in a cell, for people."""
    question = shown_question(topic)
    return "; ".join(
        written(question, said, tongue)
        if isinstance(said, str) and question is not None
        else stored_words(said, tongue)
        for said in cell.said
    )


def stored_words(said: "Said", tongue: Tongue) -> str:
    """Return one thing said as a file holds it: numbers with points, ISO dates."""
    if isinstance(said, Message):
        return tongue(said)
    return tongue.pick(said) if isinstance(said, Mapping) else said


def answer_words(checklist: "Checklist", question: "Question", answer: "Answer", tongue: Tongue) -> str:
    """Return an answer's words outside the county's own matrix: a small number of persons is held back."""
    choices = checklist.choices_of(question)
    words = (tongue.pick(choices[value].label) if value in choices else value for value in answer.values)
    if question.persons and is_small(as_number(answer.values[0])):
        return SMALL
    return "; ".join(written(question, one, tongue) for one in words)


def written(question: "Question", value: str, tongue: Tongue) -> str:
    """Write numbers and dates as people do; a text is as it was sent."""
    if question.type is Kind.DATE:
        return tongue.day(to_day(value))
    number = as_number(value) if question.type is Kind.NUMBER else None
    return value if number is None else tongue.number(number)


def document_words(document: "Evidence", tongue: Tongue) -> str:
    """Name a document: its title and date as far as they are known, and whether it is written or was shown."""
    day = tongue.day(document.date) if document.date is not None else None
    return " · ".join(filter(None, (document.title, day, tongue.pick(PROOF_LABELS[document.proof]))))


def short_name(question: "Question", tongue: Tongue) -> str:
    """Name a question where room is scarce."""
    return tongue.pick(question.short) if question.short is not None else question.id


def mark_words(mark: Mark, cell: "Cell", tongue: Tongue) -> str:
    """Say a mark of a cell; where it is about another answer than the one that stands there, about which."""
    words = tongue(SHORT[mark])
    if cell.about is None or isinstance(mark, Status):
        return words
    return f"{words}: {short_name(cell.about, tongue)}"


def name_of(checklist: "Checklist", question: "Question", tongue: Tongue) -> str:
    """Name a question: by its topic's heading where it is all that the topic asks, else by its short name or text too.

    A topic that had more questions before some were left out shows the answer to none that is left.
    """
    topic = next(topic for topic in checklist.topics if any(one.id == question.id for one in topic.questions))
    if len(topic.questions) == 1 and topic.shows == question.id:
        return tongue.pick(topic.heading)
    return f"{tongue.pick(topic.heading)}, {tongue.pick(question.short or question.text)}"


def law_words(checklist: "Checklist", reference: str, tongue: Tongue) -> str:
    """Write a reference out: `sotjl-29 andre ledd` is sosialtjenesteloven § 29 andre ledd."""
    source = checklist.sources[source_of(reference)]
    words = f"{source.title}{reference.removeprefix(source_of(reference))}"
    return words if source.checked else tongue(say("{law} (not checked)", law=words))


def quoted(words: str) -> str:
    """Put foreign words into a sentence: in quotation marks, on one line."""
    return f"«{_BREAK.sub(' ', words.strip())}»"
