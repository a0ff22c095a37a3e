"""Which question comes next. Knows nothing of keyboards or files."""

from collections.abc import Mapping

from navcheck.core.answers import known_value
from navcheck.core.conditions import Known, holds
from navcheck.core.model import Answer, Check, Checklist, Question
from navcheck.core.words import Status


def asked_questions(checklist: Checklist, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Return the questions that the answers so far make worth asking, in order.

    A question that a rule hides takes its answer out of the reckoning, so that what hangs on it is hidden too.
    """
    return tuple(_walk(checklist, answers).asked.values())


class _Reckoning:
    """What is asked so far, by its id, and what rules can know of the answers to it."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.asked: dict[str, Question] = {}
        self._answers = answers

    def get(self, name: str, /) -> Known | None:
        question, answer = self.asked.get(name), self._answers.get(name)
        return known_value(question, answer) if question is not None and answer is not None else None


def _walk(checklist: Checklist, answers: Mapping[str, Answer]) -> _Reckoning:
    """Go through a checklist once."""
    found = _Reckoning(answers)
    for question in checklist.questions():
        if holds(question.when, found):
            found.asked[question.id] = question
    return found


def open_questions(checklist: Checklist, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Return the questions that are asked and not yet answered."""
    return tuple(question for question in asked_questions(checklist, answers) if question.id not in answers)


def documents_to_ask(checklist: Checklist, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Return the questions whose document is asked for: those that a document would back, and whose answer is a yes."""
    return tuple(
        question
        for question in asked_questions(checklist, answers)
        if question.evidence is not None and question.evidence.ask and _is_met(checklist, question, answers)
    )


def _is_met(checklist: Checklist, question: Question, answers: Mapping[str, Answer]) -> bool:
    choices = checklist.choices_of(question)
    values = answers[question.id].values if question.id in answers else ()
    return bool(values) and all(value in choices and choices[value].status is Status.MET for value in values)


def contradictions(checklist: Checklist, answers: Mapping[str, Answer]) -> tuple[Check, ...]:
    """Return the checks without a severity that these answers set off, as far as they need no code of the county's."""
    known = _walk(checklist, answers)
    return tuple(check for check in checklist.checks if check.severity is None and holds(check.when, known))
