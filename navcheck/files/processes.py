"""Does the same work on one thing after another with processes beside this one, and gives what comes of it in order.

A process that is killed costs time and nothing else: what it had not done is done here.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from navcheck.files.listing import allow_files, most_files

# Below so many files, starting a process takes longer than it saves.
FEWEST_FILES = 1_500
# So many more than there are processes are under way, so that none waits, and no more than these are held.
_AHEAD = 2
T = TypeVar("T")
R = TypeVar("R")


def useful_workers(files: int) -> int:
    """Return how many processes are worth their start for so many files."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 2 if files >= FEWEST_FILES and cores > 1 else 1


def in_order(work: Callable[[T], R], things: Sequence[T], workers: int) -> Iterator[R]:
    """Yield what comes of each thing, in their order, whatever the number of processes.

    Args:
        work: a function of a module, whose result can be sent from process to process; it raises nothing.
        things: what it is called with, each by itself.
        workers: how many processes; where it is one, this one does it.

    """
    done = 0
    if workers > 1:
        for result in _from_processes(work, things, workers):
            yield result
            done += 1
    yield from map(work, things[done:])


def _from_processes(work: Callable[[T], R], things: Sequence[T], workers: int) -> Iterator[R]:
    """Yield results until all are done, or a process is gone."""
    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(most_files(),))
    try:
        left = iter(things)
        with _uninterrupted():
            under_way: deque[Future[R]] = deque(pool.submit(work, one) for one in islice(left, workers + _AHEAD))
        while under_way:
            result = under_way.popleft().result()
            under_way.extend(pool.submit(work, one) for one in islice(left, 1))
            yield result
    except (BrokenProcessPool, OSError):
        return
    finally:
        pool.shutdown(cancel_futures=True)  # what is under way is soon done; not to wait for it ends in a race


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes begin that an interruption does not reach; here it is heard a moment later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(files: int) -> None:
    """Leave an interruption to the process that was asked, and read folders as it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    allow_files(files)
