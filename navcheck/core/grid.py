"""The matrix question by question, as a value: a row an office, a square a question, counts both ways; no score."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.model import Topic
from navcheck.core.round import Entry, ReadResponse, Round
from navcheck.core.words import Severity, Status


@dataclass(frozen=True, slots=True)
class Square:
    """One office's answer to one question: what it is, and how far it falls short if it does."""

    status: Status
    severity: Severity | None = None

    @property
    def mark(self) -> Severity | Status:
        """What is to be said first: the gap, else the status."""
        return self.severity or self.status


@dataclass(frozen=True, slots=True)
class Counts:
    """How many squares have each severity and each status; `otherwise` leaves out those that fall short."""

    severities: Mapping[Severity, int]
    statuses: Mapping[Status, int]
    otherwise: Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One office's squares by the ids of the questions; without a usable response it has none."""

    entry: Entry
    squares: Mapping[str, Square]
    counts: Counts

    def within(self, topic: Topic) -> Counts:
        """Count the office's squares in one topic."""
        return count(self.squares[question.id] for question in topic.questions if self.squares)


@dataclass(frozen=True, slots=True)
class Grid:
    """Every office's answer to every question, in the order of the survey and of the checklist."""

    matrix: Matrix
    rows: tuple[GridRow, ...]
    questions: Mapping[str, Counts]
    total: Counts

    def within(self, topic: Topic) -> Counts:
        """Count all squares in one topic."""
        rows = (row.squares for row in self.rows if row.squares)
        return count(squares[question.id] for squares in rows for question in topic.questions)


def build_grid(one: Round) -> Grid:
    """Lay a round out question by question."""
    return grid_of(build_matrix(one))


def grid_of(matrix: Matrix) -> Grid:
    """Lay a matrix out question by question: the same responses, and the same gaps."""
    worst = {(gap.office.id, gap.question.id): gap.severity for gap in reversed(matrix.gaps)}
    by_office = {response.office.id: _squares(response, worst) for response in matrix.read}
    rows = tuple(
        GridRow(entry, squares := by_office.get(entry.office.id, {}), count(squares.values()))
        for entry in matrix.round.entries
    )
    questions = {
        question.id: count(squares[question.id] for squares in by_office.values())
        for question in matrix.round.checklist.questions()
    }
    return Grid(matrix, rows, questions, count(square for row in rows for square in row.squares.values()))


def _squares(response: ReadResponse, worst: Mapping[tuple[str, str], Severity]) -> dict[str, Square]:
    return {
        question.id: Square(response.status(question), worst.get((response.office.id, question.id)))
        for question in response.checklist.questions()
    }


def count(squares: Iterable[Square]) -> Counts:
    """Count squares; an answer that falls short counts under its severity and under its status."""
    those = tuple(squares)
    return Counts(
        Counter(square.severity for square in those if square.severity is not None),
        Counter(square.status for square in those),
        Counter(square.status for square in those if square.severity is None),
    )
