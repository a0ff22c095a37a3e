"""What went wrong, where, and what to do: one exception, many problems, exact places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from navcheck.core.messages import Message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: lines and columns count from 1, a cell is named as people do (`D9`)."""

    path: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.path}:{self.sheet}!{self.cell}" if self.sheet else f"{self.path}:{self.cell}"
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stops a file, an answer or a command from being used."""

    code: str
    message: Message
    at: Location | None = None
    hint: Message | None = None


class NavcheckError(Exception):
    """The one exception that reaches a user; everything else is a bug."""

    def __init__(self, *problems: Problem, exit_code: int = 2) -> None:
        super().__init__("; ".join(f"{problem.code}: {problem.message}" for problem in problems))
        self.problems = problems
        self.exit_code = exit_code


Where = Callable[..., Location]


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """A document, a function from a path inside it to its place in the file, and what was noted on the way."""

    document: T
    where: Where
    notes: tuple[Problem, ...] = field(default=())


def refuse(problems: Iterable[Problem], exit_code: int = 2) -> None:
    """Raise all problems at once, if there are any.

    Raises:
        NavcheckError: with every problem.

    """
    if found := tuple(problems):
        raise NavcheckError(*found, exit_code=exit_code)
