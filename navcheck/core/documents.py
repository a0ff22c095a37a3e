"""What an inspector would ask an office to see, and what the office has said of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from navcheck.core.model import Evidence, Question
from navcheck.core.model.checklist import EvidenceRequest
from navcheck.core.narrowing import Narrowing
from navcheck.core.round import ReadResponse
from navcheck.core.words import Status


@dataclass(frozen=True, slots=True)
class Requested:
    """What is asked for on one question, and the documents that the office has told of; none is nothing said."""

    question: Question
    request: EvidenceRequest
    documents: tuple[Evidence, ...]


def requested_of(response: ReadResponse, by: Narrowing) -> Iterator[Requested]:
    """Yield what is asked for on each question that was asked of the office, whether it falls short or not."""
    for question in response.checklist.questions():
        if (
            question.evidence is not None
            and response.status(question) is not Status.NOT_ASKED
            and by.has_question(question)
        ):
            answer = response.answer(question)
            yield Requested(question, question.evidence, answer.evidence if answer is not None else ())
