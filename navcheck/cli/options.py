"""The options that commands share, worded once."""

from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from navcheck.core.messages import marked

SurveyName = Annotated[str, typer.Argument(metavar=marked("SURVEY"), help=marked("the survey's name, or its folder"))]
ChecklistName = Annotated[
    str, typer.Argument(metavar=marked("CHECKLIST"), help=marked("the checklist's name, or its file"))
]
Outputs = Annotated[
    Path | None,
    typer.Option(
        "--outputs",
        metavar=marked("FOLDER"),
        help=marked("where the surveys lie (else NAVCHECK_OUTPUTS, else outputs)"),
    ),
]
Checklists = Annotated[
    Path | None,
    typer.Option(
        "--checklists",
        metavar=marked("FOLDER"),
        help=marked("where your own checklists lie (else NAVCHECK_CHECKLISTS, else checklists)"),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=marked("print the result as data (JSON)"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=marked("print the result and problems only"))]
Plain = Annotated[bool, typer.Option("--plain", help=marked("no table, no special characters: for screen readers"))]
Drafts = Annotated[bool, typer.Option("--drafts", help=marked("count drafts too, where nothing was received"))]
OfficesOnly = Annotated[
    list[str] | None,
    typer.Option("--office", metavar=marked("OFFICE"), help=marked("for this office only; may be given again")),
]


CommentsUntil = Annotated[
    str,
    typer.Option(
        "--comments-until",
        metavar=marked("DATE"),
        help=marked("the last day on which offices can comment on their drafts; it is noted in survey.yaml"),
    ),
]


def most_files() -> Any:  # noqa: ANN401 -- typer's own class is private
    """Make the option `--max-files`, which is told of where a folder holds more than is reasonable."""
    return typer.core.TyperOption(
        param_decls=["--max-files"], type=int, hidden=True, expose_value=False, callback=_allow_files
    )


def _allow_files(ctx: typer.Context, parameter: Any, most: int | None) -> None:  # noqa: ANN401 -- typer's own class
    if most is None:
        return
    if most < 1:
        raise typer.BadParameter("a folder holds one file at least", ctx=ctx, param=parameter)
    from navcheck.files.listing import allow_files

    ctx.call_on_close(allow_files(most))


def failing_on(*words: str) -> Any:  # noqa: ANN401 -- typer's own class is private
    """Make the option `--fail-on` of a list that knows these words; they are stable, so they stand as they are."""
    about = marked("exit code 1 where the list holds one of these; may be given again")
    return typer.Option("--fail-on", metavar="|".join(words), help=about)
