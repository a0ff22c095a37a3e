"""`doctor`: what navcheck stands on, in lines that can be sent along with a question."""

import locale
import os
import platform
import sys
from importlib import metadata

from navcheck import __version__
from navcheck.cli.session import Session
from navcheck.core.messages import Message, say
from navcheck.render.json_text import dump

NOT_THERE = say("none")
NAMES = {
    "system": say("system"),
    "language": say("language"),
    "terminal": say("terminal"),
    "encoding": say("encoding"),
    "outputs": say("folder of surveys"),
    "checklists": say("folder of own checklists"),
    "found_checklists": say("checklists found"),
    "found_counties": say("counties found"),
    "found_surveys": say("surveys found"),
}
LIBRARIES = ("typer", "questionary", "pydantic", "tabulate", "PyYAML", "filelock")


def examine(session: Session, *, as_json: bool) -> int:
    """Print versions, language, terminal, encoding and folders."""
    places = session.places
    found: dict[str, object] = {
        "navcheck": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        **{name.lower(): _version(name) for name in LIBRARIES},
        "language": session.tongue.language,
        "terminal": f"{os.environ.get('TERM', '?')}, {session.width}" if sys.stdout.isatty() else None,
        "encoding": f"{sys.stdout.encoding} ({locale.getpreferredencoding(do_setlocale=False)})",
        "outputs": places.outputs.as_posix() if places.outputs.is_dir() else None,
        "checklists": places.checklists.as_posix() if places.checklists.is_dir() else None,
        "found_checklists": len(list(places.checklist_files())),
        "found_counties": len(list(places.county_files())),
        "found_surveys": len(list(places.survey_folders())),
    }
    if as_json:
        session.data(dump(found))
        return 0
    tongue = session.tongue
    rows = [
        (tongue(NAMES.get(key, Message(key))), tongue(NOT_THERE) if value is None else str(value))
        for key, value in found.items()
    ]
    width = max(len(name) for name, _ in rows)
    session.out("".join(f"{name.ljust(width)}  {value}\n" for name, value in rows))
    return 0


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "–"
