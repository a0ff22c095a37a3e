"""Tables of text: csv and tsv as spreadsheets and form tools save them, one row at a time."""

import csv
import itertools
from collections.abc import Iterator

from navcheck.core.messages import say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.intake.arriving import Arrival
from navcheck.intake.decoding import Text, decode
from navcheck.intake.table import Row, Table, column_letters

DELIMITERS = ";\t,"
DELIMITER_NAMES = dict(zip(DELIMITERS, (";", "tab", ","), strict=True))
# A cell longer than this is a quotation mark that was never closed.
LONGEST_CELL = 200_000
_LONGEST_HEADER = 1 << 16


def read_delimited(arrival: Arrival, encoding: str | None = None) -> Table:
    """Read a csv or tsv file.

    Raises:
        NavcheckError: `empty-file`, `encoding`, `open-quote`; going through the rows raises `open-quote` too.

    """
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
    )


def _delimiter(text: Text) -> tuple[str, int]:
    """Find the delimiter, and how many lines come before the table.

    Excel names it in a first line `sep=;`; else it is the commonest outside quotes in the header.
    """
    begin = text.stream().read(_LONGEST_HEADER)
    first = begin.partition("\n")[0].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], 1
    outside = "".join(begin.split('"')[::2])
    header = outside.strip().partition("\n")[0]
    return max(DELIMITERS, key=header.count), 0


def _records(text: Text, delimiter: str, skipped: int) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    stream = text.stream()
    for _ in range(skipped):
        stream.readline()
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line, number = skipped, 0
    try:
        for cells in reader:
            first, line, number = line + 1, reader.line_num + skipped, number + 1
            if any(cells) and not all(map(str.isspace, filter(None, cells))):
                yield Row(number, first, tuple(cells))
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
