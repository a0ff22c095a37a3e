"""`import`: each file whole or not at all, every problem told, and what it brought or would bring."""

import re
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from navcheck.cli.naming import find_day, find_word
from navcheck.cli.session import Session
from navcheck.cli.ticking import Ticker
from navcheck.core.differences import tell_differences
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.disk import show_path
from navcheck.files.saving import locked, save
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.intake.arriving import Arrival, Format, open_arrival
from navcheck.intake.batch import UNCERTAIN, How, read_batch, read_table
from navcheck.intake.columns import Names
from navcheck.intake.header_check import check_header
from navcheck.intake.judging import Judged, OnConflict, Outcome, Policy, Repeats, judge
from navcheck.intake.mapping import load_map, suggest_map
from navcheck.intake.naming import Named
from navcheck.intake.response_file import judge_response, read_response_file, store_response
from navcheck.intake.storing import Stored, foresee, history_of, store
from navcheck.intake.table import Table
from navcheck.render.imported import format_imported
from navcheck.render.json_text import dump
from navcheck.render.problems import problem_data

# A response that navcheck wrote elsewhere; a form says of itself what it is.
_RESPONSE = re.compile(rb"^(?:\xef\xbb\xbf)?(?:#.*\n|\s*\n)*navcheck:\s*[\"']?(?!form/)")


@dataclass(frozen=True, slots=True)
class Wish:
    """What `import` was called with; empty where nothing was said."""

    survey: str
    files: tuple[Path, ...]
    dry_run: bool = False
    partial: bool = False
    check_only: bool = False
    column_map: Path | None = None
    suggest: Path | None = None
    on_conflict: str = ""
    repeats: str = ""
    encoding: str = ""
    sheet: str = ""
    received: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One import: into which survey, and how its files are read and weighed."""

    session: Session
    folder: SurveyFolder
    wish: Wish
    how: How
    policy: Policy
    as_json: bool


@dataclass(slots=True)
class Told:
    """What became of one file, as `--json` prints it."""

    file: str
    stored: list[Stored] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    untold: int = 0


def import_files(session: Session, wish: Wish, *, as_json: bool) -> int:
    """Import each file; a file with problems stores nothing, and the others go on."""
    folder = open_folder(session.places.survey(wish.survey))
    mapped = load_map(wish.column_map, folder.checklist, folder.survey) if wish.column_map is not None else None
    how = How(wish.encoding or None, wish.sheet, **({"mapped": mapped} if mapped is not None else {}))
    task = Task(session, folder, wish, how, _policy(wish), as_json)
    act = _suggest if wish.suggest is not None else _check_header if wish.check_only else _import
    told = [_one(task, path, act) for path in wish.files]
    if as_json:
        session.data(dump(_data(task, told)))
    return int(any(one.problems for one in told))


def _policy(wish: Wish) -> Policy:
    on_conflict = find_word(OnConflict, wish.on_conflict, "--on-conflict") or OnConflict.STOP
    return Policy(find_word(Repeats, wish.repeats, "--repeats"), on_conflict, find_day(wish.received, "--received"))


def _one(task: Task, path: Path, act: Callable[[Task, Arrival, Told], None]) -> Told:
    told = Told(show_path(path))
    try:
        with open_arrival(path) as arrival:
            act(task, arrival, told)
    except NavcheckError as error:
        _fail(task, told, error.problems)
    return told


def _fail(task: Task, told: Told, problems: Iterable[Problem]) -> None:
    told.problems += problems
    task.session.complain(told.problems)


def _import(task: Task, arrival: Arrival, told: Told) -> None:
    if arrival.format is Format.YAML and _RESPONSE.match(arrival.rewound().read(4096)):
        _import_response(task, arrival, told)
        return
    batch = read_batch(arrival, task.folder.checklist, task.folder.survey, task.how)
    with nullcontext() if task.wish.dry_run else locked(task.folder.path):
        folder = open_folder(task.folder.path)
        with Ticker(task.session) as ticker:
            judged = judge(batch, lambda office: history_of(folder, office), arrival.sha256, task.policy, ticker.tick)
        _introduce(task, batch.table, judged, told)
        if judged.problems and not _goes_on(task, judged):
            return
        if task.wish.dry_run:
            told.stored += foresee(folder, judged)
        else:
            stored, noted = store(folder, judged, arrival, task.session.today)
            told.stored += stored
            task.session.complain(noted)
    _conclude(task, told, judged)


def _introduce(task: Task, table: Table, judged: Judged, told: Told) -> None:
    """Say what was assumed in reading, what was passed over, and what is wrong."""
    session = task.session
    words = (say_many("{count} row", "{count} rows", judged.rows), *table.assumed)
    session.tell(Message("{file}: {words}", {"file": table.name, "words": words}))
    told.notes, told.untold = judged.notes, judged.untold
    session.complain(judged.notes)
    _fail(task, told, judged.problems)
    if judged.untold:
        session.tell(say_many("… and {count} more problem", "… and {count} more problems", judged.untold))


def _goes_on(task: Task, judged: Judged) -> bool:
    """Tell whether the rest is imported in spite of problems, and say so if it is not."""
    certain = not any(problem.code in UNCERTAIN for problem in judged.problems)
    if task.wish.partial and certain:
        return True
    usable = judged.usable if certain else 0
    values = {"usable": usable, "rows": judged.rows}
    task.session.tell(say("Nothing is stored. Without problems: {usable} of {rows} rows.", **values))
    return False


def _conclude(task: Task, told: Told, judged: Judged) -> None:
    for one, outcome in judged.outcomes():
        if outcome is Outcome.NEW and one.differs:
            differs = tell_differences(one.differences)
            task.session.tell(
                say("{office} differs from what was received: {told}", office=one.office.name, told=differs)
            )
        told.unchanged += [one.office.id] if outcome is Outcome.UNCHANGED else []
        told.skipped += [one.office.id] if outcome is Outcome.SKIPPED else []
    _sum_up(task, told)


def _sum_up(task: Task, told: Told) -> None:
    """Say what is new and what is not; what was stored is the result."""
    session = task.session
    if told.stored and not task.as_json:
        lines = ((one.office.name, one.number, one.answers, one.row) for one in told.stored)
        session.out(format_imported(lines, session.tongue))
    values = {"new": len({one.office.id for one in told.stored}), "unchanged": len(told.unchanged)}
    if task.wish.dry_run:
        session.tell(say("Dry run: nothing is stored. New responses: {new}. There already: {unchanged}.", **values))
    else:
        session.tell(say("New responses: {new}. There already: {unchanged}.", **values))
    if told.skipped:
        words = say("Skipped, since they have responded otherwise: {offices}", offices=", ".join(told.skipped))
        session.tell(words)


def _import_response(task: Task, arrival: Arrival, told: Told) -> None:
    """Import the one response of a file that navcheck wrote elsewhere."""
    session, on_conflict = task.session, task.policy.on_conflict
    handed_in = read_response_file(arrival, task.folder.checklist, task.folder.survey)
    session.complain(handed_in.notes)
    told.notes += handed_in.notes
    session.tell(say("{file}: the response of {office}", file=arrival.name, office=handed_in.office.name))
    with nullcontext() if task.wish.dry_run else locked(task.folder.path):
        folder = open_folder(task.folder.path)
        outcome = judge_response(folder, handed_in, on_conflict)
        if outcome is Outcome.NEW:
            number = folder.received_numbers.get(handed_in.office.id, 0) + 1
            told.stored.append(Stored(handed_in.office, number, len(handed_in.response.answers), 0))
        if outcome is Outcome.NEW and not task.wish.dry_run:
            session.complain(store_response(folder, handed_in, session.today))
    told.unchanged += [handed_in.office.id] if outcome is Outcome.UNCHANGED else []
    told.skipped += [handed_in.office.id] if outcome is Outcome.SKIPPED else []
    _sum_up(task, told)


def _check_header(task: Task, arrival: Arrival, told: Told) -> None:
    """Tell from an empty export whether every code fits."""
    names = Names(task.folder.checklist, task.how.mapped.columns)
    _fail(task, told, check_header(read_table(arrival, names, task.how), task.folder.checklist, names))
    if not told.problems:
        count = len(task.folder.checklist.by_id)
        task.session.tell(
            say_many("{count} question has its column.", "All {count} questions have their columns.", count)
        )


def _suggest(task: Task, arrival: Arrival, _: Told) -> None:
    """Write a map to edit."""
    if task.wish.suggest is None:
        raise AssertionError
    checklist, survey, mapped = task.folder.checklist, task.folder.survey, task.how.mapped
    names, named = Names(checklist, mapped.columns), Named(survey, mapped.offices)
    text = suggest_map(read_table(arrival, names, task.how), names, named, task.session.tongue)
    save(task.wish.suggest, text.encode(), expected=None)
    task.session.tell(say("Fill in what is empty, and import with --map {file}", file=show_path(task.wish.suggest)))


def _data(task: Task, told: list[Told]) -> dict[str, object]:
    return {
        "navcheck": "import/1",
        "survey": task.folder.survey.id,
        "dry_run": task.wish.dry_run,
        "files": [_file_data(one, task.session.tongue) for one in told],
    }


def _file_data(told: Told, tongue: Tongue) -> dict[str, object]:
    stored = [
        {"office": one.office.id, "number": one.number, "answers": one.answers, "row": one.row} for one in told.stored
    ]
    return {
        "file": told.file,
        "new": list(dict.fromkeys(one.office.id for one in told.stored)),
        "unchanged": told.unchanged,
        "skipped": told.skipped,
        "stored": stored,
        "problems": [problem_data(problem, tongue) for problem in told.problems],
        "more_problems": told.untold,
        "notes": [problem_data(note, tongue) for note in told.notes],
    }
