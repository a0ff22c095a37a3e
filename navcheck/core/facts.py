"""Figures about offices that the county brings along: whose they are, and municipalities' figures added up.

A municipality's figure is an office's where that office alone serves the whole municipality. Of several municipalities
only counts add up, and only when there is one from each: a part of a sum is no figure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from navcheck.core.messages import say
from navcheck.core.model import Checklist, Office, Survey
from navcheck.core.problems import Location, Problem
from navcheck.core.text import quote


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, the day it applies to, and where it was read."""

    value: Decimal
    as_of: date
    source: str


# By the office's id, then by the fact's.
Facts = Mapping[str, Mapping[str, Figure]]


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as somebody gave it: of an office, or of the municipality with this number."""

    fact: str
    figure: Figure
    at: Location
    office: str | None = None
    municipality: str | None = None


def gather_facts(checklist: Checklist, survey: Survey, given: Iterable[Given]) -> tuple[Facts, tuple[Problem, ...]]:
    """Return each office's figures, and what is wrong with those given; none of the wrong ones counts."""
    own: dict[tuple[str, str], Given] = {}
    problems: list[Problem] = []
    for one in given:
        key = (one.office or one.municipality or "", one.fact)
        if key in own:
            message = say("{fact} stands here twice for the same", fact=quote(one.fact))
            problems.append(Problem("fact-twice", message, one.at, say("keep one of the rows")))
        else:
            own[key] = one
    counts = {fact.id for fact in checklist.facts if fact.counts}
    found: dict[str, dict[str, Figure]] = {}
    for office in survey.offices:
        for fact in checklist.facts:
            figure = _of_office(office, fact.id, own) or _added(office, fact.id, own, counts, survey)
            if figure is not None:
                found.setdefault(office.id, {})[fact.id] = figure
    problems += filter(None, (_lost(row, survey, counts) for row in own.values()))
    return found, tuple(problems)


def _of_office(office: Office, fact: str, own: Mapping[tuple[str, str], Given]) -> Figure | None:
    one = own.get((office.id, fact))
    return one.figure if one is not None else None


def _added(
    office: Office, fact: str, own: Mapping[tuple[str, str], Given], counts: set[str], survey: Survey
) -> Figure | None:
    """Add up the figures of the office's municipalities; the oldest day is the sum's."""
    numbers = [one.no for one in office.municipalities]
    figures = [
        own[number, fact].figure for number in numbers if (number, fact) in own and _alone(office, number, survey)
    ]
    if not figures or len(figures) < len(numbers) or (len(figures) > 1 and fact not in counts):
        return None
    sources = "; ".join(dict.fromkeys(figure.source for figure in figures))
    return Figure(sum((one.value for one in figures), Decimal(0)), min(one.as_of for one in figures), sources)


def _serving(number: str, survey: Survey) -> Iterator[tuple[Office, bool]]:
    """Yield the offices that serve a municipality, and whether all of it."""
    for office in survey.offices:
        for one in office.municipalities:
            if one.no == number:
                yield office, one.part is None


def _alone(office: Office, number: str, survey: Survey) -> bool:
    return list(_serving(number, survey)) == [(office, True)]


def _lost(row: Given, survey: Survey, counts: set[str]) -> Problem | None:
    """Say why a municipality's figure is no office's."""
    if row.municipality is None:
        return None
    serving = list(_serving(row.municipality, survey))
    if len(serving) != 1 or not serving[0][1]:
        message = say("no office serves the whole of {no} alone", no=quote(row.municipality))
        return Problem("shared-municipality", message, row.at, say("give each office's own figure"))
    if len(serving[0][0].municipalities) > 1 and row.fact not in counts:
        message = say("{fact} is no count, so the municipalities' figures cannot be added up", fact=quote(row.fact))
        return Problem("not-a-count", message, row.at, say("give the office's own figure"))
    return None
