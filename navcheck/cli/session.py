"""What every command stands on: the language, the day, the folders, and the streams."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue
from navcheck.core.problems import Problem

if TYPE_CHECKING:
    from navcheck.files.places import Places

NARROWEST = 40
WIDEST = 120
_INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program. stdout is the result, stderr the conversation."""

    tongue: Tongue
    today: date
    outputs: Path
    checklists: Path
    quiet: bool = False
    plain: bool = False

    def with_options(
        self, outputs: Path | None, checklists: Path | None, *, quiet: bool = False, plain: bool = False
    ) -> "Session":
        """Return the session as the shared options of a command make it."""
        return replace(
            self,
            outputs=outputs or self.outputs,
            checklists=checklists or self.checklists,
            quiet=quiet or self.quiet,
            plain=plain or self.plain,
        )

    @property
    def places(self) -> "Places":
        """Where what is named is looked for."""
        from navcheck.files.places import Places

        return Places(self.outputs, self.checklists)

    def out(self, text: str) -> None:
        """Print a result for people, as far as the screen's encoding can say it."""
        with _writing():
            write(sys.stdout, text)
            sys.stdout.flush()

    def data(self, data: bytes | str) -> None:
        """Print a result for programs: the same UTF-8 bytes on every machine."""
        raw = data.encode() if isinstance(data, str) else data
        with _writing():
            sys.stdout.flush()
            sys.stdout.buffer.write(raw)
            sys.stdout.buffer.flush()

    def tell(self, message: Message) -> None:
        """Say something beside the result."""
        if not self.quiet:
            words = self.tongue(message)
            # What begins with a space is a command or a path, to be copied whole; what goes to a file is a line.
            with beside():
                is_prose = sys.stderr.isatty() and not words.startswith(" ")
                shown = textwrap.fill(words, self.width, break_long_words=False) if is_prose else words
                write(sys.stderr, f"{shown}\n")

    def complain(self, problems: Iterable[Problem]) -> None:
        """Print problems, each with its place and cure."""
        from navcheck.render.problems import format_problems

        text = format_problems(tuple(problems), self.tongue).rstrip("\n")
        if text:
            lines = text.split("\n")
            with beside():
                write(sys.stderr, "\n".join(map(self._wrapped, lines) if sys.stderr.isatty() else lines) + "\n")

    def _wrapped(self, line: str) -> str:
        """Break a line where words end; what follows stands as deep as a hint."""
        return textwrap.fill(
            line, self.width, subsequent_indent=_INDENT, break_long_words=False, break_on_hyphens=False
        )

    @property
    def width(self) -> int:
        """How many columns there are to print in."""
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


class UnwritableError(Exception):
    """The result's own stream takes nothing: a full disk, a closed stream."""


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        leave(sys.stdout)  # the reader went away, as `head` does; what is done is done to its end
    except (OSError, AttributeError, ValueError) as error:
        leave(sys.stdout)
        # A stream that somebody closed or took away has no file any more.
        raise UnwritableError(getattr(error, "strerror", None) or "stdout") from None


@contextmanager
def beside() -> Iterator[None]:
    """Say what need not be heard: where nobody can be told, the work goes on."""
    try:
        yield
    except (OSError, AttributeError, ValueError):
        leave(sys.stderr)


def write(stream: object, text: str) -> None:
    """Write to a stream what its encoding can say; what it cannot say becomes a question mark, never a crash."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))  # type: ignore[attr-defined]


def leave(stream: object) -> None:
    """Let what a stream still holds go nowhere, so that Python does not stumble on it at the program's end."""
    with suppress(OSError, AttributeError, ValueError):
        number = stream.fileno()  # type: ignore[attr-defined]
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), number)


def first_session(language: Tongue, today: date) -> Session:
    """Make the session that the environment says."""
    outputs = Path(os.environ.get("NAVCHECK_OUTPUTS") or "outputs")
    checklists = Path(os.environ.get("NAVCHECK_CHECKLISTS") or "checklists")
    plain = os.environ.get("NAVCHECK_PLAIN", "") not in {"", "0"} or os.environ.get("TERM") == "dumb"
    return Session(language, today, outputs, checklists, plain=plain)
