"""JSON, lines of JSON and YAML as a table: an object an office, its answers as cells.

`{"office": "risor", "answers": {"rutine": "ja", "kanaler": ["brosjyre"], "krise": {"instead": "vet-ikke"}}}`; the
answers may also stand beside the office, and a form of ours says of itself which survey it belongs to.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from navcheck.core.messages import Message, say
from navcheck.core.problems import Location, NavcheckError, Problem, Where
from navcheck.core.text import quote
from navcheck.files.disk import DOCUMENT_BYTES, MEGABYTE
from navcheck.files.yaml_reader import parse_tree
from navcheck.intake.arriving import Arrival, Format
from navcheck.intake.columns import Part
from navcheck.intake.decoding import decode
from navcheck.intake.table import NO_FLAWS, Row, Table

JSON_BYTES = 50 * MEGABYTE
WRONG_SHAPE = "wrong-shape"
_ANSWERS = "answers"
_OF_A_FORM = ("navcheck", "survey", "checklist", "version", "sha256")
_ANSWER_KEYS = frozenset({"value", "instead", "comment", "evidence"})
_EVIDENCE = {"title": Part.DOCUMENT, "date": Part.DATE, "proof": Part.PROOF}
_SHAPE = say('give a list with an object for each office: [{{"office": "…", "answers": {{"question": "…"}}}}]')


@dataclass(frozen=True, slots=True)
class _Object:
    """One office's object, and how its file names the places in it."""

    keys: Mapping[str, object]
    place: Where


def read_objects(arrival: Arrival, encoding: str | None = None) -> Table:
    """Read the objects of a file.

    Raises:
        NavcheckError: `too-big`, `encoding`, `json-syntax`, `duplicate-key`, `too-deep`, `wrong-shape`, `empty-file`,
            and what the YAML reader raises.

    """
    limit = DOCUMENT_BYTES if arrival.format is Format.YAML else JSON_BYTES
    if arrival.rewound().seek(0, 2) > limit:
        message = say("the file is larger than {limit} MB", limit=limit // MEGABYTE)
        raise NavcheckError(Problem("too-big", message, arrival.at(), say("give so many answers as csv")))
    objects = list(_READERS[arrival.format](arrival, encoding))
    if not objects:
        message = say("the file is empty")
        raise NavcheckError(Problem("empty-file", message, arrival.at(), say("was it saved? fetch it again")))
    flat = [_flat(one) for one in objects]
    header = tuple(dict.fromkeys(head for cells in flat for head in cells))

    def rows() -> Iterator[Row]:
        for n, cells in enumerate(flat):
            found = [cells.get(head, ("", "")) for head in header]
            flaws = {m: flaw for m, (_, flaw) in enumerate(found) if flaw}
            yield Row(n + 1, n + 1, tuple(text for text, _ in found), flaws or NO_FLAWS)

    def place(row: Row | None, column: int) -> Location:
        one = objects[row.number - 1 if row else 0]
        head = header[column] if column < len(header) else ""
        name = head.partition("__")[0] if head not in one.keys else head
        return one.place(name) if name in one.keys else one.place(_ANSWERS, name)

    only = objects[0].keys if len(objects) == 1 else {}
    identity = {key: str(only[key]) for key in (*_OF_A_FORM, "office") if key in only} if "navcheck" in only else {}
    return Table(arrival.name, header, rows, place, (), identity)


def _flat(one: _Object) -> dict[str, tuple[str, str]]:
    """Lay an object out as cells by their heads: the text, and the flaw where it is none."""
    keys = {key: value for key, value in one.keys.items() if key not in _OF_A_FORM or "navcheck" not in one.keys}
    answers = keys.pop(_ANSWERS, {})
    cells = {key: _cell(value) for key, value in keys.items()}
    if not isinstance(answers, Mapping):
        return cells | {_ANSWERS: ("", WRONG_SHAPE)}
    for name, answer in answers.items():
        cells |= _answer(name, answer)
    return cells


def _answer(name: str, answer: object) -> dict[str, tuple[str, str]]:
    if not isinstance(answer, Mapping):
        return {name: _cell(answer)}
    evidence = answer.get("evidence") or []
    if not answer.keys() <= _ANSWER_KEYS or not _is_evidence(evidence) or {"value", "instead"} <= answer.keys():
        return {name: ("", WRONG_SHAPE)}
    cells = {name: _cell(answer.get("value", answer.get("instead")))}
    if "comment" in answer:
        cells[f"{name}__{Part.COMMENT}"] = _cell(answer["comment"])
    for key, part in _EVIDENCE.items() if evidence else ():
        cells[f"{name}__{part}"] = _cell([one.get(key) or "" for one in evidence])
    return cells


def _is_evidence(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, Mapping) and one.keys() <= _EVIDENCE.keys() for one in value)


def _cell(value: object) -> tuple[str, str]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value), ""  # a line each, as a cell of several answers may hold them
    if isinstance(value, bool):
        return str(value).lower(), ""
    if value is None or isinstance(value, str | int):
        return "" if value is None else str(value), ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value), ""
    return "", WRONG_SHAPE


def _read_json(arrival: Arrival, encoding: str | None) -> Iterator[_Object]:
    text = decode(arrival, encoding).whole()
    if not text.strip():
        return
    found = _parse(text, arrival.name, 1)
    if isinstance(found, list):
        for n, one in enumerate(found):
            yield _object(one, _json_place(arrival.name, f"[{n}]."), Location(arrival.name, cell=f"[{n}]"))
    else:
        yield _object(found, _json_place(arrival.name, ""), arrival.at())


def _read_lines(arrival: Arrival, encoding: str | None) -> Iterator[_Object]:
    for n, line in enumerate(decode(arrival, encoding).stream(), start=1):
        if line.strip():
            place = _json_place(arrival.name, f"{n}:", n)
            yield _object(_parse(line, arrival.name, n), place, arrival.at(n))


def _read_yaml(arrival: Arrival, _: str | None) -> Iterator[_Object]:
    tree = parse_tree(arrival.rewound().read(), arrival.name)
    if isinstance(tree.document, list):
        for n, one in enumerate(tree.document):
            yield _object(one, _beneath(tree.where, n), tree.where(n))
    else:
        yield _object(tree.document, tree.where, tree.where())


_READERS = {Format.JSON: _read_json, Format.LINES: _read_lines, Format.YAML: _read_yaml}


def _object(found: object, place: Where, at: Location) -> _Object:
    if not isinstance(found, Mapping):
        raise NavcheckError(Problem(WRONG_SHAPE, say("an object with an office belongs here"), at, _SHAPE))
    return _Object(found, place)


def _json_place(name: str, before: str, line: int | None = None) -> Where:
    def place(*path: str | int) -> Location:
        return Location(name, line, cell=before + ".".join(map(str, path)))

    return place


def _beneath(where: Where, step: int) -> Where:
    return lambda *path: where(step, *path)


def _parse(text: str, name: str, line: int) -> Any:  # noqa: ANN401 -- whatever the file holds
    def unlike(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
        for key in twice:
            message = say("{key} stands here twice", key=quote(key))
            raise NavcheckError(Problem("duplicate-key", message, Location(name, line), say("keep one of them")))
        return dict(pairs)

    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=unlike, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        at = Location(name, line + error.lineno - 1, error.colno)
        message = say("the JSON cannot be read from here on")
        raise NavcheckError(Problem("json-syntax", message, at, _cure(text))) from None
    except RecursionError:
        raise NavcheckError(Problem("too-deep", say("the file is nested too deeply"), Location(name, line))) from None
    except ValueError:
        message, cure = say("a number stands here that is none, or that has no end"), say("write digits, or null")
        raise NavcheckError(Problem("json-syntax", message, Location(name, line), cure)) from None


def _cure(text: str) -> Message:
    if text.lstrip()[:1] == "<":
        return say("perhaps a login page was saved; log in and fetch the file again")
    return say("let the program that wrote it write it anew; is it whole?")


def _no_number(_: str) -> None:
    raise ValueError
