"""P6: what fuzzing found is tried again, in a child with a gigabyte; and the fuzzer finds what is planted.

tests/fuzz_corpus has a folder a target: `crash-…` once made it fail, `seed-…` leads far into the code. The controls
read the same with what stands behind our readers, and nothing around it.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from navcheck.core.privacy import find_stops
from tests.promises import Proof
from tools import fuzz
from tools.fuzzing import numbers, workbooks
from tools.fuzzing.asked import asked
from tools.fuzzing.every import CONTROL, TARGETS
from tools.fuzzing.running import SECONDS_EACH, run
from tools.fuzzing.target import CORPUS, LONGEST, ROOT, Target, text_of

SECONDS = 2
HAS_ATHERIS = find_spec("atheris") is not None
needs_atheris = pytest.mark.skipif(not HAS_ATHERIS, reason="atheris is not installed: make fuzz brings it, on Linux")


def files_of(name: str) -> list[Path]:
    return sorted((CORPUS / name).iterdir())


def replay(name: str, paths: list[Path]) -> Iterator[dict[str, object]]:
    """Put inputs through a target in a child; of one that ends the child, that is what is told."""
    words = [sys.executable, "-m", "tools.fuzzing.replay", name, *map(str, paths)]
    limit = SECONDS_EACH * len(paths) + 60
    ran = subprocess.run(words, check=False, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=limit)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    yield from (one for one in told if "file" in one)
    if not told or "begins" in told[-1]:
        yield {
            "file": told[-1]["begins"] if told else "",
            "seconds": 0,
            "failed": f"ended with {ran.returncode}: {ran.stderr}",
        }


@pytest.mark.slow
@pytest.mark.proof("P6")
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_that_fuzzing_found_crashes_hangs_or_fills_the_memory(name: str, proof: Proof) -> None:
    paths = list(proof.some(files_of(name)))
    told = list(replay(name, paths))
    for one in told:
        proof.count(survived=not one["failed"] and float(str(one["seconds"])) < SECONDS)
    lost = sum(is_lost(PLAIN[name], path.read_bytes()) for path in paths)
    # A traceback is not a crash of the machine, so it is no control of this promise; the bombs have one.
    proof.note(f"{name}: {lost} of {len(paths)} end a plain script with a traceback")
    assert [one["file"] for one in told] == [path.name for path in paths]
    assert not [one for one in told if one["failed"]]
    assert not [one for one in told if float(str(one["seconds"])) >= SECONDS]
    assert lost > 0


def in_xml(raw: bytes) -> None:
    """Write a text into XML as it came."""
    fromstring(f"<a>{escape(text_of(raw))}</a>".encode())


def import_table(raw: bytes) -> None:
    """Read a table as a script would that was written for a table with nothing wrong."""
    numbers_of = {office.name: n for n, office in enumerate(asked().survey.offices)}
    for row in csv.DictReader(io.StringIO(raw.decode()), delimiter=";", strict=True):
        numbers_of[row["Nav-kontor"]] += 1


def open_workbook(raw: bytes) -> None:
    whole = io.BytesIO(workbooks.packed(workbooks.GOOD | workbooks.parts_of(raw)))
    for sheet in load_workbook(whole, read_only=True).worksheets:
        list(sheet.values)


def keep(raw: bytes) -> None:
    """Keep a text as it came, whomever it names."""
    assert not find_stops(numbers.spelt(text_of(raw)))


PLAIN: dict[str, Callable[[bytes], object]] = {
    "documents": yaml.safe_load,
    "tables": import_table,
    "objects": json.loads,
    "workbooks": open_workbook,
    "replies": lambda raw: json.loads(b"{" + raw + b"}"),
    "chapters": in_xml,
    "texts": in_xml,
    "numbers": keep,
}


def is_lost(read: Callable[[bytes], object], raw: bytes) -> bool:
    try:
        read(raw)
    except Exception:  # noqa: BLE001 -- a traceback of any kind is what people would see
        return True
    return False


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_begins_with_inputs_and_they_are_small(name: str) -> None:
    raws = [path.read_bytes() for path in files_of(name)]
    assert len(raws) == len(set(raws)) > 0
    assert max(map(len, raws)) <= LONGEST
    assert [*TARGETS[name].seeds()]


def test_there_is_no_input_of_a_target_that_is_not_there() -> None:
    assert {path.name for path in CORPUS.iterdir()} == TARGETS.keys()


def test_no_input_holds_a_number_that_may_be_somebodys() -> None:
    for path in sorted(CORPUS.rglob("*-*")):
        text = text_of(path.read_bytes())
        for found in find_stops(text):
            digits = "".join(str(int(sign)) for sign in text[found.start : found.end] if sign.isdecimal())
            assert int(digits[2:4]) > 40, f"{path.name}: raise the month by 80"


@pytest.mark.parametrize("name", [*TARGETS, CONTROL.name])
def test_no_seed_fails_in_its_target(name: str) -> None:
    target = TARGETS.get(name, CONTROL)
    for raw in target.seeds():
        target.act(raw)


@needs_atheris
@pytest.mark.slow
def test_a_planted_defect_is_found_kept_and_told_with_the_way_to_see_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run(CONTROL, 60, crashes=tmp_path)
    (path,) = found.crashes
    assert path.parent == tmp_path / CONTROL.name
    assert path.read_bytes().startswith(b"kvp!")
    with pytest.raises(ZeroDivisionError):
        CONTROL.act(path.read_bytes())
    assert fuzz.verdict([found]) == fuzz.FOUND
    said = capsys.readouterr().out
    assert "ZeroDivisionError" in said
    assert f"tools.fuzzing.replay {CONTROL.name} {path.as_posix()}" in said


@needs_atheris
@pytest.mark.slow
def test_a_target_that_was_not_tried_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(Target("nowhere", CONTROL.act, CONTROL.seeds), 1, crashes=tmp_path)
    assert (found.runs, found.crashes, found.worked) == (0, (), False)
    assert fuzz.verdict([found]) == fuzz.NOT_TRIED
    assert "nowhere was not tried" in capsys.readouterr().err


@pytest.mark.skipif(HAS_ATHERIS, reason="atheris is installed")
def test_without_the_fuzzer_nothing_is_said_to_be_fuzzed(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["1"]) == fuzz.NOT_TRIED
    assert "atheris is not installed" in capsys.readouterr().err
