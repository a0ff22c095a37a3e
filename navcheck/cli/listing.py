"""`list`: what can be named, read without validating it, so that one bad file hides no other."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from navcheck.cli.session import Session
from navcheck.core.messages import Message, say
from navcheck.core.problems import NavcheckError
from navcheck.core.sorting import norwegian_key
from navcheck.files.disk import read_bytes, show_path
from navcheck.files.places import SURVEY_FILE
from navcheck.files.yaml_reader import parse_yaml
from navcheck.render.json_text import dump
from navcheck.render.lines import one_line

Listed = dict[str, str]


def list_all(session: Session, *, as_json: bool) -> int:
    """Print checklists, counties and surveys with their titles."""
    places = session.places
    found = {
        "checklists": _sorted(_listed(session, path.stem, path, "title") for path in places.checklist_files()),
        "counties": _sorted(_listed(session, path.stem, path, "name") for path in places.county_files()),
        "surveys": _sorted(
            _listed(session, path.name, path / SURVEY_FILE, "title") for path in places.survey_folders()
        ),
    }
    if as_json:
        session.data(dump(found))
        return 0
    heads: dict[str, Message] = {
        "checklists": say("Checklists"),
        "counties": say("Counties"),
        "surveys": say("Surveys"),
    }
    session.out("\n\n".join("\n".join(_section(session, heads[kind], rows)) for kind, rows in found.items()) + "\n")
    return 0


def _sorted(rows: Iterable[Listed]) -> list[Listed]:
    return sorted(rows, key=lambda row: (norwegian_key(row["title"]), row["id"]))


def _section(session: Session, head: Message, rows: list[Listed]) -> Iterator[str]:
    yield session.tongue(head)
    if not rows:
        yield "  " + session.tongue(say("none"))
    # The name of a folder is as foreign as what lies in it.
    shown = [(one_line(row["id"]), one_line(row["title"])) for row in rows]
    width = max((len(name) for name, _ in shown), default=0)
    for name, title in shown:
        yield f"  {name.ljust(width)}  {title}"


def _listed(session: Session, name: str, path: Path, key: str) -> Listed:
    try:
        tree = parse_yaml(read_bytes(path), show_path(path)).document
    except NavcheckError:
        return {
            "id": name,
            "path": show_path(path),
            "title": session.tongue(say("cannot be read; «navcheck check {path}» tells why", path=show_path(path))),
        }
    title = tree.get(key, "")
    return {
        "id": name,
        "path": show_path(path),
        "title": session.tongue.pick(title) if isinstance(title, Mapping) else str(title),
    }
