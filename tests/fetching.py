"""Finds what a file makes its reader fetch from elsewhere: a browser, Word, Excel, a reader of markdown.

A link that a person may click fetches nothing.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

import defusedxml.ElementTree

_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//|\s*(?:file|ftp|https?):", re.IGNORECASE)
_IN_CSS = re.compile(r"@import|url\(\s*[\"']?(?!data:|#)[^)]+", re.IGNORECASE)
_IN_SCRIPT = re.compile(
    r"\b(?:fetch|importScripts|sendBeacon|import)\s*\(|XMLHttpRequest|WebSocket|EventSource|new\s+(?:Worker|Image)\b"
)
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*(\S+)")
_FIELDS = re.compile(r"INCLUDEPICTURE|INCLUDETEXT|DDE|\bLINK\b|WEBSERVICE|\[\d+\]!")
# Attributes that are followed without a click; `href` is one but for a link's own.
_FOLLOWED = ("src", "srcset", "href", "xlink:href", "data", "poster", "background", "action", "formaction", "ping")
_CLICKED = "hyperlink"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        given = {name: value or "" for name, value in attrs}
        followed = [name for name in _FOLLOWED if not (tag == "a" and name == "href")]
        self.found += [f"<{tag} {name}={given[name]}>" for name in followed if _ELSEWHERE.match(given.get(name, ""))]
        self.found += [f"<{tag} style>"] if _IN_CSS.search(given.get("style", "")) else []
        self.found += ["<meta refresh>"] if tag == "meta" and given.get("http-equiv", "").lower() == "refresh" else []

    def handle_data(self, data: str) -> None:
        for tag, pattern in (("style", _IN_CSS), ("script", _IN_SCRIPT)):
            if self.inside == tag:
                self.found += [one[0] for one in pattern.finditer(data)]

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.inside = ""


def in_page(raw: bytes) -> list[str]:
    """Find it in a page, with the styles, scripts and drawings in it."""
    page = _Page()
    page.feed(raw.decode())
    page.close()
    return page.found


def in_package(raw: bytes) -> list[str]:
    """Find it in a Word document or a workbook: relations that lead out, and fields that fetch."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            if name.endswith((".rels", ".xml")):
                root = defusedxml.ElementTree.fromstring(package.read(name))
                found += [f"{name}: {what}" for what in _in_part(root)]
    return found


def _in_part(root: Element) -> Iterator[str]:
    for one in root.iter():
        if one.get("TargetMode") == "External" and not one.get("Type", "").endswith(_CLICKED):
            yield one.get("Target", "")
        if one.tag.endswith(("}instrText", "}f")) and (fetching := _FIELDS.search(one.text or "")):
            yield fetching[0]


def in_markdown(raw: bytes) -> list[str]:
    """Find it in markdown: pictures from elsewhere."""
    return [one for one in _IMAGE.findall(raw.decode()) if _ELSEWHERE.match(one)]


def in_zip(raw: bytes) -> list[str]:
    """Find it in each file of a zip."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return [what for name in packed.namelist() for what in fetched(name, packed.read(name))]


KINDS: Mapping[str, Callable[[bytes], list[str]]] = {
    ".html": in_page,
    ".svg": in_page,
    ".docx": in_package,
    ".xlsx": in_package,
    ".md": in_markdown,
    ".zip": in_zip,
}


def fetched(name: str, raw: bytes) -> list[str]:
    """Find what a file makes its reader fetch, by the kind that its name says."""
    kind = KINDS.get(Path(name).suffix)
    return kind(raw) if kind is not None else []
