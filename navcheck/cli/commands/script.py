"""What a script runs."""

from pathlib import Path
from typing import Annotated

import typer

from navcheck.cli.options import AsJson, Checklists, Outputs, Quiet, SurveyName
from navcheck.cli.session import Session
from navcheck.core.messages import marked

DONE, IN_PART = 0, 1


def import_(
    ctx: typer.Context,
    survey: SurveyName,
    files: Annotated[
        list[Path], typer.Argument(metavar=marked("FILE"), help=marked("the tables and response files to read"))
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=marked("show what would be stored, and store nothing"))
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Read tables of answers and response files into a survey."""
    from navcheck.cli.importing import import_files

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return import_files(session, survey, files, dry_run=dry_run, as_json=as_json)
