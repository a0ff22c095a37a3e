"""What bars a text from being kept, wherever it comes from: a national identity number, or sheer length."""

import re

from navcheck.core.messages import say
from navcheck.core.privacy import find_stops, is_figure, may_stop, runs_over
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean

LONGEST_TEXT = 20_000
LONGEST_ROLE = 60
# Latin letters and signs, composed and seen, fewer digits than a telephone number and no @; no space at either end.
_SIGN = r"[ -/:-?A-~\u00a1-\u00ac\u00ae-\u02ff]"
_PLAIN = re.compile(rf"(?! )(?:{_SIGN}*+[0-9]){{0,7}}+{_SIGN}*+(?<! )")


def is_plain(text: str) -> bool:
    """Tell by one look that a text needs neither cleaning nor a closer look: most do not, and imports read many."""
    return len(text) <= LONGEST_TEXT and _PLAIN.fullmatch(text) is not None


def check_text(text: str, at: Location | None = None) -> Problem | None:
    """Find what bars a text; the problem never repeats it.

    Asked of the text as it came and as it would be kept: what cannot be seen may part a number from the letters before
    it, or hide one number inside another. A number may run over two lines, or have been copied from two cells.
    """
    if len(text) > LONGEST_TEXT:  # first, so that no text costs more than one that may be kept
        message = say("the text is longer than {most} characters", most=LONGEST_TEXT)
        return Problem("text-too-long", message, at, say("shorten it"))
    if may_stop(text) and _holds(text):
        return Problem(
            "personal-number",
            say("this looks like a national identity number: [hidden]"),
            at,
            say("take it out; write nothing about single persons"),
        )
    return None


def _holds(text: str) -> bool:
    kept = clean(text)
    return bool(find_stops(text) or find_stops(kept)) or runs_over(kept) or is_figure(text)
