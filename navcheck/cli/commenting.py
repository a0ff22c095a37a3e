"""`comment`: what an office said to its draft of the report is stored, taken back, or listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.naming import find_day, find_office, find_offices
from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.core.comments import add_comment, check_question, is_late, list_comments, pick_comment, take_back
from navcheck.core.gaps import find_gaps
from navcheck.core.guard import check_text
from navcheck.core.matrix import build_matrix
from navcheck.core.messages import Message, say
from navcheck.core.model import Comments, Office
from navcheck.core.model.desk import Comment
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.round import Round, read_round
from navcheck.core.text import clean, quote
from navcheck.files.comments import COMMENTS_FILE, find_comments
from navcheck.files.locking import locked
from navcheck.files.rewriting import Found, rewrite
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.render.comments import format_json, format_terminal
from navcheck.render.said import quoted

DONE, IN_PART = 0, 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What `comment` was called with; empty where nothing was said, and no text where what is stored is listed."""

    survey: str
    office: str = ""
    question: str = ""
    text: str | None = None
    day: str = ""
    undo: bool = False

    @property
    def about(self) -> str | None:
        """The question that is named."""
        return self.question or None


def comment_survey(session: Session, wish: Wish, *, as_json: bool) -> int:
    """Store a comment or take it back; without a text, list what is stored.

    Raises:
        NavcheckError: what was given and cannot be used, `comments.yaml` that cannot be used, and what reading and
            saving raise; nothing is stored then.

    """
    if wish.text is None:
        if wish.undo or wish.day:
            raise NavcheckError(Problem("text", say("say what the office said, with --text")))
        return _list(session, wish, as_json=as_json)
    refuse_together("--text", ["--json"] if as_json else [])
    if wish.undo:
        refuse_together("--undo", ["--date"] if wish.day else [])
        return _undo(session, wish, _text(wish.text))
    return _store(session, wish, _text(wish.text))


def _text(text: str) -> str:
    refuse(problem for problem in [check_text(text)] if problem)
    if kept := clean(text).strip():
        return kept
    raise NavcheckError(Problem("text", say("say what the office said, with --text")))


def _store(session: Session, wish: Wish, text: str) -> int:
    day = find_day(wish.day, "--date", session.today) or session.today
    folder, office = _opened(session, wish)
    new = Comment(office=office.id, question=wish.about, date=day, text=text)
    with locked(folder.path):
        found = find_comments(folder)
        before = found.document.comments
        after = add_comment(before, new)
        session.complain(_save(folder, found, after))
    if after == before:
        session.tell(say("{office} has said this already; nothing is changed.", office=office.name))
        return DONE
    session.tell(say("Stored, from {office} on {about}: {text}", **_words(office, new)))
    return _tell_worth(session, folder, office, new)


def _undo(session: Session, wish: Wish, text: str) -> int:
    folder, office = _opened(session, wish)
    with locked(folder.path):
        found = find_comments(folder)
        gone = pick_comment(found.document.comments, office, wish.about, text)
        session.complain(_save(folder, found, take_back(found.document.comments, gone)))
    session.tell(say("Taken back, from {office} on {about}: {text}", **_words(office, gone)))
    return DONE


def _opened(session: Session, wish: Wish) -> tuple[SurveyFolder, Office]:
    """Open the survey, and hold the office and the question against it."""
    folder = open_folder(session.places.survey(wish.survey))
    office = find_office(folder.survey, wish.office)
    refuse(check_question(folder.checklist, wish.about))
    return folder, office


def _save(folder: SurveyFolder, found: Found[Comments], comments: tuple[Comment, ...]) -> tuple[Problem, ...]:
    document = found.document.model_copy(update={"comments": comments})
    return rewrite(folder.path / COMMENTS_FILE, found, document)


def _words(office: Office, comment: Comment) -> dict[str, object]:
    about = say("the draft as a whole") if comment.question is None else quote(comment.question)
    return {"office": office.name, "about": about, "text": quoted(comment.text)}


def _tell_worth(session: Session, folder: SurveyFolder, office: Office, comment: Comment) -> int:
    """Say what is worth knowing about a comment that is stored, as far as the office's answers can be read."""
    one, problems = read_survey(folder, back=0)
    for message in (*_tell_late(folder, comment), *_tell_pointless(one, office, comment)):
        session.tell(message)
    session.complain(problems)
    return IN_PART if problems else DONE


def _tell_late(folder: SurveyFolder, comment: Comment) -> Iterator[Message]:
    deadline: date | None = folder.survey.comment_deadline
    if is_late(folder.survey, comment):
        yield say("It came after the deadline for comments, {day}; it is stored all the same.", day=deadline)


def _tell_pointless(one: Round, office: Office, comment: Comment) -> Iterator[Message]:
    """Say that the report says nothing that the comment could stand beside."""
    read = tuple(response for response in read_round(one) if response.office == office)
    if not read:
        yield say(
            "There is no response of {office} that can be read; the comment stands all the same.", office=office.name
        )
    elif comment.question is not None and comment.question not in {
        gap.question.id for gap in find_gaps(one.checklist, read)
    }:
        yield say(
            "{office} has no point to follow up on {question} now; the comment stands all the same.",
            office=office.name,
            question=quote(comment.question),
        )


def _list(session: Session, wish: Wish, *, as_json: bool) -> int:
    """Print what is stored, of one office or of all."""
    folder = open_folder(session.places.survey(wish.survey))
    offices = find_offices(folder.survey, (wish.office,) if wish.office else ())
    refuse(check_question(folder.checklist, wish.about))
    comments = find_comments(folder).document.comments
    one, problems = read_survey(folder, back=0)
    listed = list_comments(build_matrix(one), comments, offices, wish.about, session.today)
    session.complain(problems)
    if as_json:
        session.data(format_json(listed, session.tongue))
    else:
        session.out(format_terminal(listed, session.tongue, session.width))
    if wish.question:
        session.tell(say("To store a comment, give it with --text."))
    return IN_PART if problems else DONE
