"""What an author of checklists runs, and who wonders what is wrong."""

from pathlib import Path
from typing import Annotated

import typer

from navcheck.cli.options import AsJson, Checklists, Outputs, Quiet
from navcheck.cli.session import Session
from navcheck.core.messages import marked


def list_(ctx: typer.Context, as_json: AsJson = False, outputs: Outputs = None, checklists: Checklists = None) -> int:
    """List what can be named."""
    from navcheck.cli.listing import list_all

    session: Session = ctx.obj.with_options(outputs, checklists)
    return list_all(session, as_json=as_json)


def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar=marked("FILE"), help=marked("checklists, counties, survey folders or their files")),
    ],
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Validate any navcheck file."""
    from navcheck.cli.checking import check_files

    session: Session = ctx.obj.with_options(None, None, quiet=quiet)
    return check_files(session, files, as_json=as_json)


def doctor(ctx: typer.Context, as_json: AsJson = False, outputs: Outputs = None, checklists: Checklists = None) -> int:
    """Tell what navcheck stands on."""
    from navcheck.cli.examining import examine

    session: Session = ctx.obj.with_options(outputs, checklists)
    return examine(session, as_json=as_json)
