"""A county's choice of topics and questions: what a survey asks of all that a checklist holds."""

from collections.abc import Iterable

from navcheck.core.answers import choose_between, nearest_or_all
from navcheck.core.messages import say
from navcheck.core.model import JOINS, Check, Checklist, Question, When
from navcheck.core.problems import Problem, refuse
from navcheck.core.text import did_you_mean, quote


def select(checklist: Checklist, include: Iterable[str] = (), leave_out: Iterable[str] = ()) -> Checklist:
    """Return the checklist with its core and the optional topics named, without the topics and questions left out.

    Checks that speak of a question that is gone go with it.

    Raises:
        NavcheckError: `unknown-topic`, or `needed` where a question that stays hangs on one that goes.

    """
    include, leave_out = set(include), set(leave_out)
    topics = {topic.id for topic in checklist.topics}
    refuse(
        Problem(
            "unknown-topic",
            say("the checklist has no topic {id}", id=quote(name)),
            None,
            nearest_or_all(name, sorted(topics)),
        )
        for name in sorted(include - topics)
    )
    refuse(
        Problem(
            "unknown-topic",
            say("the checklist has no topic or question {id}", id=quote(name)),
            None,
            did_you_mean(name, topics | set(checklist.by_id)) or choose_between(sorted(topics)),
        )
        for name in sorted(leave_out - topics - set(checklist.by_id))
    )
    kept = [
        topic.model_copy(update={"questions": tuple(one for one in topic.questions if one.id not in leave_out)})
        for topic in checklist.topics
        if topic.id not in leave_out and (not topic.optional or topic.id in include)
    ]
    kept = [topic if topic.shows not in leave_out else topic.model_copy(update={"shows": None}) for topic in kept]
    kept = [topic for topic in kept if topic.questions]
    ids = {question.id for topic in kept for question in topic.questions}
    refuse(_needed(question, ids) for topic in kept for question in topic.questions if not _named(question.when) <= ids)
    checks = tuple(check for check in checklist.checks if _speaks_of(check) <= ids)
    if kept == list(checklist.topics) and checks == checklist.checks:
        return checklist
    # Built anew, not copied: what was worked out about the whole must not stay with the part.
    parts = {name: getattr(checklist, name) for name in Checklist.model_fields}
    return Checklist.model_validate({**parts, "topics": tuple(kept), "checks": checks})


def _needed(question: Question, ids: set[str]) -> Problem:
    gone = ", ".join(sorted(_named(question.when) - ids))
    return Problem(
        "needed",
        say("{id} is asked only after {others}", id=quote(question.id), others=quote(gone)),
        None,
        say("leave both out, or neither"),
    )


def _speaks_of(check: Check) -> set[str]:
    return {check.about, *_named(check.when)}


def _named(when: When) -> set[str]:
    """Name the questions that a rule speaks of; facts are the county's and are never left out."""
    names = {one for name in when for one in name.split(JOINS) if not one.startswith("fact.")}
    sums = {
        one for condition in when.values() for one in (*(condition.above_sum_of or ()), *(condition.not_sum_of or ()))
    }
    return names | sums
