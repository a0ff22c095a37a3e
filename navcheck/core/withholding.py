"""What a report may show of an office's answers: small numbers of persons are taken out before anything is laid out."""

from collections.abc import Mapping
from dataclasses import replace

from navcheck.core.answers import as_number
from navcheck.core.matrix import Cell, Matrix, Row
from navcheck.core.model import Answer, Response, Topic
from navcheck.core.round import Entry, ReadResponse
from navcheck.core.small_numbers import NOT_SMALL, SMALL, is_small
from navcheck.core.tidy import summed_with_small
from navcheck.core.words import Kind

Withheld = Mapping[str, str]


def withhold(matrix: Matrix) -> Matrix:
    """Put «1–4» in place of every small number of persons, and «5+» where a sum would give one away.

    The points and signals were found before, and stay; their own figures are held back where they are put into words.
    """
    withheld = {response.office.id: _withheld(response) for response in matrix.read}
    entries = tuple(_entry(entry, withheld.get(entry.office.id, {})) for entry in matrix.round.entries)
    return replace(
        matrix,
        round=replace(matrix.round, entries=entries),
        read=tuple(_read(response, withheld[response.office.id]) for response in matrix.read),
        rows=tuple(_row(matrix.topics, row, withheld.get(row.office.id, {})) for row in matrix.rows),
        whole=withhold(matrix.whole) if matrix.whole is not None else None,
    )


def _withheld(response: ReadResponse) -> Withheld:
    """Return what stands in place of each answer that is not shown, by the question's id."""
    summed, shown = summed_with_small(response), dict[str, str]()
    for question in response.checklist.questions():
        answer = response.given(question)
        number = as_number(answer.values[0]) if question.type is Kind.NUMBER and answer is not None else None
        if number is None:
            continue
        if (question.persons or question.id in summed) and is_small(number):
            shown[question.id] = SMALL
        elif question.id in summed and number:
            shown[question.id] = NOT_SMALL
    return shown


def _entry(entry: Entry, withheld: Withheld) -> Entry:
    if entry.response is None or not withheld:
        return entry
    return replace(entry, response=_response(entry.response, withheld))


def _response(response: Response, withheld: Withheld) -> Response:
    return response.model_copy(update={"answers": _answers(response.answers, withheld)})


def _read(response: ReadResponse, withheld: Withheld) -> ReadResponse:
    if not withheld:
        return response
    known = {name: value for name, value in response.known.items() if name not in withheld}
    return replace(response, answers=_answers(response.answers, withheld), known=known)


def _answers(answers: Mapping[str, Answer], withheld: Withheld) -> dict[str, Answer]:
    return {
        name: answer.model_copy(update={"value": withheld[name]}) if name in withheld else answer
        for name, answer in answers.items()
    }


def _row(topics: tuple[Topic, ...], row: Row, withheld: Withheld) -> Row:
    cells = tuple(_cell(topic, cell, withheld) for topic, cell in zip(topics, row.cells, strict=False))
    return replace(row, cells=cells)


def _cell(topic: Topic, cell: Cell, withheld: Withheld) -> Cell:
    said = withheld.get(topic.shows) if topic.shows is not None else None
    return replace(cell, said=(said,)) if said is not None else cell
