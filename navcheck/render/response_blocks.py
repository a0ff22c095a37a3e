"""One response as the blocks of a document: a chapter for each topic, and each question with what was answered."""

from collections.abc import Iterator, Sequence
from datetime import date

from navcheck.core.messages import Tongue
from navcheck.render import response_document
from navcheck.render.letter_blocks import captions_of
from navcheck.render.report.blocks import Block, Document, Facts, Heading, Paragraph, Span


def lay_out_response(document: response_document.Document, tongue: Tongue, day: date) -> Document:
    """Put a response's document into blocks; `day` is told as the day of making."""
    return Document(
        document.title, "", document.language, document.author, day, captions_of(tongue), tuple(_blocks(document))
    )


def _blocks(document: response_document.Document) -> Iterator[Block]:
    yield _facts(document.head)
    yield from (Paragraph((Span(text),), notice=True) for text in document.request)
    for heading, questions in document.topics:
        yield Heading(1, heading)
        for one in questions:
            yield Heading(3, one.title)
            yield _facts(one.lines)
    if document.closing is not None:
        heading, lines = document.closing
        yield Heading(1, heading)
        yield from (Paragraph((Span(line),)) for line in lines)


def _facts(lines: Sequence[response_document.Line]) -> Facts:
    return Facts(tuple((line.caption, tuple((Span(text),) for text in line.texts)) for line in lines))
