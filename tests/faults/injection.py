"""Puts faults into the calls of the system that a piece of work makes, with strace, one at a time.

navcheck is imported once; each trial is a child that waits until strace looks on, works, and tells by its exit code
how it ended. So what is counted are the calls of the work, not those of Python's start, and a trial takes a hundredth
of a second.
"""

import gc
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60  # seconds
KILL = "signal=KILL"
RAISED = 99  # the exit code of work that raised
# "3766  openat(AT_FDCWD, …" begins a call; "3766  <... read resumed>" goes on with one.
_CALL = re.compile(r"^\d+ +([a-z_0-9]+)(\(.*)")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the work: the nth of its name, and how strace wrote it down."""

    name: str
    nth: int
    words: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.name} no. {self.nth}, {self.words[:100]}"


@dataclass(frozen=True, slots=True)
class Trial:
    """How the work ended: its exit code, or minus a signal's number; whether the fault fired; what strace saw."""

    code: int
    fired: bool
    lines: Sequence[str]

    @property
    def calls(self) -> list[Call]:
        """The calls in their order, each with its number among those of its name; all of them where nothing struck."""
        seen: Counter[str] = Counter()
        found = []
        for line in self.lines:
            if told := _CALL.match(line):
                seen[told[1]] += 1
                found.append(Call(told[1], seen[told[1]], told[2]))
        return found


def error(name: str) -> str:
    """Return the fault that makes a call fail: `ENOSPC`, say."""
    return f"error={name}"


def attempt(
    work: Callable[[], int],
    call: Call | None = None,
    fault: str = KILL,
    *,
    ready: Callable[[], object] = lambda: None,
) -> Trial:
    """Do some work in a child, and put a fault into one of its calls.

    Args:
        work: returns the exit code; what it raises is `RAISED`.
        call: where the fault strikes; None injects nothing, and shows which calls there are.
        fault: `KILL`, or what `error` returns.
        ready: what the child does first, unwatched: its streams, where it stands.

    """
    child, go = _waiting(work, ready)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "calls")
        # What else is called need not be written down where it is known, and a trial is quicker without.
        words = (
            [] if call is None else ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}:when={call.nth}"]
        )
        watching = ("-f", "-s", "200", "-o", str(log), *words, "-p", str(child))
        watcher = subprocess.Popen([shutil.which("strace") or "strace", *watching], stderr=subprocess.PIPE)
        try:
            _wait_until_watched(watcher)
            go.send(b"x")
        finally:
            go.close()
        _, status = os.waitpid(child, 0)
        _, said = watcher.communicate(timeout=PATIENCE)
        lines = log.read_text("utf-8", "replace").splitlines()
        assert lines, said
    if call is None:
        lines = lines[1 + max(n for n, line in enumerate(lines[:9]) if "recvfrom" in line) :]  # what was waiting
    killed = call is not None and fault == KILL and os.WIFSIGNALED(status)
    return Trial(os.waitstatus_to_exitcode(status), killed or any("(INJECTED)" in line for line in lines), lines)


def unwatched(work: Callable[[], int], *, ready: Callable[[], object] = lambda: None) -> int:
    """Do some work in a child that nobody looks on, and return its exit code."""
    child, go = _waiting(work, ready)
    go.send(b"x")
    go.close()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _waiting(work: Callable[[], int], ready: Callable[[], object]) -> tuple[int, socket.socket]:
    """Start a child that is ready, works as soon as a byte is sent to the socket returned, and dies if none comes.

    It waits with a call that no work makes, so that this is counted with none of the work's.
    """
    go, listen = socket.socketpair()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a test runner's own thread is not in the child is known
        child = os.fork()
    if child:
        listen.close()
        go.recv(1)
        return child, go
    go.close()
    code = RAISED
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(PATIENCE)  # what hangs is ended, and that is told too
        gc.disable()  # what the tests left would be closed in the midst of the work, now here, now there
        ready()
        listen.send(b"x")
        if listen.recv(1):
            code = work()
    finally:
        os._exit(code)


def _wait_until_watched(watcher: "subprocess.Popen[bytes]") -> None:
    """Wait until strace says that it looks on; that it is known to the system as a tracer comes a moment too early."""
    assert watcher.stderr is not None
    said = watcher.stderr.readline()
    assert b" attached" in said, said
