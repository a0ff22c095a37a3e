"""Finds the office that somebody names: id, name, alias or Nav unit number, all exact."""

from navcheck.core.messages import Message
from navcheck.core.model import Office
from navcheck.core.text import clean, did_you_mean, office_key

SHORTEST_UNIT = 4


class Offices:
    """The offices of a survey, by all that they are called."""

    def __init__(self, offices: tuple[Office, ...]) -> None:
        self.names = [office.name for office in offices]
        self._by_key = {
            office_key(name): office for office in offices for name in (office.id, office.name, *office.aliases)
        }
        self._by_unit = {office.unit: office for office in offices if office.unit}

    def find(self, name: str) -> Office | None:
        """Return the office, or none."""
        text = clean(name).strip()
        key = office_key(text)
        if not key:  # an office of which nothing is left would take every empty cell
            return None
        # Spreadsheets take the leading zero off a unit number.
        return self._by_key.get(key) or self._by_unit.get(text.zfill(SHORTEST_UNIT))

    def suggest(self, name: str) -> Message | None:
        """Suggest the nearest office; that all are called Nav makes none of them near."""
        return did_you_mean(name, self.names, office_key)
