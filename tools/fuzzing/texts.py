"""The text cleaner and what stands beside it: nothing harmful is left, and what is clean stays as it is."""

import re
import unicodedata

from navcheck.core.formulas import guard, unguard
from navcheck.core.guard import check_text, is_plain
from navcheck.core.opening import slug_of
from navcheck.core.text import QUOTED_LENGTH, clean, lost_letters, normal, office_key, quote
from navcheck.render.lines import printable
from tests.hostile_texts import HOSTILE, HOSTILE_LINES
from tools.fuzzing.target import LONGEST, Target, text_of

# What XML cannot hold, what a terminal obeys, what turns a line round, what nobody sees.
_FORBIDDEN = re.compile(
    r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
    r"|[\U000e0000-\U000e0fff]"
)
_STACKED = re.compile(r"[\u0300-\u036f]{4}")
_WORDS = (
    "\x1b[31m", "\x1b]8;;x\x07", "\x1b]52;c;", "\x1b\\", "\x9b", "\x9d", "\x9c", "\x1b(B", "\x1bP", "\u0301",
    "\u030a", "\u0323", "\u20dd", "\u1ab0", "\u200d", "\u202e", "\u2066", "\ufeff", "\r\n", "\r", "\u2028", "\x85",
    "\U000e0041", "\uac00", "\u1100", "\u1161", "\u11a8", "\u0345", "\u0f71", "\u0344", "\u2126", "\u212b", "\ufb1d",
    "\U0001d15e", "'=", "\uff1d", "\n\t", "'\n",
)  # fmt: skip


def read(raw: bytes) -> None:
    text = text_of(raw)
    kept = clean(text)
    assert clean(kept) == kept, "cleaning twice is not cleaning once"
    assert not lost_letters(kept), "a clean text would lose letters"
    assert unicodedata.is_normalized("NFC", kept), "not composed"
    assert not _FORBIDDEN.search(kept), f"left: {_FORBIDDEN.findall(kept)!a}"
    assert not _STACKED.search(kept), "marks are stacked"
    kept.encode()
    if is_plain(text):
        assert kept == text, "a plain text would be changed"
        assert check_text(text) is None, "a plain text is barred"
    shown = quote(text)
    assert shown.isprintable(), "a message would steer a terminal"
    assert len(shown) <= QUOTED_LENGTH + 2, "a message would be long"
    assert unguard(guard(kept)) == kept, "a table would not give the text back"
    for name in (normal, office_key, slug_of, printable):
        name(text)


TARGET = Target(
    "texts",
    read,
    lambda: (one.encode("utf-8", "surrogatepass")[:LONGEST] for one in (*HOSTILE, *HOSTILE_LINES)),
    tuple(word.encode("utf-8", "surrogatepass") for word in _WORDS),
)
