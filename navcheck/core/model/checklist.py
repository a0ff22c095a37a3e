"""What is asked: a checklist with its sources, scales, topics, questions and checks across questions."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Discriminator, GetJsonSchemaHandler, Tag, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from navcheck.core.model.fields import Day, Flag, Model, Number, Reference, Sha256, Slug, Text, Whole, Words
from navcheck.core.model.response import Answer
from navcheck.core.words import Ground, Kind, Severity, Status, Supervised

COMPARISONS = ("equals", "above", "below", "at_least", "above_sum_of", "not_sum_of")


class Source(Model):
    """A law or other document that questions rest on, with the day its text was read."""

    title: Text
    url: Text | None = None
    as_of: Day | None = None
    sha256: Sha256 | None = None
    until: Day | None = None
    checked: Flag = True


class FactDefinition(Model):
    """A figure about an office that the county may bring along; `counts` where municipalities' figures add up."""

    id: Slug
    unit: Text | None = None
    counts: Flag = False
    max_age_months: Whole | None = None
    title: Words


class Choice(Model):
    """One answer of a scale; `alone` bars other choices beside it, `aliases` are further words that import takes."""

    label: Words
    status: Literal[Status.MET, Status.NO_CASES] | None = None
    alone: Flag = False
    aliases: tuple[Text, ...] = ()


Scale = Mapping[Slug, Choice]


class Comparison(Model):
    """How a number is compared, in the question's own unit."""

    equals: Number | None = None
    above: Number | None = None
    below: Number | None = None
    at_least: Number | None = None
    above_sum_of: tuple[Slug, ...] | None = None
    not_sum_of: tuple[Slug, ...] | None = None


class Condition(Comparison):
    """One line of a `when`: values or codes any of which fits, one comparison, or whether it was answered."""

    values: tuple[Slug, ...] | None = None
    answered: Flag | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say for editors that a list of values will do, and that a mapping says one thing."""
        mapping = {**handler.resolve_ref_schema(handler(core)), "minProperties": 1, "maxProperties": 1}
        return {"anyOf": [{"type": "array", "items": {"type": "string"}}, mapping]}

    @model_validator(mode="before")
    @classmethod
    def _takes_a_list(cls, value: object) -> object:
        return {"values": value} if isinstance(value, list) else value

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Condition":
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("condition", "not exactly one condition")
        return self


# A name may join numbers: «apne-start + mottatt» stands for their sum.
When = Mapping[str, Condition]
JOINS = " + "


class GapRule(Model):
    """How far an answer falls short; the long form carries its own law and a note."""

    severity: Severity
    legal_basis: tuple[Reference, ...] = ()
    note: Words | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say for editors that the severity alone will do, but for a number's rule, which compares."""
        mapping = handler.resolve_ref_schema(handler(core))
        if cls is not GapRule:
            return {**mapping, "oneOf": [{"required": [key]} for key in COMPARISONS]}
        return {"anyOf": [{"enum": [severity.value for severity in Severity]}, mapping]}

    @model_validator(mode="before")
    @classmethod
    def _takes_a_word(cls, value: object) -> object:
        return {"severity": value} if isinstance(value, str) else value


class NumberRule(Comparison, GapRule):
    """A gap rule for a number: the first in the list that fits counts."""

    @model_validator(mode="after")
    def _compares_once(self) -> "NumberRule":
        if len(self.model_fields_set & set(COMPARISONS)) != 1:
            raise PydanticCustomError("condition", "not exactly one condition")
        return self


Gaps = Annotated[
    Annotated[Mapping[str, GapRule], Tag("by_value")] | Annotated[tuple[NumberRule, ...], Tag("by_number")],
    Discriminator(lambda value: "by_number" if isinstance(value, (list, tuple)) else "by_value"),
]


class EvidenceRequest(Model):
    """What an inspector would ask to see; `ask` says whether the interview asks for it too."""

    ask: Flag = False
    what: Words


class Question(Model):
    """One thing that is asked, what it rests on, and what each answer means.

    `per` names the fact that a number is compared by, office with office; `who` says whom a leader may need to ask.
    """

    id: Slug
    type: Kind
    scale: Slug | None = None
    choices: Scale | None = None
    codes: Slug | None = None
    persons: Flag = False
    per: Slug | None = None
    min: Number | None = None
    max: Number | None = None
    unit: Words | None = None
    short: Words | None = None
    text: Words
    help: Words | None = None
    who: Words | None = None
    legal_basis: tuple[Reference, ...] = ()
    ground: Ground = Ground.PRACTICE
    supervised: Supervised = Supervised.NONE
    when: When = {}
    gaps: Gaps = {}
    evidence: EvidenceRequest | None = None
    action: Words | None = None
    was: tuple[Slug, ...] = ()
    aliases: tuple[Text, ...] = ()


class Topic(Model):
    """One column of the matrix; `shows` names the question whose answer fills the cell."""

    id: Slug
    title: Words
    heading: Words
    shows: Slug | None = None
    optional: Flag = False
    questions: tuple[Question, ...]


class Check(Model):
    """A rule across questions: with a severity a gap on `about`, without one a conflict to look at."""

    id: Slug
    about: Slug
    when: When
    text: Words
    severity: Severity | None = None
    legal_basis: tuple[Reference, ...] = ()


class Checklist(Model):
    """A supervisory checklist, as written by its authors."""

    navcheck: Literal["checklist/1"]
    id: Slug
    version: Text
    title: Words
    sources: Mapping[Slug, Source] = {}
    facts: tuple[FactDefinition, ...] = ()
    scales: Mapping[Slug, Scale] = {}
    topics: tuple[Topic, ...]
    checks: tuple[Check, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Yield every question in the order in which it is asked."""
        return (question for topic in self.topics for question in topic.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by their ids."""
        return {question.id: question for question in self.questions()}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Which place each question has in the order in which they are asked, by their ids."""
        return {question.id: n for n, question in enumerate(self.questions())}

    @cached_property
    def plain_answers(self) -> Mapping[str, Mapping[str | tuple[str, ...] | None, Answer]]:
        """What a choice is with nothing beside it, by question and choice: one answer for all who give it."""
        return {
            question.id: {name: Answer(value=name) for name in self.choices_of(question)}
            if question.type is Kind.CHOICE
            else {}
            for question in self.questions()
        }

    def choices_of(self, question: Question) -> Scale:
        """Return the answers that a question offers, in order; empty for numbers, texts and dates."""
        return question.choices or self.scales.get(question.scale or "", {})

    def codes_of(self, question: Question) -> Scale:
        """Return the codes that the county may give to a text; empty where the words stand alone."""
        return self.scales.get(question.codes or "", {})
