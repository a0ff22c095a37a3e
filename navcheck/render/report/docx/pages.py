"""The pages of a Word document: upright for text, on their side for wide tables, with what stands at head and foot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from navcheck.render.report.blocks import Bars, Block, Heading, Table, Trend
from navcheck.render.report.docx.xml import NONE, Xml, tag

# Twips: 8 cm of text at the least, whatever margins a county's document has.
_NARROWEST = 4500
# How many blocks a passage has at the most that only leads on to the next.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """A page and its margins, in twips."""

    width: int = 11906
    height: int = 16838
    top: int = 1304
    right: int = 1247
    bottom: int = 1191
    left: int = 1247
    header: int = 624
    footer: int = 567

    @property
    def room(self) -> int:
        """How wide what stands on it may be."""
        return self.width - self.left - self.right

    @property
    def is_usable(self) -> bool:
        """Whether text fits on it."""
        return self.room >= _NARROWEST and self.height - self.top - self.bottom >= _NARROWEST

    def turned(self, *, on_its_side: bool) -> "Paper":
        """Return the page on its side, or upright."""
        short, long = sorted((self.width, self.height))
        return replace(self, width=long, height=short) if on_its_side else replace(self, width=short, height=long)


A4 = Paper()


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that stand on the same kind of page."""

    blocks: tuple[Block, ...]
    is_wide: bool


def passages(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """Share blocks out on pages: what stands beneath a heading stands together, on its side if any table needs it.

    What only leads on to what follows, as the title with its first lines does, stands where that stands.
    """
    shares = list(_under_headings(blocks))
    wide = [any(isinstance(block, Table) and block.wide for block in share) for share in shares]
    for number in reversed(range(len(shares) - 1)):
        if _leads_on(shares[number], shares[number + 1]):
            wide[number] = wide[number + 1]
    grouped = groupby(zip(shares, wide, strict=True), lambda one: one[1])
    found = [Passage(tuple(block for share, _ in group for block in share), is_wide) for is_wide, group in grouped]
    return tuple(found) or (Passage((), is_wide=False),)


def _leads_on(share: Sequence[Block], following: Sequence[Block]) -> bool:
    is_short = len(share) <= _SHORT and not any(isinstance(block, Table | Bars | Trend) for block in share)
    return is_short and _level(share) < _level(following)


def _level(share: Sequence[Block]) -> int:
    return share[0].level if isinstance(share[0], Heading) else 0


def _under_headings(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    share: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and share:
            yield share
            share = []
        share.append(block)
    if share:
        yield share


def section(paper: Paper, *references: Xml, first_differs: bool = False) -> Xml:
    """Write what a section says of its pages."""
    size = tag("pgSz", w=paper.width, h=paper.height, **({"orient": "landscape"} if paper.width > paper.height else {}))
    margins = tag(
        "pgMar",
        top=paper.top,
        right=paper.right,
        bottom=paper.bottom,
        left=paper.left,
        header=paper.header,
        footer=paper.footer,
        gutter=0,
    )
    return tag("sectPr", *references, size, margins, tag("titlePg") if first_differs else NONE)
