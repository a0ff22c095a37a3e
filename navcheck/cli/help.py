"""Help pages in the user's language: every caption is ours."""

import shutil
import textwrap
from collections.abc import Mapping
from typing import Any

from typer.core import TyperCommand, TyperGroup

from navcheck.core.messages import Message, Tongue, marked, say

GROUPS = {
    "office": marked("Office"),
    "county": marked("County governor"),
    "script": marked("Scripts"),
    "author": marked("Authors"),
}
_TEXT_COLUMN = 28
_WIDEST = 100
_BAR = "|"
_NARROWEST_TEXT = 20


class OurCommand(TyperCommand):
    """A command that words its own help."""

    tongue: Tongue
    help_of_help: str

    def says(self, option: Any) -> str:  # noqa: ANN401
        """Return an option's help; typer words that of `--help` itself."""
        text = self.tongue(self.help_of_help if "--help" in option.opts else option.help or "")
        # The words that go with an option are told where lines can break.
        return f"{text}: {option.metavar.replace(_BAR, ', ')}" if _BAR in (option.metavar or "") else text

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 -- typer's context class is private
        """Return the page that `--help` prints."""
        width = _width()
        tongue = self.tongue
        parameters = [parameter for parameter in self.get_params(ctx) if not getattr(parameter, "hidden", False)]
        arguments: list[Any] = [one for one in parameters if one.param_type_name == "argument"]
        options = [one for one in parameters if one.param_type_name == "option"]
        any_option = tongue(say("[OPTIONS]"))
        usage = " ".join([ctx.command_path, *(_argument(one, tongue) for one in arguments), any_option])
        example = tongue(say("Example:"))
        blocks = [
            textwrap.fill(tongue(say("Usage: {usage}", usage=usage)), width, subsequent_indent="    "),
            textwrap.fill(tongue(self.help or ""), width, initial_indent="  ", subsequent_indent="  "),
            _section(say("Arguments"), [(_argument(one, tongue), tongue(one.help or "")) for one in arguments], tongue),
            _section(say("Options"), [(_option(one, tongue), self.says(one)) for one in options], tongue),
            f"{example}\n  {self.epilog}" if self.epilog else "",
        ]
        return "\n\n".join(block for block in blocks if block)


class OurGroup(TyperGroup):
    """The program itself: its commands under the user they serve, each with what it does."""

    tongue: Tongue
    help_of_help: str
    listed: Mapping[str, Mapping[str, str]]

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """Return the page that `navcheck --help` prints."""
        width, tongue = _width(), self.tongue
        command = say("COMMAND")
        blocks = [
            tongue(say("Usage: {usage}", usage=f"{ctx.command_path} {tongue(command)} …")),
            textwrap.fill(tongue(self.help or ""), width, initial_indent="  ", subsequent_indent="  "),
        ]
        for group, title in GROUPS.items():
            rows = [(name, tongue(about)) for name, about in self.listed[group].items()]
            blocks.append(_section(say(title), rows, tongue))
        more = tongue(
            say(
                "«navcheck COMMAND --help» tells more, «navcheck --version» which version this is. The language "
                "is set with NAVCHECK_LANG: nb, nn or en."
            )
        )
        blocks.append(textwrap.fill(more, width))
        return "\n\n".join(block for block in blocks if block)


def _width() -> int:
    return min(_WIDEST, shutil.get_terminal_size((80, 24)).columns)


def _argument(parameter: Any, tongue: Tongue) -> str:  # noqa: ANN401
    name = tongue(parameter.metavar or parameter.name.upper())
    shown = name if parameter.nargs == 1 else f"{name} …"
    return shown if parameter.required else f"[{shown}]"


def _option(parameter: Any, tongue: Tongue) -> str:  # noqa: ANN401
    names = ", ".join(sorted(parameter.opts, key=len))
    value = marked("WORD") if _BAR in (parameter.metavar or "") else parameter.metavar or "TEXT"
    return names if parameter.is_flag else f"{names} {tongue(value)}"


def _section(title: Message, rows: list[tuple[str, str]], tongue: Tongue) -> str:
    if not rows:
        return ""
    column = min(_TEXT_COLUMN, max(len(name) for name, _ in rows) + 4)
    return "\n".join([f"{tongue(title)}:", *(_row(name, text, column) for name, text in rows)])


def _row(name: str, text: str, column: int) -> str:
    lines = textwrap.wrap(text, max(_NARROWEST_TEXT, _width() - column), break_on_hyphens=False) or [""]
    head = f"  {name}"
    if len(head) + 2 > column:
        return "\n".join([head, *(" " * column + line for line in lines)])
    return "\n".join([head.ljust(column) + lines[0], *(" " * column + line for line in lines[1:])])
