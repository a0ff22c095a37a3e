"""What an author does: reads a checklist as offices will see it, and begins a new one."""

from datetime import date
from pathlib import Path

import pytest

from navcheck.core.lint import lint
from navcheck.core.model import Checklist
from navcheck.core.words import LANGUAGES, Kind
from navcheck.files.documents import load
from tests.program import TODAY, run

COMMENTS = 14


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_checklist_is_clean_and_a_survey_can_be_opened_with_it(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "egne" / "lister"
    ran = run("new", "min-liste", "--checklists", folder, language=language)
    assert (ran.code, ran.raw) == (0, b"")
    loaded = load(folder / "min-liste.yaml", Checklist)
    assert lint(loaded.document, loaded.where, TODAY) == ()
    assert loaded.notes == ()
    words = ("--checklists", folder, "--office", "Nav Lillevik", "--id", "var")
    assert run("start", "min-liste", *words, language=language, folder=tmp_path).code == 0
    assert (tmp_path / "var" / "checklist.yaml").read_bytes() == (folder / "min-liste.yaml").read_bytes()


def test_check_has_nothing_to_say_of_a_new_checklist(tmp_path: Path) -> None:
    run("new", "min-liste", "--checklists", tmp_path)
    ran = run("check", tmp_path / "min-liste.yaml")
    assert (ran.code, ran.err) == (0, "")


def test_a_new_checklist_shows_all_that_a_checklist_can_hold(tmp_path: Path) -> None:
    run("new", "min-liste", "--checklists", tmp_path, today=date(2027, 3, 1))
    made = load(tmp_path / "min-liste.yaml", Checklist).document
    assert (made.id, made.version) == ("min-liste", "2027-03")
    assert {question.type for question in made.questions()} == set(Kind)
    assert made.scales
    assert made.sources
    assert made.checks
    assert any(topic.shows for topic in made.topics)
    assert set(made.title) == set(LANGUAGES)


def test_a_new_checklist_explains_itself_and_no_comment_is_too_wide(tmp_path: Path) -> None:
    run("new", "min-liste", "--checklists", tmp_path)
    lines = (tmp_path / "min-liste.yaml").read_text("utf-8").splitlines()
    comments = [line.strip() for line in lines if line.lstrip().startswith("#")]
    blocks = sum(not before.lstrip().startswith("#") for before, line in zip(["", *lines], lines, strict=False)
                 if line.lstrip().startswith("#"))  # fmt: skip
    assert blocks == COMMENTS - 1  # two stand one upon the other
    assert not [line for line in comments if "#@" in line or "{{" in line or len(line) > 100]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_comments_are_in_the_authors_language_and_the_rest_is_the_same(language: str, tmp_path: Path) -> None:
    texts = {}
    for one in ("en", language):
        run("new", "min-liste", "--checklists", tmp_path / one, language=one)
        texts[one] = (tmp_path / one / "min-liste.yaml").read_text("utf-8").splitlines()
    plain = {name: [line for line in text if not line.lstrip().startswith("#")] for name, text in texts.items()}
    assert plain["en"] == plain[language]
    assert texts["en"] != texts[language]


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "min-liste.yaml").write_text("mitt", encoding="utf-8")
    ran = run("new", "min-liste", "--checklists", tmp_path)
    assert ran.code == 2
    assert "there already" in ran.err
    assert "choose another name" in ran.err
    assert (tmp_path / "min-liste.yaml").read_text("utf-8") == "mitt"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("Min Sjekkliste 2026", "did you mean «min-sjekkliste-2026»?"),
        ("min-liste.yaml", "did you mean «min-liste»?"),
        ("../ut", "did you mean «ut»?"),
        ("a__b", "did you mean «a-b»?"),
        ("con", "small letters a-z"),
        ("漢字", "small letters a-z"),
        ("", "small letters a-z"),
        ("x" * 61, "small letters a-z"),
    ],
)
def test_a_name_that_no_file_can_have_is_refused_with_a_cure(name: str, cure: str, tmp_path: Path) -> None:
    ran = run("new", name, "--checklists", tmp_path / "lister")
    assert ran.code == 2
    assert "cannot be a checklist's name" in ran.err
    assert cure in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_belongs_is_told(tmp_path: Path) -> None:
    (tmp_path / "lister").write_text("", encoding="utf-8")
    ran = run("new", "min-liste", "--checklists", tmp_path / "lister")
    assert ran.code == 1
    assert "stands here" in ran.err


@pytest.mark.parametrize("form", ["terminal", "markdown"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_show_prints_a_checklist_to_read(form: str, language: str) -> None:
    ran = run("show", "kvp-agder-2020", "--format", form, language=language)
    assert (ran.code, ran.err) == (0, "")
    assert "https" in ran.out
    assert "_____" in ran.out.replace("\\", "")


OPTIONAL = """
navcheck: checklist/1
id: min
version: "1"
title: {nb: Min}
topics:
  - {id: en, title: {nb: En}, heading: {nb: En}, questions: [{id: a, type: text, text: {nb: Alltid?}}]}
  - {id: to, title: {nb: To}, heading: {nb: To}, optional: true, questions: [{id: b, type: text, text: {nb: To?}}]}
  - {id: tre, title: {nb: Tre}, heading: {nb: Tre}, optional: true, questions: [{id: c, type: text, text: {nb: Tre?}}]}
"""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((), ["Alltid?"]),
        (("--with", "tre"), ["Alltid?", "Tre?"]),
        (("--with", "to", "--with", "tre"), ["Alltid?", "To?", "Tre?"]),
        (("--all",), ["Alltid?", "To?", "Tre?"]),
    ],
)
def test_optional_topics_are_shown_when_asked_for(words: tuple[str, ...], shown: list[str], tmp_path: Path) -> None:
    (tmp_path / "min.yaml").write_text(OPTIONAL, encoding="utf-8")
    ran = run("show", "min", *words, "--checklists", tmp_path)
    assert [text for text in ("Alltid?", "To?", "Tre?") if text in ran.out] == shown
    assert ("--all shows them all" in ran.err) is (len(shown) < 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kvp-agder", "--format", "terminal"), "did you mean «kvp-agder-2020»?"),
        (("kvp-agder-2020", "--format", "markdwn"), "did you mean «markdown»?"),
        (("kvp-agder-2020", "--format", "xyz"), "choose between terminal, markdown"),
        (("kvp-agder-2020", "--with", "fine"), "did you mean «finne»?"),
    ],
)
def test_a_wrong_call_of_show_ends_in_words_and_2(words: tuple[str, ...], said: str) -> None:
    ran = run("show", *words)
    assert (ran.code, ran.raw) == (2, b"")
    assert said in ran.err


def test_plain_shows_signs_that_any_screen_has() -> None:
    out = run("show", "kvp-agder-2020", "--plain").out
    assert "* signal, a reason to look" in out
    assert "◊" not in out


@pytest.mark.parametrize("command", ["show", "new"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_fits_the_screen_and_has_an_example(command: str, language: str) -> None:
    ran = run(command, "--help", language=language)
    assert ran.code == 0
    assert f"\n  navcheck {command} " in ran.out
    assert [line for line in ran.out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("name", ["01816550072", "aar-018165-50072", "01.81.65, personnr. 50072"])  # month + 80
def test_a_personal_number_is_no_name_of_a_checklist(name: str, tmp_path: Path) -> None:
    ran = run("new", name, "--checklists", tmp_path)
    assert ran.code != 0
    assert "50072" not in ran.out + ran.err
    assert not list(tmp_path.iterdir())
