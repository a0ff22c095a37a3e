"""Fifteen offices' answers to a checklist with every kind of question, and what a survey has stored of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from navcheck.core.model import Answer, Evidence
from navcheck.core.words import Instead, Proof
from navcheck.files.survey_folder import open_folder
from tests.intake.exports import Answers
from tests.program import run

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
scales:
  janei: {ja: {label: {nb: Ja}, status: met}, delvis: {label: {nb: Delvis}}, nei: {label: {nb: Nei}}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - id: rutine
        type: choice
        scale: janei
        text: {nb: Har dere en skriftlig rutine?}
        evidence: {ask: true, what: {nb: Rutinen}}
      - id: kanaler
        type: choices
        text: {nb: Hvordan informerer dere?}
        choices:
          brosjyre: {label: {nb: "Brosjyre, plakat"}}
          samtale: {label: {nb: I samtaler}}
          ingen: {label: {nb: Ingen av dem}, alone: true}
      - {id: deltakere, type: number, min: 0, max: 5000, text: {nb: Hvor mange deltar?}}
      - {id: andel, type: number, min: 0, max: 100, text: {nb: Hvor stor andel?}}
      - {id: siden, type: date, text: {nb: Siden når?}}
      - {id: hvordan, type: text, text: {nb: "Hvordan går dere fram?"}}
"""


def start(folder: Path) -> Path:
    """Open a survey of all offices in Agder; return its folder."""
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    ran = run("start", folder / "prove.yaml", "--county", "agder", "--id", "prove-2026", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "prove-2026"


def stored(survey: Path) -> dict[str, Mapping[str, Answer]]:
    folder = open_folder(survey)
    found = {office.name: folder.received(office.id) for office in folder.survey.offices}
    return {name: response.answers for name, response in found.items() if response is not None}


def fifteen(survey: Path) -> Answers:
    """Answers of every kind, no two offices alike."""
    names = [office.name for office in open_folder(survey).survey.offices]
    kinds: list[dict[str, Answer]] = [
        {
            "rutine": Answer(
                value="ja",
                comment="Fornyet i år; «alle» kjenner den",
                evidence=(Evidence(title="Rutine for KVP", date=date(2026, 3, 1), proof=Proof.WRITTEN),),
            ),
            "kanaler": Answer(value=("brosjyre", "samtale")),
            "deltakere": Answer(value="12"),
            "andel": Answer(value="12.5"),
            "siden": Answer(value="2020-01-15"),
            "hvordan": Answer(value="Vi går gjennom lista\nhver måned; også om sommeren"),
        },
        {
            "rutine": Answer(instead=Instead.UNKNOWN, comment="Må spørre", evidence=(Evidence(proof=Proof.SAID),)),
            "kanaler": Answer(value=("ingen",)),
            "deltakere": Answer(value="0"),
            "siden": Answer(instead=Instead.NOT_APPLICABLE, comment="Ikke begynt"),
            "hvordan": Answer(value='="Som før" -- og «Åmli»'),
        },
        {
            "rutine": Answer(value="delvis", evidence=(Evidence(title="Notat", proof=Proof.SHOWN),)),
            "kanaler": Answer(instead=Instead.UNKNOWN),
            "deltakere": Answer(value="1234"),
            "andel": Answer(value="0.25"),
            "hvordan": Answer(value="-"),
        },
    ]
    return {
        name: {**kinds[n % 3], "hvordan": Answer(value=f"{kinds[n % 3]['hvordan'].value} ({n})")}
        for n, name in enumerate(names)
    }
