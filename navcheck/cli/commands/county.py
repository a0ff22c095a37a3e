"""What a county governor's adviser runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from navcheck.cli.options import AsJson, ChecklistName, Checklists, Drafts, Outputs, Plain, Quiet, SurveyName
from navcheck.cli.session import Session
from navcheck.core.messages import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navcheck.render import Renderer

DONE, IN_PART = 0, 1

# What the commands share that make files for offices.
To = Annotated[
    Path | None,
    typer.Argument(metavar=marked("FOLDER"), help=marked("where the files go (else SURVEY-utsending, in this folder)")),
]
OfficesOnly = Annotated[
    list[str] | None,
    typer.Option("--office", metavar=marked("OFFICE"), help=marked("for this office only; may be given again")),
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


def demo(ctx: typer.Context, plain: Plain = False) -> int:
    """Show the matrix of the bundled example."""
    from navcheck.files.bundled import bundled
    from navcheck.render import RENDERERS

    session: Session = ctx.obj.with_options(None, None, plain=plain)
    return _show(session, str(bundled("outputs", "agder-2020")), RENDERERS, "terminal", drafts=False)


def matrix(
    ctx: typer.Context,
    survey: SurveyName,
    form: Annotated[
        str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("terminal, cards, markdown, csv or json"))
    ] = "terminal",
    by: Annotated[str, typer.Option(metavar=marked("COLUMNS"), help=marked("topic or question"))] = "topic",
    drafts: Drafts = False,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print the matrix in one of its formats."""
    from navcheck.core.answers import choose_between
    from navcheck.core.messages import say
    from navcheck.core.problems import NavcheckError, Problem
    from navcheck.core.text import did_you_mean, quote
    from navcheck.render import GRID_RENDERERS, RENDERERS

    views = {"topic": RENDERERS, "question": GRID_RENDERERS}
    if by not in views:
        hint = did_you_mean(by, views) or choose_between(views)
        raise NavcheckError(Problem("by", say("there is no matrix by {name}", name=quote(by)), None, hint))
    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return _show(session, survey, views[by], "json" if as_json else form, drafts=drafts)


def gaps(
    ctx: typer.Context,
    survey: SurveyName,
    form: Annotated[
        str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("terminal, markdown or json"))
    ] = "terminal",
    drafts: Drafts = False,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print the points to follow up and the signals."""
    from navcheck.render import GAP_RENDERERS

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return _show(session, survey, GAP_RENDERERS, "json" if as_json else form, drafts=drafts)


def status(
    ctx: typer.Context,
    survey: SurveyName,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print how far each office is."""
    from navcheck.cli.reading import read_survey
    from navcheck.cli.show import show_progress
    from navcheck.core.progress import progress_of
    from navcheck.files.survey_folder import open_folder

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    one, problems = read_survey(open_folder(session.places.survey(survey)))
    session.complain(problems)
    show_progress(session, one, progress_of(one, session.today), as_json=as_json)
    return IN_PART if problems else DONE


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
    kind: Annotated[str, typer.Option(metavar=marked("KIND"), help=marked("which letter: oversending"))],
    folder: To = None,
    office: OfficesOnly = None,
    contact: Contact = "",
    language: LetterLanguage = "",
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Write the letters of a kind, one a municipality."""
    from navcheck.cli.lettering import write_letters
    from navcheck.cli.sending import Wish

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return write_letters(session, Wish(survey, folder, tuple(office or ()), language, contact), kind)


def ask(
    ctx: typer.Context,
    survey: SurveyName,
    question: Annotated[str, typer.Option(metavar=marked("ID"), help=marked("the question to elaborate, by its id"))],
    text: Annotated[str, typer.Option(metavar=marked("TEXT"), help=marked("what the county wants to know"))],
    office: Annotated[str, typer.Option(metavar=marked("OFFICE"), help=marked("the office that is asked"))] = "",
    until: Annotated[str, typer.Option(metavar=marked("DATE"), help=marked("the last day to answer"))] = "",
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Ask an office to elaborate."""
    from navcheck.cli.elaborating import ask_office

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return ask_office(session, survey, office, (question, text, until))


def _show(session: Session, survey: str, renderers: "Mapping[str, Renderer]", form: str, *, drafts: bool) -> int:
    from navcheck.cli.reading import read_survey
    from navcheck.cli.show import choose, show
    from navcheck.core.matrix import build_matrix
    from navcheck.files.survey_folder import open_folder

    # What a screen reader reads has no columns.
    form = "cards" if session.plain and form == "terminal" and "cards" in renderers else form
    render = choose(renderers, form)
    one, problems = read_survey(open_folder(session.places.survey(survey)), drafts=drafts)
    session.complain(problems)
    show(session, build_matrix(one), render, form)
    return IN_PART if problems else DONE
