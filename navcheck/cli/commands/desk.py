"""What a county governor's adviser runs at her desk: what the answers say, together and beside the last round."""

from typing import TYPE_CHECKING, Annotated

import typer

from navcheck.cli.options import AsJson, Checklists, Drafts, OfficesOnly, Outputs, Plain, Quiet, SurveyName, failing_on
from navcheck.cli.session import Session
from navcheck.core.messages import marked
from navcheck.core.words import Move, PointState, Severity, SignalKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navcheck.render import Renderer

DONE, IN_PART = 0, 1

ListFormat = Annotated[
    str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("terminal, markdown or json"))
]


def demo(ctx: typer.Context, plain: Plain = False) -> int:
    """Show the matrix of the bundled example."""
    from navcheck.files.bundled import bundled
    from navcheck.render import RENDERERS

    session: Session = ctx.obj.with_options(None, None, plain=plain)
    return _show(session, str(bundled("outputs", "agder-2020")), RENDERERS, "terminal", is_demo=True)


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
    from navcheck.core.answers import nearest_or_all
    from navcheck.core.messages import say
    from navcheck.core.problems import NavcheckError, Problem
    from navcheck.core.text import quote
    from navcheck.render import GRID_RENDERERS, RENDERERS

    views = {"topic": RENDERERS, "question": GRID_RENDERERS}
    if by not in views:
        hint = nearest_or_all(by, views)
        raise NavcheckError(Problem("by", say("there is no matrix by {name}", name=quote(by)), None, hint))
    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return _show(session, survey, views[by], "json" if as_json else form, drafts=drafts)


def gaps(
    ctx: typer.Context,
    survey: SurveyName,
    form: ListFormat = "terminal",
    office: OfficesOnly = None,
    question: Annotated[
        str, typer.Option(metavar=marked("ID"), help=marked("this question only, and how all have answered it"))
    ] = "",
    topic: Annotated[str, typer.Option(metavar=marked("ID"), help=marked("the questions of this topic only"))] = "",
    severity: Annotated[
        list[str] | None,
        typer.Option(metavar=marked("SEVERITY"), help=marked("breach, risk or improvement only; may be given again")),
    ] = None,
    drafts: Drafts = False,
    fail_on: Annotated[
        list[str] | None, failing_on(*Severity, "signal", *SignalKind, "uncoded", "missing", "unreadable")
    ] = None,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print the points to follow up and the signals."""
    from navcheck.cli.finding import Wanted, show_gaps

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    wanted = Wanted(survey, tuple(office or ()), question, topic, tuple(severity or ()), drafts=drafts)
    return show_gaps(session, wanted, "json" if as_json else form, tuple(fail_on or ()))


def code(
    ctx: typer.Context,
    survey: SurveyName,
    listed: Annotated[bool, typer.Option("--list", help=marked("show every reading, and ask nothing"))] = False,
    question: Annotated[
        str, typer.Option(metavar=marked("ID"), help=marked("the question that the words answer, by its id"))
    ] = "",
    words: Annotated[str, typer.Option(metavar=marked("TEXT"), help=marked("the words, as an office wrote them"))] = "",
    code: Annotated[str, typer.Option(metavar=marked("CODE"), help=marked("what the words are read as"))] = "",
    office: Annotated[
        str, typer.Option(metavar=marked("OFFICE"), help=marked("the reading counts for this office only"))
    ] = "",
    note: Annotated[str, typer.Option(metavar=marked("TEXT"), help=marked("why they are read so"))] = "",
    undo: Annotated[bool, typer.Option("--undo", help=marked("take the reading of --words back"))] = False,
    fail_on: Annotated[list[str] | None, failing_on("uncoded", "unused")] = None,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Read the offices' words as codes."""
    from navcheck.cli.coding import Wanted, code_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    wanted = Wanted(survey, question, words, code, office, note, undo=undo, listed=listed or as_json)
    return code_survey(session, wanted, tuple(fail_on or ()), as_json=as_json)


def compare(
    ctx: typer.Context,
    survey: SurveyName,
    before: Annotated[
        str, typer.Option(metavar=marked("SURVEY"), help=marked("compare with this round, not with the survey's last"))
    ] = "",
    form: ListFormat = "terminal",
    drafts: Drafts = False,
    fail_on: Annotated[list[str] | None, failing_on(*Move, "graver")] = None,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Tell what became of the last round's points, and which are new."""
    from navcheck.cli.comparing import compare_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return compare_survey(session, survey, before, "json" if as_json else form, tuple(fail_on or ()), drafts=drafts)


def agenda(
    ctx: typer.Context,
    survey: SurveyName,
    edition: Annotated[
        str,
        typer.Option(
            metavar=marked("EDITION"),
            help=marked("meeting: themes and who shares what; adviser: who could use whose example"),
        ),
    ] = "meeting",
    form: ListFormat = "terminal",
    fail_on: Annotated[list[str] | None, failing_on("gap-without-example", "theme-without-sharer")] = None,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print an agenda for the network of offices."""
    from navcheck.cli.convening import show_agenda

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    return show_agenda(session, survey, edition, "json" if as_json else form, tuple(fail_on or ()))


def plan(
    ctx: typer.Context,
    survey: SurveyName,
    update: Annotated[
        bool, typer.Option("--update", help=marked("write an action into plan.yaml for each point that has none"))
    ] = False,
    action_id: Annotated[
        str, typer.Option("--id", metavar=marked("ID"), help=marked('change this action; "" empties a field'))
    ] = "",
    action: Annotated[str | None, typer.Option(metavar=marked("TEXT"), help=marked("what is to be done"))] = None,
    owner: Annotated[
        str | None, typer.Option(metavar=marked("ROLE"), help=marked("who sees to it: a role, never a name"))
    ] = None,
    deadline: Annotated[str | None, typer.Option(metavar=marked("DATE"), help=marked("when it is to be done"))] = None,
    follow_up: Annotated[
        str | None, typer.Option("--follow-up", metavar=marked("TEXT"), help=marked("how the leadership follows it"))
    ] = None,
    review: Annotated[
        str | None, typer.Option(metavar=marked("DATE"), help=marked("when it is looked at whether it has worked"))
    ] = None,
    closes: Annotated[str | None, typer.Option(metavar=marked("TEXT"), help=marked("what closes the point"))] = None,
    state: Annotated[str | None, typer.Option(metavar=marked("STATE"), help=marked("open, done or waived"))] = None,
    reason: Annotated[str | None, typer.Option(metavar=marked("TEXT"), help=marked("why the point is waived"))] = None,
    until: Annotated[str | None, typer.Option(metavar=marked("DATE"), help=marked("until when it is waived"))] = None,
    office: OfficesOnly = None,
    form: ListFormat = "terminal",
    fail_on: Annotated[list[str] | None, failing_on(*PointState)] = None,
    as_json: AsJson = False,
    plain: Plain = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print the action plan, or write in it."""
    from navcheck.cli.planning import Wish, plan_survey

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet, plain=plain)
    fields = {
        "action": action,
        "owner": owner,
        "deadline": deadline,
        "follow_up": follow_up,
        "review": review,
        "closes": closes,
        "state": state,
        "reason": reason,
        "until": until,
    }
    given = {name: text for name, text in fields.items() if text is not None}
    wish = Wish(survey, tuple(office or ()), action_id, given, update)
    return plan_survey(session, wish, "json" if as_json else form, tuple(fail_on or ()))


def export(
    ctx: typer.Context,
    surveys: Annotated[
        list[str],
        typer.Argument(metavar=marked("SURVEY"), help=marked("the surveys' names, or their folders")),
    ],
    form: Annotated[str, typer.Option("--format", metavar=marked("FORMAT"), help=marked("csv or jsonl"))] = "csv",
    drafts: Drafts = False,
    quiet: Quiet = False,
    outputs: Outputs = None,
    checklists: Checklists = None,
) -> int:
    """Print every answer of one or more surveys as rows of one table."""
    from navcheck.cli.exporting import export_surveys

    session: Session = ctx.obj.with_options(outputs, checklists, quiet=quiet)
    return export_surveys(session, tuple(surveys), form, drafts=drafts)


def _show(
    session: Session,
    survey: str,
    renderers: "Mapping[str, Renderer]",
    form: str,
    *,
    drafts: bool = False,
    is_demo: bool = False,
) -> int:
    from navcheck.cli.reading import read_survey
    from navcheck.cli.show import choose, show, tell_cards
    from navcheck.core.matrix import build_matrix
    from navcheck.files.survey_folder import open_folder
    from navcheck.render import RENDERERS

    # What a screen reader reads has no columns.
    form = "cards" if session.plain and form == "terminal" and "cards" in renderers else form
    render = choose(renderers, form)
    one, problems = read_survey(open_folder(session.places.survey(survey)), drafts=drafts)
    session.complain(problems)
    matrix = build_matrix(one)
    show(session, matrix, render, form)
    if render is RENDERERS["terminal"] and not is_demo:  # the demo has no other formats
        tell_cards(session, matrix)
    return IN_PART if problems else DONE
