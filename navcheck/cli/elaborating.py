"""`ask`: the county's request to elaborate, put where the office meets it when it next answers, or taken back."""

from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.naming import find_day, find_office
from navcheck.cli.session import Session
from navcheck.core.elaboration import add_request, check_request, check_undo, requests_about
from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Asked, Office, Response
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.progress import deadline_passed
from navcheck.core.rebasing import rebase
from navcheck.core.text import clean, quote
from navcheck.files.drafts import save_answers
from navcheck.files.locking import locked
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.files.waiting_drafts import settle_draft


def ask_office(session: Session, survey: str, office: str, request: tuple[str, str, str], *, undo: bool) -> int:
    """Store a request, its question, text and last day, in the draft of the office's next number, or take it back.

    Raises:
        NavcheckError: why it cannot be asked, and what reading or saving raises; nothing is stored then.

    """
    folder = open_folder(session.places.survey(survey))
    chosen = find_office(folder.survey, office)
    question, text, until = request
    if undo:
        refuse_together("--undo", [name for name, given in {"--text": text, "--until": until}.items() if given])
        return _undo(session, folder, chosen, question)
    text = _text(text)
    last_day = find_day(until, "--until")
    with locked(folder.path):
        folder = open_folder(folder.path)
        received, draft = folder.received(chosen.id), folder.draft(chosen.id)
        refuse(check_request(folder.checklist, chosen, received, question))
        asked = Asked(question=question, date=session.today, text=text, until=last_day)
        before = draft.asked if draft is not None else ()
        requests = add_request(before, asked)
        if requests != before:
            _save(session, folder, chosen, received, requests)
    old = requests_about(before, question)
    _tell(session, folder, chosen, asked, None if requests == before else old)
    _tell_ways(session, folder, chosen)
    return 0


def _text(text: str) -> str:
    refuse(problem for problem in [check_text(text)] if problem)
    if kept := clean(text).strip():
        return kept
    raise NavcheckError(Problem("text", say("say what you want to know, with --text")))


def _save(
    session: Session, folder: SurveyFolder, office: Office, received: Response | None, requests: tuple[Asked, ...]
) -> None:
    """Save to the draft that is there, else to a new one with the answers that were received."""
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


def _undo(session: Session, folder: SurveyFolder, office: Office, question: str) -> int:
    """Take back what is asked about a question; a draft that then says nothing new goes with it."""
    with locked(folder.path):
        folder = open_folder(folder.path)
        received, draft = folder.received(office.id), folder.draft(office.id)
        before = draft.asked if draft is not None else ()
        refuse(check_undo(before, office, question))
        gone = requests_about(before, question)
        if draft is not None:
            left = draft.model_copy(update={"asked": tuple(one for one in before if one not in gone)})
            session.complain(settle_draft(folder, draft, rebase(left, received, received or folder.blank(office.id))))
    session.tell(
        say("{office} is no longer asked to elaborate {question}.", office=office.name, question=quote(question))
    )
    for one in gone:
        session.tell(say("Taken back: {request}", request=_in_words(one)))
    session.tell(say("Nothing is sent. An office that has had the letter must be told."))
    return 0


def _tell(
    session: Session, folder: SurveyFolder, office: Office, asked: Asked, replaced: tuple[Asked, ...] | None
) -> None:
    """Say what was stored, and what it replaces; None where it was there already."""
    if replaced is None:
        session.tell(say("{office} is asked this already; nothing is changed.", office=office.name))
        return
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
            session.tell(deadline_passed(asked.until))
    for one in replaced:
        session.tell(say("It replaces: {request}", request=_in_words(one)))
    session.tell(
        say("Number {number} stays as it is; the answer becomes number {next}.", number=number, next=number + 1)
    )


def _in_words(asked: Asked) -> Message:
    words = {"text": f"«{asked.text}»"}
    return Message("{text}", words) if asked.until is None else say("{text} (by {day})", day=asked.until, **words)


def _tell_ways(session: Session, folder: SurveyFolder, office: Office) -> None:
    """Say how the office learns of it: by a letter, or by going on here, itself or the county on its behalf."""
    alone = len(folder.survey.offices) == 1
    which = "" if alone else f" --office {office.id}"
    session.tell(say("Nothing is sent. Write the letter to the office with:"))
    session.tell(Message(f"  navcheck letters {folder.survey.id} --kind utdyping{which}"))
    session.tell(say("Or answer here; add --on-behalf to write down what the office says:"))
    session.tell(Message(f"  navcheck answer {folder.survey.id}{which}"))
