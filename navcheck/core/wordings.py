"""What the offices wrote, held against the county's reading of it: what waits for a code, what each row is used for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.coding import Readings, codable
from navcheck.core.model import Checklist, Coding, Office, Question, Reading
from navcheck.core.model.checklist import Scale
from navcheck.core.round import ReadResponse, Round, read_round
from navcheck.core.text import normal


class Origin(StrEnum):
    """Where a proposal comes from, the nearest first."""

    OTHER_OFFICE = "other-office"
    OTHER_QUESTION = "other-question"
    LAST_ROUND = "last-round"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that wait for a code, as the first of those offices wrote them."""

    question: Question
    words: str
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A row of the coding, and the offices whose answers are read by it now."""

    question: Question
    reading: Reading
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code that some words may stand for, and why; nothing is read so before it is confirmed."""

    code: str
    origin: Origin


def open_wordings(one: Round) -> tuple[Wording, ...]:
    """Return the words that wait for a code: by question as the checklist asks, then as the offices stand."""
    found: dict[tuple[str, str], tuple[Question, str, list[Office]]] = {}
    for question, response, words in _said(one):
        if response.told(question.id).code is None:
            found.setdefault((question.id, normal(words)), (question, words, []))[-1].append(response.office)
    return tuple(Wording(question, words, tuple(offices)) for question, words, offices in found.values())


def readings_in_use(one: Round) -> tuple[Used, ...]:
    """Return every row of the coding with the offices that it is used for: by question as the checklist asks."""
    users: dict[tuple[str, str, str | None], list[Office]] = {}
    readings = Readings(one.coding)
    for question, response, words in _said(one):
        row = readings.of(question, response.office.id, words)
        if row is not None:
            users.setdefault((question.id, normal(row.words), row.office), []).append(response.office)
    rows = one.coding.questions if one.coding is not None else {}
    return tuple(
        Used(question, row, tuple(users.get((name, normal(row.words), row.office), ())))
        for name, question in codable(one.checklist).items()
        for row in rows.get(name, ())
    )


def written_words(one: Round, question: Question, office: str | None = None) -> Mapping[str, str]:
    """Return what the offices, or one of them, wrote to a question, by how wordings are compared."""
    said = (
        words
        for asked, response, words in _said(one)
        if asked.id == question.id and office in {None, response.office.id}
    )
    return {normal(words): words for words in reversed(list(said))}


def propose(one: Round, wording: Wording) -> Proposal | None:
    """Propose a code for words: as equal words are read elsewhere, else the code that they name.

    Words that are read in two ways in one place are proposed nothing from there.
    """
    question, codes = wording.question, one.checklist.codes_of(wording.question)
    last = one.before.coding if one.before is not None else None
    places: dict[Origin, set[str]] = {
        Origin.OTHER_OFFICE: _codes_in(one.coding, (question.id,), wording.words),
        Origin.OTHER_QUESTION: _codes_in(one.coding, _with_same_codes(one.checklist, question), wording.words),
        Origin.LAST_ROUND: _codes_in(last, (question.id, *question.was), wording.words),
        Origin.LABEL: {name for name in (code_named(codes, wording.words),) if name is not None},
    }
    found = ((origin, named & set(codes)) for origin, named in places.items())
    return next((Proposal(named.pop(), origin) for origin, named in found if len(named) == 1), None)


def code_named(codes: Scale, words: str) -> str | None:
    """Return the one code that is called so: by its id, its label in any language, or an alias."""
    wanted = normal(words)
    found = [
        name
        for name, code in codes.items()
        if wanted in {normal(called) for called in (name, *code.label.values(), *code.aliases)}
    ]
    return found[0] if len(found) == 1 else None


def _said(one: Round) -> Iterator[tuple[Question, ReadResponse, str]]:
    """Yield the words that counted answers hold to questions with codes, question by question."""
    read = read_round(one)
    for question in codable(one.checklist).values():
        for response in read:
            answer = response.given(question)
            if answer is not None:
                yield question, response, answer.values[0]


def _with_same_codes(checklist: Checklist, question: Question) -> tuple[str, ...]:
    return tuple(
        name for name, other in codable(checklist).items() if other.codes == question.codes and other.id != question.id
    )


def _codes_in(coding: Coding | None, questions: tuple[str, ...], words: str) -> set[str]:
    rows = coding.questions if coding is not None else {}
    return {row.code for name in questions for row in rows.get(name, ()) if normal(row.words) == normal(words)}
