"""The types of a written field: each says exactly which texts it accepts, since every scalar in a file is text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

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

    # Built when first used: of all formats, a command reads a few.
    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=False, defer_build=True
    )


def to_day(value: object) -> date:
    """Read an ISO date and nothing else.

    Raises:
        PydanticCustomError: `day`.

    """
    if type(value) is date:  # a moment is no day
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


@dataclass(frozen=True, slots=True, eq=False)  # typing puts it into sets
class _Written:
    """How a field is read, and what editors are told that a file may hold; a plain number or flag is as good as text.

    Not pydantic's own `BeforeValidator`: it looks at the function anew wherever a model has such a field, and checks
    once more what the function has returned.
    """

    read: Callable[[object], object]
    schema: Mapping[str, object]

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, object]:
        return dict(self.schema)


_TEXT = {"type": "string", "pattern": r"\S"}
_ID = {
    "type": "string",
    "pattern": f"^{SLUG.pattern}$",
    "maxLength": LONGEST_SLUG,
    "not": {"enum": sorted(RESERVED)},
}
_NUMBER_AS_TEXT = {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}
_WHOLE_AS_TEXT = {"type": "string", "pattern": f"^{_WHOLE.pattern}$"}
_WORDS = {
    "type": "object",
    "properties": dict.fromkeys(LANGUAGES, _TEXT),
    "additionalProperties": False,
    "minProperties": 1,
}
Day = Annotated[date, _Written(to_day, {"type": "string", "pattern": f"^{_DAY.pattern}$"})]
Number = Annotated[Decimal, _Written(to_number, {"anyOf": [{"type": "number"}, _NUMBER_AS_TEXT]})]
Whole = Annotated[int, _Written(_to_whole, {"anyOf": [{"type": "integer", "minimum": 0}, _WHOLE_AS_TEXT]})]
Flag = Annotated[bool, _Written(_to_flag, {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false"]}]})]
Slug = Annotated[str, _Written(to_slug, _ID)]
Text = Annotated[str, _Written(_to_text, _TEXT)]
Sha256 = Annotated[str, _Written(_to_sha256, {"type": "string", "pattern": f"^{_SHA256.pattern}$"})]
Words = Annotated[Mapping[str, str], _Written(_to_words, _WORDS)]
Reference = Annotated[str, _Written(_to_reference, {"type": "string", "pattern": rf"^{SLUG.pattern}( \S.*)?$"})]


def source_of(reference: str) -> str:
    """Return the source id of `sotjl-29 andre ledd`."""
    return reference.partition(" ")[0]
