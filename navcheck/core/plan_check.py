"""What a plan refers to that neither this round nor the last one knows."""

from collections import Counter
from collections.abc import Iterable, Iterator

from navcheck.core.messages import say
from navcheck.core.model import Office, Plan, Question
from navcheck.core.problems import Problem, Where
from navcheck.core.round import Round
from navcheck.core.text import did_you_mean, quote


def check_plan(plan: Plan, one: Round, where: Where) -> Iterator[Problem]:
    """Find ids that stand twice, and offices and questions that were asked neither now nor the last time.

    Two actions on one point are in order: a routine and a review of old cases may both be agreed. Of a last round that
    cannot be read nobody knows whom and what it asked.
    """
    is_known = one.survey.before is None or one.before is not None
    rounds = [each for each in (one, one.before) if each is not None]
    offices = _ids(office for each in rounds for office in each.survey.offices)
    questions = _ids(question for each in rounds for question in each.checklist.questions())
    names = Counter(action.id for action in plan.actions)
    for n, action in enumerate(plan.actions):
        if names[action.id] > 1:
            message = say("{id} is used twice", id=quote(action.id))
            yield Problem("repeated-id", message, where("actions", n, "id"), say("give each action an id of its own"))
        if is_known and action.office not in offices:
            message = say("the survey has no office {id}", id=quote(action.office))
            near = did_you_mean(action.office, offices)
            yield Problem("unknown-office", message, where("actions", n, "office"), near)
        if is_known and action.question not in questions:
            message = say("there is no question {id}", id=quote(action.question))
            near = did_you_mean(action.question, questions)
            yield Problem("unknown-question", message, where("actions", n, "question"), near)


def _ids(known: Iterable[Office | Question]) -> tuple[str, ...]:
    return tuple(name for one in known for name in (one.id, *one.was))
