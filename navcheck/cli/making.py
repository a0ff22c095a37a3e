"""`new`: from a name to a checklist that can be used as it stands, and then changed."""

import os
from pathlib import Path

from navcheck.cli.session import Session
from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model.fields import to_slug
from navcheck.core.opening import slug_of
from navcheck.core.problems import Location, NavcheckError, Problem, refuse
from navcheck.core.text import quote
from navcheck.files import refusals
from navcheck.files.disk import show_path
from navcheck.files.saving import save
from navcheck.render.skeleton import skeleton


def make_checklist(session: Session, name: str) -> int:
    """Write the skeleton into the folder of own checklists, and say how to go on.

    Raises:
        NavcheckError: `slug`, `personal-number`, `target-exists`, or what stopped the saving.

    """
    path = session.places.checklists / f"{_checked_name(name)}.yaml"
    if os.path.lexists(path):
        message, cure = say("the checklist is there already"), say("choose another name")
        raise NavcheckError(Problem("target-exists", message, Location(show_path(path)), cure))
    _make_folder(path.parent)
    saved = save(path, skeleton(path.stem, session.tongue, session.today).encode(), expected=None)
    session.complain(saved.notes)
    session.tell(say("Wrote {path}: change it to what you want to ask.", path=show_path(path)))
    session.tell(say("Go on with:"))
    for command in ("check", "show", "start"):
        session.tell(Message(f"  navcheck {command} {show_path(path)}{' --office Lillevik' * (command == 'start')}"))
    return 0


def _checked_name(name: str) -> str:
    refuse(problem for problem in [check_text(name)] if problem)
    try:
        return to_slug(name)
    except ValueError:
        rule = say("small letters a-z, digits and single hyphens, at most 60; not a name that Windows reserves")
        message = say("{value} cannot be a checklist's name", value=quote(name))
        raise NavcheckError(Problem("slug", message, None, _suggestion(name) or rule)) from None


def _suggestion(name: str) -> Message | None:
    try:
        return say("did you mean {word}?", word=quote(to_slug(slug_of(name.removesuffix(".yaml")))))
    except ValueError:
        return None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise refusals.in_the_way(folder) from None
    except OSError as error:
        raise refusals.not_saved(folder, error) from None
