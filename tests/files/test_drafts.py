"""A draft is changed question by question: two who answer at once keep each other's answers."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from navcheck.core.model import Answer, ChecklistName, Response
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.documents import load
from navcheck.files.drafts import save_answers, save_document
from navcheck.files.locking import LOCK_NAME, locked

YES, NO, MAYBE = Answer(value="ja"), Answer(value="nei"), Answer(value="delvis")
ORDER = ("finne", "rutine", "kanaler", "krise")
BLANK = Response(
    navcheck="response/1", survey="agder-2026", office="risor", checklist=ChecklistName(id="kvp", version="2026-11")
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drafts" / "risor.yaml"


def put(path: Path, seen: dict[str, Answer], changes: dict[str, Answer | None], **named: object) -> Response:
    return save_answers(path.parent.parent, path, BLANK, seen, changes, order=ORDER, **named)  # type: ignore[arg-type]


def on_disk(path: Path) -> Response:
    return load(path, Response, follow=False).document


def codes(act: Callable[[], object]) -> tuple[list[str], int]:
    with pytest.raises(NavcheckError) as caught:
        act()
    return [problem.code for problem in caught.value.problems], caught.value.exit_code


def test_the_first_answer_makes_the_draft_and_each_save_is_a_revision(path: Path) -> None:
    first = put(path, {}, {"rutine": YES})
    second = put(path, dict(first.answers), {"krise": NO})
    assert (first.revision, second.revision) == (1, 2)
    assert on_disk(path) == second
    assert second.answers == {"rutine": YES, "krise": NO}


def test_answers_stand_in_the_order_of_the_checklist(path: Path) -> None:
    put(path, {}, {"krise": NO, "ukjent": YES, "finne": YES})
    assert list(put(path, {}, {"rutine": NO}).answers) == ["finne", "rutine", "krise", "ukjent"]
    assert list(on_disk(path).answers) == ["finne", "rutine", "krise", "ukjent"]


def test_what_others_have_answered_meanwhile_is_kept(path: Path) -> None:
    put(path, {}, {"rutine": YES}, update={"minutes": 18})
    saved = put(path, {}, {"krise": NO})
    assert (saved.answers, saved.minutes) == ({"rutine": YES, "krise": NO}, 18)


def test_an_answer_is_taken_away(path: Path) -> None:
    put(path, {}, {"rutine": YES, "krise": NO})
    assert put(path, {"rutine": YES}, {"rutine": None}).answers == {"krise": NO}


def test_other_fields_are_given_along(path: Path) -> None:
    saved = put(path, {}, {"rutine": YES}, update={"minutes": 18, "shares": True})
    assert (saved.minutes, saved.shares, on_disk(path)) == (18, True, saved)


def test_a_save_that_changes_nothing_writes_nothing(path: Path) -> None:
    first = put(path, {}, {"rutine": YES})
    before = path.stat()
    assert put(path, {}, {"rutine": YES}, update={"minutes": None}) == first
    assert path.stat().st_ino == before.st_ino


def test_the_same_question_answered_otherwise_is_a_conflict_and_nothing_is_saved(path: Path) -> None:
    theirs = put(path, {}, {"rutine": YES, "krise": NO})
    changes: dict[str, Answer | None] = {"rutine": NO, "krise": None, "finne": YES}
    assert codes(lambda: put(path, {}, changes)) == (["changed-meanwhile"] * 2, 1)
    assert on_disk(path) == theirs


def test_a_conflict_is_asked_about_and_the_choice_stands(path: Path) -> None:
    put(path, {}, {"rutine": YES, "krise": NO})
    asked: list[tuple[str, Answer | None, Answer | None]] = []

    def settle(question: str, theirs: Answer | None, mine: Answer | None) -> Answer | None:
        asked.append((question, theirs, mine))
        return {"rutine": mine, "krise": theirs}[question]

    saved = put(path, {"krise": MAYBE}, {"rutine": NO, "krise": YES, "finne": YES}, settle=settle)
    assert asked == [("rutine", YES, NO), ("krise", NO, YES)]
    assert saved.answers == on_disk(path).answers == {"finne": YES, "rutine": NO, "krise": NO}


def test_while_somebody_is_asked_nothing_is_locked_and_a_second_change_is_asked_about_again(path: Path) -> None:
    put(path, {}, {"rutine": YES})
    seen: list[Answer | None] = []

    def settle(_: str, theirs: Answer | None, mine: Answer | None) -> Answer | None:
        seen.append(theirs)
        if len(seen) == 1:
            change_elsewhere(path, "rutine", "delvis")
        return mine

    saved = put(path, {}, {"rutine": NO}, settle=settle)
    assert (seen, saved.answers) == ([YES, MAYBE], {"rutine": NO})


def test_who_gives_way_is_not_asked_again_as_if_the_answer_were_theirs(path: Path) -> None:
    put(path, {}, {"rutine": YES})
    asked: list[Answer | None] = []

    def settle(_: str, theirs: Answer | None, mine: Answer | None) -> Answer | None:
        asked.append(mine)
        change_elsewhere(path, "rutine", "delvis")
        return theirs

    saved = put(path, {}, {"rutine": NO, "krise": YES}, settle=settle)
    assert (asked, saved.answers) == ([NO], {"rutine": MAYBE, "krise": YES})


def test_an_answer_that_was_taken_away_meanwhile_is_a_conflict_too(path: Path) -> None:
    put(path, {}, {"krise": NO})
    saved = put(path, {"rutine": YES}, {"rutine": NO}, settle=lambda _question, theirs, _mine: theirs)
    assert saved.answers == {"krise": NO}


def test_somebody_who_holds_the_lock_is_waited_for(path: Path) -> None:
    put(path, {}, {"rutine": YES})
    with locked(path.parent.parent):
        done = subprocess.run(edit(path, "krise", "ja", wait=0.2), capture_output=True, text=True, check=False)
    assert (done.stdout, on_disk(path).answers) == ("locked\n", {"rutine": YES})


def test_a_draft_of_another_office_is_not_written_over(path: Path) -> None:
    path.parent.mkdir()
    save_document(path, BLANK.model_copy(update={"office": "arendal"}), expected=None)
    assert codes(lambda: put(path, {}, {"rutine": YES})) == (["misplaced"], 1)
    assert on_disk(path).office == "arendal"


@pytest.mark.parametrize(("key", "found", "place"), [("survey", "agder-2025", "2:9"), ("office", "arendal", "3:9")])
def test_a_draft_from_elsewhere_is_told_with_what_belongs_there(path: Path, key: str, found: str, place: str) -> None:
    path.parent.mkdir()
    save_document(path, BLANK.model_copy(update={key: found}), expected=None)
    with pytest.raises(NavcheckError) as caught:
        put(path, {}, {"rutine": YES})
    (problem,) = caught.value.problems
    assert f"{problem.at}: {problem.message} → {problem.hint}" == (
        f"{path.as_posix()}:{place}: «{found}» stands here, but the file lies where «{getattr(BLANK, key)}» belongs"
        " → put the file back where it came from"
    )


def test_a_draft_that_cannot_be_read_is_not_written_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"navcheck: response/1\n")
    assert codes(lambda: put(path, {}, {"rutine": YES}))[0][0] == "cut-short"
    assert path.read_bytes() == b"navcheck: response/1\n"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(value="Fnr. 01810050019"), "personal-number"),
        (Answer(value="x" * 20_001), "text-too-long"),
        (Answer(value=tuple(f"{n:05}" + "x" * 19_000 for n in range(60))), "too-big"),
    ],
)
def test_what_could_not_be_read_again_is_not_saved(path: Path, answer: Answer, code: str) -> None:
    first = put(path, {}, {"rutine": YES})
    assert codes(lambda: put(path, {}, {"krise": answer})) == ([code], 1)
    assert on_disk(path) == first


def test_the_answer_comes_back_as_it_is_on_the_disk(path: Path) -> None:
    saved = put(path, {}, {"rutine": Answer(value="ja\u200b")})
    assert saved.answers == on_disk(path).answers == {"rutine": YES}


def test_what_the_disk_could_not_confirm_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "by the test")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    notes: list[Problem] = []
    assert put(path, {}, {"rutine": YES}, tell=notes.append) == on_disk(path)
    assert [note.code for note in notes] == ["not-confirmed"]


def test_drafts_that_lead_elsewhere_are_not_written_to(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path.parent.symlink_to(elsewhere)
    assert codes(lambda: put(path, {}, {"rutine": YES})) == (["not-a-file"], 1)
    path.parent.unlink()
    path.parent.mkdir()
    path.symlink_to(elsewhere / "risor.yaml")
    assert codes(lambda: put(path, {}, {"rutine": YES}))[0] == ["not-a-file"]
    assert list(elsewhere.iterdir()) == []


# Several at once.

EDIT = """
import sys
from pathlib import Path
from navcheck.core.model import Answer, ChecklistName, Response
from navcheck.core.problems import NavcheckError
from navcheck.files.drafts import save_answers
path, question, values, wait = Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
name = ChecklistName(id="kvp", version="2026-11")
blank = Response(navcheck="response/1", survey="agder-2026", office="risor", checklist=name)
seen = {}
for number, value in enumerate(values.split()):
    changes = {question.format(number): Answer(value=value)}
    settle = lambda question, theirs, mine: mine
    try:
        save_answers(path.parent.parent, path, blank, seen, changes, order=(), settle=settle, wait_seconds=wait)
    except NavcheckError as error:
        print(error.problems[0].code)
"""


def edit(path: Path, question: str, values: str, wait: float = 60) -> list[str]:
    return [sys.executable, "-c", EDIT, str(path), question, values, str(wait)]


def change_elsewhere(path: Path, question: str, value: str) -> None:
    done = subprocess.run(edit(path, question, value), capture_output=True, text=True, check=True)
    assert done.stdout == ""


@pytest.mark.slow
def test_four_who_answer_at_once_lose_nothing(path: Path) -> None:
    writers, edits = 4, 10
    commands = [edit(path, f"sp-{me}-{{}}", " ".join(["ja"] * edits)) for me in range(writers)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    assert [process.communicate()[0] for process in processes] == [""] * writers
    draft = on_disk(path)
    assert set(draft.answers) == {f"sp-{me}-{number}" for me in range(writers) for number in range(edits)}
    assert draft.revision == writers * edits
    assert {entry.name for entry in path.parent.parent.iterdir()} == {"drafts", LOCK_NAME}
    assert list(path.parent.iterdir()) == [path]
