"""What a report may show of an office's answers: small numbers of persons are taken out before anything is laid out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from navcheck.core.agenda import Meeting
from navcheck.core.answers import as_number
from navcheck.core.compare import Comparison
from navcheck.core.examples import Example
from navcheck.core.matrix import Cell, Matrix, Row
from navcheck.core.model import Answer, Checklist, Question, Response, Topic
from navcheck.core.plan import Point
from navcheck.core.round import Entry, ReadResponse, read_round
from navcheck.core.sight import Side, View
from navcheck.core.small_numbers import NOT_SMALL, SMALL, is_small
from navcheck.core.tidy import summed_with_small, sums_of
from navcheck.core.words import Kind

# What stands in place of answers, by the question's id; and that by the office's id.
Withheld = Mapping[str, str]
Hidden = Mapping[str, Withheld]


def hidden_in(checklist: Checklist, read: Iterable[ReadResponse]) -> Hidden:
    """Find what is not shown of a round's responses: «1–4» stands there, and «5+» where a sum would give it away."""
    sums = tuple(sums_of(checklist))
    numbers = tuple(question for question in checklist.questions() if question.type is Kind.NUMBER)
    return {response.office.id: _withheld(response, numbers, summed_with_small(response, sums)) for response in read}


def withhold(matrix: Matrix, withheld: Hidden) -> Matrix:
    """Put what is shown in place of every small number of persons, and of what would give one away.

    The points and signals were found before, and stay; their own figures are held back where they are put into words.
    """
    entries = tuple(_entry(entry, withheld.get(entry.office.id, {})) for entry in matrix.round.entries)
    return replace(
        matrix,
        round=replace(matrix.round, entries=entries),
        read=tuple(_read(response, withheld[response.office.id]) for response in matrix.read),
        rows=tuple(_row(matrix.topics, row, withheld.get(row.office.id, {})) for row in matrix.rows),
        whole=withhold(matrix.whole, withheld) if matrix.whole is not None else None,
    )


def withhold_comparison(one: Comparison, now: Hidden) -> Comparison:
    """Do the same with the answers of two rounds that are held against each other, `now` what this one hides."""
    before = hidden_in(one.before.checklist, read_round(one.before))
    return replace(
        one,
        items=tuple(replace(item, then=_side(item.then, before), now=_side(item.now, now)) for item in one.items),
        apart=tuple(replace(each, side=_side(each.side, now if each.is_now else before)) for each in one.apart),
    )


def withhold_points(points: tuple[Point, ...], withheld: Hidden) -> tuple[Point, ...]:
    """Do the same with the answers that stand beside the points of a plan."""
    return tuple(
        replace(point, view=_view(point.view, point.question_id, withheld)) if point.view is not None else point
        for point in points
    )


def withhold_meeting(meeting: Meeting, withheld: Hidden) -> Meeting:
    """Do the same with the answers that offices share."""
    themes = (
        replace(theme, examples=tuple(_example(each, withheld) for each in theme.examples)) for theme in meeting.themes
    )
    return replace(meeting, themes=tuple(themes))


def _example(example: Example, withheld: Hidden) -> Example:
    value = withheld.get(example.office.id, {}).get(example.question.id)
    return replace(example, answer=_instead(example.answer, value)) if value is not None else example


def _side(side: Side, withheld: Hidden) -> Side:
    return replace(side, views=tuple(_view(view, side.question.id, withheld) for view in side.views))


def _view(view: View, question: str, withheld: Hidden) -> View:
    shown = withheld.get(view.office.id, {}).get(question)
    if shown is None or view.answer is None:
        return view
    return replace(view, answer=_instead(view.answer, shown))


def _instead(answer: Answer, shown: str) -> Answer:
    return answer.model_copy(update={"value": shown})


def _withheld(response: ReadResponse, numbers: tuple[Question, ...], summed: frozenset[str]) -> Withheld:
    shown = dict[str, str]()
    for question in numbers:
        # Also what lies in the file without being asked for.
        answer = response.answer(question)
        number = as_number(answer.values[0]) if answer and answer.values else None
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
    row = list(response.row)
    for name, shown in withheld.items():
        place = response.checklist.places[name]
        told = row[place]
        answer = _instead(told.answer, shown) if told.answer is not None else None
        row[place] = replace(told, answer=answer, given=answer if told.given is not None else None, known=None)
    return replace(response, row=tuple(row))


def _answers(answers: Mapping[str, Answer], withheld: Withheld) -> dict[str, Answer]:
    return {name: _instead(answer, withheld[name]) if name in withheld else answer for name, answer in answers.items()}


def _row(topics: tuple[Topic, ...], row: Row, withheld: Withheld) -> Row:
    cells = tuple(_cell(topic, cell, withheld) for topic, cell in zip(topics, row.cells, strict=False))
    return replace(row, cells=cells)


def _cell(topic: Topic, cell: Cell, withheld: Withheld) -> Cell:
    said = withheld.get(topic.shows) if topic.shows is not None else None
    return replace(cell, said=(said,)) if said is not None else cell
