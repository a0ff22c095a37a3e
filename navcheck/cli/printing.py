"""`print`: one received response as a document for both archives."""

import sys
from collections.abc import Callable, Mapping

from navcheck.cli.naming import find_office
from navcheck.cli.session import Session
from navcheck.cli.show import choose
from navcheck.core.messages import Tongue, say
from navcheck.core.model import Office, Response
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.text import quote
from navcheck.files.confirming import check_on_behalf, read_confirmed
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.render.response_document import Document, Source, file_name, format_markdown, lay_out
from navcheck.render.response_html import format_html

LONGEST_NUMBER = 9


def _docx(document: Document, source: Source, tongue: Tongue) -> bytes:
    """Write a Word document, which tells the day of the response as its own: the same response, the same bytes."""
    from navcheck.render.report.docx.writer import write_docx
    from navcheck.render.response_blocks import lay_out_response

    received = source.response.received
    day = received.date if received is not None else source.survey.opened
    return write_docx(lay_out_response(document, tongue, day))


FORMS: Mapping[str, tuple[str, Callable[[Document, Source, Tongue], str | bytes]]] = {
    "markdown": ("md", lambda document, _source, _tongue: format_markdown(document)),
    "html": ("html", lambda document, _source, _tongue: format_html(document)),
    "docx": ("docx", _docx),
}


def print_response(
    session: Session, survey: str, office: str, form: str, number: str, *, for_confirmation: bool
) -> int:
    """Print one received response, as the office gave it, and suggest a name for its file.

    Raises:
        NavcheckError: `format`, `number`, `unknown-office`, `no-response`, `not-on-behalf`, `already-confirmed`, and
            what reading the survey raises; `not-for-screen`.

    """
    ending, write = choose(FORMS, form)
    wanted = _number(number)
    folder = open_folder(session.places.survey(survey))
    chosen = find_office(folder.survey, office)
    response = _received(folder, chosen, wanted)
    read = read_confirmed(folder)
    refuse(read.problems)
    confirmation = read.of(chosen.id, response.number or 0)
    source = Source(folder.survey, folder.checklist, chosen, response, confirmation)
    if for_confirmation:
        check_on_behalf(response)
        if confirmation is not None:
            message = say(
                "response no. {number} was confirmed on {day} already",
                number=confirmation.number,
                day=confirmation.date,
            )
            raise NavcheckError(Problem("already-confirmed", message, None, say("print it without --for-confirmation")))
    name = f"{file_name(source, for_confirmation=for_confirmation)}.{ending}"
    document = lay_out(source, session.tongue, for_confirmation=for_confirmation)
    content = write(document, source, session.tongue)
    if isinstance(content, bytes) and sys.stdout.isatty():
        message, hint = (
            say("a Word document cannot be shown on a screen"),
            say("send it to a file: > {name}", name=name),
        )
        raise NavcheckError(Problem("not-for-screen", message, None, hint))
    session.data(content)
    session.tell(say("Suggested file name: {name}", name=name))
    return 0


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise NavcheckError(Problem("number", say("{value} is not a number", value=quote(text))))
    return int(text)


def _received(folder: SurveyFolder, office: Office, number: int | None) -> Response:
    """Load the response of that number, else the last."""
    response = folder.received(office.id, number)
    if response is not None:
        return response
    latest = folder.received_numbers.get(office.id)
    if latest is None:
        hint = say("there is a draft; only what is handed in is printed") if folder.has_draft(office.id) else None
        raise NavcheckError(
            Problem("no-response", say("nothing is received from {id}", id=quote(office.id)), None, hint)
        )
    message = say("no response no. {number} is received from {id}", number=number or 0, id=quote(office.id))
    raise NavcheckError(Problem("no-response", message, None, say("the last is no. {number}", number=latest)))
