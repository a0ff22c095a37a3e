"""A stream that nobody reads, or that takes nothing, never stops the work, and never ends in a traceback."""

import errno
import io
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from navcheck.ask.plain import Keyboard
from navcheck.cli import ticking
from navcheck.cli.session import first_session, leave
from navcheck.core.messages import say
from navcheck.core.problems import Problem
from navcheck.files.catalogues import load_tongue
from tests.cli.one_office import open_county, write
from tests.files.test_disk import open_files
from tests.files.test_saving import failing
from tests.program import TODAY, run, streams

TABLE = "kontor;tekst\n{name};Hver måned\n"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")


def navcheck(
    *words: str | Path, out: str = "", err: str = "", closed: Sequence[int] = (), **variables: str
) -> tuple[int, str]:
    """Run navcheck with streams that are closed, or lead to a device or a pipe that nobody reads: what was said."""
    handles = {name: opened(to) for name, to in (("stdout", out), ("stderr", err)) if to}
    closing = 'exec "$0" "$@"' + "".join(f" {number}>&-" for number in closed)
    done = subprocess.run(
        ["/bin/sh", "-c", closing, sys.executable, "-m", "navcheck", *map(str, words)],
        check=False,
        stdout=handles.get("stdout", subprocess.PIPE),
        stderr=handles.get("stderr", subprocess.PIPE),
        env=os.environ | {"NAVCHECK_LANG": "en", **variables},
    )
    for handle in handles.values():
        os.close(handle)
    return done.returncode, ((done.stdout or b"") + (done.stderr or b"")).decode()


def opened(to: str) -> int:
    if to != "gone":
        return os.open(to, os.O_WRONLY)
    ours, its = os.pipe()
    os.close(ours)
    return its


@pytest.mark.slow
@pytest.mark.parametrize("words", [("list",), ("--help",), ("import", "--help"), ("--version",)])
def test_a_reader_that_goes_away_is_no_error(words: tuple[str, ...]) -> None:
    assert navcheck(*words, out="gone") == (0, "")


@FULL
@pytest.mark.slow
@pytest.mark.parametrize("words", [("list",), ("--help",), ("--version",)])
def test_a_result_that_cannot_be_written_ends_with_2_and_no_traceback(words: tuple[str, ...]) -> None:
    code, said = navcheck(*words, out="/dev/full")
    assert code == 2
    assert is_worded(said)


def is_worded(said: str) -> bool:
    return said != "" and not any(bad in said for bad in ("Traceback", "Exception ignored", "fault in navcheck"))


@pytest.mark.slow
@pytest.mark.parametrize("words", [("list",), ("--help",), ("--version",), ("status", "nope", "--json")])
def test_a_result_for_a_stream_that_was_closed_before_ends_with_2_and_words(words: tuple[str, ...]) -> None:
    code, said = navcheck(*words, closed=[1])
    assert code == 2
    assert is_worded(said)
    assert navcheck(*words, closed=[1, 2]) == (2, "")


@FULL
@pytest.mark.slow
def test_problems_that_cannot_be_written_as_data_are_told_in_words() -> None:
    code, said = navcheck("status", "nope", "--json", out="/dev/full")
    assert code == 2
    assert is_worded(said)
    assert "no survey «nope»" in said
    assert "cannot be written" in said


@pytest.mark.slow
def test_work_is_done_although_there_is_no_stream_to_speak_or_to_ask_on(tmp_path: Path) -> None:
    survey = open_county(tmp_path)
    file = write(tmp_path / "svar.csv", TABLE.format(name="Nav Risør"))
    assert navcheck("import", survey, file, closed=[0, 2])[0] == 0
    assert (survey / "received" / "risor-1.yaml").exists()
    code, said = navcheck("answer", survey, "--office", "risor", closed=[0])
    assert code == 2
    assert "there is no keyboard" in said


@FULL
@pytest.mark.slow
@pytest.mark.parametrize("err", ["/dev/full", "gone"])
def test_words_that_nobody_can_hear_change_neither_the_work_nor_its_code(tmp_path: Path, err: str) -> None:
    survey = open_county(tmp_path)
    file = write(tmp_path / "svar.csv", TABLE.format(name="Nav Risør"))
    assert navcheck("import", survey, file, err=err)[0] == 0
    assert (survey / "received" / "risor-1.yaml").exists()
    assert navcheck("matrix", "no-such-survey", err=err)[0] == 2


@pytest.mark.slow
def test_the_second_file_is_imported_although_nobody_reads_what_is_said_of_the_first(tmp_path: Path) -> None:
    survey = open_county(tmp_path)
    names = {"risor": "Nav Risør", "lister": "Nav Lister"}
    tables = [write(tmp_path / f"{one}.csv", TABLE.format(name=name)) for one, name in names.items()]
    assert navcheck("import", survey, *tables, out="gone")[0] == 0
    assert sorted(path.name for path in (survey / "received").iterdir()) == ["lister-1.yaml", "risor-1.yaml"]


@pytest.mark.parametrize("number", [errno.EIO, errno.EPIPE, errno.ENOSPC])
def test_a_terminal_that_is_gone_is_a_person_who_is(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("builtins.print", failing(OSError(number, "by the test")))
    monkeypatch.setattr("builtins.input", failing(OSError(number, "by the test")))
    keyboard = Keyboard(80)
    for act in (lambda: keyboard.show("a"), lambda: keyboard.line("> ")):
        with pytest.raises(EOFError):
            act()


def test_an_end_that_is_not_the_readers_keeps_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def ending(*_: object) -> None:
        raise SystemExit(3)

    monkeypatch.setattr("navcheck.core.matrix.build_matrix", ending)
    with pytest.raises(SystemExit) as ended:
        run("demo")
    assert ended.value.code == 3


def test_what_is_told_where_the_stream_was_closed_meanwhile_is_lost_and_no_more() -> None:
    session, closed = first_session(load_tongue("en"), TODAY), io.StringIO()
    closed.close()
    with streams(io.StringIO(), closed):
        session.tell(say("{count}", count=1))
        session.complain([Problem("system", say("{count}", count=1))])


def test_leaving_what_is_no_stream_leaves_nothing_open() -> None:
    before = open_files()
    for stream in (None, object(), io.StringIO()):
        leave(stream)
    assert open_files() == before


def test_rows_are_read_although_the_terminal_that_counts_them_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, its = pty.openpty()
    monkeypatch.setattr(ticking, "FIRST_AFTER", 0.0)
    with os.fdopen(its, "w", buffering=1) as screen, streams(io.StringIO(), screen):
        with ticking.Ticker(first_session(load_tongue("en"), TODAY)) as ticker:
            os.close(ours)
            for _ in range(1000):
                ticker.tick()
        assert os.path.samestat(os.fstat(its), Path(os.devnull).stat())  # it was told of, and is left
