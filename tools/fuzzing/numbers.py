"""The guard of personal numbers: what it hides is hidden, wherever a number stands.

In an input `#` and the sign after it stand for a number of nobody's, whose month is raised by 80, in one of several
spellings: so no input holds a number itself, and every one of them is a number that fits.
"""

import re
from itertools import pairwise

from navcheck.core.guard import check_text
from navcheck.core.privacy import find_personal, find_stops, hide, hide_stops
from navcheck.core.text import clean, quote, unquoted
from tests.personal_numbers import FOUR_SERIES, TWELVE_SPELLINGS
from tools.fuzzing.target import Target, text_of

_PLACE = re.compile(r"#([ -~])")
SPELLINGS = tuple(TWELVE_SPELLINGS.values())
_NUMBERS = FOUR_SERIES["synthetic"][:8]
_WORDS = (
    "#0",
    "#1",
    "#@",
    "#Q",
    "#~",
    "fnr",
    "nummer",
    "0.",
    "+47",
    "kr",
    " kroner",
    ",-",
    "|",
    "\t",
    "\u200b",
    "\u0301",
    "²",
    "e",
)


def spelt(text: str) -> str:
    """Put the numbers in their places."""

    def number(place: re.Match[str]) -> str:
        which, how = divmod(ord(place[1]) - ord(" "), len(SPELLINGS))
        return SPELLINGS[how](_NUMBERS[which])

    return _PLACE.sub(number, text)


def read(raw: bytes) -> None:
    text = spelt(text_of(raw))
    for one in (text, clean(text)):
        stops, found = find_stops(one), find_personal(one)
        assert tuple(each for each in found if each.stops) == stops, "what stops depends on who asks"
        assert all(before.end <= after.start for before, after in pairwise(found)), "they overlap"
        assert all(0 <= each.start < each.end <= len(one) for each in found), "a finding lies outside"
        assert not find_stops(hide(one, stops)), "something is left behind what was hidden"
    if check_text(text) is None:
        assert not find_stops(clean(text)), "what is kept names a person"
    for shown in (quote(text), unquoted(text), hide_stops(text)):
        assert not find_stops(shown), "a message names a person"


TARGET = Target(
    "numbers",
    read,
    lambda: (f"fnr #{chr(ord(' ') + n)}, {n} kr".encode() for n in range(len(SPELLINGS) * 2)),
    tuple(word.encode() for word in _WORDS),
)
