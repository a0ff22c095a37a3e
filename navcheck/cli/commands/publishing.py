"""What a county governor's adviser runs to send a report out: built, commented on, verified."""

from pathlib import Path
from typing import Annotated

import typer

from navcheck.cli.options import AsJson, Checklists, CommentsUntil, Drafts, Outputs, Quiet, SurveyName
from navcheck.cli.session import Session
from navcheck.core.messages import marked


def report(
    ctx: typer.Context,
    survey: SurveyName,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar=marked("FOLDER"), help=marked("with --draft-for: where it goes (else SURVEY-utsending)")
        ),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=marked("FORMAT"),
            help=marked("docx, xlsx, html, md, csv or json; may be given again (else all)"),
        ),
    ] = None,
    named: Annotated[
        bool, typer.Option("--named", help=marked("say in every format which office has which points"))
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help=marked("say in no format which office has which points"))
    ] = False,
    draft_for: Annotated[
        list[str] | None,
        typer.Option(
            "--draft-for",
            metavar=marked("OFFICE"),
            help=marked("what the report says about this office, for it to comment on; may be given again"),
        ),
    ] = None,
    comments_until: CommentsUntil = "",
    template: Annotated[
        Path | None,
        typer.Option(
            metavar=marked("FILE"), help=marked("a Word document of yours: its styles, head and foot are used")
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar=marked("LANGUAGE"), help=marked("nb, nn or en: the report's language"))
    ] = "",
    drafts: Drafts = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Build the report, or a draft of what it says about single offices."""
    from navcheck.cli.reporting import Wish, report_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    wish = Wish(
        survey,
        folder,
        tuple(form or ()),
        tuple(draft_for or ()),
        template,
        language,
        comments_until,
        named=named,
        public=public,
        drafts=drafts,
    )
    return report_survey(session, wish, as_json=as_json)


def comment(
    ctx: typer.Context,
    survey: SurveyName,
    office: Annotated[
        str, typer.Option(metavar=marked("OFFICE"), help=marked("whose comment it is; alone: list what it has said"))
    ] = "",
    question: Annotated[
        str, typer.Option(metavar=marked("ID"), help=marked("the point that it is about (else the draft as a whole)"))
    ] = "",
    text: Annotated[str | None, typer.Option(metavar=marked("TEXT"), help=marked("what the office said"))] = None,
    day: Annotated[str, typer.Option("--date", metavar=marked("DATE"), help=marked("when it came (else today)"))] = "",
    undo: Annotated[bool, typer.Option("--undo", help=marked("take the comment with this text back"))] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Store what an office said to its draft of the report, or list what is stored."""
    from navcheck.cli.commenting import Wish, comment_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return comment_survey(session, Wish(survey, office, question, text, day, undo=undo), as_json=as_json)


def verify(
    ctx: typer.Context,
    survey: SurveyName,
    as_json: AsJson = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Rebuild the report, and tell whether it is the same."""
    from navcheck.cli.verifying import verify_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return verify_survey(session, survey, as_json=as_json)
