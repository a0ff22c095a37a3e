"""What an office confirms is the response that counts now, whatever this run had seen before."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files.confirming import confirm, confirmed_path, read_confirmed
from navcheck.files.locking import LOCK_NAME
from navcheck.files.survey_folder import SurveyFolder, open_folder, read_folder

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
topics: [{id: t, title: {nb: T}, heading: {nb: T}, questions: [{id: q, type: text, text: {nb: Q}}]}]
"""
SURVEY = """\
navcheck: survey/1
id: agder-2026
title: KVP i Agder
opened: 2026-10-01
checklist: {{id: prove, version: "1", sha256: {sha256}}}
offices: [{{id: risor, name: Nav Risør}}, {{id: lister, name: Nav Lister}}]
...
"""
RESPONSE = """\
navcheck: response/1
survey: agder-2026
office: risor
checklist: {{id: prove, version: "1"}}
number: {number}
received: {{date: 2026-10-21, recorded_by: county}}
...
"""
DAY = date(2026, 10, 25)


@pytest.fixture
def folder(tmp_path: Path) -> SurveyFolder:
    (tmp_path / "received").mkdir()
    (tmp_path / "checklist.yaml").write_text(CHECKLIST, "utf-8")
    (tmp_path / "survey.yaml").write_text(SURVEY.format(sha256=hashlib.sha256(CHECKLIST.encode()).hexdigest()), "utf-8")
    put(tmp_path, 1)
    return open_folder(tmp_path)


def put(path: Path, number: int) -> None:
    (path / "received" / f"risor-{number}.yaml").write_text(RESPONSE.format(number=number), "utf-8")


def test_a_survey_without_the_file_has_no_confirmations(folder: SurveyFolder) -> None:
    read = read_confirmed(folder)
    assert (read.confirmed.confirmed, read.problems, read.sha256) == ((), (), None)


def test_what_arrived_since_this_run_began_is_what_is_confirmed(folder: SurveyFolder) -> None:
    assert folder.received_numbers == {"risor": 1}
    put(folder.path, 2)
    assert confirm(folder, "risor", DAY, None).confirmation.number == 2


def test_what_somebody_else_recorded_meanwhile_is_kept(folder: SurveyFolder) -> None:
    confirm(folder, "risor", DAY, "Nav-leder")
    put(folder.path, 2)
    confirm(open_folder(folder.path), "risor", DAY, None)
    found = read_confirmed(open_folder(folder.path)).confirmed.confirmed
    assert [(one.number, one.role) for one in found] == [(1, "Nav-leder"), (2, None)]


def test_the_round_knows_the_number_that_counts_and_was_confirmed(folder: SurveyFolder) -> None:
    confirm(folder, "risor", DAY, None)
    one, problems = read_folder(folder)
    assert (one.confirmed, problems) == (frozenset({("risor", 1)}), ())
    assert [entry.unconfirmed for entry in one.entries] == [False, False]
    put(folder.path, 2)
    one, _ = read_folder(open_folder(folder.path))
    assert one.confirmed == frozenset()
    assert [entry.unconfirmed for entry in one.entries] == [True, False]


def test_the_lock_is_taken_and_a_link_in_the_file_s_place_is_not_followed(folder: SurveyFolder, tmp_path: Path) -> None:
    outside = tmp_path / "utenfor.yaml"
    outside.write_text("navcheck: confirmed/1\n...\n", "utf-8")
    confirmed_path(folder).symlink_to(outside)
    with pytest.raises(NavcheckError) as caught:
        confirm(folder, "risor", DAY, None)
    assert [problem.code for problem in caught.value.problems] == ["not-a-file"]
    assert outside.read_text("utf-8") == "navcheck: confirmed/1\n...\n"
    assert (folder.path / LOCK_NAME).exists()


def refused(folder: SurveyFolder, office: str = "risor", day: date = DAY) -> str:
    with pytest.raises(NavcheckError) as caught:
        confirm(open_folder(folder.path), office, day, None)
    (problem,) = caught.value.problems
    return f"{problem.code}: {problem.message} → {problem.hint}"


def test_what_cannot_be_confirmed_is_refused_in_words(folder: SurveyFolder) -> None:
    assert refused(folder, "lister") == "no-response: nothing is received from «lister» → None"
    assert refused(folder, day=date(2026, 10, 20)) == (
        "too-early: 2026-10-20 is before the answers were written down, on 2026-10-21 → None"
    )
    path = folder.path / "received" / "risor-1.yaml"
    path.write_text(path.read_text("utf-8").replace(", recorded_by: county", ""), "utf-8")
    assert refused(folder) == (
        "not-on-behalf: response no. 1 was not recorded on behalf of the office"
        " → only what the county wrote down is confirmed"
    )
    assert not confirmed_path(folder).exists()
    put(folder.path, 1)
    confirm(folder, "risor", date(2026, 10, 21), None)  # the same day is not too early
    assert refused(folder) == "already-confirmed: response no. 1 was confirmed on 2026-10-21 already → None"


def test_a_confirmation_of_what_the_survey_does_not_have_is_told_with_its_place(folder: SurveyFolder) -> None:
    ones = [("risro", 1), ("risor", 2), ("lister", 1), ("risor", 1)]
    rows = "".join(f"  - {{office: {office}, number: {number}, date: 2026-10-25}}\n" for office, number in ones)
    confirmed_path(folder).write_text(f"navcheck: confirmed/1\nconfirmed:\n{rows}...\n", "utf-8")
    fetch = "fetch the response back, or take the confirmation out"
    found = [f"{one.at}: {one.code}: {one.message} → {one.hint}" for one in read_confirmed(folder).problems]
    assert [line.rpartition("/")[2] for line in found] == [
        "confirmed.yaml:3:14: unknown-office: the survey has no office «risro» → did you mean «risor»?",
        f"confirmed.yaml:4:29: unknown-number: no response no. 2 is received from «risor» → {fetch}",
        f"confirmed.yaml:5:30: unknown-number: no response no. 1 is received from «lister» → {fetch}",
    ]
