"""Which municipalities a round speaks of: who owes the duty, and has no response that is known to be theirs."""

from dataclasses import dataclass

from navcheck.core.model import Office
from navcheck.core.model.survey import Municipality
from navcheck.core.round import Round
from navcheck.core.words import Standing


@dataclass(frozen=True, slots=True)
class Coverage:
    """The municipalities where a survey asks, by whether their offices have responded.

    `without` have no office that has, `partly` some that have not yet. `unknown` are the offices that the survey gives
    no municipality: some of those `without` may be theirs.
    """

    total: int
    without: tuple[Municipality, ...]
    partly: tuple[Municipality, ...]
    unknown: tuple[Office, ...]


def coverage_of(one: Round) -> Coverage | None:
    """Tell which municipalities no response is known to cover; none where the survey knows no municipality."""
    named = {place.no: place for office in one.survey.offices for place in office.municipalities}
    every = tuple({**{place.no: place for place in one.survey.municipalities}, **named}.values())
    if not every:
        return None
    responded: dict[str, list[bool]] = {}
    for entry in one.entries:
        for place in entry.office.municipalities:
            responded.setdefault(place.no, []).append(entry.standing is Standing.RESPONDED)
    without = tuple(place for place in every if not any(responded.get(place.no, ())))
    partly = tuple(place for place in every if any(found := responded.get(place.no, [])) and not all(found))
    return Coverage(
        len(every), without, partly, tuple(office for office in one.survey.offices if not office.municipalities)
    )


def count_uncovered(one: Round) -> int:
    """Count what no response is known to cover: municipalities, and offices without a response that have none named."""
    coverage = coverage_of(one)
    nameless = sum(
        entry.standing is not Standing.RESPONDED and not entry.office.municipalities for entry in one.entries
    )
    return nameless + (len(coverage.without) if coverage is not None else 0)
