"""What a plan is held against: a round's answers, where an action belongs now, and what the last plan left."""

from collections.abc import Mapping

from navcheck.core.model import Checklist
from navcheck.core.model.desk import Action, Plan
from navcheck.core.pairing import pair_offices
from navcheck.core.round import Round
from navcheck.core.sight import Outlook, Sight, View

Key = tuple[str, str]  # an office's id and a question's


class Answers:
    """A round's answers, by office and question."""

    def __init__(self, one: Round) -> None:
        self.round = one
        self._outlook = Outlook(one)

    def view(self, key: Key) -> View | None:
        """Return what an office's answer lets be seen; nothing where the round does not have both."""
        office, question = self.round.survey.office(key[0]), self.round.checklist.by_id.get(key[1])
        if office is None or question is None:
            return None
        return self._outlook.side((office,), question).views[0]


def closes(view: View | None) -> bool:
    """Tell whether an answer closes a point: a real one, without a gap, and no rule that could not be applied."""
    return view is not None and view.sight is Sight.FINE and not view.blind


def home_of(action: Action, one: Round) -> Key:
    """Return the office and the question that an action is about now, by the ids that they had before too."""
    offices = one.survey.offices
    office = one.survey.office(action.office) or next((each for each in offices if action.office in each.was), None)
    return office.id if office is not None else action.office, _question_id(action.question, one.checklist)


def _question_id(name: str, checklist: Checklist) -> str:
    if name in checklist.by_id:
        return name
    return next((question.id for question in checklist.questions() if name in question.was), name)


def left_by(last: Plan, one: Round) -> Mapping[Key, tuple[Action, ...]]:
    """Find what the last plan agreed and its own answers did not close, by where it belongs now.

    What an office left that is split now belongs to each of its parts; offices that merged bring theirs together, in
    the last round's order.
    """
    if one.before is None:
        return {}
    then = Answers(one.before)
    heirs = _heirs(one.before, one)
    order = list(heirs)
    left: dict[Key, list[tuple[int, Action]]] = {}
    for action in last.actions:
        office, question = home_of(action, one.before)
        if closes(then.view((office, question))):
            continue
        rank = order.index(office) if office in order else len(order)
        for heir in heirs.get(office) or (office,):
            left.setdefault((heir, _question_id(question, one.checklist)), []).append((rank, action))
    return {
        key: tuple(action for _, action in sorted(ranked, key=lambda each: each[0])) for key, ranked in left.items()
    }


def _heirs(before: Round, now: Round) -> Mapping[str, tuple[str, ...]]:
    """Return, by the ids of the last round's offices, those that are in their place: by name, else by municipality."""
    heirs: dict[str, tuple[str, ...]] = {office.id: () for office in before.survey.offices}
    for unit in pair_offices(before.survey.offices, now.survey.offices):
        for old in unit.before:
            named = tuple(new.id for new in unit.now if old.id in {new.id, *new.was})
            heirs[old.id] = named or tuple(new.id for new in unit.now)
    return heirs
