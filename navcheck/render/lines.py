"""Lines for a terminal: what may be printed, how wide it is, where it breaks. Knows nothing of surveys."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from navcheck.core.messages import NO_BREAK_SPACE

# Words that stay whole; a mark keeps its sign and its first word together in one.
Paragraph = tuple[str, ...]

NARROWEST = 20
# «§ 31» stays on one line, as in print.
_PARAGRAPH_SIGN = re.compile(r"(§§?) (?=\d)")
_TIED = re.compile(f"(§§?){NO_BREAK_SPACE}")
_EMOJI_STYLE = "\ufe0f"
_STACKED = re.compile(r"[\u0300-\u036f](?<=[\u0300-\u036f]{4})")


def printable(text: str) -> str:
    r"""Escape what a terminal would obey or nobody could see (`\x1b`); line breaks stay, a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():
        text = "".join(char if is_seen(char) else _escape(char) for char in text.replace("\t", " "))
    return _STACKED.sub(lambda match: _escape(match[0]), text)


def one_line(text: str) -> str:
    """Escape a text likewise, and keep it on its line: what stands in a list or a message begins no other."""
    return printable(text).replace("\n", " ")


def is_seen(char: str) -> bool:
    """Tell whether a character shows itself, or is a space or a line break."""
    return char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs"


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def width_of(text: str) -> int:
    """Count the columns that a text takes; where terminals disagree, rather one too many."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if char == _EMOJI_STYLE:
        return 1
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split a text at its line breaks, and each line into words."""
    tied = _PARAGRAPH_SIGN.sub(f"\\1{NO_BREAK_SPACE}", printable(text))
    lines = (tuple(word for word in line.split(" ") if word) for line in tied.split("\n"))
    return tuple(line for line in lines if line)


def fill(words: Iterable[str], width: int) -> list[str]:
    """Lay words out in lines; a word that is wider than the line stands alone."""
    lines: list[str] = []
    for word in words:
        if lines and width_of(lines[-1]) + 1 + width_of(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [_TIED.sub(r"\1 ", line) for line in lines]


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Wrap a text to lines of at most `width`, a longer word broken; `first` and `rest` go before them."""
    rest = first if rest is None else rest
    room = max(width, NARROWEST) - max(len(first), len(rest))
    lines = [line for words in paragraphs(text) for line in fill(_pieces(words, room), room)]
    return [f"{rest if n else first}{line}" for n, line in enumerate(lines)]


def title_lines(title: str, beneath: str, width: int) -> list[str]:
    """Write a title, what stands beneath it, and a blank line."""
    return [*wrap(title, width), *wrap(beneath, width), ""]


def _pieces(words: Paragraph, width: int) -> Iterator[str]:
    """Keep the items of a dotted list whole, and its dots at the end of lines, as far as the width allows."""
    items = re.split(r"(?<= ·) ", " ".join(words))
    for item in items:
        yield from [item] if len(items) > 1 and width_of(item) <= width else _broken(item.split(" "), width)


def _broken(words: Sequence[str], width: int) -> Iterator[str]:
    for word in words:
        piece = ""
        for char in word if width_of(word) > width else ():
            if width_of(piece + char) > width:
                yield piece
                piece = ""
            piece += char
        yield piece or word
