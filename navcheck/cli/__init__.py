"""The command line: read, call, print, exit code. What a command does not need is not imported."""

import sys
from collections.abc import Sequence
from datetime import date

from navcheck import __version__


def entry() -> None:
    """Run navcheck as a program."""
    sys.exit(main())


def main(argv: Sequence[str] | None = None, *, today: date | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments, without the program's name; the process's own when not given.
        today: the day it is; the clock's when not given.

    Returns:
        The exit code: 0 done, 1 in part or found, 2 not done, 130 interrupted, 70 a bug.

    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        print(f"navcheck {__version__}")  # before typer: scripts ask often
        return 0
    from navcheck.cli.run import run

    return run(arguments, today or date.today())  # noqa: DTZ011 -- a deadline is a day where the user is
