"""On what basis a letter asks: freely, or by an order, which covers no more than what is supervised."""

from collections.abc import Iterable, Iterator

from navcheck.core.letter_law import COMPLAINT, COMPLAINT_OF_MUNICIPALITIES, DEMAND, SUPERVISION
from navcheck.core.letter_parts import joined
from navcheck.core.letters import Occasion, Section
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Question
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.words import Supervised

# What an order leans on.
ORDER = (SUPERVISION, DEMAND, COMPLAINT, COMPLAINT_OF_MUNICIPALITIES)
_COMPLAINT = say(
    "The municipality may complain about this order if it holds that it has no duty to give the information, or no "
    "lawful access to give it. The complaint may be oral and must be made within 3 days ({complaint}, see {applies}).",
    complaint=COMPLAINT.title,
    applies=COMPLAINT_OF_MUNICIPALITIES.title,
)
_VOLUNTARY = say(
    "It is voluntary to answer, and you may answer the whole form or parts of it. What you leave open is shown as not "
    "answered."
)


def voluntary(words: Message = _VOLUNTARY) -> Section:
    """Say that nobody has to answer."""
    return Section(say("Answering is voluntary"), (words,))


def order(
    occasion: Occasion, demand: Message, questions: Iterable[tuple[int, Question]], complaint: Message = _COMPLAINT
) -> Section:
    """Say what is demanded, which of the questions it does not cover, and how it can be complained about."""
    words = say(demand.text, authority=occasion.sender, supervision=SUPERVISION.title, demand=DEMAND.title)
    return Section(say("Legal basis"), (words, *_left_to_choice(questions), complaint))


def _left_to_choice(questions: Iterable[tuple[int, Question]]) -> Iterator[Message]:
    """Say which of the questions are outside what is supervised, and so cannot be demanded."""
    free = tuple(str(number) for number, question in questions if question.supervised is Supervised.NONE)
    if free:
        yield say_many(
            "The order does not cover question {numbers}, which is about something else than the duties that we "
            "supervise. Answering it is voluntary.",
            "The order does not cover questions {numbers}, which are about something else than the duties that we "
            "supervise. Answering them is voluntary.",
            len(free),
            numbers=joined(free),
        )


def check_supervised(occasion: Occasion) -> None:
    """Refuse to order what nothing gives the right to order.

    Raises:
        NavcheckError: `nothing-supervised`.

    """
    if all(question.supervised is Supervised.NONE for question in occasion.checklist.questions()):
        raise NavcheckError(
            Problem(
                "nothing-supervised",
                say("the survey is supervision, but none of its questions is marked as supervised"),
                None,
                say("write «basis: voluntary» in survey.yaml, or mark in the checklist what is supervised"),
            )
        )
