"""What an author of checklists runs, and who wonders what is wrong."""

from pathlib import Path
from typing import Annotated

import typer

from navcheck.cli.options import AsJson, ChecklistName, Checklists, Outputs, Plain, Quiet
from navcheck.cli.session import Session
from navcheck.core.messages import marked


def list_(ctx: typer.Context, as_json: AsJson = False, outputs: Outputs = None, checklists: Checklists = None) -> int:
    """List what can be named."""
    from navcheck.cli.listing import list_all

    session: Session = ctx.obj.with_options(outputs, checklists)
    return list_all(session, as_json=as_json)


def show(
    ctx: typer.Context,
    checklist: ChecklistName,
    form: Annotated[
        str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("terminal or markdown"))
    ] = "terminal",
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar=marked("TOPIC"), help=marked("show this optional topic too; may be given again")
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=marked("show every optional topic too"))] = False,
    plain: Plain = False,
    checklists: Checklists = None,
) -> int:
    """Print a checklist to read and to fill in on paper."""
    from navcheck.cli.showing import show_checklist

    session: Session = ctx.obj.with_options(None, checklists, plain=plain)
    return show_checklist(session, checklist, form, tuple(include or ()), everything=everything)


def new(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar=marked("NAME"), help=marked("the new checklist's name, which its file gets too"))
    ],
    quiet: Quiet = False,
    checklists: Checklists = None,
) -> int:
    """Write the skeleton of a checklist."""
    from navcheck.cli.making import make_checklist

    session: Session = ctx.obj.with_options(None, checklists, quiet=quiet)
    return make_checklist(session, name)


def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar=marked("FILE"), help=marked("checklists, counties, survey folders or their files")),
    ],
    law: Annotated[
        Path | None,
        typer.Option(metavar=marked("FOLDER"), help=marked("hold each source against the law texts in this folder")),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar=marked("FILE"), help=marked("tell what becomes of answers given to this older version")),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Validate any navcheck file."""
    from navcheck.cli.checking import check_against, check_files

    session: Session = ctx.obj.with_options(None, None, quiet=quiet)
    if against is not None:
        return check_against(session, files, against, as_json=as_json)
    return check_files(session, files, law, as_json=as_json)


def schema(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar=marked("KIND"),
            help=marked("checklist, county, survey, response, coding, plan, comments, confirmed or map"),
        ),
    ],
) -> int:
    """Print a format's JSON Schema."""
    from navcheck.cli.schemas import print_schema

    return print_schema(ctx.obj, kind)


def doctor(ctx: typer.Context, as_json: AsJson = False, outputs: Outputs = None, checklists: Checklists = None) -> int:
    """Tell what navcheck stands on."""
    from navcheck.cli.examining import examine

    session: Session = ctx.obj.with_options(outputs, checklists)
    return examine(session, as_json=as_json)
