"""The form as a workbook, read back as bytes: every row is there, what is no answer is locked, and no text runs."""

import html
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from navcheck.core.form import COLUMNS_ROW, IDENTITY_SHEET, LISTS_SHEET, OFFICE_ROW, ROLE_ROW, SHARES_ROW, Form
from navcheck.core.messages import ENGLISH, Tongue
from navcheck.core.model import Checklist, Survey
from navcheck.core.selection import select
from navcheck.core.words import Kind
from navcheck.files.catalogues import load_tongue
from navcheck.files.documents import load
from navcheck.render.forms.workbook import write_workbook
from tests.builders import SHA256, make_checklist

SHIPPED = sorted((Path(__file__).parents[2] / "checklists").glob("*.yaml"))

TEXT = """
    sources:
      lov: {title: loven § 5, url: 'https://lov.example/5', as_of: 2026-07-02}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Funnet}
        questions:
          - id: antall
            type: number
            persons: true
            min: "0"
            max: "500"
            unit: {nb: personer}
            text: {nb: 'Hvor mange deltok i {period}?'}
          - id: hvordan
            type: text
            text: {nb: Hvordan gikk det?}
            help: {nb: Regn med alle.}
            who: {nb: Fagleder}
            legal_basis: [lov]
            when: {antall: {above: 0}}
          - id: rutine
            type: choice
            choices:
              ja: {label: {nb: 'Ja, skriftlig'}, status: met}
              nei: {label: {nb: Nei}}
            text: {nb: Har dere en rutine?}
            evidence: {ask: true, what: {nb: Rutinen}}
          - id: krav
            type: choices
            choices:
              bolig: {label: {nb: Bolig}}
              ingen: {label: {nb: Ingen av disse}, alone: true}
            text: {nb: Hvilke krav?}
          - {id: andel, type: number, text: {nb: Hvor stor andel?}}
          - {id: sist, type: date, text: {nb: Når?}}
"""
ASKED = make_checklist(TEXT)


def survey_of(checklist: Checklist, *names: str, **fields: object) -> Survey:
    return Survey.model_validate(
        {
            "navcheck": "survey/1",
            "id": "prove",
            "title": "Prøve",
            "period": "2026",
            "opened": "2026-10-01",
            "deadline": "2026-11-01",
            "as_of": "2026-09-30",
            "event": "Korona",
            "checklist": {"id": checklist.id, "version": checklist.version, "sha256": SHA256},
            "authority": "Statsforvalteren i Agder",
            "offices": [{"id": f"kontor-{n}", "name": name} for n, name in enumerate(names or ("Nav Risør",), 1)],
            **fields,
        }
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook as import will see it: rows by their ids, columns by what they hold."""

    workbook: Workbook

    @property
    def sheet(self) -> Worksheet:
        sheet: Worksheet = self.workbook.worksheets[0]
        return sheet

    @property
    def rows(self) -> Mapping[str, int]:
        return {str(cell.value): n for n, cell in enumerate(self.sheet["A"], 1) if cell.value is not None}

    @property
    def columns(self) -> Mapping[str, int]:
        named = self.sheet[self.rows[COLUMNS_ROW]]
        return {str(cell.value): n for n, cell in enumerate(named, 1) if n > 1 and cell.value is not None}

    def cell(self, row: str, column: str = "value") -> Cell:
        found = self.sheet.cell(self.rows[row], self.columns[column])
        assert isinstance(found, Cell)
        return found

    def text(self, row: str) -> str:
        """Return what is said at a row."""
        return str(self.sheet.cell(self.rows[row], 3).value)

    def rule(self, row: str, column: str = "value") -> DataValidation:
        """Return the one rule of a cell."""
        at = self.cell(row, column).coordinate
        rule: DataValidation
        (rule,) = [one for one in self.sheet.data_validations.dataValidation if at in one.sqref]
        return rule

    def offered(self, row: str, column: str = "value") -> list[str]:
        """Return what the cell's list offers."""
        rule = self.rule(row, column)
        assert rule.type == "list"
        assert rule.formula1 is not None
        name, _, cells = rule.formula1.partition("!")
        assert name == LISTS_SHEET
        return [str(row[0].value) for row in self.workbook[name][cells.replace("$", "")]]

    @property
    def identity(self) -> Mapping[str, str]:
        return {str(key.value): str(value.value) for key, value in self.workbook[IDENTITY_SHEET].rows}

    def cells(self) -> Iterator[Cell]:
        for sheet in self.workbook.worksheets:
            yield from (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell))

    def texts(self) -> str:
        return "\n".join(str(cell.value) for cell in self.cells() if cell.value is not None)


def read(form: Form, tongue: Tongue = ENGLISH) -> Read:
    return Read(load_workbook(BytesIO(write_workbook(form, tongue))))


@cache
def small() -> Read:
    survey = survey_of(ASKED, "Nav Risør", "Nav Åmli")
    return read(Form(survey, ASKED, survey.offices[0]))


def test_every_row_has_its_id_in_the_order_in_which_it_is_asked() -> None:
    assert list(small().rows) == [
        COLUMNS_ROW,
        "Id",
        OFFICE_ROW,
        ROLE_ROW,
        SHARES_ROW,
        "antall",
        "hvordan",
        "rutine",
        "krav",
        "krav.bolig",
        "krav.ingen",
        "andel",
        "sist",
    ]


def test_a_hidden_row_names_the_columns_and_two_hidden_sheets_what_the_form_is() -> None:
    form = small()
    assert list(form.columns) == ["value", "comment", "document", "date", "proof"]
    assert form.sheet.row_dimensions[form.rows[COLUMNS_ROW]].hidden
    assert [(sheet.title, sheet.sheet_state) for sheet in form.workbook.worksheets[1:]] == [
        (LISTS_SHEET, "hidden"),
        (IDENTITY_SHEET, "hidden"),
    ]
    identity = {
        "navcheck": "form/1",
        "survey": "prove",
        "checklist": "prove",
        "version": "1",
        "sha256": SHA256,
        "office": "kontor-1",
        "language": "en",
    }
    assert form.identity == identity
    properties = form.workbook.custom_doc_props.props  # type: ignore[attr-defined]  # newer than its types
    assert {one.name: one.value for one in properties} == identity


def test_there_is_no_column_for_documents_where_no_question_asks_for_one() -> None:
    asked = make_checklist("""
        topics:
          - id: hvordan
            title: {nb: Hvordan}
            heading: {nb: Hvordan}
            questions:
              - {id: hvordan, type: text, text: {nb: Hvordan?}}
    """)
    form = read(Form(survey_of(asked), asked))
    assert list(form.columns) == ["value", "comment"]
    assert form.sheet.max_column == 5
    assert "Nothing has to be fetched beforehand. Time: about" in form.texts()


def test_the_answers_offered_are_the_labels_and_having_none() -> None:
    form = small()
    assert form.offered("rutine") == ["Ja, skriftlig", "Nei", "Don't know", "Not applicable"]
    assert form.offered("krav") == ["Don't know", "Not applicable"]
    assert form.offered("krav.bolig") == form.offered("krav.ingen") == ["x"]
    assert form.offered(SHARES_ROW) == ["Yes", "No"]
    assert form.offered("rutine", "proof") == ["Not in writing", "In writing", "Presented"]


def test_a_number_has_its_limits_and_may_still_be_unknown() -> None:
    rule = small().rule("antall")
    at = small().cell("antall").coordinate
    number = f"IF(ISNUMBER({at}),AND({at}>=0,{at}<=500,{at}=INT({at})),FALSE)"
    assert rule.type == "custom"
    assert re.sub(r"lister![$A-Z0-9:]+", "LIST", rule.formula1 or "") == f"OR({number},SUMPRODUCT(--(LIST={at}))>0)"
    assert "AND(TRUE)" in (small().rule("andel").formula1 or "")
    assert rule.error == (
        "Write a number in digits, or «don't know» or «not applicable». Whole numbers only. At least 0. At most 500."
    )


def test_a_date_is_prompted_for_and_taken_as_it_is_written() -> None:
    rule = small().rule("sist")
    assert rule.type is None
    assert not rule.showErrorMessage
    assert rule.prompt == "A date as 21.11.2026, or «don't know» or «not applicable»."
    assert small().cell("sist").number_format == "dd.mm.yyyy"


def test_what_is_typed_as_a_text_stays_a_text() -> None:
    for row, column in (("hvordan", "value"), ("rutine", "value"), ("rutine", "comment"), ("rutine", "document")):
        assert small().cell(row, column).number_format == "@"


def test_only_what_is_answered_is_open() -> None:
    form = small()
    values = ["antall", "hvordan", "rutine", "krav", "krav.bolig", "krav.ingen", "andel", "sist"]
    comments = [(row, "comment") for row in values if "." not in row]
    documents = [("rutine", column) for column in ("document", "date", "proof")]
    answers = [(ROLE_ROW, "value"), (SHARES_ROW, "value"), *((row, "value") for row in values), *comments, *documents]
    open_cells = {cell.coordinate for cell in form.cells() if not cell.protection.locked}
    assert open_cells == {form.cell(*answer).coordinate for answer in answers}
    assert all(sheet.protection.sheet for sheet in form.workbook.worksheets)
    assert not form.sheet.protection.formatRows, "0 lets rows be made higher"
    yellow = {cell.coordinate for cell in form.cells() if cell.fill.fgColor.rgb == "FFFFF8D6"}
    assert yellow == open_cells


@pytest.mark.slow
def test_every_rule_refuses_and_prompts_within_what_excel_can_hold() -> None:
    for name, form in forms():
        for rule in form.sheet.data_validations.dataValidation:
            assert rule.showErrorMessage == (rule.type is not None), name
            assert rule.errorStyle in {None, "stop"}, name  # stop is the default
            assert len(rule.error or "") <= 225, name
            assert len(rule.errorTitle or "") <= 32, name
            assert len(rule.prompt or "") <= 255, name
            assert len(rule.formula1 or "") <= 255, name


def forms() -> Iterator[tuple[str, Read]]:
    """Write every shipped checklist in both written languages, for one office and for all."""
    for path in SHIPPED:
        checklist = load(path, Checklist).document
        survey = survey_of(checklist, "Nav Risør", "Nav Åmli")
        yield f"{path.stem}-nb", read(Form(survey, checklist, survey.offices[0]), load_tongue("nb"))
        yield f"{path.stem}-nn", read(Form(survey, checklist), load_tongue("nn"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_question_and_option_of_every_checklist_is_there_in_both_written_languages(
    path: Path, language: str
) -> None:
    checklist, tongue = load(path, Checklist).document, load_tongue(language)
    form = read(Form(survey_of(checklist), checklist), tongue)
    instead = {"nb": ["Vet ikke", "Ikke aktuelt"], "nn": ["Veit ikkje", "Ikkje aktuelt"]}[language]
    for question in checklist.questions():
        labels = [tongue.pick(one.label) for one in checklist.choices_of(question).values()]
        assert form.text(question.id).startswith(tongue.pick(question.text).partition("{")[0])
        if question.help:
            assert tongue.pick(question.help).partition("{")[0] in form.text(question.id)
        if question.type is Kind.CHOICE:
            assert form.offered(question.id) == [*labels, *instead]
        if question.type is Kind.CHOICES:
            for value, label in zip(checklist.choices_of(question), labels, strict=True):
                assert form.text(f"{question.id}.{value}").startswith(label)
            assert form.offered(question.id) == instead


def test_the_question_says_what_helps_to_answer_it() -> None:
    form = small()
    assert form.text("antall") == (
        "Hvor mange deltok i 2026?\nAnswer with a number (personer). At least 0. At most 500.\n"
        "Ground: good practice, not law"
    )
    assert form.text("hvordan") == (
        "Hvordan gikk det?\nAnswered only when the answer to question 1 is above 0.\nRegn med alle.\n"
        "Who knows, or where it stands: Fagleder\nLaw: loven § 5 · Ground: good practice, not law"
    )
    assert "\nChoose: Ja, skriftlig · Nei\n" in form.text("rutine")
    assert "\nDocument to refer to: Rutinen\n" in form.text("rutine")
    assert form.text("krav.ingen") == "Ingen av disse (alone)"


def test_above_the_questions_stands_who_asks_how_long_it_takes_and_who_may_read_it() -> None:
    texts = small().texts()
    assert "Form for self-assessment – Prøve\n" in texts
    assert "Statsforvalteren i Agder asks you to fill in this form for Nav Risør.\n" in texts
    assert "Answer by 2026-11-01. Time: about 8 minutes, when figures and documents are at hand.\n" in texts
    assert "The answers are public: anyone may ask to read them. Write nothing about single persons.\n" in texts


def test_an_office_with_more_time_is_told_its_own_deadline() -> None:
    extensions = {"kontor-1": {"until": "2026-11-08"}}
    survey = survey_of(ASKED, "Nav Risør", "Nav Åmli", extensions=extensions)
    assert "Answer by 2026-11-08." in read(Form(survey, ASKED, survey.offices[0])).texts()
    assert "Answer by 2026-11-01." in read(Form(survey, ASKED)).texts()


def test_a_form_for_one_office_names_no_other() -> None:
    survey = survey_of(ASKED, "Nav Risør", "Nav Åmli")
    content = write_workbook(Form(survey, ASKED, survey.offices[0]), ENGLISH)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        whole = html.unescape("".join(archive.read(name).decode() for name in archive.namelist()))
    assert "Nav Risør" in whole
    assert "mli" not in whole
    office = small().cell(OFFICE_ROW)
    assert (office.value, office.protection.locked) == ("Nav Risør", True)


def test_a_form_for_all_offices_offers_their_names() -> None:
    form = read(Form(survey_of(ASKED, "Nav Risør", "Nav Åmli, avdeling øst"), ASKED))
    assert form.offered(OFFICE_ROW) == ["Nav Risør", "Nav Åmli, avdeling øst"]
    assert "office" not in form.identity


HOSTILE = [
    "=1+1",
    "_x0041_",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "#N/A",
    "<b>&amp;</b>",
    "ø" * 5000,
    "2026-11-01",
    "=\n=2",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_foreign_text_comes_back_as_the_text_that_it_is(text: str) -> None:
    written = json.dumps(text)
    evil = TEXT.replace("{nb: Hvordan gikk det?}", f"{{nb: {written}}}").replace("Regn med alle.", written)
    checklist = make_checklist(
        evil.replace("title: {nb: Finne}", f"title: {{nb: {written}}}").replace("'Ja, skriftlig'", written)
    )
    survey = survey_of(checklist, text, title=text, authority=text)
    form = read(Form(survey, checklist, survey.offices[0]))
    assert form.cell(OFFICE_ROW).value == text
    assert form.offered("rutine")[0] == text
    assert form.text("hvordan").startswith(f"{text}\n")
    assert text in [cell.value for cell in form.cells()], "the topic"
    assert {cell.data_type for cell in form.cells()} <= {"s", "inlineStr", "n"}, "no formula, no error"
    assert all(cell.quotePrefix for cell in form.cells() if str(cell.value).startswith(("=", "+", "-", "@")))
    assert form.workbook.properties.creator == text


def test_what_cannot_be_seen_is_written_out() -> None:
    topic = ASKED.topics[0]
    seen = topic.questions[1].model_copy(update={"text": {"nb": "a\x1b[31mb\x00c\u202ed"}})
    checklist = ASKED.model_copy(update={"topics": (topic.model_copy(update={"questions": (seen,)}),)})
    form = read(Form(survey_of(checklist, title="\x07"), checklist))
    assert form.text("hvordan").startswith(r"a\x1b[31mb\x00c\u202ed")


def test_an_ampersand_in_the_title_is_no_code_of_the_header() -> None:
    form = read(Form(survey_of(ASKED, title="R&D &P"), ASKED))
    assert form.sheet.oddHeader is not None
    assert form.sheet.oddHeader.left.text == "Form for self-assessment – R&&D &&P"


def test_what_looks_like_the_number_of_a_sign_never_stands_in_one_piece() -> None:
    question = ASKED.topics[0].questions[1].model_copy(update={"text": {"nb": "a_x0041_b"}})
    topic = ASKED.topics[0].model_copy(update={"questions": (question,)})
    raw = write_workbook(
        Form(survey_of(ASKED, title="_x0042_"), ASKED.model_copy(update={"topics": (topic,)})), ENGLISH
    )
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.findall("_x[0-9A-F]{4}_", sheet)
    assert {"x0041_", "x0042_"} <= set(re.findall("x[0-9A-F]{4}_", sheet))


def test_it_is_printed_across_with_its_heads_on_every_page() -> None:
    sheet = small().sheet
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert not sheet.merged_cells.ranges


def test_a_row_grows_with_what_is_written_in_it_and_one_for_a_text_is_never_low() -> None:
    survey = survey_of(ASKED)
    with zipfile.ZipFile(BytesIO(write_workbook(Form(survey, ASKED), ENGLISH))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', sheet))
    antall, hvordan = (rows[str(small().rows[name])] for name in ("antall", "hvordan"))
    assert 'ht="' in antall
    assert "customHeight" not in antall
    assert float(re.findall(r'ht="([\d.]+)"', hvordan)[0]) >= 90


def test_the_same_form_gives_the_same_bytes_and_none_of_them_tells_the_day() -> None:
    survey = survey_of(ASKED)
    first, second = (write_workbook(Form(survey, ASKED), load_tongue("nb")) for _ in range(2))
    assert first == second
    properties = load_workbook(BytesIO(first)).properties
    assert (properties.created, properties.modified) == (datetime(2026, 10, 1), datetime(2026, 10, 1))  # noqa: DTZ001 -- the format has no zones
    assert (properties.creator, properties.lastModifiedBy) == ("Statsforvalteren i Agder", None)
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "vba" in name or "external" in name]
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert str(date.today()).encode() not in whole  # noqa: DTZ011 -- today as this machine has it


def test_a_form_of_the_core_checklist_is_small_enough_for_any_mailbox() -> None:
    checklist = select(load(SHIPPED[0].with_name("kvp.yaml"), Checklist).document)
    assert len(write_workbook(Form(survey_of(checklist), checklist), ENGLISH)) < 40_000
