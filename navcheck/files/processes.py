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
from multiprocessing import active_children, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

from navcheck.files.listing import allow_files, most_files

# Below so many, starting a process takes longer than it saves.
FEWEST_RESPONSES = 1_500
# So many more than there are processes are under way, so that none waits, and no more than these are held.
_AHEAD = 2
# A process that is gone; one that cannot be had: too many, no memory to share, a system that has none.
_NO_PROCESS = (BrokenProcessPool, OSError, ImportError, NotImplementedError)
T = TypeVar("T")
R = TypeVar("R")


def useful_workers(responses: int) -> int:
    """Return how many processes are worth their start to read so many responses."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 2 if responses >= FEWEST_RESPONSES and cores > 1 else 1


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
    """Yield results until all are done, or until a process is gone or cannot be had."""
    before, pool = set(active_children()), None
    try:
        pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(most_files(),))
        left = iter(things)
        with _uninterrupted():
            under_way: deque[Future[R]] = deque(pool.submit(work, one) for one in islice(left, workers + _AHEAD))
        while under_way:
            result = under_way.popleft().result()
            under_way.extend(pool.submit(work, one) for one in islice(left, 1))
            yield result
    except _NO_PROCESS:
        for one in set(active_children()) - before:  # one that was started before another could not be
            one.terminate()
    finally:
        if pool is not None:
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
    """Read folders as the process does that began this one, which alone speaks and is spoken to; end when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    allow_files(files)
    # Whoever reads what is printed shall not wait for this one.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
