"""The workbook in LibreOffice Calc: filled in at its keyboard, saved there, and printed."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from navcheck.core.form import Form
from navcheck.core.model import Checklist, Survey
from navcheck.core.selection import select
from navcheck.core.words import Kind
from navcheck.files.catalogues import load_tongue
from navcheck.files.documents import load
from navcheck.render.forms.workbook import write_workbook
from tests.builders import SHA256
from tests.office_suite import Seen, fill, to_pdf, words_on_pages

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("soffice", "pdftotext")]

CORE = select(load(Path(__file__).parents[2] / "checklists" / "kvp.yaml", Checklist).document)
SURVEY = Survey.model_validate(
    {
        "navcheck": "survey/1",
        "id": "agder-2026",
        "title": "KVP i Agder",
        "period": "2026",
        "opened": "2026-10-01",
        "deadline": "2026-11-01",
        "checklist": {"id": CORE.id, "version": CORE.version, "sha256": SHA256},
        "authority": "Statsforvalteren i Agder",
        "offices": [{"id": "risor", "name": "Nav Risør"}, {"id": "amli", "name": "Nav Åmli"}],
    }
)
TYPED = {
    ("@role", "value"): "Nav-leder",
    ("@shares", "value"): "Ja",
    ("deltakere", "value"): "12",
    ("deltakere", "comment"): "- fem av dem nye",
    ("hvordan-finne", "value"): "=1+1 er to, æøå",
    ("gjennomgang", "value"): "De siste tre månedene",
    ("gjennomgang", "date"): "2026-03-01",
    ("rutine", "value"): "Ja",
    ("rutine", "document"): "Rutine for KVP",
    ("rutine", "date"): "1. mars 2026",
    ("rutine", "proof"): "skriftlig",
    ("ubesvart", "value"): "vet ikke",
    ("egne-krav.bolig", "value"): "x",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """The form before and after, and what Calc said of it."""

    before: Worksheet
    after: Worksheet
    seen: Seen

    def at(self, row: str, column: str = "value") -> str:
        """Return the address of a row's cell, as it stood before."""
        names = {str(cell.value): cell.column_letter for cell in self.before[1][1:] if cell.value}
        return f"{names[column]}{next(cell.row for cell in self.before['A'] if cell.value == row)}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    folder = tmp_path_factory.mktemp("calc")
    blank, target = folder / "skjema.xlsx", folder / "utfylt.xlsx"
    blank.write_bytes(write_workbook(Form(SURVEY, CORE, SURVEY.offices[0]), load_tongue("nb")))
    form = Filled(load_workbook(blank).worksheets[0], load_workbook(blank).worksheets[0], Seen({}, {}, ()))
    locked = {form.at("@office"): "Nav Åmli"}
    cells = {form.at(row, column): text for (row, column), text in TYPED.items()}
    seen = fill(blank, cells | locked, target)
    return Filled(form.before, load_workbook(target).worksheets[0], seen)


def test_what_is_typed_comes_back(filled: Filled) -> None:
    back = {place: filled.after[filled.at(*place)].value for place in TYPED}
    day = datetime(2026, 3, 1)  # noqa: DTZ001 -- the format has no zones
    assert back == TYPED | {("deltakere", "value"): 12, ("gjennomgang", "date"): day, ("rutine", "date"): day}


def test_a_locked_cell_refuses_and_the_sheets_stay_protected_and_hidden(filled: Filled) -> None:
    assert filled.after[filled.at("@office")].value == "Nav Risør"
    assert filled.seen.protected == {filled.before.title: True, "lister": True, "navcheck": True}
    assert filled.seen.visible == {filled.before.title: True, "lister": False, "navcheck": False}


def test_ids_identity_and_columns_survive(filled: Filled) -> None:
    for column in ("A", "1"):
        before, after = ([cell.value for cell in sheet[column]] for sheet in (filled.before, filled.after))
        assert [one for one in after if one] == [one for one in before if one]
    workbook = filled.after.parent
    assert workbook is not None
    identity = {str(key.value): value.value for key, value in workbook["navcheck"].rows}
    assert identity == {**Form(SURVEY, CORE, SURVEY.offices[0]).identity, "language": "nb"}
    assert [sheet.sheet_state for sheet in workbook.worksheets] == ["visible", "hidden", "hidden"]


def test_the_lists_and_limits_survive(filled: Filled) -> None:
    for question in CORE.questions():
        at = filled.at(question.id)
        before, after = (
            [rule for rule in sheet.data_validations.dataValidation if at in rule.sqref]
            for sheet in (filled.before, filled.after)
        )
        assert len(before) == len(after) == 1, question.id
        assert (before[0].type, before[0].error) == (after[0].type, after[0].error)
        if question.type in {Kind.CHOICE, Kind.CHOICES}:
            assert before[0].formula1 == after[0].formula1


def test_the_rule_of_a_number_lets_numbers_and_two_words_pass(tmp_path: Path) -> None:
    blank = tmp_path / "skjema.xlsx"
    blank.write_bytes(write_workbook(Form(SURVEY, CORE), load_tongue("nb")))
    form = Filled(load_workbook(blank).worksheets[0], load_workbook(blank).worksheets[0], Seen({}, {}, ()))
    at = form.at("deltakere")
    rule = next(str(one.formula1) for one in form.before.data_validations.dataValidation if at in one.sqref)
    typed = ["12", "0", '"Vet ikke"', '"vet ikke"', '"IKKE AKTUELT"', "-1", "1.5", '"tolv"', '"*"']
    seen = fill(blank, {}, tmp_path / "lagret.xlsx", [rule.replace(at, value) for value in typed])
    assert [value for value, passes in zip(typed, seen.computed, strict=True) if passes] == typed[:5]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_on_paper_no_word_is_lost_or_runs_off_the_page(tmp_path: Path, language: str) -> None:
    blank, tongue = tmp_path / "skjema.xlsx", load_tongue(language)
    blank.write_bytes(write_workbook(Form(SURVEY, CORE), tongue))
    layout = words_on_pages(to_pdf(blank))
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', layout, re.DOTALL)
    assert pages
    words = []
    for width, height, page in pages:
        assert float(width) > float(height), "across"
        found = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
        assert all(float(x) >= 0 and float(y) >= 0 for x, y, *_ in found)
        assert all(float(x) <= float(width) and float(y) <= float(height) for _, _, x, y, _ in found)
        words += [word for *_, word in found]
    printed = "".join(words)
    for question in CORE.questions():
        for text in (question.text, question.help or {}):
            assert "".join(tongue.pick(text).split()) in printed if text else True, question.id
