"""Which office a cell names: as the survey calls it, or as the county's own map says."""

from collections.abc import Mapping

from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.model import Office, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import Location, Problem
from navcheck.core.text import clean, normal, quote

# What a row below the offices is called that sums them up.
_TOTALS = frozenset({"sum", "totalt", "total", "i alt", "samlet", "snitt", "gjennomsnitt", "antall"})
# A column of other things is not worth remembering whole.
MOST_REMEMBERED = 10_000
# To look for a near name takes longer than all else; a file of other things has no end of them.
MOST_SUGGESTED = 1_000


def no_answers(office: Office, at: Location) -> Problem:
    """Say that a row names an office and nothing else."""
    return Problem(
        "no-answers", say("{office} has no answers in this row; it is passed over", office=quote(office.name)), at
    )


class Named(dict[str, Office | None]):
    """The office that each wording of a cell names, or none; each is looked up once."""

    def __init__(self, survey: Survey, mapped: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.offices = Offices(survey.offices)
        self._mapped = {normal(clean(words)): target for words, target in (mapped or {}).items()}
        self._suggested: dict[str, Message | None] = {}

    def __missing__(self, cell: str) -> Office | None:
        found = self.offices.find(cell) or self.offices.find(self._mapped.get(normal(clean(cell)), ""))
        if len(self) < MOST_REMEMBERED:
            self[cell] = found
        return found

    def unknown(self, cell: str, at: Location) -> Problem:
        """Say that a cell names no office of the survey."""
        if not cell.strip():
            cure = say("write the office's name, or take the row out")
            return Problem("no-office", say("no office stands here"), at, cure)
        if barred := check_text(cell, at):
            return barred
        message = say("{name} is not an office of this survey", name=quote(cell))
        hint = self._suggest(cell) or say("the survey's offices stand in survey.yaml")
        if normal(clean(cell)).rstrip(":") in _TOTALS:
            hint = say("take the row out; a total is no office's answer")
        return Problem("unknown-office", message, at, hint)

    def _suggest(self, cell: str) -> Message | None:
        if cell not in self._suggested and len(self._suggested) < MOST_SUGGESTED:
            self._suggested[cell] = self.offices.suggest(cell)
        return self._suggested.get(cell)
