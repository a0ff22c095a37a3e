"""`answer --answers FILE`: hands in what a file says; nobody is asked, and nothing is stored unless all of it holds."""

from pathlib import Path

from navcheck.cli.draft_telling import tell_drafts
from navcheck.cli.naming import find_office
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted, find_survey
from navcheck.core.given import check_draft, check_given, hidden_answers
from navcheck.core.guard import check_text
from navcheck.core.merging import in_order
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Office, Receipt, Response
from navcheck.core.offices import Offices
from navcheck.core.problems import Loaded, NavcheckError, Problem, Where, refuse
from navcheck.core.text import clean, quote
from navcheck.core.words import RecordedBy
from navcheck.files.answers_file import load_answers
from navcheck.files.disk import show_path
from navcheck.files.documents import Source, read_source
from navcheck.files.locking import locked
from navcheck.files.receiving import Received, receive
from navcheck.files.survey_folder import SurveyFolder, open_folder


def answer_by_file(session: Session, survey: str, office: str, path: Path, role: str, *, on_behalf: bool) -> int:
    """Receive a file's answers as the office's next number; the same answers once more change nothing.

    Raises:
        NavcheckError: every problem of the answers, `changed-meanwhile`, and what reading or saving raises.

    """
    folder = open_folder(find_survey(session, Wanted(survey, office)))
    chosen = find_office(folder.survey, office)
    refuse(problem for problem in [check_text(role)] if problem)
    given = _read(folder, chosen, read_source(path))
    session.complain(given.notes)
    said = clean(role).strip() or (given.document.received.role if given.document.received else None)
    recorded_by = RecordedBy.COUNTY if on_behalf else RecordedBy.OFFICE
    receipt = Receipt(date=session.today, role=said, recorded_by=recorded_by)
    with locked(folder.path):
        number, received = _store(open_folder(folder.path), given.document, receipt)
    if received is None:
        session.tell(say("The same answers are number {number} already; nothing is changed.", number=number))
        return 0
    session.complain(received.notes)
    _tell_hidden(session, folder, given.document)
    session.tell(
        say(
            "Handed in {day} as number {number}: {answers} answers.",
            day=session.today,
            number=number,
            answers=len(given.document.answers),
        )
    )
    session.tell(
        say("The office's answers are in this file; it is not changed any more:")
        if on_behalf
        else say("Your answers are in this file; it is not changed any more:")
    )
    session.tell(Message("  {path}", {"path": show_path(folder.received_path(chosen.id, number))}))
    tell_drafts(session, received.waiting, handed_in=True)
    return 0


def refuse_together(option: str, others: list[str]) -> None:
    """Refuse options that ask for something else at once.

    Raises:
        NavcheckError: `options-apart`.

    """
    refuse(
        Problem("options-apart", say("{one} and {other} do not go together", one=option, other=other))
        for other in others
    )


def _read(folder: SurveyFolder, office: Office, source: Source) -> Loaded[Response]:
    try:
        loaded = load_answers(source, folder.checklist, folder.blank(office.id))
        refuse(_another_office(folder, office, loaded.document, loaded.where))
        refuse(check_given(folder.checklist, loaded.document, loaded.where))
    except NavcheckError as error:
        raise NavcheckError(*error.problems, exit_code=1) from None
    order = [question.id for question in folder.checklist.questions()]
    answers = in_order(loaded.document.answers, order)
    own = loaded.document.model_copy(update={"survey": folder.survey.id, "office": office.id, "answers": answers})
    return Loaded(own, loaded.where, loaded.notes)


def _another_office(folder: SurveyFolder, office: Office, response: Response, where: Where) -> list[Problem]:
    if Offices(folder.survey.offices).find_id(response.office) == office:
        return []
    message = say(
        "this is the response of {found}, not of {office}", found=quote(response.office), office=quote(office.name)
    )
    return [Problem("other-office", message, where("office"), say("say whose it is with --office"))]


def _store(folder: SurveyFolder, given: Response, receipt: Receipt) -> tuple[int, Received | None]:
    """Store under the survey's lock; return the number, and what was received where it is new."""
    last, draft = folder.received(given.office), folder.draft(given.office)
    latest = folder.received_numbers.get(given.office, 0)
    if last is not None and last.answers == given.answers:
        return latest, None
    if draft is not None:
        refuse(check_draft(draft, last, given.answers), exit_code=1)
    changes = {
        "number": latest + 1,
        "received": receipt,
        "answers": given.answers,
        "minutes": given.minutes,
        "shares": given.shares,
    }
    kept = {name: value for name, value in changes.items() if value is not None}
    blank = given.model_copy(update={"revision": 1, "asked": (), "log": ()})
    return latest + 1, receive(folder, (draft or blank).model_copy(update=kept))


def _tell_hidden(session: Session, folder: SurveyFolder, given: Response) -> None:
    if hidden := hidden_answers(folder.checklist, given.answers):
        session.tell(
            say_many(
                "{count} answer is kept but not counted, since the other answers leave nothing to ask: {ids}",
                "{count} answers are kept but not counted, since the other answers leave nothing to ask: {ids}",
                len(hidden),
                ids=", ".join(hidden),
            )
        )
