"""Children of this process: navcheck is imported, so that they work at the same time and may be killed."""

import os
import warnings
from collections.abc import Callable

RAISED = 99


def start(work: Callable[[], int]) -> int:
    """Start a child that works, and return its process; what it raises ends it with `RAISED`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a test runner's own thread is not in the child is known
        child = os.fork()
    if child:
        return child
    code = RAISED
    try:
        code = work()
    finally:
        os._exit(code)


def end(child: int) -> int:
    """Wait for a child's end, and return its exit code; minus a signal's number where one ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
