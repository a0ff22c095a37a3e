"""`answer --confirmed`: an office has confirmed what the county wrote down on its behalf."""

from navcheck.cli.naming import find_day, find_office
from navcheck.cli.session import Session
from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.problems import NavcheckError
from navcheck.core.text import clean
from navcheck.files.confirming import confirm
from navcheck.files.survey_folder import open_folder


def confirm_response(session: Session, survey: str, office: str, confirmed: str, role: str) -> int:
    """Record that an office confirmed its last response on a day, and print what was recorded.

    Raises:
        NavcheckError: `day`, `personal-number`, `text-too-long`, `unknown-office`, and what reading the survey and
            `files.confirming.confirm` raise.

    """
    day = find_day(confirmed, "--confirmed", session.today) or session.today
    folder = open_folder(session.places.survey(survey))
    chosen = find_office(folder.survey, office)
    recorded = confirm(folder, chosen.id, day, _role(role))
    session.complain(recorded.notes)
    number = recorded.confirmation.number
    told = say(
        "Recorded: {office} confirmed response no. {number} on {day}.", office=chosen.name, number=number, day=day
    )
    if recorded.confirmation.role is not None:
        told = say(
            "Recorded: {office} confirmed response no. {number} on {day} ({role}).",
            office=chosen.name,
            number=number,
            day=day,
            role=recorded.confirmation.role,
        )
    session.out(session.tongue(told) + "\n")
    return 0


def _role(text: str) -> str | None:
    problem = check_text(text)
    if problem is not None:
        raise NavcheckError(problem)
    return clean(text).strip() or None
