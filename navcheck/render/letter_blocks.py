"""A letter as the blocks of a document: who writes stands above the title, and what is left to fill in is marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from navcheck.core.letters import Letter, Section, Shown
from navcheck.core.messages import Message, Tongue, say
from navcheck.render.report.blocks import (
    Block,
    Captions,
    Document,
    Facts,
    Heading,
    Item,
    Listing,
    Paragraph,
    Span,
    Text,
)


def captions_of(tongue: Tongue) -> Captions:
    """Return the captions of a document that needs no list of what is in it."""
    share = tongue(say("{count} of {of}", count="{count}", of="{of}"))
    return Captions(share, tongue(say("Page {page} of {pages}", page="{page}", pages="{pages}")), "", "")


def lay_out_letter(letter: Letter, tongue: Tongue) -> Document:
    """Put a letter into a language, block by block."""
    words = _Words(letter, tongue)
    about = ((say("To"), letter.receiver), (say("Date"), letter.day), *letter.references)
    return Document(
        words.plain(letter.title),
        "",
        tongue.language,
        letter.sender,
        letter.day,
        captions_of(tongue),
        tuple(words.blocks()),
        letterhead=(Paragraph((Span(letter.sender, bold=True),)), words.facts(about)),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    letter: Letter
    tongue: Tongue

    def blocks(self) -> Iterator[Block]:
        """Write the letter beneath its title."""
        letter = self.letter
        if letter.facts:
            yield self.facts(letter.facts)
        for section in letter.sections:
            yield from self._section(section)
        yield Paragraph((*self.text(say("Kind regards,")), Span("\n"), Span(letter.sender)))
        for caption, items in ((say("Attachments"), letter.attachments), (say("Copy to"), letter.copies)):
            if items:
                yield Facts(((self.plain(caption), tuple(map(self.text, items))),))

    def facts(self, pairs: Sequence[tuple[Message, Shown]]) -> Facts:
        """Write captions with what stands behind them."""
        return Facts(tuple((self.plain(caption), (self.text(shown),)) for caption, shown in pairs))

    def _section(self, section: Section) -> Iterator[Block]:
        if section.heading is not None:
            yield Heading(2, self.plain(section.heading))
        if section.steps:
            yield Listing(tuple(Item(self.text(step)) for step in section.steps), numbered=True)
        yield from (Paragraph(self.text(one)) for one in section.paragraphs)

    def plain(self, shown: Shown) -> str:
        """Say it."""
        if isinstance(shown, Message):
            return self.tongue(shown)
        return self.tongue.day(shown) if isinstance(shown, date) else shown

    def text(self, shown: Shown) -> Text:
        """Say it, with our own words made rich where they stand whole: § 3 is not the beginning of § 31."""
        rich = self._rich()
        if not rich:
            return (Span(self.plain(shown)),)
        pieces = re.split(rf"({'|'.join(map(re.escape, rich))})(?![\w-])", self.plain(shown))
        return tuple(replace(rich.get(piece, Span("")), text=piece) for piece in pieces if piece)

    def _rich(self) -> Mapping[str, Span]:
        blanks = {self.tongue(blank): Span("", marked=True) for blank in self.letter.blanks}
        return blanks | {law.title: Span("", url=law.url) for law in self.letter.law}
