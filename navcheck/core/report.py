"""The report as a value: all that a county sends out about a survey, before it has a language or a format."""

from dataclasses import dataclass, replace
from datetime import date

from navcheck.core.agenda import Meeting, meeting_of
from navcheck.core.compare import Comparison, compare
from navcheck.core.grid import Grid, grid_of
from navcheck.core.matrix import Matrix, build_matrix, narrow
from navcheck.core.model import Office, Plan, Survey
from navcheck.core.model.desk import Comment
from navcheck.core.narrowing import Narrowing
from navcheck.core.plan import ActionPlan, build_plan
from navcheck.core.round import Round
from navcheck.core.tidy import TidyRow, tidy_of
from navcheck.core.topic_counts import Past, TopicCount, count_topics, past_of
from navcheck.core.withholding import hidden_in, withhold, withhold_comparison, withhold_meeting, withhold_points
from navcheck.core.words import ReportEdition


@dataclass(frozen=True, slots=True)
class OwnText:
    """What the county writes itself, as markdown: the file's name says where it stands among the others."""

    name: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the county's desk beside the answers: its plans, what offices said to their drafts, its own texts.

    `plan` and `last_plan` are none where there is no such file, or the last one cannot be read.
    """

    plan: Plan | None = None
    last_plan: Plan | None = None
    comments: tuple[Comment, ...] = ()
    texts: tuple[OwnText, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report can say; what it does say depends on its edition.

    Small numbers of persons are held back everywhere in it. `day` is when it is made; until the day
    `draft_until` has passed it is a draft. `past` are the rounds that were read, the oldest first, this one last.
    `data` is the tidy table, every office and question. Of a draft for single offices, `offices` are those.
    """

    edition: ReportEdition
    day: date
    matrix: Matrix
    grid: Grid
    topics: tuple[TopicCount, ...]
    past: tuple[Past, ...]
    comparison: Comparison | None
    plan: ActionPlan | None
    meeting: Meeting
    comments: tuple[Comment, ...]
    texts: tuple[OwnText, ...]
    data: tuple[TidyRow, ...]
    draft_until: date | None
    offices: tuple[Office, ...] = ()

    @property
    def survey(self) -> Survey:
        """The survey that it is about."""
        return self.matrix.round.survey

    @property
    def is_named(self) -> bool:
        """Whether it says which office has which points."""
        return self.edition is not ReportEdition.PUBLIC

    def as_edition(self, edition: ReportEdition) -> "Report":
        """Return the same report for other readers."""
        return replace(self, edition=edition)

    def draft_for(self, offices: tuple[Office, ...]) -> "Report":
        """Return what the report says about some offices, and nothing of the others."""
        ids = {office.id for office in offices}
        matrix = narrow(self.matrix, Narrowing(offices))
        return replace(
            self,
            edition=ReportEdition.DRAFT,
            matrix=matrix,
            grid=grid_of(matrix),
            plan=self.plan.of(offices) if self.plan is not None else None,
            comments=tuple(one for one in self.comments if one.office in ids),
            data=tuple(row for row in self.data if row.entry.office.id in ids),
            offices=offices,
        )


def build_report(one: Round, desk: Desk, day: date) -> Report:
    """Build the county's own edition of the report.

    Args:
        one: the survey, with the rounds before it as far as they are to be shown.
        desk: what the county adds.
        day: the day on which deadlines have passed or not.

    """
    matrix, last = build_matrix(one), one.before
    hidden, deadline = hidden_in(one.checklist, matrix.read), one.survey.comment_deadline
    shown, topics = withhold(matrix, hidden), tuple(count_topics(one.checklist, matrix.read, matrix.gaps))
    plan = build_plan(matrix, desk.plan, desk.last_plan, day) if desk.plan is not None else None
    return Report(
        ReportEdition.NAMED,
        day,
        shown,
        grid_of(shown),
        topics,
        past_of(one, len(matrix.read), topics),
        withhold_comparison(compare(one, last, last.before), hidden) if last is not None else None,
        ActionPlan(shown, withhold_points(plan, hidden), day) if plan is not None else None,
        withhold_meeting(meeting_of(matrix), hidden),
        desk.comments,
        desk.texts,
        tuple(tidy_of(matrix)),
        deadline if deadline is not None and deadline >= day else None,
    )
