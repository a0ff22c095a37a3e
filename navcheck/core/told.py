"""One answer as the county reads it: what it is, and what rules can know of it.

A choice with nothing beside it is what offices answer most. Each such answer is one value, of the checklist, that all
who give it share; so a round weighs what its offices say in their own words.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from navcheck.core.answers import known_value
from navcheck.core.coding import Readings
from navcheck.core.conditions import Known
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.words import Instead, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navcheck.core.model.checklist import Choice


# Not frozen, since a frozen one takes three times as long to make, and there are as many as answers.
@dataclass(slots=True, eq=False)
class Told:
    """What one office told on one question; compared by identity.

    `answer` is what lies in the file. Only of what was asked there is more: `given` is an answer with a value, `known`
    what rules can look at, `code` what the county reads the words as.
    """

    status: Status
    answer: Answer | None = None
    given: Answer | None = None
    known: Known | None = None
    code: str | None = None

    @property
    def uncoded(self) -> str | None:
        """The office's own words to a text question, where no code stands for them."""
        answer = self.given if self.code is None else None
        return answer.values[0] if answer is not None else None

    @property
    def values(self) -> tuple[str, ...]:
        """The choices, or the code of a text; nothing for numbers, dates and texts without a code."""
        return self.known if isinstance(self.known, tuple) else ()


_NOT_ASKED, _UNANSWERED = Told(Status.NOT_ASKED), Told(Status.UNANSWERED)


class Reader:
    """Reads what offices answer to one question."""

    def __init__(self, checklist: Checklist, question: Question, readings: Readings) -> None:
        self.question = question
        self._readings = readings
        self._scale: Mapping[str, Choice] = {**checklist.choices_of(question), **checklist.codes_of(question)}
        self._asks_for_proof = question.evidence is not None and question.evidence.ask
        plain = checklist.plain_answers[question.id] if question.codes is None else {}
        self._plain = {value: (one, self._read(one, None)) for value, one in plain.items()}

    def read(self, answer: Answer | None, office: str) -> Told:
        """Read an answer to the question, which was asked."""
        if answer is None:
            return _UNANSWERED
        plain, told = self._plain.get(answer.value, (None, _UNANSWERED))
        if plain is answer:
            return told
        row = self._readings.of(self.question, office, answer.values[0]) if answer.value is not None else None
        return self._read(answer, row.code if row is not None else None)

    def _read(self, answer: Answer, code: str | None) -> Told:
        known = (code,) if code is not None else known_value(self.question, answer)
        return Told(self._status(answer, known), answer, answer if answer.value is not None else None, known, code)

    def _status(self, answer: Answer, known: Known | None) -> Status:
        if answer.instead is Instead.UNKNOWN:
            return Status.UNKNOWN
        if answer.instead is Instead.NOT_APPLICABLE:
            return Status.NOT_APPLICABLE if answer.comment else Status.UNANSWERED
        if not self._scale:
            return Status.ANSWERED
        values = known if isinstance(known, tuple) else ()
        chosen = {self._scale[value].status for value in values if value in self._scale}
        if Status.NO_CASES in chosen:
            return Status.NO_CASES
        if chosen != {Status.MET}:
            return Status.ANSWERED
        return Status.CLAIMED if self._asks_for_proof and not answer.proven else Status.MET


def not_asked(answer: Answer | None) -> Told:
    """Return what is not asked for, though it may lie in the file."""
    return Told(Status.NOT_ASKED, answer) if answer is not None else _NOT_ASKED
