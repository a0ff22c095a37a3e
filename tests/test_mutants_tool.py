"""The table of `make mutants` counts what the tests notice, and passes nothing that they do not."""

import ast
from pathlib import Path

import pytest

from tools.mutants import PARTS, chosen, rows_of, shortfalls
from tools.mutating import (
    NO_TESTS,
    NOT_RUN,
    NOTICED,
    PLANTED,
    SURVIVED,
    TIMED_OUT,
    Mutant,
    copy_to,
    difference,
    read_ends,
    spare_words,
)

ROOT = Path(__file__).parent.parent


def ended(module: str, end: str, count: int) -> list[Mutant]:
    return [Mutant(module, f"x_find__mutmut_{n}", end) for n in range(1, count + 1)]


def planted(unreached: str = NO_TESTS, unheld: str = SURVIVED, held: str = NOTICED) -> list[Mutant]:
    ends = {"unreached": unreached, "unheld": unheld, "held": held}
    return [Mutant(PLANTED, f"x_{name}__mutmut_1", end) for name, end in ends.items()]


def test_a_module_is_a_line_and_a_change_with_which_the_tests_hang_is_noticed() -> None:
    gaps = ended("core/gaps", NOTICED, 7) + ended("core/gaps", TIMED_OUT, 1) + ended("core/gaps", SURVIVED, 2)
    assert rows_of([*gaps, *ended("files/disk", NO_TESTS, 10), *planted()]) == [
        ("core/gaps", "10", "7", "2", "1", "0", "80.0%"),
        ("files/disk", "10", "0", "0", "0", "10", "0.0%"),
        ("all", "20", "7", "2", "1", "10", "40.0%"),
    ]


@pytest.mark.parametrize(
    ("mutants", "said"),
    [
        ([*ended("core/gaps", NOTICED, 85), *ended("core/gaps", SURVIVED, 15)], []),
        (
            [*ended("core/gaps", NOTICED, 84), *ended("core/gaps", SURVIVED, 16)],
            ["all: 84.0% noticed, and 85% are asked for"],
        ),
        (
            [*ended("core/gaps", NOTICED, 84), *ended("core/gaps", NO_TESTS, 16)],
            ["all: 84.0% noticed, and 85% are asked for"],
        ),
        (
            [*ended("core/gaps", NOTICED, 99), *ended("files/disk", NOTICED, 14), *ended("files/disk", SURVIVED, 6)],
            ["files/disk: 70.0% noticed, and 75% are asked for"],
        ),
        ([*ended("core/gaps", NOTICED, 99), *ended("files/disk", SURVIVED, 10)], []),  # too small to be judged alone
        ([*ended("core/gaps", NOTICED, 99), *ended("core/gaps", NOT_RUN, 2)], ["2 changes were not tried"]),
        ([], ["all: 0.0% noticed, and 85% are asked for"]),
    ],
)
def test_too_little_noticed_is_said(mutants: list[Mutant], said: list[str]) -> None:
    assert list(shortfalls([*mutants, *planted()])) == said


@pytest.mark.parametrize(
    "control", [[], planted()[:2], planted(unheld=NOTICED), planted(unreached=SURVIVED), planted(held=SURVIVED)]
)
def test_where_the_control_is_not_told_apart_nothing_is_shown(control: list[Mutant]) -> None:
    said = list(shortfalls([*ended("core/gaps", NOTICED, 9), *control]))
    assert said == ["the control was not told apart: nothing is shown"]


def test_every_module_of_the_files_room_belongs_to_one_part_and_every_test_of_a_part_is_there() -> None:
    named = [module for part in PARTS for module in part.modules if part.room == "files"]
    there = [f"files/{path.stem}" for path in (ROOT / "navcheck" / "files").glob("*.py") if path.stem != "__init__"]
    assert sorted(named) == sorted(there)
    tests = {test for part in PARTS for test in part.tests}
    assert [test for test in tests if not (ROOT / test).is_file()] == []


@pytest.mark.parametrize("wanted", [["core/gaps"], ["core/gaps", "files/disk"], ["core"], []])
def test_what_is_named_is_tried_and_nothing_else(wanted: list[str]) -> None:
    found = [module for modules, _ in chosen(wanted) for module in modules]
    every = [module for part in PARTS for module in part.modules]
    assert found == [module for module in every if not wanted or {module, module.partition("/")[0]} & {*wanted}]


SAID = """
def refuse(path):
    name = "name"
    yield say("«Ålesund» is taken", name="other"), say_many(
        "one {thing}"
        " more",
        "many \\"things\\"", count, thing="thing",
    ), told("as it is")
"""
SPARED = SAID.replace('"«Ålesund» is taken"', '"""«Ålesund» is taken"""')
for _text in ('"one {thing}"', '" more"', '"many \\"things\\""'):
    SPARED = SPARED.replace(_text, f'""{_text}""')


def test_only_the_words_of_a_sentence_are_put_in_three_quotes() -> None:
    assert spare_words(SAID) == SPARED


@pytest.mark.parametrize("module", [module for part in PARTS for module in part.modules])
def test_the_words_stay_what_they_were(module: str) -> None:
    source = (ROOT / "navcheck" / f"{module}.py").read_text("utf-8")
    assert ast.dump(ast.parse(spare_words(source))) == ast.dump(ast.parse(source))


def test_a_difference_shows_the_function_before_and_after(tmp_path: Path) -> None:
    folder = tmp_path / "mutants" / "navcheck" / "core"
    folder.mkdir(parents=True)
    code = "".join(
        f"class Reader:\n    def xǁReaderǁfind__mutmut_{name}(self):\n        return {value}\n"
        for name, value in (("orig", 1), ("1", 2), ("10", 3))
    )
    (folder / "reading.py").write_text(code, encoding="utf-8")
    meta = '{"exit_code_by_key": {"navcheck.core.reading.xǁReaderǁfind__mutmut_1": 0}}'
    (folder / "reading.py.meta").write_text(meta, encoding="utf-8")
    (one,) = read_ends(tmp_path)
    assert difference(tmp_path, one).splitlines() == [
        "# core/reading Reader.find: survived",
        "@@ -1,2 +1,2 @@",
        " def find(self):",
        "-        return 1",
        "+        return 2",
    ]


@pytest.mark.slow
def test_the_tree_is_copied_without_what_is_hidden_and_is_told_what_to_do(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    copy_to(tree, ["core/gaps"], ["tests/core/test_gaps.py"])
    assert not list(tree.glob(".*"))
    assert not (ROOT / "setup.cfg").exists()
    assert not (ROOT / "navcheck" / f"{PLANTED}.py").exists()
    told = (tree / "setup.cfg").read_text("utf-8")
    assert "    navcheck/core/gaps.py\n    navcheck/core/planted.py\n" in told
    assert "    tests/core/test_gaps.py\n    tests/test_planted.py\n" in told
