"""Builds checklists, surveys and rounds for tests, from the YAML and the answers that stand in the test."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import replace
from textwrap import dedent

from navcheck.core.model import Checklist, Coding, Office, Response, Survey
from navcheck.core.round import Entry, LeftOut, Round
from navcheck.core.words import Standing
from navcheck.files.yaml_reader import parse_yaml

# A value, several values, or an answer with all its keys.
Written = str | list[str] | Mapping[str, object]
Answers = Mapping[str, Written]

SHA256 = "0" * 64


def make_checklist(text: str) -> Checklist:
    """Read a checklist; what every one has in common may be left out."""
    common = {"navcheck": "checklist/1", "id": "prove", "version": "1", "title": {"nb": "Prøve"}}
    return Checklist.model_validate(common | _read(text))


def make_coding(text: str) -> Coding:
    """Read a county's coding: questions and their rows."""
    return Coding.model_validate({"navcheck": "coding/1", "questions": _read(text)})


def make_office(name: str, **fields: object) -> Office:
    return Office.model_validate({"id": office_id(name), "name": name, **fields})


def make_response(checklist: Checklist, office: str, answers: Answers, **fields: object) -> Response:
    """Make an office's response no. 1, without a number a draft; a bare value stands for an answer with that value."""
    whole = {name: one if isinstance(one, Mapping) else {"value": one} for name, one in answers.items()}
    named = {"id": checklist.id, "version": checklist.version}
    return Response.model_validate(
        {
            "navcheck": "response/1",
            "survey": "prove",
            "office": office,
            "checklist": named,
            "number": "1",
            "answers": whole,
            **fields,
        }
    )


def make_round(  # noqa: PLR0913 -- each argument is a part of the survey folder
    checklist: str | Checklist,
    answers: Mapping[str, Answers | Response | Standing],
    *,
    coding: str = "",
    survey: Mapping[str, object] | None = None,
    left_out: tuple[LeftOut, ...] = (),
    drafts: Collection[str] = (),
) -> Round:
    """Make a round: by each office's name its answers, its whole response, or why there is none."""
    asked = make_checklist(checklist) if isinstance(checklist, str) else checklist
    common = {
        "navcheck": "survey/1",
        "id": "prove",
        "title": "Prøve",
        "opened": "2026-10-01",
        "checklist": {"id": asked.id, "version": asked.version, "sha256": SHA256},
        "offices": [{"id": office_id(name), "name": name} for name in answers],
    }
    opened = Survey.model_validate(common | dict(survey or {}))
    entries = tuple(
        replace(_entry(asked, office, given), has_draft=office.name in drafts)
        for office, given in zip(opened.offices, answers.values(), strict=True)
    )
    return Round(opened, asked, make_coding(coding) if coding else None, entries, left_out)


def office_id(name: str) -> str:
    """Make an id of a name: Nav Evje og Hornnes is evje-og-hornnes."""
    plain = name.casefold().removeprefix("nav ").translate(str.maketrans("æøå", "aoa"))
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "kontor"


def _entry(checklist: Checklist, office: Office, given: Answers | Response | Standing) -> Entry:
    if isinstance(given, Standing):
        return Entry(office, given)
    response = given if isinstance(given, Response) else make_response(checklist, office.id, given)
    return Entry(office, Standing.DRAFT if response.number is None else Standing.RESPONDED, response)


def _read(text: str) -> dict[str, object]:
    return parse_yaml(dedent(text).encode(), "test.yaml").document
