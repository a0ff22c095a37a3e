"""Answers that come in a file, with nobody to ask: all of them there and valid, or what is missing told."""

from collections.abc import Iterator, Mapping

from navcheck.core.answers import check_response
from navcheck.core.interview import asked_questions
from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Question, Response
from navcheck.core.problems import Problem, Where
from navcheck.core.text import quote
from navcheck.core.typed import read_typed
from navcheck.core.words import Instead


def spell_out(given: Mapping[str, object]) -> dict[str, object]:
    """Write a list of question and value as a response has it: what stands alone is the value."""
    return {name: one if isinstance(one, Mapping) else {"value": one} for name, one in given.items()}


def read_words(checklist: Checklist, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Read words, Norwegian numbers and dates as at the keyboard; what cannot be read stays, for the check to name."""
    return {name: _read(checklist, checklist.by_id.get(name), answer) for name, answer in answers.items()}


def _read(checklist: Checklist, question: Question | None, answer: Answer) -> Answer:
    if question is None or answer.value is None:
        return answer
    read = [read_typed(checklist, question, one) for one in answer.values]
    if not isinstance(answer.value, tuple):
        return answer.model_copy(update=_meant(read[0])) if isinstance(read[0], Answer) else answer
    several = [one.value for one in read if isinstance(one, Answer) and isinstance(one.value, tuple)]
    if len(several) < len(read):
        return answer
    return answer.model_copy(update={"value": tuple(value for values in several for value in values)})


def _meant(read: Answer) -> dict[str, object]:
    return {"value": read.value, "instead": read.instead}


def check_given(checklist: Checklist, response: Response, where: Where) -> tuple[Problem, ...]:
    """Find what bars a response from being handed in as it is: an answer that is not allowed, or none."""
    found = check_response(checklist, response, where)
    if any(problem.code == "other-version" for problem in found):
        return found
    return (*found, *_unanswered(checklist, response.answers, where))


def _unanswered(checklist: Checklist, answers: Mapping[str, Answer], where: Where) -> Iterator[Problem]:
    for question in asked_questions(checklist, answers):
        answer = answers.get(question.id)
        if answer is None:
            yield Problem(
                "unanswered",
                say("{id} is not answered", id=quote(question.id)),
                where("answers"),
                say("give it a value; «vet-ikke» is an answer too"),
            )
        elif answer.instead is Instead.NOT_APPLICABLE and not answer.comment:
            yield Problem(
                "no-reason",
                say("«not applicable» without a reason counts as unanswered"),
                where("answers", question.id),
                say("give the reason as its comment: {{instead: ikke-aktuelt, comment: …}}"),
            )


def hidden_answers(checklist: Checklist, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Name the questions that are answered though the other answers leave nothing to ask."""
    asked = {question.id for question in asked_questions(checklist, answers)}
    return tuple(name for name in answers if name not in asked)


def check_draft(draft: Response, last: Response | None, answers: Mapping[str, Answer]) -> Iterator[Problem]:
    """Find what an office has begun to answer otherwise; it would be lost if the answers were handed in over it."""
    before = last.answers if last is not None else {}
    for name, answer in draft.answers.items():
        if answer not in (answers.get(name), before.get(name)):
            yield Problem(
                "changed-meanwhile",
                say("the draft answers {id} otherwise", id=quote(name)),
                None,
                say("hand in the draft first with «navcheck answer», or give the same answer in the file"),
            )
