"""Workbooks as tables: the one sheet that holds answers, each cell as text, and what cannot be read as such named."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from navcheck.core.form import IDENTITY_SHEET
from navcheck.core.messages import Message, say, say_many
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.core.text import did_you_mean, quote
from navcheck.intake.archive import broken, check_archive
from navcheck.intake.arriving import Arrival
from navcheck.intake.table import NO_FLAWS, Row, Table, column_letters

MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
FORMULA, ERROR, MERGED = "formula", "cell-error", "merged-cells"
_MERGED = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::[A-Z0-9]+)?")


class Workbook:
    """An open workbook; its sheets are read row by row."""

    def __init__(self, arrival: Arrival) -> None:
        from openpyxl import load_workbook  # noqa: PLC0415 -- only an import of a workbook pays for it

        self.arrival = arrival
        self._archive = check_archive(arrival)
        self._book: Any = _guarded(arrival, lambda: load_workbook(arrival.rewound(), read_only=True, keep_links=False))
        self.sheets: dict[str, Any] = {sheet.title: sheet for sheet in self._book.worksheets}

    def visible(self) -> list[str]:
        """Name the sheets that a person sees."""
        return [name for name, sheet in self.sheets.items() if sheet.sheet_state == "visible"]

    def rows(self, name: str) -> Iterator[Row]:
        """Go through a sheet's rows that hold anything.

        Raises:
            NavcheckError: `broken-workbook`, `too-many-rows`.

        """
        merged = self._merged(name)
        sheet = self.sheets[name]
        sheet.reset_dimensions()  # what a sheet says of its own size may be a lie
        cells = _guarded(self.arrival, sheet.iter_rows)
        number = 0
        while (found := _guarded(self.arrival, lambda: next(cells, None))) is not None:
            number += 1
            if number > MOST_ROWS or len(found) > MOST_COLUMNS:
                raise NavcheckError(self._too_many(name))
            if (row := _row(number, found, merged)) is not None:
                yield row

    def _merged(self, name: str) -> dict[tuple[int, int], str]:
        """Find the first cell of each merged range, by row and column; openpyxl does not tell while it streams."""
        from defusedxml.ElementTree import iterparse  # noqa: PLC0415 -- as openpyxl itself

        # The path inside the archive is openpyxl's to know, and it has no public name.
        part = self.sheets[name]._worksheet_path.lstrip("/")  # noqa: SLF001

        def read() -> list[str]:
            found = []
            with self._archive.open(part) as stream:
                for _, element in iterparse(stream):
                    if element.tag.endswith("}mergeCell"):
                        found.append(element.get("ref", ""))
                    element.clear()
            return found

        matches = [match for one in _guarded(self.arrival, read) if (match := _MERGED.match(one))]
        return {(int(match[2]), _index(match[1])): MERGED for match in matches}

    def _too_many(self, name: str) -> Problem:
        message = say("the sheet has more than {most} rows or {columns} columns", most=MOST_ROWS, columns=MOST_COLUMNS)
        return Problem("too-many-rows", message, Location(self.arrival.name, sheet=name), say("split it in two"))

    def identity(self) -> dict[str, str]:
        """Return what a form of ours says of itself; nothing where this is none."""
        if IDENTITY_SHEET not in self.sheets:
            return {}
        pairs = [row.cells[:2] for row in self.rows(IDENTITY_SHEET)]
        return {key: value for key, value in (pair for pair in pairs if len(pair) > 1) if key}


def read_workbook(book: Workbook, is_question: Callable[[str], bool], wanted: str = "") -> Table:
    """Read the sheet that holds the answers: the only one with anything in it, else the one with a question's head.

    Raises:
        NavcheckError: `no-sheet`, `several-sheets`, `empty-file`, and what opening and reading raise.

    """
    arrival = book.arrival
    name, noted = _sheet(book, is_question, wanted)
    header = next(book.rows(name), None)
    if header is None:
        raise NavcheckError(
            Problem("empty-file", say("the file is empty"), arrival.at(), say("was it saved? fetch it again"))
        )
    return Table(
        arrival.name,
        header.cells,
        lambda: _after(book.rows(name), header),
        placing(arrival, name, header),
        (say("sheet {name}", name=name), *noted),
        flaws=header.flaws,
    )


def placing(arrival: Arrival, sheet: str, header: Row) -> Callable[[Row | None, int], Location]:
    """Return how cells of a sheet are named: `Ark1!D9`."""

    def place(row: Row | None, column: int) -> Location:
        return Location(arrival.name, sheet=sheet, cell=f"{column_letters(column)}{(row or header).number}")

    return place


def _after(rows: Iterator[Row], header: Row) -> Iterator[Row]:
    return (row for row in rows if row.number > header.number)


def _sheet(book: Workbook, is_question: Callable[[str], bool], wanted: str) -> tuple[str, list[Message]]:
    visible = book.visible()
    if wanted:
        known = {name.casefold(): name for name in visible}
        if wanted.casefold() not in known:
            hint = did_you_mean(wanted, visible) or say("choose between {words}", words=", ".join(visible))
            message = say("there is no sheet {name}", name=quote(wanted))
            raise NavcheckError(Problem("no-sheet", message, book.arrival.at(), hint))
        return known[wanted.casefold()], []
    heads = {name: row.cells for name in visible if (row := next(book.rows(name), None)) is not None}
    asking = [name for name, cells in heads.items() if any(map(is_question, cells))]
    fitting = list(heads) if len(heads) == 1 else asking
    if len(heads) > 1 and len(fitting) != 1:
        names = ", ".join(heads)
        message = say(
            "several sheets hold something, and which one holds the answers is not clear: {names}", names=names
        )
        raise NavcheckError(Problem("several-sheets", message, book.arrival.at(), say("say which with --sheet")))
    if not fitting:
        return visible[0] if visible else next(iter(book.sheets)), []
    others = len(heads) - 1
    passed = say_many("{count} other sheet is not read", "{count} other sheets are not read", others)
    return fitting[0], [passed] if others else []


def _row(number: int, found: Sequence[Any], merged: dict[tuple[int, int], str]) -> Row | None:
    texts = [cell_text(cell.value) for cell in found]
    while texts and not texts[-1].strip():
        texts.pop()
    if not texts:
        return None
    flaws = {
        n: kind for n, cell in enumerate(found) if (kind := _FLAWED.get(cell.data_type)) and cell.value is not None
    }
    if merged:
        flaws |= {n: MERGED for n in range(len(found)) if (number, n) in merged}
    return Row(number, number, tuple(texts), flaws or NO_FLAWS)


_FLAWED = {"f": FORMULA, "e": ERROR}


def cell_text(value: object) -> str:
    """Write a cell as a person would have: 12 without decimals, dates as 2026-11-21, yes and no as 1 and 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 -- exact so far
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _guarded(arrival: Arrival, act: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever openpyxl gives
    """Read from a workbook; what a damaged one makes openpyxl raise has no end of kinds."""
    try:
        return act()
    except NavcheckError:
        raise
    except Exception:  # noqa: BLE001 -- KeyError, ValueError, BadZipFile, ParseError, TypeError, …
        raise NavcheckError(broken(arrival)) from None
