"""What an office confirms is the response that counts now, whatever this run had seen before."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files.confirming import confirm, confirmed_path, read_confirmed
from navcheck.files.saving import LOCK_NAME
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
