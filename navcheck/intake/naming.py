"""Which office a cell names: as the survey calls it, or as the county's own map says."""

from collections.abc import Mapping

from navcheck.core.guard import check_text
from navcheck.core.messages import say
from navcheck.core.model import Office, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean, normal, quote


def no_answers(office: Office, at: Location) -> Problem:
    """Say that a row names an office and nothing else."""
    return Problem(
        "no-answers", say("{office} has no answers in this row; it is passed over", office=quote(office.name)), at
    )


class Named:
    """The offices of a survey, by all that a cell may call them; each wording is looked up once."""

    def __init__(self, survey: Survey, mapped: Mapping[str, str] | None = None) -> None:
        self.offices = Offices(survey.offices)
        self._mapped = {normal(clean(words)): target for words, target in (mapped or {}).items()}
        self._found: dict[str, Office | None] = {}

    def find(self, cell: str) -> Office | None:
        """Return the office, or none."""
        if cell not in self._found:
            self._found[cell] = self._look_up(cell)
        return self._found[cell]

    def _look_up(self, cell: str) -> Office | None:
        return self.offices.find(cell) or self.offices.find(self._mapped.get(normal(clean(cell)), ""))

    def unknown(self, cell: str, at: Location) -> Problem:
        """Say that a cell names no office of the survey."""
        if not cell.strip():
            return Problem("no-office", say("no office stands here"), at, say("write the office's name"))
        if barred := check_text(cell, at):
            return barred
        message = say("{name} is not an office of this survey", name=quote(cell))
        hint = self.offices.suggest(cell) or say("the survey's offices stand in survey.yaml")
        return Problem("unknown-office", message, at, hint)
