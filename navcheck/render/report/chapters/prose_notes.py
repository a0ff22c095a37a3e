"""What looks otherwise in a report than an adviser may expect who wrote it as markdown: by line, before she sees it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navcheck.core.messages import ENGLISH, Message, say
from navcheck.core.text import quote
from navcheck.render.report.blocks import Heading
from navcheck.render.report.chapters.prose import parse_prose, parser

if TYPE_CHECKING:
    from markdown_it.token import Token

    from navcheck.core.report import OwnText

_BREAKS = frozenset({"softbreak", "hardbreak"})
_NO_NUMBER = say("the name does not begin with a number: the text stands last before what navcheck writes")
_NO_HEADING = say("the text does not begin with a heading: it runs on from what stands before it")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing about a text; `line` counts from 1, and is none where it is about the file."""

    line: int | None
    message: Message


def notes_on(text: "OwnText") -> tuple[Note, ...]:
    """Say what an adviser may not expect, in the order of the lines; nothing of it keeps the text from being used."""
    tokens = parser(html=False).parse(text.markdown)
    found = (*_beginning(text, tokens), *_within(tokens), *_tags(text))
    return tuple(sorted(found, key=lambda note: note.line or 0))


def _beginning(text: "OwnText", tokens: "Sequence[Token]") -> Iterator[Note]:
    if not text.name[0].isdecimal():
        yield Note(None, _NO_NUMBER)
    blocks = parse_prose(text.markdown, ENGLISH)
    if blocks and not isinstance(blocks[0], Heading):
        yield Note(next((line + 1 for token in tokens for line in (token.map or ())[:1]), None), _NO_HEADING)


def _within(tokens: "Sequence[Token]") -> Iterator[Note]:
    for line, children, at in _inline(tokens):
        token = children[at]
        if token.type == "image":
            words = _words(token.children or ())
            shown = say("a picture is shown as what it is called: {words}", words=quote(words))
            yield Note(line, shown if words else say("a picture that is not called anything is not shown"))
        elif token.type == "link_open" and not token.attrs.get("href"):
            words = _words(children[at + 1 :])
            yield Note(line, say("a link has no address, and is text like any other: {words}", words=quote(words)))


def _tags(text: "OwnText") -> Iterator[Note]:
    """Find HTML, the first of it on each line."""
    tokens = parser(html=True).parse(text.markdown)
    blocks = [(token.map[0] + 1, token.content) for token in tokens if token.type == "html_block" and token.map]
    inside = [(line, all_[at].content) for line, all_, at in _inline(tokens) if all_[at].type == "html_inline"]
    for line, words in dict(reversed([*blocks, *inside])).items():
        yield Note(line, say("HTML is shown as it stands: {words}", words=quote(words.strip().split("\n")[0])))


def _inline(tokens: "Sequence[Token]") -> "Iterator[tuple[int, Sequence[Token], int]]":
    """Yield what stands in lines of text: its line, with all beside it and its place among these."""
    for token in tokens:
        if token.type == "inline" and token.map and token.children:
            line = token.map[0] + 1
            for at, child in enumerate(token.children):
                yield line, token.children, at
                line += child.type in _BREAKS


def _words(tokens: "Sequence[Token]") -> str:
    """Return the text of some tokens, up to where a link ends."""
    ends = next((at for at, token in enumerate(tokens) if token.type == "link_close"), len(tokens))
    return "".join(" " if token.type in _BREAKS else token.content for token in tokens[:ends]).strip()
