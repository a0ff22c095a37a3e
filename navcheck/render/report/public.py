"""What others than the county may read of a matrix: everybody what names nobody, one municipality what is its own."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from navcheck.core.messages import say
from navcheck.core.topic_counts import is_judged
from navcheck.core.words import Kind, SignalKind, Status
from navcheck.render.said import shown_question

if TYPE_CHECKING:
    from navcheck.core.matrix import Cell, Matrix, Row, Said
    from navcheck.core.model import Office, Topic
    from navcheck.core.round import ReadResponse
    from navcheck.core.signals import Signal

# Their sentences name a question, counts and groups, and no office.
_OF_NOBODY = frozenset({SignalKind.NO_SPREAD, SignalKind.GROUP_DIFFERS})
# Whether an answer is met or documented is the county's reading of it.
_READ = frozenset({Status.MET, Status.CLAIMED, Status.ANSWERED})


def public_signals(matrix: "Matrix") -> "tuple[Signal, ...]":
    """Return the signals whose sentence names no office."""
    return tuple(signal for signal in matrix.signals if signal.kind in _OF_NOBODY)


def public_cell(topic: "Topic", cell: "Cell", response: "ReadResponse") -> "Cell":
    """Return the cell without what was found in it, and without an answer that tells whether there is a point.

    A choice or a number that a rule judges is none of the office's own words: whoever knows the rules reads the point
    off it. Of such topics the cell says how many questions are answered, «don't know» among them.
    """
    shown = shown_question(topic)
    if shown is not None and (shown.type is Kind.TEXT or not is_judged(response.checklist, shown)):
        said, status = cell.said, Status.ANSWERED if cell.status in _READ else cell.status
    else:
        said, status = _answered(topic, response)
    return replace(cell, said=said, status=status, severity=None, signal=None, about=None)


def _answered(topic: "Topic", response: "ReadResponse") -> "tuple[tuple[Said, ...], Status]":
    statuses = [response.status(question) for question in topic.questions]
    asked = sum(status is not Status.NOT_ASKED for status in statuses)
    given = asked - statuses.count(Status.UNANSWERED)
    if not given:
        return (), Status.UNANSWERED if asked else Status.NOT_ASKED
    return (say("{given} of {asked} answered", given=given, asked=asked),), Status.ANSWERED


def public_matrix(matrix: "Matrix") -> "Matrix":
    """Return the table with public cells and signals, and without points; what is counted is counted on the whole."""
    read = {one.office.id: one for one in matrix.read}
    rows = tuple(_public_row(matrix, row, read[row.office.id]) if row.cells else row for row in matrix.rows)
    return replace(matrix, rows=rows, gaps=(), signals=public_signals(matrix))


def _public_row(matrix: "Matrix", row: "Row", response: "ReadResponse") -> "Row":
    cells = (public_cell(topic, cell, response) for topic, cell in zip(matrix.topics, row.cells, strict=True))
    return replace(row, cells=tuple(cells))


def own_matrix(matrix: "Matrix", offices: "tuple[Office, ...]") -> "Matrix":
    """Return the rows, responses and counts of some offices alone; the points are those that it is narrowed to.

    A file that was left out may be another's.
    """
    ids = {office.id for office in offices}
    read = tuple(one for one in matrix.read if one.office.id in ids)
    own = replace(matrix.round, entries=tuple(one for one in matrix.round.entries if one.office.id in ids), left_out=())
    return replace(
        matrix,
        round=own,
        read=read,
        rows=tuple(row for row in matrix.rows if row.office.id in ids),
        statuses=Counter(one.status(question) for one in read for question in own.checklist.questions()),
    )


def own_signals(matrix: "Matrix", offices: "tuple[Office, ...]") -> "tuple[Signal, ...]":
    """Return the signals on some offices so that their sentences tell the names and the figures of no other.

    The words that are quoted are those of the first office; of old figures, only their own are told.
    """
    ids = {office.id for office in offices}
    return tuple(_own(matrix, signal, ids) for signal in matrix.signals if any(one.id in ids for one in signal.offices))


def _own(matrix: "Matrix", signal: "Signal", ids: set[str]) -> "Signal":
    own = tuple(office for office in signal.offices if office.id in ids)
    if signal.fact is None:
        others = tuple(office for office in signal.offices if office.id not in ids)
        return replace(signal, offices=(*own, *others))
    known = sum(signal.fact.id in matrix.round.facts.get(name, {}) for name in ids)
    return replace(signal, offices=own, given=known, figures=tuple(one for one in signal.figures if one.of in ids))
