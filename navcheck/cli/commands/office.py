"""What an office leader runs."""

from pathlib import Path
from typing import Annotated

import typer

from navcheck.cli.options import Checklists, Outputs, Plain, Quiet, SurveyName
from navcheck.cli.session import Session
from navcheck.core.messages import marked


def answer(
    ctx: typer.Context,
    survey: SurveyName,
    office: Annotated[str, typer.Option(metavar=marked("OFFICE"), help=marked("the office that answers"))] = "",
    only: Annotated[
        str, typer.Option(metavar=marked("TOPIC"), help=marked("ask this topic only, for a colleague"))
    ] = "",
    on_behalf: Annotated[
        bool, typer.Option("--on-behalf", help=marked("the county writes down what the office says"))
    ] = False,
    answers: Annotated[
        Path | None,
        typer.Option(metavar=marked("FILE"), help=marked("hand in the answers of this file; nothing is asked")),
    ] = None,
    confirmed: Annotated[
        str,
        typer.Option(
            metavar=marked("DATE"),
            help=marked("record that the office confirmed on this day what the county wrote down"),
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            metavar=marked("TEXT"), help=marked("with --answers or --confirmed: the role of who did it, never a name")
        ),
    ] = "",
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Answer a survey at the keyboard."""
    if answers is not None:
        from navcheck.cli.answering_by_file import answer_by_file, refuse_together

        apart = {"--only": only, "--confirmed": confirmed}
        refuse_together("--answers", [name for name, given in apart.items() if given])
        found = ctx.obj.with_options(outputs, checklists, quiet=quiet)
        return answer_by_file(found, survey, office, answers, role, on_behalf=on_behalf)
    if confirmed:
        from navcheck.cli.confirming import confirm_response

        return confirm_response(ctx.obj.with_options(outputs, checklists, quiet=quiet), survey, office, confirmed, role)
    from navcheck.cli.answering import answer_survey
    from navcheck.cli.sitting import Wanted

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return answer_survey(session, Wanted(survey, office, only, on_behalf))


def print_(
    ctx: typer.Context,
    survey: SurveyName,
    office: Annotated[str, typer.Option(metavar=marked("OFFICE"), help=marked("the office whose response it is"))] = "",
    form: Annotated[
        str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("markdown, html or docx"))
    ] = "markdown",
    number: Annotated[
        str, typer.Option(metavar=marked("NUMBER"), help=marked("the response of this number, not the last"))
    ] = "",
    for_confirmation: Annotated[
        bool,
        typer.Option("--for-confirmation", help=marked("for the office to confirm what the county wrote down")),
    ] = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print one received response as a document."""
    from navcheck.cli.printing import print_response

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return print_response(session, survey, office, form, number, for_confirmation=for_confirmation)
