"""Says in our words what is wrong with a call: typer's own are English that no catalogue reaches."""

from difflib import get_close_matches
from typing import Any

from navcheck.core.messages import Message, say
from navcheck.core.problems import Problem
from navcheck.core.text import quote


def usage_problem(error: Any, command: Any, arguments: list[str]) -> Problem:  # noqa: ANN401 -- typer's classes here are private
    """Turn typer's exception into a problem; it is told by the name of its class, for the classes are private."""
    context = getattr(error, "ctx", None)
    named = [word for word in arguments[:1] if word in command.commands]
    path = context.command_path if context is not None else " ".join(["navcheck", *named])
    message, hint = _words(type(error).__name__, error, command)
    return Problem("usage", message, None, hint or say("«{command} --help» shows how it is used", command=path))


def _words(kind: str, error: Any, command: Any) -> tuple[Message, Message | None]:  # noqa: ANN401
    if kind == "NoSuchOption":
        return say("there is no option {option}", option=quote(error.option_name)), _nearest_option(error)
    if kind == "MissingParameter":
        return say("{name} is missing", name=_name(error.param)), None
    if kind == "BadOptionUsage":
        return say(
            "the option {option} is used wrongly: a value is missing, or there is one too many",
            option=quote(error.option_name),
        ), None
    if kind == "BadParameter":
        return say("what is given for {name} cannot be used", name=_name(error.param)), None
    return _usage(error, command)


def _usage(error: Any, command: Any) -> tuple[Message, Message | None]:  # noqa: ANN401
    text = str(getattr(error, "message", ""))
    if text.startswith("No such command"):
        word = text.split("'")[1]
        near = get_close_matches(word, list(command.commands), n=1)
        hint = say("did you mean {word}?", word=quote(near[0])) if near else None
        return say("there is no command {word}", word=quote(word)), hint
    if text.startswith("Missing command"):
        return say("say which command"), say("«navcheck --help» shows them")
    if "unexpected extra argument" in text:
        return say(
            "there are more words than the command takes: {words}",
            words=quote(text.rpartition("(")[2].rstrip(").")),
        ), None
    return say("the command cannot be used like this"), None


def _nearest_option(error: Any) -> Message | None:  # noqa: ANN401
    options = [option for parameter in error.ctx.command.params for option in parameter.opts] if error.ctx else []
    near = get_close_matches(error.option_name, options, n=1)
    return say("did you mean {word}?", word=quote(near[0])) if near else None


def _name(parameter: Any) -> Message:  # noqa: ANN401
    if parameter is None:
        return Message("…")
    is_argument = parameter.param_type_name == "argument"
    return Message(parameter.metavar or parameter.name if is_argument else max(parameter.opts, key=len))
