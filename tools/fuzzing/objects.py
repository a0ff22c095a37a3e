"""Tables as objects: JSON, lines of JSON and YAML, from their bytes to the answers."""

from functools import partial

from navcheck.intake.tables.arriving import Format
from tools.fuzzing.importing import take_in
from tools.fuzzing.tables import answer_words
from tools.fuzzing.target import Target, files, refusing

_SIGNS = (
    '"office": ',
    '"answers": ',
    '"value": ',
    '"instead": ',
    '"comment": ',
    '"evidence": ',
    "[",
    "{",
    "]",
    "}",
    ",",
)
_VALUES = ("null", "true", "1e999", "NaN", "-0", '"\\ud800"', '"\\u0000"', '"navcheck": "form/1"')
_KINDS = (Format.JSON, Format.LINES, Format.YAML)
_READERS = tuple(refusing(partial(take_in, kind=kind)) for kind in _KINDS)


def read(raw: bytes) -> None:
    for reader in _READERS:
        reader(raw)


TARGET = Target(
    "objects",
    read,
    lambda: files("tests/bad_inputs/objects/*"),
    (*(word.encode() for word in (*_SIGNS, *_VALUES)), *answer_words()),
)
