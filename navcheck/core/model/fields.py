"""The types of a written field: each says exactly which texts it accepts, since every scalar in a file is text."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from navcheck.core.words import LANGUAGES

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Windows cannot hold a file of these names, whatever its ending.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
LONGEST_SLUG = 60
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,4})?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REFERENCE = re.compile(rf"(?P<source>{SLUG.pattern})(?: (?P<part>\S.*))?")


class Model(BaseModel):
    """What people or navcheck wrote, validated at the door: frozen, nothing unknown, the input never echoed.

    Not pydantic's `strict`: it would refuse a list for a tuple and a text for an enum, which is all that a file can
    hold. The types below are strict instead: each accepts one spelling.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=False)


def to_day(value: object) -> date:
    """Read an ISO date and nothing else.

    Raises:
        PydanticCustomError: `day`.

    """
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "not a date")


def to_number(value: object) -> Decimal:
    """Read digits with at most one point: no signs but minus, no exponent, no underscore.

    Raises:
        PydanticCustomError: `number`.

    """
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    raise PydanticCustomError("number", "not a number")


def _to_whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise PydanticCustomError("number", "not a whole number")


def _to_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise PydanticCustomError("flag", "neither true nor false")


def to_slug(value: object) -> str:
    """Read an id, which is also a file name: no case, no dots, nothing that Windows reserves.

    Raises:
        PydanticCustomError: `slug`.

    """
    if isinstance(value, str) and SLUG.fullmatch(value) and len(value) <= LONGEST_SLUG and value not in RESERVED:
        return value
    raise PydanticCustomError("slug", "not an id")


def _to_text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise PydanticCustomError("text", "not a text")


def _to_sha256(value: object) -> str:
    if isinstance(value, str) and _SHA256.fullmatch(value):
        return value
    raise PydanticCustomError("sha256", "not a SHA-256 sum")


def _to_words(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not value:
        raise PydanticCustomError("words", "no text per language")
    for tag, text in value.items():
        if tag not in LANGUAGES:
            raise PydanticCustomError("language", "unknown language")
        _to_text(text)
    return value


def _to_reference(value: object) -> str:
    if isinstance(value, str) and _REFERENCE.fullmatch(value):
        return value
    raise PydanticCustomError("reference", "not a source id")


def _schema(**schema: object) -> WithJsonSchema:
    """Say for editors what a file may hold; a plain number or flag is as good as its text."""
    return WithJsonSchema(dict(schema))


_TEXT = {"type": "string", "pattern": r"\S"}
_ID = {
    "type": "string",
    "pattern": f"^{SLUG.pattern}$",
    "maxLength": LONGEST_SLUG,
    "not": {"enum": sorted(RESERVED)},
}
Day = Annotated[date, BeforeValidator(to_day), _schema(type="string", pattern=f"^{_DAY.pattern}$")]
Number = Annotated[
    Decimal,
    BeforeValidator(to_number),
    _schema(anyOf=[{"type": "number"}, {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}]),
]
Whole = Annotated[
    int,
    BeforeValidator(_to_whole),
    _schema(anyOf=[{"type": "integer", "minimum": 0}, {"type": "string", "pattern": f"^{_WHOLE.pattern}$"}]),
]
Flag = Annotated[bool, BeforeValidator(_to_flag), _schema(anyOf=[{"type": "boolean"}, {"enum": ["true", "false"]}])]
Slug = Annotated[str, BeforeValidator(to_slug), _schema(**_ID)]
Text = Annotated[str, BeforeValidator(_to_text), _schema(**_TEXT)]
Sha256 = Annotated[str, BeforeValidator(_to_sha256), _schema(type="string", pattern=f"^{_SHA256.pattern}$")]
Words = Annotated[
    Mapping[str, str],
    BeforeValidator(_to_words),
    _schema(type="object", properties=dict.fromkeys(LANGUAGES, _TEXT), additionalProperties=False, minProperties=1),
]
Reference = Annotated[str, BeforeValidator(_to_reference), _schema(type="string", pattern=rf"^{SLUG.pattern}( \S.*)?$")]


def source_of(reference: str) -> str:
    """Return the source id of `sotjl-29 andre ledd`."""
    return reference.partition(" ")[0]
