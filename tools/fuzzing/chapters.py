"""The county's own chapters: markdown in which nothing is carried out, as a page and as markdown again."""

from collections.abc import Iterable, Iterator
from datetime import date
from html.parser import HTMLParser

from navcheck.core.messages import ENGLISH
from navcheck.core.report import OwnText
from navcheck.core.text import clean
from navcheck.files.decoding import decode
from navcheck.render.report.blocks import Block, Captions, Document, Heading, Item, Listing, Paragraph, Span, is_web
from navcheck.render.report.chapters.prose import DEEPEST, parse_prose
from navcheck.render.report.chapters.prose_notes import notes_on
from navcheck.render.report.html import write_html
from navcheck.render.report.markdown import write_markdown
from tests.hostile_texts import HOSTILE, HOSTILE_LINES
from tools.fuzzing.target import LONGEST, Target, refusing

_ACTIVE = frozenset(
    {"script", "iframe", "object", "embed", "form", "input", "img", "base", "svg", "math", "video", "audio"}
)
_LEADING = frozenset({"href", "src", "action", "srcset", "data", "background"})
_WORDS = (
    "# ", "## ", "- ", "1. ", "> ", "```\n", "| a |\n|---|\n", "[a](", "](http://x.no)", "![", "**", "_", "<br>",
    "<!--", "&#x3c;", "[a]: http://x.no\n", "[a]", "\\\n", "    ", "javascript:", "<https://x.no>", "mailto:", "\n\n",
    "---\n", "===\n", "\u00a0",
)  # fmt: skip


class _Page(HTMLParser):
    """Holds that a page runs nothing, and leads nowhere but to the web or into itself."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in _ACTIVE, f"<{tag}> came out of a text"
        for name, value in attrs:
            assert not name.startswith("on"), f"{name} came out of a text"
            assert name not in _LEADING or is_web(value) or (value or "").startswith("#"), f"{name} leads to {value!r}"


def read(raw: bytes) -> None:
    text = clean(decode(raw, "1-egen.md")[0])
    blocks = parse_prose(text, ENGLISH)
    _hold_levels(blocks)
    for span in _spans(blocks):
        assert span.text, "an empty span"
        assert span.url is None or is_web(span.url), f"a link to {span.url!r}"
    for note in notes_on(OwnText("1-egen.md", text)):
        assert note.line is None or 1 <= note.line <= text.count("\n") + 1, "a note about a line that is not there"
        assert str(note.message)
    captions = Captions("{count} of {of}", "{page} of {pages}", "Skip", "Contents")
    document = Document("Prøve", "", "en", "Statsforvalteren", date(2026, 11, 21), captions, blocks)
    _Page().feed(write_html(document).decode())
    assert parse_prose(write_markdown(document).decode(), ENGLISH), "nothing of it is left"


def _hold_levels(blocks: Iterable[Block]) -> None:
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            assert 1 <= block.level <= min(level + 1, DEEPEST), "a level is skipped"
            assert block.text.strip(), "a heading says nothing"
            level = block.level


def _spans(blocks: Iterable[Block | Item]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Paragraph | Item):
            yield from block.spans
        if isinstance(block, Listing | Item):
            yield from _spans(block.items)


TARGET = Target(
    "chapters",
    refusing(read),
    lambda: (one.encode("utf-8", "replace")[:LONGEST] for one in (*HOSTILE, *HOSTILE_LINES)),
    tuple(word.encode() for word in _WORDS),
)
