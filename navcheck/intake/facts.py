"""`facts.csv`: figures about offices and municipalities, read as a table of answers is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from navcheck.core.answers import choose_between
from navcheck.core.facts import Facts, Figure, Given, gather_facts
from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.model import Checklist, Survey
from navcheck.core.model.fields import to_number
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import clean, did_you_mean, normal, quote
from navcheck.core.typed import read_number, typed_day
from navcheck.intake.answer import Cell
from navcheck.intake.columns import OFFICE_HEADS
from navcheck.intake.flaws import ragged
from navcheck.intake.naming import Named
from navcheck.intake.tables.arriving import open_arrival
from navcheck.intake.tables.delimited import read_delimited
from navcheck.intake.tables.table import Row, Table

_HEADS: Mapping[str, tuple[str, ...]] = {
    "office": OFFICE_HEADS,
    "municipality": ("municipality", "kommune", "kommunenummer"),
    "fact": ("fact", "nøkkeltall", "nøkkeltal"),
    "value": ("value", "verdi"),
    "as_of": ("as_of", "as-of", "per", "dato"),
    "source": ("source", "kilde", "kjelde"),
}
_NEEDED = ("fact", "value", "as_of", "source")


def read_facts(path: Path, checklist: Checklist, survey: Survey) -> tuple[Facts, tuple[Problem, ...]]:
    """Read the figures of a survey; a row with a problem counts for nothing.

    Raises:
        NavcheckError: why the file cannot be read at all.

    """
    with open_arrival(path, follow=False) as arrival:
        table = read_delimited(arrival)
        reader = _Reader(table, _columns(table), checklist, survey, Named(survey))
        given: list[Given] = []
        problems: list[Problem] = []
        for row in table.rows():
            one, wrong = reader.read(row)
            problems += wrong
            given += [one] if one is not None and not wrong else []
    facts, found = gather_facts(checklist, survey, given)
    return facts, (*problems, *found)


def _columns(table: Table) -> Mapping[str, int]:
    """Find the columns by their heads.

    Raises:
        NavcheckError: `missing-column` for each that is not there.

    """
    heads = {normal(clean(head)): n for n, head in enumerate(table.header)}
    columns = {name: heads[word] for name, words in _HEADS.items() for word in words if word in heads}
    missing = [name for name in _NEEDED if name not in columns]
    missing += [] if {"office", "municipality"} & columns.keys() else ["office"]
    if missing:
        raise NavcheckError(*(_missing(table, name) for name in missing))
    return columns


def _missing(table: Table, name: str) -> Problem:
    message = say("there is no column {name}", name=quote(name))
    hint = say("the columns are office or municipality, fact, value, as_of and source")
    return Problem("missing-column", message, table.at(None, 0), hint)


@dataclass(frozen=True, slots=True)
class _Reader:
    table: Table
    columns: Mapping[str, int]
    checklist: Checklist
    survey: Survey
    named: Named

    def read(self, row: Row) -> tuple[Given | None, list[Problem]]:
        """Read a row, and find all that is wrong with it."""
        cells = {name: Cell(clean(row.cell(n)).strip(), self.table.at(row, n)) for name, n in self.columns.items()}
        wrong = [
            *ragged(self.table, row),
            *(found for cell in cells.values() if (found := check_text(*cell)) is not None),
        ]
        if wrong:
            return None, wrong
        office, municipality = self._whose(cells, wrong)
        fact, value, day = (
            self._fact(cells["fact"], wrong),
            _value(cells["value"], wrong),
            typed_day(cells["as_of"].text),
        )
        if day is None:
            message = say("{value} is not a date", value=quote(cells["as_of"].text))
            wrong.append(Problem("day", message, cells["as_of"].at, say("write it as 21.11.2026 or 2026-11-21")))
        if not cells["source"].text:
            message = say("the figure has no source")
            wrong.append(Problem("no-source", message, cells["source"].at, say("write where it was read")))
        if wrong or value is None or day is None:
            return None, wrong
        figure = Figure(value, day, cells["source"].text)
        return Given(fact, figure, cells["fact"].at, office, municipality), wrong

    def _whose(self, cells: Mapping[str, Cell], wrong: list[Problem]) -> tuple[str | None, str | None]:
        named, municipality = cells.get("office"), cells.get("municipality")
        if named is not None and named.text:
            found = self.named[named.text]
            wrong += [] if found is not None else [self.named.unknown(*named)]
            return (found.id if found is not None else None), None
        if municipality is None or not municipality.text:
            at = (named or cells["fact"]).at
            cure = say("write the office's name, or the municipality's number")
            wrong.append(Problem("no-office", say("neither an office nor a municipality stands here"), at, cure))
            return None, None
        names = {
            word: one.no
            for office_ in self.survey.offices
            for one in office_.municipalities
            for word in _words(one.no, one.name)
        }
        number = names.get(normal(municipality.text))
        if number is None:
            message = say("{name} is no municipality of this survey's offices", name=quote(municipality.text))
            cure = did_you_mean(municipality.text, names) or choose_between(names.values())
            wrong.append(Problem("unknown-municipality", message, municipality.at, cure))
        return None, number

    def _fact(self, cell: Cell, wrong: list[Problem]) -> str:
        names = {normal(word): fact.id for fact in self.checklist.facts for word in (fact.id, *fact.title.values())}
        found = names.get(normal(cell.text))
        if found is None:
            message = say("the checklist has no fact {name}", name=quote(cell.text))
            hint = did_you_mean(cell.text, names) or choose_between(names.values())
            wrong.append(Problem("unknown-fact", message, cell.at, hint))
        return found or ""


def _words(number: str, name: str | None) -> Iterator[str]:
    """Yield what a municipality may be called: its number, with or without its first zero, and its name."""
    yield from (normal(number), normal(number).lstrip("0"))
    if name is not None:
        yield normal(name)


def _value(cell: Cell, wrong: list[Problem]) -> Decimal | None:
    try:
        return to_number(read_number(cell.text))
    except ValueError:
        message = say("{value} is not a number", value=quote(cell.text))
        wrong.append(Problem("number", message, cell.at, say("write digits, for instance 12 or 1 234,5")))
        return None
