"""Which column is which question, and which row is which office: exact names only, a near miss is only suggested."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.messages import say
from navcheck.core.model import Checklist, Question, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import Problem
from navcheck.core.text import clean, did_you_mean, normal, quote
from navcheck.intake.table import Row, Table

OFFICE_HEADS = frozenset({"office", "kontor", "nav-kontor", "enhet"})


class Part(StrEnum):
    """What a column says of its question's answer; the words are those of our own tables."""

    VALUE = ""
    COMMENT = "kommentar"
    REASON = "grunn"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that belongs to a question."""

    index: int
    question: Question
    part: Part = Part.VALUE


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table's columns are read; unknown ones are told of, never lost unsaid."""

    office: int
    questions: tuple[Column, ...]
    unknown: tuple[int, ...]


def match_columns(table: Table, checklist: Checklist, survey: Survey) -> tuple[Columns | None, tuple[Problem, ...]]:
    """Match the header against the checklist: id, text, heading or alias.

    Returns:
        The columns, or none where the offices' column is missing, and the problems of the header.

    """
    names = _names(checklist)
    heads = [_match(head, names) for head in table.header]
    office = _office_column(table, survey, taken={n for n, found in enumerate(heads) if found})
    if office is None:
        return None, (
            Problem(
                "no-office-column", say("no column holds the offices"), table.at(None, 0), say("head it «Nav-kontor»")
            ),
        )
    columns = tuple(Column(n, *found) for n, found in enumerate(heads) if found is not None and n != office)
    unknown = tuple(n for n, found in enumerate(heads) if found is None and n != office)
    return Columns(office, columns, unknown), tuple(_header_problems(table, columns, unknown, names))


def _names(checklist: Checklist) -> dict[str, Question]:
    """Map every exact name of a question to it; a name that two questions share belongs to neither."""
    named: list[tuple[str, Question]] = []
    for topic in checklist.topics:
        shown = next((question for question in topic.questions if question.id == topic.shows), None)
        named += [(normal(head), shown) for head in topic.heading.values() if shown is not None]
        for question in topic.questions:
            named += [(normal(name), question) for name in (question.id, *question.text.values(), *question.aliases)]
    owners = Counter(name for name, _ in {(name, question.id) for name, question in named})
    return {name: question for name, question in named if owners[name] == 1}


def _match(head: str, names: dict[str, Question]) -> tuple[Question, Part] | None:
    name, _, part = normal(clean(head)).rpartition("__")
    if name in names and part in {Part.COMMENT.value, Part.REASON.value}:
        return names[name], Part(part)
    question = names.get(normal(clean(head)))
    return (question, Part.VALUE) if question else None


def _office_column(table: Table, survey: Survey, taken: set[int]) -> int | None:
    """Find the offices' column: by its head, else the first whose every cell is a known office."""
    for n, head in enumerate(table.header):
        if normal(clean(head)) in OFFICE_HEADS:
            return n
    offices = Offices(survey.offices)
    for n in range(len(table.header)):
        cells = [row.cells[n] for row in table.rows if n < len(row.cells)]
        if n not in taken and cells and all(offices.find(cell) for cell in cells):
            return n
    # One misspelt office must not hide the column that all the others stand in.
    known = {
        n: sum(offices.find(row.cells[n]) is not None for row in table.rows if n < len(row.cells))
        for n in range(len(table.header))
        if n not in taken
    }
    best = max(known, key=lambda n: known[n], default=None)
    return best if best is not None and known[best] * 2 > len(table.rows) else None


def _header_problems(
    table: Table, columns: tuple[Column, ...], unknown: tuple[int, ...], names: dict[str, Question]
) -> Iterator[Problem]:
    seen: set[tuple[str, Part]] = set()
    for column in columns:
        key = (column.question.id, column.part)
        if key in seen:
            yield Problem(
                "same-column",
                say("two columns hold {id}", id=quote(column.question.id)),
                table.at(None, column.index),
                say("keep one of them"),
            )
        seen.add(key)
    for n in unknown:
        head = table.header[n]
        if head.strip():
            yield Problem(
                "unknown-column",
                say("{head} is no question of this checklist", head=quote(head)),
                table.at(None, n),
                did_you_mean(clean(head), names) or say("take the column out, or head it with the question's id"),
            )
        elif any(n < len(row.cells) and row.cells[n].strip() for row in table.rows):
            yield Problem(
                "no-head",
                say("the column has answers but no head"),
                table.at(None, n),
                say("head it with the question's id, or take it out"),
            )
    if not columns:
        yield Problem("no-questions", say("no column is a question of this checklist"), table.at(None, 0), None)


def unknown_office(table: Table, row: Row, column: int, offices: Offices) -> Problem:
    """Say that a cell names no office of the survey."""
    cell = row.cells[column] if column < len(row.cells) else ""
    if not cell.strip():
        return Problem("no-office", say("no office stands here"), table.at(row, column), say("write the office's name"))
    return Problem(
        "unknown-office",
        say("{name} is not an office of this survey", name=quote(cell)),
        table.at(row, column),
        offices.suggest(cell) or say("the survey's offices stand in survey.yaml"),
    )
