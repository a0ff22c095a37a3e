"""Answers whose cells stand apart: gathered by question, then read as they would be from one row."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.problems import Problem
from navcheck.core.text import quote
from navcheck.core.words import Kind, Part
from navcheck.intake.answer import NOTED, Cell, read_answer
from navcheck.intake.columns import Meaning
from navcheck.intake.groups import Remembered, known_of


@dataclass(frozen=True, slots=True)
class Gathered:
    """The cells of one office's answers, by question."""

    parts: dict[str, dict[Part, Cell]] = field(default_factory=lambda: defaultdict(dict))
    marks: dict[str, dict[str, Cell]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, meaning: Meaning, cell: Cell) -> Problem | None:
        """Take in a cell; what is said of a question twice is a problem, unless it takes several answers."""
        if not cell.text.strip():
            return None
        question = meaning.question
        if meaning.choice is not None:
            is_first = self.marks[question.id].setdefault(meaning.choice, cell) is cell
            return None if is_first else _twice(question, cell)
        parts = self.parts[question.id]
        if meaning.part not in parts:
            parts[meaning.part] = cell
        elif question.type is Kind.CHOICES and meaning.part is Part.VALUE:
            parts[meaning.part] = Cell(f"{parts[meaning.part].text}\n{cell.text}", cell.at)
        else:
            return _twice(question, cell)
        return None

    def read(
        self, checklist: Checklist, said: Mapping[str, Remembered]
    ) -> tuple[dict[str, Answer], list[Problem], list[Problem]]:
        """Return the answers in the checklist's order, what is wrong with them, and what is worth knowing."""
        answers: dict[str, Answer] = {}
        found: list[Problem] = []
        for question in checklist.questions():
            parts, marks = self.parts.get(question.id, {}), self.marks.get(question.id, {})
            if parts or marks:
                known = known_of(said[question.id][parts[Part.VALUE].text]) if Part.VALUE in parts else None
                answer, problems = read_answer(checklist, question, parts, marks, known)
                answers |= {question.id: answer} if answer is not None else {}
                found += problems
        wrong = [one for one in found if one.code not in NOTED]
        return answers, wrong, [one for one in found if one.code in NOTED]


def _twice(question: Question, cell: Cell) -> Problem:
    message = say("{id} is answered twice", id=quote(question.id))
    return Problem("answered-twice", message, cell.at, say("keep one of the rows"))
