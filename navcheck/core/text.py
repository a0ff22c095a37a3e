"""What happens to a text on its way in, when it is compared, and when a message quotes it."""

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from navcheck.core import privacy
from navcheck.core.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

QUOTED_LENGTH = 60
SHORTEST_BEGINNING = 3
NEAR = 0.6  # of 1: how like a word must be to be suggested
MARKS_ON_A_LETTER = 3

# Cc without tab and newline, Cf (bidirectional marks, zero-width, tags, soft hyphen), lone surrogates, noncharacters.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
# Latin letters as Norwegian is written with: printable, and composed already.
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff]*")
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])"
    r"|\x9b[0-?]*[ -/]*[@-~]|\x9d[^\x07\x9c]*[\x07\x9c]?"
)
_MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{{MARKS_ON_A_LETTER}}}){_MARK}+")
_SPACES = re.compile(r"\s+")
_OFFICE_WORDS = re.compile(r"\b(?:nav|kommune)\b")


def clean(text: str) -> str:
    """Return the text as it is kept: NFC, one kind of newline, nothing that cannot be seen or that a terminal obeys.

    `lost_letters` tells whether anything was taken away.
    """
    if (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text):
        return text
    plain = _ESCAPE_SEQUENCE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", plain))
    # Composed once more: a mark that follows those taken off may now join its letter.
    return unicodedata.normalize("NFC", _STACKED.sub(r"\1", composed))


def lost_letters(text: str) -> bool:
    """Tell whether cleaning takes anything away (composing æøå and newline styles take nothing)."""
    return clean(text) != unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def normal(text: str) -> str:
    """Return the form in which wordings are compared: NFC, casefolded, single spaces, no final full stop."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join(folded.split()).rstrip(".").rstrip()


def office_key(name: str) -> str:
    """Return the form in which office names are compared: as `normal`, hyphens as spaces, without Nav and kommune."""
    return _SPACES.sub(" ", _OFFICE_WORDS.sub(" ", normal(name).replace("-", " "))).strip()


def quote(text: object) -> str:
    """Quote foreign text in a message: escaped, short, and never a personal number."""
    shown = unquoted(str(text))
    cut = shown if len(shown) <= QUOTED_LENGTH else shown[: QUOTED_LENGTH - 1] + "…"
    return f"«{privacy.hide_stops(cut)}»"  # what is cut off may have hidden that figures are a number


def unquoted(text: str) -> str:
    """Escape what cannot be printed, and hide personal numbers, also where only escaping or cleaning shows one."""
    if text.isascii() and text.isprintable() and not privacy.may_stop(text):  # most: names, paths, words
        return text
    hidden = privacy.hide_stops(text)
    if privacy.hide_stops(plain := clean(hidden)) != plain:  # seen when an escape sequence is gone, as the guard does
        hidden = privacy.HIDDEN
    escaped = "".join(
        char if char.isprintable() else " " if char == "\u00a0" else f"\\x{ord(char):02x}" for char in hidden
    )
    return privacy.hide_stops(escaped)


def did_you_mean(word: str, known: "Iterable[str]", key: "Callable[[str], str]" = normal) -> Message | None:
    """Suggest the nearest known word, as `key` compares them; a near miss is never taken as meant."""
    by_key = {key(other): other for other in known}
    begun = [other for other in by_key if len(key(word)) >= SHORTEST_BEGINNING and other.startswith(key(word))]
    # What somebody began to write is nearer than what has many of the same letters.
    near = begun if len(begun) == 1 else get_close_matches(key(word), by_key, n=1, cutoff=NEAR)
    return say("did you mean {word}?", word=quote(by_key[near[0]])) if near else None
