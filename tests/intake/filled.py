"""Fills in navcheck's own forms as an office does: the workbook's cells, and the file that the page saves.

A form holds one document an answer, and only where the question asks for one.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from navcheck.core.form import CHOSEN, COLUMNS_ROW, ROLE_ROW, SHARES_ROW, Form
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.words import Kind
from navcheck.files.catalogues import load_tongue
from navcheck.render.forms.workbook import write_workbook
from tests.intake.exports import PROOFS, typed_cell, value_words

# A row's id and the name of a column.
Place = tuple[str, str]
Given = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Handed:
    """What an office hands in: its answers, in which role, and whether they may be shown to others."""

    answers: Given
    role: str | None = None
    shares: bool | None = None


def cells_of(checklist: Checklist, handed: Handed) -> Mapping[Place, str]:
    """Write what a person types into the workbook, by row and column."""
    said = {ROLE_ROW: handed.role, SHARES_ROW: {True: "Ja", False: "Nei", None: None}[handed.shares]}
    cells: dict[Place, str] = {(row, "value"): text for row, text in said.items() if text is not None}
    for name, answer in handed.answers.items():
        question = checklist.by_id[name]
        if question.type is Kind.CHOICES and answer.instead is None:
            cells |= {(f"{name}.{choice}", "value"): CHOSEN for choice in answer.values}
        else:
            cells[name, "value"] = value_words(checklist, question, answer)
        if answer.comment is not None:
            cells[name, "comment"] = answer.comment
        for evidence in answer.evidence:
            cells[name, "proof"] = PROOFS[evidence.proof].capitalize()
            cells |= {(name, "document"): evidence.title} if evidence.title else {}
            cells |= {(name, "date"): f"{evidence.date:%d.%m.%Y}"} if evidence.date else {}
    return cells


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a workbook's cells stand, by the ids in its first column and the names in its first row."""

    rows: Mapping[str, int]
    columns: Mapping[str, str]

    def __getitem__(self, place: Place) -> str:
        row, column = place
        return f"{self.columns[column]}{self.rows[row]}"


def addresses(sheet: Worksheet) -> Addresses:
    rows = {str(cell.value): n for n, cell in enumerate(sheet["A"], 1) if cell.value is not None}
    named = sheet[rows[COLUMNS_ROW]]
    return Addresses(rows, {str(cell.value): cell.column_letter for cell in named if cell.value is not None})


def fill_workbook(blank: bytes, checklist: Checklist, handed: Handed) -> bytes:
    """Fill in a workbook: figures and days are figures and days, and a text that begins with = stays one."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    at = addresses(sheet)
    for place, text in cells_of(checklist, handed).items():
        cell = sheet[at[place]]
        assert not cell.protection.locked, place
        row, column = place
        cell.value = typed_cell(_kind(checklist, row, column), text)
        if isinstance(cell.value, str):
            cell.data_type = "s"
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _kind(checklist: Checklist, row: str, column: str) -> Question | None:
    return checklist.by_id.get(row) if column == "value" else None


def filled_workbook(form: Form, handed: Handed) -> bytes:
    """Make an office's workbook in bokmål and fill it in."""
    return fill_workbook(write_workbook(form, load_tongue("nb")), form.checklist, handed)


def filled_page(form: Form, handed: Handed) -> bytes:
    """Write the file that the page saves: figures and days as they were typed, choices by their values."""
    assert form.office is not None
    saved: dict[str, object] = {
        **form.identity,
        "office": form.office.id,
        **({"role": handed.role} if handed.role is not None else {}),
        **({"shares": handed.shares} if handed.shares is not None else {}),
        "answers": {name: saved_answer(form.checklist, name, answer) for name, answer in handed.answers.items()},
    }
    return f"{json.dumps(saved, ensure_ascii=False, indent=1)}\n".encode()


def saved_answer(checklist: Checklist, name: str, answer: Answer) -> Mapping[str, object]:
    """Write one answer as the page does."""
    question = checklist.by_id[name]
    saved: dict[str, object] = {}
    if answer.instead is not None:
        saved["instead"] = answer.instead.value
    elif question.type is Kind.CHOICES:
        saved["value"] = list(answer.values)
    else:
        saved["value"] = value_words(checklist, question, answer, labels=False)
    if answer.comment is not None:
        saved["comment"] = answer.comment
    if answer.evidence:
        (one,) = answer.evidence
        saved["evidence"] = [
            {
                **({"title": one.title} if one.title else {}),
                **({"date": f"{one.date:%d.%m.%Y}"} if one.date else {}),
                "proof": one.proof.value,
            }
        ]
    return saved
