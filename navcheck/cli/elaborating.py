"""`ask`: the county's request to elaborate, put where the office meets it when it next answers."""

from navcheck.cli.naming import find_day, find_office
from navcheck.cli.session import Session
from navcheck.core.elaboration import add_request, check_request
from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Asked, Office, Response
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.text import clean, quote
from navcheck.files.drafts import save_answers
from navcheck.files.saving import locked
from navcheck.files.survey_folder import SurveyFolder, open_folder


def ask_office(session: Session, survey: str, office: str, request: tuple[str, str, str]) -> int:
    """Store a request, its question, text and last day, in the draft of the office's next number.

    Raises:
        NavcheckError: why it cannot be asked, and what reading or saving raises; nothing is stored then.

    """
    folder = open_folder(session.places.survey(survey))
    chosen = find_office(folder.survey, office)
    question, text, until = request
    text = _text(text)
    last_day = find_day(until, "--until")
    with locked(folder.path):
        folder = open_folder(folder.path)
        received = folder.received(chosen.id)
        refuse(check_request(folder.checklist, chosen, received, question))
        asked = Asked(question=question, date=session.today, text=text, until=last_day)
        is_new = _save(session, folder, chosen, received, asked)
    _tell(session, folder, chosen, asked, is_new=is_new)
    return 0


def _text(text: str) -> str:
    refuse(problem for problem in [check_text(text)] if problem)
    if kept := clean(text).strip():
        return kept
    raise NavcheckError(Problem("text", say("say what you want to know, with --text")))


def _save(session: Session, folder: SurveyFolder, office: Office, received: Response | None, asked: Asked) -> bool:
    """Save to the draft that is there, else to a new one with the answers that were received."""
    draft = folder.draft(office.id)
    before = draft.asked if draft is not None else ()
    requests = add_request(before, asked)
    if requests == before:
        return False
    answers = received.answers if received is not None else {}
    save_answers(
        folder.path,
        folder.draft_path(office.id),
        folder.blank(office.id).model_copy(update={"answers": dict(answers)}),
        answers,
        {},
        order=[question.id for question in folder.checklist.questions()],
        update={"asked": requests},
        tell=lambda note: session.complain([note]),
    )
    return True


def _tell(session: Session, folder: SurveyFolder, office: Office, asked: Asked, *, is_new: bool) -> None:
    if not is_new:
        session.tell(say("{office} is asked this already; nothing is changed.", office=office.name))
    else:
        number = folder.received_numbers[office.id]
        session.tell(
            say(
                "{office} is asked to elaborate {question}: {text}",
                office=office.name,
                question=quote(asked.question),
                text=f"«{asked.text}»",
            )
        )
        if asked.until is not None:
            session.tell(say("Answer by {day}.", day=asked.until))
            if asked.until < session.today:
                session.tell(say("Note that the deadline, {day}, has passed already.", day=asked.until))
        session.tell(
            say("Number {number} stays as it is; the answer becomes number {next}.", number=number, next=number + 1)
        )
    session.tell(say("Nothing is sent. Tell the office to go on with:"))
    alone = len(folder.survey.offices) == 1
    session.tell(Message(f"  navcheck answer {folder.survey.id}{'' if alone else f' --office {office.id}'}"))
