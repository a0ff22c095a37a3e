"""Workbooks as tables: the one sheet that holds answers, each cell as text, and what cannot be read as such named."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from navcheck.core.form import IDENTITY_SHEET
from navcheck.core.messages import Message, say, say_many
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.core.text import did_you_mean, quote
from navcheck.intake.tables.archive import broken, check_archive
from navcheck.intake.tables.arriving import Arrival, shown
from navcheck.intake.tables.cells import flaws_of, texts_of
from navcheck.intake.tables.layout import Layout, Merged, read_layout
from navcheck.intake.tables.size import MOST_COLUMNS, MOST_ROWS, too_many
from navcheck.intake.tables.table import NO_FLAWS, Row, Table, column_letters


class Workbook:
    """An open workbook; its sheets are read row by row."""

    def __init__(self, arrival: Arrival) -> None:
        from openpyxl import load_workbook  # noqa: PLC0415 -- only an import of a workbook pays for it

        # It warns of formatting that it does not know, with a path of this machine; nothing of that is read here.
        warnings.filterwarnings("ignore", module="openpyxl")
        self.arrival = arrival
        self._archive = check_archive(arrival)
        self._layouts: dict[str, Layout] = {}
        self._book: Any = _guarded(arrival, lambda: load_workbook(arrival.rewound(), read_only=True, keep_links=False))
        self.sheets: dict[str, Any] = {sheet.title: sheet for sheet in self._book.worksheets}
        if not self.sheets:  # openpyxl passes over a sheet whose part is missing
            raise NavcheckError(broken(arrival))

    def visible(self) -> list[str]:
        """Name the sheets that a person sees."""
        return [name for name, sheet in self.sheets.items() if sheet.sheet_state == "visible"]

    def rows(self, name: str) -> Iterator[Row]:
        """Go through a sheet's rows that hold anything.

        A cell that cannot be read as an answer is empty and has its flaw; in the first row, which may be a header, it
        keeps its text too.

        Raises:
            NavcheckError: `broken-workbook`, `too-many-rows`.

        """
        merged = Merged(self._layout(name).merged)
        sheet = self.sheets[name]
        sheet.reset_dimensions()  # what a sheet says of its own size may be a lie
        cells = _guarded(self.arrival, sheet.iter_rows)
        number, is_first = 0, True
        while (found := _guarded(self.arrival, lambda: next(cells, None))) is not None:
            number += 1
            if number > MOST_ROWS or len(found) > MOST_COLUMNS:
                raise NavcheckError(too_many(Location(self.arrival.name, sheet=shown(name))))
            if found and (row := _guarded(self.arrival, partial(_row, number, found, merged, is_first))) is not None:
                is_first = False
                yield row

    def unread(self) -> list[Message]:
        """Say what a workbook holds that is not read: what people pin to the cells."""
        has_comments = any("comments" in part.rsplit("/", 1)[-1].casefold() for part in self._archive.namelist())
        return [say("comments on cells are not read")] if has_comments else []

    def hidden_rows(self, name: str) -> int:
        """Count a sheet's rows that hold something and are not shown."""
        hidden = self._layout(name).hidden
        return sum(row.number in hidden for row in self.rows(name)) if hidden else 0

    def _layout(self, name: str) -> Layout:
        # The path inside the archive is openpyxl's to know, and it has no public name.
        part = self.sheets[name]._worksheet_path.lstrip("/")  # noqa: SLF001

        def read() -> Layout:
            with self._archive.open(part) as stream:
                return read_layout(stream)

        if name not in self._layouts:
            self._layouts[name] = _guarded(self.arrival, read)
        return self._layouts[name]

    def identity(self) -> dict[str, str]:
        """Return what a form of ours says of itself; nothing where this is none."""
        if IDENTITY_SHEET not in self.sheets:
            return {}
        pairs = [row.cells[:2] for row in self.rows(IDENTITY_SHEET)]
        found = {key: value for key, value in (pair for pair in pairs if len(pair) > 1) if key}
        return found if "navcheck" in found else {}


def read_workbook(book: Workbook, is_question: Callable[[str], bool], wanted: str = "") -> Table:
    """Read the sheet that holds the answers: the only one with anything in it, else the one with a question's head.

    Raises:
        NavcheckError: `no-sheet`, `several-sheets`, `hidden-sheet`, `empty-file`, and what opening and reading raise.

    """
    arrival = book.arrival
    name, noted = _sheet(book, is_question, wanted)
    header = next(book.rows(name), None)
    if header is None:
        raise NavcheckError(
            Problem("empty-file", say("the file is empty"), arrival.at(), say("was it saved? fetch it again"))
        )
    noted += book.unread()
    if hidden := book.hidden_rows(name):
        noted.append(say_many("{count} hidden row is read too", "{count} hidden rows are read too", hidden))
    return Table(
        arrival.name,
        header.cells,
        lambda: _after(book.rows(name), header),
        placing(arrival, name, header),
        (say("sheet {name}", name=shown(name)), *noted),
        flaws=header.flaws,
    )


def placing(arrival: Arrival, sheet: str, header: Row) -> Callable[[Row | None, int], Location]:
    """Return how cells of a sheet are named: `Ark1!D9`."""

    def place(row: Row | None, column: int) -> Location:
        return Location(arrival.name, sheet=shown(sheet), cell=f"{column_letters(column)}{(row or header).number}")

    return place


def _after(rows: Iterator[Row], header: Row) -> Iterator[Row]:
    return (row for row in rows if row.number > header.number)


def _sheet(book: Workbook, is_question: Callable[[str], bool], wanted: str) -> tuple[str, list[Message]]:
    visible = book.visible()
    if wanted:
        known = {name.casefold(): name for name in visible}
        if wanted.casefold() not in known:
            names = ", ".join(map(shown, visible))
            hint = did_you_mean(wanted, visible) or say("choose between {words}", words=names)
            message = say("there is no sheet {name}", name=quote(wanted))
            raise NavcheckError(Problem("no-sheet", message, book.arrival.at(), hint))
        return known[wanted.casefold()], []
    heads = {name: row.cells for name in visible if (row := next(book.rows(name), None)) is not None}
    asking = [name for name, cells in heads.items() if any(map(is_question, cells))]
    fitting = list(heads) if len(heads) == 1 else asking
    if len(fitting) != 1:
        raise NavcheckError(several(book, heads, say("say which with --sheet")) if heads else _none(book))
    others = len(heads) - 1
    passed = say_many("{count} other sheet is not read", "{count} other sheets are not read", others)
    return fitting[0], [passed] if others else []


def several(book: Workbook, heads: Iterable[str], cure: Message) -> Problem:
    """Say that more than one sheet may be the one with the answers."""
    names = ", ".join(map(shown, heads))
    message = say("several sheets hold something, and which one holds the answers is not clear: {names}", names=names)
    return Problem("several-sheets", message, book.arrival.at(), cure)


def _none(book: Workbook) -> Problem:
    """Say that no sheet that a person sees holds anything."""
    if any(next(book.rows(name), None) is not None for name in book.sheets):
        message, cure = say("only hidden sheets hold anything"), say("show the sheet with the answers, and save again")
        return Problem("hidden-sheet", message, book.arrival.at(), cure)
    return Problem("empty-file", say("the file is empty"), book.arrival.at(), say("was it saved? fetch it again"))


def _row(number: int, found: tuple[Any, ...], merged: Merged, is_first: bool) -> Row | None:  # noqa: FBT001 -- see `rows`
    texts = texts_of(found)
    unread, apart = flaws_of(found), merged.flaws_of(number, texts)
    if unread and not is_first:
        texts = ["" if n in unread else text for n, text in enumerate(texts)]
    while texts and not texts[-1].strip():
        texts.pop()
    return Row(number, number, tuple(texts), {**apart, **unread} or NO_FLAWS) if texts or unread else None


def _guarded(arrival: Arrival, act: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever openpyxl gives
    """Read from a workbook; what a damaged one makes openpyxl raise has no end of kinds."""
    try:
        return act()
    except NavcheckError:
        raise
    except Exception:  # noqa: BLE001 -- KeyError, ValueError, BadZipFile, ParseError, TypeError, …
        raise NavcheckError(broken(arrival)) from None
