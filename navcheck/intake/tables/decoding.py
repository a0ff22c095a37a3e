"""From bytes to text as Norwegian offices save it: by the mark that says, else UTF-8, else cp1252; no guess beyond."""

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from navcheck.core.messages import Message, say
from navcheck.core.problems import Location, NavcheckError, Problem, refuse
from navcheck.core.text import did_you_mean, quote
from navcheck.files.decoding import MIXED
from navcheck.intake.tables.arriving import CHUNK, Arrival

KNOWN = ("utf-8", "cp1252", "utf-16", "iso-8859-1")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OTHERWISE = say("export the file again and choose UTF-8, or say with --encoding what it is")
# What is left of æ, ø and å when UTF-8 was read as cp1252; a letter that was lost; and a zero byte, which is UTF-16
# without its mark, or no text at all.
_DAMAGED = ("Ã¥", "Ã\u00b8", "Ã¦", "Ã\u02dc", "Ã…", "\ufffd", "\0")
_FLAWS = (
    (
        "encoding",
        _DAMAGED,
        say("letters are damaged here; the file was saved in one encoding and read in another"),
        _OTHERWISE,
    ),
    ("conflict-marks", ("\n<<<<<<< ", "\n>>>>>>> "), *MIXED),
)
# What is kept of a chunk, so that a sign which the next one ends is seen whole.
_OVERLAP = max(len(sign) for _, signs, *_ in _FLAWS for sign in signs) - 1


@dataclass(frozen=True, slots=True)
class Text:
    """A file whose letters can be read; `stream` gives them from the beginning, line ends as they are."""

    arrival: Arrival
    encoding: str

    def stream(self) -> io.TextIOWrapper:
        """Open the text; the arrival stays open when this is closed."""
        return _Kept(self.arrival.rewound(), encoding=self.encoding, newline="")

    def whole(self) -> str:
        """Return all of it."""
        return self.stream().read()


class _Kept(io.TextIOWrapper):
    """A text whose bytes are read again: closing it leaves them open."""

    def close(self) -> None:
        with suppress(ValueError):  # it was closed before
            self.detach()


def decode(arrival: Arrival, encoding: str | None = None) -> Text:
    """Find the encoding in which the whole file can be read.

    Raises:
        NavcheckError: `encoding`, where letters are damaged or no encoding fits, or `conflict-marks`, with the line.

    """
    begin = arrival.rewound().read(3)
    marked = next((name for mark, name in _BOMS.items() if begin.startswith(mark)), None)
    tried = (encoding_of(encoding),) if encoding else (marked,) if marked else ("utf-8", "cp1252")
    for name in tried:
        with suppress(UnicodeError):  # of which not every codec raises the kind for decoding
            refuse(_first_flaw(arrival, name))
            return Text(arrival, name)
    message, cure = say("the file's encoding is not one that navcheck reads"), _OTHERWISE
    if encoding:
        message, cure = (
            say("the file cannot be read as {encoding}", encoding=tried[0]),
            say("say another encoding, or none"),
        )
    raise NavcheckError(Problem("encoding", message, arrival.at(), cure))


def encoding_of(name: str) -> str:
    """Return an encoding that a person names.

    Raises:
        NavcheckError: `unknown-encoding`.

    """
    try:
        found = codecs.lookup(name)
        if found._is_text_encoding:  # noqa: SLF001 -- the only way to tell base64 from text
            return found.name
    except LookupError:
        pass
    hint: Message = did_you_mean(name, KNOWN) or say("choose between {words}", words=", ".join(KNOWN))
    raise NavcheckError(Problem("unknown-encoding", say("there is no encoding {name}", name=quote(name)), None, hint))


def _first_flaw(arrival: Arrival, encoding: str) -> Iterator[Problem]:
    """Find the first line with damaged letters, or with the mark that a version control system leaves."""
    stream = arrival.rewound()
    decoder = codecs.getincrementaldecoder(encoding)()
    line, last = 0, "\n"
    while chunk := stream.read(CHUNK):
        text = last + decoder.decode(chunk)
        for code, signs, message, cure in _FLAWS:
            if found := [index for sign in signs if (index := text.find(sign)) >= 0]:
                yield Problem(code, message, Location(arrival.name, line + text.count("\n", 0, min(found) + 1)), cure)
                return
        line, last = line + text.count("\n", 0, -_OVERLAP), text[-_OVERLAP:]
    decoder.decode(b"", final=True)
