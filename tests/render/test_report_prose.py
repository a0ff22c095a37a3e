import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.messages import ENGLISH
from navcheck.render.report.blocks import Block, Heading, Item, Listing, Paragraph, Span, Table
from navcheck.render.report.chapters.prose import parse_prose
from tests.render.examples import HARMFUL


def parse(text: str) -> tuple[Block, ...]:
    return parse_prose(text, ENGLISH)


def spans(text: str) -> tuple[Span, ...]:
    (block,) = parse(text)
    assert isinstance(block, Paragraph)
    return block.spans


def headings(text: str) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in parse(text) if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n## B\n# C", [1, 2, 1]),
        ("### A\n#### B\n### C", [1, 2, 1]),
        ("## A\n###### B\n###### C\n# D", [1, 2, 3, 1]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F", [1, 2, 3, 4, 5, 5]),
        ("A\n===\n\nB\n---", [1, 2]),
    ],
)
def test_a_text_begins_at_chapter_level_and_skips_none(text: str, levels: list[int]) -> None:
    assert [level for level, _ in headings(text)] == levels


def test_a_text_without_a_heading_gets_none() -> None:
    assert parse("Bare en setning.") == (Paragraph((Span("Bare en setning."),)),)


def test_emphasis_is_kept_and_code_is_plain() -> None:
    assert spans("en *to* **tre `fire`** ***fem***") == (
        Span("en "),
        Span("to", italic=True),
        Span(" "),
        Span("tre fire", bold=True),
        Span(" "),
        Span("fem", bold=True, italic=True),
    )


def test_a_link_to_the_web_is_a_link_and_any_other_is_written_out() -> None:
    assert spans("[loven](https://lovdata.no/lov)") == (Span("loven", url="https://lovdata.no/lov"),)
    assert spans("<https://lovdata.no>") == (Span("https://lovdata.no", url="https://lovdata.no"),)
    assert spans("[svar](svar.docx)") == (Span("svar (svar.docx)"),)
    assert spans("[brev](mailto:post@eksempel.no) <post@eksempel.no>") == (
        Span("brev (mailto:post@eksempel.no) post@eksempel.no"),
    )
    assert spans("[vår rutine]()") == (Span("vår rutine"),)
    assert spans("[](https://lovdata.no)") == (Span("https://lovdata.no", url="https://lovdata.no"),)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
def test_what_would_run_is_never_a_link(address: str) -> None:
    assert all(span.url is None for span in spans(f"[trykk]({address}) <{address}>"))
    assert address.split("/", maxsplit=1)[0] in "".join(span.text for span in spans(f"[trykk]({address})"))


def test_an_image_is_its_words() -> None:
    assert spans("Se ![kart over **Agder**](kart.png).") == (
        Span("Se kart over "),
        Span("Agder", bold=True),
        Span("."),
    )


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a <b onclick=x>b</b>", "<!-- skjult -->", "{{ 7*7 }} {0}"]
)
def test_html_and_templates_are_the_text_they_are(text: str) -> None:
    assert spans(text) == (Span(text),)


def test_lists_keep_what_lies_beneath_and_every_paragraph() -> None:
    assert parse("1. en\n\n   mer\n   - under\n     - dypere\n2. to") == (
        Listing(
            (
                Item((Span("en\nmer"),), (Item((Span("under"),), (Item((Span("dypere"),)),)),)),
                Item((Span("to"),)),
            ),
            numbered=True,
        ),
    )


def test_what_lies_beneath_is_numbered_where_it_was_written_so() -> None:
    (dots,) = parse("- a\n  1. b\n  2. c\n- d\n  - e")
    (mixed,) = parse("1. a\n   - b\n   1. c")
    assert isinstance(dots, Listing)
    assert isinstance(mixed, Listing)
    assert [item.numbered for item in (*dots.items, *mixed.items)] == [True, False, False]
    assert [len(item.items) for item in (*dots.items, *mixed.items)] == [2, 1, 2]


def test_a_quote_is_set_off_and_lines_break_where_they_are_broken() -> None:
    assert parse("> en\n> to  \n> tre") == (Paragraph((Span("en to\ntre"),), quoted=True),)


def test_code_is_plain_text() -> None:
    assert parse("```sh\nrm -rf /\n ls\n```") == (Paragraph((Span("rm -rf /\n ls"),)),)


def test_a_table_is_named_by_the_heading_above_it() -> None:
    _, table = parse("# Tall\n\n| Kontor | |\n|---|---|\n| **Risør** | [1](https://x.no) |\n| Åmli | |")
    assert isinstance(table, Table)
    assert (table.caption, table.heads) == ("Tall", ("Kontor", "–"))
    assert [[cell.lines for cell in row] for row in table.rows] == [
        [("Risør",), ("1 (https://x.no)",)],
        [("Åmli",), ()],
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "---", "![](x.png)", "#", "[a]: https://x.no"])
def test_what_shows_nothing_leaves_nothing(text: str) -> None:
    assert parse(text) == ()


@given(st.text() | st.lists(st.sampled_from([*HARMFUL, "\n\n", "> ", "- ", "1. ", "    "])).map("".join))
def test_any_text_can_be_read_and_no_block_of_it_is_empty(text: str) -> None:
    above = 0
    for block in parse(text):
        if isinstance(block, Heading):
            assert block.text.strip()
            assert 1 <= block.level <= above + 1
            above = block.level
        elif isinstance(block, Paragraph):
            assert "".join(span.text for span in block.spans).strip()
            assert all(
                span.url is None or span.url.casefold().startswith(("http://", "https://")) for span in block.spans
            )
        elif isinstance(block, Listing):
            assert block.items
