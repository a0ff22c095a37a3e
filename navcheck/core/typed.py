"""From what a person wrote, in a cell or at a prompt, to an answer: exact words, Norwegian numbers and dates."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from navcheck.core.answers import MOST_NAMED, check_value
from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.model.fields import to_day, to_number
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean, did_you_mean, normal, quote
from navcheck.core.words import LANGUAGES, Instead, Kind, Proof

# What may be written for these, in the three languages; both are ids of ours in checklists and files.
INSTEAD_LABELS: Mapping[Instead, Mapping[str, str]] = {
    Instead.UNKNOWN: {"nb": "vet ikke", "nn": "veit ikkje", "en": "don't know"},
    Instead.NOT_APPLICABLE: {"nb": "ikke aktuelt", "nn": "ikkje aktuelt", "en": "not applicable"},
}
PROOF_LABELS: Mapping[Proof, Mapping[str, str]] = {
    Proof.SAID: {"nb": "ikke skriftlig", "nn": "ikkje skriftleg", "en": "not in writing"},
    Proof.WRITTEN: {"nb": "skriftlig", "nn": "skriftleg", "en": "in writing"},
    Proof.SHOWN: {"nb": "lagt fram", "nn": "lagt fram", "en": "presented"},
}
_INSTEAD_WORDS = {word: one for one, labels in INSTEAD_LABELS.items() for word in (one.value, *labels.values())}
_PROOF_WORDS = {word: one for one, labels in PROOF_LABELS.items() for word in (one.value, *labels.values())}
_LONGEST_INSTEAD = max(map(len, _INSTEAD_WORDS)) + 4  # a full stop, a second space
# At the keyboard and in a cell more spellings do than in a file.
_CURES = {
    "number": say("write digits, for instance 12 or 1 234,5"),
    "day": say("write it as 21.11.2026 or 2026-11-21"),
}
_WHOLE = say("write a whole number with digits, for instance 12")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_NORWEGIAN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def read_typed(
    checklist: Checklist, question: Question, typed: str, at: Location | None = None, *, numbered: bool = False
) -> Answer | Problem | None:
    """Read what somebody wrote as an answer; nothing written is no answer.

    «Don't know» and «not applicable» are understood everywhere; other words stand as they are in a text question. What
    looks like a national identity number is a problem that does not repeat it. Where answers are `numbered`, the number
    of an answer stands for it, unless it is an answer itself.
    """
    text = clean(typed).strip()
    if not text:
        return None
    if problem := check_text(typed, at):
        return problem
    # A form tool ends each of several answers with a semicolon.
    if (instead := read_instead(text.rstrip("; ") if question.type is Kind.CHOICES else text)) is not None:
        return Answer(instead=instead)
    if question.type is Kind.TEXT:
        return Answer(value=text)
    return _read_answer(checklist, question, text, at, numbered=numbered)


def read_instead(text: str) -> Instead | None:
    """Return what stands instead of an answer, if these words do."""
    return _INSTEAD_WORDS.get(normal(text)) if len(text) <= _LONGEST_INSTEAD else None


def read_proof(text: str) -> Proof | None:
    """Return what these words say of a document."""
    return _PROOF_WORDS.get(normal(clean(text)))


def _read_answer(
    checklist: Checklist, question: Question, text: str, at: Location | None, *, numbered: bool
) -> Answer | Problem:
    value = _read_value(checklist, question, text, at, numbered=numbered)
    if isinstance(value, Problem):
        return value
    problem = next(check_value(checklist, question, value, at), None)
    if problem is not None:
        hint = _WHOLE if question.persons and problem.code in {"number", "not-whole"} else _CURES.get(problem.code)
        return replace(_as_written(problem, value, text), hint=hint or problem.hint)
    return Answer(value=value)


def _as_written(problem: Problem, value: str | tuple[str, ...], text: str) -> Problem:
    """Let a problem of a number or a day quote what somebody wrote, not how files write it."""
    values = problem.message.values
    if isinstance(value, tuple) or values.get("value") != quote(value):
        return problem
    return replace(problem, message=replace(problem.message, values={**values, "value": quote(text)}))


def _read_value(
    checklist: Checklist, question: Question, text: str, at: Location | None, *, numbered: bool
) -> str | tuple[str, ...] | Problem:
    if question.type is Kind.NUMBER:
        return read_number(text)
    if question.type is Kind.DATE:
        return read_day(text)
    if question.type is Kind.CHOICE:
        return _read_choice(checklist, question, text, at, numbered=numbered)
    parts = _parts(checklist, question, text)
    found = [_read_choice(checklist, question, part, at, numbered=numbered) for part in parts]
    problems = [one for one in found if isinstance(one, Problem)]
    return problems[0] if problems else tuple(dict.fromkeys(one for one in found if isinstance(one, str)))


def _parts(checklist: Checklist, question: Question, text: str) -> list[str]:
    """Take several answers apart: a line or a semicolon between them, unless it belongs to a label."""
    parts = [part.strip().rstrip(";").rstrip() for part in text.split("\n")]
    kept = [[part] if find_choice(checklist, question, part) else part.split(";") for part in parts]
    return [one.strip() for several in kept for one in several if one.strip()]


def find_choice(checklist: Checklist, question: Question, text: str) -> str | None:
    """Return the choice that these words name: its value, its label in any language, or an alias."""
    words = normal(text)
    fitting = [
        value
        for value, choice in checklist.choices_of(question).items()
        if words in map(normal, (value, *choice.label.values(), *choice.aliases))
    ]
    return fitting[0] if len(fitting) == 1 else None  # a name that two answers share is neither's


def _read_choice(
    checklist: Checklist, question: Question, text: str, at: Location | None, *, numbered: bool
) -> str | Problem:
    choices = checklist.choices_of(question)
    if (found := find_choice(checklist, question, text)) is not None:
        return found
    if numbered and text in (numbers := [str(n + 1) for n in range(len(choices))]):
        return list(choices)[numbers.index(text)]
    labels = [choice.label[tag] for choice in choices.values() for tag in LANGUAGES if tag in choice.label]
    shown = tuple(choice.label for choice in choices.values())[:MOST_NAMED]
    return Problem(
        "unknown-value",
        say("{value} is not an answer to {id}", value=quote(text), id=quote(question.id)),
        at,
        did_you_mean(text, [*choices, *labels]) or say("choose between {words}", words=shown),
    )


def read_number(text: str) -> str:
    """Write a Norwegian number as files do: `1 234,5` is 1234.5; anything else is left for the check to refuse."""
    plain = text.replace("\N{MINUS SIGN}", "-")
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[ \u00a0\u202f]", "", plain)
    return _whole(plain.replace(",", "."))


def _whole(text: str) -> str:
    """Write 3.0 as 3, so that one figure has one spelling."""
    try:
        number = to_number(text)
    except ValueError:
        return text
    return str(int(number)) if number == int(number) else str(Decimal(number).normalize())


def read_day(text: str) -> str:
    """Write a date as files do: `21.11.2026` is 2026-11-21; anything else is left for the check to refuse."""
    if (found := _NORWEGIAN_DAY.fullmatch(text)) is None:
        return text
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def typed_day(text: str) -> date | None:
    """Return the date that somebody wrote, in either order."""
    try:
        return to_day(read_day(text.strip()))
    except ValueError:
        return None
