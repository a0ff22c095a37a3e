"""One office's answers to one survey: a draft, or received as number 1, 2 and so on."""

from collections.abc import Mapping
from typing import Literal

from pydantic import ValidationInfo, ValidatorFunctionWrapHandler, field_validator, model_validator
from pydantic_core import PydanticCustomError

from navcheck.core.model.fields import Day, Flag, Model, Sha256, Slug, Text, Whole
from navcheck.core.words import Instead, Proof, RecordedBy


class Evidence(Model):
    """A document behind an answer."""

    title: Text | None = None
    date: Day | None = None
    proof: Proof


class Answer(Model):
    """A value or what stands instead of it; a value is text until its question says what it is."""

    value: Text | tuple[Text, ...] | None = None
    instead: Instead | None = None
    comment: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    carried: Text | None = None

    @field_validator("value", mode="before")
    @classmethod
    def _lists_are_tuples(cls, value: object) -> object:
        if value and isinstance(value, (str, tuple)):
            return value
        if value and isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise PydanticCustomError("text", "not a text")

    @model_validator(mode="after")
    def _value_or_instead(self) -> "Answer":
        if (self.value is None) == (self.instead is None):
            raise PydanticCustomError("value_or_instead", "not exactly one of value and instead")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The value as a tuple: empty, one, or the several chosen."""
        if self.value is None:
            return ()
        return self.value if isinstance(self.value, tuple) else (self.value,)

    @property
    def proven(self) -> bool:
        """Whether something written or shown stands behind the answer."""
        return any(evidence.proof in {Proof.WRITTEN, Proof.SHOWN} for evidence in self.evidence)


class Receipt(Model):
    """When a response was received, and who typed it; a role, never a name."""

    date: Day
    role: Text | None = None
    recorded_by: RecordedBy = RecordedBy.OFFICE


class Asked(Model):
    """The county's request to elaborate, written to the draft of the next number."""

    question: Slug
    date: Day
    text: Text
    until: Day | None = None


class Origin(Model):
    """Where an imported response came from."""

    date: Day
    file: Text
    sha256: Sha256
    row: Whole | None = None


class ChecklistName(Model):
    """The checklist that was answered."""

    id: Slug
    version: Text


class Response(Model):
    """One office's answers; absent means unanswered."""

    navcheck: Literal["response/1"]
    survey: Slug
    office: Slug
    checklist: ChecklistName
    revision: Whole = 1
    number: Whole | None = None
    received: Receipt | None = None
    minutes: Whole | None = None
    shares: Flag | None = None
    answers: Mapping[Slug, Answer] = {}
    asked: tuple[Asked, ...] = ()
    log: tuple[Origin, ...] = ()

    @field_validator("answers", mode="wrap")
    @classmethod
    def _plain_ones_are_shared(
        cls, value: object, validate: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> object:
        """Take the checklist's own `plain_answers`, where they are the context, for those that say no more."""
        if info.context is None or not isinstance(value, dict):
            return validate(value)
        plain: Mapping[str, Mapping[str, Answer]] = info.context
        found = {name: _plain_one(plain.get(name), answer) for name, answer in value.items()}
        found |= validate({name: value[name] for name, answer in found.items() if answer is None})
        return found


def _plain_one(plain: Mapping[str, Answer] | None, answer: object) -> Answer | None:
    if not plain or type(answer) is not dict or len(answer) != 1:
        return None
    choice = answer.get("value")
    return plain.get(choice) if isinstance(choice, str) else None
