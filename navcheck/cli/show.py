"""Puts a result on the stream that it belongs to, in the signs that the screen can show."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from navcheck.cli.session import Session
from navcheck.core.messages import Tongue, say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import did_you_mean, quote
from navcheck.render.marks import UNICODE, Symbols, symbols_for

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix


R = TypeVar("R")
T = TypeVar("T")
ON_SCREEN = frozenset({"terminal", "cards"})


def choose(renderers: Mapping[str, R], form: str) -> R:
    """Return the renderer of a format.

    Raises:
        NavcheckError: `format`.

    """
    if form not in renderers:
        message = say("there is no format {name}", name=quote(form))
        hint = did_you_mean(form, renderers) or say("choose between {words}", words=", ".join(renderers))
        raise NavcheckError(Problem("format", message, None, hint))
    return renderers[form]


def symbols_of(session: Session) -> Symbols:
    """Choose the signs: a console of cp1252 has no ✗, and a screen reader speaks plain signs better."""
    return symbols_for("ascii" if session.plain else sys.stdout.encoding)


def tell_cards(session: Session, matrix: "Matrix") -> None:
    """Say why each office has a card where somebody wanted the table, and where tables are to be had."""
    from navcheck.render.terminal import fits

    if not fits(matrix, session.tongue, width=session.width, symbols=symbols_of(session)):
        session.tell(
            say(
                "The table needs more than {width} columns, so each office has a card; "
                "--by question and --format csv give tables.",
                width=session.width,
            )
        )


def show(session: Session, what: T, render: Callable[[T, Tongue, int, Symbols], str | bytes], form: str) -> None:
    """Print a matrix or a list; what a program reads is the same bytes everywhere."""
    if form in ON_SCREEN:
        session.out(str(render(what, session.tongue, session.width, symbols_of(session))))
    else:
        session.data(render(what, session.tongue, 80, UNICODE))
