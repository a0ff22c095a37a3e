"""What offices say to their drafts of the report: what a comment refers to, how one is stored, who has said nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from navcheck.core.answers import nearest_or_all
from navcheck.core.matrix import Matrix
from navcheck.core.messages import say
from navcheck.core.model import Checklist, Comments, Office, Survey
from navcheck.core.model.desk import Comment
from navcheck.core.problems import NavcheckError, Problem, Where
from navcheck.core.text import did_you_mean, quote
from navcheck.core.words import Standing

Said = tuple[Comment, ...]


def check_comments(document: Comments, survey: Survey, checklist: Checklist, where: Where) -> Iterator[Problem]:
    """Find offices and questions that the survey does not have."""
    offices = [office.id for office in survey.offices]
    for n, one in enumerate(document.comments):
        if survey.office(one.office) is None:
            message = say("the survey has no office {id}", id=quote(one.office))
            near = did_you_mean(one.office, offices)
            yield Problem("unknown-office", message, where("comments", n, "office"), near)
        if one.question is not None and one.question not in checklist.by_id:
            message = say("there is no question {id}", id=quote(one.question))
            near = did_you_mean(one.question, checklist.by_id)
            yield Problem("unknown-question", message, where("comments", n, "question"), near)


def check_question(checklist: Checklist, question: str | None) -> Iterator[Problem]:
    """Find that a question is not one of the checklist's."""
    if question is not None and question not in checklist.by_id:
        message = say("there is no question {id}", id=quote(question))
        near = nearest_or_all(question, checklist.by_id)
        yield Problem("unknown-question", message, None, near)


def add_comment(comments: Said, new: Comment) -> Said:
    """Add a comment; one that says the same, on whatever day, changes nothing."""
    if any(one.model_copy(update={"date": new.date}) == new for one in comments):
        return comments
    return (*comments, new)


def pick_comment(comments: Said, office: Office, question: str | None, text: str) -> Comment:
    """Return an office's comment with a text; without a question the one to the whole draft, else to any point.

    Raises:
        NavcheckError: `no-comment`, or `several-comments` where two questions have the same.

    """
    own = [one for one in comments if one.office == office.id and question in {None, one.question}]
    same = [one for one in own if one.text == text]
    picked = {one.question: one for one in same if one.question == question} or {one.question: one for one in same}
    if len(picked) == 1:
        return next(iter(picked.values()))
    if not picked:
        message = say("no comment of {office} says that", office=quote(office.name))
        raise NavcheckError(Problem("no-comment", message, None, did_you_mean(text, [one.text for one in own])))
    message = say("{office} says that to several questions", office=quote(office.name))
    cure = say("say which, with --question: {ids}", ids=", ".join(str(name) for name in picked))
    raise NavcheckError(Problem("several-comments", message, None, cure))


def take_back(comments: Said, gone: Comment) -> Said:
    """Leave one comment out; one that was written twice by hand goes as a whole."""
    same = (gone.office, gone.question, gone.text)
    return tuple(one for one in comments if (one.office, one.question, one.text) != same)


@dataclass(frozen=True, slots=True)
class CommentList:
    """What the offices said, and who said nothing, as of a day.

    `offices` are those that are listed, `comments` theirs; `question` is the only one that is listed, none where all
    are. `points` are the pairs of office and question on which the report has a point to follow up now.
    """

    survey: Survey
    checklist: Checklist
    day: date
    offices: tuple[Office, ...]
    question: str | None
    comments: Said
    responded: tuple[Office, ...]
    silent: tuple[Office, ...]
    points: frozenset[tuple[str, str]]

    @property
    def is_narrowed(self) -> bool:
        """Whether it lists less than the whole survey."""
        return self.question is not None or len(self.offices) < len(self.survey.offices)

    def of(self, office: Office) -> Said:
        """Return what an office said: to the points in the checklist's order, then to the draft as a whole."""
        order = {name: n for n, name in enumerate(self.checklist.by_id)}
        own = (one for one in self.comments if one.office == office.id)
        return tuple(sorted(own, key=lambda one: (order.get(one.question or "", len(order)), one.date)))

    def is_late(self, comment: Comment) -> bool:
        """Tell whether a comment came after the deadline."""
        return is_late(self.survey, comment)

    def has_point(self, comment: Comment) -> bool:
        """Tell whether the report has a point on the question that a comment is about."""
        return (comment.office, comment.question) in self.points


def is_late(survey: Survey, comment: Comment) -> bool:
    """Tell whether a comment came after the deadline for comments."""
    return survey.comment_deadline is not None and comment.date > survey.comment_deadline


def list_comments(
    matrix: Matrix, comments: Said, offices: tuple[Office, ...], question: str | None, day: date
) -> CommentList:
    """Lay out what some offices said, to one question or to all."""
    one = matrix.round
    ids = {office.id for office in offices}
    have_said = {comment.office for comment in comments}
    responded = tuple(
        entry.office for entry in one.entries if entry.standing is Standing.RESPONDED and entry.office.id in ids
    )
    return CommentList(
        one.survey,
        one.checklist,
        day,
        offices,
        question,
        tuple(comment for comment in comments if comment.office in ids and question in {None, comment.question}),
        responded,
        tuple(office for office in responded if office.id not in have_said),
        frozenset((gap.office.id, gap.question.id) for gap in matrix.gaps),
    )
