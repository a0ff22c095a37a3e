"""From a document's bytes to its text: UTF-8 and nothing else, with a cure for each usual accident."""

import re

from navcheck.core.messages import Message, say
from navcheck.core.problems import Location, NavcheckError, Problem

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
MIXED = (
    say("two versions of the file have been mixed (conflict marks)"),
    say("choose one of the versions and take out the marks"),
)
_PAGE = re.compile(r"\s*<(!doctype|html|\?xml)", re.IGNORECASE)


def decode(raw: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode a navcheck document.

    Returns:
        The text, and notes on what was passed over (a byte order mark).

    Raises:
        NavcheckError: `encoding`, `empty-file`, `conflict-marks`, `web-page`, `control-character`.

    """
    body = raw.removeprefix(_BOM)
    text = _unicode(body, name)
    for code, pattern, message, hint in _ACCIDENTS:
        if found := pattern.search(text) if code != "web-page" else pattern.match(text):
            raise NavcheckError(Problem(code, message, place_of(text, found.start(), name), hint))
    if not text.strip():
        raise NavcheckError(
            Problem("empty-file", say("the file is empty"), Location(name, 1, 1), say("was it saved? fetch it again"))
        )
    if body is not raw and len(body) != len(raw):
        return text, (
            Problem(
                "byte-order-mark",
                say("the file begins with a byte order mark; it was passed over"),
                Location(name, 1, 1),
            ),
        )
    return text, ()


def place_of(text: str, index: int, name: str) -> Location:
    """Return the line and column of an index in a text."""
    before = text[:index]
    return Location(name, before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1)


def _unicode(raw: bytes, name: str) -> str:
    if raw.startswith(_UTF16):
        raise NavcheckError(_not_utf8(Location(name, 1, 1), say("the file is written in UTF-16, not UTF-8")))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8")
        raise NavcheckError(
            _not_utf8(place_of(good, len(good), name), say("from here the file is not UTF-8"))
        ) from None


def _not_utf8(at: Location, message: Message) -> Problem:
    return Problem("encoding", message, at, say("save the file again and choose the encoding UTF-8"))


_ACCIDENTS = (
    (
        "web-page",
        _PAGE,
        say("this is a web page, not a navcheck file"),
        say("perhaps a login page was saved; log in and fetch the file again"),
    ),
    ("conflict-marks", _CONFLICT, *MIXED),
    (
        "control-character",
        _NOT_YAML,
        say("a character that cannot be seen stands here"),
        say("delete it and write the text again"),
    ),
)
