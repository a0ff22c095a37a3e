"""Plans an import: every row an office, every problem with its cell, and nothing stored here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Office, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean, quote
from navcheck.core.typed import read_typed
from navcheck.core.words import Instead
from navcheck.intake.columns import Column, Columns, Part, match_columns, unknown_office
from navcheck.intake.table import Row, Table


@dataclass(frozen=True, slots=True)
class Incoming:
    """One office's answers as a row gives them; order is the checklist's."""

    office: Office
    row: int
    at: Location
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a file would bring in, and everything that is wrong with it."""

    table: Table
    incoming: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def read_batch(table: Table, checklist: Checklist, survey: Survey) -> Batch:
    """Read a wide table, a row an office and a column a question."""
    columns, problems = match_columns(table, checklist, survey)
    if columns is None:
        return Batch(table, (), problems)
    offices = Offices(survey.offices)
    incoming: list[Incoming] = []
    found = list(problems)
    notes: list[Problem] = []
    first_row: dict[str, int] = {}
    for row in table.rows:
        one, wrong, noted = _read_row(table, row, columns, checklist, offices)
        wrong += _repeated(table, row, columns.office, one, first_row)
        found += wrong
        notes += noted
        if one is not None and not wrong:
            incoming.append(one)
    return Batch(table, tuple(incoming), tuple(found), tuple(notes))


def _read_row(
    table: Table, row: Row, columns: Columns, checklist: Checklist, offices: Offices
) -> tuple[Incoming | None, list[Problem], list[Problem]]:
    wrong = list(_too_long(table, row)) + list(_unread(table, row, columns))
    office = offices.find(row.cells[columns.office]) if columns.office < len(row.cells) else None
    if office is None:
        wrong.append(unknown_office(table, row, columns.office, offices))
    answers: dict[str, Answer] = {}
    notes: list[Problem] = []
    for name, parts in _by_question(columns).items():
        answer = _read_answer(table, row, checklist, parts)
        if isinstance(answer, Problem):
            (notes if answer.code in {"no-reason", "no-value"} else wrong).append(answer)
        elif answer is not None:
            answers[name] = answer
    if office is not None and not answers and not wrong:
        notes.append(
            Problem(
                "no-answers",
                say("{office} has no answers in this row; it is passed over", office=quote(office.name)),
                table.at(row, columns.office),
            )
        )
        return None, wrong, notes
    ordered = {question.id: answers[question.id] for question in checklist.questions() if question.id in answers}
    return (Incoming(office, row.number, table.at(row, columns.office), ordered) if office else None), wrong, notes


def _too_long(table: Table, row: Row) -> Iterator[Problem]:
    extra = row.cells[len(table.header) :]
    if any(cell.strip() for cell in extra):
        yield Problem(
            "long-row",
            say("the row has {count} cells, the header {heads}", count=len(row.cells), heads=len(table.header)),
            table.at(row, len(table.header)),
            say("put a text that holds the delimiter in quotation marks"),
        )


def _unread(table: Table, row: Row, columns: Columns) -> Iterator[Problem]:
    """Guard the cells that are not read as answers too: a personal number stops the row wherever it stands."""
    for n in (columns.office, *columns.unknown):
        if n < len(row.cells) and (problem := check_text(row.cells[n], table.at(row, n))):
            yield problem


def _by_question(columns: Columns) -> dict[str, dict[Part, Column]]:
    grouped: dict[str, dict[Part, Column]] = {}
    for column in columns.questions:
        grouped.setdefault(column.question.id, {})[column.part] = column
    return grouped


def _read_answer(table: Table, row: Row, checklist: Checklist, parts: Mapping[Part, Column]) -> Answer | Problem | None:
    cells = {part: row.cells[column.index] if column.index < len(row.cells) else "" for part, column in parts.items()}
    places = {part: table.at(row, column.index) for part, column in parts.items()}
    comment = (
        "\n".join(clean(cells[part]).strip() for part in (Part.COMMENT, Part.REASON) if cells.get(part, "").strip())
        or None
    )
    for part, cell in cells.items():
        if problem := check_text(cell, places[part]):
            return problem
    question = next(iter(parts.values())).question
    has_value = Part.VALUE in parts
    answer = read_typed(checklist, question, cells[Part.VALUE], places[Part.VALUE]) if has_value else None
    if answer is None and comment:
        return Problem(
            "no-value",
            say("a comment without an answer to {id}", id=quote(question.id)),
            places.get(Part.VALUE) or next(iter(places.values())),
            say("the comment is not read"),
        )
    if isinstance(answer, Answer) and answer.instead is Instead.NOT_APPLICABLE and not comment:
        return Problem(
            "no-reason",
            say("«not applicable» without a reason counts as unanswered"),
            places[Part.VALUE],
            say("give the reason in the column {id}__grunn", id=question.id),
        )
    return answer.model_copy(update={"comment": comment}) if isinstance(answer, Answer) and comment else answer


def _repeated(table: Table, row: Row, column: int, one: Incoming | None, first_row: dict[str, int]) -> list[Problem]:
    if one is None:
        return []
    first = first_row.setdefault(one.office.id, row.number)
    if first == row.number:
        return []
    return [
        Problem(
            "office-twice",
            say("{office} has answered already, in row {row}", office=quote(one.office.name), row=first),
            table.at(row, column),
            say("keep one of the rows"),
        )
    ]
