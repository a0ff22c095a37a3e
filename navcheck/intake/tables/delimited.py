"""Tables of text: csv and tsv as spreadsheets and form tools save them, one row at a time."""

import csv
import io
import itertools
import re
from collections.abc import Iterator

from navcheck.core.form import FORM
from navcheck.core.formulas import unguard
from navcheck.core.messages import say
from navcheck.core.problems import Location, NavcheckError, Problem, refuse
from navcheck.core.text import quote
from navcheck.intake.tables.arriving import Arrival
from navcheck.intake.tables.decoding import Text, decode
from navcheck.intake.tables.size import MOST_ROWS, too_many
from navcheck.intake.tables.table import Row, Table, column_letters

DELIMITERS = ";\t,"
DELIMITER_NAMES = dict(zip(DELIMITERS, (";", "tab", ","), strict=True))
# A cell longer than this is a quotation mark that was never closed.
LONGEST_CELL = 200_000
_LONGEST_HEADER = 1 << 16
_SAID = re.compile(r"sep=([^\"\s]|\t) *", re.IGNORECASE)
_SIGNS = {
    b"%PDF": say("this is a PDF"),
    b"{\\rtf": say("this is a text document"),
    b"\x89PNG": say("this is a picture"),
    b"\xff\xd8\xff": say("this is a picture"),
    b"\x1f\x8b": say("this is a packed file"),
    b"7z\xbc\xaf": say("this is a packed file"),
    b"Rar!": say("this is a packed file"),
}
_LONGEST_SIGN = 64
_CONFLICT = b"<<<<<<< "  # found when the file is decoded, with its line
_LONGEST_PAGE = 1 << 20
_RECORDS_TRIED = 5
# Excel puts such a file beside a workbook that is open, with the name of whoever opened it.
_LOCK = "~$"


def read_delimited(arrival: Arrival, encoding: str | None = None) -> Table:
    """Read a csv or tsv file.

    Raises:
        NavcheckError: `empty-file`, `not-a-table`, `web-page`, `encoding`, `separator`, `open-quote`; going through the
            rows raises `open-quote` too.

    """
    refuse(_no_table(arrival))
    text = decode(arrival, encoding)
    delimiter, skipped = _delimiter(text)
    header = next(_records(text, delimiter, skipped), None)
    if header is None:
        raise NavcheckError(
            Problem("empty-file", say("the file is empty"), arrival.at(1), say("was it saved? fetch it again"))
        )

    def place(row: Row | None, column: int) -> Location:
        number, line = (row.number, row.line) if row else (header.number, header.line)
        return Location(arrival.name, line=line, cell=f"{column_letters(column)}{number}")

    assumed = (
        say("encoding {encoding}", encoding=text.encoding),
        say("delimiter {delimiter}", delimiter=DELIMITER_NAMES.get(delimiter, delimiter)),
    )
    return Table(
        arrival.name,
        header.cells,
        lambda: itertools.islice(_records(text, delimiter, skipped), 1, None),
        place,
        assumed,
        delimiter=delimiter,
        plain=unguard,
    )


def _no_table(arrival: Arrival) -> Iterator[Problem]:
    """Tell by its first bytes of a file that is no table, whatever it is called."""
    if arrival.file.startswith(_LOCK):
        message, cure = say("this only marks that a workbook is open"), say("leave it out; import the workbook itself")
        yield Problem("not-a-table", message, arrival.at(), cure)
        return
    begin = arrival.rewound().read(_LONGEST_SIGN)
    for sign, what in _SIGNS.items():
        if begin.startswith(sign):
            yield Problem("not-a-table", what, arrival.at(), say("the answers must come as a table or in a form"))
    text = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"<") or text.startswith(_CONFLICT):
        return
    if FORM.encode() in arrival.rewound().read(_LONGEST_PAGE):
        cure = say("import the file that it saved, svar-….json; ask the office for it")
        yield Problem("form-page", say("this is the form itself, without the answers"), arrival.at(), cure)
    else:
        cure = say("was a login page saved? else open it in Excel, and save it as an Excel workbook (.xlsx)")
        yield Problem("web-page", say("this is a web page or XML, not a table"), arrival.at(1), cure)


def _delimiter(text: Text) -> tuple[str, int]:
    """Find the delimiter, and how many lines come before the table.

    Excel names it in a first line `sep=;`; else it is found in the header, outside quotes.
    """
    begin = text.stream().read(_LONGEST_HEADER)
    first, _, rest = begin.removeprefix("\ufeff").partition("\n")
    if (said := _SAID.fullmatch(first.rstrip("\r"))) is None:
        return _likeliest(begin), 0
    if said[1] not in _header(rest) and _likeliest(rest) in _header(rest):
        raise NavcheckError(_wrong_separator(text.arrival, said[1]))
    return said[1], 1


def _likeliest(text: str) -> str:
    """Return the commonest in the header; questions hold commas too, so one that makes the rows even goes before."""
    even = [sign for sign in DELIMITERS if len(widths := _widths(text, sign)) == 1 and widths != {1}]
    return max(even or DELIMITERS, key=_header(text).count)


def _widths(text: str, sign: str) -> set[int]:
    """Return how many cells the first records would have."""
    try:
        return {len(cells) for cells in itertools.islice(csv.reader(io.StringIO(text), delimiter=sign), _RECORDS_TRIED)}
    except csv.Error:
        return set()


def _header(text: str) -> str:
    return "".join(text.split('"')[::2]).strip().partition("\n")[0]


def _wrong_separator(arrival: Arrival, said: str) -> Problem:
    message = say("the first line says that {sign} parts the cells, but the header has none", sign=quote(said))
    return Problem("separator", message, arrival.at(1), say("take the first line out"))


def _records(text: Text, delimiter: str, skipped: int) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    stream = text.stream()
    for _ in range(skipped):
        stream.readline()
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line, number, empty = skipped, 0, 0
    try:
        for cells in reader:
            first, line, number = line + 1, reader.line_num + skipped, number + 1
            if any(map(str.strip, cells)):
                yield Row(number, first, tuple(cells))
            elif (empty := empty + 1) > MOST_ROWS:
                raise NavcheckError(too_many(Location(text.arrival.name, first)))
    except csv.Error as error:
        # Reading stops where the quote is found open, far below; the record's first line is where to look.
        raise NavcheckError(
            Problem(
                "open-quote",
                say("a quotation mark is not closed, or stands inside a cell"),
                Location(text.arrival.name, line + 1),
                say("double a quotation mark inside a cell"),
            )
        ) from error
