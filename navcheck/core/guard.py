"""What bars a text from being kept, wherever it comes from: a national identity number, or sheer length."""

from navcheck.core.messages import say
from navcheck.core.privacy import find_stops
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean

LONGEST_TEXT = 20_000


def check_text(text: str, at: Location | None = None) -> Problem | None:
    """Find what bars a text; the problem never repeats it.

    Asked of the text as it came and as it would be kept: what cannot be seen may part a number from the letters before
    it, or hide one number inside another.
    """
    if find_stops(text) or find_stops(clean(text)):
        return Problem(
            "personal-number",
            say("this looks like a national identity number: [hidden]"),
            at,
            say("take it out; write nothing about single persons"),
        )
    if len(text) > LONGEST_TEXT:
        return Problem("text-too-long", say("the text is longer than {most} characters", most=LONGEST_TEXT), at)
    return None
