"""Looks through what is about to leave, in any format, for personal numbers; never repeats one."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from navcheck.core.messages import say
from navcheck.core.privacy import find_stops, runs_over
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean

_ZIP = b"PK\x03\x04"
_TAG = re.compile(r"<[!?/]?([A-Za-z]\w*:)?([A-Za-z]\w*)?[^>]*>")
_ATTRIBUTE = re.compile(r"""=(?:"([^"<>]*)"|'([^'<>]*)')""")
# Markdown's own signs, and the backslashes that make them plain, may stand inside a number, and a tab in its midst.
_MARKS = re.compile(r"[*_`~\\]+")
# Tags that part no words from each other: those of pages, and in workbooks those of a text in several looks.
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span"),
        *("strong", "sub", "sup", "tspan", "u", "wbr"),
        *("r", "rPr", "rFont", "t", "sz", "color", "family", "scheme", "charset", "vertAlign"),
    }
)
_WORD = "w:"
# In a document every tag but a paragraph's stands inside one; of those, these part its words as a tab does.
_PARAGRAPH, _WORD_BREAKS = "p", frozenset({"br", "cr", "tab"})


def look_through(name: str, raw: bytes) -> Iterator[Problem]:
    """Find the personal numbers in a file, and in the files inside it: documents and workbooks are zips of tagged text.

    Yields:
        `personal-number`, one for each place; a file inside another is named behind it.

    """
    for inside, text in _texts(name, raw):
        if holds_number(text):
            yield Problem(
                "personal-number",
                say("this looks like a national identity number: [hidden]"),
                Location(inside),
                say("take it out of the survey or its checklist; write nothing about single persons"),
            )


def holds_number(text: str) -> bool:
    """Tell whether a text, as it stands or as markdown shows it, holds a personal number."""
    plain = without_marks(text)
    return bool(find_stops(text) or find_stops(plain)) or ("\t" in plain and runs_over(plain, "\t"))


def without_marks(text: str) -> str:
    """Return a text as it is seen: without what markdown means something by, and what nobody sees."""
    return _MARKS.sub("", clean(text))


def _texts(name: str, raw: bytes) -> Iterator[tuple[str, str]]:
    if raw.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(raw)) as members:
            for member in members.namelist():
                yield from _texts(f"{name}/{member}", members.read(member))
        return
    text = raw.decode("utf-8", "replace")
    if not text.lstrip().startswith("<"):  # no tags: what looks like one is somebody's words
        yield name, html.unescape(text)
        return
    seen = html.unescape(_TAG.sub(_in_place_of, text))
    hidden = "\n".join(one or other for tag in _TAG.finditer(text) for one, other in _ATTRIBUTE.findall(tag[0]))
    yield name, f"{seen}\n{html.unescape(hidden)}"


def _in_place_of(tag: re.Match[str]) -> str:
    """Join what is read as one text, and part the rest."""
    prefix, local = tag[1] or "", tag[2] or ""
    if prefix == _WORD and local in _WORD_BREAKS:
        return "\t"
    is_inside = local != _PARAGRAPH if prefix == _WORD else not prefix and local in _INLINE
    return "" if is_inside else "\n"
