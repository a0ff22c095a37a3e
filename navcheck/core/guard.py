"""What bars a text from being kept, wherever it comes from: a national identity number, or sheer length."""

import re

from navcheck.core.messages import say
from navcheck.core.privacy import find_stops, may_stop
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean

LONGEST_TEXT = 20_000
LONGEST_ROLE = 60
_TEN_DIGITS = re.compile(r"\s*\d{10}\s*")
_LONGEST_NUMBER = 20


# Latin letters and signs, composed and seen, fewer digits than a telephone number and no @; no space at either end.
_SIGN = r"[ -/:-?A-~\u00a1-\u00ac\u00ae-\u02ff]"
_PLAIN = re.compile(rf"(?! )(?:{_SIGN}*+[0-9]){{0,7}}+{_SIGN}*+(?<! )")


def is_plain(text: str) -> bool:
    """Tell by one look that a text needs neither cleaning nor a closer look: most do not, and imports read many."""
    return len(text) <= LONGEST_TEXT and _PLAIN.fullmatch(text) is not None


def check_text(text: str, at: Location | None = None) -> Problem | None:
    """Find what bars a text; the problem never repeats it.

    Asked of the text as it came and as it would be kept: what cannot be seen may part a number from the letters before
    it, or hide one number inside another.
    """
    if (may_stop(text) and (find_stops(text) or find_stops(clean(text)))) or (
        len(text) <= _LONGEST_NUMBER and _lost_its_zero(text)
    ):
        return Problem(
            "personal-number",
            say("this looks like a national identity number: [hidden]"),
            at,
            say("take it out; write nothing about single persons"),
        )
    if len(text) > LONGEST_TEXT:
        return Problem("text-too-long", say("the text is longer than {most} characters", most=LONGEST_TEXT), at)
    return None


def _lost_its_zero(text: str) -> bool:
    """Tell whether a spreadsheet has taken the zero off a number that begins with one."""
    return _TEN_DIGITS.fullmatch(text) is not None and bool(find_stops(f"0{text.strip()}"))
