"""What the county writes on its own desk: its reading of words, its plan, comments and confirmations."""

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from navcheck.core.model.fields import Day, Model, Slug, Text, Whole
from navcheck.core.words import ActionState, Severity


class Reading(Model):
    """The code that the county reads some words as, for every office or for one."""

    words: Text
    code: Slug
    office: Slug | None = None
    note: Text | None = None


class Coding(Model):
    """The county's reading of words as codes, question by question."""

    navcheck: Literal["coding/1"]
    questions: Mapping[Slug, tuple[Reading, ...]] = {}


class Waiver(Model):
    """Why a point is left, and until when."""

    reason: Text
    until: Day


class Action(Model):
    """What was agreed to close a gap; the owner is a role."""

    id: Slug
    office: Slug
    question: Slug
    severity: Severity
    opened: Day
    action: Text | None = None
    owner: Text | None = None
    deadline: Day | None = None
    follow_up: Text | None = None
    review: Day | None = None
    state: ActionState = ActionState.OPEN
    waiver: Waiver | None = None
    closes: Text | None = None

    @model_validator(mode="after")
    def _waived_with_a_reason(self) -> "Action":
        if (self.state is ActionState.WAIVED) != (self.waiver is not None):
            raise PydanticCustomError("waiver", "waived and waiver go together")
        return self


class Plan(Model):
    """The action plan of a survey."""

    navcheck: Literal["plan/1"]
    actions: tuple[Action, ...] = ()


class Comment(Model):
    """What an office said to its draft of the report: to one point, or without a question to the draft as a whole."""

    office: Slug
    question: Slug | None = None
    date: Day
    text: Text


class Comments(Model):
    """What the offices said to the draft."""

    navcheck: Literal["comments/1"]
    comments: tuple[Comment, ...] = ()


class Confirmation(Model):
    """Who confirmed what the county recorded on an office's behalf; a role, never a name."""

    office: Slug
    number: Whole
    date: Day
    role: Text | None = None


class Confirmed(Model):
    """The confirmations of a survey."""

    navcheck: Literal["confirmed/1"]
    confirmed: tuple[Confirmation, ...] = ()
