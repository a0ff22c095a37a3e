"""The county's reading of words as codes: finds a row, adds or takes back one, and says what is wrong with them.

Rows keep their order. A row is known by its words, as wordings are compared, and by the office that it is for.
"""

from collections.abc import Iterator, Mapping

from navcheck.core.answers import nearest_or_all
from navcheck.core.messages import say
from navcheck.core.model import Checklist, Coding, Question, Reading, Survey
from navcheck.core.problems import Location, Problem, Where
from navcheck.core.text import normal, quote


class Readings:
    """Finds the row that words are read by; a round asks for every answer, and a coding may have a row for each."""

    def __init__(self, coding: Coding | None) -> None:
        questions = coding.questions if coding is not None else {}
        self._rows = {(name, *_key(row)): row for name, rows in questions.items() for row in rows}

    def of(self, question: Question, office: str, words: str) -> Reading | None:
        """Return the row that an office's words are read by; one for this office counts before one for all."""
        if question.codes is None:
            return None
        key = question.id, normal(words)
        return self._rows.get((*key, office)) or self._rows.get((*key, None))


def find_reading(coding: Coding | None, question: str, words: str, office: str | None = None) -> Reading | None:
    """Return the row for exactly these words and this office; none is all offices."""
    rows = _rows(coding, question) if coding is not None else ()
    return next((row for row in rows if _key(row) == (normal(words), office)), None)


def add_reading(coding: Coding, checklist: Checklist, question: str, reading: Reading) -> Coding:
    """Put a row in the place of the one for the same words and office, else last of its question's."""
    rows, key = _rows(coding, question), _key(reading)
    if any(_key(row) == key for row in rows):
        rows = tuple(reading if _key(row) == key else row for row in rows)
    else:
        rows = (*rows, reading)
    return coding.model_copy(update={"questions": _with_rows(coding.questions, checklist, question, rows)})


def take_back(coding: Coding, question: str, words: str, office: str | None = None) -> Coding:
    """Take away the row for exactly these words and this office; the last of a question takes the question along."""
    rows = tuple(row for row in _rows(coding, question) if _key(row) != (normal(words), office))
    others = {name: those for name, those in coding.questions.items() if name != question}
    kept = {name: rows if name == question else those for name, those in coding.questions.items()}
    return coding.model_copy(update={"questions": kept if rows else others})


def change_reading(  # noqa: PLR0913 -- which words, what they shall be read as, and what was seen
    coding: Coding, checklist: Checklist, question: str, words: str, *, code: str | None, seen: Reading | None
) -> Coding:
    """Read some words as a code for all offices, or as none; what somebody else has written since it was seen stands.

    A note goes with the code that it was written about.
    """
    now = find_reading(coding, question, words)
    if now is not None and (now != seen or now.code == code):
        return coding
    if code is None:
        return take_back(coding, question, words)
    return add_reading(coding, checklist, question, Reading(words=now.words if now else words, code=code))


def _rows(coding: Coding, question: str) -> tuple[Reading, ...]:
    return coding.questions.get(question, ())


def _key(row: Reading) -> tuple[str, str | None]:
    return normal(row.words), row.office


def _with_rows(
    questions: Mapping[str, tuple[Reading, ...]], checklist: Checklist, question: str, rows: tuple[Reading, ...]
) -> dict[str, tuple[Reading, ...]]:
    """Return the questions with these rows; a new question stands before the first that the checklist asks later."""
    order = list(checklist.by_id)
    later = frozenset(order[order.index(question) + 1 :] if question in order else ())
    before = next((name for name in questions if name in later), None) if question not in questions else question
    found: dict[str, tuple[Reading, ...]] = {}
    for name, those in questions.items():
        if name == before:
            found[question] = rows
        if name != question:
            found[name] = those
    return found if question in found else {**found, question: rows}


def check_coding(checklist: Checklist, survey: Survey, coding: Coding, where: Where) -> Iterator[Problem]:
    """Find coding rows that speak of what the checklist or the survey does not have, or that contradict another."""
    for name, rows in coding.questions.items():
        question = checklist.by_id.get(name)
        if question is None or question.codes is None:
            yield no_question(checklist, name, where("questions", name, key=True))
        else:
            yield from _check_rows(checklist, survey, question, rows, where)


def codable(checklist: Checklist) -> Mapping[str, Question]:
    """Return the questions whose words may be read as codes, by their ids."""
    return {question.id: question for question in checklist.questions() if question.codes is not None}


def no_question(checklist: Checklist, name: str, at: Location | None = None) -> Problem:
    """Say that there is no question of that id with words to code."""
    known = codable(checklist)
    message = say("the checklist has no text to code with the id {id}", id=quote(name))
    return Problem("unknown-question", message, at, nearest_or_all(name, known))


def no_code(checklist: Checklist, question: Question, code: str, at: Location | None = None) -> Problem:
    """Say that a question has no such code."""
    known = checklist.codes_of(question)
    message = say("{code} is not a code of {id}", code=quote(code), id=quote(question.id))
    return Problem("unknown-code", message, at, nearest_or_all(code, known))


def _check_rows(
    checklist: Checklist, survey: Survey, question: Question, rows: tuple[Reading, ...], where: Where
) -> Iterator[Problem]:
    seen: set[tuple[str, str | None]] = set()
    offices = [office.id for office in survey.offices]
    for n, row in enumerate(rows):
        if row.code not in checklist.codes_of(question):
            yield no_code(checklist, question, row.code, where("questions", question.id, n, "code"))
        if row.office is not None and survey.office(row.office) is None:
            yield Problem(
                "unknown-office",
                say("the survey has no office {id}", id=quote(row.office)),
                where("questions", question.id, n, "office"),
                nearest_or_all(row.office, offices),
            )
        if (key := _key(row)) in seen:
            yield Problem(
                "coded-twice",
                say("{words} is coded above already", words=quote(row.words)),
                where("questions", question.id, n, "words"),
                say("keep one of the rows"),
            )
        seen.add(key)
