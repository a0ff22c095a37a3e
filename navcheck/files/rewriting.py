"""Saves a document that the county and navcheck both write: what people noted at its head is kept.

A comment elsewhere has no place in what is written anew: nothing is saved then, and the lines are named.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import yaml

from navcheck.core.messages import say
from navcheck.core.model import Model
from navcheck.core.problems import Location, NavcheckError, Problem, Where
from navcheck.files.decoding import decode
from navcheck.files.disk import is_there, show_path
from navcheck.files.documents import Source, load_source, read_source
from navcheck.files.drafts import save_document

M = TypeVar("M", bound=Model)

MOST_LINES = 10
# What YAML takes for the end of a line.
_ENDS = r"\n\r\x85\u2028\u2029"
_BREAK = re.compile(rf"\r\n|[{_ENDS}]")
_COMMENT = re.compile(rf"#[^{_ENDS}]*")
_HEAD = re.compile(rf"(?:[ \t]*(?:#[^{_ENDS}]*)?(?:\r\n|[{_ENDS}]))*+")


@dataclass(frozen=True, slots=True)
class Found(Generic[M]):
    """A document as it was read, its places, and its bytes; none where there is no file yet."""

    document: M
    where: Where
    source: Source | None = None


def find_document(path: Path, empty: M) -> Found[M]:
    """Read a document, else take an empty one.

    Raises:
        NavcheckError: every problem in it.

    """
    if not is_there(path):
        return Found(empty, lambda *_, **__: Location(show_path(path)))
    source = read_source(path, follow=False)
    loaded = load_source(source, type(empty))
    return Found(loaded.document, loaded.where, source)


def rewrite(path: Path, found: Found[M], document: M) -> tuple[Problem, ...]:
    """Save a changed document where it was read; the caller has held the survey's lock since then.

    Returns:
        What is worth knowing about a save that succeeded; a document that says the same is left as it is.

    Raises:
        NavcheckError: `comments` where people noted something that would be lost, or what saving raises.

    """
    if document == found.document:
        return ()
    if found.source is None:
        return save_document(path, document, expected=None).notes
    return save_document(path, document, expected=found.source.sha256, head=_head(found.source)).notes


def check_rewritable(found: Found[M]) -> None:
    """Refuse a document that could not be saved again, before anybody has worked on it.

    Raises:
        NavcheckError: `comments`.

    """
    if found.source is not None:
        _head(found.source)


def _head(source: Source) -> str:
    """Return the comments that stand before the document.

    Raises:
        NavcheckError: `comments`, where others stand inside it.

    """
    text, _ = decode(source.raw, source.name)
    found = _HEAD.match(text)
    head = found[0] if found else ""
    breaks = [one.end() for one in _BREAK.finditer(text)]
    inside = [bisect_right(breaks, start) + 1 for start in _comments(text) if start >= len(head)]
    if inside:
        more = ["…"] if len(inside) > MOST_LINES else []
        raise NavcheckError(
            Problem(
                "comments",
                say(
                    "not saved: comments inside the file would be lost, on lines {lines}",
                    lines=", ".join([*map(str, inside[:MOST_LINES]), *more]),
                ),
                Location(source.name, inside[0]),
                say("move them to the top of the file"),
            ),
            exit_code=1,
        )
    return head


def _comments(text: str) -> Iterator[int]:
    """Yield where each comment starts: to libyaml every # outside a scalar is one."""
    end = 0
    for start, stop in (*_scalars(text), (len(text), len(text))):
        yield from (one.start() for one in _COMMENT.finditer(text, end, start))
        end = stop


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each scalar stands; the first line of a block, which may hold a comment, is no part."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark.index, event.end_mark.index
            first_line = _BREAK.search(text, start, end) if event.style in {"|", ">"} else None
            yield first_line.start() if first_line else start, end
