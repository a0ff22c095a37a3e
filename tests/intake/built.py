"""What a form tool exports once a form is built there from navcheck's guide: its columns, and answers in them.

Everything is read from the guide's sheet, as the one who builds reads it.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from navcheck.core.form import Form
from navcheck.core.model import Answer
from navcheck.core.words import Instead, Kind
from tests.intake.exports import FORMS_HEADS, NBSP, PROOFS, coded, value_words, workbook
from tests.intake.filled import Handed

Responses = Sequence[tuple[Form, Handed]]
SEVERAL = {"Avkrysningsbokser", "Valg («Flere svar»)"}


@dataclass(frozen=True, slots=True)
class Element:
    """What was built: its name to import, its text, and the answers to choose between: codes, or without them texts."""

    name: str
    text: str
    takes_several: bool
    options: tuple[str, ...]

    @property
    def codes(self) -> Sequence[str]:
        """Return the heads of its columns in an export by codes."""
        return [f"{self.name}.{option}" for option in self.options] if self.takes_several else [self.name]


def elements(guide: Path) -> Sequence[Element]:
    """Read what is to be built: questions with the answers below them."""
    rows = load_workbook(guide).worksheets[1].iter_rows(min_row=2, values_only=True)
    heads = [str(head) for head in next(rows)]
    found: list[Element] = []
    for cells in rows:
        row = {head: "" if cell is None else str(cell) for head, cell in zip(heads, cells, strict=True)}
        text = row["Tekst å lime inn"]
        if row["Obligatorisk"]:
            name = row["Kode"] if "Kode" in row else text.partition(":")[0]
            found.append(Element(name, text, row["Velg i verktøyet"] in SEVERAL, ()))
        elif row["Velg i verktøyet"] == "svar":
            *others, last = found
            option = row.get("Kode", text)
            found = [*others, Element(last.name, last.text, last.takes_several, (*last.options, option))]
    return found


def said(form: Form, handed: Handed, name: str, *, labels: bool) -> str:
    """Return what an office chooses or writes in one place of what was built."""
    assert form.office is not None
    if name == "Nav-kontor":
        return form.office.name if labels else form.office.id
    if name == "rolle":
        return handed.role or ""
    if name == "deling":
        yes, no = ("Ja", "Nei") if labels else ("ja", "nei")
        return "" if handed.shares is None else yes if handed.shares else no
    question, _, part = name.partition("__")
    if (answer := handed.answers.get(question)) is None:
        return ""
    if part:
        return _beside(answer, part, labels=labels)
    kind = form.checklist.by_id[question].type
    is_coded = kind in {Kind.CHOICE, Kind.CHOICES} and not labels
    return coded(answer) if is_coded else value_words(form.checklist, form.checklist.by_id[question], answer)


def _beside(answer: Answer, part: str, *, labels: bool) -> str:
    is_reason = answer.instead is Instead.NOT_APPLICABLE
    (evidence,) = answer.evidence or (None,)
    texts = {
        "grunn": answer.comment if is_reason else None,
        "kommentar": None if is_reason else answer.comment,
        "dokument": evidence and evidence.title,
        "dato": evidence and evidence.date and evidence.date.isoformat(),
        "bevis": evidence and (PROOFS[evidence.proof].capitalize() if labels else evidence.proof.value),
    }
    return texts[part] or ""


def nettskjema_export(built: Sequence[Element], responses: Responses) -> bytes:
    """Write csv-report with codebook: codes as heads, a 0/1 column for each answer where there may be several."""
    heads = [head for one in built for head in one.codes]
    rows = [["$submission_id", "$created", *heads, "$answer_time_ms"]]
    for n, (form, handed) in enumerate(responses):
        cells = [cell for one in built for cell in _coded_cells(form, handed, one)]
        rows.append([str(30_000_000 + n), f"2026-10-{n + 1:02}T09:30:00.000+02:00", *cells, "61234"])
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()


def _coded_cells(form: Form, handed: Handed, one: Element) -> list[str]:
    if not one.takes_several:
        text = said(form, handed, one.name, labels=False)
        assert text in {"", *(one.options or [text])}, one
        return [text]
    answer = handed.answers.get(one.name)
    chosen = () if answer is None else (answer.instead.value,) if answer.instead else answer.values
    assert set(chosen) <= set(one.options), one
    return [str(int(option in chosen)) for option in one.options]


def forms_export(built: Sequence[Element], responses: Responses) -> bytes:
    """Write the workbook of Microsoft Forms: texts as heads, labels with a semicolon after each of several."""
    rows: list[list[object]] = [[*FORMS_HEADS["nb"], *(f"{one.text}{NBSP}" for one in built)]]
    for n, (form, handed) in enumerate(responses):
        began = datetime(2026, 10, n + 1, 9, 30)  # noqa: DTZ001 -- the tool writes no zone
        rows.append([n + 1, began, began, "anonymous", "", None, *(_labelled(form, handed, one) for one in built)])
    return workbook(rows, "Sheet1")


def _labelled(form: Form, handed: Handed, one: Element) -> str:
    text = said(form, handed, one.name, labels=True)
    chosen = text.split("; ") if one.takes_several and text else [text]
    assert set(chosen) <= {"", *(one.options or chosen)}, one
    return f"{';'.join(chosen)};" if one.takes_several and text else text
