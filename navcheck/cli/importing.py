"""`import`: each file whole or not at all, and what it brought told in one line."""

from pathlib import Path

from navcheck.cli.session import Session
from navcheck.core.messages import say, say_many
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.files.disk import show_path
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.intake.batch import Batch, read_batch
from navcheck.intake.response_file import ENDINGS, read_response_file, store_response
from navcheck.intake.storing import Stored, store_batch
from navcheck.intake.table import DELIMITERS, read_table
from navcheck.render.json_text import dump
from navcheck.render.problems import problem_data

DELIMITER_NAMES = dict(zip(DELIMITERS, (";", "tab", ","), strict=True))


def import_files(session: Session, survey: str, files: list[Path], *, dry_run: bool, as_json: bool) -> int:
    """Import each file; a file with problems stores nothing, and the others go on."""
    folder = open_folder(session.places.survey(survey))
    told = [
        (_import_response if path.suffix.lower() in ENDINGS else _import)(session, folder, path, dry_run=dry_run)
        for path in files
    ]
    if as_json:
        session.data(dump({"navcheck": "import/1", "survey": folder.survey.id, "dry_run": dry_run, "files": told}))
    return int(any(one["problems"] for one in told))


def _import(session: Session, folder: SurveyFolder, path: Path, *, dry_run: bool) -> dict[str, object]:
    batch: Batch | None = None
    try:
        table, sha256 = read_table(path)
        batch = read_batch(table, folder.checklist, folder.survey)
        _introduce(session, batch)
        refuse(batch.problems)
        stored = store_batch(folder, batch, sha256, session.today, dry_run=dry_run)
    except NavcheckError as error:
        return _failed(session, path, batch, error.problems)
    return _done(session, path, stored, dry_run=dry_run)


def _import_response(session: Session, folder: SurveyFolder, path: Path, *, dry_run: bool) -> dict[str, object]:
    """Import the one response of a file that navcheck wrote elsewhere."""
    try:
        handed_in = read_response_file(path, folder.checklist, folder.survey)
        session.complain(handed_in.notes)
        session.tell(say("{file}: the response of {office}", file=show_path(path), office=handed_in.office.name))
        stored = store_response(folder, handed_in, session.today, dry_run=dry_run)
    except NavcheckError as error:
        return _failed(session, path, None, error.problems)
    return _done(session, path, stored, dry_run=dry_run)


def _done(session: Session, path: Path, stored: Stored, *, dry_run: bool) -> dict[str, object]:
    values = {"new": len(stored.new), "unchanged": len(stored.unchanged)}
    if dry_run:
        session.tell(say("Dry run: nothing is stored. New responses: {new}. There already: {unchanged}.", **values))
    else:
        session.tell(say("New responses: {new}. There already: {unchanged}.", **values))
    return {"file": path.as_posix(), "new": stored.new, "unchanged": stored.unchanged, "problems": []}


def _introduce(session: Session, batch: Batch) -> None:
    """Say what was assumed in reading, and what was passed over."""
    table = batch.table
    session.tell(
        say(
            "{file}: {rows}, encoding {encoding}, delimiter {delimiter}",
            file=table.name,
            rows=say_many("{count} row", "{count} rows", len(table.rows)),
            encoding=table.encoding,
            delimiter=DELIMITER_NAMES[table.delimiter],
        )
    )
    session.complain(batch.notes)


def _failed(session: Session, path: Path, batch: Batch | None, problems: tuple[Problem, ...]) -> dict[str, object]:
    session.complain(problems)
    if batch is not None:
        conflicts = sum(problem.code == "has-responded" for problem in problems)
        usable = len(batch.incoming) - conflicts
        session.tell(
            say(
                "Nothing is stored. Without problems: {usable} of {rows} rows.",
                usable=usable,
                rows=len(batch.table.rows),
            )
        )
    return {
        "file": path.as_posix(),
        "new": [],
        "unchanged": [],
        "problems": [problem_data(problem, session.tongue) for problem in problems],
    }
