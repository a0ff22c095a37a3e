"""Cross references inside a document: a checklist that loads works, and an office is known by one name only."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from navcheck.core.answers import nearest_or_all
from navcheck.core.messages import Message, say
from navcheck.core.model import JOINS, Check, Checklist, Comparison, Condition, NumberRule, Office, Question, When
from navcheck.core.model.fields import source_of
from navcheck.core.model.survey import Municipality
from navcheck.core.problems import Location, Problem, Where
from navcheck.core.text import did_you_mean, office_key, quote
from navcheck.core.words import Ground, Instead, Kind, Severity, Supervised

_CHOOSING = frozenset({Kind.CHOICE, Kind.CHOICES})
_EMPTY_TOPIC = say("write a question in it, or take the topic out")


def check_checklist(checklist: Checklist, where: Where) -> tuple[Problem, ...]:
    """Find what a checklist refers to but does not have, and what breaks the rule of severity."""
    return (
        *_repeated_ids(checklist, where),
        *_topics(checklist, where),
        *(problem for question, path in _placed(checklist) for problem in _question(checklist, question, path, where)),
        *(problem for n, check in enumerate(checklist.checks) for problem in _check(checklist, check, n, where)),
    )


def check_offices(offices: tuple[Office, ...], where: Where) -> tuple[Problem, ...]:
    """Find offices that share an id, a name or a unit number, by which an answer could end up with the wrong one."""
    names = Counter(name for office in offices for name in _names_of(office))
    return tuple(
        Problem(
            "same-office",
            say("another office has this id or name too"),
            where("offices", n, "id"),
            say("give each office an id, a name and aliases of its own"),
        )
        for n, office in enumerate(offices)
        if any(names[name] > 1 for name in _names_of(office))
    )


def check_municipalities(
    every: tuple[Municipality, ...], offices: tuple[Office, ...], where: Where
) -> Iterator[Problem]:
    """Find what does not fit together: a number that stands twice, an office's municipality that is not on the list."""
    numbers: dict[str, Municipality] = {}
    for n, place in enumerate(every):
        if place.no in numbers:
            yield Problem(
                "same-municipality",
                say("{id} is used twice", id=quote(place.no)),
                where("municipalities", n, "no"),
                say("give each municipality a number of its own"),
            )
        numbers.setdefault(place.no, place)
    for o, office in enumerate(offices if every else ()):
        for n, place in enumerate(office.municipalities):
            if place.no not in numbers:
                yield Problem(
                    "unknown-municipality",
                    say("there is no municipality {id} in «municipalities»", id=quote(place.no)),
                    where("offices", o, "municipalities", n, "no"),
                    _other_number(place, numbers),
                )


def _other_number(place: Municipality, numbers: Mapping[str, Municipality]) -> Message | None:
    """Suggest the number of the same name, else one that looks alike."""
    named = next((no for no, other in numbers.items() if place.name is not None and other.name == place.name), None)
    return say("did you mean {word}?", word=quote(named)) if named is not None else did_you_mean(place.no, numbers)


def _names_of(office: Office) -> set[str]:
    """Return all that an office is found by, as it is compared."""
    names = {office_key(name) for name in (office.id, office.name, *office.aliases)}
    return names | {office.unit} if office.unit else names


def _placed(checklist: Checklist) -> Iterator[tuple[Question, tuple[str | int, ...]]]:
    for t, topic in enumerate(checklist.topics):
        for q, question in enumerate(topic.questions):
            yield question, ("topics", t, "questions", q)


def _repeated_ids(checklist: Checklist, where: Where) -> Iterator[Problem]:
    placed = [
        *((topic.id, ("topics", t, "id")) for t, topic in enumerate(checklist.topics)),
        *((question.id, (*path, "id")) for question, path in _placed(checklist)),
    ]
    for kind in (placed[: len(checklist.topics)], placed[len(checklist.topics) :]):
        seen: set[str] = set()
        for name, path in kind:
            if name in seen:
                yield Problem(
                    "same-id",
                    say("{id} is used twice", id=quote(name)),
                    where(*path),
                    say("answers are found by the id; use one that is not taken"),
                )
            seen.add(name)


def _topics(checklist: Checklist, where: Where) -> Iterator[Problem]:
    for t, topic in enumerate(checklist.topics):
        own = [question.id for question in topic.questions]
        if topic.shows is not None and topic.shows not in own:
            yield _unknown(
                "unknown-question",
                say("the topic has no question {id}", id=quote(topic.shows)),
                topic.shows,
                own,
                where("topics", t, "shows"),
            )
        if not own:
            yield Problem("empty-topic", say("the topic has no questions"), where("topics", t), _EMPTY_TOPIC)


def _question(checklist: Checklist, question: Question, path: tuple[str | int, ...], where: Where) -> Iterator[Problem]:
    yield from _answers_of(checklist, question, path, where)
    yield from _gaps_of(checklist, question, path, where)
    yield from _law(checklist, question.legal_basis, (*path, "legal_basis"), where)
    yield from _when(checklist, question.when, (*path, "when"), where)
    yield from _never_met(checklist, question, (*path, "when"), where)


def _answers_of(
    checklist: Checklist, question: Question, path: tuple[str | int, ...], where: Where
) -> Iterator[Problem]:
    for key in ("scale", "codes"):
        name = getattr(question, key)
        if name is not None and name not in checklist.scales:
            yield _unknown(
                "unknown-scale",
                say("there is no scale {id}", id=quote(name)),
                name,
                checklist.scales,
                where(*path, key),
            )
    if (question.type in _CHOOSING) != bool(question.scale or question.choices):
        yield Problem(
            "choices",
            say("a question with choices needs scale or choices, and no other question may have them"),
            where(*path, "type"),
            say("add or take out «scale» or «choices», or change «type»"),
        )
    facts = [fact.id for fact in checklist.facts]
    if question.per is not None and question.per not in facts:
        message = say("there is no fact {id}", id=quote(question.per))
        yield _unknown("unknown-fact", message, question.per, facts, where(*path, "per"))
    if question.codes is not None and question.type is not Kind.TEXT:
        cure = say("take «codes» out, or write «type: text»")
        yield Problem("codes", say("only a text can be read as codes"), where(*path, "codes"), cure)


def _gaps_of(checklist: Checklist, question: Question, path: tuple[str | int, ...], where: Where) -> Iterator[Problem]:
    at = (*path, "gaps")
    if isinstance(question.gaps, tuple) != (question.type is Kind.NUMBER) and question.gaps:
        message = say("gaps of a number are a list of comparisons; of anything else, values")
        yield Problem("gap-form", message, where(*at), say("«navcheck new» writes a question of each type to copy"))
        return
    rules = question.gaps if isinstance(question.gaps, tuple) else tuple(question.gaps.values())
    keys: Iterable[str | int] = range(len(rules)) if isinstance(question.gaps, tuple) else question.gaps
    for key, rule in zip(keys, rules, strict=True):
        yield from _law(checklist, rule.legal_basis, (*at, key, "legal_basis"), where)
        yield from _severity(question, rule.severity, (*at, key), where)
        if isinstance(rule, NumberRule):
            yield from _sum(checklist, rule, (*at, key), where)
    if not isinstance(question.gaps, tuple):
        known = [*checklist.choices_of(question), *checklist.codes_of(question), Instead.UNKNOWN.value]
        for value in question.gaps:
            if value not in known:
                yield _unknown(
                    "unknown-value",
                    say("{value} is not an answer to this question", value=quote(value)),
                    value,
                    known,
                    where(*at, value, key=True),
                )


def _severity(question: Question, severity: Severity, at: tuple[str | int, ...], where: Where) -> Iterator[Problem]:
    if severity is not Severity.BREACH:
        return
    if question.ground is not Ground.LAW:
        yield Problem(
            "severity",
            say("a possible breach must rest on law"),
            where(*at),
            say("use risk, or say «ground: law» and cite the paragraph that the answer denies"),
        )
    if question.supervised is Supervised.NONE:
        yield Problem(
            "severity",
            say("a possible breach needs a duty that Statsforvalteren supervises"),
            where(*at),
            say("use risk, or say «supervised: direct» or «supervised: internal_control»"),
        )


def _law(
    checklist: Checklist, references: tuple[str, ...], at: tuple[str | int, ...], where: Where
) -> Iterator[Problem]:
    for n, reference in enumerate(references):
        if (source := source_of(reference)) not in checklist.sources:
            yield _unknown(
                "unknown-source",
                say("there is no source {id}", id=quote(source)),
                source,
                checklist.sources,
                where(*at, n),
            )


def _check(checklist: Checklist, check: Check, n: int, where: Where) -> Iterator[Problem]:
    yield from _known_question(checklist, check.about, partial(where, "checks", n, "about"))
    yield from _when(checklist, check.when, ("checks", n, "when"), where)
    yield from _law(checklist, check.legal_basis, ("checks", n, "legal_basis"), where)
    if check.severity is not None and (about := checklist.by_id.get(check.about)) is not None:
        yield from _severity(about, check.severity, ("checks", n, "severity"), where)


def _when(checklist: Checklist, when: When, at: tuple[str | int, ...], where: Where) -> Iterator[Problem]:
    facts = {f"fact.{fact.id}" for fact in checklist.facts}
    for name, condition in when.items():
        yield from _sum(checklist, condition, (*at, name), where)
        for one in name.split(JOINS):
            if one not in facts:
                yield from _known_question(checklist, one, partial(where, *at, name, key=True))
        if (question := checklist.by_id.get(name)) is not None:
            yield from _values(checklist, question, condition, partial(where, *at, name))


def _values(
    checklist: Checklist, question: Question, condition: Condition, at: Callable[[], Location]
) -> Iterator[Problem]:
    known = [*checklist.choices_of(question), *checklist.codes_of(question)]
    for value in condition.values or ():
        if value not in known:
            message = say("{value} is not an answer to this question", value=quote(value))
            yield _unknown("unknown-value", message, value, known, at())


def _never_met(checklist: Checklist, question: Question, at: tuple[str | int, ...], where: Where) -> Iterator[Problem]:
    """Find conditions that cannot hold while an office answers: on what is asked later, or on what the county codes."""
    order = list(checklist.by_id)
    for name, condition in question.when.items():
        other = checklist.by_id.get(name)
        if other is None:
            continue
        is_later = order.index(name) >= order.index(question.id)
        if is_later or (other.type is Kind.TEXT and condition.values is not None):
            yield Problem(
                "never-met",
                say("when this question is asked, {id} is not answered or coded yet", id=quote(name)),
                where(*at, name, key=True),
                say("let the condition rest on a choice or a number that is asked before"),
            )


def _sum(checklist: Checklist, comparison: Comparison, at: tuple[str | int, ...], where: Where) -> Iterator[Problem]:
    for key in ("above_sum_of", "not_sum_of"):
        for name in getattr(comparison, key) or ():
            yield from _known_question(checklist, name, partial(where, *at, key))


def _known_question(checklist: Checklist, name: str, place: Callable[[], Location]) -> Iterator[Problem]:
    if name not in checklist.by_id:
        yield _unknown(
            "unknown-question", say("there is no question {id}", id=quote(name)), name, checklist.by_id, place()
        )


def _unknown(code: str, message: Message, word: str, known: Iterable[str], at: Location) -> Problem:
    return Problem(code, message, at, nearest_or_all(word, known))
