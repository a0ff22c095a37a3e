"""What a county governor's adviser runs to keep a round moving: opened, sent out, followed up."""

from pathlib import Path
from typing import Annotated

import typer

from navcheck.cli.options import (
    AsJson,
    ChecklistName,
    Checklists,
    CommentsUntil,
    OfficesOnly,
    Outputs,
    Plain,
    Quiet,
    SurveyName,
    failing_on,
)
from navcheck.cli.session import Session
from navcheck.core.messages import marked
from navcheck.core.words import Progress

_BEHIND = [word for word in Progress if word is not Progress.RESPONDED]

# What the commands share that make files for offices.
To = Annotated[
    Path | None,
    typer.Argument(metavar=marked("FOLDER"), help=marked("where the files go (else SURVEY-utsending, in this folder)")),
]
Contact = Annotated[
    str, typer.Option(metavar=marked("TEXT"), help=marked("whom to ask, as the letter names it: an address, a number"))
]
LetterLanguage = Annotated[
    str,
    typer.Option(
        "--language",
        metavar=marked("LANGUAGE"),
        help=marked("nb or nn, where neither municipality nor office has chosen a written language"),
    ),
]


def status(
    ctx: typer.Context,
    survey: SurveyName,
    form: Annotated[
        str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("terminal, markdown or json"))
    ] = "terminal",
    fail_on: Annotated[list[str] | None, failing_on(*_BEHIND, "missing", "uncovered")] = None,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print how far each office is."""
    from navcheck.cli.following import show_status

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return show_status(session, survey, "json" if as_json else form, tuple(fail_on or ()))


def extend(
    ctx: typer.Context,
    survey: SurveyName,
    office: OfficesOnly = None,
    until: Annotated[str, typer.Option(metavar=marked("DATE"), help=marked("the new last day to answer"))] = "",
    asked: Annotated[
        str, typer.Option(metavar=marked("DATE"), help=marked("the day the office asked (else today)"))
    ] = "",
    reason: Annotated[
        str, typer.Option(metavar=marked("TEXT"), help=marked("why; write nothing about single persons"))
    ] = "",
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Give offices a longer deadline."""
    from navcheck.cli.extending import Wish, extend_deadline

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return extend_deadline(session, Wish(survey, tuple(office or ()), until, asked, reason))


def start(
    ctx: typer.Context,
    checklist: ChecklistName,
    county: Annotated[str, typer.Option(metavar=marked("COUNTY"), help=marked("ask every office of this county"))] = "",
    office: Annotated[
        list[str] | None, typer.Option(metavar=marked("OFFICE"), help=marked("ask this office; may be given again"))
    ] = None,
    survey_id: Annotated[
        str, typer.Option("--id", metavar=marked("ID"), help=marked("the survey's name and folder"))
    ] = "",
    title: Annotated[str, typer.Option(metavar=marked("TEXT"), help=marked("the survey's title"))] = "",
    period: Annotated[str, typer.Option(metavar=marked("TEXT"), help=marked("the period that is asked about"))] = "",
    deadline: Annotated[str, typer.Option(metavar=marked("DATE"), help=marked("the deadline for answers"))] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar=marked("DATE"), help=marked("the day the figures apply to"))
    ] = "",
    event: Annotated[str, typer.Option(metavar=marked("TEXT"), help=marked("the event that is asked about"))] = "",
    include: Annotated[
        list[str] | None,
        typer.Option("--with", metavar=marked("TOPIC"), help=marked("ask this optional topic too; may be given again")),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--without", metavar=marked("ID"), help=marked("leave out this topic or question")),
    ] = None,
    before: Annotated[str, typer.Option(metavar=marked("SURVEY"), help=marked("the last round, to compare with"))] = "",
    basis: Annotated[
        str, typer.Option(metavar=marked("BASIS"), help=marked("what the survey is: voluntary or supervision"))
    ] = "",
    case: Annotated[
        str, typer.Option(metavar=marked("NUMBER"), help=marked("the county's case number, which the letters bear"))
    ] = "",
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Open a survey folder."""
    from navcheck.cli.starting import Wish, start_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    wish = Wish(
        checklist,
        county,
        tuple(office or ()),
        survey_id,
        title,
        period,
        deadline,
        as_of,
        event,
        include=tuple(include or ()),
        leave_out=tuple(leave_out or ()),
        before=before,
        basis=basis,
        case=case,
    )
    return start_survey(session, wish)


def form(
    ctx: typer.Context,
    survey: SurveyName,
    folder: To = None,
    kind: Annotated[
        str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("xlsx, html, nettskjema or forms"))
    ] = "xlsx",
    office: OfficesOnly = None,
    each: Annotated[bool, typer.Option("--each", help=marked("a form for each office, not one for all"))] = False,
    language: Annotated[
        str,
        typer.Option(metavar=marked("LANGUAGE"), help=marked("nb or nn only, not both")),
    ] = "",
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Write the forms to fill in, or guides to building them in a form tool."""
    from navcheck.cli.forming import write_forms
    from navcheck.cli.sending import Wish

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return write_forms(session, Wish(survey, folder, tuple(office or ()), language), kind, each=each)


def pack(
    ctx: typer.Context,
    survey: SurveyName,
    folder: To = None,
    office: OfficesOnly = None,
    contact: Contact = "",
    language: LetterLanguage = "",
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Write a zip for each office with all that it is sent."""
    from navcheck.cli.packing import pack_survey
    from navcheck.cli.sending import Wish

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return pack_survey(session, Wish(survey, folder, tuple(office or ()), language, contact))


def letters(
    ctx: typer.Context,
    survey: SurveyName,
    kind: Annotated[
        str,
        typer.Option(
            metavar=marked("KIND"), help=marked("which letter: oversending, paminnelse, utdyping, utkast or takk")
        ),
    ],
    folder: To = None,
    office: OfficesOnly = None,
    contact: Contact = "",
    language: LetterLanguage = "",
    comments_until: CommentsUntil = "",
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Write the letters of a kind, one a municipality."""
    from navcheck.cli.lettering import write_letters
    from navcheck.cli.sending import Wish

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    wish = Wish(survey, folder, tuple(office or ()), language, contact, comments_until)
    return write_letters(session, wish, kind)


def ask(
    ctx: typer.Context,
    survey: SurveyName,
    question: Annotated[str, typer.Option(metavar=marked("ID"), help=marked("the question to elaborate, by its id"))],
    text: Annotated[str, typer.Option(metavar=marked("TEXT"), help=marked("what the county wants to know"))] = "",
    office: Annotated[str, typer.Option(metavar=marked("OFFICE"), help=marked("the office that is asked"))] = "",
    until: Annotated[str, typer.Option(metavar=marked("DATE"), help=marked("the last day to answer"))] = "",
    undo: Annotated[bool, typer.Option("--undo", help=marked("take back what is asked about the question"))] = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Ask an office to elaborate."""
    from navcheck.cli.elaborating import ask_office

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return ask_office(session, survey, office, (question, text, until), undo=undo)
