"""JSON, lines of JSON and YAML as a table: an object an office, its answers as cells.

`{"office": "risor", "answers": {"rutine": "ja", "kanaler": ["brosjyre"], "krise": {"instead": "vet-ikke"}}}`; the
answers may also stand beside the office, and a form of ours says of itself which survey it belongs to.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from navcheck.core.messages import Message, say
from navcheck.core.problems import Location, Problem, refuse
from navcheck.core.text import quote
from navcheck.core.words import Part
from navcheck.intake.tables.arriving import Arrival, Format
from navcheck.intake.tables.parsed import FoundObject, find_objects
from navcheck.intake.tables.table import NO_FLAWS, Row, Table

WRONG_SHAPE = "wrong-shape"
_ANSWERS = "answers"
_OF_A_FORM = ("navcheck", "survey", "checklist", "version", "sha256")
_ANSWER_KEYS = frozenset({"value", "instead", "comment", "evidence"})
_EVIDENCE = {"title": Part.DOCUMENT, "date": Part.DATE, "proof": Part.PROOF}
_A_LIST = say('give a list with an object for each office: [{{"office": "…", "answers": {{"question": "…"}}}}]')
_A_LINE = say('give an object for each office, a line each: {{"office": "…", "answers": {{"question": "…"}}}}')
# By head: the text of a cell, and its flaw where it is none.
_Cells = dict[str, tuple[str, str]]


def read_objects(arrival: Arrival, encoding: str | None = None) -> Table:
    """Read the objects of a file.

    Raises:
        NavcheckError: `wrong-shape`, `answered-twice`, `no-office`, and what `find_objects` raises.

    """
    objects = find_objects(arrival, encoding)
    refuse(_misshapen(objects, arrival))
    flat = [_flat(one.keys) for one in objects]
    header = tuple(dict.fromkeys(head for cells in flat for head in cells))

    def rows() -> Iterator[Row]:
        for n, cells in enumerate(flat):
            found = [cells.get(head, ("", "")) for head in header]
            flaws = {m: flaw for m, (_, flaw) in enumerate(found) if flaw}
            yield Row(n + 1, n + 1, tuple(text for text, _ in found), flaws or NO_FLAWS)

    def place(row: Row | None, column: int) -> Location:
        head = header[column] if column < len(header) else ""
        if row is not None:
            return _place(objects[row.number - 1], head)
        return _place(next((one for one, cells in zip(objects, flat, strict=True) if head in cells), objects[0]), head)

    identity = {key: str(value) for key, value in objects[0].keys.items() if key in (*_OF_A_FORM, "office")}
    return Table(arrival.name, header, rows, place, (), identity if _is_form(objects[0]) else {})


def _place(one: FoundObject, head: str) -> Location:
    """Return the place of what stands under a head; where there is nothing, of the object itself."""
    answers = one.keys.get(_ANSWERS)
    for name in (head, head.rpartition("__")[0]):
        if name in one.keys:
            return one.place(name)
        if isinstance(answers, Mapping) and name in answers:
            return one.place(_ANSWERS, name)
    return one.at


def _is_form(one: FoundObject) -> bool:
    return "navcheck" in one.keys


def _misshapen(objects: Sequence[FoundObject], arrival: Arrival) -> Iterator[Problem]:
    """Find what is no office with its answers, in all of the file."""
    for one in objects:
        if not isinstance(one.found, Mapping):
            yield Problem(WRONG_SHAPE, say("an object with an office belongs here"), one.at, _shape(arrival))
        elif not isinstance(one.found.get(_ANSWERS, {}), Mapping):
            message, cure = say("the answers belong here, each with its question"), _shape(arrival)
            yield Problem(WRONG_SHAPE, message, one.place(_ANSWERS), cure)
        elif _is_form(one) and len(objects) > 1:
            message, cure = say("a filled form stands alone in its file"), say("import each form as it was saved")
            yield Problem(WRONG_SHAPE, message, one.at, cure)
        else:
            yield from _ambiguous(one)
    if not any(isinstance(value, str | int) for one in objects for value in one.keys.values()):
        yield from [_no_office(one, arrival) for one in objects[:1] if isinstance(one.found, Mapping)]


def _ambiguous(one: FoundObject) -> Iterator[Problem]:
    """Find the questions that are answered twice, and what a form says of itself otherwise than in words."""
    names = Counter(head for cells in _parts_of(one.keys) for head in cells)
    for name in (name for name, times in names.items() if times > 1):
        message = say("{id} is answered twice", id=quote(name))
        yield Problem("answered-twice", message, _place(one, name), say("keep one of them"))
    for key in (*_OF_A_FORM, "office") if _is_form(one) else ():
        if not isinstance(one.keys.get(key, ""), str | int):
            cure = say("let the program that wrote it write it anew; is it whole?")
            yield Problem(WRONG_SHAPE, say("a text belongs here"), one.place(key), cure)
    if _is_form(one) and not one.keys.get("office"):
        yield Problem("no-office", say("no office stands here"), one.at, say("write the office's name"))


def _no_office(one: FoundObject, arrival: Arrival) -> Problem:
    return Problem(WRONG_SHAPE, say("an object with an office belongs here"), one.at, _shape(arrival))


def _shape(arrival: Arrival) -> Message:
    return _A_LINE if arrival.format is Format.LINES else _A_LIST


def _flat(keys: Mapping[str, object]) -> _Cells:
    """Lay an object out as cells by their heads: the text, and the flaw where it is none."""
    return {head: cell for cells in _parts_of(keys) for head, cell in cells.items()}


def _parts_of(keys: Mapping[str, object]) -> Iterator[_Cells]:
    answers = keys.get(_ANSWERS, {})
    of_a_form = _OF_A_FORM if "navcheck" in keys else ()
    own = {name: value for name, value in keys.items() if name not in (_ANSWERS, *of_a_form)}
    for name, answer in (*own.items(), *(answers.items() if isinstance(answers, Mapping) else ())):
        yield _answer(name, answer)


def _answer(name: str, answer: object) -> _Cells:
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
