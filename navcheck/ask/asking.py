"""What an interview needs of a keyboard and a screen, and the few keys that are the same everywhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

HELP_KEY, BACK_KEY, COMMENT_KEY, FETCH_KEY = "?", "<", "+", "="
KEYS = frozenset({HELP_KEY, BACK_KEY, COMMENT_KEY, FETCH_KEY})


@contextmanager
def at_hand() -> Iterator[None]:
    """Take a terminal that is gone for a person who is: what was answered is saved.

    Raises:
        EOFError: where the terminal can no longer be read, or written to.

    """
    try:
        yield
    except OSError:
        raise EOFError from None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen: what it is called in files, and on the screen."""

    value: str
    label: str


class Ask(Protocol):
    """A keyboard and a screen; asking raises EOFError or KeyboardInterrupt where a person goes."""

    def show(self, text: str) -> None:
        """Show a text of one or more lines, already wrapped."""

    def line(self, prompt: str, default: str = "") -> str:
        """Ask for one line; `default` stands there to be edited."""

    def choose(self, options: Sequence[Option], chosen: Sequence[str], *, several: bool) -> str:
        """Offer answers, those `chosen` before marked; return a value (several with `;` between), a key, or words."""
