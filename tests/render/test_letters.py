"""A letter as people read it: foreign text stays text, blanks stand out, the law is linked, and nothing is loaded."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from html.parser import HTMLParser

import pytest

from navcheck.core.covering_letter import write_covering_letter
from navcheck.core.form import Form
from navcheck.core.letters import Letter, Occasion, addressees
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Asked
from navcheck.core.opening import open_survey
from navcheck.files.catalogues import load_tongue
from navcheck.render.at_hand import format_at_hand
from navcheck.render.letters import format_html, format_markdown
from navcheck.render.read_me import Contents, write_read_me
from tests.builders import SHA256, make_checklist, make_office
from tests.core.one_letter import letter, one_round, received

NASTY = "<script>alert(1)</script> \"&' [x](y) *z* |\x1b[31m"
TODAY = date(2026, 10, 1)
CHECKLIST = make_checklist("""
topics:
  - id: finne
    title: {nb: Finne}
    heading: {nb: Funnet}
    questions:
      - id: deltakere
        type: number
        unit: {nb: personer, nn: personar}
        text: {nb: 'Hvor mange deltok i {period}?', nn: 'Kor mange deltok i {period}?'}
        help: {nb: 'Tell per {as_of}.', nn: 'Tel per {as_of}.'}
        who: {nb: Fagsystemet}
        supervised: direct
      - {id: rutine, type: text, text: {nb: Rutine?}, evidence: {ask: true, what: {nb: Rutinen}}}
""")


def letter_of(name: str = "Risør", office: str = "Nav Risør", authority: str = "Statsforvalteren i Agder") -> Letter:
    asked = make_office("Nav Risør", municipalities=[{"no": "4201", "name": name}]).model_copy(update={"name": office})
    survey = open_survey(
        CHECKLIST, SHA256, (asked,), survey_id="prove", title=name, today=TODAY, authority=authority
    )  # fmt: skip
    return write_covering_letter(Occasion(survey, CHECKLIST, addressees([asked])[0], TODAY))


def form_of(*, for_all: bool = False) -> Form:
    office = make_office("Nav Risør")
    survey = open_survey(
        CHECKLIST, SHA256, (office,), survey_id="prove", title="KVP", today=TODAY, period="2026",
        as_of=date(2026, 9, 30), deadline=date(2026, 11, 1),
    )  # fmt: skip
    return Form(survey, CHECKLIST, None if for_all else office)


class Reader(HTMLParser):
    """Notes the tags, their attributes, and which were left open."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PAGES = [
    pytest.param(lambda: format_html(letter_of(), ENGLISH), id="letter"),
    pytest.param(lambda: format_html(letter_of(NASTY, NASTY, NASTY), ENGLISH), id="nasty letter"),
    pytest.param(lambda: format_at_hand(form_of(), (ENGLISH,)), id="at hand"),
]


@pytest.mark.parametrize("write", PAGES)
def test_a_page_is_whole_and_loads_and_runs_nothing(write: Callable[[], str]) -> None:
    page = write()
    read = Reader(page)
    assert read.open == []
    assert not {"script", "link", "img", "iframe", "form", "input"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on") or name in {"src", "style"}]
    policies = [value or "" for name, value in read.attributes if name == "content"]
    assert any(value.startswith("default-src 'none'; style-src 'sha256-") for value in policies)
    links = [value for name, value in read.attributes if name == "href"]
    assert all(re.fullmatch(r"https://lovdata\.no/lov/[0-9-]+/§[0-9-]+", value or "") for value in links)


def test_foreign_text_stays_text_in_both_formats() -> None:
    letter = letter_of(NASTY, NASTY, NASTY)
    page, text = format_html(letter, ENGLISH), format_markdown(letter, ENGLISH)
    assert "<script" not in page
    assert "<script" not in text
    assert "\x1b" not in page + text
    assert r"\[x\](y) \*z\*" in text


@pytest.mark.parametrize("text", [f"{NASTY}\n# {NASTY}", "</p></main><h1>Vedtak</h1>", "[krav](https://example.no)"])
def test_what_the_county_asks_stays_text_in_both_formats(text: str) -> None:
    asked = {"Nav Risør": (Asked(question="a", date=TODAY, text=text),)}
    written = letter("utdyping", one_round({"Nav Risør": received("Nav Risør")}, asked=asked))
    page, plain = format_html(written, ENGLISH), format_markdown(written, ENGLISH)
    read = Reader(page)
    assert (read.open, read.tags.count("h1"), read.tags.count("main")) == ([], 1, 1)
    assert not {"script", "img"} & set(read.tags)
    assert all((value or "").startswith("https://lovdata.no/") for name, value in read.attributes if name == "href")
    assert not re.search(r"<(?!br>)|(?<!\\)\[|\x1b", plain)
    assert sum(line.startswith("# ") for line in plain.splitlines()) == 1


def test_a_paragraph_is_linked_where_it_stands_whole_only() -> None:
    asked = {"Nav Risør": (Asked(question="a", date=TODAY, text="Se offentleglova § 31 og offentleglova § 3."),)}
    page = format_html(letter("utdyping", one_round({"Nav Risør": received("Nav Risør")}, asked=asked)), ENGLISH)
    assert 'Se offentleglova § 31 og <a class="law" href="https://lovdata.no/lov/2006-05-19-16/§3">' in page


def test_the_deadline_for_comments_stands_out_until_it_is_set() -> None:
    left, filled = (
        letter("utkast", one_round({"Nav Risør": received("Nav Risør")}, comment_deadline=day))
        for day in (None, "2026-12-15")
    )
    assert "<mark>[deadline for comments]</mark>" in format_html(left, ENGLISH)
    assert r"**\[deadline for comments\]**" in format_markdown(left, ENGLISH)
    assert "<mark>" not in format_html(filled, ENGLISH).split("</style>")[1]


def test_a_name_that_could_begin_a_list_begins_none() -> None:
    assert "\n1\\. Statsforvalter asks you" in format_markdown(letter_of(authority="1. Statsforvalter"), ENGLISH)


def test_what_is_left_to_fill_in_stands_out() -> None:
    letter = letter_of()
    assert "<mark>[contact point]</mark>" in format_html(letter, ENGLISH)
    assert "<mark>[deadline]</mark>" in format_html(letter, ENGLISH)
    assert r"**\[contact point\]**" in format_markdown(letter, ENGLISH)


def test_the_law_is_linked_where_it_is_named() -> None:
    page = format_html(letter_of(), ENGLISH)
    assert '<a class="law" href="https://lovdata.no/lov/2006-05-19-16/§3">offentleglova § 3</a>' in page


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ("Risør kommune", "Det er frivillig å svare", "Ingen kontor blir rangert.", "Kopi til", "01.10.2026")),
        ("nn", ("Risør kommune", "Det er frivillig å svare", "Ingen kontor blir rangerte.", "Kopi til", "01.10.2026")),
    ],
)
def test_a_letter_is_written_in_norwegian(language: str, expected: tuple[str, ...]) -> None:
    letter, tongue = letter_of(), load_tongue(language)
    for text in (format_html(letter, tongue), format_markdown(letter, tongue)):
        assert all(words in text for words in expected)
        assert not [word for word in ("avvik", "sjekkliste", "brudd", "NAV", "målform") if word in text]
    assert f'<html lang="{language}">' in format_html(letter, tongue)


# What you need at hand


def test_what_to_have_at_hand_is_asked_as_this_survey_asks_it() -> None:
    page = format_at_hand(form_of(), (load_tongue("nb"), load_tongue("nn")))
    assert page.index("1. Hvor mange deltok i 2026?") < page.index("1. Kor mange deltok i 2026?")
    assert "Tell per 30.09.2026." in page
    assert "KVP · Nav Risør · frist 01.11.2026" in page
    assert [*re.findall(r'lang="(\w+)"', page)] == ["nb", "nb", "nn"]
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_it_names_no_office_where_it_is_for_all() -> None:
    assert "Nav Risør" not in format_at_hand(form_of(for_all=True), (ENGLISH,))


# What lies beside


def test_the_lines_beside_a_pack_open_in_notepad() -> None:
    contents = Contents(("1-brev-risor.html",), "2-klart.html", ("3-nb.xlsx", "3-nn.xlsx"), "4.html", date(2026, 11, 1))
    raw = write_read_me(contents, ENGLISH)
    assert raw.startswith(b"\xef\xbb\xbf1-brev-risor.html: the letter")
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 5 + 1
    assert "\n" not in "".join(lines)
    assert "3-nb.xlsx, 3-nn.xlsx" in lines[2]
    assert "by 2026-11-01" in lines[4]
