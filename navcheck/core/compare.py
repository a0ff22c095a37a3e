"""What became of the last round's points, and which are new: two rounds, question by question, office by office."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.gaps import Gap, find_gaps, find_last_gaps
from navcheck.core.model import Office
from navcheck.core.otherwise import Otherwise, count_otherwise
from navcheck.core.pairing import Unit
from navcheck.core.round import Round, read_round
from navcheck.core.sight import Outlook, Side, Sight
from navcheck.core.step import Step
from navcheck.core.versions import Change, Fate
from navcheck.core.words import Move, Status

GRAVER, MILDER = "graver", "milder"


class Reason(StrEnum):
    """Why a point has nothing to be held against."""

    QUESTION = "question"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Item:
    """One point: whose, to which question, and what became of it."""

    unit: Unit
    move: Move
    then: Side
    now: Side

    @property
    def direction(self) -> str | None:
        """Whether a point that moved is graver or milder; «don't know» in place of a graver answer is neither."""
        if self.move is not Move.MOVED or self.then.worst is None or self.now.worst is None:
            return None
        if self.now.worst.severity.rank < self.then.worst.severity.rank:
            return GRAVER
        return None if self.now.worst.status is Status.UNKNOWN else MILDER


@dataclass(frozen=True, slots=True)
class Apart:
    """A point of one round that the other has nothing to hold against: its question, or its office, is not there."""

    unit: Unit
    side: Side
    is_now: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds held against each other; `earlier` is the one before the last, by which a point may have come back.

    `raised` are the points of this round that its lists hold graver than the rules do, since the last round had them.
    """

    now: Round
    before: Round
    earlier: Round | None
    changes: tuple[Change, ...]
    units: tuple[Unit, ...]
    items: tuple[Item, ...]
    apart: tuple[Apart, ...]
    otherwise: tuple[Otherwise, ...]
    raised: Mapping[tuple[str, str], Gap]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many points of each fate there are, and how many of those that moved are graver."""
        moves = Counter(item.move for item in self.items)
        return {**{move.value: moves[move] for move in Move}, GRAVER: self.directed(GRAVER)}

    def directed(self, direction: str) -> int:
        """Count the points that moved one way."""
        return sum(item.direction == direction for item in self.items)

    @property
    def is_same_version(self) -> bool:
        """Whether both rounds asked by one version of one checklist."""
        then, now = self.before.checklist, self.now.checklist
        return (then.id, then.version) == (now.id, now.version) and not self.changed

    @property
    def changed(self) -> tuple[Change, ...]:
        """The questions that are not what they were, or are judged otherwise."""
        return tuple(
            one for one in self.changes if one.fate is not Fate.KEPT or one.was is not None or one.is_judged_otherwise
        )

    @property
    def compared(self) -> int:
        """How many questions can be compared."""
        return sum(one.is_comparable for one in self.changes)


def compare(now: Round, before: Round, earlier: Round | None = None) -> Comparison:
    """Hold a round against the last one.

    Args:
        now: this round.
        before: the last one.
        earlier: the one before that, if there is one.

    """
    last = Outlook(before)
    step = Step.between(last, Outlook(now))
    history = Step.between(Outlook(earlier), last) if earlier is not None else None
    sides = tuple(step.sides())
    return Comparison(
        now,
        before,
        earlier,
        step.changes,
        step.units,
        tuple(_items(sides, history)),
        tuple(_apart(step)),
        count_otherwise(tuple((then, now) for _, then, now in sides)),
        {(gap.office.id, gap.question.id): gap for gap in _raised(now)},
    )


def _raised(one: Round) -> Iterator[Gap]:
    gaps = find_gaps(one.checklist, read_round(one), find_last_gaps(one))
    return (gap for gap in gaps if gap.raised_from is not None)


def silent(one: Round) -> tuple[Office, ...]:
    """Return the offices of which a round has no response that can be read."""
    return tuple(entry.office for entry in one.entries if entry.response is None)


def _items(sides: tuple[tuple[Unit, Side, Side], ...], history: Step | None) -> Iterator[Item]:
    for unit, then, now in sides:
        move = _move(then, now)
        if move is Move.NEW and history is not None and history.had_gap(unit.before, then.question):
            move = Move.CAME_BACK
        if move is not None:
            yield Item(unit, move, then, now)


def _move(then: Side, now: Side) -> Move | None:
    """Tell what became of a point; nothing where there was none and is none."""
    if then.sight is Sight.GAP and now.sight is Sight.GAP:
        return Move.SAME if then.severity is now.severity else Move.MOVED
    if then.sight is Sight.GAP:
        return Move.UNSEEN if now.sight is Sight.SILENT or now.hides(then) else Move.CLOSED
    if now.sight is Sight.GAP:
        return Move.FIRST_SEEN if then.sight is Sight.SILENT or then.hides(now) else Move.NEW
    return None


def _apart(step: Step) -> Iterator[Apart]:
    """Yield the points that cannot be compared, the last round's first."""
    names = step.names
    for outlook, is_now, known in ((step.before, False, set(names.values())), (step.now, True, set(names))):
        for question in outlook.round.checklist.questions():
            for unit in step.units:
                if unit.is_paired and question.id in known:
                    continue
                side = outlook.side(unit.now if is_now else unit.before, question)
                if side.worst is not None:
                    yield Apart(unit, side, is_now, Reason.QUESTION if unit.is_paired else Reason.OFFICE)
