"""From the cells of one question to its answer: the value, what stands instead, the comment, and the documents."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from navcheck.core.answers import check_value
from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Evidence, Question
from navcheck.core.privacy import find_personal
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean, lost_letters, quote
from navcheck.core.typed import PROOF_LABELS, read_proof, read_typed, typed_day
from navcheck.core.words import Instead, Kind, Part, Proof

# A silence that is told of and stored as one; anything else stops the row.
NOTED = frozenset({"no-reason", "no-value", "may-be-personal", "cleaned"})
_YES = frozenset({"1", "x", "true", "ja", "yes"})
_NO = frozenset({"", "0", "false", "nei", "no"})


class Cell(NamedTuple):
    """What stands in a cell, and where."""

    text: str
    at: Location


Parts = Mapping[Part, Cell]
# By choice, or by what stands instead of one.
Marks = Mapping[str, Cell]
# What a value's cell says: a problem may be without its place.
Known = Answer | Problem | None


def read_answer(
    checklist: Checklist, question: Question, parts: Parts, marks: Marks, known: Known = None
) -> tuple[Answer | None, list[Problem]]:
    """Read an answer from its cells; what its value says, right or wrong, may be known already.

    Returns:
        The answer, none where the cells hold none or cannot be read, and what is wrong or worth knowing (`NOTED`).

    """
    parts = {part: cell for part, cell in parts.items() if cell.text.strip()}
    barred = [problem for part, cell in parts.items() if part is not Part.VALUE for problem in _barred(cell)]
    value = _value(checklist, question, parts.get(Part.VALUE), marks, known)
    evidence, wrong = _evidence(parts) if not barred else ((), [])
    if isinstance(value, Problem) or barred or wrong:
        return None, [*([value] if isinstance(value, Problem) else []), *barred, *wrong]
    comment = (
        "\n".join(clean(parts[part].text).strip() for part in (Part.COMMENT, Part.REASON) if part in parts) or None
    )
    if value is None:
        return None, [_no_value(question, cell) for cell in list(parts.values())[:1]]
    if value.instead is Instead.NOT_APPLICABLE and not comment:
        return None, [_no_reason(question, parts.get(Part.VALUE) or next(iter(marks.values())))]
    noted = [problem for cell in _written(question, parts) for problem in _worth_knowing(cell)]
    extra = {name: one for name, one in (("comment", comment), ("evidence", evidence)) if one}
    return (value.model_copy(update=extra) if extra else value), noted


def _written(question: Question, parts: Parts) -> Iterator[Cell]:
    """Yield the cells in which people write freely."""
    for part, cell in parts.items():
        if part in {Part.COMMENT, Part.REASON, Part.DOCUMENT} or (part is Part.VALUE and question.type is Kind.TEXT):
            yield cell


def _worth_knowing(cell: Cell) -> Iterator[Problem]:
    """Warn of what may point to a person, and may well be something else; and tell what is not kept as it came."""
    if find_personal(cell.text):
        message = say("this may be about a person: a number or an address")
        yield Problem("may-be-personal", message, cell.at, say("look at it; the answers are public"))
    if lost_letters(cell.text):
        yield Problem("cleaned", say("characters that cannot be seen were taken out"), cell.at)


def _barred(cell: Cell) -> list[Problem]:
    problem = check_text(cell.text, cell.at)
    return [problem] if problem else []


def _value(checklist: Checklist, question: Question, cell: Cell | None, marks: Marks, known: Known) -> Known:
    given = known
    if cell is not None and not isinstance(known, Answer):
        given = replace(known, at=cell.at) if known else read_typed(checklist, question, *cell, numbered=True)
    marked: list[str] = []
    for choice, mark in marks.items():
        words = clean(mark.text).strip().casefold()
        if words not in _YES | _NO:
            return _not_marked(mark)
        marked += [choice] if words in _YES else []
    if not marked or isinstance(given, Problem):
        return given
    if given is not None and given.instead is None:
        marked += given.values
    at = next(iter(marks.values())).at
    instead = [one for one in Instead if one.value in marked] + ([given.instead] if given and given.instead else [])
    if instead:
        alone = len({*marked, *instead}) == 1
        return Answer(instead=instead[0]) if alone else _not_alone(at)
    return _chosen(checklist, question, marked, at)


def _chosen(checklist: Checklist, question: Question, marked: list[str], at: Location) -> Answer | Problem:
    """Make an answer of the marked choices, in the checklist's order."""
    ordered = tuple(choice for choice in checklist.choices_of(question) if choice in marked)
    value = ordered if question.type is Kind.CHOICES else ordered[0]
    if question.type is not Kind.CHOICES and len(ordered) > 1:
        return Problem("one-or-many", say("one value belongs here"), at, say("mark one answer only"))
    return next(check_value(checklist, question, value, at), None) or Answer(value=value)


def _evidence(parts: Parts) -> tuple[tuple[Evidence, ...], list[Problem]]:
    """Read the documents: a line each, the same line in each of the cells."""
    titles, days, proofs = (_lines(parts.get(part)) for part in (Part.DOCUMENT, Part.DATE, Part.PROOF))
    found, wrong = [], []
    for title, day, proof in zip_longest(titles, days, proofs, fillvalue=""):
        dated, proven = typed_day(day) if day else None, read_proof(proof) if proof else Proof.WRITTEN
        if day and dated is None:
            message = say("{value} is not a date", value=quote(day))
            wrong.append(Problem("day", message, parts[Part.DATE].at, say("write it as 21.11.2026 or 2026-11-21")))
        if proven is None:
            labels = tuple(PROOF_LABELS.values())
            message = say("{value} does not say whether there is a document", value=quote(proof))
            wrong.append(Problem("proof", message, parts[Part.PROOF].at, say("choose between {words}", words=labels)))
        if title or day or proof:
            found.append(Evidence(title=title or None, date=dated, proof=proven or Proof.SAID))
    return tuple(found), wrong


def _lines(cell: Cell | None) -> Iterator[str]:
    return (line.strip() for line in clean(cell.text).split("\n")) if cell is not None else iter(())


def _no_value(question: Question, cell: Cell) -> Problem:
    message = say("a comment without an answer to {id}", id=quote(question.id))
    return Problem("no-value", message, cell.at, say("the comment is not read"))


def _no_reason(question: Question, cell: Cell) -> Problem:
    message = say("«not applicable» without a reason counts as unanswered")
    return Problem(
        "no-reason",
        message,
        cell.at,
        say("give the reason as its comment, or in the column {id}__grunn", id=question.id),
    )


def _not_marked(cell: Cell) -> Problem:
    message = say("{value} is neither yes nor no", value=quote(clean(cell.text).strip()))
    return check_text(cell.text, cell.at) or Problem(
        "not-a-mark", message, cell.at, say("mark what applies with 1 or x, and leave the rest empty or 0")
    )


def _not_alone(at: Location) -> Problem:
    return Problem("alone", say("one of these answers stands alone"), at, say("choose it alone, or only the others"))
