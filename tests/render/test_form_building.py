"""What to build in Nettskjema or Microsoft Forms: everything is there, in order, and import knows every head of it."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from navcheck.core.messages import ENGLISH, Tongue
from navcheck.core.model import Checklist, Survey
from navcheck.core.words import Kind
from navcheck.files.catalogues import load_tongue
from navcheck.files.documents import load
from navcheck.intake.columns import Meaning, Names
from navcheck.render.forms.building import write_guide
from tests.builders import SHA256, make_checklist

SHIPPED = sorted((Path(__file__).parents[2] / "checklists").glob("*.yaml"))
TOOLS = ("nettskjema", "forms")

ASKED = make_checklist("""
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Funnet}
        questions:
          - {id: antall, type: number, unit: {nb: personer}, text: {nb: 'Hvor mange deltok i {period}?'}}
          - id: rutine
            type: choice
            choices:
              ja: {label: {nb: Ja}, status: met}
              nei: {label: {nb: Nei}}
            text: {nb: Har dere en rutine?}
            help: {nb: Den kan være kort.}
            when: {antall: {above: 0}}
            evidence: {ask: true, what: {nb: Rutinen}}
      - id: krav
        title: {nb: Krav}
        heading: {nb: Krav}
        questions:
          - id: krav
            type: choices
            choices:
              bolig: {label: {nb: Bolig}}
              ingen: {label: {nb: Ingen av disse}, alone: true}
            text: {nb: Hvilke krav?}
          - {id: hvordan, type: text, text: {nb: Hvordan?}}
""")


def survey_of(checklist: Checklist, **fields: object) -> Survey:
    return Survey.model_validate(
        {
            "navcheck": "survey/1",
            "id": "agder-2026",
            "title": "Prøve",
            "period": "2026",
            "opened": "2026-10-01",
            "deadline": "2026-11-01",
            "as_of": "2026-09-30",
            "event": "Korona",
            "checklist": {"id": checklist.id, "version": checklist.version, "sha256": SHA256},
            "authority": "Statsforvalteren i Agder",
            "offices": [{"id": "risor", "name": "Nav Risør"}, {"id": "amli", "name": "Nav Åmli"}],
            **fields,
        }
    )


def rows_of(
    tool: str, checklist: Checklist = ASKED, tongue: Tongue = ENGLISH, **fields: object
) -> list[Mapping[str, str]]:
    """Return the rows of the sheet to build from, by their heads."""
    content = write_guide(tool, survey_of(checklist, **fields), checklist, tongue)
    _, heads, *rows = load_workbook(BytesIO(content)).worksheets[1].iter_rows(values_only=True)
    names = [str(head) for head in heads]
    return [dict(zip(names, ("" if cell is None else str(cell) for cell in row), strict=True)) for row in rows]


def steps_of(tool: str, checklist: Checklist = ASKED) -> str:
    content = write_guide(tool, survey_of(checklist), checklist, ENGLISH)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def built(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return the rows that become questions of the tool: neither headings nor answers."""
    return [row for row in rows if row["Required"]]


def test_nettskjema_gets_codes_for_questions_and_answers_in_the_order_in_which_they_are_built() -> None:
    rows = rows_of("nettskjema")
    assert [(row["No."], row["Choose"], row["Code"], row["Text to paste"]) for row in rows] == [
        ("", "Radio buttons", "Nav-kontor", "Nav-kontor"),
        ("", "answer", "risor", "Nav Risør"),
        ("", "answer", "amli", "Nav Åmli"),
        ("", "Text, one line", "rolle", "The role of whoever answers, not the name (for instance Nav leader)"),
        ("", "Radio buttons", "deling", "May the county show your examples to other offices?"),
        ("", "answer", "ja", "Yes"),
        ("", "answer", "nei", "No"),
        ("", "Heading", "", "Finne"),
        ("1.", "Text, one line", "antall", "Hvor mange deltok i 2026?"),
        ("", "Text, several lines", "antall__grunn", "If question 1 is not applicable: why?"),
        ("", "Text, several lines", "antall__kommentar", "Comment on question 1"),
        ("2.", "Radio buttons", "rutine", "Har dere en rutine?"),
        ("", "answer", "ja", "Ja"),
        ("", "answer", "nei", "Nei"),
        ("", "answer", "vet-ikke", "Don't know"),
        ("", "answer", "ikke-aktuelt", "Not applicable"),
        ("", "Text, several lines", "rutine__grunn", "If question 2 is not applicable: why?"),
        ("", "Text, several lines", "rutine__kommentar", "Comment on question 2"),
        ("", "Text, one line", "rutine__dokument", "Document for question 2: title"),
        ("", "Date", "rutine__dato", "Document for question 2: date"),
        ("", "Radio buttons", "rutine__bevis", "Document for question 2: is it in writing?"),
        ("", "answer", "said", "Not in writing"),
        ("", "answer", "written", "In writing"),
        ("", "answer", "shown", "Presented"),
        ("", "Heading", "", "Krav"),
        ("3.", "Checkboxes", "krav", "Hvilke krav?"),
        ("", "answer", "bolig", "Bolig"),
        ("", "answer", "ingen", "Ingen av disse"),
        ("", "answer", "vet-ikke", "Don't know"),
        ("", "answer", "ikke-aktuelt", "Not applicable"),
        ("", "Text, several lines", "krav__grunn", "If question 3 is not applicable: why?"),
        ("", "Text, several lines", "krav__kommentar", "Comment on question 3"),
        ("4.", "Text, several lines", "hvordan", "Hvordan?"),
        ("", "Text, several lines", "hvordan__grunn", "If question 4 is not applicable: why?"),
        ("", "Text, several lines", "hvordan__kommentar", "Comment on question 4"),
    ]


def test_microsoft_forms_gets_the_code_in_the_text_since_it_exports_texts_alone() -> None:
    rows = rows_of("forms")
    assert "Code" not in rows[0]
    chosen = [row["Text to paste"] for row in built(rows)]
    assert chosen[:4] == [
        "Nav-kontor",
        "rolle: The role of whoever answers, not the name (for instance Nav leader)",
        "deling: May the county show your examples to other offices?",
        "antall: Hvor mange deltok i 2026?",
    ]
    assert "rutine__bevis: Document for question 2: is it in writing?" in chosen
    elements = {row["Text to paste"].partition(":")[0]: row["Choose"] for row in built(rows)}
    assert (elements["rutine"], elements["krav"]) == ("Choice", "Choice («Multiple answers»)")
    assert (elements["hvordan"], elements["antall"]) == ("Text («Long answer»)", "Text")


@pytest.mark.parametrize("tool", TOOLS)
def test_only_the_office_is_required(tool: str) -> None:
    required = [row["Text to paste"] for row in rows_of(tool) if row["Required"] == "Yes"]
    assert required == ["Nav-kontor"]


@pytest.mark.parametrize("tool", TOOLS)
def test_help_and_skip_rules_stand_beside_what_is_built(tool: str) -> None:
    by_number = {row["No."]: row for row in rows_of(tool) if row["No."]}
    assert by_number["1."]["Help text"].startswith(
        "Answer with a number (personer).\nYou may also write «don't know» or «not applicable».\n"
    )
    assert by_number["2."]["Help text"].startswith("Den kan være kort.\nDocument to refer to: Rutinen\n")
    assert by_number["2."]["Shown when"] == "Answered only when the answer to question 1 is above 0."
    assert by_number["3."]["Help text"].startswith("Choose «Ingen av disse» alone.\n")


def test_why_is_asked_after_an_answer_that_can_be_chosen_and_else_always() -> None:
    shown = {row["Code"]: row["Shown when"] for row in rows_of("nettskjema") if row["Code"].endswith("__grunn")}
    rule = "Shown only when the answer to question {} is «Not applicable»."
    assert shown == {
        "antall__grunn": "",
        "rutine__grunn": rule.format(2),
        "krav__grunn": rule.format(3),
        "hvordan__grunn": "",
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_question_and_answer_is_there_and_no_two_texts_are_alike(path: Path, language: str) -> None:
    checklist, tongue = load(path, Checklist).document, load_tongue(language)
    for tool in TOOLS:
        content = write_guide(tool, survey_of(checklist), checklist, tongue)
        sheet = load_workbook(BytesIO(content)).worksheets[1]
        heads = 3 if tool == "forms" else 4
        texts = [str(cell.value) for (cell,) in sheet.iter_rows(min_row=3, min_col=heads, max_col=heads)]
        required = sheet.max_column - 1
        asked = [
            str(row[heads - 1]) for row in sheet.iter_rows(min_row=3, values_only=True) if row[required - 1] is not None
        ]
        assert len(asked) == len(set(asked))
        for question in checklist.questions():
            assert any(tongue.pick(question.text).partition("{")[0] in text for text in asked), question.id
            labels = [tongue.pick(one.label) for one in checklist.choices_of(question).values()]
            assert len(labels) == len(set(labels)), question.id
            assert set(labels) <= set(texts), question.id


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_import_knows_every_head_that_the_tools_will_export(path: Path) -> None:
    checklist = load(path, Checklist).document
    names = Names(checklist)
    nettskjema, forms = (built(rows_of(tool, checklist)) for tool in TOOLS)
    for code, head in zip((row["Code"] for row in nettskjema), (row["Text to paste"] for row in forms), strict=True):
        meant = names.find(code)
        assert meant is not None, code
        assert names.find(head) == meant
    for question in checklist.questions():
        assert names.find(question.id) == Meaning(question)
        if question.type is Kind.CHOICES:
            columns = [names.find(f"{question.id}.{code}") for code in ("vet-ikke", *checklist.choices_of(question))]
            assert all(isinstance(one, Meaning) and one.choice for one in columns)


def test_the_steps_protect_persons_and_try_the_form_before_it_is_sent_out() -> None:
    nettskjema, forms = map(steps_of, TOOLS)
    for text in (nettskjema, forms):
        assert "Ask nowhere for a person." in text
        assert "Form for self-assessment – Prøve" in text
        assert "Answer by 2026-11-01. The answers are public" in text
        assert text.index("--check-only") < text.index("--dry-run")
    assert "navcheck import agder-2026 svar.csv --check-only" in nettskjema
    assert "navcheck import agder-2026 svar.xlsx --check-only" in forms
    assert "codebook" not in forms


@pytest.mark.slow
def test_a_form_larger_than_the_tool_can_hold_is_told_of() -> None:
    kvp = load(next(path for path in SHIPPED if path.stem == "kvp"), Checklist).document
    assert "Microsoft Forms takes 200." in steps_of("forms", kvp)
    assert "takes 200" not in steps_of("forms")
    assert "takes 200" not in steps_of("nettskjema", kvp)


def test_a_foreign_text_stays_a_text_and_the_bytes_are_the_same() -> None:
    survey = survey_of(ASKED, title="=1+1", offices=[{"id": "a", "name": "=SUM(A1)"}])
    first, second = (write_guide("nettskjema", survey, ASKED, ENGLISH) for _ in range(2))
    assert first == second
    workbook = load_workbook(BytesIO(first))
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=SUM(A1)" in [cell.value for cell in cells]
    assert "navcheck" not in workbook.sheetnames, "it is no form to fill in"
