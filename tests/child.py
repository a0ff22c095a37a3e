"""Runs navcheck in children that may use one gibibyte and ten seconds of work each, and tells what each of them used.

A server imports navcheck once and forks for each run, so that a run costs what its work costs: what is measured is the
work, not Python's start. Its memory counts in every child's, as it would in a program that had imported as much.
"""

import base64
import ctypes
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from navcheck import __path__ as package
from navcheck.cli import main
from tests.program import TODAY

BYTES = 1 << 30
SECONDS = 10
PATIENCE = 60  # of the clock on the wall: a busy machine gives a child but a part of it
ROOT = Path(__file__).parent.parent
NAVCHECK = "tests.child:navcheck"
ENVIRONMENT = {"NAVCHECK_LANG": "en", "COLUMNS": "80"}
_CAPABILITIES, _DAC_OVERRIDE, _DAC_READ_SEARCH = 0x20080522, 1 << 1, 1 << 2  # linux/capability.h
# What a run would import by itself, in a function.
_HEAVY = ("docx", "holidays", "jinja2", "markdown_it", "openpyxl")
_LISTED = 20_000_000  # of what a run says: a result that has no end shall fill no pipe


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code, or minus the signal that ended it; what it used, and what it said."""

    code: int
    seconds: float
    megabytes: float
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def is_orderly(self) -> bool:
        """Whether it ended as a run may: done, done in part, or not done; nothing else, and never by a signal."""
        return self.code in {0, 1, 2} and "Traceback" not in self.said


class Server:
    """The server, from outside."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(
        self,
        *argv: str | Path,
        work: str = NAVCHECK,
        seconds: float = PATIENCE,
        **environment: str,
    ) -> Ended:
        """Run a command with nothing to read, or other `work`: the name of a function that takes the words."""
        said = {"work": work, "argv": [str(word) for word in argv], "seconds": seconds, "environment": environment}
        told = self._ask(said)
        out, err = (base64.b64decode(told.pop(name)).decode("utf-8", "backslashreplace") for name in ("out", "err"))
        return Ended(**told, out=out, err=err)

    def _ask(self, said: Mapping[str, object]) -> Any:  # noqa: ANN401 -- what JSON gives
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError
        self._process.stdin.write(f"{json.dumps(said)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server, for as long as it is needed."""
    words = [sys.executable, "-c", "from tests.child import serve; serve()"]
    pipe, environment = subprocess.PIPE, os.environ | ENVIRONMENT
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment) as process:
        try:
            yield Server(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()  # the server ends when nothing more is asked
            process.wait(PATIENCE)


def navcheck(argv: list[str]) -> int:
    """Run a command on the day of the tests."""
    return main(argv, today=TODAY)


def serve() -> None:
    """Fork for each line of standard input, and answer on a line."""
    ours = (found.name for found in pkgutil.walk_packages(package, "navcheck.") if found.name != "navcheck.__main__")
    for name in (*_HEAVY, *ours):
        import_module(name)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        answers.write(f"{json.dumps(_fork(json.loads(line)))}\n")
        answers.flush()


def _fork(said: dict[str, Any]) -> dict[str, object]:
    module, _, name = said["work"].partition(":")
    work = getattr(import_module(module), name)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            child = os.fork()
        if not child:
            code = 99
            try:
                _limit(out, err, said["seconds"])
                os.environ.update(said["environment"])
                _give_up_rights()
                code = work(said["argv"])
                sys.stdout.flush()
            finally:
                sys.stderr.flush()
                os._exit(code)
        _, status, used = os.wait4(child, 0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "seconds": used.ru_utime + used.ru_stime,
            "megabytes": used.ru_maxrss / 1024,
            "out": _read(out),
            "err": _read(err),
        }


def _limit(out: BinaryIO, err: BinaryIO, seconds: float) -> None:
    """Make this process one that the system ends when it takes too much; its `seconds` are those of the wall."""
    for handle, stream in ((0, None), (1, out), (2, err)):
        source = os.open(os.devnull, os.O_RDONLY) if stream is None else stream.fileno()
        os.dup2(source, handle)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 -- the server's own has read ahead
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _give_up_rights() -> None:
    """Make root one of whom the system asks what it asks of everybody: whether a file may be read."""
    system = ctypes.CDLL(None)
    header, rights = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
    system.capget(header, rights)
    for n in (0, 1):  # those that have effect, and those that are allowed
        rights[n] &= ~(_DAC_OVERRIDE | _DAC_READ_SEARCH)
    system.capset(header, rights)


def _read(stream: BinaryIO) -> str:
    stream.seek(0)
    return base64.b64encode(stream.read(_LISTED)).decode()
