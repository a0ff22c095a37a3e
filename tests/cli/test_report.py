"""The report lies in the survey's own folder with what it was built from; what somebody has edited is never touched."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from navcheck.files.bundled import bundled
from navcheck.files.report_saving import NAMES
from navcheck.render.report import FORMATS as WRITERS
from tests.cli.report_desk import COMMENTS, OUTPUTS, TEXT, copy_desk, edit, make_desk, template
from tests.program import Ran, run

SYNTHETIC = "01816550072"  # month + 80: nobody's
TOMORROW = date(2026, 11, 22)
# The quickest, one that is edited in Word and two that are not.
FEW = ("--format", "docx", "--format", "csv", "--format", "json")
SOME = ("rapport.docx", "rapport.csv", "rapport.json")
KILLED = str(Path(__file__).parent / "killed_building.py")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def survey(made: Path, tmp_path: Path) -> Path:
    return copy_desk(made, tmp_path / "outputs")


def report(survey: Path, *words: str | Path, today: date = TOMORROW, language: str = "en") -> Ran:
    return run("report", survey, *words, today=today, language=language)


def built(survey: Path, *words: str | Path, today: date = TOMORROW) -> dict[str, bytes]:
    """Build a report, and return the files of its folder."""
    ran = report(survey, *words, today=today)
    assert ran.code == 0, ran.out + ran.err
    return files_of(survey)


def files_of(survey: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((survey / "report").iterdir()) if path.is_file()}


def manifest(survey: Path) -> dict[str, object]:
    document = json.loads((survey / "report" / "manifest.json").read_text("utf-8"))
    assert isinstance(document, dict)
    return document


def set_comment_deadline(survey: Path, day: str) -> None:
    path = survey / "survey.yaml"
    path.write_text(path.read_text("utf-8").replace("\nbefore:", f"\ncomment_deadline: {day}\nbefore:"), "utf-8")


# What is built.


def test_all_formats_are_built_and_their_paths_are_the_result(survey: Path) -> None:
    ran = report(survey)
    names = (*OUTPUTS, "manifest.json", "SHA256SUMS")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [(survey / "report" / name).as_posix() for name in names]
    assert set(files_of(survey)) == {*names, "mal.docx"}


def test_the_names_in_the_manifest_are_those_of_the_formats() -> None:
    assert set(NAMES) == {*(f"rapport.{form}" for form in WRITERS), "vedlegg.docx"}


def test_only_the_formats_that_were_asked_for_are_built(survey: Path) -> None:
    found = built(survey, "--format", "csv", "--format", "json")
    assert set(found) == {"rapport.csv", "rapport.json", "manifest.json", "SHA256SUMS", "mal.docx"}


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_and_nothing_is_written_again(survey: Path) -> None:
    first = built(survey)
    times = {path: path.stat().st_mtime_ns for path in (survey / "report").iterdir()}
    assert built(survey) == first
    assert {path: path.stat().st_mtime_ns for path in (survey / "report").iterdir()} == times


def test_the_report_is_written_in_the_language_that_is_named(survey: Path) -> None:
    found = {language: built(survey, "--language", language, "--format", "md") for language in ("nb", "nn", "en")}
    assert len({one["rapport.md"] for one in found.values()}) == 3
    assert manifest(survey)["language"] == "en"


def test_what_cannot_be_asked_for_is_refused_and_nothing_is_written(survey: Path) -> None:
    before = files_of(survey)
    for words, code in (
        (("--format", "pdf"), "no format «pdf»"),
        (("--language", "sv"), "choose between nb, nn, en"),
        (("--named", "--public"), "--named and --public do not go together"),
        (("elsewhere",), "goes with --draft-for"),
    ):
        ran = report(survey, *words)
        assert (ran.code, ran.out) == (2, "")
        assert code in ran.err
    assert files_of(survey) == before


def test_a_reading_that_gave_problems_makes_the_exit_code_one(survey: Path) -> None:
    (survey / "received" / "askedal-1.yaml").write_text("not a response", "utf-8")
    ran = report(survey, "--format", "csv")
    assert ran.code == 1
    assert "askedal-1.yaml" in ran.err
    assert (survey / "report" / "rapport.csv").exists()


def test_a_survey_that_came_with_navcheck_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "navcheck"
    copy = package / "bundled" / "outputs" / "agder-2020"
    copy.parent.mkdir(parents=True)
    copy.symlink_to(bundled("outputs", "agder-2020").resolve())
    monkeypatch.setattr("navcheck.files.bundled._PACKAGE", package)
    real = tmp_path / "navcheck" / "bundled" / "outputs" / "own"
    real.mkdir()
    for name in ("survey.yaml", "checklist.yaml"):
        (real / name).write_bytes((copy / name).read_bytes())
    ran = report(real)
    assert ran.code == 2
    assert "came with navcheck" in ran.err
    assert "copy its folder" in ran.err
    assert not (real / "report").exists()


def test_a_report_folder_that_leads_elsewhere_is_not_followed(survey: Path, tmp_path: Path) -> None:
    (survey / "report").rename(tmp_path / "elsewhere")
    (survey / "report").symlink_to(tmp_path / "elsewhere")
    ran = report(survey)
    assert ran.code != 0
    assert "a link, or something else that navcheck did not make" in ran.err
    assert {path.name for path in (tmp_path / "elsewhere").iterdir()} == {"mal.docx", "tekst"}


# Editions.


def test_pages_and_markdown_are_public_and_the_rest_is_the_county_s_own(survey: Path) -> None:
    ran = report(survey, "--json")
    data = json.loads(ran.out)
    assert data["navcheck"] == "report-built/1"
    assert data["editions"] == {
        name: "public" if name in {"rapport.html", "rapport.md"} else "named" for name in sorted(OUTPUTS)
    }
    assert "naming no office with a point: rapport.html, rapport.md." in ran.err


@pytest.mark.parametrize(("option", "edition"), [("--named", "named"), ("--public", "public")])
def test_one_option_makes_all_files_of_one_edition(survey: Path, option: str, edition: str) -> None:
    data = json.loads(report(survey, option, "--json").out)
    assert set(data["editions"].values()) == {edition}


def test_the_annex_of_a_public_report_names_no_office_with_a_point(survey: Path) -> None:
    assert report(survey, "--public", "--format", "docx").code == 0
    edit(survey / "report" / "rapport.docx")
    assert report(survey, "--public", "--format", "docx").code == 0
    document = Document(str(survey / "report" / "vedlegg.docx"))
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert "Signals" in headings
    assert "Points to follow up" not in headings


def test_what_is_refused_notes_no_deadline_for_comments(survey: Path) -> None:
    before = files_of(survey)
    for words in (("--format", "pdf"), ("--named",), ("elsewhere",), ("--draft-for", "nobody")):
        assert report(survey, "--comments-until", "2026-12-11", *words).code == 2
    assert files_of(survey) == before


def test_a_report_that_was_built_from_another_survey_is_left_as_it_is(survey: Path) -> None:
    assert report(survey, "--format", "csv").code == 0
    manifest = survey / "report" / "manifest.json"
    manifest.write_text(
        manifest.read_text("utf-8").replace('"survey": "fylket-2026"', '"survey": "fylket-2025"'), "utf-8"
    )
    (survey / "report" / "rapport.csv").write_bytes(b"last year's")
    ran = report(survey, "--format", "csv")
    assert ran.code == 1
    assert "this report was built from another survey, «fylket-2025»" in ran.err
    assert (survey / "report" / "rapport.csv").read_bytes() == b"last year's"


def test_that_a_count_of_very_few_tells_who_they_are_is_said(survey: Path) -> None:
    assert "can tell from the counts" not in report(survey, "--format", "md").err
    for path in sorted((survey / "received").iterdir())[2:]:
        path.unlink()
    assert "Only 2 responses are counted: whoever knows" in report(survey, "--format", "md").err
    assert "can tell from the counts" not in report(survey, "--format", "csv").err


def test_no_page_names_offices_while_they_can_comment(survey: Path) -> None:
    set_comment_deadline(survey, "2026-11-22")
    before = files_of(survey)
    ran = report(survey, "--named")
    assert ran.code == 2
    assert "2026-11-22" in ran.err
    assert "survey.yaml" in ran.err
    assert files_of(survey) == before
    later = report(survey, "--named", "--format", "csv", today=date(2026, 11, 23))
    assert later.code == 0
    assert "no deadline for comments" not in later.err


def test_who_names_offices_before_any_could_comment_is_told_and_not_refused(survey: Path) -> None:
    ran = report(survey, "--named", "--format", "csv")
    assert ran.code == 0
    assert "The offices are named, and no deadline for comments is noted" in ran.err
    assert "  navcheck letters fylket-2026 --kind utkast\n" in ran.err
    assert "no deadline for comments" not in report(survey, "--format", "docx").err


def test_until_the_day_has_passed_the_report_is_a_draft_and_says_so(survey: Path) -> None:
    set_comment_deadline(survey, "2026-11-22")
    ran = report(survey, "--format", "json", "--json")
    assert json.loads(ran.out)["draft_until"] == "2026-11-22"
    assert "every page says that it is a draft" in ran.err
    assert json.loads((survey / "report" / "rapport.json").read_text("utf-8"))["draft_until"] == "2026-11-22"


# The county's own texts and template.


def test_texts_come_in_the_order_of_their_names_and_other_files_are_told(survey: Path, tmp_path: Path) -> None:
    texts = survey / "report" / "tekst"
    (texts / "05-foran.md").write_text("# Foran\n\nFørst.\n", "utf-8")
    (texts / "skisse.txt").write_text("nothing", "utf-8")
    (texts / "mappe.md").mkdir()
    (texts / "20-tom.md").write_text("\n", "utf-8")
    (tmp_path / "outside.md").write_text("# Utenfor\n", "utf-8")
    (texts / "90-lenke.md").symlink_to(tmp_path / "outside.md")
    os.mkfifo(texts / "91-ror.md")
    (texts / ".DS_Store").write_text("the system's", "utf-8")
    ran = report(survey, "--format", "json")
    assert ran.code == 0, ran.err
    data = json.loads((survey / "report" / "rapport.json").read_text("utf-8"))
    assert [one["name"] for one in data["texts"]] == ["05-foran.md", "10-ingress.md"]
    for name in ("skisse.txt", "mappe.md", "20-tom.md", "90-lenke.md", "91-ror.md"):
        assert f"report/tekst/{name}: " in ran.err
    assert "DS_Store" not in ran.err
    assert "Utenfor" not in json.dumps(data)


def test_who_has_no_texts_is_told_where_they_go(survey: Path) -> None:
    assert "10-ingress.md" not in report(survey, "--format", "csv").err
    (survey / "report" / "tekst" / "10-ingress.md").unlink()
    assert "10-ingress.md" in report(survey, "--format", "csv").err


@pytest.mark.parametrize(
    ("raw", "said"), [(b"\xff\xfeH\x00", "UTF-16"), (b"# Gr\xf8nn\n", "not UTF-8"), (b"x" * 1_000_001, "1 MB")]
)
def test_a_text_that_cannot_be_read_stops_the_report(survey: Path, raw: bytes, said: str) -> None:
    (survey / "report" / "tekst" / "20-ny.md").write_bytes(raw)
    ran = report(survey, "--format", "csv")
    assert ran.code == 2
    assert "20-ny.md" in ran.err
    assert said in ran.err
    assert not (survey / "report" / "rapport.csv").exists()


@pytest.mark.slow
def test_a_template_is_kept_and_used_until_another_one_is_given(survey: Path, tmp_path: Path) -> None:
    given = tmp_path / "var mal.docx"
    given.write_bytes(template("Bahnschrift"))
    found = built(survey, "--template", given)
    assert found["mal.docx"] == given.read_bytes()
    assert b"Bahnschrift" in member(found["rapport.docx"], survey, "word/styles.xml")
    given.unlink()
    assert built(survey) == found
    (survey / "report" / "mal.docx").unlink()
    assert b"Bahnschrift" not in member(built(survey)["rapport.docx"], survey, "word/styles.xml")


def member(raw: bytes, survey: Path, name: str) -> bytes:
    path = survey.parent / "opened.docx"
    path.write_bytes(raw)
    with zipfile.ZipFile(path) as members:
        return members.read(name)


@pytest.mark.parametrize("raw", [b"", b"no document", b"PK\x03\x04", template("x")[:2000]])
def test_what_is_no_word_document_is_refused_as_a_template(survey: Path, tmp_path: Path, raw: bytes) -> None:
    given, before = tmp_path / "mal.docx", files_of(survey)
    given.write_bytes(raw)
    ran = report(survey, "--template", given)
    assert ran.code == 2
    assert f"{given.as_posix()}: this cannot be the report's template" in ran.err
    assert files_of(survey) == before
    (survey / "report" / "mal.docx").write_bytes(raw)
    ran = report(survey)
    assert ran.code == 2
    assert "report/mal.docx: this cannot be the report's template" in ran.err


# Personal numbers.


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"# Ingress\n\nSe {SYNTHETIC}.\n", 3),
        ("# Ingress\n\nSe 018165 50072.\n", 3),
        ("# Ingress\n\nSe 018165\n50072.\n", 3),
        ("# Ingress\n\nSe 018165**50072**.\n", 3),
        ("# Ingress\n\nSe 018165\\-50072.\n", 3),
        ("# Ingress\n\nSe 018165\t50072.\n", 3),
        ("| Født | Nummer |\n|---|---|\n| 018165 | 50072 |\n", 3),
        ("# Ingress\n\nSe &#48;1816550072.\n", 3),
        ("# Ingress\n\nSe 018165\u200b50072.\n", 3),
    ],
)
def test_a_personal_number_in_a_text_stops_everything_and_is_not_repeated(survey: Path, text: str, line: int) -> None:
    (survey / "report" / "tekst" / "10-ingress.md").write_text(text, "utf-8")
    before = files_of(survey)
    ran = report(survey, "--json")
    assert ran.code == 2
    assert f"report/tekst/10-ingress.md:{line}: this looks like a national identity number: [hidden]" in ran.err
    assert files_of(survey) == before
    assert "50072" not in ran.err + ran.out


def test_a_personal_number_in_a_comment_stops_everything(survey: Path) -> None:
    words = COMMENTS.replace("Rutinen er på plass", f"Se {SYNTHETIC}")
    (survey / "comments.yaml").write_text(words, "utf-8")
    before = files_of(survey)
    ran = report(survey)
    assert ran.code == 2
    assert re.search(r"comments\.yaml:3:\d+: this looks like a national identity number: \[hidden\]", ran.err)
    assert files_of(survey) == before
    assert SYNTHETIC not in ran.err


def test_a_personal_number_in_the_template_is_found_in_the_document(survey: Path) -> None:
    document, stream = Document(BytesIO(template("Garamond"))), BytesIO()
    document.sections[0].header.paragraphs[0].add_run("018165")
    document.sections[0].header.paragraphs[0].add_run("50072").bold = True
    document.save(stream)
    (survey / "report" / "mal.docx").write_bytes(stream.getvalue())
    before = files_of(survey)
    ran = report(survey)
    assert ran.code == 2
    assert re.search(r"rapport\.docx/word/header\d*\.xml: this looks like a national identity number", ran.err)
    assert files_of(survey) == before


# What somebody has edited.


@pytest.mark.slow
def test_an_edited_document_survives_three_more_builds_untouched(survey: Path) -> None:
    built(survey, *FEW)
    own = edit(survey / "report" / "rapport.docx")
    said = ""
    for number, day in enumerate((TOMORROW, date(2026, 12, 1), date(2027, 1, 5))):
        (survey / "report" / "tekst" / f"6{number}-nytt.md").write_text(TEXT, "utf-8")
        ran = report(survey, *FEW, today=day)
        assert ran.code == 0, ran.err
        assert (survey / "report" / "rapport.docx").read_bytes() == own
        assert f"{survey.as_posix()}/report/vedlegg.docx" in ran.out
        assert "rapport.docx is as you have edited it. What is new stands in vedlegg.docx." in ran.err
        assert "Since it was built on 2026-11-22:" in ran.err
        said = ran.err
        assert manifest(survey)["kept"]["day"] == "2026-11-22"  # type: ignore[index]
    assert "3 files are new: report/tekst/60-nytt.md, report/tekst/61-nytt.md, report/tekst/62-nytt.md" in said


@pytest.mark.slow
def test_what_changed_since_the_document_was_built_is_told_in_files_and_counts(survey: Path) -> None:
    built(survey, *FEW)
    edit(survey / "report" / "rapport.docx")
    ran = report(survey, *FEW)
    assert "Nothing has changed since it was built on 2026-11-22." in ran.err
    (survey / "received" / "lillevik-1.yaml").unlink()
    (survey / "facts.csv").unlink()
    ran = report(survey, *FEW)
    assert "2 files are gone: facts.csv, received/lillevik-1.yaml" in ran.err
    assert "responses: 13 then, 12 now" in ran.err
    data = json.loads(report(survey, *FEW, "--json").out)
    assert data["changed"]["gone"] == ["facts.csv", "received/lillevik-1.yaml"]
    assert data["moved"]["responses"] == {"before": 13, "now": 12}
    assert data["since"] == "2026-11-22"


@pytest.mark.slow
def test_a_document_that_is_put_away_is_built_anew(survey: Path) -> None:
    built(survey, *FEW)
    edit(survey / "report" / "rapport.docx")
    built(survey, *FEW)
    (survey / "report" / "rapport.docx").rename(survey.parent / "hers.docx")
    ran = report(survey, *FEW)
    assert ran.code == 0
    assert "report/rapport.docx" in ran.out
    assert "Not built anew, and left as they are: vedlegg.docx (named)." in ran.err
    (survey.parent / "hers.docx").rename(survey / "report" / "rapport.docx")
    assert "What rapport.docx was built from is not known." not in report(survey, *FEW).err


@pytest.mark.slow
def test_a_document_that_is_as_it_was_built_is_built_anew(survey: Path) -> None:
    first = built(survey, *FEW)
    edit(survey / "report" / "rapport.docx")
    built(survey, *FEW)
    (survey / "report" / "rapport.docx").write_bytes(first["rapport.docx"])
    (survey / "report" / "tekst" / "20-nytt.md").write_text(TEXT, "utf-8")
    assert built(survey, *FEW)["rapport.docx"] != first["rapport.docx"]


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["gone", "broken", "newer", "cut"])
def test_without_a_manifest_that_can_be_read_nothing_is_overwritten(survey: Path, lost: str) -> None:
    first = built(survey, *FEW)
    path = survey / "report" / "manifest.json"
    if lost == "gone":
        path.unlink()
    elif lost == "broken":
        path.write_text("<<<<<<< mine\n{}\n", "utf-8")
    elif lost == "cut":
        path.write_bytes(first["manifest.json"][:900])
    else:
        path.write_bytes(first["manifest.json"].replace(b'"language"', b'"tone": "merry", "language"'))
    assert built_again(survey) == {name: first[name] for name in SOME}  # the same bytes: nobody has edited them
    (survey / "report" / "tekst" / "20-nytt.md").write_text(TEXT, "utf-8")
    if lost == "gone":
        path.unlink()
    else:
        path.write_text("{", "utf-8")
    ran = report(survey, *FEW)
    assert ran.code == 1
    assert "What rapport.docx was built from is not known." in ran.err
    assert "report/rapport.json: not written: this file was changed since it was built" in ran.err
    assert {name: (survey / "report" / name).read_bytes() for name in SOME} == {name: first[name] for name in SOME}
    assert (survey / "report" / "vedlegg.docx").exists()


def built_again(survey: Path) -> dict[str, bytes]:
    report(survey, *FEW)
    return {name: raw for name, raw in files_of(survey).items() if name in {*SOME, "vedlegg.docx"}}


def test_a_broken_manifest_is_told_with_its_place(survey: Path) -> None:
    built(survey, *FEW)
    path = survey / "report" / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"language"', b'"langage": "en",\n  "language"'))
    ran = report(survey, *FEW)
    assert ran.code == 1
    assert re.search(r"manifest\.json:6:3: «langage» is not a key that is used here", ran.err)
    assert "did you mean «language»?" in ran.err
    assert report(survey, *FEW).code == 0


@pytest.mark.slow
def test_any_other_file_that_was_edited_is_left_and_told_and_the_rest_is_written(survey: Path) -> None:
    first = built(survey, *FEW)
    page = survey / "report" / "rapport.json"
    page.write_text("my own page", "utf-8")
    (survey / "report" / "tekst" / "20-nytt.md").write_text("# Nytt\n\nEt nytt kapittel.\n", "utf-8")
    ran = report(survey, *FEW)
    assert ran.code == 1
    assert f"{page.as_posix()}: not written: this file was changed since it was built" in ran.err
    assert "move it to another place or delete it" in ran.err
    assert page.read_text("utf-8") == "my own page"
    assert page.as_posix() not in ran.out
    assert (survey / "report" / "rapport.docx").read_bytes() != first["rapport.docx"]
    assert report(survey, *FEW).code == 1
    page.unlink()
    assert report(survey, *FEW).code == 0
    assert "Et nytt kapittel" in page.read_text("utf-8")


@pytest.mark.slow
def test_an_edited_annex_is_left_too(survey: Path) -> None:
    built(survey, *FEW)
    edit(survey / "report" / "rapport.docx")
    built(survey, *FEW)
    own = edit(survey / "report" / "vedlegg.docx")
    ran = report(survey, *FEW, today=date(2027, 1, 5))
    assert ran.code == 1
    assert "report/vedlegg.docx: not written" in ran.err
    assert (survey / "report" / "vedlegg.docx").read_bytes() == own


def test_a_folder_or_a_link_in_the_place_of_a_file_is_left(survey: Path, tmp_path: Path) -> None:
    (survey / "report" / "rapport.docx").mkdir()
    (tmp_path / "outside.csv").write_text("mine", "utf-8")
    (survey / "report" / "rapport.csv").symlink_to(tmp_path / "outside.csv")
    (survey / "report" / "~$rapport.docx").write_text("Word has it open", "utf-8")
    ran = report(survey, *FEW)
    assert ran.code == 1
    assert "report/rapport.csv: not written" in ran.err
    assert "~$" not in ran.err
    assert (tmp_path / "outside.csv").read_text("utf-8") == "mine"
    assert (survey / "report" / "vedlegg.docx").exists()


@pytest.mark.slow
def test_files_of_an_earlier_build_of_other_formats_are_known_as_such(survey: Path) -> None:
    built(survey, *FEW)
    ran = report(survey, "--format", "md")
    left = "rapport.docx (named), rapport.csv (named), rapport.json (named)"
    assert f"Not built anew, and left as they are: {left}." in ran.err
    (survey / "report" / "tekst" / "20-nytt.md").write_text(TEXT, "utf-8")
    built(survey, "--format", "csv")
    found = built(survey, *FEW)
    assert "vedlegg.docx" not in found
    assert run("verify", survey).out == "The same: 3 files built again.\n"


def test_what_was_left_is_told_with_its_edition_through_more_than_one_build(survey: Path) -> None:
    built(survey, "--format", "docx", "--format", "html")
    built(survey, "--format", "json", "--public")
    edit(survey / "report" / "rapport.docx")
    left = "rapport.docx (named), rapport.html (public), rapport.json (public)"
    assert f"Not built anew, and left as they are: {left}." in report(survey, "--format", "csv").err
    assert f"From an earlier build, and not compared: {left}." in run("verify", survey).err
    assert f"Not built anew, and left as they are: {left}." in report(survey, "--format", "csv").err


def test_the_edition_of_what_nobody_knows_is_not_told(survey: Path) -> None:
    built(survey, "--format", "html")
    (survey / "report" / "manifest.json").unlink()
    assert "left as they are: rapport.html.\n" in report(survey, "--format", "csv").err


@pytest.mark.parametrize("forms", [("csv",), ("csv", "docx")])
def test_a_document_that_was_edited_while_it_was_a_draft_may_still_say_so(survey: Path, forms: tuple[str, ...]) -> None:
    set_comment_deadline(survey, "2026-11-25")
    built(survey, "--format", "docx")
    again = tuple(word for form in forms for word in ("--format", form))
    told = "The deadline for comments, 2026-11-25, has passed since rapport.docx was built."
    edit(survey / "report" / "rapport.docx")
    assert told not in report(survey, *again, today=date(2026, 11, 25)).err
    ran = report(survey, *again, today=date(2026, 11, 26))
    assert ran.code == 0
    assert told in ran.err


def test_a_document_that_was_built_after_the_deadline_says_no_draft(survey: Path) -> None:
    set_comment_deadline(survey, "2026-11-25")
    built(survey, "--format", "docx", today=date(2026, 11, 26))
    edit(survey / "report" / "rapport.docx")
    assert "has passed since" not in report(survey, "--format", "docx", today=date(2026, 12, 1)).err


def test_a_template_that_is_refused_and_a_file_that_is_read_only_are_said_in_words(survey: Path) -> None:
    built(survey, "--format", "csv")
    (survey / "report" / "rapport.csv").chmod(0o444)
    (survey / "received" / "lillevik-1.yaml").unlink()
    ran = report(survey, "--format", "csv")
    assert ran.code == 1
    assert "not saved: you may not write here" in ran.err
    (survey / "report" / "rapport.csv").chmod(0o644)
    assert report(survey, "--format", "csv").code == 0


# The manifest and the sums.


def test_the_manifest_names_every_file_and_nothing_of_where_or_when_it_was_built(survey: Path) -> None:
    built(survey, "--format", "csv")
    text = (survey / "report" / "manifest.json").read_text("utf-8")
    document = manifest(survey)
    assert list(document) == [
        "navcheck", "version", "survey", "day", "language", "options", "inputs", "left_out", "counts", "outputs"
    ]  # fmt: skip
    inputs = document["inputs"]
    assert isinstance(inputs, dict)
    assert list(inputs) == sorted(inputs)
    own = {"survey.yaml", "checklist.yaml", "coding.yaml", "facts.csv", "plan.yaml", "comments.yaml"}
    assert own | {"report/tekst/10-ingress.md", "report/mal.docx", "received/askedal-1.yaml"} <= set(inputs)
    assert {"../fylket-2025/plan.yaml", "../fylket-2024/received/askedal-1.yaml"} <= set(inputs)
    assert "../fylket-2024/plan.yaml" not in inputs
    assert str(survey.parent) not in text
    assert not re.search(r"\d\d:\d\d", text)
    assert text.endswith("}\n")


@pytest.mark.needs_tool("sha256sum")
def test_the_sums_are_those_that_sha256sum_checks(survey: Path) -> None:
    built(survey)
    words = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(words, cwd=survey / "report", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    checked = {line.removesuffix(": OK") for line in done.stdout.splitlines()}
    assert {*OUTPUTS, "manifest.json", "mal.docx", "tekst/10-ingress.md", "../survey.yaml"} <= checked
    assert "../../fylket-2025/plan.yaml" in checked
    (survey.parent / "fylket-2025" / "plan.yaml").write_text("other", "utf-8")
    done = subprocess.run(words, cwd=survey / "report", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "../../fylket-2025/plan.yaml: FAILED" in done.stdout


# Killed in the middle.


@pytest.mark.slow
@pytest.mark.parametrize("moment", [1, 2, 3, 4, 9, 14, 17, 18])
def test_after_a_kill_at_any_moment_the_next_build_knows_its_own_files(survey: Path, moment: int) -> None:
    built(survey)
    for office, kill_at in (("askedal", moment), ("bjorkeli", max(1, moment - 2))):
        (survey / "received" / f"{office}-1.yaml").unlink()  # so that every file is another
        words = [sys.executable, KILLED, str(kill_at), "report", str(survey)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
    verified = run("verify", survey)
    assert (verified.code, "interrupted" in verified.err) == (1, moment > 1)
    (survey / "report" / "tekst" / "20-nytt.md").write_text("# Nytt\n\nEndelig.\n", "utf-8")
    ran = report(survey)
    assert ran.code == 0, ran.err
    assert "vedlegg.docx" not in files_of(survey)
    assert "Endelig" in (survey / "report" / "rapport.md").read_text("utf-8")
    assert run("verify", survey).code == 0
