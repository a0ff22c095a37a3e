"""What one office's answer to one question lets be seen: a point to follow up, an answer without one, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.conditions import could_hold, lacks_a_part
from navcheck.core.gaps import Gap, gaps_of, judged_questions
from navcheck.core.model import Answer, Office, Question
from navcheck.core.round import ReadResponse, Round, read_round
from navcheck.core.words import Severity, Standing, Status

# «No such cases» and «not applicable» say nothing of practice: who had a point has not shown that it is mended.
_TELLING = frozenset({Status.MET, Status.CLAIMED, Status.ANSWERED})
# The name of a question's own rules, beside the ids of checks.
OWN_RULES = ""


class Sight(StrEnum):
    """What can be seen; silence is never an answer without a point."""

    GAP = "gap"
    FINE = "fine"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class View:
    """One office's answer to one question in one round; no status where there is no response.

    `values` are what the county reads it as, `blind` the rules that cannot be applied while other answers are missing.
    """

    office: Office
    standing: Standing
    sight: Sight
    status: Status | None = None
    answer: Answer | None = None
    values: tuple[str, ...] = ()
    gap: Gap | None = None
    blind: frozenset[str] = frozenset()

    @property
    def is_unread(self) -> bool:
        """Whether it is answered in words that the county has not read as a code yet."""
        return self.sight is Sight.SILENT and self.status is Status.ANSWERED

    @property
    def rule(self) -> str:
        """By which rule it falls short: a check's id, or the question's own rules."""
        return self.gap.check.id if self.gap is not None and self.gap.check is not None else OWN_RULES


@dataclass(frozen=True, slots=True)
class Side:
    """One question in one round, as some offices answer it that are held to be one."""

    question: Question
    views: tuple[View, ...]

    @property
    def worst(self) -> Gap | None:
        """The gravest point of any of the offices."""
        gaps = (view.gap for view in self.views if view.gap is not None)
        return min(gaps, key=lambda gap: gap.severity.rank, default=None)

    @property
    def severity(self) -> Severity | None:
        """How grave the gravest point is."""
        return self.worst.severity if self.worst is not None else None

    @property
    def sight(self) -> Sight:
        """A point at any of the offices is one; else silence at any of them is silence."""
        seen = {view.sight for view in self.views}
        return next(sight for sight in (Sight.GAP, Sight.SILENT, Sight.FINE) if sight in seen)

    def hides(self, other: "Side") -> bool:
        """Tell whether the rule that the other side falls short by cannot be applied here."""
        rules = {view.rule for view in other.views if view.gap is not None}
        return any(view.blind & rules for view in self.views)


class Outlook:
    """A round's answers by office and question. Points are taken as the rules say, not raised because they repeat."""

    def __init__(self, one: Round) -> None:
        self.round = one
        self._read = {read.office.id: read for read in read_round(one)}
        self._standings = {entry.office.id: entry.standing for entry in one.entries}
        judged = judged_questions(one.checklist)
        self._gaps = {
            (gap.office.id, gap.question.id): gap for read in self._read.values() for gap in gaps_of(judged, read)
        }

    def side(self, offices: tuple[Office, ...], question: Question) -> Side:
        """Look at how some offices answer a question."""
        return Side(question, tuple(self._view(office, question) for office in offices))

    def _view(self, office: Office, question: Question) -> View:
        standing, read = self._standings[office.id], self._read.get(office.id)
        if read is None:
            return View(office, standing, Sight.SILENT)
        gap, status = self._gaps.get((office.id, question.id)), read.status(question)
        if gap is not None:
            sight = Sight.GAP
        else:
            is_seen = status in _TELLING and not (question.gaps and read.uncoded(question) is not None)
            sight = Sight.FINE if is_seen else Sight.SILENT
        blind = frozenset(_blind(read, question))
        return View(office, standing, sight, status, read.given(question), read.values(question), gap, blind)


def _blind(read: ReadResponse, question: Question) -> Iterator[str]:
    """Yield the rules that might find a point if all were answered that they look at."""
    rules = question.gaps if isinstance(question.gaps, tuple) else ()
    if any(lacks_a_part(rule, read) for rule in rules):
        yield OWN_RULES
    for check in read.checklist.checks:
        if check.about == question.id and check.severity is not None and could_hold(check.when, read):
            yield check.id
