"""`list`: what can be named, each on its line, whatever stands in its title or the name of its folder."""

import json
from pathlib import Path

import pytest

from tests.program import run


def listed(folder: Path, name: str, title: str) -> str:
    (folder / name).mkdir()
    (folder / name / "survey.yaml").write_text(f"navcheck: survey/1\ntitle: {json.dumps(title)}\n...\n", "utf-8")
    ran = run("list", folder=folder)
    assert ran.code == 0, ran.err
    return ran.out.partition("Surveys\n")[2]


def test_a_survey_is_listed_with_its_title(tmp_path: Path) -> None:
    assert "  agder-2026  KVP i Agder\n" in listed(tmp_path, "agder-2026", "KVP i Agder")


def test_a_title_of_several_lines_stays_on_its_line(tmp_path: Path) -> None:
    assert "falsk       KVP Surveys   none\n" in listed(tmp_path, "falsk", "KVP\nSurveys\n  none")


@pytest.mark.parametrize(("name", "shown"), [("a\x1b[31mb", r"a\x1b[31mb"), ("a\nb", "a b"), ("a\u202eb", r"a\u202eb")])
def test_a_terminal_obeys_nothing_in_the_name_of_a_folder(tmp_path: Path, name: str, shown: str) -> None:
    assert f"  {shown}" in listed(tmp_path, name, "KVP")
