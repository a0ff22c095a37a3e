"""Which part of a matrix somebody wants to see: some offices, a question, a topic, some severities."""

from dataclasses import dataclass

from navcheck.core.model import Office, Question, Topic
from navcheck.core.words import Severity


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is chosen; of what nothing is chosen, all is."""

    offices: tuple[Office, ...] = ()
    question: Question | None = None
    topic: Topic | None = None
    severities: tuple[Severity, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is chosen."""
        return bool(self.offices or self.question or self.topic or self.severities)

    def has_office(self, office: Office) -> bool:
        """Tell whether an office is among those chosen."""
        return not self.offices or any(one.id == office.id for one in self.offices)

    def has_question(self, question: Question | None) -> bool:
        """Tell whether a question is among those chosen; what is about no question is, where none is chosen."""
        if question is None:
            return self.question is None and self.topic is None
        return (self.question is None or self.question.id == question.id) and (
            self.topic is None or any(one.id == question.id for one in self.topic.questions)
        )

    def has_severity(self, severity: Severity) -> bool:
        """Tell whether a severity is among those chosen."""
        return not self.severities or severity in self.severities


ALL = Narrowing()
