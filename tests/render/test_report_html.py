"""P4, P7, P9: the report as a page stands alone, every text in it stays text, and every figure stands in a table."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from navcheck.render.lines import printable
from navcheck.render.report.blocks import (
    Bar,
    Bars,
    Cell,
    Heading,
    Item,
    Line,
    Listing,
    Mark,
    Paragraph,
    Share,
    Span,
    Table,
    Tone,
    Trend,
)
from navcheck.render.report.html import write_html
from tests.one_document import document
from tests.render.report_page import BANNER, Reader, read, skeleton

WORDS = Paragraph((Span("Ord"),))
HOSTILE = (
    '<img src=x onerror="window.hit = 1">',
    "</style></title></textarea><script>window.hit = 1</script>",
    "{{ 7*7 }}{% raw %}{# #}",
    "<!--<script>",
    "&lt;b&gt;&amp;",
    "' onfocus=alert(1) autofocus='\" onfocus=alert(1) x=\"",
    "før\u202eretfe\u200b\ud800\x00\x1b[31m\r\n",
    "javascript:alert(1)",
)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_html(document()) == write_html(document())
    assert write_html(document()) != write_html(document(str.upper))


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    page = write_html(document()).decode()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [found["content"] for found in Reader(page).all("meta") if "http-equiv" in found]
    assert policy == f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_nothing_is_loaded_and_nothing_runs() -> None:
    elements = read(banner=BANNER).elements
    loading = {"src", "srcset", "action", "formaction", "data", "poster", "background", "style", "ping", "xlink:href"}
    assert not [found for _, found in elements if loading & set(found)]
    assert not [found for _, found in elements if any(name.startswith("on") for name in found)]
    assert not {tag for tag, _ in elements} & {"script", "link", "img", "iframe", "object", "embed", "base", "use"}


@settings(max_examples=50)
@given(st.text(min_size=1))
def test_whatever_a_text_says_the_page_is_built_the_same(text: str) -> None:
    assert skeleton(lambda _: text) == skeleton(lambda _: "harmløs")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_read_back_as_text_everywhere(text: str) -> None:
    asked: list[str] = []

    def foreign(words: str) -> str:
        asked.append(words)
        return text

    whole = document(foreign, banner=text)
    reader = Reader(write_html(whole).decode())
    shown = [one.strip() for _, one in reader.texts]
    assert shown.count(printable(text).strip()) > len(asked) > 50
    assert skeleton(foreign) == skeleton(lambda _: "harmløs")


@given(st.text())
@example("\ud800\x00")
def test_what_stands_in_a_paragraph_is_what_was_written_with_nothing_unseen(text: str) -> None:
    said = read(Paragraph((Span(f"«{text}»"),))).inside("p")
    assert f"«{printable(text)}»" in said


def test_every_id_is_used_once_and_every_reference_leads_somewhere() -> None:
    elements = read(banner=BANNER).elements
    ids = [found["id"] for _, found in elements if "id" in found]
    named = {one for _, found in elements for one in found.get("aria-labelledby", "").split()}
    links = {found["href"][1:] for tag, found in elements if tag == "a" and found["href"].startswith("#")}
    assert len(ids) == len(set(ids))
    assert named | links <= set(ids)
    assert {"main", "heading-1"} <= links


def test_the_page_says_its_language_its_author_and_its_chapters() -> None:
    reader = read()
    assert reader.all("html") == [{"lang": "nb"}]
    assert {"name": "author", "content": "Statsforvalteren i Agder"} in reader.all("meta")
    assert reader.inside("title") == reader.inside("h1") == ["Prøve på rapport"]
    assert reader.inside("nav") == ["Innhold", "Hovedfunn", "Svarene"]
    assert reader.elements[[tag for tag, _ in reader.elements].index("body") + 1] == (
        "a",
        {"class": "skip", "href": "#main"},
    )


def test_no_level_of_heading_is_left_out_even_where_the_author_leaves_one_out() -> None:
    levels = (1, 3, 3, 2, 1, 6, 2)
    reader = read(*(Heading(level, f"Nr. {n}") for n, level in enumerate(levels)))
    found = [tag for tag, _ in reader.elements if re.fullmatch(r"h\d", tag)]
    assert found == ["h1", "h2", "h2", "h3", "h3", "h3", "h2", "h3", "h3"]


def test_the_banner_stands_where_there_is_one() -> None:
    assert ("p", {"class": "banner"}) in read(banner=BANNER).elements
    assert BANNER in read(banner=BANNER).inside("header")
    assert ("p", {"class": "banner"}) not in read().elements


def test_every_table_has_a_caption_and_heads_for_columns_and_rows() -> None:
    reader = read()
    assert len(reader.all("caption")) == len(reader.all("table")) == 4
    scopes = [found.get("scope") for found in reader.all("th")]
    assert (scopes.count("col"), scopes.count("row"), scopes.count(None)) == (4 + 3 + 2 + 4, 8, 0)
    assert len(reader.all("td")) == 6 + 4 + 2 + 6


def test_a_wide_table_is_reached_with_the_keyboard_and_says_its_name() -> None:
    regions = [found for found in read().all("div") if found.get("role") == "region"]
    assert [(one["tabindex"], one["aria-labelledby"]) for one in regions] == [("0", "table-1"), ("0", "table-2")]


def test_on_a_narrow_screen_each_cell_carries_the_head_of_its_column() -> None:
    labels = [found["data-label"] for found in read().all("td") if "data-label" in found]
    assert labels[:3] == ["Finne", "Tilby", "Gjennomføre"]


def test_a_compact_table_shows_signs_and_lets_screen_readers_say_the_words() -> None:
    reader = read(
        Table(
            "Svarene",
            ("Kontor", "Rutine", "Vilkår"),
            (
                (
                    Cell(("Nav Risør",)),
                    Cell(marks=(Mark("✗", "mulig lovbrudd", Tone.BREACH),)),
                    Cell(marks=(Mark("", "ikke spurt", Tone.SILENT),)),
                ),
            ),
            compact=True,
        )
    )
    assert [found.get("class") for found in reader.all("td")] == ["breach", "silent"]
    cells = [(around[-1][1], text) for around, text in reader.texts if "td" in [tag for tag, _ in around]]
    assert cells == [
        ({"aria-hidden": "true"}, "✗"),
        ({"class": "unseen"}, "mulig lovbrudd"),
        ({"class": "unseen"}, "ikke spurt"),
    ]


def test_a_mark_in_a_full_table_shows_its_sign_and_its_words() -> None:
    marks = [found["class"] for found in read().all("span") if found.get("class", "").startswith("mark ")]
    assert set(marks) == {"mark risk", "mark silent"}
    text = "".join(read().inside("tbody"))
    assert "! risiko" in text
    assert "□ ikke besvart" in text


def test_a_bar_is_as_long_as_its_share_and_says_it_and_the_table_says_it_again() -> None:
    reader = read(
        Bars(
            "Kontor",
            ("Tema", "Antall"),
            (Bar("Finne", Share(3, 12)), Bar("Tilby", Share(0, 0)), Bar("Gi", Share(12, 12))),
            Tone.RISK,
        )
    )
    assert [found["width"] for found in reader.all("rect") if found["class"] == "part"] == [
        "25.00%",
        "0.00%",
        "100.00%",
    ]
    assert reader.inside("tbody") == ["Finne", "3 av 12", "Tilby", "0 av 0", "Gi", "12 av 12"]
    assert reader.inside("thead") == ["Tema", "Antall"]
    assert [text for text in reader.inside("figure") if " av " in text] == ["3 av 12", "0 av 0", "12 av 12"] * 2


def test_a_line_has_a_gap_where_nothing_was_asked() -> None:
    shares = (Share(6, 12), Share(3, 12), None, Share(0, 12), Share(12, 12))
    reader = read(Trend("Utvikling", "Tema", tuple("abcde"), (Line("Finne", shares),)))
    dots = [(found["cx"], found["cy"]) for found in reader.all("circle")]
    assert dots == [("10.00%", "50.00%"), ("30.00%", "75.00%"), ("70.00%", "100.00%"), ("90.00%", "0.00%")]
    steps = [(found["x1"], found["x2"]) for found in reader.all("line") if found["class"] == "step"]
    assert steps == [("10.00%", "30.00%"), ("70.00%", "90.00%")]
    assert reader.inside("tbody") == ["Finne", "6 av 12", "3 av 12", "0 av 12", "12 av 12"]
    assert len(reader.all("td")) == 5


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://lovdata.no/lov/2009-12-18-131/§29", True),
        ("http://nav.no", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//nav.no", False),
        ("file:///etc/passwd", False),
        ("https://nav.no/\u202eon", False),
        (" https://nav.no", False),
    ],
)
def test_a_link_leads_to_the_web_or_is_plain_text(url: str, *, leads: bool) -> None:
    reader = read(Paragraph((Span("her", url=url),)))
    links = [found for found in reader.all("a") if not found["href"].startswith("#")]
    assert links == ([{"href": url, "rel": "noopener noreferrer"}] if leads else [])
    assert "her" in reader.inside("p")


def test_a_list_keeps_what_lies_beneath_and_how_it_is_counted() -> None:
    words = (Item((Span("indre"),)),)
    dots, numbers = Item((Span("ytre"),), words), Item((Span("ytre"),), words, numbered=True)
    reader = read(Listing((dots, numbers), numbered=True))
    found = [[tag for tag, _ in around if tag in {"ol", "ul", "li"}] for around, _ in reader.texts if len(around) > 4]
    assert [around for around in found if around] == [
        ["ol", "li"],
        ["ol", "li", "ul", "li"],
        ["ol", "li"],
        ["ol", "li", "ol", "li"],
    ]


def test_headings_and_words_lie_on_the_same_sheets_as_the_wide_table_that_they_lead_to() -> None:
    cells = ((Cell(("Nav Risør",)), Cell(("ja",))),)
    tables = [Table("Svarene", ("Kontor", "Svar"), cells, wide=wide) for wide in (True, False)]
    reader = read(
        Heading(1, "Metode"),
        Heading(1, "Svarene"),
        WORDS,
        Heading(2, "Etter tema"),
        tables[0],
        Heading(2, "Annet"),
        tables[1],
    )
    parts = [found["class"] for found in reader.all("div") if found["class"].startswith("part")]
    assert parts == ["part", "part sideways", "part"]
    sideways = [text for around, text in reader.texts if ("div", {"class": "part sideways"}) in around]
    assert sideways[:3] == ["Svarene", "Ord", "Etter tema"]
    assert "Annet" not in sideways


def test_three_hundred_offices_and_sixty_questions_have_a_square_each() -> None:
    mark = Mark("✗", "mulig lovbrudd", Tone.BREACH)
    rows = tuple((Cell((f"Nav kontor {n}",)), *[Cell(marks=(mark,))] * 60) for n in range(300))
    table = Table("Alle", ("Kontor", *map(str, range(60))), rows, wide=True, compact=True)
    page = write_html(replace(document(), blocks=(table,)))
    assert page.count("✗".encode()) == 300 * 60
