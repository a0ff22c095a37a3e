"""Says what pydantic found, in our words, with the place in the file; never quotes what may be personal."""

import re
import types
from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from navcheck.core.messages import Message, say
from navcheck.core.problems import Problem, Where
from navcheck.core.text import did_you_mean, quote
from navcheck.core.words import LANGUAGES

_QUOTED = re.compile(r"'([^']*)'")
_MESSAGES = {
    "missing": say("{key} is missing"),
    "day": say("{value} is not a date"),
    "number": say("{value} is not a number"),
    "flag": say("{value} is neither true nor false"),
    "slug": say("{value} is not an id"),
    "text": say("a text belongs here"),
    "words": say("a text for each language belongs here"),
    "sha256": say("{value} is not a SHA-256 sum"),
    "reference": say("{value} does not begin with the id of a source"),
    "condition": say("a condition says exactly one thing"),
    "value_or_instead": say("an answer has either value or instead"),
    "waiver": say("state: waived and a waiver go together"),
    "model_type": say("keys and values belong here"),
    "mapping_type": say("keys and values belong here"),
    "dict_type": say("keys and values belong here"),
    "tuple_type": say("a list belongs here"),
    "string_type": say("a text belongs here"),
}
_SCHEMA = say("«navcheck schema» shows what such a file may hold")
_TEXT = say("write a text, or take the key out")
_KEYS = say("write each key on a line of its own, with a colon and its value")
_CURES = {
    "missing": say("write it; «navcheck schema» shows what such a file may hold"),
    "text": _TEXT,
    "string_type": _TEXT,
    "sha256": say("fetch the file again; nobody writes such a sum by hand"),
    "value_or_instead": say("write one of them, and not both"),
    "waiver": say("write a waiver with its reason, or another state"),
    "model_type": _KEYS,
    "mapping_type": _KEYS,
    "dict_type": _KEYS,
    "day": say("write it as 2026-11-21"),
    "number": say("write digits, with a point for decimals: 12 or 0.5"),
    "flag": say("write true or false"),
    "slug": say("small letters a-z, digits and single hyphens, at most 60; not a name that Windows reserves"),
    "words": say("for instance: nb: Tekst"),
    "reference": say("for instance: sotjl-29 andre ledd"),
    "condition": say("a list of values, or one of equals, above, below, at_least, above_sum_of, answered"),
    "tuple_type": say("write each item on a line of its own, after a hyphen"),
}


def explain(error: ValidationError, model: type[BaseModel], document: object, where: Where) -> tuple[Problem, ...]:
    """Turn a validation error into problems with places.

    Args:
        error: what pydantic raised.
        model: the format that was asked for.
        document: what was read, for quoting short values.
        where: from a path to its place in the file.

    """
    details = error.errors(include_url=False, include_context=True)
    return tuple(_problem(detail, model, document, where) for detail in _leaves(details))


def _leaves(details: Iterable[ErrorDetails]) -> list[ErrorDetails]:
    """Drop errors that only follow from one further in: a bad list item also yields «list is empty»."""
    kept = list(details)
    return [one for one in kept if not any(_inside(other["loc"], one["loc"]) for other in kept)]


def _inside(inner: tuple[Any, ...], outer: tuple[Any, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _problem(detail: ErrorDetails, model: type[BaseModel], document: object, where: Where) -> Problem:
    kind, path = detail["type"], detail["loc"]
    if kind == "extra_forbidden":
        return _unknown_key(path, model, where)
    if kind == "language":
        return _unknown_language(path, document, where)
    if kind in {"enum", "literal_error"}:
        return _unknown_word(detail, document, where)
    is_key = path[-1:] == ("[key]",)
    if is_key:
        path = path[:-1]
    message = _MESSAGES.get(kind, say("this cannot be used here"))
    values = {
        "key": quote(path[-1] if path else ""),
        "value": _shown(path[-1] if is_key else _value_at(document, path)),
    }
    known = {name: value for name, value in values.items() if "{" + name + "}" in message.text}
    at = where(*path, key=True) if is_key else where(*path)
    return Problem(kind.replace("_", "-"), Message(message.text, known), at, _CURES.get(kind, _SCHEMA))


def _unknown_key(path: tuple[Any, ...], model: type[BaseModel], where: Where) -> Problem:
    return Problem(
        "unknown-key",
        say("{key} is not a key that is used here", key=quote(path[-1])),
        where(*path, key=True),
        did_you_mean(str(path[-1]), _keys_at(model, path[:-1])) or _SCHEMA,
    )


def _unknown_language(path: tuple[Any, ...], document: object, where: Where) -> Problem:
    words = _value_at(document, path)
    tag = next((str(key) for key in words if key not in LANGUAGES), "") if isinstance(words, Mapping) else ""
    return Problem(
        "unknown-language",
        say("{tag} is not a language that is used here (nb, nn, en)", tag=quote(tag)),
        where(*path, tag, key=True),
        say("put the text in quotation marks"),
    )


def _unknown_word(detail: ErrorDetails, document: object, where: Where) -> Problem:
    value = _value_at(document, detail["loc"])
    # pydantic names them as 'nb' or 'nn', and words of ours as <Status.MET: 'met'>
    allowed = _QUOTED.findall(str(detail["ctx"]["expected"]))
    return Problem(
        "unknown-word",
        say("{value} cannot be used here; choose {allowed}", value=_shown(value), allowed=", ".join(allowed)),
        where(*detail["loc"]),
        did_you_mean(str(value), allowed) or say("write one of these words, just as it stands here"),
    )


def _shown(value: object) -> str:
    return quote(value) if isinstance(value, (str, int)) else quote("…")


def _value_at(document: object, path: tuple[Any, ...]) -> object:
    """Follow a path as far as the document has it; steps that pydantic adds (union tags) are passed over."""
    found = document
    for step in path:
        if isinstance(found, Mapping):
            found = found.get(step, found)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
    return found


def _keys_at(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """List the keys that a format allows at a path."""
    types_here: list[Any] = [model]
    for step in path:
        inner = [found for one in types_here for found in _step(one, step)]
        types_here = inner or types_here
    return [field.alias or name for one in types_here for name, field in one.model_fields.items()]


def _step(model: type[BaseModel], step: object) -> list[type[BaseModel]]:
    field = next((field for name, field in model.model_fields.items() if step in {name, field.alias}), None)
    return _models_in(field.annotation) if field else []


def _models_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 -- annotations have no common type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    is_nested = get_origin(annotation) is not None or isinstance(annotation, types.UnionType)
    return [found for part in get_args(annotation) for found in _models_in(part)] if is_nested else []
