"""Progress for work that takes more than a moment: on a screen's stderr only, and gone when the work is done."""

import sys
import time
from types import TracebackType
from typing import Self

from navcheck.cli.session import Session, beside, write
from navcheck.core.messages import say_many

FIRST_AFTER = 1.0
EVERY = 0.5
_ROWS = 500


class Ticker:
    """Counts rows, and tells how many where somebody watches."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._watched = sys.stderr.isatty() and not session.quiet
        self._rows = 0
        self._shown = ""
        self._next = time.monotonic() + FIRST_AFTER

    def __enter__(self) -> Self:
        return self

    def tick(self) -> None:
        """Count a row."""
        self._rows += 1
        if self._watched and self._rows % _ROWS == 0 and (now := time.monotonic()) >= self._next:
            self._next = now + EVERY
            self._show(self._session.tongue(say_many("{count} row read", "{count} rows read", self._rows)))

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._shown:
            self._show("")

    def _show(self, words: str) -> None:
        with beside():
            write(sys.stderr, "\r" + words.ljust(len(self._shown)) + ("" if words else "\r"))
            sys.stderr.flush()
        self._shown = words
