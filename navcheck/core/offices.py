"""Finds the office that somebody names: id, name, alias, Nav unit number or municipality number, all exact."""

from collections import defaultdict

from navcheck.core.messages import Message, say
from navcheck.core.model import Office
from navcheck.core.opening import slug_of
from navcheck.core.text import clean, did_you_mean, office_key, quote

DIGITS = 4


class Offices:
    """The offices of a survey, by all that they are called."""

    def __init__(self, offices: tuple[Office, ...]) -> None:
        self.names = [office.name for office in offices]
        self.ids = [office.id for office in offices]
        self._by_key = {
            office_key(name): office for office in offices for name in (office.id, office.name, *office.aliases)
        }
        self._offices = offices
        # A municipality with several offices, or a number that is one's unit and another's municipality, names none.
        self._by_number: dict[str, set[str]] = defaultdict(set)
        for office in offices:
            for number in (office.unit, *(one.no for one in office.municipalities)):
                self._by_number[number or ""].add(office.id)

    def find(self, name: str) -> Office | None:
        """Return the office, or none."""
        text = clean(name).strip()
        key = office_key(text)
        if not key:  # an office of which nothing is left would take every empty cell
            return None
        return self._by_key.get(key) or self._numbered(text)

    def _numbered(self, text: str) -> Office | None:
        """Return the one office of a number; spreadsheets take the leading zero off."""
        ids = self._by_number.get(text) or self._by_number.get(text.zfill(DIGITS)) or ()
        return next((one for one in self._offices if one.id in ids), None) if len(ids) == 1 else None

    def find_id(self, name: str) -> Office | None:
        """Return the office that an id was made for elsewhere: by its own id, or by what else it is called here."""
        if (found := next((one for one in self._offices if one.id == name), None)) is not None:
            return found
        fitting = [one for one in self._offices if name in {slug_of(called) for called in (one.name, *one.aliases)}]
        return fitting[0] if len(fitting) == 1 else None

    def suggest(self, name: str) -> Message | None:
        """Suggest what the office is called now, else the nearest; that all are called Nav makes none of them near."""
        later = [office for office in self._offices if slug_of(name) in office.was]
        if later:
            return say("it is {office} now", office=quote(later[0].name))
        return did_you_mean(name, self.names, office_key)
