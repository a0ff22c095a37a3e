"""Reads YAML in which nothing is out of the ordinary: libyaml's events, taken once, without their places.

Whatever may be wrong, or is only unusual, is left to the reader that names places and cures. What is read here is what
that one would read.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml import DocumentStartEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from navcheck.core.guard import LONGEST_TEXT, check_text
from navcheck.core.text import clean

MOST_NODES = 20_000
DEEPEST = 12
SHA256 = re.compile(r"[0-9a-f]{64}")
# Anchors, references and tags begin with these; conflict marks and merge keys hold those.
_UNUSUAL = (b"&", b"*", b"!", b"<<", b"=======", b">>>>>>>")
# Latin letters, signs and dashes: composed and seen, so that cleaning leaves them as they are.
_ORDINARY = re.compile("[\0\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
_NOT_DIGITS = bytes(byte for byte in range(256) if byte not in b"0123456789\0")
_MANY_DIGITS = re.compile(rb"[0-9]{9}")


class _UnusualError(Exception):
    """Something that the other reader has words for."""


def read_quickly(raw: bytes) -> dict[str, Any] | None:
    """Read a mapping of text scalars; nothing where the file deserves a closer look."""
    if not yaml.__with_libyaml__ or raw[:1] > b"~" or any(sign in raw for sign in _UNUSUAL):
        return None
    if raw.lstrip()[:1] == b"<":  # perhaps a web page
        return None
    texts: list[str] = []
    try:
        document = _read(raw.decode(), texts)
    except (_UnusualError, UnicodeDecodeError, yaml.YAMLError):
        return None
    return document if _are_ordinary(texts) or all(map(_is_fine, texts)) else None


def _read(text: str, texts: list[str]) -> dict[str, Any]:
    events = yaml.cyaml.CParser(text).get_event  # type: ignore[attr-defined] # not in the stubs
    events()  # the stream's begin
    begin = events()
    if type(begin) is not DocumentStartEvent or begin.version or begin.tags:
        raise _UnusualError
    root = events()
    if type(root) is not MappingStartEvent:
        raise _UnusualError
    document = _mapping(events, texts, 1)
    events()  # the document's end
    if type(events()) is not StreamEndEvent or len(texts) >= MOST_NODES:
        raise _UnusualError
    return document


def _mapping(events: Callable[[], Any], texts: list[str], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while type(event := events()) is ScalarEvent:
        key = event.value
        if key in found:
            raise _UnusualError
        texts.append(key)
        found[key] = _value(events(), events, texts, depth)
    if type(event) is not MappingEndEvent:
        raise _UnusualError
    return found


def _value(event: Any, events: Callable[[], Any], texts: list[str], depth: int) -> Any:  # noqa: ANN401
    if type(event) is ScalarEvent:
        if not (text := event.value):
            raise _UnusualError
        texts.append(text)
        return text
    texts.append("")  # so that there are as many texts as values
    if depth >= DEEPEST or len(texts) > MOST_NODES:
        raise _UnusualError
    if type(event) is MappingStartEvent:
        return _mapping(events, texts, depth + 1)
    found: list[Any] = []
    while type(event := events()) is not SequenceEndEvent:
        found.append(_value(event, events, texts, depth + 1))
    return found


def _are_ordinary(texts: list[str]) -> bool:
    """Tell by one look at all texts that none is too long, needs cleaning, or has digits that the guard looks for."""
    joined = "\0".join(texts)
    if joined.count("\0") >= len(texts):  # one that an escape has put into a text would part the digits of a number
        return False
    if len(joined) > LONGEST_TEXT and max(map(len, texts)) > LONGEST_TEXT:
        return False
    digits = joined.encode().translate(None, _NOT_DIGITS)
    return _ORDINARY.fullmatch(joined) is not None and _MANY_DIGITS.search(digits) is None


def _is_fine(text: str) -> bool:
    return clean(text) == text and (SHA256.fullmatch(text) is not None or check_text(text) is None)
