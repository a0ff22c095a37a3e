import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from navcheck.render.lines import printable
from navcheck.render.report.blocks import Document, Item, Listing, Paragraph, Span
from navcheck.render.report.markdown import write_markdown
from tests.one_document import document
from tests.render.examples import HARMFUL

# GitHub's markdown, as near as an offline parser comes.
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What markdown means something by, and spaces.
SIGNS = "!*_[]()<>&#|\\`~:-+=.1 \n\t\"'$^{}@wx/h\u2028\u00a0"
# The tags that the writer uses itself.
TAGS = frozenset({"<br>", "<strong>", "</strong>", "<em>", "</em>"})


def tokens(text: str) -> list[Token]:
    return [inner for token in PARSER.parse(text) for inner in (token, *(token.children or ()))]


def skeleton(text: str) -> list[str]:
    """Name what a page is built of, apart from its texts and their line breaks."""
    found = [token for token in tokens(text) if token.type not in {"text", "text_special"}]
    found = [token for token in found if (token.type, token.content) != ("html_inline", "<br>")]
    assert {token.content for token in found if token.type.startswith("html")} <= TAGS
    return [f"{token.type} {token.tag} {token.content if token.type == 'html_inline' else ''}" for token in found]


def texts(text: str) -> list[str]:
    """Return what a reader sees, piece by piece."""
    return ["".join(map(_seen, token.children or ())) for token in PARSER.parse(text) if token.type == "inline"]


def _seen(token: Token) -> str:
    if token.type == "html_inline":
        return "\n" if token.content == "<br>" else ""
    return token.content


def written(one: Document) -> str:
    return write_markdown(one).decode()


HARMLESS = skeleton(written(document(lambda _: "ord")))


@pytest.mark.parametrize("words", HARMFUL)
def test_a_hostile_text_is_read_back_as_text_wherever_it_stands(words: str) -> None:
    text = written(document(lambda _: words, banner=words))
    assert skeleton(text) == skeleton(written(document(lambda _: "ord", banner="ord")))
    assert sum(printable(words.strip()) in one for one in texts(text)) > 30


@example("!")
@given(
    (st.text(min_size=1, max_size=8) | st.text(SIGNS, min_size=1, max_size=8)).filter(
        lambda text: bool(printable(text.strip()))
    )
)
def test_any_text_leaves_the_same_skeleton(words: str) -> None:
    text = written(document(lambda _: words))
    assert skeleton(text) == HARMLESS


@given(st.lists(st.sampled_from(["1", ".", " ", "https:", "//x.no", "www", ".x", "*", "_", "-", "\n", "a", "#", "|"])))
def test_neighbours_are_not_put_together_to_something_else(pieces: list[str]) -> None:
    blocks = (Paragraph((Span("x"), *(Span(one) for one in pieces))), Paragraph(tuple(map(Span, [*pieces, "x"]))))
    whole = document()
    text = written(Document(whole.title, "", "nb", "", whole.day, whole.captions, blocks))
    assert [one for one in skeleton(text) if "html" not in one] == [
        "heading_open h1 ", "inline  ", "heading_close h1 ",
        *["paragraph_open p ", "inline  ", "paragraph_close p "] * 2,
    ]  # fmt: skip


def test_the_banner_stands_first_and_bold_and_nothing_where_there_is_none() -> None:
    text = written(document(banner="Utkast til 15.12.2026"))
    assert text.startswith("**Utkast til 15.12.2026**\n\n# Prøve på rapport\n\n2026 · Statsforvalteren i Agder\n\n")
    assert written(document()).startswith("# Prøve på rapport\n\n")


def test_each_kind_of_block_is_markdown_of_its_kind() -> None:
    text = written(document())
    assert "\n\n## Hovedfunn\n\n" in text
    assert "<strong>fett</strong>, noe er <em>kursivt</em>" in text
    assert "[lenke](<https://lovdata.no/lov/2009-12-18-131/%C2%A729>)" in text
    assert "\n> Vi har gått gjennom listene.<br>Det gjør vi hver måned.\n" in text
    assert "\n- først\n  - under først\n- så\n\n1. en\n2. to\n\n- **Lov:** sosialtjenesteloven § 29\n" in text
    assert "- **Dokumenter:**\n  - Rutine\n  - Liste\n" in text
    assert "| Nav Åmli | ↑ forbedringspunkt | ◊ signal |" in text


def test_bars_and_trends_are_tables() -> None:
    text = written(document())
    assert "**Kontor med punkter til oppfølging**\n\n| Tema | Kontor |\n|---|---|\n| Finne | 4 av 15 |\n" in text
    assert "| Finne | 6 av 14 | 5 av 15 | 4 av 15 |\n| Tilby |  | 3 av 15 | 3 av 15 |\n" in text


def test_lists_that_follow_each_other_stay_apart() -> None:
    whole, one = document(), Listing((Item((Span("a"),)),))
    blocks = (one, one, Listing(one.items, numbered=True), Listing(one.items, numbered=True))
    text = written(Document("t", "", "nb", "", whole.day, whole.captions, blocks))
    opened = [token.type for token in PARSER.parse(text) if token.type.endswith("list_open")]
    assert opened == ["bullet_list_open"] * 2 + ["ordered_list_open"] * 2


def test_what_lies_beneath_an_item_is_counted_in_its_own_way() -> None:
    whole, under = document(), (Item((Span("b"),)), Item((Span("c"),)))
    items = (Item((Span("a"),), under), Item((Span("d"),), under, numbered=True))
    text = written(Document("t", "", "nb", "", whole.day, whole.captions, (Listing(items, numbered=True),)))
    assert text.endswith("1. a\n   - b\n   - c\n2. d\n   1. b\n   2. c\n")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://x.no/> <b>",
        "https://x.no/\n\n# x",
        "https://x.no/a b",
        "//x.no",
        "data:text/html,x",
    ],
)
def test_an_address_that_is_none_is_left_out(url: str) -> None:
    whole = document()
    text = written(Document("t", "", "nb", "", whole.day, whole.captions, (Paragraph((Span("ord", url=url),)),)))
    assert "link_open a " not in skeleton(text)
    assert text.endswith("\n\nord\n")


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://x.no/a?b=1&copy;=2", "https://x.no/a?b=1&copy;=2"),
        ("https://x.no/a>b)c", "https://x.no/a%3Eb)c"),
        ("https://x.no/\\<é", "https://x.no/%5C%3C%C3%A9"),
    ],
)
def test_an_address_leads_where_it_says(url: str, seen: str) -> None:
    whole = document()
    text = written(Document("t", "", "nb", "", whole.day, whole.captions, (Paragraph((Span("ord", url=url),)),)))
    (link,) = (token for token in tokens(text) if token.type == "link_open")
    assert link.attrs["href"] == seen


def test_no_line_of_a_table_is_broken_by_a_text() -> None:
    text = written(document(lambda words: f"{words}\n| x |\r\n"))
    lines = [line for line in text.split("\n") if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
    assert widths == {3, 4, 5}
