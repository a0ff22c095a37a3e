"""Puts faults into the calls of the system that a piece of work makes, with strace, one at a time.

navcheck is imported once; each trial is a child that waits until strace looks on, works, and tells by its exit code
how it ended. So what is counted are the calls of the work, not those of Python's start, and a trial takes a hundredth
of a second.
"""

import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 60  # seconds
KILL = "signal=KILL"
# "3766  openat(AT_FDCWD, …" begins a call; "3766  <... read resumed>" goes on with one.
_CALL = re.compile(r"^\d+ +([a-z_0-9]+)\(")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the work: the nth of its name."""

    name: str
    nth: int


@dataclass(frozen=True, slots=True)
class Trial:
    """How the work ended: its exit code, or minus a signal's number; whether the fault fired; what strace saw."""

    code: int
    fired: bool
    lines: Sequence[str]

    @property
    def calls(self) -> list[Call]:
        """The calls in their order, each with its number among those of its name."""
        seen: Counter[str] = Counter()
        found = []
        for line in self.lines:
            if name := _CALL.match(line):
                seen[name[1]] += 1
                found.append(Call(name[1], seen[name[1]]))
        return found


def error(name: str) -> str:
    """Return the fault that makes a call fail: `ENOSPC`, say."""
    return f"error={name}"


def attempt(work: Callable[[], int], call: Call | None = None, fault: str = KILL) -> Trial:
    """Do some work in a child, and put a fault into one of its calls.

    Args:
        work: returns the exit code; what it raises is 99.
        call: where the fault strikes; None injects nothing, and shows which calls there are.
        fault: `KILL`, or what `error` returns.

    """
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "calls")
        words = [] if call is None else ["-e", f"inject={call.name}:{fault}:when={call.nth}"]
        child, go = _waiting(work)
        watching = ("-f", "-q", "-s", "200", "-o", str(log), *words, "-p", str(child))
        watcher = subprocess.Popen([shutil.which("strace") or "strace", *watching], stderr=subprocess.PIPE)
        try:
            _wait_until_watched(child, watcher)
            os.write(go, b"x")
        finally:
            os.close(go)
        _, status = os.waitpid(child, 0)
        _, said = watcher.communicate(timeout=PATIENCE)
        lines = log.read_text("utf-8", "replace").splitlines()[1:]  # the first is the end of the waiting
        assert lines, said
    killed = call is not None and fault == KILL and os.WIFSIGNALED(status)
    return Trial(os.waitstatus_to_exitcode(status), killed or any("(INJECTED)" in line for line in lines), lines)


def _waiting(work: Callable[[], int]) -> tuple[int, int]:
    """Start a child that works as soon as a byte is written to the handle returned, and dies if none comes."""
    listen, go = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a test runner's own thread is not in the child is known
        child = os.fork()
    if child:
        os.close(listen)
        return child, go
    os.close(go)
    code = 99
    try:
        if os.read(listen, 1):
            code = work()
    finally:
        os._exit(code)


def _wait_until_watched(child: int, watcher: "subprocess.Popen[bytes]") -> None:
    until = monotonic() + PATIENCE
    while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text("utf-8"):
        assert watcher.poll() is None, watcher.communicate()
        assert monotonic() < until
        sleep(0.001)
