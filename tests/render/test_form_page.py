"""P4, P5, P9: the form as a page stands alone, says nothing of other offices, and no text in it can run."""

import base64
import hashlib
import html
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from navcheck.core.form import Form
from navcheck.core.model.survey import Extension
from navcheck.render.forms.page import first_language, write_page
from tests.builders import make_checklist, make_office
from tests.checklists.shipped import part
from tests.render.page_forms import AMLI, EVJE, RISOR, SMALL, TONGUES, facts_of, make_form, page_of

HOSTILE = (
    '<img src=x onerror="window.hit = 1">',
    "</script><script>window.hit = 1</script>",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>",
    "før\u202eretfe",
    "a\u2028b",
    "' onfocus=alert(1) autofocus='",
)


class Reader(HTMLParser):
    """Gathers elements with their attributes, and the text that a person may read, by its language's class."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "input"}:
            self.open.append(dict(attrs).get("class") or tag)

    def handle_endtag(self, _tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def policy(page: str) -> dict[str, str]:
    (content,) = [found["content"] for tag, found in read(page).elements if tag == "meta" and "http-equiv" in found]
    return dict(part.strip().split(" ", 1) for part in content.split(";"))


def sum_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert write_page(make_form(), TONGUES) == write_page(make_form(), TONGUES)
    assert write_page(make_form(), TONGUES) != write_page(make_form(office=AMLI), TONGUES)


def test_the_policy_allows_the_one_style_and_the_one_script_and_nothing_else() -> None:
    page = page_of(make_form())
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy(page) == {
        "default-src": "'none'",
        "style-src": sum_of(style),
        "script-src": sum_of(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_is_loaded_from_anywhere_and_nothing_runs_but_the_script() -> None:
    elements = read(page_of(make_form(part("kvp")))).elements
    loading = {"src", "srcset", "action", "formaction", "data", "poster", "background", "style", "ping"}
    assert not [found for _, found in elements if loading & set(found)]
    assert not [found for _, found in elements if any(name.startswith("on") for name in found)]
    assert not [found for _, found in elements if not found.get("href", "#").startswith("#")]
    assert not {tag for tag, _ in elements} & {"link", "img", "iframe", "object", "embed", "base", "svg"}


def test_every_id_is_used_once_and_every_reference_leads_somewhere() -> None:
    elements = read(page_of(make_form(part("kvp"), None))).elements
    ids = [found["id"] for _, found in elements if "id" in found]
    assert len(ids) == len(set(ids))
    names = ("for", "aria-describedby", "aria-labelledby")
    named = {one for _, found in elements for name in names for one in found.get(name, "").split()}
    assert named <= set(ids)


@pytest.mark.parametrize("form", [make_form(), make_form(office=None), make_form(part("kvp"))])
def test_every_text_stands_in_both_written_languages(form: Form) -> None:
    texts = read(page_of(form)).texts
    bokmal, nynorsk = ([text for place, text in texts if place == language] for language in ("nb", "nn"))
    assert len(bokmal) == len(nynorsk) > 50
    assert all(text.strip() for text in (*bokmal, *nynorsk))
    words = facts_of(page_of(form))["words"]
    assert isinstance(words, dict)
    assert set(words["nb"]) == set(words["nn"])
    assert all(
        text
        for language in words.values()
        for said in language.values()
        for text in ([said], said)[isinstance(said, list)]
    )


def test_a_text_that_is_there_in_one_language_only_is_marked_with_it() -> None:
    checklist = make_checklist("""
        topics:
          - id: tema
            title: {nb: Tema}
            heading: {nb: Tema}
            questions: [{id: hva, type: text, text: {en: What do you do?}}]
    """)
    assert '<span lang="en">What do you do?</span>' in page_of(make_form(checklist))
    assert '<span lang="nb">Tema</span>' in page_of(make_form(checklist))


def test_every_message_that_the_script_shows_is_there() -> None:
    page = page_of(make_form())
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    named = re.findall(r'(?:said|tell)\("(\w+)"|name: "(\w+)"|return "(not_ours|other_\w+)"', script)
    words = facts_of(page)["words"]
    assert isinstance(words, dict)
    names = {name for groups in named for name in groups if name}
    assert {"personal_number", "saved", "open", "no_reason", "other_office"} <= names <= set(words["nb"])


def test_a_page_for_one_office_names_no_other() -> None:
    page = page_of(make_form())
    assert "Nav Risør" in page
    assert not [other for other in (AMLI, EVJE) if other.name in page or f'"{other.id}"' in page]


def test_a_page_for_all_lets_the_office_be_chosen_and_chooses_none() -> None:
    page = page_of(make_form(office=None))
    options = [found for tag, found in read(page).elements if tag == "option"]
    assert [found["value"] for found in options] == ["", "risor", "amli", "evje-og-hornnes"]
    assert not [found for found in options if "selected" in found]
    assert not [found for tag, found in read(page).elements if tag == "input" and "checked" in found]
    identity = facts_of(page)["identity"]
    assert isinstance(identity, dict)
    assert "office" not in identity


def test_the_page_opens_in_the_language_of_the_office() -> None:
    neutral = make_office("Nav Lillevik", municipalities=[{"no": "1", "language": "noytral"}])
    named = {office.id: first_language(make_form(office=office)) for office in (RISOR, AMLI, EVJE, neutral)}
    assert named == {"risor": "nb", "amli": "nn", "evje-og-hornnes": "nb", "lillevik": "nb"}
    assert first_language(make_form(office=None)) == "nb"
    assert '<html lang="nn" data-language="nn">' in page_of(make_form(office=AMLI))


def test_the_deadline_is_the_one_that_was_agreed_with_the_office() -> None:
    more_time = {"risor": Extension(until=date(2026, 12, 1))}
    agreed, others = page_of(make_form(extensions=more_time)), page_of(make_form(office=AMLI, extensions=more_time))
    assert "01.12.2026" in agreed
    assert "21.11.2026." in others
    assert "01.12.2026" not in others


def test_places_in_texts_are_filled_from_the_survey() -> None:
    assert "Den gjelder 2026." in page_of(make_form())


def page_that_says(text: str) -> str:
    """Put a text wherever a foreign one can stand."""
    foreign = {"text": {"nb": text}, "help": {"nb": text}}
    topics = [
        topic.model_copy(
            update={"title": {"nb": text}, "questions": [one.model_copy(update=foreign) for one in topic.questions]}
        )
        for topic in SMALL.topics
    ]
    office = RISOR.model_copy(update={"name": text})
    return page_of(make_form(SMALL.model_copy(update={"topics": topics}), office, title=text, authority=text))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_foreign_text_becomes_markup(text: str) -> None:
    page = page_that_says(text)
    shape, plain = (
        [(tag, sorted(found)) for tag, found in read(one).elements] for one in (page, page_that_says("harmløs"))
    )
    assert shape == plain
    assert not {"\u202e", "\u2028"} & set(page)
    shown = text.replace("\u202e", r"\u202e").replace("\u2028", r"\u2028")
    assert html.unescape(page).count(shown) > len(SMALL.by_id)


def test_what_ends_a_line_or_an_element_stands_nowhere_in_the_facts() -> None:
    page = page_of(make_form(authority="".join(HOSTILE)))
    (facts,) = re.findall(r'id="facts">(.*?)</script>', page)
    assert facts.isascii()
    assert not set("<>&") & set(facts)
