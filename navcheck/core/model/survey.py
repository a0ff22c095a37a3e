"""Who is asked, and by whom: offices, counties and the survey that one authority opens."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from navcheck.core.model.fields import Day, Model, Sha256, Slug, Text
from navcheck.core.words import Basis, Carry


class Municipality(Model):
    """A municipality that owes the duty; `part` names the part of it that the office serves."""

    no: Text
    name: Text | None = None
    language: Literal["nb", "nn", "noytral"] | None = None
    part: Text | None = None


class Office(Model):
    """A Nav office, with the municipalities that owe the duty it carries out."""

    id: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    unit: Text | None = None
    municipalities: tuple[Municipality, ...] = ()
    host: Text | None = None
    group: Text | None = None
    language: Literal["nb", "nn"] | None = None
    was: tuple[Slug, ...] = ()
    since: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class County(Model):
    """The register of offices; its order is the order of rows. `municipalities` are all that the county has."""

    navcheck: Literal["county/1"]
    id: Slug
    name: Text
    authority: Text
    municipalities: tuple[Municipality, ...] = ()
    offices: tuple[Office, ...]


class CaseNumbers(Model):
    """The case's number in the archives."""

    ours: Text | None = None
    theirs: Text | None = None


class Extension(Model):
    """More time for one office, as agreed."""

    until: Day
    asked: Day | None = None
    reason: Text | None = None


class ChecklistCopy(Model):
    """Which checklist a survey holds an exact copy of."""

    id: Slug
    version: Text
    sha256: Sha256


class Survey(Model):
    """One round: a checklist, the offices asked, a period and a deadline.

    `municipalities` are all that lie where the survey asks, so that those that no office answers for can be named.
    """

    navcheck: Literal["survey/1"]
    id: Slug
    title: Text
    period: Text | None = None
    basis: Basis = Basis.VOLUNTARY
    case: CaseNumbers | None = None
    opened: Day
    deadline: Day | None = None
    as_of: Day | None = None
    event: Text | None = None
    carry: Carry = Carry.AFTER
    extensions: Mapping[Slug, Extension] = {}
    comment_deadline: Day | None = None
    before: Slug | None = None
    checklist: ChecklistCopy
    authority: Text | None = None
    county: Text | None = None
    municipalities: tuple[Municipality, ...] = ()
    offices: tuple[Office, ...]

    def office(self, office_id: str) -> Office | None:
        """Return the office of that id, if it was asked."""
        return next((office for office in self.offices if office.id == office_id), None)
