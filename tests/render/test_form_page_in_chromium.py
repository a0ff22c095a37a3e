"""P4, P5, P9: the form as a page in a real browser: by keyboard, on a narrow screen, with a guard of its own."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from navcheck.core.form import Form
from navcheck.core.interview import asked_questions
from navcheck.core.model import Answer, Checklist, Office, Question
from navcheck.core.words import Kind
from navcheck.render.forms.page import write_page
from tests.browser import NARROW, WIDE, chromium, fits, opened
from tests.checklists.shipped import part
from tests.core import test_privacy as privacy
from tests.keyboard import FOCUSED, Keyboard
from tests.render.page_forms import RISOR, SMALL, TONGUES, facts_of, make_form, page_of
from tests.render.test_form_page import HOSTILE, page_that_says

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("chromium")]

NUMBER = privacy.SERIES["synthetic"][0]
Open = Callable[..., AbstractContextManager["Page"]]
Written = dict[str, Any]

SMALL_ANSWERS: Written = {
    "rutine": {
        "value": "ja",
        "comment": "Oppdatert i år",
        "evidence": [{"title": "Rutine for KVP", "date": "01.03.2026", "proof": "written"}],
    },
    "kanaler": {"value": ["brosjyre", "nett"]},
    "deltakere": {"value": "1 234"},
    "andel": {"instead": "vet-ikke"},
    "endret": {"value": "1.3.2026"},
    "utfordringer": {"instead": "ikke-aktuelt", "comment": "Vi har ingen"},
}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


@pytest.fixture
def page_at(browser: "Browser", tmp_path: Path) -> Open:
    """Write a form's page to a file and open it from there."""

    def open_form(form: Form | None = None, *, width: int = WIDE, dark: bool = False) -> AbstractContextManager["Page"]:
        file = tmp_path / "skjema.html"
        file.write_bytes(write_page(form or make_form(), TONGUES))
        return opened(browser, file, width=width, dark=dark)

    return open_form


def press_save(page: "Page") -> Written:
    """Save, whether or not all is answered, and read the file."""
    with page.expect_download() as downloading:
        page.click("#save")
        if page.locator("#save-anyway").is_visible():
            page.click("#save-anyway")
    return file_of(downloading.value.path())


def file_of(path: Path) -> Written:
    text = path.read_text("utf-8")
    assert text.endswith("}\n")
    written: Written = json.loads(text)
    return written


def draft_of(page: "Page") -> str:
    return str(page.evaluate("JSON.stringify(sessionStorage)"))


# By keyboard alone


def simple_answers(checklist: Checklist) -> Written:
    """Answer everything: the first choices of each, figures, and words."""

    def answer(question: Question) -> Written:
        choices = checklist.choices_of(question)
        by_type: Mapping[Kind, object] = {
            Kind.CHOICE: next(iter(choices), ""),
            Kind.CHOICES: [name for name, choice in choices.items() if not choice.alone][:2],
            Kind.NUMBER: "3",
            Kind.DATE: "2026-03-01",
            Kind.TEXT: "Vi går gjennom listen hver måned – også på Åmli.",
        }
        return {"value": by_type[question.type]}

    return {question.id: answer(question) for question in checklist.questions()}


def as_answers(written: Written) -> Mapping[str, Answer]:
    """Return what rules look at."""
    parts = ("value", "instead")
    return {
        name: Answer.model_validate({part: answer[part] for part in parts if part in answer})
        for name, answer in written.items()
    }


@pytest.mark.parametrize(
    ("checklist", "answers"),
    [(SMALL, SMALL_ANSWERS), (part("kvp"), simple_answers(part("kvp")))],
    ids=["every type", "the core of kvp"],
)
def test_the_form_is_filled_and_saved_by_keyboard_alone(page_at: Open, checklist: Checklist, answers: Written) -> None:
    form = make_form(checklist)
    with page_at(form) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # past the head
        Keyboard(page, answers).answer_all()
        with page.expect_download() as downloading:
            page.keyboard.press("Enter")
        assert downloading.value.suggested_filename == "svar-risor.json"
        file = file_of(downloading.value.path())
    asked = [question.id for question in asked_questions(checklist, as_answers(answers))]
    assert list(file) == [*form.identity, "answers"]
    assert {name: file[name] for name in form.identity} == form.identity
    assert list(file["answers"]) == [name for name in asked if name in answers]
    assert file["answers"] == {name: answers[name] for name in asked if name in answers}


def test_focus_is_always_seen(page_at: Open) -> None:
    with page_at() as page:
        unfold(page)
        page.keyboard.press("Tab")
        stops = 0
        while page.evaluate(FOCUSED)["tag"] != "BODY":
            stops += 1
            assert "solid" in page.evaluate("getComputedStyle(document.activeElement).outline")
            page.keyboard.press("Tab")
    assert stops > len(SMALL.by_id) * 4


# What the page looks like


@pytest.mark.parametrize("office", [RISOR, None], ids=["one", "all"])
def test_nothing_is_wider_than_a_narrow_screen(page_at: Open, office: Office | None) -> None:
    with page_at(make_form(part("kvp"), office), width=NARROW) as page:
        unfold(page)
        page.click("#save")
        assert fits(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def unfold(page: "Page") -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("office", [RISOR, None], ids=["one", "all"])
def test_axe_finds_no_violation(page_at: Open, office: Office | None, *, dark: bool) -> None:
    with page_at(make_form(office=office), dark=dark) as page:
        unfold(page)
        assert violations(page) == []
        page.fill("#role", "tlf. 22 33 44 55")
        page.fill("#text__deltakere", "mange")
        page.fill("#comment__kanaler", f"Gjelder {NUMBER}")
        page.click("#instead__utfordringer__ikke-aktuelt")
        page.click("#save")
        assert page.locator(".error").count() == (3 if office else 4)
        assert violations(page) == []
        page.fill("#text__deltakere", "12")
        page.fill("#comment__kanaler", "")
        page.fill("#comment__utfordringer", "Ingen")
        if not office:
            page.select_option("#office", "amli")
        page.click("#save")
        assert page.locator("#save-anyway").is_visible()
        assert violations(page) == []
        page.click("[data-speak=nn]")
        assert violations(page) == []


def violations(page: "Page") -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def test_what_is_pressed_is_large_enough(page_at: Open) -> None:
    with page_at(width=NARROW) as page:
        unfold(page)
        small = page.evaluate("""
            [...document.querySelectorAll("button, input, select, textarea, summary, label.option")]
            .filter((one) => one.checkVisibility())
            .filter((one) => one.getBoundingClientRect().height < 24 || one.getBoundingClientRect().width < 24)
            .map((one) => one.outerHTML)""")
        assert small == []


def test_the_written_language_is_switched_for_all_of_the_page(page_at: Open) -> None:
    with page_at() as page:
        assert page.evaluate("[document.documentElement.lang, document.title]")[0] == "nb"
        assert "Har dere en rutine?" in page.inner_text("body")
        page.click("#save")
        page.click("[data-speak=nn]")
        shown = page.inner_text("body")
        assert "Har de ein rutine?" in shown
        assert "Har dere en rutine?" not in shown
        assert page.evaluate("document.documentElement.lang") == "nn"
        assert page.locator("[lang=nb]:visible").count() == 1  # the button back
        page.reload()
        assert page.evaluate("document.documentElement.lang") == "nn"


def test_on_paper_every_question_stands_open(page_at: Open) -> None:
    with page_at() as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        hidden = page.evaluate("""[...document.querySelectorAll(".question, .question textarea, .question input")]
            .filter((one) => !one.checkVisibility()).map((one) => one.id)""")
        assert hidden == []
        assert page.locator(".when:visible").count() == 3
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details[open]").count() == 0


# Answers that come and go


def test_nothing_is_answered_beforehand_and_an_answer_can_be_taken_back(page_at: Open) -> None:
    with page_at() as page:
        assert page.locator(":checked:not(option)").count() == 0
        page.click("#value__rutine__ja")
        page.click("[data-clear=value__rutine]")
        assert page.evaluate("document.activeElement.id") == "value__rutine__ja"
        assert press_save(page)["answers"] == {}


def test_an_answer_that_stands_alone_bars_the_others(page_at: Open) -> None:
    with page_at() as page:
        for value in ("value__kanaler__brosjyre", "value__kanaler__samtale", "value__kanaler__ingen"):
            page.click(f"#{value}")
        assert press_save(page)["answers"] == {"kanaler": {"value": ["ingen"]}}
        page.click("#value__kanaler__nett")
        assert press_save(page)["answers"] == {"kanaler": {"value": ["nett"]}}
        page.click("#instead__kanaler__vet-ikke")
        assert press_save(page)["answers"] == {"kanaler": {"instead": "vet-ikke"}}


def test_a_hidden_question_is_not_saved_and_comes_back_with_its_answer(page_at: Open) -> None:
    with page_at() as page:
        page.click("#value__rutine__ja")
        page.fill("#text__endret", "1.3.2026")
        page.click("#value__rutine__nei")
        assert page.locator("#text__endret").is_hidden()
        assert press_save(page)["answers"] == {"rutine": {"value": "nei"}}
        page.click("#value__rutine__delvis")
        assert press_save(page)["answers"] == {"rutine": {"value": "delvis"}, "endret": {"value": "1.3.2026"}}


def test_texts_are_trimmed_composed_and_without_what_cannot_be_seen(page_at: Open) -> None:
    with page_at(make_form(office=None)) as page:
        page.fill("#role", " Nav-leder ")
        page.select_option("#office", "evje-og-hornnes")
        page.click("#shares__false")
        page.fill("#text__utfordringer", "  A\u030apen do\u200br\nog vindu \n")
        file = press_save(page)
        assert list(file) == [
            "navcheck",
            "survey",
            "checklist",
            "version",
            "sha256",
            "office",
            "role",
            "shares",
            "answers",
        ]
        assert (file["office"], file["role"], file["shares"]) == ("evje-og-hornnes", "Nav-leder", False)
        assert file["answers"] == {"utfordringer": {"value": "Åpen dor\nog vindu"}}


def test_a_draft_is_kept_over_a_reload_and_leaving_is_warned_about(page_at: Open) -> None:
    with page_at() as page:
        warned: list[str] = []

        def leave(dialog: "Dialog") -> None:
            warned.append(dialog.type)
            dialog.accept()

        page.on("dialog", leave)
        page.click("#value__rutine__ja")
        page.fill("#text__deltakere", "tjue")
        unfold(page)
        page.fill("#comment__kanaler", "Mest i samtaler")
        page.reload()
        assert warned == ["beforeunload"]
        assert page.is_checked("#value__rutine__ja")
        assert page.input_value("#text__deltakere") == "tjue"
        assert page.input_value("#comment__kanaler") == "Mest i samtaler"
        assert page.locator("#comment__kanaler").is_visible()
        page.click("#value__kanaler__samtale")
        page.fill("#text__deltakere", "20")
        press_save(page)
        page.reload()
        assert warned == ["beforeunload"]


def test_a_saved_file_is_opened_and_saved_again_the_same(page_at: Open, tmp_path: Path) -> None:
    with page_at() as page:
        file = tmp_path / "svar.json"
        saved = {**make_form().identity, "role": "Nav-leder", "shares": True, "answers": SMALL_ANSWERS}
        file.write_text(json.dumps(saved), encoding="utf-8")
        page.click("#open > summary")
        page.set_input_files("#file", file)
        page.locator("#opened.done").wait_for()
        assert press_save(page) == saved


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"office": "amli"}, "other_office"),
        ({"version": "0"}, "other_form"),
        ({"sha256": "1" * 64}, "other_form"),
        ({"navcheck": "response/1"}, "not_ours"),
        ({"answers": None}, ""),
        ({"answers": {"rutine": 7, "kanaler": {"value": {"a": 1}, "evidence": "x"}}}, ""),
    ],
)
def test_a_file_that_does_not_belong_here_changes_nothing(
    page_at: Open, tmp_path: Path, other: Written, why: str
) -> None:
    with page_at() as page:
        file = tmp_path / "svar.json"
        file.write_text(json.dumps({**make_form().identity, "answers": {}, **other}), encoding="utf-8")
        page.click("#open > summary")
        page.set_input_files("#file", file)
        page.locator("#opened.error" if why else "#opened.done").wait_for()
        said = facts_of(page_of(make_form()))["words"]
        assert isinstance(said, dict)
        assert page.inner_text("#opened") == said["nb"][why or "opened"]
        assert press_save(page)["answers"] == {}


# What is wrong, and what is only missing


def test_the_summary_takes_focus_and_leads_to_each_field(page_at: Open) -> None:
    with page_at(make_form(office=None)) as page:
        page.fill("#text__deltakere", "5001")
        page.fill("#text__andel", "mange")
        page.click("#value__rutine__ja")
        page.fill("#text__endret", "31.02.2026")
        page.click("#instead__utfordringer__ikke-aktuelt")
        page.click("#save")
        assert page.evaluate("document.activeElement.id") == "summary"
        links = page.locator("#summary a")
        wrong = ["office", "text__deltakere", "text__andel", "text__endret", "comment__utfordringer"]
        assert [links.nth(n).get_attribute("href") for n in range(links.count())] == [f"#{name}" for name in wrong]
        for place, name in enumerate(wrong):
            links.nth(place).click()
            assert page.evaluate("document.activeElement.id") == name
            assert page.get_attribute(f"#{name}", "aria-invalid") == "true"
            assert f"error__{name}" in (page.get_attribute(f"#{name}", "aria-describedby") or "").split()
            assert page.locator(f"#error__{name}").is_visible()
        page.fill("#text__deltakere", "5 000")
        assert page.locator("#error__text__deltakere").count() == 0
        assert page.get_attribute("#text__deltakere", "aria-invalid") is None


@pytest.mark.parametrize(
    ("fill", "wrong"),
    [
        ({"text__deltakere": "-1"}, ["text__deltakere"]),
        ({"text__deltakere": "1,5"}, ["text__deltakere"]),
        ({"text__andel": "1,5"}, []),
        ({"text__andel": "vet ikke"}, []),
        ({"text__andel": "1.234,5"}, ["text__andel"]),
        ({"text__utfordringer": "a" * 20_001}, ["text__utfordringer"]),
        ({"text__utfordringer": "ikke aktuelt"}, ["comment__utfordringer"]),
        ({"comment__kanaler": "Uten svar"}, ["value__kanaler__brosjyre"]),
        ({"title__rutine": "Rutine"}, ["value__rutine__ja"]),
    ],
)
def test_what_bars_the_file(page_at: Open, fill: Written, wrong: list[str]) -> None:
    with page_at() as page:
        unfold(page)
        for name, text in fill.items():
            page.fill(f"#{name}", text)
        page.click("#save")
        links = page.locator("#summary a")
        assert [links.nth(n).get_attribute("href") for n in range(links.count())] == [f"#{name}" for name in wrong]


def test_unanswered_questions_are_named_and_are_no_fault(page_at: Open) -> None:
    with page_at() as page:
        page.click("#value__rutine__nei")
        page.click("#save")
        assert page.evaluate("document.activeElement.id") == "outcome"
        links = page.locator("#outcome a")
        assert [links.nth(n).get_attribute("href") for n in range(links.count())] == [
            "#value__kanaler__brosjyre",
            "#text__deltakere",
            "#text__andel",
            "#text__utfordringer",
        ]
        assert page.locator("#summary").is_hidden()
        with page.expect_download():
            page.click("#save-anyway")
        assert "svar-risor.json" in page.inner_text("#outcome")
        assert "Statsforvalteren i Agder" in page.inner_text("#outcome")


# The guard


def test_a_personal_number_is_stopped_and_stands_nowhere_but_in_its_field(page_at: Open) -> None:
    with page_at() as page:
        unfold(page)
        for name in ("role", "text__utfordringer", "comment__rutine", "title__rutine"):
            page.fill(f"#{name}", f"Gjelder {NUMBER}")
            assert page.locator(f"#error__{name}").is_visible()
        page.fill("#text__andel", NUMBER)
        page.click("#value__rutine__ja")
        page.click("#save")
        assert page.locator("#summary a").count() == 5
        assert NUMBER not in draft_of(page)
        assert NUMBER not in page.evaluate("document.documentElement.outerHTML")
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        assert page.input_value("#role") == ""
        assert NUMBER not in json.dumps(press_save(page))


def test_what_may_be_about_a_person_is_only_warned_about(page_at: Open) -> None:
    with page_at() as page:
        page.fill("#text__utfordringer", "Ring 22 33 44 55")
        page.locator("#text__utfordringer").blur()
        assert page.locator("#warning__text__utfordringer").is_visible()
        assert press_save(page)["answers"]["utfordringer"] == {"value": "Ring 22 33 44 55"}
        page.fill("#text__utfordringer", "Ingen")
        page.locator("#text__utfordringer").blur()
        assert page.locator("#warning__text__utfordringer").count() == 0


# Foreign texts


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_read(browser: "Browser", tmp_path: Path, text: str) -> None:
    file = tmp_path / "skjema.html"
    file.write_text(page_that_says(text), encoding="utf-8")
    with opened(browser, file) as page:
        shown = text.replace("\u202e", r"\u202e").replace("\u2028", r"\u2028")
        assert shown in page.inner_text("h1")
        page.click("#save")
        assert shown in page.inner_text("#outcome")
        page.click("#save-anyway")
        assert shown in page.inner_text("#outcome")
        assert page.evaluate("window.hit") is None
