"""libyaml's events, and what it complains of in words that tell a person what to do."""

from collections.abc import Iterator
from typing import Any

import yaml

from navcheck.core.messages import Message, say
from navcheck.core.problems import Location, NavcheckError, Problem

_NOT_CLOSED = ("end of stream", "expected ',' or")
_MISALIGNED = ("mapping values are not allowed", "expected key", "expected '-' indicator")


def events_of(text: str, name: str) -> Iterator[Any]:
    """Yield the events of a text as libyaml finds them.

    Raises:
        NavcheckError: `no-libyaml`, `yaml-syntax`.

    """
    if not yaml.__with_libyaml__:
        raise NavcheckError(
            Problem(
                "no-libyaml",
                say("PyYAML is installed without libyaml"),
                None,
                say("install PyYAML's wheel: pip install --force-reinstall PyYAML"),
            )
        )
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        problem = str(error.problem)
        # What is not closed is found out far below; where it was opened is where to look.
        opened = error.context_mark if any(words in problem for words in _NOT_CLOSED) else None
        mark = opened or error.problem_mark or error.context_mark
        at = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        raise NavcheckError(
            Problem("yaml-syntax", say("the YAML cannot be read from here on"), at, _cure(problem))
        ) from None
    except yaml.YAMLError:
        raise NavcheckError(
            Problem("yaml-syntax", say("the YAML cannot be read from here on"), Location(name), _cure(""))
        ) from None


def _cure(problem: str) -> Message:
    """Turn libyaml's English complaint into what a person can do."""
    if any(words in problem for words in _MISALIGNED):
        return say("put a text that holds a colon in quotation marks, and let keys of one level begin in one column")
    if "cannot start any token" in problem or "tab" in problem:
        return say("indent with spaces, not tabs, and quote a text that begins with a special character")
    if any(words in problem for words in _NOT_CLOSED):
        return say("a quotation mark or a bracket is not closed")
    return say("compare the line with a file that works")
