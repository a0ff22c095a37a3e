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

LIBRARIES = ("typer", "questionary", "pydantic", "tabulate", "PyYAML", "filelock")


def examine(session: Session, *, as_json: bool) -> int:
    """Print versions, language, terminal, encoding and folders; no personal path but those that were given."""
    found: dict[str, tuple[Message, str]] = {
        "navcheck": (say("navcheck"), __version__),
        "python": (say("Python"), platform.python_version()),
        "system": (say("system"), f"{platform.system()} {platform.release()}"),
        **{name.lower(): (Message(name), _version(name)) for name in LIBRARIES},
        "language": (say("language"), session.tongue.language),
        "terminal": (say("terminal"), _terminal(session)),
        "encoding": (say("encoding"), f"{sys.stdout.encoding} ({locale.getpreferredencoding(do_setlocale=False)})"),
        "outputs": (say("surveys"), _folder(session, session.places.outputs)),
        "checklists": (say("checklists"), _folder(session, session.places.checklists)),
        "found": (
            say("found"),
            session.tongue(
                say(
                    "{checklists} checklists, {counties} counties, {surveys} surveys",
                    checklists=len(list(session.places.checklist_files())),
                    counties=len(list(session.places.county_files())),
                    surveys=len(list(session.places.survey_folders())),
                )
            ),
        ),
    }
    if as_json:
        session.data(dump({key: value for key, (_, value) in found.items()}))
        return 0
    width = max(len(session.tongue(name)) for name, _ in found.values())
    session.out("".join(f"{session.tongue(name).ljust(width)}  {value}\n" for name, value in found.values()))
    return 0


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "–"


def _terminal(session: Session) -> str:
    if not sys.stdout.isatty():
        return session.tongue(say("none (the output goes elsewhere)"))
    return f"{os.environ.get('TERM', '?')}, {session.width}"


def _folder(session: Session, path: "os.PathLike[str]") -> str:
    there = os.path.isdir(path)  # noqa: PTH112 -- one call, no Path needed
    return f"{os.fspath(path)}" if there else session.tongue(say("{folder} (not there)", folder=os.fspath(path)))
