"""Writes letters of a kind from a small round, and tells what stands in them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from navcheck.core.letter_kinds import KINDS
from navcheck.core.letters import Letter, Occasion, addressees
from navcheck.core.messages import ENGLISH, Message
from navcheck.core.model import Asked, Checklist, Response
from navcheck.core.progress import progress_of
from navcheck.core.round import Round
from navcheck.core.words import Standing
from tests.builders import Answers, make_checklist, make_office, make_response, make_round

TODAY = date(2026, 10, 15)
RISOR = {"no": "4201", "name": "Risør"}
CHECKLIST = make_checklist("""
topics:
  - id: finne
    title: {nb: Finne}
    heading: {nb: Funnet}
    questions:
      - {id: a, type: text, text: {nb: 'A i {period}?', nn: 'A i {period}, nynorsk?'}, supervised: direct}
      - {id: b, type: number, text: {nb: B?}, supervised: internal_control}
  - id: styre
    title: {nb: Styre}
    heading: {nb: Styrt}
    questions:
      - {id: c, type: text, text: {nb: C?}}
      - {id: d, type: text, text: {nb: D?}, supervised: none}
""")


def one_round(
    given: Mapping[str, Answers | Response | Standing] | None = None,
    *,
    checklist: Checklist = CHECKLIST,
    asked: Mapping[str, tuple[Asked, ...]] | None = None,
    municipalities: Mapping[str, list[dict[str, str]]] | None = None,
    **survey: object,
) -> Round:
    """Make a round whose offices all serve Risør where nothing else is said; `survey` are the survey's own fields."""
    given = given if given is not None else {"Nav Risør": Standing.MISSING}
    served = municipalities or {}
    offices = [make_office(name, municipalities=served.get(name, [RISOR])).model_dump(by_alias=True) for name in given]
    fields = {"title": "KVP i Agder", "authority": "Statsforvalteren i Agder", "offices": offices} | survey
    one = make_round(checklist, given, survey=fields)
    requests = asked or {}
    return replace(
        one, entries=tuple(replace(entry, asked=requests.get(entry.office.name, ())) for entry in one.entries)
    )


def received(office: str, **fields: object) -> Response:
    """Make a response that came on 12 October, with nothing answered."""
    return make_response(CHECKLIST, make_office(office).id, {}, **({"received": {"date": "2026-10-12"}} | fields))


def letters(kind: str, one: Round, *, today: date = TODAY, contact: str = "post@example.no") -> list[Letter]:
    """Write the letters of a kind to those it goes to."""
    offices = [each.office for each in progress_of(one, today) if KINDS[kind].why_not(each) is None]
    entries = {entry.office.id: entry for entry in one.entries}
    return [
        KINDS[kind].write(Occasion(one.survey, one.checklist, to, today, contact, entries))
        for to in addressees(offices)
    ]


def letter(kind: str, one: Round, *, today: date = TODAY, contact: str = "post@example.no") -> Letter:
    """Write the only letter of a kind."""
    (only,) = letters(kind, one, today=today, contact=contact)
    return only


def said(one: Letter) -> str:
    return "\n".join(
        ENGLISH(each) if isinstance(each, Message) else each
        for section in one.sections
        for each in (*section.paragraphs, *section.steps)
    )


def facts(one: Letter) -> list[tuple[str, object]]:
    return [(ENGLISH(caption), ENGLISH(shown) if isinstance(shown, Message) else shown) for caption, shown in one.facts]


def headings(one: Letter) -> list[str]:
    return [ENGLISH(section.heading) for section in one.sections if section.heading is not None]
