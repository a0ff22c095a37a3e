"""What an office leader runs."""

from typing import Annotated

import typer

from navcheck.cli.options import Checklists, Outputs, Plain, Quiet, SurveyName
from navcheck.cli.session import Session
from navcheck.core.messages import marked


def answer(
    ctx: typer.Context,
    survey: SurveyName,
    office: Annotated[str, typer.Option(metavar=marked("OFFICE"), help=marked("the office that answers"))] = "",
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Answer a survey at the keyboard."""
    from navcheck.cli.answering import answer_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return answer_survey(session, survey, office)
