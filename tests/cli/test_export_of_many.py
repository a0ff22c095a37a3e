"""`export` of many surveys: the same bytes by one process and by two, in whatever order files came, or after a kill."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import EXAMPLE

SURVEYS = 24
# As many files as are worth two processes would take the test a minute to make.
PROGRAM = """
import sys
from navcheck.files import processes
processes.FEWEST_RESPONSES = int(sys.argv[1])
processes.os.sched_getaffinity = lambda _: {0, 1}
from navcheck.cli import main
sys.exit(main(["export", *sys.argv[2:]]))
"""
ALONE, TOGETHER = "1000000", "1"


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Copies of the worked example under ids of their own; of one, a response is cut, and a stray file lies in it."""
    folder = tmp_path_factory.mktemp("rounds")
    copies = [copy(folder, f"runde-{n}") for n in range(SURVEYS)]
    broken = copies[5] / "received" / "grimstad-1.yaml"
    broken.write_bytes(broken.read_bytes()[:300])
    (copies[7] / "notat.txt").write_text("ja", "utf-8")
    return copies


def copy(folder: Path, name: str) -> Path:
    path = folder / name
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("report"))
    for file in (path / "survey.yaml", *(path / "received").iterdir()):
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("id: agder-2020\n", f"id: {name}\n").replace("survey: agder-2020", f"survey: {name}")
        )
    return path


def start(fewest: str, *words: str | Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", PROGRAM, fewest, *map(str, words)]
    env = os.environ | {"NAVCHECK_LANG": "en"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def export(fewest: str, *words: str | Path) -> tuple[int, bytes, bytes]:
    program = start(fewest, *words)
    out, err = program.communicate(timeout=120)
    return program.returncode, out, err


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_two_processes_print_what_one_prints_byte_for_byte(rounds: list[Path], form: str) -> None:
    alone = export(ALONE, *rounds, "--format", form)
    assert alone[0] == 1
    assert alone[1].count(b"\n") == SURVEYS * 15 * 4 + (form == "csv")
    assert alone[2].count(b"grimstad-1.yaml") == 1
    assert b"notat.txt" in alone[2]
    assert export(TOGETHER, *rounds, "--format", form) == alone


@pytest.mark.slow
def test_the_order_in_which_files_came_changes_no_byte(rounds: list[Path], tmp_path: Path) -> None:
    again = tmp_path / rounds[0].name
    for path in sorted(rounds[0].rglob("*"), key=lambda one: one.name[::-1], reverse=True):
        if path.is_file():
            target = again / path.relative_to(rounds[0])
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    assert export(TOGETHER, again, *rounds[1:])[:2] == export(ALONE, *rounds)[:2]


@pytest.mark.slow
def test_a_survey_that_cannot_be_read_ends_both_at_the_same_row(rounds: list[Path], tmp_path: Path) -> None:
    bad = copy(tmp_path, "sist")
    (bad / "coding.yaml").write_text("navcheck: coding/1\nquestions: {ord: 7}\n", "utf-8")
    alone, together = (export(fewest, *rounds[:4], bad, *rounds[6:]) for fewest in (ALONE, TOGETHER))
    assert alone[0] == 2
    assert together == alone


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
def test_a_killed_process_changes_nothing_but_the_time(rounds: list[Path]) -> None:
    alone = export(ALONE, *rounds)
    program = start(TOGETHER, *rounds)
    os.kill(a_child_of(program.pid), signal.SIGKILL)
    out, err = program.communicate(timeout=120)
    assert (program.returncode, out, err) == alone


@pytest.mark.slow
def test_an_interruption_ends_it_without_a_traceback(rounds: list[Path]) -> None:
    program = start(TOGETHER, *rounds)
    child = a_child_of(program.pid)
    os.kill(child, signal.SIGINT)  # a terminal sends it to all of them
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=120)
    assert program.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_when_the_program_is_killed_nobody_who_reads_waits_for_its_processes(rounds: list[Path], end: int) -> None:
    program = start(TOGETHER, *rounds)
    children = children_of(program.pid)
    program.send_signal(end)
    program.communicate(timeout=20)
    assert program.returncode == -end
    assert wait_until(lambda: not any(map(is_alive, children)))


# What a system answers that gives no second process, no semaphore, no more handles.
REFUSALS = {
    "the second process": """
import errno, os
began, fork = [], os.fork
def refuse():
    if began: raise OSError(errno.EAGAIN, "no more processes")
    began.append(1)
    return fork()
os.fork = refuse
""",
    "shared memory": """
import errno, _multiprocessing, multiprocessing.synchronize
class Refused:
    SEM_VALUE_MAX = 1
    def __init__(self, *_): raise OSError(errno.ENOSYS, "no semaphores")
_multiprocessing.SemLock = multiprocessing.synchronize._multiprocessing.SemLock = Refused
""",
    "a system without semaphores": """
import sys
sys.modules["multiprocessing.synchronize"] = None
""",
}


@pytest.mark.slow
@pytest.mark.parametrize("what", REFUSALS)
def test_where_a_process_cannot_be_had_the_program_does_it_all_itself(rounds: list[Path], what: str) -> None:
    command = [sys.executable, "-c", REFUSALS[what] + PROGRAM, TOGETHER, *map(str, rounds)]
    env = os.environ | {"NAVCHECK_LANG": "en"}
    ran = subprocess.run(command, capture_output=True, timeout=60, check=False, env=env)
    assert (ran.returncode, ran.stdout, ran.stderr) == export(ALONE, *rounds)


def children_of(pid: int) -> list[int]:
    a_child_of(pid)
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()]


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except FileNotFoundError:
        return False


def wait_until(done: Callable[[], bool]) -> bool:
    for _ in range(500):
        if done():
            return True
        time.sleep(0.01)
    return False


def a_child_of(pid: int) -> int:
    """Wait for a process of the program, and for it to be at work."""
    for _ in range(500):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        if len(children) > 1:
            return int(children[0])
        time.sleep(0.01)
    raise AssertionError("it has started no process")
