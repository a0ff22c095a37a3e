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
        list[Path],
        typer.Argument(metavar=marked("FILE"), help=marked("tables, workbooks, forms, response files; - reads stdin")),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=marked("show what would be stored, and store nothing"))
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help=marked("store the rows without problems, and leave out the others"))
    ] = False,
    check_only: Annotated[
        bool,
        typer.Option("--check-only", help=marked("tell from an empty export whether every question has its column")),
    ] = False,
    column_map: Annotated[
        Path | None,
        typer.Option("--map", metavar=marked("FILE"), help=marked("which column is which question, and office names")),
    ] = None,
    suggest: Annotated[
        Path | None,
        typer.Option(
            "--suggest-map", metavar=marked("FILE"), help=marked("write such a map to edit, and store nothing")
        ),
    ] = None,
    on_conflict: Annotated[
        str,
        typer.Option(
            metavar=marked("WHAT"),
            help=marked("an office that has responded otherwise: stop, skip or update (its next number)"),
        ),
    ] = "",
    repeats: Annotated[
        str,
        typer.Option(metavar=marked("WHICH"), help=marked("an office's second row in one file: last, first or stop")),
    ] = "",
    encoding: Annotated[
        str, typer.Option(metavar=marked("NAME"), help=marked("how the file's letters are written: utf-8, cp1252 …"))
    ] = "",
    sheet: Annotated[
        str, typer.Option(metavar=marked("NAME"), help=marked("the workbook's sheet that holds the answers"))
    ] = "",
    received: Annotated[
        str, typer.Option(metavar=marked("DATE"), help=marked("the day on which the answers came, if not today"))
    ] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Read answers from outside into a survey."""
    from navcheck.cli.importing import Wish, import_files

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    wish = Wish(
        survey,
        tuple(files),
        dry_run=dry_run,
        partial=partial,
        check_only=check_only,
        column_map=column_map,
        suggest=suggest,
        on_conflict=on_conflict,
        repeats=repeats,
        encoding=encoding,
        sheet=sheet,
        received=received,
    )
    return import_files(session, wish, as_json=as_json)
