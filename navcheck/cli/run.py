"""Runs one command and turns whatever happens into words and an exit code."""

import os
import sys
import traceback
from datetime import date

import typer

from navcheck.cli.language import choose_language
from navcheck.cli.session import Session, UnwritableError, first_session, leave
from navcheck.core.messages import Message, say
from navcheck.core.problems import NavcheckError
from navcheck.core.words import LANGUAGES
from navcheck.files.catalogues import load_tongue

DONE, NOT_DONE, INTERRUPTED, BUG_CODE = 0, 2, 130, 70


def run(arguments: list[str], today: date) -> int:
    """Run a command and return its exit code."""
    language, unknown = choose_language()
    session = first_session(load_tongue(language), today)
    if unknown is not None:
        session.tell(_no_language(unknown))
    try:
        return _answer(arguments, session)
    except (KeyboardInterrupt, typer.Abort):
        session.tell(say("Interrupted. What was answered is saved."))
        return INTERRUPTED
    except UnwritableError as error:
        session.tell(say("The result cannot be written: {why}", why=error.args[0]))
        return NOT_DONE
    except OSError as error:
        from navcheck.files.disk import refused_by_system

        session.complain([refused_by_system(error)])
        leave(sys.stdout)
        return NOT_DONE
    except Exception as error:  # noqa: BLE001 -- the one place where a bug is worded
        return _bug(session, error)


def _answer(arguments: list[str], session: Session) -> int:
    """Run a command; what stands in its way is told, and is the result where one is wanted as data."""
    try:
        return _call(arguments, session)
    except NavcheckError as error:
        session.complain(error.problems)
        if "--json" in arguments:
            from navcheck.render.problems import format_problems_as_data

            session.data(format_problems_as_data(error.problems, session.tongue))
        return error.exit_code


def _call(arguments: list[str], session: Session) -> int:
    from navcheck.cli.app import build_command

    command = build_command(session.tongue)
    try:
        code = command.main(args=arguments, prog_name="navcheck", standalone_mode=False, obj=session)
    except typer.exceptions.TyperException as error:
        from navcheck.cli.usage import usage_problem

        session.complain([usage_problem(error, command, arguments)])
        return NOT_DONE
    except SystemExit as ended:
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        # So typer ends where the reader of its help goes away.
        leave(sys.stdout)
        return DONE
    return code if isinstance(code, int) else DONE


def _no_language(value: str) -> Message:
    from navcheck.core.text import quote

    return say("NAVCHECK_LANG is {value}; it can be {languages}", value=quote(value), languages=", ".join(LANGUAGES))


def _bug(session: Session, error: Exception) -> int:
    frames = traceback.extract_tb(error.__traceback__)
    last = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""  # noqa: PTH119
    what = f"{type(error).__name__} {last}"
    session.tell(say("This is a fault in navcheck, not in your files. Report it with what you did: {what}", what=what))
    if os.environ.get("NAVCHECK_DEBUG") == "1":
        # Frames only: an exception's text and the frames' values may hold what an office wrote.
        sys.stderr.writelines(traceback.format_list(frames))
    return BUG_CODE
