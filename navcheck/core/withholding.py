"""What a report may show of an office's answers: small numbers of persons are taken out before anything is laid out."""

from collections.abc import Mapping
from dataclasses import replace

from navcheck.core.agenda import Meeting
from navcheck.core.answers import as_number
from navcheck.core.compare import Comparison
from navcheck.core.examples import Example
from navcheck.core.matrix import Cell, Matrix, Row
from navcheck.core.model import Answer, Response, Topic
from navcheck.core.plan import Point
from navcheck.core.round import Entry, ReadResponse, read_round
from navcheck.core.sight import Side, View
from navcheck.core.small_numbers import NOT_SMALL, SMALL, is_small
from navcheck.core.tidy import summed_with_small
from navcheck.core.words import Kind

Withheld = Mapping[str, str]
Responses = tuple[ReadResponse, ...]


def withhold(matrix: Matrix) -> Matrix:
    """Put «1–4» in place of every small number of persons, and «5+» where a sum would give one away.

    The points and signals were found before, and stay; their own figures are held back where they are put into words.
    """
    withheld = _by_office(matrix.read)
    entries = tuple(_entry(entry, withheld.get(entry.office.id, {})) for entry in matrix.round.entries)
    return replace(
        matrix,
        round=replace(matrix.round, entries=entries),
        read=tuple(_read(response, withheld[response.office.id]) for response in matrix.read),
        rows=tuple(_row(matrix.topics, row, withheld.get(row.office.id, {})) for row in matrix.rows),
        whole=withhold(matrix.whole) if matrix.whole is not None else None,
    )


def withhold_comparison(one: Comparison, read: Responses) -> Comparison:
    """Do the same with the answers of two rounds that are held against each other, `read` those of now."""
    before, now = _by_office(read_round(one.before)), _by_office(read)
    return replace(
        one,
        items=tuple(replace(item, then=_side(item.then, before), now=_side(item.now, now)) for item in one.items),
        apart=tuple(replace(each, side=_side(each.side, now if each.is_now else before)) for each in one.apart),
    )


def withhold_points(points: tuple[Point, ...], read: Responses) -> tuple[Point, ...]:
    """Do the same with the answers that stand beside the points of a plan."""
    withheld = _by_office(read)
    return tuple(
        replace(point, view=_view(point.view, point.question_id, withheld)) if point.view is not None else point
        for point in points
    )


def withhold_meeting(meeting: Meeting, read: Responses) -> Meeting:
    """Do the same with the answers that offices share."""
    withheld = _by_office(read)
    themes = (
        replace(theme, examples=tuple(_example(each, withheld) for each in theme.examples)) for theme in meeting.themes
    )
    return replace(meeting, themes=tuple(themes))


def _example(example: Example, withheld: Mapping[str, Withheld]) -> Example:
    value = withheld.get(example.office.id, {}).get(example.question.id)
    return replace(example, answer=_instead(example.answer, value)) if value is not None else example


def _by_office(read: Responses) -> Mapping[str, Withheld]:
    return {response.office.id: _withheld(response) for response in read}


def _side(side: Side, withheld: Mapping[str, Withheld]) -> Side:
    return replace(side, views=tuple(_view(view, side.question.id, withheld) for view in side.views))


def _view(view: View, question: str, withheld: Mapping[str, Withheld]) -> View:
    shown = withheld.get(view.office.id, {}).get(question)
    if shown is None or view.answer is None:
        return view
    return replace(view, answer=_instead(view.answer, shown))


def _instead(answer: Answer, shown: str) -> Answer:
    return answer.model_copy(update={"value": shown})


def _withheld(response: ReadResponse) -> Withheld:
    """Return what stands in place of each answer that is not shown, by the question's id."""
    summed, shown = summed_with_small(response), dict[str, str]()
    for question in response.checklist.questions():
        # Also what lies in the file without being asked for.
        answer = response.answers.get(question.id)
        number = as_number(answer.values[0]) if question.type is Kind.NUMBER and answer and answer.values else None
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
    return {name: _instead(answer, withheld[name]) if name in withheld else answer for name, answer in answers.items()}


def _row(topics: tuple[Topic, ...], row: Row, withheld: Withheld) -> Row:
    cells = tuple(_cell(topic, cell, withheld) for topic, cell in zip(topics, row.cells, strict=False))
    return replace(row, cells=cells)


def _cell(topic: Topic, cell: Cell, withheld: Withheld) -> Cell:
    said = withheld.get(topic.shows) if topic.shows is not None else None
    return replace(cell, said=(said,)) if said is not None else cell
