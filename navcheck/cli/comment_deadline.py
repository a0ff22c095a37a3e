"""The last day on which offices can comment on their draft: noted in survey.yaml when the drafts go out."""

from navcheck.cli.naming import find_day
from navcheck.cli.session import Session
from navcheck.core.messages import say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.workdays import day_warnings
from navcheck.files.locking import locked
from navcheck.files.places import SURVEY_FILE
from navcheck.files.rewriting import find_document, rewrite
from navcheck.files.survey_folder import open_folder

OPTION = "--comments-until"


def set_comment_deadline(session: Session, survey: str, until: str) -> None:
    """Write the deadline into survey.yaml, where one is given, and say so; the same one again changes nothing.

    Raises:
        NavcheckError: `day` where it is no day or has passed, `comments`, and what reading and saving raise.

    """
    day = find_day(until, OPTION)
    if day is None:
        return
    if day < session.today:
        raise NavcheckError(Problem("day", say("{day}, given for {option}, has passed", day=day, option=OPTION)))
    path = session.places.survey(survey)
    with locked(path):
        found = find_document(path / SURVEY_FILE, open_folder(path).survey)
        before = found.document.comment_deadline
        notes = rewrite(path / SURVEY_FILE, found, found.document.model_copy(update={"comment_deadline": day}))
    session.complain(notes)
    if before == day:
        return
    told = say("Comments on the drafts can come until {day}; it is noted in survey.yaml.", day=day)
    changed = say("Comments on the drafts can come until {day}; before it was {before}.", day=day, before=before)
    session.tell(told if before is None else changed)
    for warning in day_warnings(day):
        session.tell(warning)
