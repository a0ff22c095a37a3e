"""How large a sheet of answers may be, and what is said of one that is larger."""

from navcheck.core.messages import say
from navcheck.core.problems import Location, Problem

MOST_ROWS = 100_000
MOST_COLUMNS = 2_000


def too_many(at: Location) -> Problem:
    """Say that there are more rows or columns than are read."""
    message = say("the sheet has more than {most} rows or {columns} columns", most=MOST_ROWS, columns=MOST_COLUMNS)
    cure = say("delete the empty rows and columns around the answers, or save the sheet as CSV UTF-8")
    return Problem("too-many-rows", message, at, cure)
