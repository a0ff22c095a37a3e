"""Letters to those whom a survey asks: whom each goes to, in which language, and what it is made of.

A kind of letter is a function from an `Occasion` to a `Letter`. Nothing here knows how a letter looks; none is mailed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import chain, count
from typing import Literal

from navcheck.core.letter_law import Citation
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Checklist, Office, Survey
from navcheck.core.model.fields import LONGEST_SLUG
from navcheck.core.model.survey import Municipality
from navcheck.core.opening import slug_of
from navcheck.core.round import Entry

# What only the county can fill in; a renderer makes it easy to see.
CONTACT_BLANK = say("[contact point]")
DEADLINE_BLANK = say("[deadline]")
COMMENTS_BLANK = say("[deadline for comments]")
_NOBODY_NAMED = "Statsforvalteren"
_MUNICIPALITY = " kommune"


class Written(StrEnum):
    """The written languages of letters and forms."""

    BOKMAL = "nb"
    NYNORSK = "nn"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets one letter: the municipality that owes the duty, else the office itself; the offices get copies.

    `name` and `no` are empty where the survey does not give them.
    """

    offices: tuple[Office, ...]
    is_municipality: bool
    no: str = ""
    name: str = ""
    decided: Literal["nb", "nn", "noytral"] | None = None

    @property
    def words(self) -> Message | str:
        """Name it as an address does."""
        if not self.is_municipality:
            return self.offices[0].name
        if not self.name:
            return say("municipality no. {no}", no=self.no)
        return say_many("{names} municipality", "{names} municipalities", 1, names=self.name)

    @property
    def slug(self) -> str:
        """Its name as part of a file's name."""
        name = self.name if self.is_municipality else self.offices[0].name
        return slug_of(name)[:LONGEST_SLUG].strip("-") or self.offices[0].id

    @property
    def stem(self) -> str:
        """What tells its letters' files from all others: number and name."""
        return "-".join(filter(None, (slug_of(self.no)[:LONGEST_SLUG].strip("-"), self.slug)))

    def language(self, choice: Written | None) -> Written:
        """Choose the written language: what the municipality has decided, else the office's, the county's, bokmål."""
        return _first([self.decided, *(office.language for office in self.offices)], choice)


def addressees(offices: Iterable[Office]) -> tuple[Addressee, ...]:
    """Return whom to write to, each once, in the order in which the offices name them."""
    found: dict[tuple[bool, str], Addressee] = {}
    for office in offices:
        for one in _named_by(office):
            key = (one.is_municipality, one.no or one.name or office.id)
            before = found.get(key)
            if before is None:
                found[key] = one
            elif office not in before.offices:
                found[key] = replace(before, offices=(*before.offices, office))
    return tuple(found.values())


def _named_by(office: Office) -> Iterator[Addressee]:
    """Yield an office's municipalities, else the host of a joint office, else the office itself."""
    if office.municipalities:
        yield from (_municipality(office, one) for one in office.municipalities)
    elif office.host is not None:
        is_number = office.host.isdecimal()
        no, name = (office.host, "") if is_number else ("", office.host.removesuffix(_MUNICIPALITY))
        yield Addressee((office,), is_municipality=True, no=no, name=name)
    else:
        yield Addressee((office,), is_municipality=False)


def _municipality(office: Office, one: Municipality) -> Addressee:
    name = (one.name or "").removesuffix(_MUNICIPALITY)
    return Addressee((office,), is_municipality=True, no=one.no, name=name, decided=one.language)


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Tell equal names apart by a number, so that no file takes another's place: `heroy`, `heroy-2`."""
    found: dict[str, None] = {}
    for name in names:
        others = (f"{name}-{number}" for number in count(2))
        found[next(one for one in chain([name], others) if one not in found)] = None
    return tuple(found)


def language_of(office: Office, choice: Written | None) -> Written:
    """Choose an office's language: its own, else what its municipalities have decided, the county's choice, bokmål."""
    return _first([office.language, *(one.language for one in office.municipalities)], choice)


def _first(languages: Iterable[str | None], choice: Written | None) -> Written:
    """Return the first that anybody has chosen; a municipality that is neutral has not."""
    chosen = (Written(one) for one in languages if one in set(Written))
    return next(chosen, choice) or Written.BOKMAL


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter is written about, to whom, and on which day; `contact` is empty where the county has not said.

    `entries` are what the offices have sent, by their ids; empty for a letter that does not ask.
    """

    survey: Survey
    checklist: Checklist
    to: Addressee
    day: date
    contact: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def sender(self) -> str:
        """Who writes."""
        return self.survey.authority or _NOBODY_NAMED

    @property
    def of_offices(self) -> tuple[Entry, ...]:
        """What each of the addressee's offices has sent."""
        return tuple(self.entries[office.id] for office in self.to.offices if office.id in self.entries)


# What stands beside a caption.
Shown = Message | str | date
Captioned = tuple[Message, Shown]


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a heading, then what to do, step by step."""

    heading: Message | None
    paragraphs: tuple[Message | str, ...]
    steps: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, whole, before it is put into a language.

    `blanks` are those that still stand in it, `until` the first day by which it asks for something.
    """

    day: date
    sender: str
    receiver: Shown
    copies: tuple[str, ...]
    references: tuple[tuple[Message, str], ...]
    title: Message
    facts: tuple[Captioned, ...]
    sections: tuple[Section, ...]
    attachments: tuple[Message, ...]
    law: tuple[Citation, ...]
    blanks: tuple[Message, ...]
    until: date | None = None
