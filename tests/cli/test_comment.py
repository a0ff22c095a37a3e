"""`comment`: what an office said is stored once, clean and whole, and whoever is silent is named."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from navcheck.core.model import Comments
from navcheck.files.documents import load
from navcheck.render.lines import width_of
from tests.cli.one_office import GIVEN, open_county, write
from tests.files.test_saving import as_nobody
from tests.program import TODAY, Ran, run
from tests.two_rounds import Rounds, make_rounds

SYNTHETIC = "01816550072"  # month + 80: nobody's
TEXT = "Rutinen er på plass fra 1. mai."


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Open a survey of two offices, of which Risør has responded; return its folder."""
    path = open_county(tmp_path)
    assert run("answer", path, "--office", "risor", "--answers", write(tmp_path / "svar.yaml", GIVEN)).code == 0
    return path


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    return make_rounds(tmp_path_factory.mktemp("rounds"))


def comment(survey: Path, *words: str, office: str = "Risør", text: str = TEXT, today: date = TODAY) -> Ran:
    return run("comment", survey, "--office", office, "--text", text, *words, today=today)


def stored(survey: Path) -> list[tuple[str, str | None, str, str]]:
    comments = load(survey / "comments.yaml", Comments).document.comments
    return [(one.office, one.question, one.date.isoformat(), one.text) for one in comments]


def set_deadline(survey: Path, day: str) -> None:
    path = survey / "survey.yaml"
    path.write_text(path.read_text("utf-8").replace("offices:", f"comment_deadline: {day}\noffices:", 1), "utf-8")


def test_a_comment_is_stored_with_its_office_its_question_and_the_day(survey: Path) -> None:
    ran = comment(survey, "--question", "valg")
    assert (ran.code, ran.raw) == (0, b"")
    assert comment(survey, "--date", "20.11.2026", text="Ellers ingen merknader").code == 0
    assert stored(survey) == [
        ("risor", "valg", "2026-11-21", TEXT),
        ("risor", None, "2026-11-20", "Ellers ingen merknader"),
    ]
    assert ran.err.startswith(f"Stored, from Nav Risør on «valg»: «{TEXT}»\n")


def test_the_same_said_again_is_told_and_not_stored_twice(survey: Path) -> None:
    comment(survey, "--question", "valg")
    before = (survey / "comments.yaml").read_bytes()
    ran = comment(survey, "--question", "valg", text=f" {TEXT}\u200b\n", today=date(2026, 11, 25))
    assert (ran.code, ran.err) == (0, "Nav Risør has said this already; nothing is changed.\n")
    assert (survey / "comments.yaml").read_bytes() == before
    assert comment(survey).code == 0
    assert comment(survey, "--question", "valg", office="Lister").code == 0
    assert len(stored(survey)) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--question", "vallg"), "did you mean «valg»?"),
        (("--date", "2026-11-22"), "2026-11-22, given for --date, is not here yet"),
        (("--date", "i går"), "is not a date"),
        (("--office", "Åmli"), "«Åmli» is not an office of this survey"),
        (("--text", f"Gjelder {SYNTHETIC}"), "national identity number: [hidden]"),
        (("--text", "\u200b \x1b[1m"), "say what the office said, with --text"),
        (("--text", "x" * 20_001), "longer than"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_never_echoed(survey: Path, words: tuple[str, ...], said: str) -> None:
    ran = comment(survey, *words)
    assert (ran.code, ran.raw) == (2, b"")
    assert said in ran.err
    assert SYNTHETIC not in ran.err
    assert not (survey / "comments.yaml").exists()


def test_a_comment_is_stored_or_listed_not_both(survey: Path) -> None:
    ran = comment(survey, "--json")
    assert (ran.code, json.loads(ran.out)["problems"][0]["code"]) == (2, "options-apart")
    assert run("comment", survey, "--date", "2026-11-20").code == 2
    assert not (survey / "comments.yaml").exists()


def test_hostile_words_are_stored_clean_and_come_back_as_text(survey: Path) -> None:
    hostile = "=cmd|'/C calc'!A0 <script>alert(1)</script>\x1b[31m\x07 \u202eabc\u200b\r\n: - # [a](javascript:b)"
    assert comment(survey, "--question", "valg", text=hostile).code == 0
    clean = "=cmd|'/C calc'!A0 <script>alert(1)</script> abc\n: - # [a](javascript:b)"
    assert stored(survey) == [("risor", "valg", "2026-11-21", clean)]
    assert [one["text"] for one in json.loads(run("comment", survey, "--json").out)["comments"]] == [clean]
    assert "<script>alert(1)</script> abc" in run("comment", survey).out
    assert comment(survey, text=hostile).err.count("\n: - #") == 0
    assert comment(survey, "--undo", "--question", "valg", text=hostile).code == 0
    assert [question for _, question, *_ in stored(survey)] == [None]


def test_a_point_that_is_not_there_and_a_response_that_is_not_there_are_told(rounds: Rounds) -> None:
    (rounds.now / "comments.yaml").unlink(missing_ok=True)
    assert "no point" not in comment(rounds.now, "--question", "plan", office="Elgheim").err
    ran = comment(rounds.now, "--question", "rutine", office="Elgheim")
    assert ran.code == 0
    assert "Nav Elgheim has no point to follow up on «rutine» now; the comment stands all the same." in ran.err
    assert "no point" not in comment(rounds.now, office="Elgheim").err
    ran = comment(rounds.now, "--question", "plan", office="Kvernsund")
    assert "There is no response of Nav Kvernsund that can be read; the comment stands all the same." in ran.err
    assert len(stored(rounds.now)) == 4


def test_what_comes_after_the_deadline_is_stored_and_told(survey: Path) -> None:
    set_deadline(survey, "2026-11-20")
    ran = comment(survey)
    assert ran.code == 0
    assert "It came after the deadline for comments, 2026-11-20; it is stored all the same." in ran.err
    assert "after the deadline" not in comment(survey, "--date", "2026-11-20", text="I tide").err
    assert [text for *_, text in stored(survey)] == [TEXT, "I tide"]
    out = run("comment", survey).out
    assert "The deadline for comments, 2026-11-20, has passed." in out
    assert out.count("after the deadline") == 1


def test_one_comment_is_taken_back_and_the_others_stay(survey: Path) -> None:
    comment(survey, "--question", "valg")
    comment(survey, text="Ellers ingen merknader")
    ran = comment(survey, "--undo", text="Ellers ingen merknad")
    assert ran.code == 2
    assert "no comment of «Nav Risør» says that" in ran.err
    assert "did you mean «Ellers ingen merknader»?" in ran.err
    ran = comment(survey, "--undo")
    assert (ran.code, ran.err) == (0, f"Taken back, from Nav Risør on «valg»: «{TEXT}»\n")
    assert [text for *_, text in stored(survey)] == ["Ellers ingen merknader"]
    assert run("comment", survey, "--office", "risor", "--undo").code == 2
    assert "--undo and --date do not go together" in comment(survey, "--undo", "--date", "2026-11-20").err


def test_an_office_must_be_named_to_store_and_not_to_list(survey: Path) -> None:
    assert "say which office, with --office" in run("comment", survey, "--text", TEXT).err
    assert run("comment", survey).code == 0


def test_the_list_names_who_has_responded_and_said_nothing(rounds: Rounds) -> None:
    (rounds.now / "comments.yaml").unlink(missing_ok=True)
    out = run("comment", rounds.now).out
    assert "No comments are stored." in out
    assert "Have responded and not commented, 13 of 13: Nav Askedal," in out
    comment(rounds.now, "--question", "plan", office="Elgheim")
    comment(rounds.now, office="Kvernsund")
    data = json.loads(run("comment", rounds.now, "--json").out)
    assert next(iter(data)) == "navcheck"
    assert (data["navcheck"], data["comment_deadline"]) == ("comment-list/1", None)
    assert data["counts"] == {"comments": 2, "responded": 13, "silent": 12}
    silent = {one["id"] for one in data["silent"]}
    assert not silent & {"elgheim", "kvernsund"}
    assert [(one["office"]["id"], one["question"], one["point"], one["late"]) for one in data["comments"]] == [
        ("elgheim", "plan", True, False),
        ("kvernsund", None, None, False),
    ]
    one = json.loads(run("comment", rounds.now, "--office", "Askedal", "--json").out)
    assert one["counts"] == {"comments": 0, "responded": 1, "silent": 1}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_list_is_no_wider_than_the_screen(rounds: Rounds, language: str) -> None:
    (rounds.now / "comments.yaml").unlink(missing_ok=True)
    comment(rounds.now, "--question", "plan", office="Elgheim", text="Vi skriver nå en plan i alle saker. " * 9)
    comment(rounds.now, "--question", "rutine", office="Osnes og Ravneberg", text="x" * 200)
    out = run("comment", rounds.now, language=language).out
    assert max(map(width_of, out.splitlines())) <= 80


@pytest.mark.slow
def test_those_who_store_at_the_same_time_lose_nothing(survey: Path) -> None:
    said = [f"Merknad {n}" for n in range(6)]
    words = [sys.executable, "-m", "navcheck", "comment", str(survey), "--office", "risor", "--quiet", "--text"]
    running = [subprocess.Popen([*words, text]) for text in said]
    assert [one.wait() for one in running] == [0] * len(said)
    assert sorted(text for *_, text in stored(survey)) == said


def test_notes_at_the_head_stay_and_notes_inside_stop_the_save(survey: Path) -> None:
    comment(survey, "--question", "valg")
    path = survey / "comments.yaml"
    path.write_text(f"# Fra møtet 3.11.\n{path.read_text('utf-8')}", "utf-8")
    assert comment(survey).code == 0
    assert path.read_text("utf-8").startswith("# Fra møtet 3.11.\nnavcheck: comments/1\n")
    path.write_text(path.read_text("utf-8").replace("comments:\n", "comments:  # alle\n", 1), "utf-8")
    before = path.read_bytes()
    for words in ((), ("--undo", "--question", "valg")):
        ran = comment(survey, *words, text=TEXT if words else "Noe nytt")
        assert ran.code == 1
        assert "comments inside the file would be lost" in ran.err
    assert path.read_bytes() == before


def test_a_file_that_is_write_protected_is_a_message(survey: Path) -> None:
    comment(survey)
    path = survey / "comments.yaml"
    path.chmod(0o444)
    ran = comment(survey, text="Noe nytt")
    assert (ran.code, ran.raw) == (1, b"")
    assert "not saved" in ran.err
    assert [text for *_, text in stored(survey)] == [TEXT]


def test_a_folder_without_rights_is_a_message(survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(survey)
    survey.chmod(0o555)
    with as_nobody():
        ran = comment(Path())
    survey.chmod(0o755)
    assert (ran.code, ran.raw) == (1, b"")
    assert "not saved" in ran.err
    assert not (survey / "comments.yaml").exists()
