"""What an import tells: what was assumed, what is wrong, what came in, and the same as data."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from navcheck.cli.session import Session
from navcheck.core.differences import tell_differences
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import Office
from navcheck.core.problems import Problem
from navcheck.intake.batch import UNCERTAIN
from navcheck.intake.judging import Judged, Outcome
from navcheck.intake.storing import Stored
from navcheck.render.imported import format_imported
from navcheck.render.problems import problem_data


@dataclass(slots=True)
class Told:
    """What became of one file, as `--json` prints it."""

    file: str
    stored: list[Stored] = field(default_factory=list)
    new: int = 0
    unchanged: list[Office] = field(default_factory=list)
    skipped: list[Office] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    untold: int = 0

    def fail(self, session: Session, problems: Iterable[Problem]) -> None:
        """Keep problems, and print them."""
        found = tuple(problems)
        self.problems += found
        session.complain(found)


def introduce(session: Session, judged: Judged, told: Told) -> None:
    """Say what was assumed in reading, what was passed over, and what is wrong."""
    rows, offices = (
        say_many("{count} row", "{count} rows", judged.rows),
        say_many("{count} office", "{count} offices", judged.rows),
    )
    words = (offices if judged.batch.by_office else rows, *judged.batch.assumed)
    session.tell(Message("{file}: {words}", {"file": told.file, "words": words}))
    told.notes, told.untold = judged.notes, judged.untold
    session.complain(judged.notes)
    told.fail(session, judged.problems)
    if judged.untold:
        session.tell(say_many("… and {count} more problem", "… and {count} more problems", judged.untold))


def goes_on(session: Session, judged: Judged, *, partial: bool) -> bool:
    """Tell whether the rest is imported in spite of problems, and say so if it is not."""
    certain = not any(problem.code in UNCERTAIN for problem in judged.problems)
    if partial and certain:
        return True
    usable = judged.usable if certain else 0
    values = {"usable": usable, "count": judged.rows}
    if judged.batch.by_office:
        session.tell(say("Nothing is stored. Without problems: {usable} of {count} offices.", **values))
    else:
        session.tell(say("Nothing is stored. Without problems: {usable} of {count} rows.", **values))
    return False


def conclude(session: Session, told: Told, judged: Judged) -> None:
    """Say what becomes of each office that has responded already."""
    for one, outcome in judged.outcomes():
        if outcome is Outcome.NEW and one.differs:
            differs = tell_differences(one.differences, judged.batch.checklist)
            session.tell(say("{office} differs from what was received: {told}", office=one.office.name, told=differs))
        told.unchanged += [one.office] if outcome is Outcome.UNCHANGED else []
        told.skipped += [one.office] if outcome is Outcome.SKIPPED else []


def sum_up(session: Session, told: Told, *, dry_run: bool, as_json: bool) -> None:
    """Say what is new and what is not; what was stored is the result."""
    if told.stored and not as_json:
        lines = ((one.office.name, one.number, one.answers, one.row) for one in told.stored)
        session.out(format_imported(lines, session.tongue))
    values = {"new": told.new, "unchanged": len(told.unchanged)}
    if dry_run:
        session.tell(say("Dry run: nothing is stored. New responses: {new}. There already: {unchanged}.", **values))
    else:
        session.tell(say("New responses: {new}. There already: {unchanged}.", **values))
    if told.skipped:
        words = say(
            "Skipped, since they have responded otherwise: {offices}",
            offices=", ".join(one.name for one in told.skipped),
        )
        session.tell(words)


def file_data(told: Told, tongue: Tongue) -> dict[str, object]:
    """Return what became of one file, as JSON has it."""
    stored = [
        {"office": one.office.id, "number": one.number, "answers": one.answers, "row": one.row} for one in told.stored
    ]
    return {
        "file": told.file,
        "new": list(dict.fromkeys(one.office.id for one in told.stored)),
        "unchanged": [one.id for one in told.unchanged],
        "skipped": [one.id for one in told.skipped],
        "stored": stored,
        "problems": [problem_data(problem, tongue) for problem in told.problems],
        "more_problems": told.untold,
        "notes": [problem_data(note, tongue) for note in told.notes],
    }
