"""The manifest is read back as it was written; what is no manifest is refused with its places."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.problems import NavcheckError
from navcheck.core.words import ReportEdition, Severity
from navcheck.files.manifest import (
    Counts,
    Kept,
    Manifest,
    Options,
    Output,
    OutputName,
    contents_of,
    parse_manifest,
    read_manifest,
    sum_of,
    write_manifest,
    write_sums,
)
from navcheck.files.report_saving import NAMES
from navcheck.render.forms.zipping import write_zip

COUNTS = Counts(offices=3, responses=2, points=dict.fromkeys(Severity, 1), signals=0)
SUMS = st.text("0123456789abcdef", min_size=64, max_size=64)
PATHS = st.from_regex(r"(\.\./)?[a-zæøå0-9][a-zæøå0-9 ,'\"#&-]{0,20}(/[a-z0-9]{1,8})?\.(yaml|md)", fullmatch=True)


def manifest(**fields: object) -> Manifest:
    return Manifest.model_validate(
        {
            "navcheck": "manifest/1",
            "version": "0.1.0",
            "survey": "agder-2026",
            "day": date(2026, 11, 21),
            "language": "nb",
            "options": Options(formats=("docx", "csv"), named=False, public=False, drafts=True),
            "inputs": {"survey.yaml": "0" * 64},
            "counts": COUNTS,
            "outputs": {"rapport.csv": Output(sha256="1" * 64, edition=ReportEdition.NAMED)},
            **fields,
        }
    )


@given(
    st.dictionaries(PATHS, SUMS, max_size=5),
    st.lists(PATHS, max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(NAMES), SUMS, max_size=3),
    st.dictionaries(st.sampled_from(NAMES), st.lists(SUMS, min_size=1, max_size=3).map(tuple), max_size=3),
)
def test_what_is_written_is_read_back(
    inputs: dict[str, str],
    left_out: tuple[str, ...],
    earlier: dict[OutputName, str],
    pending: dict[OutputName, tuple[str, ...]],
) -> None:
    kept = Kept(day=date(2026, 10, 1), sha256="2" * 64, inputs=inputs, counts=COUNTS)
    one = manifest(inputs=inputs, left_out=left_out, earlier=earlier, kept=kept, pending=pending)
    assert parse_manifest(write_manifest(one), "manifest.json") == one


def test_it_is_plain_json_with_the_day_and_no_clock() -> None:
    raw = write_manifest(manifest())
    assert raw.endswith(b"}\n")
    document = json.loads(raw)
    assert document["day"] == "2026-11-21"
    assert not {"kept", "earlier", "pending"} & set(document)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"language": "nb"', '"language": "sv"', "«sv» cannot be used here; choose nb, nn, en"),
        ('"day": "2026-11-21"', '"day": "i går"', "«i går» is not a date"),
        ('"offices": 3', '"offices": "three"', "«three» is not a number"),
        ("1" * 64, "1" * 63, "is not a SHA-256 sum"),
        ('"version"', '"user": "ola", "version"', "«user» is not a key that is used here"),
        ('"rapport.csv"', '"../survey.yaml"', "cannot be used here; choose rapport.docx"),
        ('"manifest/1"', '"manifest/2"', "«manifest/2» cannot be used here"),
    ],
)
def test_what_is_no_manifest_is_refused_with_its_place(before: str, after: str, said: str) -> None:
    text = write_manifest(manifest()).decode()
    assert before in text
    with pytest.raises(NavcheckError) as caught:
        parse_manifest(text.replace(before, after).encode(), "manifest.json")
    said_all = [str(problem.message) for problem in caught.value.problems]
    assert any(said in words for words in said_all), said_all
    assert all(problem.at is not None and problem.at.line is not None for problem in caught.value.problems)


def test_a_zip_is_known_by_what_is_in_it_in_its_order() -> None:
    one, other = write_zip({"a": b"1", "b": b"2"}), write_zip({"b": b"2", "a": b"1"})
    assert contents_of(one) != contents_of(other)
    assert contents_of(b"no zip") is None


def test_the_sums_are_sorted_and_as_seen_from_the_report_s_folder() -> None:
    one = manifest(inputs={"survey.yaml": "0" * 64, "report/mal.docx": "3" * 64, "../agder-2025/plan.yaml": "4" * 64})
    raw = write_manifest(one)
    assert write_sums(one, raw).decode().splitlines() == [
        f"{'4' * 64}  ../../agder-2025/plan.yaml",
        f"{'0' * 64}  ../survey.yaml",
        f"{'3' * 64}  mal.docx",
        f"{sum_of(raw)}  manifest.json",
        f"{'1' * 64}  rapport.csv",
    ]


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes(write_manifest(manifest()))
    (tmp_path / "manifest.json").symlink_to("other.json")
    with pytest.raises(NavcheckError) as caught:
        read_manifest(tmp_path / "manifest.json")
    assert [problem.code for problem in caught.value.problems] == ["not-a-file"]
    assert read_manifest(tmp_path / "other.json") == manifest()


@pytest.mark.parametrize("field", ["outputs", "earlier", "pending", "kept"])
def test_a_file_is_known_by_any_sum_that_a_build_gave_it(field: str) -> None:
    mine = "5" * 64
    given: dict[str, object] = {
        "outputs": {"rapport.docx": Output(sha256=mine, edition=ReportEdition.NAMED)},
        "earlier": {"rapport.docx": mine},
        "pending": {"rapport.docx": (mine,)},
        "kept": Kept(day=date(2026, 10, 1), sha256=mine, inputs={}, counts=COUNTS),
    }
    one = manifest(**{"outputs": {}, field: given[field]})
    assert one.known("rapport.docx", "rapport.docx") == {mine}
    assert one.known("rapport.html", "rapport.docx") == frozenset()
