"""A page of sections, each a list in a list: laid out once, for a terminal and as markdown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navcheck.render.lines import NARROWEST, title_lines, wrap
from navcheck.render.markdown import escape, escape_block, page, title_block, told_block
from navcheck.render.told import Told, told_lines


@dataclass(frozen=True, slots=True)
class Node:
    """A line, and what stands under it."""

    text: str
    under: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it has a form: what stands above its sections, and what is told below them."""

    title: str
    beneath: str
    opening: str
    sections: tuple[Node, ...]
    told: tuple[Told, ...]


def format_terminal(one: Page, width: int) -> str:
    """Write a page for a terminal."""
    width = max(width, NARROWEST)
    lines = title_lines(one.title, one.beneath, width)
    lines += [*wrap(one.opening, width), ""] if one.opening else []
    for section in one.sections:
        lines += [*wrap(section.text, width), ""]
        for node in section.under:
            lines += [*_indented(node, width, "  "), ""]
    return "\n".join([*lines, *told_lines(one.told, width), ""])


def format_markdown(one: Page) -> str:
    """Write a page as markdown, in which every text stays text."""
    blocks = [*title_block(one.title, one.beneath), *([escape(one.opening)] if one.opening else [])]
    for section in one.sections:
        blocks += [f"## {escape(section.text)}", "\n".join(_listed(section.under))]
    return page(*blocks, *map(told_block, one.told))


def _indented(node: Node, width: int, indent: str) -> Iterator[str]:
    yield from wrap(node.text, width, indent, f"{indent}  ")
    for one in node.under:
        yield from _indented(one, width, f"{indent}  ")


def _listed(nodes: Iterable[Node], indent: str = "") -> Iterator[str]:
    for node in nodes:
        yield f"{indent}- {escape_block(node.text)}" if indent else f"- **{escape(node.text)}**"
        yield from _listed(node.under, f"{indent}  ")
