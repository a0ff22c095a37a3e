"""`import`: each file whole or not at all, every problem told, and what it brought or would bring."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from navcheck.cli.draft_telling import tell_drafts
from navcheck.cli.import_telling import Told, conclude, file_data, goes_on, introduce, sum_up
from navcheck.cli.naming import find_day, find_word
from navcheck.cli.session import Session
from navcheck.cli.ticking import Ticker
from navcheck.core.messages import say, say_many
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.files.disk import reading, refused_by_system, show_path
from navcheck.files.locking import locked
from navcheck.files.receiving import Received
from navcheck.files.saving import save
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.intake.batch import How, read_batch, read_table
from navcheck.intake.columns import Names
from navcheck.intake.header_check import check_header
from navcheck.intake.judging import OnConflict, Outcome, Policy, Repeats, judge
from navcheck.intake.mapping import load_map, suggest_map
from navcheck.intake.naming import Named
from navcheck.intake.response_file import judge_response, read_response_file, store_response
from navcheck.intake.storing import Stored, count_fresh, foresee, history_of, store
from navcheck.intake.tables.arriving import Arrival, Format, open_arrival
from navcheck.render.json_text import dump

# A response that navcheck wrote elsewhere; a form says of itself what it is.
_RESPONSE = re.compile(rb"^(?:\xef\xbb\xbf)?(?:#.*\n|\s*\n)*navcheck:(?!\s*[\"']?form/)")


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
    foreseen: dict[str, str] = field(default_factory=dict)

    def foresee(self, told: Told) -> None:
        """Say which offices stand in a file before this one too: a dry run stores nothing to hold them against."""
        for office in {one.office.id: one.office for one in told.stored}.values():
            if (other := self.foreseen.setdefault(office.id, told.file)) != told.file:
                self.session.tell(say("{office} stands in {file} too", office=office.name, file=other))

    @contextmanager
    def opened(self) -> Iterator[SurveyFolder]:
        """Hold the survey as it is now, under its lock; a dry run needs neither."""
        if self.wish.dry_run:
            yield self.folder
            return
        with locked(self.folder.path):
            yield open_folder(self.folder.path)

    def sum_up(self, told: Told, received: Received | None) -> None:
        """Say what is new and what is not, and what became of the drafts that lay there."""
        if received is not None:
            self.session.complain(received.notes)
        sum_up(self.session, told, dry_run=self.wish.dry_run, as_json=self.as_json)
        if received is not None:
            tell_drafts(self.session, received.waiting)


def import_files(session: Session, wish: Wish, *, as_json: bool) -> int:
    """Import each file; a file with problems stores nothing, and the others go on."""
    folder = open_folder(session.places.survey(wish.survey))
    mapped = load_map(wish.column_map, folder.checklist, folder.survey) if wish.column_map is not None else None
    how = How(wish.encoding or None, wish.sheet, **({"mapped": mapped} if mapped is not None else {}))
    task = Task(session, folder, wish, how, _policy(session, wish), as_json)
    act = _suggest if wish.suggest is not None else _check_header if wish.check_only else _import
    told = [_one(task, path, act) for given in wish.files for path in _expand(given)]
    if as_json:
        files = [file_data(one, session.tongue) for one in told]
        head = {"navcheck": "import/1", "survey": folder.survey.id, "dry_run": wish.dry_run}
        session.data(dump({**head, "files": files}))
    return int(any(one.problems for one in told))


def _expand(path: Path) -> list[Path]:
    """Return the files that a pattern stands for: on Windows the shell leaves that to the program."""
    if not set(path.name) & set("*?") or path.exists():
        return [path]
    return sorted(path.parent.glob(path.name)) or [path]


def _policy(session: Session, wish: Wish) -> Policy:
    on_conflict = find_word(OnConflict, wish.on_conflict, "--on-conflict") or OnConflict.STOP
    received = find_day(wish.received, "--received", session.today)  # once stored it is never changed
    return Policy(find_word(Repeats, wish.repeats, "--repeats"), on_conflict, received)


def _one(task: Task, path: Path, act: Callable[[Task, Arrival, Told], None]) -> Told:
    told = Told(show_path(path))
    try:
        with ExitStack() as opened:
            with reading(path):
                arrival = opened.enter_context(open_arrival(path))
            act(task, arrival, told)
    except NavcheckError as error:
        told.fail(task.session, error.problems)
    except OSError as error:
        told.fail(task.session, [refused_by_system(error)])
    return told


def _reading(arrival: Arrival) -> AbstractContextManager[None]:
    """Put in words why a file stops being readable; what fails while it is stored is no fault of the file."""
    return reading(Path(arrival.name))


def _import(task: Task, arrival: Arrival, told: Told) -> None:
    with _reading(arrival):
        is_response = arrival.format is Format.YAML and _RESPONSE.match(arrival.rewound().read(4096))
        batch = None if is_response else read_batch(arrival, task.folder.checklist, task.folder.survey, task.how)
    if batch is None:
        _import_response(task, arrival, told)
        return
    received: Received | None = None
    with task.opened() as folder:
        with _reading(arrival), Ticker(task.session) as ticker:
            judged = judge(batch, lambda office: history_of(folder, office), arrival.sha256, task.policy, ticker.tick)
        introduce(task.session, judged, told)
        if judged.problems and not goes_on(task.session, judged, partial=task.wish.partial):
            return
        if task.wish.dry_run:
            told.stored += foresee(folder, judged)
            told.new = count_fresh(judged)
            task.foresee(told)
        else:
            stored, received = store(folder, judged, arrival, task.session.today)
            told.stored += stored
            told.new = len(stored)
    conclude(task.session, told, judged)
    task.sum_up(told, received)


def _import_response(task: Task, arrival: Arrival, told: Told) -> None:
    """Import the one response of a file that navcheck wrote elsewhere."""
    session, on_conflict = task.session, task.policy.on_conflict
    with _reading(arrival):
        handed_in = read_response_file(arrival, task.folder.checklist, task.folder.survey)
    session.complain(handed_in.notes)
    told.notes += handed_in.notes
    session.tell(say("{file}: the response of {office}", file=arrival.name, office=handed_in.office.name))
    received: Received | None = None
    with task.opened() as folder:
        outcome = judge_response(folder, handed_in, on_conflict)
        if outcome is Outcome.NEW:
            number = folder.received_numbers.get(handed_in.office.id, 0) + 1
            told.stored.append(Stored(handed_in.office, number, len(handed_in.response.answers), 0))
            told.new = 1
        if outcome is Outcome.NEW and not task.wish.dry_run:
            received = store_response(folder, handed_in, session.today)
    told.unchanged += [handed_in.office] if outcome is Outcome.UNCHANGED else []
    told.skipped += [handed_in.office] if outcome is Outcome.SKIPPED else []
    task.sum_up(told, received)


def _check_header(task: Task, arrival: Arrival, told: Told) -> None:
    """Tell from an empty export whether every code fits."""
    names = Names(task.folder.checklist, task.how.mapped.columns)
    with _reading(arrival):
        table = read_table(arrival, names, task.how)
    if table.identity:
        message, cure = say("this is a form of ours, not a form tool's export"), say("try it with --dry-run")
        raise NavcheckError(Problem("form", message, arrival.at(), cure))
    told.fail(task.session, check_header(table, task.folder.checklist, names))
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
    with _reading(arrival):
        text = suggest_map(read_table(arrival, names, task.how), names, named, mapped, task.session.tongue)
    if os.path.lexists(task.wish.suggest):
        message, cure = say("not saved: there is a file of this name already"), say("give the map another name")
        raise NavcheckError(Problem("target-exists", message, Location(show_path(task.wish.suggest)), cure))
    save(task.wish.suggest, text.encode(), expected=None)
    task.session.tell(say("Fill in what is empty, and import with --map {file}", file=show_path(task.wish.suggest)))
