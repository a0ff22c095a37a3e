"""Does a piece of work in a child, with a fault in a call or in the folder, and hears what it says.

The child's parent has imported all that the work takes, so that only the work's own calls count. What it says goes to a
pipe or to a terminal's other end, and is known whatever becomes of it.
"""

import io
import os
import pty
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from tests.faults.injection import KILL, Call, attempt, unwatched
from tests.faults.outcomes import Names

ENVIRONMENT = {"NAVCHECK_LANG": "en", "NAVCHECK_OUTPUTS": "", "COLUMNS": "80", "TERM": "xterm"}


@dataclass(frozen=True, slots=True)
class Done:
    """How it ended, what it said, whether the fault fired, and what was called."""

    code: int
    said: str
    fired: bool = True
    calls: Sequence[Call] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is done in a copy of a folder, and how to see what came of it.

    `act` is done in the child that stands in the copy, and returns an exit code; `typed` is for a terminal that it is
    done at. `told` finds in what was said the names of what is saved, `there` what is, and fails where anything is
    half. `again` does it once more, undisturbed.
    """

    home: Path
    act: Callable[[], int]
    told: Callable[[str], Names]
    there: Callable[[Path], Names]
    again: Callable[[Path], None]
    typed: str = ""

    def do(self, home: Path, call: Call | None = None, fault: str = KILL) -> Done:
        """Do it in a folder, with a fault."""
        with _streams(self.typed) as (ready, said):
            trial = attempt(lambda: _to_its_end(self.act), call, fault, ready=lambda: ready(home))
            return Done(trial.code, said(), trial.fired, trial.calls if call is None else ())

    def do_unwatched(self, home: Path, *, before: Callable[[], object] = lambda: None) -> Done:
        """Do it in a folder where the fault is in the folder itself."""
        with _streams(self.typed) as (ready, said):
            code = unwatched(lambda: _to_its_end(self.act), ready=lambda: (ready(home), before()))
            return Done(code, said())

    def copy(self, to: Path) -> Path:
        """Make a fresh copy of the folder as it is before."""
        return Path(shutil.copytree(self.home, to, symlinks=True))


def warmed(work: Work) -> Work:
    """Do some work once where nobody looks on, import here what it has imported there, and return it."""
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "modules")

        def and_list() -> int:
            code = work.act()
            listed.write_text("\n".join(sys.modules))
            return code

        done = replace(work, act=and_list).do_unwatched(work.copy(Path(scratch, "home")))
        assert done.code == 0, done.said
        for module in listed.read_text().splitlines():
            with suppress(ImportError):
                import_module(module)
    return work


def _to_its_end(act: Callable[[], int]) -> int:
    """Work, and end as Python does, which writes what still waits to be written."""
    code = act()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return 120
    return code


@contextmanager
def _streams(typed: str) -> Iterator[tuple[Callable[[Path], None], Callable[[], str]]]:
    """Make the streams of a child: yield what it calls first, and what tells afterwards all that it said."""
    if typed:
        ours, its = pty.openpty()
        os.write(ours, typed.encode())
    else:
        ours, its = os.pipe()  # wide enough for all that is said, and of no size that a limit could cut

    def ready(home: Path) -> None:
        for handle in (0, 1, 2) if typed else (1, 2):
            os.dup2(its, handle)
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), line_buffering=bool(typed))
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w", closefd=False)), line_buffering=True)
        os.environ.update(ENVIRONMENT)
        os.chdir(home)

    def said() -> str:
        os.set_blocking(ours, False)
        parts = []
        with suppress(OSError):
            while part := os.read(ours, 1 << 16):
                parts.append(part)
        return b"".join(parts).decode("utf-8", "replace")

    try:
        yield ready, said
    finally:
        os.close(ours)
        os.close(its)
