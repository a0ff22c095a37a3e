"""A sentence below a table or a list, with what it lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navcheck.render.lines import wrap


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, and what it lists."""

    text: str
    items: tuple[str, ...] = ()


def told_lines(told: Iterable[Told], width: int) -> Iterator[str]:
    """Write what is told for a terminal; a list stands apart."""
    listed = False
    for n, one in enumerate(told):
        yield from [""] if n and (listed or one.items) else []
        yield from wrap(one.text, width, "", "  ")
        for item in one.items:
            yield from wrap(item, width, "  ", "    ")
        listed = bool(one.items)
