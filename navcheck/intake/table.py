"""A batch file as a table: decoded as Norwegian offices save them, every cell with the place people know it by."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from navcheck.core.formulas import unguard
from navcheck.core.messages import say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.files.disk import MEGABYTE, read_bytes, show_path

FILE_BYTES = 50 * MEGABYTE
DELIMITERS = ";\t,"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# A zero byte is UTF-16 without its mark, or no text at all.
# By their first bytes, never by name: xlsx (and any zip), and old or password-protected Excel.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MOJIBAKE = ("Ã¥", "Ã\u00b8", "Ã¦", "Ã\u02dc", "Ã…", "\ufffd", "\0")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its number as a spreadsheet counts, its first line in the file, and its cells."""

    number: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A batch file: header and rows, with what was assumed in reading it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str

    def at(self, row: Row | None, column: int) -> Location:
        """Return the place of a cell; without a row, of a column's head."""
        number, line = (row.number, row.line) if row else (1, 1)
        return Location(self.name, line=line, cell=f"{column_letters(column)}{number}")


def column_letters(column: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_table(path: Path) -> tuple[Table, str]:
    """Read a csv or tsv file.

    Returns:
        The table and the SHA-256 sum of the file's bytes.

    Raises:
        NavcheckError: `workbook`, `empty-file`, `encoding`, `open-quote`, `no-rows`, and what `disk.read_bytes` raises.

    """
    from hashlib import sha256  # noqa: PLC0415 -- hashlib loads OpenSSL; only an import pays for it

    raw = read_bytes(path, FILE_BYTES)
    name = show_path(path)
    if raw.startswith(_WORKBOOKS):
        raise NavcheckError(
            Problem(
                "workbook",
                say("this is a workbook, not a table of text"),
                Location(name, 1),
                say("save it from Excel as CSV UTF-8"),
            )
        )
    text, encoding = decode(raw, name)
    text, delimiter = _delimiter(text)
    records = list(_records(text, delimiter, name))
    if not records:
        raise NavcheckError(
            Problem("empty-file", say("the file is empty"), Location(name, 1), say("was it saved? fetch it again"))
        )
    if len(records) == 1:
        raise NavcheckError(
            Problem(
                "no-rows",
                say("the file has a header but no rows"),
                Location(name, 1),
                say("is it the right sheet or export?"),
            )
        )
    return Table(name, records[0].cells, tuple(records[1:]), encoding, delimiter), sha256(raw).hexdigest()


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Decode a table: byte order mark, else strict UTF-8, else cp1252; never a guess beyond that.

    Raises:
        NavcheckError: `encoding`, where the text shows that the bytes were meant otherwise.

    """
    encoding = next((found for bom, found in _BOMS.items() if raw.startswith(bom)), None)
    text, encoding = _decoded(raw, (encoding,) if encoding else ("utf-8", "cp1252"), name)
    for sign in _MOJIBAKE:
        if (index := text.find(sign)) >= 0:
            line = text.count("\n", 0, index) + 1
            raise NavcheckError(
                Problem(
                    "encoding",
                    say("letters are damaged here; the file was saved in one encoding and read in another"),
                    Location(name, line),
                    say("export the file again and choose UTF-8"),
                )
            )
    return text, encoding


def _decoded(raw: bytes, encodings: tuple[str, ...], name: str) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise NavcheckError(
        Problem(
            "encoding",
            say("the file's encoding is not one that navcheck reads"),
            Location(name),
            say("export the file again and choose UTF-8"),
        )
    )


def _delimiter(text: str) -> tuple[str, str]:
    """Find the delimiter: named by Excel in a first line `sep=;`, else the commonest outside quotes in the header."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return rest, first.strip()[-1]
    outside = "".join(first.split('"')[::2])
    return text, max(DELIMITERS, key=outside.count)


def _records(text: str, delimiter: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(FILE_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    number = 0
    try:
        for cells in reader:
            line, before, number = before + 1, reader.line_num, number + 1
            if any(cell.strip() for cell in cells):
                yield Row(number, line, tuple(unguard(cell) for cell in cells))
    except csv.Error as error:
        # Reading stops where the quote is found open, far below; the record's first line is where to look.
        raise NavcheckError(
            Problem(
                "open-quote",
                say("a quotation mark is not closed, or stands inside a cell"),
                Location(name, before + 1),
                say("double a quotation mark inside a cell"),
            )
        ) from error
