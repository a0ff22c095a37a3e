"""The command line: read, call, print, exit code. What a command does not need is not imported."""

import gc
import os
import sys
from collections.abc import Sequence

from navcheck import __version__

TYPE_CHECKING = False  # not from typing, which takes longer than all that tells the version
if TYPE_CHECKING:
    from datetime import date

# What stands in for a stream that was closed before the program began: nothing is to be read, a result is refused,
# and what is said beside it is lost.
_STAND_INS = {"stdin": ("r", os.O_RDONLY), "stdout": ("w", os.O_RDONLY), "stderr": ("w", os.O_WRONLY)}


# Most of what a run makes stays to its end: looking for cycles in it takes a tenth of the time and finds none.
NEW_BEFORE_A_LOOK = 200_000


def entry() -> None:
    """Run navcheck as a program."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # what other packages bring is not looked for, and reads nothing
    gc.set_threshold(NEW_BEFORE_A_LOOK)
    code = main()
    gc.freeze()  # nor does the look on the way out
    sys.exit(code)


def main(argv: Sequence[str] | None = None, *, today: "date | None" = None) -> int:
    """Run one command.

    Args:
        argv: the arguments, without the program's name; the process's own when not given.
        today: the day it is; the clock's when not given.

    Returns:
        The exit code: 0 done, 1 in part or found, 2 not done, 130 interrupted, 70 a bug.

    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _open_streams()
    if arguments == ["--version"] and _is_printed(f"navcheck {__version__}"):
        return 0  # before typer: scripts ask often
    from datetime import date

    from navcheck.cli.run import run

    return run(arguments, today or date.today())  # noqa: DTZ011 -- a deadline is a day where the user is


def _open_streams() -> None:
    for name, (mode, flags) in _STAND_INS.items():
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def _is_printed(line: str) -> bool:
    try:
        print(line, flush=True)
    except OSError:
        return False  # the same failure is told in words by whoever prints it next
    return True
