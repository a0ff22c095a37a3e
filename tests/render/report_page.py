"""Reads the report's page: its elements with their attributes, and each text with what is around it."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

from navcheck.render.report.blocks import Block
from navcheck.render.report.html import write_html
from tests.one_document import document

BANNER = "Utkast. Kommunene kan kommentere til 15. desember 2026."
# Attributes in which a text of the document may stand; all others are ours.
TEXTS = {"data-label", "content"}
VOID = {"meta"}

Element = tuple[str, dict[str, str]]


class Reader(HTMLParser):
    """Gathers elements with their attributes, and each text with the elements around it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.texts: list[tuple[list[Element], str]] = []
        self.feed(page)
        self.close()
        assert not self.open, "each element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(([*self.open], data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [found for name, found in self.elements if name == tag]

    def inside(self, tag: str) -> list[str]:
        return [text for around, text in self.texts if tag in [name for name, _ in around]]


def read(*blocks: Block, banner: str = "") -> Reader:
    """Write a page of these blocks, or of one with every kind of block, and read it."""
    whole = document(banner=banner)
    return Reader(write_html(replace(whole, blocks=blocks or whole.blocks)).decode())


def skeleton(text: Callable[[str], str]) -> list[tuple[str, dict[str, str]]]:
    reader = Reader(write_html(document(text, banner=text(BANNER))).decode())
    return [
        (tag, {name: "" if name in TEXTS else value for name, value in found.items()}) for tag, found in reader.elements
    ]
