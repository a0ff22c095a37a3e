"""Sentences that wait for a language: an English text with named places, and what goes into them.

Knows nothing of catalogues: whoever prints turns a `Message` into words with a `Tongue`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from navcheck.core.words import LANGUAGES

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with `{named}` places; `many` is its plural, chosen by `count`."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str | None = None
    count: int = 1

    def __str__(self) -> str:
        return ENGLISH(self)


def say(text: str, /, **values: object) -> Message:
    """Make a message; the text is what the catalogues know it by."""
    return Message(text, values)


def say_many(one: str, many: str, /, count: int, **values: object) -> Message:
    """Make a message that depends on a count, which is its `{count}`."""
    return Message(one, {"count": count, **values}, many, count)


def marked(text: str) -> str:
    """Mark a text for the catalogues where it must stay a plain string (option help)."""
    return text


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: how messages, checklist texts, dates and numbers are put to a person."""

    language: str
    one: Callable[[str], str]
    many: Callable[[str, str, int], str]

    def __call__(self, message: Message | str) -> str:
        """Say a message in this language; what goes into it is said in it too."""
        if isinstance(message, str):
            return self.one(message) if message else ""  # the empty text is a catalogue's own header
        text = self.one(message.text) if message.many is None else self.many(message.text, message.many, message.count)
        return text.format(**{name: self._put(value) for name, value in message.values.items()})

    def _put(self, value: object) -> object:
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, Mapping):
            return self.pick(value)
        if isinstance(value, tuple):
            return ", ".join(str(self._put(one)) for one in value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return self.number(value)
        return value

    def pick(self, words: Mapping[str, str]) -> str:
        """Choose this language's text, else the nearest that there is."""
        return next(words[tag] for tag in (self.language, *LANGUAGES) if tag in words)

    def day(self, value: date) -> str:
        """Write a date for people: 21.11.2026, in English 2026-11-21."""
        return value.isoformat() if self.language == "en" else value.strftime("%d.%m.%Y")

    def number(self, value: Decimal | int) -> str:
        """Write a number for people: 1 234,5 (no-break space), in English 1,234.5."""
        text = f"{value:,}"
        return text if self.language == "en" else text.replace(",", NO_BREAK_SPACE).replace(".", ",")


ENGLISH = Tongue("en", lambda text: text, lambda one, many, count: one if count == 1 else many)
