"""The quick reader reads what the close one reads, and leaves to it whatever there is a word to say about."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.problems import NavcheckError
from navcheck.files.yaml_quick import DEEPEST, MOST_NODES, read_quickly
from navcheck.files.yaml_reader import read_closely
from navcheck.files.yaml_writer import write_yaml
from tests.files.test_yaml_writer import responses, texts
from tests.personal_numbers import FOUR_SERIES

NUMBER = next(iter(FOUR_SERIES.values()))[0]
ARABIC = {ord("0") + n: ord("\N{ARABIC-INDIC DIGIT ZERO}") + n for n in range(10)}
ROOT = Path(__file__).parents[2]
OWN = sorted(path for folder in ("checklists", "outputs/agder-2020") for path in (ROOT / folder).rglob("*.yaml"))
BAD = sorted(path for path in (ROOT / "tests" / "bad_inputs").rglob("*") if path.is_file())
# What YAML is made of, so that some of it fits together.
PIECES = ["a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", ": ", "'", '"', "|", ">", "#", "&x ", "*x", "!t "]
PIECES += ["---\n", "...\n", "%YAML 1.1\n", "<<: ", "? ", "\t", "æ", "\u00a0", "\u200b", "\u2013", "\ufeff", "\\u0031"]
PIECES += [
    '"\\0"',
    '"1\\x002"',
    "<html>",
    "=======\n",
    "ja",
    "12345678",
    "9",
    '"\\x1b"',
    "\r\n",
    "\u0661",
    "~",
    "navcheck: response/1\n",
]


def agree(raw: bytes) -> bool:
    """Hold the two readers against each other; tell whether the quick one took it."""
    quick = read_quickly(raw)
    if quick is None:
        return False
    close = read_closely(raw, "svar.yaml")
    assert (quick, ()) == (close.document, close.notes)
    return True


def test_what_the_project_holds_is_read_quickly_but_for_what_has_a_sign_of_its_own() -> None:
    slow = [path for path in OWN if not agree(path.read_bytes())]
    assert len(OWN) > 20
    assert len(slow) < len(OWN) / 4
    assert all(any(sign in path.read_bytes() for sign in (b"&", b"*", b"!")) for path in slow)


def test_of_bad_files_it_takes_only_what_the_close_one_takes_too() -> None:
    assert len(BAD) > 500
    assert any(agree(path.read_bytes()) for path in BAD)


@given(responses())
def test_a_response_that_was_written_is_read_alike(response: Any) -> None:  # noqa: ANN401
    agree(write_yaml(response))


@given(st.lists(st.sampled_from(PIECES) | texts(), max_size=30).map("".join))
def test_any_text_is_read_alike_or_left(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    try:
        agree(raw)
    except NavcheckError as error:  # the quick one took what the close one refuses
        pytest.fail(f"{raw!r}: {error}")


def nested(levels: int) -> bytes:
    return b"a: " + b"[" * (levels - 1) + b"x" + b"]" * (levels - 1)


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        (nested(DEEPEST), nested(DEEPEST + 1)),
        (b"a: [" + b"x," * (MOST_NODES - 3) + b"]", b"a: [" + b"x," * (MOST_NODES - 2) + b"]"),
        (b"a: b\n---\n"[:5], b"a: b\n---\nc: d\n"),
        (b"a: b", b"- b"),
        (b"a: b", b"a: b\na: c"),
        (b"a: ''' '", b"a: ''"),
        (b"a: '1.5'", b"a:\nb: c"),
        (b"a: x", b"? [b]\n: c"),
        (b"a: x", b"%YAML 1.1\n---\na: x"),
        ("a: – og «§» på to\n  linjer".encode(), "a: \u200b".encode()),
        ('a: "\u00e5"'.encode(), b'a: "\\x1b"'),
        (b"a: " + b"x" * 20_000, b"a: " + b"x" * 20_001),
        (b"a: 12345678\nb: 9", f"a: {NUMBER}".encode()),
        (b"a: 12345678\nb: 9", f'a: "{NUMBER[:6]}\\0{NUMBER[6:]}"'.encode()),
        (b"a: 12345678\nb: 9", f'a: "{NUMBER[:6]}\\x00"\nb: x'.encode()),
        (b"a: <b", b" <html>: b"),
        (b"a: 12345678\nb: 9", f"a: {NUMBER[:6]}\n   {NUMBER[6:]}".encode()),
        (b"a: 12345678\nb: 9", f"a: |\n  {NUMBER[:6]}\n  {NUMBER[6:]}".encode()),
        (b"log: " + b"0123456789abcdef" * 4, f"a: {NUMBER.translate(ARABIC)}".encode()),
    ],
)
def test_each_limit_and_oddity_is_left_to_the_close_one(taken: bytes, left: bytes) -> None:
    assert agree(taken)
    assert read_quickly(left) is None


def test_without_libyaml_it_takes_nothing_so_that_the_close_one_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert read_quickly(b"a: b") is None
