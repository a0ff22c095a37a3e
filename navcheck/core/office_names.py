"""Finds where a text names an office of the survey, so that nobody is named unseen."""

import re
from collections.abc import Iterator

from navcheck.core.model import Office, Survey
from navcheck.core.text import clean, office_key

_APART = re.compile(r"[\s-]+")


def find_named(text: str, survey: Survey) -> tuple[int, Office] | None:
    """Return the first office that a text names, with the line, which counts from 1; none where it names none.

    Names count as whole words, in any case, with the genitive's s. A municipality is no office: what is called as one
    counts only behind «Nav».
    """
    folded = " ".join(_parts(text.casefold()))
    found = [
        (match.start(), office)
        for office, name in _names(survey)
        if " ".join(_parts(name.casefold())) in folded and (match := _pattern(name).search(text)) is not None
    ]
    if not found:
        return None
    start, office = min(found, key=lambda one: one[0])
    return text.count("\n", 0, start) + 1, office


def _names(survey: Survey) -> Iterator[tuple[Office, str]]:
    served = (one for office in survey.offices for one in office.municipalities)
    towns = {office_key(one.name) for one in (*survey.municipalities, *served) if one.name}
    for office in survey.offices:
        for name in map(clean, (office.name, *office.aliases)):
            key = office_key(name)
            if key in towns and "nav" not in _parts(name.casefold()):
                yield office, f"nav {key}"
            elif key:  # «Nav» alone would be in every text
                yield office, name


def _parts(text: str) -> list[str]:
    return _APART.split(text.strip())


def _pattern(name: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(map(re.escape, _parts(name)))
    return re.compile(rf"(?<!\w){words}s?(?!\w)", re.IGNORECASE)
