"""A document as values: what stands in it, block by block, before any format gives it a look.

All texts are in one language, and foreign: each format makes them harmless in its own way.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from navcheck.render.lines import printable


class Tone(StrEnum):
    """What a mark is about, for its colour; the words or the sign beside it say the same."""

    BREACH = "breach"
    RISK = "risk"
    IMPROVEMENT = "improvement"
    SIGNAL = "signal"
    MET = "met"
    PLAIN = "plain"
    SILENT = "silent"


_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def is_web(url: str | None) -> bool:
    """Tell whether an address leads to the web and nowhere else, and shows all that is in it."""
    return url is not None and _WEB.fullmatch(url) is not None and printable(url) == url


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `marked` is what somebody is to fill in, `url` begins with http or https."""

    text: str
    bold: bool = False
    italic: bool = False
    marked: bool = False
    url: str | None = None


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; those of level 1 are the chapters beneath the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quoted` where it is set off as somebody else's words, `notice` where it is to be seen first."""

    spans: Text
    quoted: bool = False
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, and the items beneath it; where these are `numbered`, they begin at 1."""

    spans: Text
    items: tuple["Item", ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; a numbered one begins at 1."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Captions, each with the texts that stand behind it, a line each."""

    pairs: tuple[tuple[str, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign and its words; a compact table shows the sign alone, and lets screen readers say the words."""

    sign: str
    words: str
    tone: Tone

    @property
    def label(self) -> str:
        """The sign before the words."""
        return f"{self.sign} {self.words}".strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one square of a table: lines of text, then marks."""

    lines: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of heads above; the first cell of each row names the row.

    `wide` ones need a page on its side; `compact` ones hold signs, one a square, that are explained beneath.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: bool = False
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A count, and of how many."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One share with its name."""

    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares side by side; `heads` name the columns where they are told as a table: of what, and how many."""

    caption: str
    heads: tuple[str, str]
    bars: tuple[Bar, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One share over the periods; none where it was not asked."""

    label: str
    shares: tuple[Share | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Shares over periods; as a table, `head` names the column of the lines, and each period is a column."""

    caption: str
    head: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]


Block = Heading | Paragraph | Listing | Facts | Table | Bars | Trend


@dataclass(frozen=True, slots=True)
class Captions:
    """What a format says itself, in the document's language: «{count} of {of}», «Page {page} of {pages}», and so on."""

    share: str
    page: str
    skip: str
    contents: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `banner` stands on every page where it is not empty; `language` is nb, nn or en.

    `day` is told as the day of making, and `author` is an authority or an office, never a person. Only a letter has a
    `letterhead`, which stands above its title.
    """

    title: str
    subtitle: str
    language: str
    author: str
    day: date
    captions: Captions
    blocks: tuple[Block, ...]
    banner: str = ""
    letterhead: tuple[Block, ...] = ()

    def share(self, share: Share) -> str:
        """Write a share with its whole."""
        return self.captions.share.format(count=share.count, of=share.of)
