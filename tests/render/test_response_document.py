"""One response as a document: what a journal needs, every answer, nothing found, and every text a text."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from navcheck.core.messages import ENGLISH
from navcheck.core.model import Checklist, Office, Response, Survey
from navcheck.core.model.desk import Confirmation
from navcheck.render.lines import printable
from navcheck.render.response_document import Source, file_name, format_markdown, lay_out
from navcheck.render.response_html import format_html
from tests.builders import SHA256, Answers, make_checklist, make_response
from tests.render.examples import BOKMAL, HARMFUL

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
KVP = make_checklist("""
    title: {nb: Kvalifiseringsprogrammet, en: The Qualification Programme}
    scales:
      praksis:
        alle: {label: {nb: I alle saker}, status: met}
        noen: {label: {nb: I noen saker}}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Finne}
        questions:
          - id: vilkar
            type: choice
            scale: praksis
            text: {nb: "Vurderer dere vilkårene i {period}?"}
            gaps: {noen: breach}
            action: {nb: Vurder KVP først.}
            evidence: {ask: true, what: {nb: Tre vedtak}}
          - {id: deltakere, type: number, persons: true, unit: {nb: personer}, text: {nb: Hvor mange deltar?}}
          - {id: hvorfor, type: text, when: {deltakere: {equals: 0}}, text: {nb: Hvorfor ingen?}}
      - id: krav
        title: {nb: Krav}
        heading: {nb: Krav}
        questions:
          - id: krav
            type: choices
            choices: {rusfri: {label: {nb: Rusfri}}, bolig: {label: {nb: Egen bolig}}}
            text: {nb: Hvilke krav?}
          - {id: sist, type: date, text: {nb: Når sist?}}
          - {id: krise, type: text, text: {nb: Hva gjorde dere i krisen?}}
          - {id: plan, type: text, text: {nb: Hva er planen?}}
""")
RISOR = {"id": "risor", "name": "Nav Risør", "municipalities": [{"no": "4201", "name": "Risør"}]}
LISTER = {
    "id": "lister",
    "name": "Nav Lister",
    "municipalities": [{"no": "4206", "name": "Farsund"}, {"no": "4207", "name": "Flekkefjord"}],
}
ANSWERS: Answers = {
    "vilkar": {
        "value": "noen",
        "comment": "Ny rutine i år",
        "evidence": [{"title": "Rutine for KVP", "date": "2026-03-01", "proof": "written"}, {"proof": "said"}],
    },
    "deltakere": "3",
    "krav": ["rusfri", "bolig"],
    "sist": "2026-03-01",
    "krise": {"instead": "ikke-aktuelt", "comment": "Ingen krise"},
}
COUNTY = {"date": "2026-10-21", "role": "Nav-leder", "recorded_by": "county"}


def survey(**fields: object) -> Survey:
    common = {
        "navcheck": "survey/1",
        "id": "agder-2026",
        "title": "KVP i Agder",
        "period": "2026",
        "authority": "Statsforvalteren i Agder",
        "case": {"ours": "2026/1234", "theirs": "26/77"},
        "opened": "2026-10-01",
        "checklist": {"id": "prove", "version": "1", "sha256": SHA256},
        "offices": [RISOR, LISTER],
    }
    return Survey.model_validate(common | fields)


def source(
    *,
    asked: Survey | None = None,
    office: str = "risor",
    received: object = None,
    response: Response | None = None,
    checklist: Checklist = KVP,
) -> Source:
    opened = asked or survey()
    given = response or make_response(
        checklist, office, ANSWERS, received=received or {"date": "2026-10-21", "role": "Nav-leder"}
    )
    found = opened.office(office)
    assert isinstance(found, Office)
    return Source(opened, checklist, found, given)


def markdown(one: Source, *, for_confirmation: bool = False) -> str:
    return format_markdown(lay_out(one, BOKMAL, for_confirmation=for_confirmation))


class Page(HTMLParser):
    """Reads a page back: its elements in order, their attributes, and the text of each element."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += ((tag, name, value or "") for name, value in attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data))

    def within(self, tag: str) -> list[str]:
        return [text for one, text in self.texts if one == tag]


def web(one: Source, *, for_confirmation: bool = False) -> str:
    return format_html(lay_out(one, ENGLISH, for_confirmation=for_confirmation))


def head(text: str) -> dict[str, str]:
    """Return what stands above the first topic, by its captions."""
    return dict(re.findall(r"^- \*\*(.+):\*\* (.+)$", text.partition("\n## ")[0], re.MULTILINE))


def test_the_first_lines_hold_what_a_journal_needs() -> None:
    document = lay_out(source(), ENGLISH)
    assert {line.caption: line.texts for line in document.head} == {
        "Sender": ("Risør municipality, Nav Risør",),
        "Recipient": ("Statsforvalteren i Agder",),
        "Date received": ("2026-10-21",),
        "Case number of the recipient": ("2026/1234",),
        "Case number of the sender": ("26/77",),
        "Survey": ("KVP i Agder · 2026",),
        "Checklist": ("The Qualification Programme · version 1",),
        "Response number": ("1",),
        "Role": ("Nav-leder",),
        "Recorded by": ("the office",),
    }
    assert document.author == "Nav Risør"


def test_what_is_not_known_is_said_to_be_so() -> None:
    bare = source(asked=survey(case=None, authority=None), received={"date": "2026-10-21"})
    told = {line.caption: line.texts[0] for line in lay_out(bare, ENGLISH).head}
    assert (told["Case number of the recipient"], told["Role"]) == ("not stated", "not stated")
    assert told["Recipient"] == "Statsforvalteren"


@pytest.mark.parametrize(
    ("office", "title"),
    [
        ("risor", "Response to the survey of the Qualification Programme – Risør municipality"),
        ("lister", "Response to the survey of the Qualification Programme – Farsund and Flekkefjord municipalities"),
    ],
)
def test_the_title_names_who_owes_the_duty_and_no_finding(office: str, title: str) -> None:
    assert lay_out(source(office=office), ENGLISH).title == title


@pytest.mark.parametrize("title", ["KVP in short", "Nav in short", "NaN", "C:\\con"])
def test_what_is_no_word_keeps_its_capitals_and_an_unknown_municipality_leaves_the_office(title: str) -> None:
    short = make_checklist(f"""
        title: {{en: '{title}'}}
        topics: [{{id: t, title: {{en: T}}, heading: {{en: T}}, questions: [{{id: q, type: text, text: {{en: Q}}}}]}}]
    """)
    asked = survey(offices=[{"id": "risor", "name": "Nav Risør"}])
    one = source(asked=asked, checklist=short, response=make_response(short, "risor", {}))
    assert lay_out(one, ENGLISH).title == f"Response to the survey of {title} – Nav Risør"


def test_the_file_name_tells_whose_response_it_is_and_nothing_of_it() -> None:
    assert file_name(source()) == "svar-agder-2026-risor-1"
    assert file_name(source(), for_confirmation=True) == "til-bekreftelse-agder-2026-risor-1"


def told(one: Source) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return each question's lines by their captions."""
    return {
        asked.title: {line.caption: line.texts for line in asked.lines}
        for _, questions in lay_out(one, ENGLISH).topics
        for asked in questions
    }


def test_every_question_stands_with_what_was_answered() -> None:
    assert told(source()) == {
        "1. Vurderer dere vilkårene i 2026?": {
            "Answer": ("I noen saker",),
            "Comment": ("Ny rutine i år",),
            "Documents": ("Rutine for KVP · 2026-03-01 · in writing", "not in writing"),
            "Status": ("answered",),
        },
        "2. Hvor mange deltar?": {"Answer": ("3 personer",), "Status": ("answered",)},
        "3. Hvorfor ingen?": {"Status": ("not asked",)},
        "4. Hvilke krav?": {"Answer": ("Rusfri", "Egen bolig"), "Status": ("answered",)},
        "5. Når sist?": {"Answer": ("2026-03-01",), "Status": ("answered",)},
        "6. Hva gjorde dere i krisen?": {"Reason": ("Ingen krise",), "Status": ("not applicable",)},
        "7. Hva er planen?": {"Status": ("unanswered",)},
    }


def test_a_yes_with_nothing_to_show_is_stated_not_documented_and_carried_answers_say_so() -> None:
    answers = {"vilkar": {"value": "alle", "carried": "2025"}, "sist": {"instead": "vet-ikke"}}
    lines = told(source(response=make_response(KVP, "risor", answers)))
    assert lines["1. Vurderer dere vilkårene i 2026?"]["Status"] == ("stated, not documented",)
    assert lines["1. Vurderer dere vilkårene i 2026?"]["Carried over from"] == ("2025",)
    assert lines["5. Når sist?"]["Status"] == ("don't know",)


@pytest.mark.parametrize("write", [markdown, web])
def test_nothing_is_said_of_gaps_severity_or_action(write: Callable[[Source], str]) -> None:
    text = write(source())
    assert "I noen saker" in text
    for word in ("lovbrudd", "breach", "risiko", "risk", "Vurder KVP først", "oppfølging", "follow"):
        assert word not in text


def test_small_numbers_of_persons_stand_whole_in_the_response_itself() -> None:
    assert "3 personer" in markdown(source())
    assert "1–4" not in markdown(source())


def test_an_answer_that_a_rule_hid_is_not_printed() -> None:
    hidden = make_response(KVP, "risor", {"deltakere": "3", "hvorfor": "Hemmelig"})
    assert "Hemmelig" not in markdown(source(response=hidden))


def test_what_the_county_wrote_down_says_so_and_whether_it_is_confirmed() -> None:
    one = source(received=COUNTY)
    lines = {line.caption: line.texts[0] for line in lay_out(one, ENGLISH).head}
    assert lines["Recorded by"] == "Statsforvalteren i Agder, on behalf of the office"
    assert lines["Confirmed by the office"] == "not confirmed"
    confirmation = Confirmation.model_validate(
        {"office": "risor", "number": "1", "date": "2026-10-25", "role": "Nav-leder"}
    )
    lines = {line.caption: line.texts[0] for line in lay_out(replace(one, confirmation=confirmation), ENGLISH).head}
    assert lines["Confirmed by the office"] == "2026-10-25, Nav-leder"


def test_for_confirmation_asks_to_confirm_or_correct_and_leaves_a_place_for_role_and_date() -> None:
    document = lay_out(source(received=COUNTY), ENGLISH, for_confirmation=True)
    assert document.title.startswith("For confirmation: response to the survey of")
    assert document.request[0] == (
        "The answers below were given orally, and Statsforvalteren i Agder wrote them down on 2026-10-21."
    )
    assert document.request[1].startswith("Confirm that they are right, or correct what is wrong, by ____")
    assert document.closing is not None
    assert [line.split(":")[0] for line in document.closing[1][-2:]] == ["Role", "Date"]
    plain = lay_out(source(received=COUNTY), ENGLISH)
    assert (plain.request, plain.closing) == ((), None)


# Markdown and HTML, read back.


def hostile(words: str) -> Source:
    """Put one text wherever somebody else's words can stand."""
    checklist = make_checklist("""
        topics:
          - id: t
            title: {nb: T}
            heading: {nb: T}
            questions:
              - {id: q, type: text, text: {nb: Hva?}}
              - {id: flere, type: choices, choices: {a: {label: {nb: A}}, b: {label: {nb: B}}}, text: {nb: Hva?}}
    """)
    topic = checklist.topics[0]
    asked, several = topic.questions
    label = {"nb": words}
    choices = {name: one.model_copy(update={"label": label}) for name, one in (several.choices or {}).items()}
    questions = (
        asked.model_copy(update={"text": label}),
        several.model_copy(update={"choices": choices}),
    )
    checklist = checklist.model_copy(
        update={"title": label, "topics": (topic.model_copy(update={"title": label, "questions": questions}),)}
    )
    evidence = [{"title": words, "proof": "shown"}, {"title": words, "proof": "said"}]
    answers: Answers = {
        "q": {"value": words, "comment": words, "evidence": evidence, "carried": words},
        "flere": {"value": ["a", "b"]},
    }
    response = make_response(
        checklist,
        "risor",
        answers,
        received=COUNTY | {"role": words},
        asked=[{"question": "q", "date": "2026-10-25", "text": words}],
    )
    offices = [{"id": "risor", "name": words, "municipalities": [{"no": "1", "name": words}]}]
    opened = survey(title=words, period=words, authority=words, case={"ours": words, "theirs": words}, offices=offices)
    return source(asked=opened, response=response, checklist=checklist)


TEXTS = [words for words in HARMFUL if words.strip()]


@pytest.mark.parametrize("words", TEXTS)
def test_hostile_text_stays_text_in_markdown(words: str) -> None:
    def built(text: str) -> list[str]:
        tokens = [inner for token in PARSER.parse(text) for inner in (token, *(token.children or ()))]
        for token in tokens:
            assert token.type not in {"html_inline", "html_block"} or token.content == "<br>"
        kinds = (f"{token.type} {token.tag}".rstrip() for token in tokens)
        return [kind for kind in kinds if kind not in {"text", "text_special", "html_inline"}]

    text = markdown(hostile(words), for_confirmation=True)
    assert built(text) == built(markdown(hostile("harmløs tekst"), for_confirmation=True))
    assert all(char == "\n" or char.isprintable() or char == "\N{NO-BREAK SPACE}" for char in text)
    text.encode("utf-8")


@pytest.mark.parametrize("words", TEXTS)
def test_hostile_text_stays_text_in_html(words: str) -> None:
    text = web(hostile(words), for_confirmation=True)
    page, harmless = Page(text), Page(web(hostile("harmløs tekst"), for_confirmation=True))
    assert page.tags == harmless.tags
    assert [(tag, name) for tag, name, _ in page.attributes] == [(tag, name) for tag, name, _ in harmless.attributes]
    shown = printable(words.strip())
    assert sum(shown in one for _, one in page.texts) >= 12
    assert ("meta", "content", shown) in page.attributes
    text.encode("utf-8")


def test_the_page_has_no_script_and_nothing_from_outside() -> None:
    text = web(source(received=COUNTY), for_confirmation=True)
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "form", "a", "base"} & set(page.tags)
    assert not {name for _, name, _ in page.attributes if name in {"src", "href", "style"} or name.startswith("on")}
    assert not re.search(r"https?:|url\(|@import", text)


def test_the_policy_lets_the_page_use_its_own_style_and_nothing_else() -> None:
    page = Page(web(source()))
    (policy,) = (value for _, name, value in page.attributes if name == "content" and "default-src" in value)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "prefers-color-scheme: dark" in page.within("style")[0]
    assert "@media print" in page.within("style")[0]


def test_the_page_says_its_language_and_who_the_author_is() -> None:
    bokmal, page = (Page(format_html(lay_out(source(), tongue))) for tongue in (BOKMAL, ENGLISH))
    assert ("html", "lang", "nb") in bokmal.attributes
    assert ("html", "lang", "en") in page.attributes
    assert page.attributes.count(("meta", "content", "Nav Risør")) == 1


def test_headings_are_one_title_the_topics_and_the_questions() -> None:
    page = Page(web(source()))
    assert page.within("h1") == page.within("title")
    assert page.within("h2") == ["Finne", "Krav"]
    assert len(page.within("h3")) == 7
    assert page.tags.index("h1") < page.tags.index("h2") < page.tags.index("h3")


def test_both_formats_say_the_same() -> None:
    document = lay_out(source(), ENGLISH)
    page, text = Page(format_html(document)), format_markdown(document)
    captions = re.findall(r"^- \*\*(.+?):\*\*", text, re.MULTILINE)
    assert captions == page.within("dt")
    assert [html.unescape(one) for one in re.findall(r"^### (.+)$", text, re.MULTILINE)] == page.within("h3")


def test_the_same_response_gives_the_same_bytes() -> None:
    assert web(source()) == web(source())
    assert markdown(source()) == markdown(source())
