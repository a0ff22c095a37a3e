"""The county report's table as a value: a row an office, a column a topic, the office's own words, a mark."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from navcheck.core.gaps import Gap, find_gaps, find_last_gaps
from navcheck.core.messages import Message, say
from navcheck.core.model import Office, Question, Topic
from navcheck.core.narrowing import ALL, Narrowing
from navcheck.core.round import LeftOut, ReadResponse, Round, read_round
from navcheck.core.signals import Signal, find_signals, stale_figures
from navcheck.core.words import Kind, Severity, SignalKind, Standing, Status

# The office's words as sent, a label in every language, or a sentence of ours.
Said = str | Mapping[str, str] | Message


@dataclass(frozen=True, slots=True)
class Cell:
    """One office's answer to one topic, and the worst that is to be said of it.

    `about` is the question that the worst is said of, where another one fills the cell.
    """

    said: tuple[Said, ...]
    status: Status
    severity: Severity | None = None
    signal: SignalKind | None = None
    about: Question | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One office; without a usable response it has no cells and its standing says why."""

    office: Office
    standing: Standing
    number: int | None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncoded:
    """How many texts to one question have no code."""

    question: Question
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table and what is told below it; every count that a removed response, answer or coding row would change.

    `narrowing` says which part of the points and signals this is, of which `whole`.
    """

    round: Round
    read: tuple[ReadResponse, ...]
    topics: tuple[Topic, ...]
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    signals: tuple[Signal, ...]
    uncoded: tuple[Uncoded, ...]
    statuses: Mapping[Status, int]
    narrowing: Narrowing = ALL
    whole: "Matrix | None" = None

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Files in the folder that were not read."""
        return self.round.left_out

    def standing(self, standing: Standing) -> int:
        """Count the offices of one standing."""
        return sum(row.standing is standing for row in self.rows)

    def severity(self, severity: Severity) -> int:
        """Count the gaps of one severity."""
        return sum(gap.severity is severity for gap in self.gaps)


def build_matrix(one: Round) -> Matrix:
    """Lay a round out as the county report does."""
    read = read_round(one)
    before = find_last_gaps(one)
    gaps = find_gaps(one.checklist, read, before)
    signals = (*find_signals(one.checklist, read, gaps, before), *stale_figures(one))
    by_office = {response.office.id: response for response in read}
    marks = _marks(gaps, signals)
    shown = [next((one for one in topic.questions if one.id == topic.shows), None) for topic in one.checklist.topics]
    topics = tuple(zip(one.checklist.topics, shown, strict=True))
    rows = tuple(
        Row(
            entry.office,
            entry.standing,
            entry.response.number if entry.response else None,
            _cells(topics, by_office[entry.office.id], marks[entry.office.id]) if entry.office.id in by_office else (),
        )
        for entry in one.entries
    )
    uncoded = count_uncoded(one.checklist.questions(), read)
    return Matrix(one, read, one.checklist.topics, rows, gaps, signals, uncoded, _statuses(read))


@dataclass(frozen=True, slots=True)
class _Marks:
    """One office's worst gap and first signal on each question, by the question's id."""

    worst: dict[str, Severity] = field(default_factory=dict)
    flagged: dict[str, SignalKind] = field(default_factory=dict)


def _marks(gaps: tuple[Gap, ...], signals: tuple[Signal, ...]) -> Mapping[str, _Marks]:
    marks: defaultdict[str, _Marks] = defaultdict(_Marks)
    for gap in gaps:
        marks[gap.office.id].worst.setdefault(gap.question.id, gap.severity)
    for signal in signals:
        if (question := signal.question) is not None:
            for office in signal.offices:
                marks[office.id].flagged.setdefault(question.id, signal.kind)
    return marks


def _cells(
    topics: tuple[tuple[Topic, Question | None], ...], response: ReadResponse, marks: _Marks
) -> tuple[Cell, ...]:
    return tuple(_cell(topic, shown, response, marks) for topic, shown in topics)


def _cell(topic: Topic, shown: Question | None, response: ReadResponse, marks: _Marks) -> Cell:
    # Of those that are as grave, the one whose answer stands in the cell comes first.
    falling = sorted(
        (one for one in topic.questions if one.id in marks.worst),
        key=lambda one: (marks.worst[one.id].rank, one is not shown),
    )
    flagged = [one for one in topic.questions if one.id in marks.flagged]
    said, status = _said(shown, response) if shown is not None else _tally(topic, response)
    marked = next(iter(falling or flagged), None)
    return Cell(
        said,
        status,
        marks.worst[falling[0].id] if falling else None,
        marks.flagged[flagged[0].id] if flagged else None,
        marked if shown is not None and marked is not shown else None,
    )


def _said(question: Question, response: ReadResponse) -> tuple[tuple[Said, ...], Status]:
    told = response.told(question.id)
    answer = told.given
    if answer is None:
        return (), told.status
    choices = response.checklist.choices_of(question) if question.type in {Kind.CHOICE, Kind.CHOICES} else {}
    return tuple(choices[value].label if value in choices else value for value in answer.values), told.status


_SAID = frozenset({Status.MET, Status.CLAIMED, Status.ANSWERED})


def _tally(topic: Topic, response: ReadResponse) -> tuple[tuple[Said, ...], Status]:
    """Sum up a topic in which no one answer fills the cell: how many of those asked are met."""
    statuses = Counter(response.status(question) for question in topic.questions)
    asked = len(topic.questions) - statuses[Status.NOT_ASKED]
    if not asked:
        return (), Status.NOT_ASKED
    given = {status for status in statuses if statuses[status] and status is not Status.NOT_ASKED}
    # Where all are silent in one way, that is what the cell is.
    status = next(iter(given)) if len(given) == 1 and not given & _SAID else Status.ANSWERED
    return (say("{met} of {asked} met", met=statuses[Status.MET], asked=asked),), status


def count_uncoded(questions: Iterable[Question], read: tuple[ReadResponse, ...]) -> tuple[Uncoded, ...]:
    """Count the texts without a code, question by question."""
    counts = (
        Uncoded(question, sum(response.uncoded(question) is not None for response in read))
        for question in questions
        if question.codes is not None
    )
    return tuple(count for count in counts if count.count)


def _statuses(read: tuple[ReadResponse, ...]) -> Counter[Status]:
    counts = Counter[Status]()
    # Most answers are shared, so that there are fewer of them than offices times questions.
    for told, count in Counter(chain.from_iterable(response.row for response in read)).items():
        counts[told.status] += count
    return counts


def narrow(matrix: Matrix, by: Narrowing) -> Matrix:
    """Keep the points and signals that are chosen, and what is not coded there; rows and responses stay the round's."""
    questions = filter(by.has_question, matrix.round.checklist.questions())
    return replace(
        matrix,
        gaps=tuple(
            gap
            for gap in matrix.gaps
            if by.has_office(gap.office) and by.has_question(gap.question) and by.has_severity(gap.severity)
        ),
        signals=tuple(
            signal
            for signal in matrix.signals
            if any(map(by.has_office, signal.offices)) and by.has_question(signal.question)
        ),
        uncoded=count_uncoded(questions, tuple(one for one in matrix.read if by.has_office(one.office))),
        narrowing=by,
        whole=matrix,
    )
