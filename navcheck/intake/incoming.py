"""What one row would bring in, and what its reading found."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from navcheck.core.messages import Message
from navcheck.core.model import Answer, Checklist, Office
from navcheck.core.problems import Location, Problem
from navcheck.intake.tables.table import Table


class Incoming(NamedTuple):
    """One office's answers as a row gives them, in the checklist's order; a tuple, since a hundred thousand go by.

    `answering` makes them: of most rows nobody asks more than whether there are any. `sequence` orders what one office
    sent in: by the tool's own number where there is one, else by row. `received` is the day on which the tool took it,
    where it says.
    """

    office: Office
    row: int
    where: Callable[[], Location]
    answering: Callable[[], Mapping[str, Answer]]
    sequence: int
    role: str | None = None
    shares: bool | None = None
    received: date | None = None

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Return the answers."""
        return self.answering()


class Sighting(NamedTuple):
    """An office named by a row that brings nothing: which row, and where."""

    office: Office
    row: int
    where: Callable[[], Location]


class Read(NamedTuple):
    """A row as it was read: what it brings, what stops it, what is worth knowing of it, and else whose it was.

    One that does not count is a part of what comes later.
    """

    incoming: Incoming | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    seen: Sighting | None = None
    counts: bool = True


class Batch(Protocol):
    """A file whose rows can be gone through again, with what its header lacks."""

    @property
    def table(self) -> Table:
        """The file as a table."""

    @property
    def checklist(self) -> Checklist:
        """What is asked."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file as a whole."""

    @property
    def assumed(self) -> tuple[Message, ...]:
        """What was taken for granted in reading it, and which columns are not read."""

    @property
    def by_office(self) -> bool:
        """Whether what is counted are offices, each of which has rows of its own."""

    @property
    def resubmits(self) -> bool:
        """Whether an office may stand in it more than once, as in a form tool's export."""

    def read(self) -> Iterator[Read]:
        """Go through the rows."""
