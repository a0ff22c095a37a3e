"""A build is saved whole: what somebody has edited stays, and what a build left that broke off is known as such."""

import errno
import os
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.core.words import ReportEdition
from navcheck.files.manifest import MANIFEST_FILE, SUMS_FILE, Output, OutputName, read_manifest, sum_of
from navcheck.files.report_folder import TEMPLATE_FILE
from navcheck.files.report_inputs import take_sums
from navcheck.files.report_saving import Saved, in_the_way, look_at, save_report
from tests.files.test_manifest import manifest
from tests.files.test_survey_folder import folder as survey

__all__ = ["survey"]  # the fixture: a survey of three offices
CSV: OutputName = "rapport.csv"
HTML: OutputName = "rapport.html"


def build(survey: Path, template: bytes | None = None, **raws: bytes) -> Saved:
    """Save a build of the files that are given as `csv=…`."""
    files: dict[OutputName, bytes] = {name: raws[name.partition(".")[2]] for name in (CSV, HTML) if name[8:] in raws}
    outputs = {name: Output(sha256=sum_of(raw), edition=ReportEdition.NAMED) for name, raw in files.items()}
    inputs = {**take_sums(survey), **({f"report/{TEMPLATE_FILE}": sum_of(template)} if template is not None else {})}
    made = manifest(inputs=inputs, outputs=outputs)
    return save_report(look_at(survey / "report", "agder-2026"), made, files, template)


def there(survey: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (survey / "report").iterdir()}


def test_what_was_built_lies_there_with_its_manifest_and_its_sums(survey: Path) -> None:
    saved = build(survey, csv=b"a", html=b"b")
    assert saved.written == (CSV, HTML)
    assert [path.name for path in saved.there] == [CSV, HTML, MANIFEST_FILE, SUMS_FILE]
    found = there(survey)
    assert ({*found}, found[CSV]) == ({CSV, HTML, MANIFEST_FILE, SUMS_FILE}, b"a")
    written = read_manifest(survey / "report" / MANIFEST_FILE)
    assert ({*written.outputs}, written.pending, written.earlier) == ({CSV, HTML}, {}, {})
    assert build(survey, csv=b"a", html=b"b").written == ()
    assert build(survey, csv=b"c", html=b"b").written == (CSV,)
    assert there(survey)[CSV] == b"c"


def test_a_file_of_an_earlier_build_is_known_and_of_a_later_one_replaced(survey: Path) -> None:
    build(survey, csv=b"a")
    build(survey, html=b"b")
    assert read_manifest(survey / "report" / MANIFEST_FILE).earlier == {CSV: sum_of(b"a")}
    assert build(survey, csv=b"c").written == (CSV,)


def test_what_somebody_has_edited_stays_and_is_told_and_the_rest_is_written(survey: Path) -> None:
    build(survey, csv=b"a", html=b"b")
    (survey / "report" / CSV).write_bytes(b"mine")
    saved = build(survey, csv=b"c", html=b"d")
    assert (saved.left, saved.written) == ((CSV,), (HTML,))
    assert (there(survey)[CSV], there(survey)[HTML]) == (b"mine", b"d")
    (problem,) = in_the_way(Path("report"), saved.left)
    assert f"{problem.at}: {problem.code}: {problem.message} → {problem.hint}" == (
        "report/rapport.csv: edited: not written: this file was changed since it was built"
        " → move it to another place or delete it, and run the same command again"
    )


def test_a_file_that_is_already_as_it_would_be_built_is_not_edited(survey: Path) -> None:
    (survey / "report").mkdir()
    (survey / "report" / CSV).write_bytes(b"a")
    (survey / "report" / HTML).write_bytes(b"mine")
    saved = build(survey, csv=b"a", html=b"b")
    assert (saved.left, saved.written) == ((HTML,), ())


def test_a_template_is_kept_until_another_one_is_given(survey: Path) -> None:
    build(survey, template=b"first", csv=b"a")
    assert there(survey)[TEMPLATE_FILE] == b"first"
    build(survey, csv=b"b")
    build(survey, template=b"first", csv=b"b")
    assert there(survey)[TEMPLATE_FILE] == b"first"
    build(survey, template=b"second", csv=b"b")
    assert there(survey)[TEMPLATE_FILE] == b"second"


@pytest.mark.parametrize("first", [True, False])
def test_a_build_that_breaks_off_has_said_what_it_was_about_to_write(
    survey: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    """A file that has the new sum already was left by that build: nobody has edited it."""
    if not first:
        build(survey, csv=b"a", html=b"b")
    real, done = os.fsync, list[int]()

    def fsync(handle: int) -> None:
        if (survey / "report" / CSV).exists() and (survey / "report" / CSV).read_bytes() == b"c":
            done.append(handle)
        if len(done) > 1:  # the folder of the first file is through; the next is not
            raise OSError(errno.ENOSPC, "by the test")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(NavcheckError) as caught:
        build(survey, csv=b"c", html=b"d")
    monkeypatch.undo()
    assert [problem.code for problem in caught.value.problems] == ["not-saved"]
    assert (there(survey)[CSV], there(survey).get(HTML)) == (b"c", None if first else b"b")
    last = read_manifest(survey / "report" / MANIFEST_FILE)
    assert last.pending == {CSV: (sum_of(b"c"),), HTML: (sum_of(b"d"),)}
    assert {name: output.sha256 for name, output in last.outputs.items()} == (
        {} if first else {CSV: sum_of(b"a"), HTML: sum_of(b"b")}
    )
    saved = build(survey, csv=b"e", html=b"f")
    assert (saved.left, saved.written) == ((), (CSV, HTML))


def test_nothing_is_saved_where_an_input_is_not_what_was_read(survey: Path) -> None:
    files: dict[OutputName, bytes] = {CSV: b"a"}
    output = Output(sha256=sum_of(b"a"), edition=ReportEdition.NAMED)
    made = manifest(inputs=take_sums(survey), outputs={CSV: output})
    (survey / "facts.csv").write_text("id\n", "utf-8")
    with pytest.raises(NavcheckError) as caught:
        save_report(look_at(survey / "report"), made, files)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.at)) == ("changed-meanwhile", (survey / "facts.csv").as_posix())
    assert not (survey / "report").exists()


def test_a_manifest_of_another_survey_counts_as_none_and_is_told(survey: Path) -> None:
    build(survey, csv=b"a")
    shelf = look_at(survey / "report", "agder-2025")
    assert (shelf.manifest, shelf.is_edited(CSV)) == (None, True)
    (problem,) = shelf.problems
    assert f"{problem.at}: {problem.code}: {problem.message} → {problem.hint}" == (
        f"{(survey / 'report' / MANIFEST_FILE).as_posix()}: other-survey: "
        "this report was built from another survey, «agder-2026»"
        " → move what lies in the folder to where it belongs; your own texts can stay"
    )


def test_a_large_file_is_known_again(survey: Path) -> None:
    raw = bytes(2_000_000)
    build(survey, csv=raw)
    assert (build(survey, csv=raw).written, look_at(survey / "report").is_edited(CSV)) == ((), False)
