"""From a file that has arrived to the rows that it would bring in: which reader, which layout, whose form."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from navcheck.core.form import COLUMNS_ROW, FORM
from navcheck.core.messages import say
from navcheck.core.model import Checklist, ColumnMap, Survey
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import quote
from navcheck.intake.columns import Meaning, Names
from navcheck.intake.filled_form import FormBatch, form_table
from navcheck.intake.first_row import begins_with_its_header
from navcheck.intake.incoming import Batch
from navcheck.intake.long import LongBatch, long_heads
from navcheck.intake.naming import Named
from navcheck.intake.tables.arriving import Arrival, Format
from navcheck.intake.tables.delimited import read_delimited
from navcheck.intake.tables.objects import read_objects
from navcheck.intake.tables.table import Table
from navcheck.intake.tables.workbook import Workbook, read_workbook
from navcheck.intake.wide import plan_wide

_NO_MAP = ColumnMap(navcheck="map/1")
# What makes a file's columns uncertain: no row of it can be taken, not even with --partial.
UNCERTAIN = frozenset({"same-column", "no-questions"})


@dataclass(frozen=True, slots=True)
class How:
    """What a person says of a file beside the file itself."""

    encoding: str | None = None
    sheet: str = ""
    mapped: ColumnMap = field(default=_NO_MAP)


def read_batch(arrival: Arrival, checklist: Checklist, survey: Survey, how: How | None = None) -> Batch:
    """Decide how a file is read; its rows are read as they are gone through.

    Raises:
        NavcheckError: why it cannot be read at all, or that it belongs to another survey.

    """
    how = how or How()
    names, named = Names(checklist, how.mapped.columns), Named(survey, how.mapped.offices)
    table = read_table(arrival, names, how)
    if table.identity:
        _refuse_another(table, checklist, survey)
    if COLUMNS_ROW in table.header:
        return FormBatch(table, checklist, names, named)
    heads = long_heads(table.header, names)
    if heads is not None:
        return LongBatch(table, checklist, names, named, heads)
    return plan_wide(table, checklist, names, named)


def read_table(arrival: Arrival, names: Names, how: How) -> Table:
    """Read a file as a table, whatever it is.

    Raises:
        NavcheckError: why it cannot be read.

    """
    if arrival.format is Format.TABLE:
        return begins_with_its_header(read_delimited(arrival, how.encoding), names)
    if arrival.format is not Format.WORKBOOK:
        return read_objects(arrival, how.encoding)
    book = Workbook(arrival)
    if identity := book.identity():
        return form_table(book, identity)
    table = read_workbook(book, lambda head: isinstance(names.find(head), Meaning), how.sheet)
    return begins_with_its_header(table, names)


def _refuse_another(table: Table, checklist: Checklist, survey: Survey) -> None:
    """Refuse a form of another survey, or of another version of the checklist.

    Raises:
        NavcheckError: `other-survey` or `other-version`.

    """
    if problems := tuple(_unlike(table, checklist, survey)):
        raise NavcheckError(*problems)


def _unlike(table: Table, checklist: Checklist, survey: Survey) -> Iterator[Problem]:
    said = table.identity
    at, cure = table.at(None, 0), say("ask the office to fill in this survey's own form")
    if said.get("navcheck") != FORM:
        message = say("{found} is not a format that this version reads", found=quote(said.get("navcheck", "")))
        yield Problem("unknown-format", message, at, say("is there a newer navcheck?"))
        return
    if said.get("survey") != survey.id:
        theirs = quote(said.get("survey", ""))
        yield Problem("other-survey", say("the form belongs to the survey {theirs}", theirs=theirs), at, cure)
    asked, ours = (said.get("checklist"), said.get("version")), (checklist.id, checklist.version)
    if asked != ours or said.get("sha256") != survey.checklist.sha256:
        shown = " ".join(word or "?" for word in asked)
        message = say(
            "the form asks {theirs}, but the survey asks {ours}", theirs=quote(shown), ours=quote(" ".join(ours))
        )
        if asked == ours:
            message = say("the form was made from another copy of {ours} than the survey's", ours=quote(" ".join(ours)))
        yield Problem("other-version", message, at, cure)
