"""The action plan beside the answers: every gap now, every action agreed, and where each of them stands.

What the answers say comes before what the plan says. Where there is no gap now, a point is closed by a real answer and
else unseen, whatever was agreed: silence closes nothing, and a waiver or a «done» makes no answer. Where there is a gap
now, its action says the rest: none is unplanned; waived counts until its last day; done is said, not shown, and due for
review from the day agreed on; open is overdue from the day after its deadline.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from navcheck.core.gaps import Gap
from navcheck.core.matrix import Matrix, narrow
from navcheck.core.model import Office, Plan, Question
from navcheck.core.model.desk import Action
from navcheck.core.narrowing import Narrowing
from navcheck.core.plan_answers import Answers, Key, closes, home_of, left_by
from navcheck.core.round import Round
from navcheck.core.sight import View
from navcheck.core.words import ActionState, PointState

# As a plan is read: what waits for somebody first, what is settled last.
READING = (
    PointState.OVERDUE,
    PointState.WAIVER_OVER,
    PointState.OPEN,
    PointState.REVIEW_DUE,
    PointState.DONE,
    PointState.UNPLANNED,
    PointState.UNSEEN,
    PointState.WAIVED,
    PointState.CLOSED,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the plan: where it is, what falls short now if anything does, and what is agreed.

    `question` is none where this checklist no longer has it, `view` where this round does not have both office and
    question, so that no answer can come. `before` are actions of the last plan, not closed by then, that this plan has
    nothing in place of. `days_late` counts from the deadline of what is not done.
    """

    office: Office
    question_id: str
    question: Question | None
    state: PointState
    view: View | None = None
    gap: Gap | None = None
    action: Action | None = None
    before: tuple[Action, ...] = ()
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The points of a round on a day, as they are read; `is_one` where somebody wants to see a single action.

    `whole` is the plan that these points are a part of, where not all are shown.
    """

    matrix: Matrix
    points: tuple[Point, ...]
    today: date
    is_one: bool = False
    whole: "ActionPlan | None" = None

    @property
    def counts(self) -> Mapping[str, int]:
        """How many points there are of every state."""
        counted = Counter(point.state for point in self.points)
        return {state.value: counted[state] for state in READING}

    def only(self, action_id: str) -> "ActionPlan":
        """Keep one action."""
        one = tuple(point for point in self.points if point.action is not None and point.action.id == action_id)
        return replace(self, points=one, is_one=True, whole=self)

    def of(self, offices: tuple[Office, ...]) -> "ActionPlan":
        """Keep the points of some offices."""
        ids = {office.id for office in offices}
        points = tuple(point for point in self.points if point.office.id in ids)
        return replace(self, matrix=narrow(self.matrix, Narrowing(offices)), points=points, whole=self)

    def groups(self) -> Iterator[tuple[PointState, tuple[Point, ...]]]:
        """Yield the points of each state that there is any of."""
        for state in READING:
            if found := tuple(point for point in self.points if point.state is state):
                yield state, found


def build_plan(matrix: Matrix, plan: Plan, last: Plan | None, today: date) -> tuple[Point, ...]:
    """Lay out every gap and every action, and what the last plan left that neither speaks of, as they are read.

    Args:
        matrix: the round, with its gaps.
        plan: the round's plan.
        last: the last round's plan.
        today: the day on which a deadline has passed or not.

    """
    one = matrix.round
    gaps = {(gap.office.id, gap.question.id): gap for gap in matrix.gaps}
    left = left_by(last, one) if last is not None else {}
    planned = [(home_of(action, one), action) for action in plan.actions]
    covered = {key for key, _ in planned}
    bare = dict.fromkeys(key for key in (*gaps, *left) if key not in covered)
    maker = _Maker(one, gaps, today)
    points = [
        *(maker.agreed(key, action) for key, action in planned),
        *(maker.bare(key, left.get(key, ())) for key in bare),
    ]
    return tuple(sorted(points, key=maker.reading))


class _Maker:
    """Makes points of a round, and knows where each stands in the list."""

    def __init__(self, one: Round, gaps: Mapping[Key, Gap], today: date) -> None:
        gone = one.before.survey.offices if one.before is not None else ()
        self._offices = {office.id: office for office in (*gone, *one.survey.offices)}
        self._office_order = {office.id: n for n, office in enumerate(one.survey.offices)}
        self._questions = one.checklist.by_id
        self._question_order = {name: n for n, name in enumerate(self._questions)}
        self._answers, self._gaps, self._today = Answers(one), gaps, today

    def agreed(self, key: Key, action: Action) -> Point:
        """Return the point of an action."""
        agreed = state_of(action, self._today)
        point = self._point(key, agreed)
        is_late = point.state is not PointState.CLOSED and agreed in {PointState.OVERDUE, PointState.WAIVER_OVER}
        days = (self._today - action.deadline).days if is_late and action.deadline is not None else 0
        return replace(point, action=action, days_late=max(days, 0))

    def bare(self, key: Key, before: tuple[Action, ...]) -> Point:
        """Return the point of a gap that nothing is agreed on, or of what only the last plan speaks of."""
        return replace(self._point(key, PointState.UNPLANNED), before=before)

    def _point(self, key: Key, with_gap: PointState) -> Point:
        """Return a point; `with_gap` is its state where the gap is there."""
        gap, view = self._gaps.get(key), self._answers.view(key)
        office = self._offices.get(key[0]) or Office(id=key[0], name=key[0])
        without = PointState.CLOSED if closes(view) else PointState.UNSEEN
        state = with_gap if gap is not None else without
        return Point(office, key[1], self._questions.get(key[1]), state, view, gap)

    def reading(self, point: Point) -> tuple[int, int, int]:
        """Return where a point stands in the list: what is gone from this round comes last of its state."""
        question = self._question_order.get(point.question_id, len(self._question_order))
        office = self._office_order.get(point.office.id, len(self._office_order))
        return READING.index(point.state), question, office


def state_of(action: Action, today: date) -> PointState:
    """Return where an action stands whose gap is there still."""
    if action.waiver is not None:
        return PointState.WAIVED if action.waiver.until >= today else PointState.WAIVER_OVER
    if action.state is ActionState.DONE:
        is_due = action.review is not None and action.review <= today
        return PointState.REVIEW_DUE if is_due else PointState.DONE
    is_late = action.deadline is not None and action.deadline < today
    return PointState.OVERDUE if is_late else PointState.OPEN
