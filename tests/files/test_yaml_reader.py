import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.guard import LONGEST_TEXT
from navcheck.core.problems import Loaded, NavcheckError, Problem
from navcheck.files.yaml_quick import DEEPEST, MOST_NODES
from navcheck.files.yaml_reader import is_whole, parse_yaml

SYNTHETIC = "01816550072"  # month + 80: nobody's
WHOLE = """\
navcheck: response/1
answers:
  rutine:
    value: nei
    comment: "Å: 😀"
  kanaler: {value: [brosjyre, samtale], comment: to}
  lang: >-
    over flere
    linjer
asked:
- rutine
-   - inni
...
"""


def read(text: str) -> Loaded[dict[str, Any]]:
    return parse_yaml(text.encode(), "svar.yaml")


def refused(raw: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(NavcheckError) as caught:
        parse_yaml(raw.encode() if isinstance(raw, str) else raw, "svar.yaml")
    return caught.value.problems


def told(raw: str | bytes) -> list[str]:
    return [f"{problem.at} {problem.code}" for problem in refused(raw)]


def test_a_document_is_mappings_lists_and_texts() -> None:
    assert read(WHOLE).document == {
        "navcheck": "response/1",
        "answers": {
            "rutine": {"value": "nei", "comment": "Å: 😀"},
            "kanaler": {"value": ["brosjyre", "samtale"], "comment": "to"},
            "lang": "over flere linjer",
        },
        "asked": ["rutine", ["inni"]],
    }


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("navcheck",), "1:11", "1:1"),
        (("answers", "rutine"), "4:5", "3:3"),
        (("answers", "rutine", "value"), "4:12", "4:5"),
        (("answers", "rutine", "comment"), "5:14", "5:5"),
        (("answers", "kanaler"), "6:12", "6:3"),
        (("answers", "kanaler", "value"), "6:20", "6:13"),
        (("answers", "kanaler", "value", 0), "6:21", "6:13"),
        (("answers", "kanaler", "value", 1), "6:31", "6:13"),
        (("answers", "kanaler", "comment"), "6:50", "6:41"),
        (("answers", "lang"), "7:9", "7:3"),
        (("asked", 0), "11:3", "10:1"),
        (("asked", 1, 0), "12:7", "10:1"),
    ],
)
def test_a_path_has_the_place_of_its_value_and_of_its_key(path: tuple[str | int, ...], value: str, key: str) -> None:
    where = read(WHOLE).where
    assert str(where(*path)) == f"svar.yaml:{value}"
    if isinstance(path[-1], str):
        assert str(where(*path, key=True)) == f"svar.yaml:{key}"


def test_a_path_that_the_file_does_not_have_is_placed_as_far_as_it_goes() -> None:
    where = read(WHOLE).where
    assert str(where("answers", "rutine", "instead")) == "svar.yaml:4:5"
    assert str(where("answers", "by_value", "rutine", "value")) == "svar.yaml:4:12"
    assert str(where("offices", 3)) == str(where()) == "svar.yaml:1:1"


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


TEXTS = st.text(st.sampled_from("abøÅ😀 :#-'\"{}[],&*!|>%@`?\n~0"), max_size=12)
KEYS = st.text(st.sampled_from("abøÅ :#'<~01-"), min_size=1, max_size=8)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


def marks(node: yaml.Node | None, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield each path with the place of its value and of its key, as PyYAML's own composer has them."""
    steps: list[tuple[str | int, yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        steps = [(key.value, value, key) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        steps = [(n, value, value) for n, value in enumerate(node.value)]
    for step, value, key in steps:
        yield (*path, step), at(value), at(key)
        yield from marks(value, (*path, step))


def at(node: yaml.Node) -> str:
    return f"svar.yaml:{node.start_mark.line + 1}:{node.start_mark.column + 1}"


STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "indent": st.integers(1, 7),
        "width": st.sampled_from([40, 200]),
    }
)


@given(st.dictionaries(KEYS, TREES, max_size=5), STYLES)
def test_places_are_those_that_pyyaml_itself_composes(document: dict[str, Any], style: dict[str, Any]) -> None:
    text = yaml.dump(document, Dumper=NoAliases, allow_unicode=True, **style)
    loaded = read(text)
    assert loaded.document == document
    for path, value, key in marks(yaml.compose(text, Loader=yaml.SafeLoader)):
        assert str(loaded.where(*path)) == value
        if isinstance(path[-1], str):
            assert str(loaded.where(*path, key=True)) == key


@pytest.mark.parametrize(
    "written",
    [
        "no", "yes", "on", "y", "n", "true", "False", "null", "~", "Null", "0301", "0o17", "0x1F", "1_000", "+1", "1e3",
        "12:30", "1.10", "2021.10", ".inf", ".NaN", "2026-11-21", "2026-11-21 12:30:00", "=", "--", "1 234",
    ],
)  # fmt: skip
def test_what_other_readers_would_turn_into_something_else_stays_text(written: str) -> None:
    assert read(f"svar: {written}\nliste: [a, {written}]\n").document["svar"] == written
    assert read(f"{written}: svar\n").document == {written: "svar"}


def test_a_key_with_nothing_behind_it_is_not_there() -> None:
    assert read("a:\nb: 1\nc:\n").document == {"b": "1"}
    assert read("- a:\n  b: 1\n".replace("- ", "c:\n- ")).document == {"c": [{"b": "1"}]}
    assert read("a: # en merknad\n").document == {}


@pytest.mark.parametrize("written", ["''", '""', "|\n  "])
def test_an_empty_text_in_quotation_marks_is_a_text(written: str) -> None:
    assert read(f"a: {written}\nb: 1\n").document == {"a": "", "b": "1"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: {nb: Prøve, på nytt}\n", "1:23"),
        ("a: {nb: , nn: Ja}\n", "1:9"),
        ("a:\n  {b: c,\n   d}\n", "3:5"),
        ("{a, b: c}\n", "1:3"),
    ],
)
def test_in_braces_a_text_that_a_comma_cut_in_two_is_not_read_as_half_of_it(text: str, place: str) -> None:
    (problem,) = refused(text)
    assert (str(problem.at), problem.code) == (f"svar.yaml:{place}", "empty-value")
    assert "quotation marks" in str(problem.hint)


def test_nothing_in_a_list_is_a_slip() -> None:
    assert told("a:\n  - b\n  -\n  - c\n") == ["svar.yaml:3:4 empty-item"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &b c\n", "1:4 yaml-anchor"),
        ("a: &b\n", "1:4 yaml-anchor"),
        ("a: &b {c: d}\n", "1:4 yaml-anchor"),
        ("a: b\nc: *b\n", "2:4 yaml-alias"),
        ("a: !x b\n", "1:4 yaml-tag"),
        ("a: !!python/object:os.system b\n", "1:4 yaml-tag"),
        ("a: ! b\n", "1:4 yaml-tag"),
        ("<<: {a: b}\n", "1:1 yaml-merge"),
        ("%YAML 1.1\n---\na: b\n", "1:1 yaml-directive"),
        ("%TAG ! tag:x,2000:\n---\na: b\n", "1:1 yaml-directive"),
        ("a: b\n---\nc: d\n", "2:1 yaml-second-document"),
        ("a: b\n...\n---\n", "3:1 yaml-second-document"),
        ("a: b\nc: d\na: e\n", "3:1 duplicate-key"),
        ("a: {b: 1, b: 2}\n", "1:11 duplicate-key"),
        ('a: b\n"a": c\n', "2:1 duplicate-key"),
        ("? [a]\n: b\n", "1:3 yaml-key"),
        ("{a: b}: c\n", "1:1 yaml-key"),
        ("- a\n", "1:1 not-a-document"),
        ("bare tekst\n", "1:1 not-a-document"),
        ("# bare en merknad\n", "1:1 not-a-document"),
    ],
)
def test_what_yaml_has_and_navcheck_does_not_use_is_refused_where_it_stands(text: str, problem: str) -> None:
    assert told(text) == [f"svar.yaml:{problem}"]


def test_a_merge_key_in_quotation_marks_is_a_word() -> None:
    assert read('"<<": a\n').document == {"<<": "a"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c\n", "1:5"),
        ("a: 'b\nc: d\n", "1:4"),
        ("a: [b\nc: d\n", "1:4"),
        ("a:\n  - b\n c: d\n", "3:2"),
        ("a:\n\t- b\n", "2:1"),
        ("a: @b\n", "1:4"),
        ("a:\n  b: 1\n c: 2\n", "3:2"),
        ("a: b\n- c\n", "2:1"),
        ('a: "\\q"\n', "1:5"),
    ],
)
def test_what_is_no_yaml_is_one_problem_with_a_cure(text: str, place: str) -> None:
    (problem,) = refused(text)
    assert (f"{problem.at}", problem.code) == (f"svar.yaml:{place}", "yaml-syntax")
    assert problem.hint is not None


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("a: 'b\nc: d\n", "a quotation mark or a bracket is not closed"),
        ("a: {b: c\nd: e\n", "a quotation mark or a bracket is not closed"),
        ("a: b: c\n", "put a text that holds a colon in quotation marks"),
        ("a:\n  b: 1\n c: 2\n", "put a text that holds a colon in quotation marks"),
        ("a:\n  - b\n c: d\n", "put a text that holds a colon in quotation marks"),
        ("a:\n\t- b\n", "indent with spaces, not tabs"),
        ("a: @b\n", "indent with spaces, not tabs"),
        ('a: "\\q"\n', "compare the line with a file that works"),
    ],
)
def test_the_cure_fits_what_is_wrong_with_the_yaml(text: str, cure: str) -> None:
    assert str(refused(text)[0].hint).startswith(cure)


def test_all_problems_up_to_where_reading_stops_come_at_once() -> None:
    assert told("a: &x b\nc: !y d\na: e\nf: *x\ng: &z h\n") == [
        "svar.yaml:1:4 yaml-anchor",
        "svar.yaml:2:4 yaml-tag",
        "svar.yaml:3:1 duplicate-key",
        "svar.yaml:4:4 yaml-alias",
    ]


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "b" + "]" * (depth - 1) + "\n"


def test_twelve_levels_are_read_and_thirteen_are_not() -> None:
    assert DEEPEST == 12
    assert read(nested(DEEPEST)).document
    assert told(nested(DEEPEST + 1)) == [f"svar.yaml:1:{3 + DEEPEST} too-deep"]


def test_what_is_nested_without_end_is_refused_at_once() -> None:
    assert told("a: " + "[" * 25_000) == [f"svar.yaml:1:{3 + DEEPEST} too-deep"]
    assert told("- " * 400_000) == [f"svar.yaml:1:{2 * DEEPEST + 1} too-deep"]


def with_nodes(count: int) -> str:
    return "a:\n" + "- b\n" * (count - 3)


def test_twenty_thousand_values_are_read_and_one_more_is_not() -> None:
    assert MOST_NODES == 20_000
    assert len(read(with_nodes(MOST_NODES)).document["a"]) == MOST_NODES - 3
    assert told(with_nodes(MOST_NODES + 1)) == [f"svar.yaml:{MOST_NODES - 1}:3 too-many-nodes"]


def test_keys_and_empty_values_count_too() -> None:
    assert read("".join(f"k{n}:\n" for n in range(9_999))).document == {}
    assert told("".join(f"k{n}:\n" for n in range(10_000))) == ["svar.yaml:10000:7 too-many-nodes"]


def test_a_text_of_twenty_thousand_characters_is_read_and_one_more_is_not() -> None:
    assert LONGEST_TEXT == 20_000
    assert read(f"a: {'ø' * LONGEST_TEXT}\n").document["a"] == "ø" * LONGEST_TEXT
    assert told(f"a: {'ø' * (LONGEST_TEXT + 1)}\n") == ["svar.yaml:1:4 text-too-long"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"a: {SYNTHETIC}\n", "1:4"),
        (f"a:\n  - b\n  - gjelder {SYNTHETIC[:6]} {SYNTHETIC[6:]}\n", "3:5"),
        (f"a: |\n  en\n  {SYNTHETIC}\n", "1:4"),
        (f"a: b\n{SYNTHETIC}: c\n", "2:1"),
        (f"a: b\n? fnr {SYNTHETIC}\n: c\n", "2:3"),
        (f"a: '{SYNTHETIC[:4]}\u200b{SYNTHETIC[4:]}'\n", "1:4"),
    ],
)
def test_a_personal_number_is_refused_in_a_value_and_in_a_key_and_not_repeated(text: str, place: str) -> None:
    (problem,) = refused(text)
    assert (str(problem.at), problem.code) == (f"svar.yaml:{place}", "personal-number")
    assert SYNTHETIC[6:] not in f"{problem.message} {problem.hint}"


def test_a_sum_is_no_personal_number() -> None:
    sha256 = f"{SYNTHETIC}{'a' * 53}"
    assert read(f"sha256: {sha256}\n").document == {"sha256": sha256}


def test_what_cannot_be_seen_is_taken_out_and_told_of() -> None:
    loaded = read('a: "\\e[31mrød\\e[0m"\nb: f\u200bør\nc: A\u030amli\n')
    assert loaded.document == {"a": "rød", "b": "før", "c": "Åmli"}
    assert [f"{note.at} {note.code}" for note in loaded.notes] == ["svar.yaml:1:4 cleaned", "svar.yaml:2:4 cleaned"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "1:1 empty-file"),
        (b" \n\n", "1:1 empty-file"),
        (b"\xef\xbb\xbf", "1:1 empty-file"),
        ("a: bø\n".encode("utf-16"), "1:1 encoding"),
        ("a: bø\n".encode("utf-16-be", "strict").join([b"\xfe\xff", b""]), "1:1 encoding"),
        ("a: b\nc: bø\n".encode("cp1252"), "2:5 encoding"),
        (b"a: \xed\xa0\x80\n", "1:4 encoding"),
        (b"a: b\nc: d\x00\n", "2:5 control-character"),
        (b"a: \x1b[2J\n", "1:4 control-character"),
        ("a: b\uffff\n".encode(), "1:5 control-character"),
        (b"a: b\n<<<<<<< HEAD\nc: d\n", "2:1 conflict-marks"),
        (b"a: b\n=======\n", "2:1 conflict-marks"),
        (b"a: b\n>>>>>>> other\n", "2:1 conflict-marks"),
        (b"\n<!DOCTYPE html>\n<html></html>\n", "1:1 web-page"),
        (b"<html><body>Logg inn</body></html>\n", "1:1 web-page"),
        (b'<?xml version="1.0"?>\n', "1:1 web-page"),
    ],
)
def test_what_is_no_text_of_ours_is_refused_before_it_is_read(raw: bytes, problem: str) -> None:
    assert told(raw) == [f"svar.yaml:{problem}"]
    assert refused(raw)[0].hint is not None


def test_a_row_of_seven_signs_in_a_text_is_no_conflict_mark() -> None:
    assert read("a: |\n  =======\n  <<<<<<< HEAD\n").document == {"a": "=======\n<<<<<<< HEAD\n"}
    assert read("a: b\n#======== c\n").document == {"a": "b"}


def test_a_byte_order_mark_is_passed_over_with_a_note() -> None:
    loaded = parse_yaml(b"\xef\xbb\xbf" + WHOLE.encode(), "svar.yaml")
    assert loaded.document == read(WHOLE).document
    assert str(loaded.where("navcheck")) == "svar.yaml:1:11"
    assert [note.code for note in loaded.notes] == ["byte-order-mark"]
    assert read(WHOLE).notes == ()


def test_windows_line_endings_change_nothing() -> None:
    loaded = parse_yaml(WHOLE.replace("\n", "\r\n").encode(), "svar.yaml")
    assert loaded.document == read(WHOLE).document
    assert str(loaded.where("answers", "kanaler", "value", 1)) == "svar.yaml:6:31"
    assert loaded.notes == ()


@pytest.mark.parametrize("end", ["...\n", "...\r\n", "...\n\n  \n"])
def test_a_document_is_whole_when_it_ends_in_its_mark(end: str) -> None:
    assert is_whole(f"a: b\n{end}".encode())


@pytest.mark.parametrize(
    "end", ["", "...", "..\n", "....\n", " ...\n", "...\n# mer\n", "...\n---\n", "a: ...\n", "... a\n"]
)
def test_a_document_without_its_mark_as_the_last_line_is_not_whole(end: str) -> None:
    assert not is_whole(f"a: b\n{end}".encode())


def test_a_document_cut_at_any_byte_is_not_whole() -> None:
    raw = WHOLE.encode()
    assert is_whole(raw)
    assert [length for length in range(len(raw)) if is_whole(raw[:length])] == []


@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from("ab:-[]{}&*!|>'\"%#?,\n\t \\<.~@`\u0085\u2028ø"), max_size=60).map(str.encode)
)
def test_any_bytes_are_read_or_refused_with_a_place(raw: bytes) -> None:
    try:
        loaded = parse_yaml(raw, "svar.yaml")
    except NavcheckError as error:
        assert all(re.fullmatch(r"svar\.yaml(:\d+:\d+)?", str(problem.at)) for problem in error.problems)  # noqa: PT017
    else:
        assert str(loaded.where()) == "svar.yaml:1:1"
