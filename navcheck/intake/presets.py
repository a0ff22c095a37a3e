"""What the form tools that offices use export beside the answers, recognised by their columns.

Nettskjema: `csv-report`, whose own columns begin with `$`. Microsoft Forms: the workbook or csv of its responses, in
bokmål or English. Names and e-mail addresses are among their own columns, and are never read in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from navcheck.core.text import clean, normal
from navcheck.core.typed import typed_day


@dataclass(frozen=True, slots=True)
class Preset:
    """One tool's export: the columns by which it is known, its own ones, and those that number and date a row."""

    name: str
    known_by: frozenset[str]
    own: frozenset[str]
    prefix: str | None
    submission: str
    submitted: str

    def owns(self, words: str) -> bool:
        """Tell whether a column, by its normalised head, is the tool's and not a question's."""
        return words in self.own or (self.prefix is not None and words.startswith(self.prefix))


_NETTSKJEMA = Preset(
    "Nettskjema", frozenset({"$submission_id"}), frozenset(), "$", submission="$submission_id", submitted="$created"
)


def _forms(submitted: str, *others: str) -> Preset:
    own = frozenset({"id", submitted, *others})
    return Preset("Microsoft Forms", frozenset({"id", submitted, others[0]}), own, None, "id", submitted)


PRESETS = (
    _NETTSKJEMA,
    _forms(
        "fullføringstidspunkt",
        "starttidspunkt",
        *("e-postadresse", "e-post", "navn", "tidspunkt for siste endring", "språk"),
    ),
    _forms("completion time", "start time", "email", "name", "last modified time", "language"),
)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")
_NORWEGIAN = re.compile(r"(\d{1,2}\.\d{1,2}\.\d{4})(?:[ ,].*)?")


def find_preset(header: Sequence[str]) -> Preset | None:
    """Return the tool whose export this is."""
    words = {normal(clean(head)) for head in header}
    return next((preset for preset in PRESETS if preset.known_by <= words), None)


def index_of(header: Iterable[str], words: str) -> int | None:
    """Return the place of the column with this normalised head."""
    by_words: Mapping[str, int] = {normal(clean(head)): n for n, head in enumerate(header)}
    return by_words.get(words)


def day_of(cell: str) -> date | None:
    """Return the day of a time as the tools write it; nothing where day and month could be taken for each other."""
    found = _ISO.fullmatch(cell.strip()) or _NORWEGIAN.fullmatch(cell.strip())
    return typed_day(found[1]) if found else None
