"""A made-up wide table of any length, and how a script would read it: csv.reader and a pydantic model."""

import csv
from pathlib import Path
from typing import Annotated, Literal, Optional

from pydantic import BaseModel, BeforeValidator, Field, create_model

from benchmarks.surveys import WORDS
from navcheck.core.model import Checklist, Question, Survey
from navcheck.core.words import Kind


def write_table(path: Path, survey: Survey, checklist: Checklist, rows: int) -> Path:
    """Write a row an office, over and over, with an answer to every question; no two texts alike."""
    questions = list(checklist.questions())
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Nav-kontor", *(question.id for question in questions)])
        for n in range(rows):
            office = survey.offices[n % len(survey.offices)].name
            writer.writerow([office, *(_cell(checklist, question, n + m) for m, question in enumerate(questions))])
    return path


def _cell(checklist: Checklist, question: Question, n: int) -> str:
    choices = list(checklist.choices_of(question))
    if question.type is Kind.CHOICE:
        return choices[n % len(choices)]
    if question.type is Kind.CHOICES:
        several = [one for one in choices if not checklist.choices_of(question)[one].alone]
        return f"{several[n % len(several)]};{several[(n + 1) % len(several)]}"
    if question.type is Kind.NUMBER:
        return str(n % 200)
    return "2026-03-01" if question.type is Kind.DATE else f"{WORDS[n % len(WORDS)]} ({n})"


def script_model(checklist: Checklist) -> type[BaseModel]:
    """Make the model that a script would validate each row with."""
    fields: dict[str, object] = {"office": (str, ...)}
    for n, question in enumerate(checklist.questions()):
        fields[f"q{n}"] = (Optional[_type(checklist, question)], None)  # noqa: UP045 -- made at run time
    return create_model("Row", **fields)  # type: ignore[call-overload,no-any-return]


def _type(checklist: Checklist, question: Question) -> object:
    if question.type in {Kind.CHOICE, Kind.CHOICES}:
        choice = Literal[tuple(checklist.choices_of(question))]
        return choice if question.type is Kind.CHOICE else Annotated[list[choice], BeforeValidator(_split)]  # type: ignore[valid-type]
    if question.type is Kind.NUMBER:
        return Annotated[int, Field(ge=0)]
    return Annotated[str, Field(max_length=20_000)]


def _split(cell: str) -> list[str]:
    return cell.split(";")


def read_with_script(path: Path, model: type[BaseModel]) -> int:
    """Read and validate every row; return how many there are."""
    names = list(model.model_fields)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter=";")
        next(reader)
        return sum(1 for row in reader if model(**dict(zip(names, row, strict=True))))
