"""A response is printed for the archive; what the county wrote down is confirmed, and until then tables say so."""

import hashlib
import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import docx
import pexpect
import pytest

from navcheck.core.model import Confirmed
from navcheck.files.documents import load
from tests.program import Ran, run

SYNTHETIC = "01816550072"  # month + 80: nobody's
CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Kvalifiseringsprogrammet}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    shows: rutine
    questions:
      - {id: rutine, type: choice, text: {nb: Rutine?}, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
"""
SURVEY = """\
navcheck: survey/1
id: agder-2026
title: KVP i Agder
opened: 2026-10-01
checklist: {{id: prove, version: "1", sha256: {sha256}}}
authority: Statsforvalteren i Agder
offices:
  - {{id: risor, name: Nav Risør, municipalities: [{{no: "4201", name: Risør}}]}}
  - {{id: lister, name: Nav Lister}}
  - {{id: sirdal, name: Nav Sirdal}}
...
"""
RESPONSE = """\
navcheck: response/1
survey: agder-2026
office: {office}
checklist: {{id: prove, version: "1"}}
number: {number}
received: {{date: 2026-10-21, recorded_by: {by}}}
answers: {{rutine: {{value: {value}}}}}
...
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a survey: Risør answered twice, the second time to the county; Lister answered itself; Sirdal did not."""
    path = tmp_path / "agder-2026"
    (path / "received").mkdir(parents=True)
    (path / "checklist.yaml").write_text(CHECKLIST, "utf-8")
    (path / "survey.yaml").write_text(SURVEY.format(sha256=hashlib.sha256(CHECKLIST.encode()).hexdigest()), "utf-8")
    put(path, "risor", 1, by="office", value="nei")
    put(path, "risor", 2, by="county")
    put(path, "lister", 1, by="office")
    return path


def put(folder: Path, office: str, number: int, *, by: str, value: str = "ja") -> None:
    text = RESPONSE.format(office=office, number=number, by=by, value=value)
    (folder / "received" / f"{office}-{number}.yaml").write_text(text, "utf-8")


def confirm(folder: Path, day: str = "25.10.2026", *more: str, office: str = "Risør") -> Ran:
    return run("answer", folder, "--office", office, "--confirmed", day, *more)


def refused(ran: Ran, words: str) -> None:
    assert (ran.code, ran.raw) == (2, b"")
    assert words in ran.err


# print


def test_the_last_response_is_printed_and_a_neutral_file_name_suggested(folder: Path) -> None:
    ran = run("print", folder, "--office", "Nav Risør")
    assert ran.code == 0
    assert ran.out.startswith("# Response to the survey of kvalifiseringsprogrammet – Risør municipality\n")
    assert "- **Response number:** 2\n" in ran.out
    assert ran.err == "Suggested file name: svar-agder-2026-risor-2.md\n"


def test_an_earlier_response_is_printed_by_its_number(folder: Path) -> None:
    ran = run("print", folder, "--office", "risor", "--number", "1", "--format", "html")
    assert ran.out.startswith("<!DOCTYPE html>")
    assert "<dt>Answer</dt><dd>Nei</dd>" in ran.out
    assert ran.err.endswith("svar-agder-2026-risor-1.html\n")


def test_a_response_is_printed_as_a_word_document_with_the_same_bytes_on_another_day(folder: Path) -> None:
    words = ("print", folder, "--office", "risor", "--format", "docx")
    ran = run(*words, language="nb")
    assert ran.code == 0
    assert ran.err.endswith("svar-agder-2026-risor-2.docx\n")
    assert ran.raw == run(*words, language="nb", today=date(2027, 1, 1)).raw
    word = docx.Document(io.BytesIO(ran.raw))
    assert word.core_properties.author == "Nav Risør"
    assert [one.text for one in word.paragraphs if one.style and one.style.name.startswith("Heading")] == [
        "Tema",
        "1. Rutine?",
    ]
    said = [one.text for one in word.paragraphs]
    assert "Svar:\tJa" in said
    assert "Avsender:\tRisør kommune, Nav Risør" in said


def test_a_word_document_to_confirm_asks_first_and_leaves_a_place_to_confirm(folder: Path) -> None:
    ran = run("print", folder, "--office", "risor", "--for-confirmation", "--format", "docx")
    word = docx.Document(io.BytesIO(ran.raw))
    assert [one.text for one in word.paragraphs if one.style and one.style.name == "Notice"][1].startswith("Confirm")
    assert "☐ The answers are right as they stand." in [one.text for one in word.paragraphs]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_a_word_document_does_not_flood_a_terminal(folder: Path) -> None:
    words = ["-m", "navcheck", "print", str(folder), "--office", "risor", "--format", "docx"]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", env={**os.environ, "NAVCHECK_LANG": "en"})
    seen = child.read()
    child.close()
    assert child.exitstatus == 2
    assert "a Word document cannot be shown on a screen" in seen
    assert "> svar-agder-2026-risor-2.docx" in seen
    assert "PK" not in seen


def test_quiet_prints_the_document_only(folder: Path) -> None:
    assert run("print", folder, "--office", "risor", "--quiet").err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--office", "sirdal"], "nothing is received from «sirdal»"),
        (["--office", "risor", "--number", "3"], "no response no. 3 is received from «risor»"),
        (["--office", "risor", "--number", "0"], "no response no. 0"),
        (["--office", "risor", "--number", "to"], "«to» is not a number"),
        (["--office", "risor", "--number", "9" * 5000], "is not a number"),
        (["--office", "Nav Risørr"], "did you mean"),
        ([], "say which office"),
        (["--office", "risor", "--format", "htlm"], "did you mean «html»?"),
        (["--office", "lister", "--for-confirmation"], "response no. 1 was not recorded on behalf of the office"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_words(folder: Path, words: list[str], said: str) -> None:
    refused(run("print", folder, *words), said)


def test_an_office_that_has_only_begun_is_told_that_drafts_are_not_printed(folder: Path) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "sirdal.yaml").write_text("", "utf-8")
    refused(run("print", folder, "--office", "sirdal"), "only what is handed in is printed")


def test_what_was_recorded_on_behalf_is_printed_for_the_office_to_confirm(folder: Path) -> None:
    ran = run("print", folder, "--office", "risor", "--for-confirmation")
    assert "were given orally, and Statsforvalteren i Agder wrote them down on 2026-10-21" in ran.out
    assert ran.err.endswith("til-bekreftelse-agder-2026-risor-2.md\n")
    confirm(folder)
    refused(run("print", folder, "--office", "risor", "--for-confirmation"), "was confirmed on 2026-10-25 already")
    assert "- **Confirmed by the office:** 2026-10-25\n" in run("print", folder, "--office", "risor").out


# answer --confirmed


def test_a_confirmation_is_recorded_and_told(folder: Path) -> None:
    ran = confirm(folder, "25.10.2026", "--role", "Nav-leder")
    assert ran.code == 0
    assert ran.out == "Recorded: Nav Risør confirmed response no. 2 on 2026-10-25 (Nav-leder).\n"
    (one,) = load(folder / "confirmed.yaml", Confirmed).document.confirmed
    assert (one.office, one.number, one.date.isoformat(), one.role) == ("risor", 2, "2026-10-25", "Nav-leder")


def test_a_second_confirmation_keeps_the_first(folder: Path) -> None:
    confirm(folder)
    put(folder, "sirdal", 1, by="county")
    assert confirm(folder, office="sirdal").out == "Recorded: Nav Sirdal confirmed response no. 1 on 2026-10-25.\n"
    found = load(folder / "confirmed.yaml", Confirmed).document.confirmed
    assert [(one.office, one.number) for one in found] == [("risor", 2), ("sirdal", 1)]


@pytest.mark.parametrize(
    ("office", "day", "more", "said"),
    [
        ("lister", "2026-10-25", [], "was not recorded on behalf"),
        ("sirdal", "2026-10-25", [], "nothing is received from «sirdal»"),
        ("risor", "i dag", [], "«i dag» given for --confirmed is not a date"),
        ("risor", "2026-10-20", [], "2026-10-20 is before the answers were written down, on 2026-10-21"),
        ("risor", "2026-11-22", [], "2026-11-22, given for --confirmed, is not here yet"),
        ("risor", "2026-10-25", ["--role", SYNTHETIC], "looks like a national identity number"),
        ("arendal", "2026-10-25", [], "is not an office of this survey"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_and_nothing_is_written(
    folder: Path, office: str, day: str, more: list[str], said: str
) -> None:
    ran = confirm(folder, day, *more, office=office)
    refused(ran, said)
    assert SYNTHETIC not in ran.err
    assert not (folder / "confirmed.yaml").exists()


def test_what_is_confirmed_is_not_confirmed_again(folder: Path) -> None:
    confirm(folder)
    before = (folder / "confirmed.yaml").read_bytes()
    refused(confirm(folder, "26.10.2026"), "was confirmed on 2026-10-25 already")
    assert (folder / "confirmed.yaml").read_bytes() == before


def test_a_broken_file_is_neither_read_past_nor_written_over(folder: Path) -> None:
    path = folder / "confirmed.yaml"
    path.write_text("navcheck: confirmed/1\nconfirmed: [{office: risør}]\n...\n", "utf-8")
    before = path.read_bytes()
    refused(confirm(folder), "confirmed.yaml:2:")
    assert path.read_bytes() == before


# tables


def tables(folder: Path) -> str:
    forms: list[list[str | Path]] = [
        ["matrix", folder],
        ["matrix", folder, "--by", "question"],
        ["matrix", folder, "--format", "markdown"],
    ]
    forms += [["matrix", folder, "--plain"], ["matrix", folder, "--format", "csv"], ["status", folder]]
    return "\n".join(run(*form).out for form in forms)


def test_tables_say_what_is_not_confirmed_until_it_is(folder: Path) -> None:
    assert tables(folder).count("not confirmed") == 6
    assert json.loads(run("matrix", folder, "--json").out)["counts"]["unconfirmed"] == 1
    assert [one["unconfirmed"] for one in json.loads(run("status", folder, "--json").out)["offices"]] == [
        True,
        False,
        False,
    ]
    confirm(folder)
    assert "not confirmed" not in tables(folder)
    assert json.loads(run("matrix", folder, "--json").out)["rows"][0]["unconfirmed"] is False


def test_a_confirmation_of_an_earlier_number_does_not_count_for_the_last(folder: Path) -> None:
    confirm(folder)
    put(folder, "risor", 3, by="county")
    assert "not confirmed" in run("matrix", folder).out


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{office: rissor, number: 1, date: 2026-10-25}", "confirmed.yaml:2:22: the survey has no office «rissor»"),
        ("{office: risor, number: 7, date: 2026-10-25}", "confirmed.yaml:2:37: no response no. 7 is received"),
    ],
)
def test_a_confirmation_of_what_is_not_there_is_a_problem_with_its_place(folder: Path, row: str, said: str) -> None:
    (folder / "confirmed.yaml").write_text(f"navcheck: confirmed/1\nconfirmed: [{row}]\n...\n", "utf-8")
    for command in ("matrix", "status", "check"):
        ran = run(command, folder)
        assert ran.code == 1
        assert said in ran.err
    assert "not confirmed" in run("matrix", folder).out
    refused(confirm(folder), said)


def test_confirmations_that_cannot_be_read_confirm_nothing_and_the_table_is_still_printed(folder: Path) -> None:
    confirm(folder)
    (folder / "confirmed.yaml").write_text("navcheck: confirmed/1\n", "utf-8")
    ran = run("matrix", folder)
    assert ran.code == 1
    assert "not confirmed" in ran.out
    assert "the end of the file is missing" in ran.err
