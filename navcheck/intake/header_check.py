"""Whether an empty export fits the checklist: every question has a column, and every column a question."""

from collections.abc import Iterable, Iterator

from navcheck.core.messages import say
from navcheck.core.model import Checklist, Question
from navcheck.core.problems import Problem
from navcheck.core.text import quote
from navcheck.core.words import Part
from navcheck.intake.columns import OFFICE, Meaning, Names, header_problems, match_columns, no_office_column
from navcheck.intake.tables.table import Table


def check_header(table: Table, checklist: Checklist, names: Names) -> tuple[Problem, ...]:
    """Find what in a header does not fit, before anything is sent out."""
    columns = match_columns(table, names)
    meanings = columns.questions.values()
    missing = (problem for one in checklist.questions() for problem in _missing(table, checklist, one, meanings))
    no_office = () if OFFICE in columns.own else (no_office_column(table),)
    return (*no_office, *header_problems(table, columns, names), *missing)


def _missing(table: Table, checklist: Checklist, question: Question, meanings: Iterable[Meaning]) -> Iterator[Problem]:
    own = [one for one in meanings if one.question.id == question.id and one.part is Part.VALUE]
    at = table.at(None, 0)
    if not own:
        message = say("no column holds the answer to {id}", id=quote(question.id))
        yield Problem("missing-column", message, at, say("give the question the code {id}", id=question.id))
    if own and all(one.choice is not None for one in own):
        marked = {one.choice for one in own}
        for choice in checklist.choices_of(question):
            if choice not in marked:
                code = f"{question.id}.{choice}"
                message = say("no column holds the choice {code}", code=quote(code))
                yield Problem("missing-choice", message, at, say("give the option the code {id}", id=choice))
