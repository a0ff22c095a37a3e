"""What an office does well to have at hand before it answers, and how long the answering takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from navcheck.core.model import Checklist, Question
from navcheck.core.words import Kind

SHARED_SCALE, DOCUMENT = "shared scale", "document"
# How long each takes a leader who has the figures at hand: an estimate, until surveys tell how many minutes were used.
SECONDS: Mapping[str, int] = {
    SHARED_SCALE: 30,  # the answers are those of the question before, and are not read again
    Kind.CHOICE: 35,
    Kind.CHOICES: 45,
    Kind.NUMBER: 55,
    Kind.DATE: 55,
    Kind.TEXT: 150,
    DOCUMENT: 30,
}
# The review, the role, and yes.
PROMPTS_AT_HAND_IN = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may need to be asked, and about which questions."""

    who: Mapping[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """What one sitting with a checklist asks for, if no question is skipped."""

    figures: tuple[Question, ...]
    documents: tuple[Question, ...]
    people: tuple[Person, ...]
    seconds: int
    prompts: int

    @property
    def fetches(self) -> bool:
        """Whether anything has to be fetched, or anybody asked."""
        return bool(self.figures or self.documents or self.people)

    @property
    def minutes(self) -> int:
        """The time in whole minutes, rounded up."""
        return -(-self.seconds // 60)


def readiness(checklist: Checklist) -> Readiness:
    """Reckon with every question; which topics are asked is chosen before, with `selection.select`.

    Whom to ask about a figure stands with the figure, so `people` are those of the other questions.
    """
    questions = tuple(checklist.questions())
    documents = tuple(question for question in questions if _is_documented(question))
    return Readiness(
        figures=tuple(question for question in questions if question.type is Kind.NUMBER),
        documents=documents,
        people=_people(question for question in questions if question.type is not Kind.NUMBER),
        seconds=sum(map(seconds_for, questions)),
        prompts=len(questions) + len(documents) + PROMPTS_AT_HAND_IN,
    )


def _is_documented(question: Question) -> bool:
    return question.evidence is not None and question.evidence.ask


def seconds_for(question: Question) -> int:
    """Return how long a question takes, its document included."""
    is_shared = question.type is Kind.CHOICE and question.scale is not None
    answer = SECONDS[SHARED_SCALE if is_shared else question.type]
    return answer + SECONDS[DOCUMENT] * _is_documented(question)


def _people(questions: Iterable[Question]) -> tuple[Person, ...]:
    """Gather the questions that name the same person in the same words, in the order of the first."""
    named: dict[tuple[tuple[str, str], ...], list[Question]] = {}
    for question in questions:
        if question.who is not None:
            named.setdefault(tuple(sorted(question.who.items())), []).append(question)
    return tuple(Person(dict(who), tuple(asked)) for who, asked in named.items())
