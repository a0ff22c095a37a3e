"""Which question comes next. Knows nothing of keyboards or files."""

from collections.abc import Mapping

from navcheck.core.answers import known_value
from navcheck.core.conditions import Known, holds
from navcheck.core.model import Answer, Checklist, Question


def asked_questions(checklist: Checklist, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Return the questions that the answers so far make worth asking, in order.

    A question that a rule hides takes its answer out of the reckoning, so that what hangs on it is hidden too.
    """
    asked: list[Question] = []
    known: dict[str, Known] = {}
    for question in checklist.questions():
        if not holds(question.when, known):
            continue
        asked.append(question)
        value = known_value(question, answers[question.id]) if question.id in answers else None
        if value is not None:
            known[question.id] = value
    return tuple(asked)


def open_questions(checklist: Checklist, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Return the questions that are asked and not yet answered."""
    return tuple(question for question in asked_questions(checklist, answers) if question.id not in answers)
