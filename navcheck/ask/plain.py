"""The keyboard with `input()` alone: for screen readers, for simple terminals, and for whoever likes it plain."""

import importlib
import textwrap
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from navcheck.ask.asking import BACK_KEY, COMMENT_KEY, HELP_KEY, Option, at_hand

# The keys as words, for whoever would rather write them; a text that is only this word is not an answer.
KEY_WORDS = {
    **dict.fromkeys(("hjelp", "help"), HELP_KEY),
    **dict.fromkeys(("tilbake", "back"), BACK_KEY),
    **dict.fromkeys(("kommentar", "comment"), COMMENT_KEY),
}


class LineAsk:
    """Everything by lines: answers are numbered, and typed as a number or in words."""

    width = 80

    def line(self, prompt: str, default: str = "") -> str:
        """Ask for one line."""
        raise NotImplementedError

    def show(self, text: str) -> None:
        """Show a text."""
        raise NotImplementedError

    def choose(self, options: Sequence[Option], chosen: Sequence[str], *, several: bool) -> str:
        """Show the answers numbered, and turn what is typed into what it stands for; «1, 3» does for several."""
        del chosen, several  # what stands already is said above, and a wrong count is told by the answer's own check
        for n, option in enumerate(options, 1):
            self.show(textwrap.fill(option.label, self.width, initial_indent=f"{n:3} ", subsequent_indent="    "))
        typed = key_of(self.line("> ").strip())
        parts = [part.strip() for part in typed.replace(",", ";").split(";")]
        if not all(part.isdecimal() for part in parts):
            return typed
        return "; ".join(options[int(part) - 1].value if 0 < int(part) <= len(options) else part for part in parts)


def key_of(typed: str) -> str:
    """Return the key that a word stands for, else the word."""
    return KEY_WORDS.get(typed.casefold(), typed)


class Keyboard(LineAsk):
    """The real one, with arrow keys, long lines and pasted text where the system has GNU readline."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._readline: Any = None
        with suppress(ImportError):  # Windows edits lines by itself
            self._readline = importlib.import_module("readline")
            self._readline.set_auto_history(False)

    def line(self, prompt: str, default: str = "") -> str:
        """Ask for one line; where it cannot stand there to be edited, an empty line takes the default."""
        if self._readline is None:
            with at_hand():
                return input(prompt) or default
        self._readline.set_startup_hook((lambda: self._readline.insert_text(default)) if default else None)
        try:
            with at_hand():
                return input(prompt)
        finally:
            self._readline.set_startup_hook(None)

    def show(self, text: str) -> None:
        """Show a text."""
        with at_hand():
            print(text)
