"""What one row would bring in, and what its reading found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from navcheck.core.model import Answer, Office
from navcheck.core.problems import Location, Problem
from navcheck.intake.table import Table


@dataclass(frozen=True, slots=True)
class Incoming:
    """One office's answers as a row gives them, in the checklist's order.

    `sequence` orders what one office sent in: by the tool's own number where there is one, else by row. `received` is
    the day on which the tool took it, where it says.
    """

    office: Office
    row: int
    at: Location
    answers: Mapping[str, Answer]
    sequence: int
    role: str | None = None
    shares: bool | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A row as it was read: what it brings, what stops it, and what is worth knowing of it."""

    incoming: Incoming | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class Batch(Protocol):
    """A file whose rows can be gone through again, with what its header lacks."""

    @property
    def table(self) -> Table:
        """The file as a table."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file as a whole."""

    @property
    def resubmits(self) -> bool:
        """Whether an office may stand in it more than once, as in a form tool's export."""

    def read(self) -> Iterator[Read]:
        """Go through the rows."""
