"""JSON, lines of JSON and YAML: the objects of a file, and the place of each thing in them."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from navcheck.core.messages import Message, say
from navcheck.core.problems import Location, NavcheckError, Problem, Where, refuse
from navcheck.core.text import quote
from navcheck.files.disk import DOCUMENT_BYTES, MEGABYTE
from navcheck.files.yaml_reader import parse_tree
from navcheck.intake.tables.arriving import Arrival, Format, shown
from navcheck.intake.tables.decoding import decode
from navcheck.intake.tables.size import MOST_ROWS, too_many

JSON_BYTES = 50 * MEGABYTE


@dataclass(frozen=True, slots=True)
class FoundObject:
    """What stands where an office's object belongs, and how its file names the places in it."""

    found: object
    place: Where
    at: Location

    @property
    def keys(self) -> Mapping[str, object]:
        """What the object holds; nothing where it is none."""
        return self.found if isinstance(self.found, Mapping) else {}


def find_objects(arrival: Arrival, encoding: str | None = None) -> list[FoundObject]:
    """Read what stands in a file, be it objects or not.

    Raises:
        NavcheckError: `too-big`, `encoding`, `json-syntax`, `duplicate-key`, `too-deep`, `empty-file`,
            `too-many-rows`, and what the YAML reader raises.

    """
    limit = DOCUMENT_BYTES if arrival.format is Format.YAML else JSON_BYTES
    if arrival.rewound().seek(0, 2) > limit:
        message = say("the file is larger than {limit} MB", limit=limit // MEGABYTE)
        raise NavcheckError(Problem("too-big", message, arrival.at(), say("give so many answers as csv")))
    found = list(itertools.islice(_READERS[arrival.format](arrival, encoding), MOST_ROWS + 1))
    refuse([too_many(arrival.at())] if len(found) > MOST_ROWS else [])
    if not found:
        message = say("the file is empty")
        raise NavcheckError(Problem("empty-file", message, arrival.at(), say("was it saved? fetch it again")))
    return found


def _read_json(arrival: Arrival, encoding: str | None) -> Iterator[FoundObject]:
    text = decode(arrival, encoding).whole()
    if not text.strip():
        return
    found = _parse(text, arrival.at())
    if isinstance(found, list):
        refuse([too_many(arrival.at())] if len(found) > MOST_ROWS else [])  # before a place is made for each
        for n, one in enumerate(found):
            yield FoundObject(one, _json_place(arrival.name, f"[{n}]."), Location(arrival.name, cell=f"[{n}]"))
    else:
        yield FoundObject(found, _json_place(arrival.name, ""), arrival.at())


def _read_lines(arrival: Arrival, encoding: str | None) -> Iterator[FoundObject]:
    broken: list[Problem] = []
    for n, line in enumerate(decode(arrival, encoding).stream(), start=1):
        if not line.strip():
            continue
        try:
            yield FoundObject(
                _parse(line.rstrip("\r\n"), arrival.at(n)), _json_place(arrival.name, f"{n}:", n), arrival.at(n)
            )
        except NavcheckError as error:
            broken += error.problems
    refuse(broken)


def _read_yaml(arrival: Arrival, _: str | None) -> Iterator[FoundObject]:
    tree = parse_tree(arrival.rewound().read(), arrival.name)
    if isinstance(tree.document, list):
        for n, one in enumerate(tree.document):
            yield FoundObject(one, partial(tree.where, n), tree.where(n))
    else:
        yield FoundObject(tree.document, tree.where, tree.where())


_READERS = {Format.JSON: _read_json, Format.LINES: _read_lines, Format.YAML: _read_yaml}


def _json_place(name: str, before: str, line: int | None = None) -> Where:
    def place(*path: str | int) -> Location:
        return Location(name, line, cell=before + ".".join(map(shown, path)))

    return place


def _parse(text: str, at: Location) -> Any:  # noqa: ANN401 -- whatever the file holds
    def unlike(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
        refuse(
            Problem("duplicate-key", say("{key} stands here twice", key=quote(key)), at, say("keep one of them"))
            for key in twice
        )
        return found

    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=unlike, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = Location(at.path, (at.line or 1) + error.lineno - 1, error.colno)
        message = say("the JSON cannot be read from here on")
        raise NavcheckError(Problem("json-syntax", message, place, _cure(text, error))) from None
    except RecursionError:
        cure = say("let the program that wrote it write it anew; is it whole?")
        raise NavcheckError(Problem("too-deep", say("the file is nested too deeply"), at, cure)) from None
    except ValueError:
        message, cure = say("a number stands here that is none, or that has no end"), say("write digits, or null")
        raise NavcheckError(Problem("json-syntax", message, at, cure)) from None


def _cure(text: str, error: json.JSONDecodeError) -> Message:
    if error.msg == "Extra data":
        return say("one list or object belongs in the file; a file with an object on each line is called .jsonl")
    if text.lstrip()[:1] == "<":
        return say("perhaps a login page was saved; log in and fetch the file again")
    return say("let the program that wrote it write it anew; is it whole?")


def _no_number(_: str) -> None:
    raise ValueError
