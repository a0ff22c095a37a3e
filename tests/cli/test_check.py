"""`check`, `schema` and `start` as authors and counties use them: law, versions, choice, last round."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.program import agder, run

CHECKLISTS = Path(__file__).parent.parent.parent / "checklists"
LAW = "# Lov\n\n#### § 29. Program\n\nRett til program.\n\n#### § 30. Innhold\n\nInnholdet skal tilpasses.\n"
CHECKLIST = """
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
sources: {sotjl-30: {title: sotjl. § 30, url: 'https://lovdata.no/lov/2009-12-18-131/§30', as_of: 2026-07-02}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - id: innhold
        type: text
        short: {nb: Innhold}
        text: {nb: Hva er innholdet}
        help: {nb: Hjelp}
        legal_basis: [sotjl-30 første ledd]
        ground: law
        evidence: {what: {nb: Programmene}}
"""


@pytest.fixture
def law(tmp_path: Path) -> Path:
    folder = tmp_path / "lover"
    folder.mkdir()
    (folder / "lov-2009-12-18-131.md").write_text(LAW, "utf-8")
    return folder


def written(folder: Path, text: str, name: str = "prove.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_note_leaves_a_checklist_usable(tmp_path: Path) -> None:
    ran = run("check", written(tmp_path, CHECKLIST.replace("        help: {nb: Hjelp}\n", "")))
    assert ran.code == 0
    assert "can be used; 1 note" in ran.out
    assert "prove.yaml:12:13: the question has no help" in ran.err


def test_law_that_stands_is_silent_and_law_that_changed_names_the_questions(tmp_path: Path, law: Path) -> None:
    path = written(tmp_path, CHECKLIST)
    assert run("check", path, "--law", law).code == 0
    written(tmp_path, CHECKLIST.replace("07-02}", f"07-02, sha256: {'0' * 64}}}"))
    ran = run("check", path, "--law", law)
    assert ran.code == 1
    assert "the text of «sotjl. § 30» has changed since 2026-07-02" in ran.err
    assert "innhold" in ran.err


def test_a_ledd_that_is_not_there_is_told_at_its_place(tmp_path: Path, law: Path) -> None:
    ran = run("check", written(tmp_path, CHECKLIST.replace("første", "andre")), "--law", law)
    assert ran.code == 1
    assert "prove.yaml:17:23: «sotjl-30 andre ledd»: the paragraph has 1 ledd" in ran.err


def test_a_folder_without_law_says_how_its_files_are_named(tmp_path: Path) -> None:
    ran = run("check", written(tmp_path, CHECKLIST), "--law", tmp_path)
    assert ran.code == 2
    assert "lov-2009-12-18-131.md" in ran.err


def test_a_new_version_tells_what_becomes_of_old_answers(tmp_path: Path) -> None:
    old = written(tmp_path, CHECKLIST, "gammel.yaml")
    new = written(tmp_path, CHECKLIST.replace("id: innhold", "id: nytt").replace("type: text", "type: number"))
    ran = run("check", new, "--against", old)
    assert ran.code == 1
    assert "nytt     new" in ran.out
    assert "innhold  dropped" in ran.out
    told = json.loads(run("check", new, "--against", old, "--json").out)
    assert [one["fate"] for one in next(iter(told.values()))] == ["new", "dropped"]
    assert run("check", old, "--against", old).code == 0


@pytest.mark.parametrize(
    "kind", ["checklist", "county", "survey", "response", "coding", "plan", "comments", "confirmed"]
)
def test_every_format_has_a_schema_that_is_one(kind: str) -> None:
    schema = json.loads(run("schema", kind).raw)
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False


def test_an_unknown_kind_is_suggested() -> None:
    ran = run("schema", "cheklist")
    assert ran.code == 2
    assert "did you mean «checklist»?" in ran.err


def asked(folder: Path, name: str) -> str:
    return (folder / name / "checklist.yaml").read_text("utf-8")


def test_start_asks_the_core_and_the_topics_that_are_named(tmp_path: Path) -> None:
    words = ("start", "kvp", "--office", "Nav Lillevik")
    assert run(*words, "--id", "kjerne", folder=tmp_path).code == 0
    assert run(*words, "--id", "mer", "--with", "stonad", "--without", "utfordringer", folder=tmp_path).code == 0
    core, more = asked(tmp_path, "kjerne"), asked(tmp_path, "mer")
    assert "id: stonad-start" not in core
    assert "id: stonad-start" in more
    assert "id: utfordringer" in core
    assert "id: utfordringer" not in more
    assert run("check", tmp_path / "mer").code == 0


def test_a_topic_that_speaks_of_an_event_needs_one(tmp_path: Path) -> None:
    words = ("start", "kvp", "--office", "Nav Lillevik", "--with", "hendelse", "--id", "flom")
    ran = run(*words, folder=tmp_path)
    assert ran.code == 2
    assert "--event" in ran.err
    assert list(tmp_path.iterdir()) == []
    assert run(*words, "--event", "flommen", folder=tmp_path).code == 0


def test_the_same_gap_as_last_round_is_a_signal(tmp_path: Path) -> None:
    agder(tmp_path)
    words = ("start", "kvp-agder-2020", "--county", "agder", "--id", "agder-2021", "--before", "agder-2020")
    assert run(*words, folder=tmp_path).code == 0
    (tmp_path / "agder-2021" / "coding.yaml").write_bytes((tmp_path / "agder-2020" / "coding.yaml").read_bytes())
    table = written(tmp_path, "kontor;corona\nNAV Grimstad;Utsatt program\nNAV Risør;Utsatt program\n", "svar.csv")
    assert run("import", "agder-2021", table, folder=tmp_path).code == 0
    found = json.loads(run("gaps", "agder-2021", "--json", folder=tmp_path).raw)
    repeats = [signal for signal in found["signals"] if signal["kind"] == "repeat"]
    assert [[office["id"] for office in signal["offices"]] for signal in repeats] == [["grimstad"]]


def test_a_last_round_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    agder(tmp_path)
    words = ("start", "kvp-agder-2020", "--county", "agder", "--id", "ny", "--before", "agder-2020")
    assert run(*words, folder=tmp_path).code == 0
    (tmp_path / "agder-2020" / "survey.yaml").unlink()
    ran = run("matrix", "ny", folder=tmp_path)
    assert ran.code == 1
    assert "agder-2020/survey.yaml" in ran.err


def test_a_coding_is_checked_with_the_survey_that_it_lies_in(tmp_path: Path) -> None:
    survey = agder(tmp_path)
    coding = survey / "coding.yaml"
    assert run("check", coding).code == 0
    coding.write_text(coding.read_text("utf-8").replace("code: okt}", "code: oktt}"), "utf-8")
    ran = run("check", coding)
    assert ran.code == 1
    assert "«oktt» is not a code of «corona»" in ran.err


def test_a_last_round_that_does_not_lie_beside_this_one_is_told_with_what_names_it(tmp_path: Path) -> None:
    agder(tmp_path)
    words = ("--county", "agder", "--id", "agder-2021", "--event", "Korona", "--before", "agder-2020")
    assert run("start", "kvp-agder-2020", *words, folder=tmp_path).code == 0
    (tmp_path / "agder-2020").rename(tmp_path / "flyttet")
    ran = run("gaps", "agder-2021", folder=tmp_path)
    assert ran.code == 1
    assert "agder-2021/survey.yaml: the last round, «agder-2020», does not lie beside this one" in ran.err
    assert "mend «before» in survey.yaml" in ran.err
