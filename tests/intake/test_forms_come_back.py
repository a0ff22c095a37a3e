"""What goes out as a form comes back as answers: filled in by hand, built in a form tool, or refused by name."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from navcheck.core.form import Form
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.words import Kind
from navcheck.files.catalogues import load_tongue
from navcheck.files.survey_folder import open_folder
from navcheck.render.forms.page import write_page
from navcheck.render.forms.workbook import write_workbook
from tests.browser import chromium, opened
from tests.checklists.shipped import NAMES, whole
from tests.intake.built import Element, Responses, elements, forms_export, nettskjema_export
from tests.intake.fifteen import CHECKLIST, fifteen, start, stored
from tests.intake.filled import (
    Handed,
    addresses,
    cells_of,
    fill_workbook,
    filled_page,
    filled_workbook,
    saved_answer,
)
from tests.keyboard import Keyboard
from tests.office_suite import fill
from tests.program import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TONGUES = {tag: load_tongue(tag) for tag in ("nb", "nn")}
FILLED: Mapping[str, tuple[str, Callable[[Form, Handed], bytes]]] = {
    "workbook": ("skjema.xlsx", filled_workbook),
    "page": ("svar.json", filled_page),
}


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return start(tmp_path)


def forms_of(survey: Path) -> Responses:
    """Return each office's form, and what it hands in."""
    folder, answers = open_folder(survey), fifteen(survey)
    roles = ("Nav-leder", "Fagleder", None)
    return [
        (
            Form(folder.survey, folder.checklist, office),
            Handed(answers[office.name], roles[n % 3], (True, False, None)[n % 3]),
        )
        for n, office in enumerate(folder.survey.offices)
    ]


def assert_received(survey: Path, responses: Responses) -> None:
    folder = open_folder(survey)
    for form, handed in responses:
        assert form.office is not None
        response = folder.received(form.office.id)
        assert response is not None
        assert response.received is not None
        assert Handed(response.answers, response.received.role, response.shares) == handed


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", FILLED)
def test_answers_role_and_sharing_come_back_as_they_were_given(kind: str, survey: Path, tmp_path: Path) -> None:
    file, filled = FILLED[kind]
    given = forms_of(survey)[:3]
    files = [write(tmp_path / f"{n}-{file}", filled(*one)) for n, one in enumerate(given)]
    ran = run("import", survey, *files)
    assert ran.code == 0, ran.err
    assert_received(survey, given)


@pytest.mark.parametrize("kind", FILLED)
@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "- tre lister", "'", "@alle\n+ andre"])
def test_what_a_spreadsheet_would_run_comes_back_as_it_was_written(
    kind: str, text: str, survey: Path, tmp_path: Path
) -> None:
    file, filled = FILLED[kind]
    form, _ = forms_of(survey)[0]
    given = [(form, Handed({"hvordan": Answer(value=text, comment=text)}))]
    assert run("import", survey, write(tmp_path / file, filled(*given[0]))).code == 0
    assert_received(survey, given)


def test_a_workbook_for_all_offices_says_whose_answers_it_holds(survey: Path, tmp_path: Path) -> None:
    folder = open_folder(survey)
    blank = write_workbook(Form(folder.survey, folder.checklist), TONGUES["nn"])
    answers = fifteen(survey)["NAV Åmli"]
    path = write(tmp_path / "skjema.xlsx", fill_workbook(blank, folder.checklist, Handed(answers)))
    ran = run("import", survey, path)
    assert ran.code == 1
    assert "Skjema!D10" in ran.err
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet[addresses(sheet)["@office", "value"]].value = "NAV Åmli"
    book.save(path)
    assert run("import", survey, path).code == 0
    assert stored(survey) == {"NAV Åmli": answers}


# A form of another round


def refused(survey: Path, path: Path) -> str:
    ran = run("import", survey, path)
    assert (ran.code, ran.raw) == (1, b"")
    assert stored(survey) == {}
    return ran.err


@pytest.mark.parametrize("kind", FILLED)
def test_a_form_of_last_year_s_version_is_refused_by_its_name(kind: str, survey: Path, tmp_path: Path) -> None:
    file, filled = FILLED[kind]
    last = tmp_path / "ifjor"
    last.mkdir()
    (last / "prove.yaml").write_text(CHECKLIST.replace('version: "1"', 'version: "0"'), "utf-8")
    words = ("--county", "agder", "--id", "prove-2026")
    assert run("start", last / "prove.yaml", *words, folder=last).code == 0
    path = write(tmp_path / file, filled(*forms_of(last / "prove-2026")[0]))
    assert "the form asks «prove 0», but the survey asks «prove 1»" in refused(survey, path)


@pytest.mark.parametrize("kind", FILLED)
def test_a_form_of_another_survey_is_refused_by_its_name(kind: str, survey: Path, tmp_path: Path) -> None:
    file, filled = FILLED[kind]
    words = ("--county", "agder", "--id", "prove-2025")
    assert run("start", tmp_path / "prove.yaml", *words, folder=tmp_path).code == 0
    path = write(tmp_path / file, filled(*forms_of(tmp_path / "prove-2025")[0]))
    assert "the form belongs to the survey «prove-2025»" in refused(survey, path)


@pytest.mark.parametrize("kind", FILLED)
def test_a_form_of_another_wording_of_the_same_version_is_refused(kind: str, survey: Path, tmp_path: Path) -> None:
    file, filled = FILLED[kind]
    other = tmp_path / "andre"
    other.mkdir()
    (other / "prove.yaml").write_text(CHECKLIST.replace("Siden når?", "Fra når?"), "utf-8")
    words = ("--county", "agder", "--id", "prove-2026")
    assert run("start", other / "prove.yaml", *words, folder=other).code == 0
    path = write(tmp_path / file, filled(*forms_of(other / "prove-2026")[0]))
    assert "the form was made from another copy of «prove 1» than the survey's" in refused(survey, path)


# Built in a form tool from the guide

EXPORTS: Mapping[str, tuple[str, Callable[[list[Element], Responses], bytes]]] = {
    "nettskjema": ("svar.csv", nettskjema_export),
    "forms": ("svar.xlsx", forms_export),
}


def built(tool: str, survey: Path, folder: Path) -> list[Element]:
    ran = run("form", survey, folder, "--format", tool, "--language", "nb")
    assert ran.code == 0, ran.err
    return list(elements(folder / f"bygg-{tool}-nb.xlsx"))


@pytest.mark.parametrize("tool", EXPORTS)
def test_what_is_built_from_the_guide_gives_the_answers_back(tool: str, survey: Path, tmp_path: Path) -> None:
    file, export = EXPORTS[tool]
    given = forms_of(survey)[:3]
    path = write(tmp_path / file, export(built(tool, survey, tmp_path / "ut"), given))
    ran = run("import", survey, path)
    assert ran.code == 0, ran.err
    assert_received(survey, given)


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_empty_export_tells_beforehand_that_every_code_fits(tool: str, survey: Path, tmp_path: Path) -> None:
    file, export = EXPORTS[tool]
    found = built(tool, survey, tmp_path / "ut")
    ran = run("import", survey, write(tmp_path / file, export(found, [])), "--check-only")
    assert (ran.code, ran.err) == (0, "All 6 questions have their columns.\n")
    lacking = [one for one in found if one.name != "andel"]
    ran = run("import", survey, write(tmp_path / file, export(lacking, [])), "--check-only")
    assert ran.code == 1
    assert "no column holds the answer to «andel»" in ran.err


# Every answer that a shipped checklist offers


def each_answer(checklist: Checklist, n: int) -> Mapping[str, Answer]:
    """Answer everything, each question with the choice that comes at this place, going round."""

    def answer(question: Question) -> Answer:
        if choices := [*checklist.choices_of(question)]:
            one = choices[n % len(choices)]
            return Answer(value=(one,) if question.type is Kind.CHOICES else one)
        number = min((question.min or 0) + n, question.max if question.max is not None else n)
        return Answer(value={Kind.NUMBER: str(number), Kind.DATE: f"2026-03-{n + 1:02}"}.get(question.type, "Ja"))

    return {question.id: answer(question) for question in checklist.questions()}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_every_checklist_comes_back_from_either_form(name: str, tmp_path: Path) -> None:
    optional = (word for topic in whole(name).topics if topic.optional for word in ("--with", topic.id))
    places = ("--period", "2026", "--event", "Korona", "--as-of", "2026-09-30")
    ran = run("start", name, "--county", "agder", "--id", "alt", *places, *optional, folder=tmp_path)
    assert ran.code == 0, ran.err
    folder = open_folder(tmp_path / "alt")
    most = max(len(folder.checklist.choices_of(question)) for question in folder.checklist.questions())
    given = [
        (Form(folder.survey, folder.checklist, office), Handed(each_answer(folder.checklist, n)))
        for n, office in enumerate(folder.survey.offices[: most or 1])
    ]
    for kind, (file, filled) in FILLED.items():
        survey = shutil.copytree(tmp_path / "alt", tmp_path / kind / "alt")
        files = [write(tmp_path / f"{n}-{file}", filled(*one)) for n, one in enumerate(given)]
        ran = run("import", survey, *files)
        assert ran.code == 0, ran.err
        assert_received(survey, given)


# By hand, in the real programs


@pytest.mark.slow
@pytest.mark.needs_tool("soffice")
def test_three_offices_fill_in_the_workbook_in_libreoffice(survey: Path, tmp_path: Path) -> None:
    given = forms_of(survey)[:3]
    files = []
    for n, (form, handed) in enumerate(given):
        blank = write(tmp_path / f"{n}.xlsx", write_workbook(form, TONGUES["nb"]))
        at = addresses(load_workbook(blank).worksheets[0])
        typed = {at[place]: text for place, text in cells_of(form.checklist, handed).items()}
        files.append(tmp_path / f"{n}-utfylt.xlsx")
        fill(blank, typed, files[-1])
    ran = run("import", survey, *files)
    assert ran.code == 0, ran.err
    assert_received(survey, given)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


def click_through(page: "Page", form: Form, handed: Handed) -> None:
    """Fill in a page with the mouse, and what is written by pasting it."""
    page.fill("#role", handed.role or "")
    if handed.shares is not None:
        page.check(f"#shares__{str(handed.shares).lower()}")
    for name, answer in handed.answers.items():
        saved = saved_answer(form.checklist, name, answer)
        click_answer(page, name, answer, saved.get("value"))


def click_answer(page: "Page", name: str, answer: Answer, value: object) -> None:
    if answer.instead is not None:
        page.check(f"#instead__{name}__{answer.instead}")
    elif page.locator(f"#text__{name}").count():
        page.fill(f"#text__{name}", str(value))
    else:
        for choice in answer.values:
            page.check(f"#value__{name}__{choice}")
    for evidence in answer.evidence:
        unfold(page, f"document__{name}")
        page.check(f"#proof__{name}__{evidence.proof}")
        page.fill(f"#title__{name}", evidence.title or "")
        page.fill(f"#date__{name}", f"{evidence.date:%d.%m.%Y}" if evidence.date else "")
    if answer.comment is not None:
        unfold(page, f"more__{name}")
        page.fill(f"#comment__{name}", answer.comment)


def unfold(page: "Page", name: str) -> None:
    if page.locator(f"#{name}:not([open])").count():
        page.click(f"#{name} > summary")


def type_through(page: "Page", form: Form, handed: Handed) -> None:
    """Fill in a page by keyboard alone."""
    answers = {name: saved_answer(form.checklist, name, answer) for name, answer in handed.answers.items()}
    shares = None if handed.shares is None else str(handed.shares).lower()
    Keyboard(page, answers, role=handed.role or "", shares=shares).answer_all()


@pytest.mark.slow
@pytest.mark.needs_tool("chromium")
def test_fifteen_offices_fill_in_the_page_in_chromium_two_of_them_by_keyboard(
    browser: "Browser", survey: Path, tmp_path: Path
) -> None:
    given = forms_of(survey)
    files = []
    for n, (form, handed) in enumerate(given):
        with opened(browser, write(tmp_path / "skjema.html", write_page(form, TONGUES))) as page:
            (type_through if n in {0, 1} else click_through)(page, form, handed)
            with page.expect_download() as downloading:
                page.press("#save", "Enter")
                if page.locator("#save-anyway").is_visible():
                    page.press("#save-anyway", "Enter")
            files.append(tmp_path / downloading.value.suggested_filename)
            downloading.value.save_as(files[-1])
        assert json.loads(files[-1].read_bytes()) == json.loads(filled_page(form, handed))
    assert len(set(files)) == 15
    ran = run("import", survey, *files)
    assert ran.code == 0, ran.err
    assert_received(survey, given)
