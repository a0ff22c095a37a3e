import hashlib
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.core.round import Round
from navcheck.core.words import Standing
from navcheck.files import listing
from navcheck.files.report_inputs import take_sums
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.files.together import LIST_FILE

SYNTHETIC = "01816550072"  # month + 80: nobody's

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
scales: {virkning: {uendret: {label: {nb: Uendret}}}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - {id: rutine, type: choice, text: {nb: Rutine?}, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
      - {id: corona, type: text, codes: virkning, text: {nb: Corona?}}
"""
SURVEY = """\
navcheck: survey/1
id: agder-2026
title: KVP i Agder
opened: 2026-10-01
checklist: {{id: prove, version: "1", sha256: {sha256}}}
offices:
  - {{id: risor, name: Nav Risør}}
  - {{id: lister, name: Nav Lister}}
  - {{id: sirdal-2, name: Nav Sirdal}}
...
"""
RESPONSE = """\
navcheck: response/1
survey: {survey}
office: {office}
checklist: {{id: prove, version: "{version}"}}
{number}answers:
  rutine: {{value: {value}}}
...
"""
WRONG_NAME, WRONG_OFFICE = "not a name that navcheck gives", "the survey has no such office"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a survey of three offices, of which none has sent anything."""
    path = tmp_path / "agder-2026"
    for part in (path, path / "received", path / "drafts"):
        part.mkdir()
    (path / "checklist.yaml").write_text(CHECKLIST, "utf-8")
    sha256 = hashlib.sha256(CHECKLIST.encode()).hexdigest()
    (path / "survey.yaml").write_text(SURVEY.format(sha256=sha256), "utf-8")
    return path


def put(  # noqa: PLR0913 -- what a response may have wrong
    folder: Path,
    name: str,
    *,
    office: str = "risor",
    number: int | None = None,
    value: str = "ja",
    survey: str = "agder-2026",
    version: str = "1",
) -> Path:
    """Put a response into the folder under any name."""
    path = folder / name
    line = f"number: {number}\n" if number else ""
    text = RESPONSE.format(survey=survey, office=office, version=version, number=line, value=value)
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, *, drafts: bool = False) -> tuple[Round, list[str]]:
    """Read a folder, and name its problems by code and place inside it."""
    one, problems = read_folder(open_folder(folder), drafts=drafts)
    return one, [f"{problem.code} {problem.at}".replace(folder.as_posix() + "/", "") for problem in problems]


def standings(one: Round) -> list[str]:
    return [entry.standing.value for entry in one.entries]


def values(one: Round) -> list[str | None]:
    return [str(entry.response.answers["rutine"].value) if entry.response else None for entry in one.entries]


def left_out(one: Round) -> dict[str, str]:
    return {left.name: str(left.reason) for left in one.left_out}


def opening(folder: Path) -> str:
    with pytest.raises(NavcheckError) as caught:
        open_folder(folder)
    (problem,) = caught.value.problems
    return f"{problem.code} {problem.at}".replace(folder.as_posix() + "/", "")


def test_an_empty_survey_is_read_in_the_order_of_its_offices(folder: Path) -> None:
    one, problems = read(folder)
    assert [entry.office.id for entry in one.entries] == ["risor", "lister", "sirdal-2"]
    assert (standings(one), problems, one.left_out) == (["missing"] * 3, [], ())


def test_a_response_counts_for_its_office(folder: Path) -> None:
    put(folder, "received/lister-1.yaml", office="lister", number=1)
    put(folder, "received/sirdal-2-1.yaml", office="sirdal-2", number=1, value="nei")
    one, problems = read(folder)
    assert (standings(one), values(one)) == (["missing", "responded", "responded"], [None, "ja", "nei"])
    assert (problems, one.left_out) == ([], ())


def test_of_what_was_received_the_highest_number_counts(folder: Path) -> None:
    for number, value in ((2, "ja"), (10, "nei"), (1, "ja")):
        put(folder, f"received/risor-{number}.yaml", number=number, value=value)
    one, problems = read(folder)
    assert (values(one)[0], one.entries[0].response and one.entries[0].response.number) == ("nei", 10)
    assert problems == []


def test_the_day_of_the_first_number_that_can_be_read_is_kept_where_a_later_one_counts(folder: Path) -> None:
    for number, day in ((1, "2026-10-01"), (2, "2026-10-05"), (3, "2026-11-02")):
        path = put(folder, f"received/risor-{number}.yaml", number=number)
        path.write_text(path.read_text("utf-8").replace("answers:", f"received: {{date: {day}}}\nanswers:"), "utf-8")
    put(folder, "received/lister-1.yaml", office="lister", number=1)
    assert [entry.first_received for entry in read(folder)[0].entries] == [date(2026, 10, 1), None, None]
    (folder / "received" / "risor-1.yaml").write_text("svaret\n", "utf-8")
    one, problems = read(folder)
    assert (one.entries[0].first_received, problems) == (date(2026, 10, 5), [])


def test_what_cannot_be_read_is_not_replaced_by_what_came_before(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1)
    latest = put(folder, "received/risor-2.yaml", number=2)
    latest.write_bytes(latest.read_bytes()[:-4])
    put(folder, "received/lister-1.yaml", office="lister", number=1)
    one, problems = read(folder)
    assert standings(one) == ["unreadable", "responded", "missing"]
    assert one.entries[0].response is None
    assert problems == ["cut-short received/risor-2.yaml:1:1"]


def test_each_response_that_cannot_be_used_is_a_problem_of_its_own(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1, value="neei")
    put(folder, "received/lister-1.yaml", office="lister", number=1, value="&a ja")
    one, problems = read(folder)
    assert standings(one) == ["unreadable", "unreadable", "missing"]
    assert problems == ["unknown-value received/risor-1.yaml:7:19", "yaml-anchor received/lister-1.yaml:7:19"]


@pytest.mark.parametrize(
    ("name", "wrong", "problem"),
    [
        ("received/risor-1.yaml", {"office": "lister", "number": 1}, "misplaced received/risor-1.yaml:3:9"),
        ("received/risor-1.yaml", {"survey": "agder-2025", "number": 1}, "misplaced received/risor-1.yaml:2:9"),
        ("received/risor-1.yaml", {"number": 2}, "misplaced received/risor-1.yaml:5:9"),
        ("received/risor-1.yaml", {}, "misplaced received/risor-1.yaml:1:1"),
        ("received/risor-1.yaml", {"number": 1, "version": "2"}, "other-version received/risor-1.yaml:4:12"),
        ("drafts/risor.yaml", {"office": "lister"}, "misplaced drafts/risor.yaml:3:9"),
        ("drafts/risor.yaml", {"number": 1}, "misplaced drafts/risor.yaml:5:1"),
    ],
)
def test_a_response_lies_where_it_belongs(folder: Path, name: str, wrong: dict[str, Any], problem: str) -> None:
    put(folder, name, **wrong)
    one, problems = read(folder, drafts=True)
    assert (standings(one)[0], problems) == ("unreadable", [problem])


def test_what_is_misplaced_is_said_in_words_that_fit(folder: Path) -> None:
    def said(name: str, **wrong: Any) -> list[str]:  # noqa: ANN401 -- texts and numbers
        path = put(folder, name, **wrong)
        messages = [str(problem.message) for problem in read_folder(open_folder(folder), drafts=True)[1]]
        path.unlink()
        return messages

    belongs = "stands here, but the file lies where"
    assert said("received/risor-1.yaml", number=1, office="lister") == [f"«lister» {belongs} «risor» belongs"]
    assert said("received/risor-1.yaml", number=2) == [f"«2» {belongs} «1» belongs"]
    assert said("received/risor-1.yaml") == ["«number» is missing"]
    assert said("drafts/risor.yaml", number=1) == ["«number» is not a key that is used here"]


def name_last_round(folder: Path, name: str) -> None:
    path = folder / "survey.yaml"
    path.write_text(path.read_text("utf-8").replace("opened:", f"before: {name}\nopened:"), "utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "agder-2025",
            (
                "no-last-round: the last round, «agder-2025», does not lie beside this one"
                " → copy its folder there, or mend «before» in survey.yaml"
            ),
        ),
        (
            "i-fjor",
            (
                "same-round: a round cannot be compared with itself"
                " → mend the last survey, or take «before» out of survey.yaml"
            ),
        ),
    ],
    ids=["not there", "this one"],
)
def test_a_last_round_that_is_none_is_told_whole_and_the_rest_is_read(folder: Path, name: str, said: str) -> None:
    (folder.parent / "i-fjor").symlink_to(folder)
    name_last_round(folder, name)
    put(folder, "received/risor-1.yaml", number=1)
    one, (problem,) = read_folder(open_folder(folder))
    told = f"{problem.at}: {problem.code}: {problem.message} → {problem.hint}"
    assert told == f"{(folder / 'survey.yaml').as_posix()}: {said}"
    assert (one.before, standings(one)[0]) == (None, "responded")


def test_as_many_rounds_back_are_read_as_are_asked_for(folder: Path) -> None:
    for name, before in (("i-forfjor", ""), ("i-fjor", "i-forfjor")):
        shutil.copytree(folder, folder.parent / name)
        if before:
            name_last_round(folder.parent / name, before)
    name_last_round(folder, "i-fjor")

    def length(one: Round | None) -> int:
        return 0 if one is None else 1 + length(one.before)

    assert [length(read_folder(open_folder(folder), back=back)[0]) for back in range(4)] == [1, 2, 3, 3]
    assert length(read_folder(open_folder(folder))[0]) == 2


def test_a_checklist_that_is_not_the_copy_is_told_whole(folder: Path) -> None:
    (folder / "checklist.yaml").write_text(CHECKLIST.replace("Prøve", "Prøvd"), "utf-8")
    with pytest.raises(NavcheckError) as caught:
        open_folder(folder)
    (problem,) = caught.value.problems
    assert f"{problem.message} → {problem.hint}" == (
        "checklist.yaml is not the copy that the survey was opened with"
        " → put the first version back; a changed checklist needs a survey of its own"
    )


def test_drafts_count_only_when_asked_for_and_only_where_nothing_was_received(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1, value="nei")
    put(folder, "drafts/risor.yaml")
    put(folder, "drafts/lister.yaml", office="lister")
    without, _ = read(folder)
    assert (standings(without), without.drafts_left_out) == (["responded", "missing", "missing"], 2)
    counted, _ = read(folder, drafts=True)
    assert (standings(counted), values(counted)) == (["responded", "draft", "missing"], ["nei", "ja", None])
    assert counted.drafts_left_out == 1


@pytest.mark.parametrize(("received", "drafted"), [("ja", "ja"), ("ja", "nei"), ("neei", "ja")])
def test_a_draft_beside_what_is_received_is_known_whatever_both_say(folder: Path, received: str, drafted: str) -> None:
    put(folder, "received/risor-1.yaml", number=1, value=received)
    assert [entry.has_draft for entry in read(folder)[0].entries] == [False, False, False]
    put(folder, "drafts/risor.yaml", value=drafted)
    assert [entry.has_draft for entry in read(folder)[0].entries] == [True, False, False]


def test_a_draft_that_cannot_be_read_is_a_problem_only_where_drafts_count(folder: Path) -> None:
    put(folder, "drafts/risor.yaml", value="neei")
    assert read(folder)[1] == []
    one, problems = read(folder, drafts=True)
    assert (standings(one)[0], len(problems)) == ("unreadable", 1)


def test_a_received_response_that_cannot_be_read_is_not_replaced_by_a_draft(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1, value="neei")
    put(folder, "drafts/risor.yaml")
    assert standings(read(folder, drafts=True)[0])[0] == "unreadable"


FOREIGN = {
    "received/risor-1 (2).yaml": WRONG_NAME,
    "received/risor-1-DESKTOP-7.yaml": WRONG_NAME,
    "received/Risor-1.yaml": WRONG_NAME,
    "received/risor-0.yaml": WRONG_NAME,
    "received/risor-01.yaml": WRONG_NAME,
    "received/risor-10000.yaml": WRONG_NAME,
    "received/risor.yaml": WRONG_NAME,
    "received/risor-1.yml": WRONG_NAME,
    "received/~$risor-1.docx": WRONG_NAME,
    "received/.risor-1.yaml.0123456789ab.tmp": WRONG_NAME,
    "received/grimstad-1.yaml": WRONG_OFFICE,
    "drafts/risor (1).yaml": WRONG_NAME,
    "drafts/grimstad.yaml": WRONG_OFFICE,
    "drafts/risor-1.yaml": WRONG_OFFICE,
    "notat.docx": "not a file of a survey",
    "Survey.yaml": "not a file of a survey",
}


def test_what_navcheck_did_not_name_is_left_out_and_listed(folder: Path) -> None:
    for name in FOREIGN:
        put(folder, name, number=1)
    one, problems = read(folder, drafts=True)
    assert left_out(one) == FOREIGN
    assert (standings(one), problems) == (["missing"] * 3, [])


def test_what_belongs_in_a_survey_is_not_listed(folder: Path) -> None:
    for name in ("facts.csv", "plan.yaml", "comments.yaml", "confirmed.yaml", ".navcheck.lock"):
        (folder / name).write_text("", "utf-8")
    (folder / "report").mkdir()
    put(folder, "drafts/risor.yaml")
    put(folder, "received/risor-1.yaml", number=1)
    assert left_out(read(folder)[0]) == {}


def test_of_an_import_that_is_not_done_nothing_counts_and_all_is_listed(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1)
    paths = [put(folder, f"received/{name}.yaml", number=int(name[-1])) for name in ("risor-2", "lister-1")]
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    listed = "".join(f"{one}  received/{path.name}\n" for one, path in zip(sums, paths, strict=True))
    (folder / LIST_FILE).write_text(f"{listed}{'0' * 64}  received/sirdal-2-1.yaml\n", "utf-8")
    one, problems = read(folder)
    assert (standings(one), problems) == (["responded", "missing", "missing"], [])
    assert one.entries[0].response is not None
    assert one.entries[0].response.number == 1
    reason = "of an import that was broken off, or is not done yet"
    assert left_out(one) == {"received/lister-1.yaml": reason, "received/risor-2.yaml": reason}
    assert [name for name in take_sums(folder) if "received" in name] == ["received/risor-1.yaml"]


def test_what_was_set_aside_is_listed_and_does_not_count(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1).rename(folder / "received/risor-1.yaml.0123456789ab.taken-back")
    one, problems = read(folder)
    assert (standings(one), problems) == (["missing", "missing", "missing"], [])
    (reason,) = left_out(one).values()
    assert reason == "set aside from an import that was broken off"


def test_a_name_that_is_listed_can_neither_steer_a_terminal_nor_name_a_person(folder: Path) -> None:
    (folder / "a\x1b[2Jb").write_bytes(b"")
    (folder / "received" / f"sak {SYNTHETIC}.docx").write_bytes(b"")
    names = list(left_out(read(folder)[0]))
    assert names[0] == "a\\x1b[2Jb"
    assert SYNTHETIC not in names[1]
    assert names[1].startswith("received/sak ")


def test_links_pipes_and_folders_in_a_response_s_place_are_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = put(tmp_path, "utenfor.yaml", number=1)
    (folder / "received" / "risor-1.yaml").symlink_to(outside)
    os.mkfifo(folder / "received" / "lister-1.yaml")
    (folder / "received" / "sirdal-2-1.yaml").mkdir()
    one, problems = read(folder)
    assert standings(one) == ["unreadable"] * 3
    assert problems == [f"not-a-file received/{name}-1.yaml" for name in ("risor", "lister", "sirdal-2")]


@pytest.mark.parametrize("part", ["received", "drafts"])
def test_a_link_in_the_place_of_a_folder_leads_nowhere_and_is_listed(folder: Path, tmp_path: Path, part: str) -> None:
    (folder / part).rmdir()
    (tmp_path / "utenfor").mkdir()
    put(tmp_path, "utenfor/risor-1.yaml", number=1)
    put(tmp_path, "utenfor/risor.yaml")
    (folder / part).symlink_to(tmp_path / "utenfor")
    one, problems = read(folder, drafts=True)
    assert (standings(one), problems) == (["missing"] * 3, [])
    assert part in left_out(one)


def test_a_link_to_nowhere_is_no_draft_and_is_told_of(folder: Path) -> None:
    (folder / "drafts" / "risor.yaml").symlink_to(folder / "borte.yaml")
    one, problems = read(folder, drafts=True)
    assert (standings(one)[0], problems) == ("unreadable", ["not-a-file drafts/risor.yaml"])


def test_a_folder_without_its_parts_is_an_empty_survey(folder: Path) -> None:
    (folder / "received").rmdir()
    (folder / "drafts").rmdir()
    assert standings(read(folder)[0]) == ["missing"] * 3


def test_too_many_files_are_refused_before_they_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_FILES", 5)
    for number in range(1, 6):
        put(folder, f"received/risor-{number}.yaml", number=number)
    assert read(folder)[1] == []
    put(folder, "received/risor-6.yaml", number=6)
    with pytest.raises(NavcheckError) as caught:
        read(folder)
    assert [problem.code for problem in caught.value.problems] == ["too-many-files"]


def test_a_checklist_that_was_changed_since_is_refused(folder: Path) -> None:
    (folder / "checklist.yaml").write_text(CHECKLIST + "# rettet\n", "utf-8")
    assert opening(folder) == "changed-checklist survey.yaml:5:46"


@pytest.mark.parametrize(
    ("name", "raw", "problem"),
    [
        ("survey.yaml", b"", "empty-file survey.yaml:1:1"),
        ("survey.yaml", CHECKLIST.encode(), "other-format survey.yaml:1:11"),
        ("checklist.yaml", b"navcheck: checklist/1\nid: a\n  b: c\n", "yaml-syntax checklist.yaml:3:4"),
        ("checklist.yaml", b"navcheck: survey/1\n", "other-format checklist.yaml:1:11"),
    ],
)
def test_a_survey_or_checklist_that_cannot_be_read_says_where(
    folder: Path, name: str, raw: bytes, problem: str
) -> None:
    (folder / name).write_bytes(raw)
    assert opening(folder) == problem


@pytest.mark.parametrize("name", ["survey.yaml", "checklist.yaml"])
def test_a_folder_without_a_survey_or_checklist_says_so(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert opening(folder) == f"no-file {name}"


def test_the_copy_of_the_checklist_is_no_link(folder: Path, tmp_path: Path) -> None:
    (folder / "checklist.yaml").rename(tmp_path / "liste.yaml")
    (folder / "checklist.yaml").symlink_to(tmp_path / "liste.yaml")
    assert opening(folder) == "not-a-file checklist.yaml"


def test_the_coding_of_the_county_is_read_and_checked_against_the_survey(folder: Path) -> None:
    coding = folder / "coding.yaml"
    coding.write_text("navcheck: coding/1\nquestions:\n  corona: [{words: Som før, code: uendret}]\n...\n", "utf-8")
    one, _ = read(folder)
    assert one.coding is not None
    assert one.coding.questions["corona"][0].code == "uendret"
    coding.write_text("navcheck: coding/1\nquestions:\n  corona: [{words: Som før, code: uendra}]\n...\n", "utf-8")
    with pytest.raises(NavcheckError) as caught:
        read(folder)
    assert [f"{problem.code} {problem.at}" for problem in caught.value.problems] == [
        f"unknown-code {coding.as_posix()}:3:35"
    ]


@pytest.mark.parametrize("kind", ["cut", "link", "pipe"])
def test_a_coding_that_cannot_be_read_is_not_passed_over(folder: Path, tmp_path: Path, kind: str) -> None:
    text = "navcheck: coding/1\nquestions: {}\n"
    if kind == "cut":
        (folder / "coding.yaml").write_text(text, "utf-8")
    elif kind == "link":
        (tmp_path / "coding.yaml").write_text(f"{text}...\n", "utf-8")
        (folder / "coding.yaml").symlink_to(tmp_path / "coding.yaml")
    else:
        os.mkfifo(folder / "coding.yaml")
    with pytest.raises(NavcheckError):
        read(folder)


def test_one_response_is_loaded_by_its_office(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1, value="nei")
    put(folder, "drafts/lister.yaml", office="lister")
    opened = open_folder(folder)
    received, draft = opened.received("risor"), opened.draft("lister")
    assert received is not None
    assert draft is not None
    assert (received.number, draft.number) == (1, None)
    assert (opened.received("lister"), opened.draft("risor")) == (None, None)


def test_nothing_in_the_folder_is_changed_by_reading(folder: Path) -> None:
    put(folder, "received/risor-1.yaml", number=1)
    put(folder, "received/lister-1.yaml", office="lister", number=1, value="neei")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    read(folder, drafts=True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_standing_of_an_office_is_one_of_four() -> None:
    assert [standing.value for standing in Standing] == ["responded", "draft", "unreadable", "missing"]
