"""Work that is shared out gives what it gives alone, in the same order; a process that is killed costs only time."""

import os
import signal
import time
from pathlib import Path

import pytest

from navcheck.files.listing import MOST_FILES, allow_files, most_files
from navcheck.files.processes import FEWEST_RESPONSES, in_order, useful_workers

HERE = os.getpid()
THINGS = list(range(20))


def squared(n: int) -> int:
    time.sleep(0.01 * (n % 3))  # the first are not the first to be done
    return n * n


def mortal(n: int) -> int:
    if n == 7 and os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return squared(n)


def whereabouts(_: int) -> tuple[int, int]:
    time.sleep(0.02)
    return os.getpid(), most_files()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_things_whatever_the_number_of_processes(workers: int) -> None:
    assert list(in_order(squared, THINGS, workers)) == [n * n for n in THINGS]


@pytest.mark.parametrize("workers", [2, 3])
def test_what_a_killed_process_had_not_done_is_done_here(workers: int) -> None:
    assert list(in_order(mortal, THINGS, workers)) == [n * n for n in THINGS]


def test_the_work_is_done_beside_this_process_and_by_two() -> None:
    back = allow_files(MOST_FILES + 5)
    try:
        found = list(in_order(whereabouts, THINGS, 2))
    finally:
        back()
    assert len({pid for pid, _ in found} - {HERE}) == len({pid for pid, _ in found}) == 2
    assert {files for _, files in found} == {MOST_FILES + 5}


def test_what_is_not_asked_for_is_not_done(tmp_path: Path) -> None:
    results = in_order(Path.touch, [tmp_path / str(n) for n in range(50)], 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    time.sleep(0.2)
    assert len(list(tmp_path.iterdir())) < 10


def test_few_files_are_not_worth_a_process_nor_are_many_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert [useful_workers(responses) for responses in (0, FEWEST_RESPONSES - 1, FEWEST_RESPONSES, 100_000)] == [
        1,
        1,
        2,
        2,
    ]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert useful_workers(100_000) == 1
