"""A real terminal of a size of our choosing: a pseudo-terminal, and a screen that obeys what is written to it."""

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte

DOWN, SPACE, ESC, CTRL_C, CTRL_D, ENTER = "\x1b[B", " ", "\x1b", "\x03", "\x04", "\r"
PATIENCE = 20


class Terminal:
    """A program at a terminal: what its screen shows, and keys to press."""

    def __init__(
        self,
        *words: str | Path,
        columns: int = 80,
        lines: int = 60,
        language: str = "en",
        program: tuple[str, ...] = ("-m", "navcheck"),
        **variables: str,
    ) -> None:
        environment = os.environ | {"NAVCHECK_LANG": language, "TERM": "xterm", **variables}
        environment.pop("COLUMNS", None)
        self.screen = pyte.HistoryScreen(columns, lines, history=2000)
        self.stream = pyte.Stream(self.screen)
        self.child: pexpect.spawn[str] = pexpect.spawn(
            sys.executable,
            [*program, *map(str, words)],
            encoding="utf-8",
            dimensions=(lines, columns),
            env=environment,
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = 0
        self.raw = ""

    @property
    def text(self) -> str:
        """All that stands on the screen, and what has scrolled away above it."""
        gone = ["".join(line[n].data for n in sorted(line)) for line in self.screen.history.top]
        return "\n".join(line.rstrip() for line in [*gone, *self.screen.display])

    def until(self, words: str, *, times: int = 1) -> None:
        """Read until the screen shows some words."""
        end = time.monotonic() + PATIENCE
        while self.text.count(words) < times:
            if time.monotonic() > end:
                raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")
            self.read()

    def read(self) -> None:
        try:
            new = self.child.read_nonblocking(10_000, timeout=0.2)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise AssertionError(f"the program has ended:\n{self.text}") from None
        self.raw += new
        self.stream.feed(new)

    def press(self, *keys: str) -> None:
        """Press keys; a moment passes between them, as between a person's."""
        for key in keys:
            self.child.send(key)
            time.sleep(0.05)

    def type(self, words: str) -> None:
        """Type some words and Enter."""
        self.press(words, ENTER)

    def end(self) -> int:
        """Wait for the program's end and return its exit code; minus a signal's number where one ended it."""
        while True:
            try:
                self.raw += (new := self.child.read_nonblocking(10_000, timeout=PATIENCE))
                self.stream.feed(new)
            except pexpect.EOF:
                break
        self.child.close()
        return -self.child.signalstatus if self.child.signalstatus is not None else self.child.exitstatus or 0

    def kill(self, how: signal.Signals) -> int:
        self.child.kill(how)
        return self.end()
