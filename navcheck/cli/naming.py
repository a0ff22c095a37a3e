"""What a user names on the command line: an office of a survey; a near miss is only suggested."""

from navcheck.core.answers import choose_between
from navcheck.core.messages import say
from navcheck.core.model import Office, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import quote


def find_office(survey: Survey, name: str) -> Office:
    """Return the office that is named; the only one where there is one and none is named.

    Raises:
        NavcheckError: `no-office` or `unknown-office`.

    """
    offices = survey.offices
    if not name and len(offices) == 1:
        return offices[0]
    known, choice = Offices(offices), choose_between({office.id: office for office in offices})
    if not name:
        raise NavcheckError(Problem("no-office", say("say which office, with --office"), None, choice))
    found = known.find(name)
    if found is None:
        message = say("{name} is not an office of this survey", name=quote(name))
        raise NavcheckError(Problem("unknown-office", message, None, known.suggest(name) or choice))
    return found
