"""Small pieces that the sections of a document are made of: plain texts, lists, tables in parts, signs and tones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from navcheck.core.messages import Message, Tongue
from navcheck.core.words import Severity, SignalKind, Status
from navcheck.render.marks import UNICODE
from navcheck.render.report.blocks import (
    Block,
    Cell,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Span,
    Text,
    Tone,
    is_web,
)

if TYPE_CHECKING:
    from navcheck.core.model import Topic
    from navcheck.core.model.checklist import Source
    from navcheck.render.marks import Mark as Marked
    from navcheck.render.outline import Node
    from navcheck.render.told import Told

_TONES: Mapping[Severity | Status, Tone] = {
    Severity.BREACH: Tone.BREACH,
    Severity.RISK: Tone.RISK,
    Severity.IMPROVEMENT: Tone.IMPROVEMENT,
    Status.MET: Tone.MET,
    Status.ANSWERED: Tone.PLAIN,
    Status.CLAIMED: Tone.PLAIN,
}
T = TypeVar("T")
# What a table of questions holds: as many columns of signs as a page has room for.
MOST_QUESTIONS = 14


def plain(words: str) -> Text:
    """Return words as they are."""
    return (Span(words),)


def linked(words: str, url: str | None) -> Text:
    """Return words that lead to an address on the web; to no other."""
    return (Span(words, url=url if is_web(url) else None),)


def source_link(source: "Source") -> Text:
    """Name a source of law or the like, with its address."""
    return linked(source.title, source.url)


def heading(level: int, message: Message, tongue: Tongue) -> Heading:
    """Say a heading."""
    return Heading(level, tongue(message))


def paragraph(message: Message, tongue: Tongue) -> Paragraph:
    """Say a paragraph."""
    return Paragraph(plain(tongue(message)))


def listing(items: Iterable[str]) -> Iterator[Listing]:
    """List texts; nothing where there are none."""
    found = tuple(Item(plain(one)) for one in items if one)
    if found:
        yield Listing(found)


def told_blocks(told: "Iterable[Told]") -> Iterator[Block]:
    """Write each sentence, and what it lists."""
    for one in told:
        yield Paragraph(plain(one.text))
        yield from listing(one.items)


def node_listing(nodes: "Iterable[Node]") -> Iterator[Listing]:
    """List lines and what stands under each."""
    items = tuple(map(_item, nodes))
    if items:
        yield Listing(items)


def _item(node: "Node") -> Item:
    return Item(plain(node.text), tuple(map(_item, node.under)))


def cell(*lines: str) -> Cell:
    """Return a square of a table with what is not empty of some lines."""
    return Cell(tuple(line for line in lines if line))


def mark_of(mark: "Marked", words: str) -> Mark:
    """Return a mark with its sign and its tone."""
    tone = Tone.SIGNAL if isinstance(mark, SignalKind) else _TONES.get(mark, Tone.SILENT)
    return Mark(UNICODE.of(mark), words, tone)


def parts(things: Sequence[T], most: int) -> list[Sequence[T]]:
    """Deal things out to as few parts as it takes to have at most so many in each, about as many to each."""
    count = -(-len(things) // most)
    bounds = [len(things) * n // count for n in range(count + 1)] if count else []
    return [things[start:end] for start, end in pairwise(bounds)]


def packed(topics: "Sequence[Topic]", most: int) -> "Iterator[tuple[Topic, ...]]":
    """Put topics together, in their order, as long as they have at most so many questions between them."""
    group: tuple[Topic, ...] = ()
    for topic in topics:
        if group and sum(len(one.questions) for one in (*group, topic)) > most:
            yield group
            group = ()
        group = (*group, topic)
    if group:
        yield group


def titles_of(topics: "Sequence[Topic]", tongue: Tongue) -> str:
    """Name topics in one line."""
    return " · ".join(tongue.pick(topic.title) for topic in topics)
