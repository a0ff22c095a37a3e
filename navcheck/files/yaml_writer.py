"""Writes a document as YAML: one that people read with ease, and that the reader gives back unchanged.

Sends events to libyaml, as the reader takes them: so there are no tags, no aliases, and nothing of PyYAML's to change.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import yaml

from navcheck.core.model import Model
from navcheck.core.text import clean

WIDTH = 120
_TEXT_TAG = "tag:yaml.org,2002:str"
_RESOLVER = yaml.resolver.Resolver()
_SUSPECT = frozenset(_RESOLVER.yaml_implicit_resolvers)  # what begins otherwise is a text to every reader
# Beside what PyYAML itself would misread: what other readers of YAML take for a number (0901, 2026-11, 1e3) or a yes.
_MISREAD = re.compile(r"[-+]?\.?[0-9][0-9_.:-]*(?:[eE][-+]?[0-9]+)?|0o[0-7]+|[yYnN]")


def write_yaml(document: Model) -> bytes:
    """Write a document: UTF-8, NFC, block style, the model's order, nothing for what is absent, `...` last.

    What may be absent and is empty is left out; texts are cleaned as the reader would clean them.
    """
    stream = io.BytesIO()
    yaml.emit(_events(document), stream, Dumper=yaml.CSafeDumper, width=WIDTH, allow_unicode=True, line_break="\n")
    return stream.getvalue()


def _events(document: Model) -> list[yaml.Event]:
    events: list[yaml.Event] = [yaml.StreamStartEvent(encoding="utf-8"), yaml.DocumentStartEvent(explicit=False)]
    _add(events, document)
    events += (yaml.DocumentEndEvent(explicit=True), yaml.StreamEndEvent())
    return events


def _add(events: list[yaml.Event], value: object) -> None:
    if isinstance(value, str):
        events.append(_text(value))
    elif isinstance(value, Model):
        _add_mapping(events, _fields(value))
    elif isinstance(value, Mapping):
        _add_mapping(events, value.items())
    elif isinstance(value, tuple):
        events.append(yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False))
        for item in value:
            _add(events, item)
        events.append(yaml.SequenceEndEvent())
    else:
        events.append(_scalar(_plain(value)))


def _add_mapping(events: list[yaml.Event], items: Iterable[tuple[str, object]]) -> None:
    events.append(yaml.MappingStartEvent(None, None, implicit=True, flow_style=False))
    for key, value in items:
        events.append(_text(key))
        _add(events, value)
    events.append(yaml.MappingEndEvent())


def _fields(document: Model) -> Iterator[tuple[str, object]]:
    for name, field in type(document).model_fields.items():
        value = getattr(document, name)
        # An empty list that is not the default says something, as does an empty document inside this one.
        is_absent = value is None or (not value and value in ((), {}) and value == field.default)
        if not is_absent:
            yield field.alias or name, value


def _text(text: str) -> yaml.Event:
    # The style is a wish: where libyaml cannot keep a text in it (space before a line break), it takes double quotes.
    kept = clean(str(text))  # libyaml takes no enum, though it be a text
    if "\n" in kept:
        return _scalar(kept, "|")
    return _scalar(kept, '"' if _is_misread(kept) else None)


def _scalar(text: str, style: str | None = None) -> yaml.Event:
    return yaml.ScalarEvent(None, None, (True, True), text, style=style)


def _is_misread(text: str) -> bool:
    if text[:1] not in _SUSPECT:
        return False
    if _MISREAD.fullmatch(text):
        return True
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call] # not in the stubs
    return bool(tag != _TEXT_TAG)


def _plain(value: object) -> str:
    """Write what is not a text as its field type reads it.

    Raises:
        TypeError: a field type that no format has.

    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    raise TypeError(type(value).__name__)
