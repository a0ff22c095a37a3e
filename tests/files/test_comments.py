"""`comments.yaml` is held against its survey, with the place and the cure of what is wrong."""

from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files.comments import COMMENTS_FILE, find_comments
from navcheck.files.survey_folder import SurveyFolder, open_folder
from tests.cli.one_office import open_county
from tests.program import run

GOOD = """navcheck: comments/1
comments:
- {office: risor, question: valg, date: 2026-11-20, text: 'Ja: fra mai'}
- {office: lister, date: 2026-11-20, text: Ingen merknader}
...
"""
SYNTHETIC = "01816550072"  # month + 80: nobody's


@pytest.fixture
def folder(tmp_path: Path) -> SurveyFolder:
    return open_folder(open_county(tmp_path))


def write(folder: SurveyFolder, text: str) -> Path:
    path = folder.path / COMMENTS_FILE
    path.write_text(text, "utf-8")
    return path


def refusal(folder: SurveyFolder) -> list[tuple[str, int | None]]:
    with pytest.raises(NavcheckError) as caught:
        find_comments(folder)
    return [(one.code, one.at.line if one.at else None) for one in caught.value.problems]


def test_where_there_is_no_file_nobody_has_said_anything(folder: SurveyFolder) -> None:
    assert find_comments(folder).document.comments == ()
    assert not (folder.path / COMMENTS_FILE).exists()


def test_a_comment_without_a_question_is_to_the_whole_draft(folder: SurveyFolder) -> None:
    write(folder, GOOD)
    comments = find_comments(folder).document.comments
    assert [(one.office, one.question, one.text) for one in comments] == [
        ("risor", "valg", "Ja: fra mai"),
        ("lister", None, "Ingen merknader"),
    ]


def test_offices_and_questions_that_the_survey_does_not_have_are_all_told_with_their_lines(
    folder: SurveyFolder,
) -> None:
    write(folder, GOOD.replace("question: valg", "question: vallg").replace("lister", "listr"))
    assert refusal(folder) == [("unknown-question", 3), ("unknown-office", 4)]
    ran = run("check", folder.path)
    assert ran.code == 1
    assert "did you mean «valg»?" in ran.err
    assert "did you mean «lister»?" in ran.err


@pytest.mark.parametrize(
    "text", [GOOD.replace("...\n", ""), GOOD.replace("Ingen", SYNTHETIC), "navcheck: plan/1\n...\n"]
)
def test_a_file_that_is_cut_or_holds_what_it_must_not_is_refused(folder: SurveyFolder, text: str) -> None:
    write(folder, text)
    assert refusal(folder)
    ran = run("comment", folder.path)
    assert (ran.code, ran.raw) == (2, b"")
    assert SYNTHETIC not in ran.err


def test_check_takes_the_file_alone_and_holds_it_against_the_survey_beside_it(folder: SurveyFolder) -> None:
    path = write(folder, GOOD)
    assert run("check", path).code == 0
    assert run("check", folder.path).code == 0
    write(folder, GOOD.replace("risor", "risoer"))
    assert run("check", path).code == 1


def test_check_tells_of_a_plan_and_of_comments_at_once(folder: SurveyFolder) -> None:
    write(folder, GOOD.replace("risor", "risoer"))
    (folder.path / "plan.yaml").write_text("navcheck: plan/2\n", "utf-8")
    ran = run("check", folder.path)
    assert "plan.yaml" in ran.err
    assert "comments.yaml" in ran.err
