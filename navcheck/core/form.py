"""What a form is, whatever it looks like: whose it is, what it asks, and how its rows are known when it comes back.

A form goes out as a workbook or a page, and comes back through `import`. Both say in the same words which survey and
which checklist they belong to, so that one for another version is refused by name. Knows nothing of cells and tags.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from navcheck.core.messages import Tongue
from navcheck.core.model import Checklist, Office, Survey
from navcheck.core.opening import fill

FORM = "form/1"
# The workbook's two hidden sheets: what the form is, and the answers that its cells offer.
IDENTITY_SHEET, LISTS_SHEET = "navcheck", "lister"
# Rows of the workbook that are no questions. No question's id can begin so.
OFFICE_ROW, ROLE_ROW, SHARES_ROW, COLUMNS_ROW = "@office", "@role", "@shares", "@columns"
# What stands in a cell of one of several choices, whose row is `question.choice`.
CHOSEN = "x"


class Field(StrEnum):
    """What a cell of a form says of its row; `COLUMNS_ROW` names each column so."""

    VALUE = "value"
    COMMENT = "comment"
    DOCUMENT = "document"
    DATE = "date"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a survey, for one office, or for every office of it to say which it is."""

    survey: Survey
    checklist: Checklist
    office: Office | None = None

    @property
    def offices(self) -> tuple[Office, ...]:
        """The offices that may answer in it."""
        return (self.office,) if self.office is not None else self.survey.offices

    @property
    def identity(self) -> Mapping[str, str]:
        """Return what the form carries with it, so that import knows what it is; an office only where it has one."""
        copy = self.survey.checklist
        office = {"office": self.office.id} if self.office is not None else {}
        return {
            "navcheck": FORM,
            "survey": self.survey.id,
            "checklist": copy.id,
            "version": copy.version,
            "sha256": copy.sha256,
            **office,
        }

    def words(self, words: Mapping[str, str], tongue: Tongue) -> str:
        """Return a checklist's text in a language, its places filled from the survey."""
        return fill(tongue.pick(words), self.survey, tongue.day)
