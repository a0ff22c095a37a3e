"""Where answers arrive: a file or standard input, of which kind by its first bytes, read again as often as needed."""

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.core.text import quote
from navcheck.files.disk import MEGABYTE, open_regular, show_path, too_big

FILE_BYTES = 200 * MEGABYTE
CHUNK = 1 << 20
STDIN = "-"
_FIRST_BYTES = 4096
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# By their first bytes, never by name: xlsx (and any zip), and old or password-protected Excel.
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


class Format(StrEnum):
    """What a file is read as."""

    WORKBOOK = "workbook"
    JSON = "json"
    LINES = "jsonl"
    YAML = "yaml"
    TABLE = "table"


_ENDINGS = {
    ".json": Format.JSON,
    ".jsonl": Format.LINES,
    ".ndjson": Format.LINES,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that has arrived: open, of a known kind and sum, and small enough."""

    name: str
    stream: BinaryIO
    format: Format
    sha256: str

    def rewound(self) -> BinaryIO:
        """Return the stream from its beginning."""
        self.stream.seek(0)
        return self.stream

    def at(self, line: int | None = None) -> Location:
        """Return a place in the file, or the whole of it."""
        return Location(self.name, line)

    @property
    def file(self) -> str:
        """The file's name as a log keeps it: without its folders."""
        return Path(self.name).name


def shown(name: object) -> str:
    """Return what a file calls something as a place may hold it: short, printable, never a personal number."""
    return quote(name)[1:-1]


@contextmanager
def open_arrival(path: Path, *, follow: bool = True) -> Iterator[Arrival]:
    """Open what has arrived; `-` is standard input.

    Args:
        path: the file.
        follow: whether a link may lead to it; inside a survey folder none may.

    Raises:
        NavcheckError: `no-file`, `no-access`, `not-a-file`, `too-big`, `personal-number` in the file's name, which
            the log of what was received would keep.

    """
    if check_text(path.name):
        message = say("the file's name looks like a national identity number: [hidden]")
        raise NavcheckError(Problem("personal-number", message, None, say("give the file another name")))
    with _open(path, follow=follow) as stream:
        begin = stream.read(_FIRST_BYTES)
        yield Arrival(show_path(path), stream, _format(path, begin), _sum(path, stream))


def _open(path: Path, *, follow: bool) -> BinaryIO:
    if str(path) != STDIN:
        return open_regular(path, follow=follow)
    # Read more than once, so it is kept for as long as that takes, in a file that nobody else can name.
    kept: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller closes it
    while kept.tell() <= FILE_BYTES and (chunk := sys.stdin.buffer.read(CHUNK)):
        kept.write(chunk)
    kept.seek(0)
    return kept


def _sum(path: Path, stream: BinaryIO) -> str:
    if stream.seek(0, 2) > FILE_BYTES:  # asked of the open file, so that a huge one is refused unread
        raise NavcheckError(too_big(path, FILE_BYTES))
    stream.seek(0)
    whole = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        whole.update(chunk)
    return whole.hexdigest()


def _format(path: Path, begin: bytes) -> Format:
    """Tell what to read a file as: a workbook by its bytes, the rest by its name, else by how its text begins."""
    if begin.startswith(_WORKBOOKS):
        return Format.WORKBOOK
    if (named := _ENDINGS.get(path.suffix.lower())) is not None:
        return named
    if path.suffix:
        return Format.TABLE
    text = _plain(begin).lstrip()
    if text.startswith(("[", "{")):
        return Format.JSON if text.startswith("[") or not _more_follows(text) else Format.LINES
    return Format.YAML if text.startswith(("navcheck:", "#", "- ")) else Format.TABLE


def _plain(begin: bytes) -> str:
    mark = next((mark for mark in _MARKS if begin.startswith(mark)), b"")
    encoding = "utf-16" if mark in _MARKS[1:] else "utf-8-sig"
    return begin.decode(encoding, "replace")


def _more_follows(text: str) -> bool:
    """Tell whether a second object begins a line, as it does where each line is one."""
    return any(line.startswith("{") for line in text.splitlines()[1:])
