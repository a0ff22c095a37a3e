"""What a checklist that works could still do better; each is told with its place, and none stops anybody."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from navcheck.core.law import references
from navcheck.core.messages import Message, say
from navcheck.core.model import Checklist, Comparison, Question
from navcheck.core.model.fields import source_of
from navcheck.core.problems import Problem, Where
from navcheck.core.text import normal, quote
from navcheck.core.words import Ground, Kind

LONGEST_HEAD = 14
Path = tuple[str | int, ...]
Words = Mapping[str, str]


def lint(checklist: Checklist, where: Where, today: date) -> tuple[Problem, ...]:
    """Find what is missing, doubled, never used or past its day."""
    return (
        *_untranslated(checklist, where),
        *(problem for question, path in _questions(checklist) for problem in _incomplete(question, path, where)),
        *_same_text(checklist, where),
        *_unreachable(checklist, where),
        *_unused(checklist, where),
        *_sources(checklist, where, today),
    )


def _questions(checklist: Checklist) -> Iterator[tuple[Question, Path]]:
    for t, topic in enumerate(checklist.topics):
        for q, question in enumerate(topic.questions):
            yield question, ("topics", t, "questions", q)


def _untranslated(checklist: Checklist, where: Where) -> Iterator[Problem]:
    """Find texts that lack a language which the checklist's own title has."""
    for words, path in texts(checklist):
        lacking = [tag for tag in checklist.title if tag not in words]
        if lacking:
            yield Problem(
                "no-translation",
                say("the text is missing in {languages}", languages=", ".join(lacking)),
                where(*path),
                say("write it in every language that the title has"),
            )


def texts(checklist: Checklist) -> Iterator[tuple[Words, Path]]:
    """Yield every text that people read, with its path."""
    yield checklist.title, ("title",)
    yield from ((fact.title, ("facts", n, "title")) for n, fact in enumerate(checklist.facts))
    for scale, choices in checklist.scales.items():
        yield from ((choice.label, ("scales", scale, value, "label")) for value, choice in choices.items())
    for t, topic in enumerate(checklist.topics):
        yield from ((topic.title, ("topics", t, "title")), (topic.heading, ("topics", t, "heading")))
    for question, path in _questions(checklist):
        yield from _texts_of(question, path)
    yield from ((check.text, ("checks", n, "text")) for n, check in enumerate(checklist.checks))


def _texts_of(question: Question, path: Path) -> Iterator[tuple[Words, Path]]:
    for name in ("unit", "short", "text", "help", "who", "action"):
        if (words := getattr(question, name)) is not None:
            yield words, (*path, name)
    if question.evidence is not None:
        yield question.evidence.what, (*path, "evidence", "what")
    for value, choice in (question.choices or {}).items():
        yield choice.label, (*path, "choices", value, "label")
    rules = question.gaps.items() if isinstance(question.gaps, Mapping) else enumerate(question.gaps)
    yield from ((rule.note, (*path, "gaps", key, "note")) for key, rule in rules if rule.note is not None)


_NEVER_MET = say("mend the comparison, or take it out")
_UNUSED = say("use it, or take it out")
_LACKS: tuple[tuple[str, Message, Callable[[Question], bool]], ...] = (
    ("short", say("the question has no short head"), lambda one: one.short is None),
    ("help", say("the question has no help"), lambda one: one.help is None),
    ("ground", say("the question does not say its ground"), lambda one: "ground" not in one.model_fields_set),
    (
        "legal_basis",
        say("the question cites no law"),
        lambda one: one.ground is not Ground.PRACTICE and not one.legal_basis,
    ),
    ("evidence", say("the question does not say what an inspector would ask to see"), lambda one: one.evidence is None),
    (
        "action",
        say("the question has gaps, but no action that closes them"),
        lambda one: bool(one.gaps) and one.action is None,
    ),
)


def _incomplete(question: Question, path: Path, where: Where) -> Iterator[Problem]:
    for key, message, lacks in _LACKS:
        if lacks(question):
            yield Problem(f"no-{key.replace('_', '-')}", message, where(*path, "id"), None)
    for tag, head in (question.short or {}).items():
        if len(head) > LONGEST_HEAD:
            yield Problem(
                "long-head",
                say("{head} is longer than {most} characters", head=quote(head), most=LONGEST_HEAD),
                where(*path, "short", tag),
                say("shorten it"),
            )


def _same_text(checklist: Checklist, where: Where) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for question, path in _questions(checklist):
        for tag, text in question.text.items():
            first = seen.setdefault((tag, normal(text)), question.id)
            if first != question.id:
                yield Problem(
                    "same-text",
                    say("{id} asks the same", id=quote(first)),
                    where(*path, "text", tag),
                    say("a form tool knows a question by its text alone"),
                )


def _unreachable(checklist: Checklist, where: Where) -> Iterator[Problem]:
    """Find comparisons that no allowed number meets."""
    placed = [
        ((*path, "when", name), name, condition)
        for question, path in _questions(checklist)
        for name, condition in question.when.items()
    ]
    placed += [
        (("checks", n, "when", name), name, condition)
        for n, check in enumerate(checklist.checks)
        for name, condition in check.when.items()
    ]
    for path, name, condition in placed:
        question = checklist.by_id.get(name)
        if question is not None and _never(question, condition):
            yield Problem("never-met", say("no answer to {id} meets this", id=quote(name)), where(*path), _NEVER_MET)
    for question, path in _questions(checklist):
        for n, rule in enumerate(question.gaps if isinstance(question.gaps, tuple) else ()):
            if _never(question, rule):
                yield Problem(
                    "never-met",
                    say("no answer to {id} meets this", id=quote(question.id)),
                    where(*path, "gaps", n),
                    _NEVER_MET,
                )


def _never(question: Question, comparison: Comparison) -> bool:
    if question.type is not Kind.NUMBER:
        return any(getattr(comparison, key) is not None for key in ("equals", "above", "below", "at_least"))
    low, high = question.min, question.max
    return (
        _outside(comparison.equals, low, high)
        or _beyond(comparison.above, high, touching=True)
        or _beyond(comparison.at_least, high, touching=False)
        or (comparison.below is not None and low is not None and comparison.below <= low)
    )


def _outside(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> bool:
    return value is not None and ((low is not None and value < low) or (high is not None and value > high))


def _beyond(value: Decimal | None, high: Decimal | None, *, touching: bool) -> bool:
    return value is not None and high is not None and (value >= high if touching else value > high)


def _unused(checklist: Checklist, where: Where) -> Iterator[Problem]:
    cited = {source_of(reference) for reference, _ in references(checklist, where)}
    used = {name for question in checklist.questions() for name in (question.scale, question.codes) if name}
    rules = [condition for check in checklist.checks for condition in check.when]
    for kind, names, known in (("sources", checklist.sources, cited), ("scales", checklist.scales, used)):
        for name in names:
            if name not in known:
                yield Problem("unused", say("nothing uses {id}", id=quote(name)), where(kind, name, key=True), _UNUSED)
    compared = {question.per for question in checklist.questions()}
    for n, fact in enumerate(checklist.facts):
        if fact.id not in compared and not any(f"fact.{fact.id}" in rule for rule in rules):
            yield Problem("unused", say("nothing uses {id}", id=quote(fact.id)), where("facts", n, "id"), _UNUSED)


def _sources(checklist: Checklist, where: Where, today: date) -> Iterator[Problem]:
    for name, source in checklist.sources.items():
        if source.checked and source.as_of is None:
            yield Problem(
                "no-day",
                say("the source does not say as of which day it was read"),
                where("sources", name),
                say("write as_of, or «checked: false» where nobody has read it"),
            )
        if source.until is not None and source.until < today:
            yield Problem(
                "past",
                say("the rule was temporary, until {day}", day=source.until),
                where("sources", name),
                say("find out what holds now"),
            )
