"""The commands, under the users they serve, with what their help says. A command is built when it is named."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer

from navcheck.cli.help import OurCommand, OurGroup
from navcheck.cli.options import most_files
from navcheck.core.messages import Tongue, marked

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_ABOUT = marked(
    "Asks Nav offices how they work with Kvalifiseringsprogrammet (KVP), and lays the answers out as the "
    "county reports them."
)
_HELP_OF_HELP = marked("show this page")

# Group → command → (its function in `cli.commands`, what it does, an example), in the order in which each user meets
# them.
COMMANDS: dict[str, dict[str, tuple[str, str, str]]] = {
    "office": {
        "answer": (
            "office.answer",
            marked("Asks what is left, saves after every answer, and hands in at the end."),
            "navcheck answer agder-2026 --office Risør",
        ),
        "print": (
            "office.print_",
            marked("Writes one response as a document for the archive, or for the office to confirm."),
            "navcheck print agder-2026 --office Risør --format html > svar.html",
        ),
    },
    "county": {
        "demo": (
            "desk.demo",
            marked("Shows the county report of Agder 2020 with gaps and signals. Writes nothing."),
            "navcheck demo",
        ),
        "start": (
            "county.start",
            marked("Opens a survey: a checklist, the offices that are asked, a deadline."),
            "navcheck start kvp-agder-2020 --county agder --id agder-2026 --deadline 01.12.2026",
        ),
        "pack": (
            "county.pack",
            marked("Packs a zip for each office: covering letter, form, what to have at hand. Mails nothing."),
            "navcheck pack agder-2026 utsending --contact post@example.no",
        ),
        "form": (
            "county.form",
            marked("Writes the form to fill in: a workbook, a page, or a guide to building it in a form tool."),
            "navcheck form agder-2026 --format html --office Risør",
        ),
        "letters": (
            "county.letters",
            marked("Writes letters, one for each municipality, in its written language. Mails nothing."),
            "navcheck letters agder-2026 --kind oversending brev",
        ),
        "status": (
            "county.status",
            marked("Tells who has responded, who is late, has more time or is missing."),
            "navcheck status agder-2020",
        ),
        "extend": (
            "county.extend",
            marked("Gives offices a longer deadline, so that no reminder goes to them."),
            'navcheck extend agder-2026 --office Risør --until 08.12.2026 --reason "Sykdom"',
        ),
        "ask": (
            "county.ask",
            marked("Asks an office to elaborate an answer; what it says becomes its next number."),
            'navcheck ask agder-2026 --office Risør --question rutine --text "Hvem eier rutinen?" --until 05.12.2026',
        ),
        "matrix": (
            "desk.matrix",
            marked("Lays the responses out as the county report does: a row an office, a column a topic."),
            "navcheck matrix agder-2020 --format csv > agder.csv",
        ),
        "gaps": (
            "desk.gaps",
            marked("Lists the points to follow up, worst first, with law and action, and the signals."),
            "navcheck gaps agder-2020 --office Grimstad",
        ),
        "code": (
            "desk.code",
            marked("Reads the offices' words as codes, topic by topic; the words stay in the table."),
            "navcheck code agder-2026",
        ),
        "compare": (
            "desk.compare",
            marked("Holds two rounds against each other: what is closed, new, came back, or moved."),
            "navcheck compare agder-2026",
        ),
        "agenda": (
            "desk.agenda",
            marked("Finds, for each point, offices that do the same well and can show it. Ranks nobody."),
            "navcheck agenda agder-2026 --edition adviser",
        ),
        "plan": (
            "desk.plan",
            marked("Keeps the action plan: what is agreed, who sees to it, what is overdue, what is closed."),
            "navcheck plan agder-2026 --update",
        ),
        "report": (
            "publishing.report",
            marked("Builds the report: a document, a workbook, a page and data, and a record of what they rest on."),
            "navcheck report agder-2026",
        ),
        "comment": (
            "publishing.comment",
            marked("Stores what an office says to its draft of the report, which is printed beside the point."),
            'navcheck comment agder-2026 --office Risør --question rutine --text "Rutinen er på plass fra 1. mai."',
        ),
        "verify": (
            "publishing.verify",
            marked("Builds the report once more and tells whether it is the same, or what differs."),
            "navcheck verify agder-2020",
        ),
        "export": (
            "desk.export",
            marked("Writes every answer as a row of one table, for DuckDB, Spark, Power BI and the like."),
            "navcheck export agder-2025 agder-2026 > agder.csv",
        ),
    },
    "script": {
        "import": (
            "script.import_",
            marked("Reads answers from tables, workbooks, filled forms and exports: all of a file, or nothing."),
            "navcheck import agder-2026 svar.csv --dry-run",
        ),
    },
    "author": {
        "list": ("author.list_", marked("Lists the checklists, counties and surveys that there are."), "navcheck list"),
        "show": (
            "author.show",
            marked("Shows a checklist to read and to fill in on paper, and what to have at hand."),
            "navcheck show kvp-agder-2020 --format markdown > skjema.md",
        ),
        "new": (
            "author.new",
            marked("Writes a new checklist with a question of each type, and comments that explain it."),
            "navcheck new min-sjekkliste",
        ),
        "check": (
            "author.check",
            marked("Tells whether files can be used, and what is wrong with them."),
            "navcheck check checklists/*.yaml outputs/agder-2020",
        ),
        "schema": (
            "author.schema",
            marked("Prints what a file may hold, as JSON Schema for editors."),
            "navcheck schema checklist > checklist.schema.json",
        ),
        "doctor": (
            "author.doctor",
            marked("Tells versions, language, encoding and folders: what to send along with a question."),
            "navcheck doctor",
        ),
    },
}


class _Commands(Mapping[str, Any]):
    """The commands by name, each built when it is asked for: of all that there are, a call needs one."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self._known = {name: told for commands in COMMANDS.values() for name, told in commands.items()}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- typer's command classes are private
        return _build(*self._known[name], self._tongue)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def build_command(tongue: Tongue) -> Any:  # noqa: ANN401 -- typer's command classes are private
    """Build the program with its help in one language."""
    app = _new_app(cls=OurGroup, help=_ABOUT)
    app.callback()(_program)
    program: Any = typer.main.get_command(app)
    program.commands = _Commands(tongue)
    program.listed = {
        group: {name: about for name, (_, about, _) in commands.items()} for group, commands in COMMANDS.items()
    }
    return _worded(program, tongue)


def _build(place: str, about: str, example: str, tongue: Tongue) -> Any:  # noqa: ANN401
    module, _, name = place.partition(".")
    app = _new_app()
    app.command(name.rstrip("_"), cls=OurCommand, help=about, epilog=example, context_settings=_SETTINGS)(
        getattr(import_module(f"navcheck.cli.commands.{module}"), name)
    )
    command: Any = typer.main.get_command(app)
    command.params.append(most_files())
    return _worded(command, tongue)


def _new_app(**settings: Any) -> typer.Typer:  # noqa: ANN401 -- what typer takes
    return typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=_SETTINGS, **settings)


def _worded(command: Any, tongue: Tongue) -> Any:  # noqa: ANN401
    command.tongue = tongue
    command.help_of_help = _HELP_OF_HELP
    for path in (parameter.type for parameter in command.params if hasattr(parameter.type, "readable")):
        path.readable = False  # whoever reads it says where and why it cannot be read
    return command


def _tell_version(ctx: typer.Context, is_wanted: bool) -> None:
    if is_wanted:
        from navcheck import __version__

        ctx.obj.out(f"navcheck {__version__}\n")
        raise typer.Exit


def _program(
    _version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_tell_version, help=marked("tell the version and stop")
    ),
) -> None:
    """Take what stands before a command."""
