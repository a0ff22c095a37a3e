"""Forms to make pages of: one with every type of question, and the core of kvp, each with the answers to give."""

import json
import re
from collections.abc import Mapping
from datetime import date

from navcheck.core.form import Form
from navcheck.core.messages import Tongue
from navcheck.core.model import Checklist, Office, Survey
from navcheck.core.opening import open_survey
from navcheck.files.catalogues import load_tongue
from navcheck.render.forms.page import write_page
from tests.builders import SHA256, make_checklist, make_office

TONGUES: Mapping[str, Tongue] = {tag: load_tongue(tag) for tag in ("nb", "nn")}
OFFICES = (
    make_office("Nav Risør", language="nb"),
    make_office("Nav Åmli", municipalities=[{"no": "4217", "name": "Åmli", "language": "nn"}]),
    make_office("Nav Evje og Hornnes"),
)
RISOR, AMLI, EVJE = OFFICES

SMALL = make_checklist("""
    sources:
      lov-1: {title: Prøveloven § 1, url: "https://example.no/lov"}
    topics:
      - id: forst
        title: {nb: Først, nn: Fyrst}
        heading: {nb: Først, nn: Fyrst}
        questions:
          - id: rutine
            type: choice
            choices:
              ja: {label: {nb: Ja, nn: Ja}, status: met}
              delvis: {label: {nb: Delvis, nn: Delvis}}
              nei: {label: {nb: Nei, nn: Nei}}
            text: {nb: "Har dere en rutine?", nn: "Har de ein rutine?"}
            help:
              nb: En rutine er skriftlig. Den gjelder {period}.
              nn: Ein rutine er skriftleg. Han gjeld {period}.
            legal_basis: [lov-1 andre ledd]
            ground: law
            evidence: {ask: true, what: {nb: Rutinen med dato, nn: Rutinen med dato}}
          - id: kanaler
            type: choices
            choices:
              brosjyre: {label: {nb: Brosjyre, nn: Brosjyre}}
              samtale: {label: {nb: Samtale, nn: Samtale}}
              nett: {label: {nb: Nettside, nn: Nettside}}
              ingen: {label: {nb: Ingen av disse, nn: Ingen av desse}, alone: true}
            text: {nb: "Hvordan informerer dere?", nn: "Korleis informerer de?"}
          - id: deltakere
            type: number
            persons: true
            min: "0"
            max: "5000"
            unit: {nb: personer, nn: personar}
            who: {nb: Listen i fagsystemet, nn: Lista i fagsystemet}
            text: {nb: "Hvor mange deltar?", nn: "Kor mange deltek?"}
      - id: sist
        title: {nb: Sist, nn: Sist}
        heading: {nb: Sist, nn: Sist}
        questions:
          - id: andel
            type: number
            text: {nb: "Hvor stor andel?", nn: "Kor stor del?"}
          - id: endret
            type: date
            when: {rutine: [ja, delvis]}
            text: {nb: "Når ble rutinen endret?", nn: "Når vart rutinen endra?"}
          - id: mange
            type: choice
            when: {deltakere + andel: {at_least: "10.5"}}
            choices: {ja: {label: {nb: Ja, nn: Ja}}, nei: {label: {nb: Nei, nn: Nei}}}
            text: {nb: "Er det mange?", nn: "Er det mange?"}
          - id: hvorfor
            type: text
            when: {mange: [ja]}
            text: {nb: "Hvorfor er det mange?", nn: "Kvifor er det mange?"}
          - id: utfordringer
            type: text
            text: {nb: "Hvilke utfordringer har dere?", nn: "Kva utfordringar har de?"}
""")


def make_survey(checklist: Checklist, **fields: object) -> Survey:
    opened = open_survey(
        checklist,
        SHA256,
        OFFICES,
        survey_id="agder-2026",
        title="Kvalifiseringsprogrammet i Agder",
        today=date(2026, 10, 1),
        period="2026",
        deadline=date(2026, 11, 21),
        authority="Statsforvalteren i Agder",
    )
    return opened.model_copy(update=fields)


def make_form(checklist: Checklist = SMALL, office: Office | None = RISOR, **fields: object) -> Form:
    return Form(make_survey(checklist, **fields), checklist, office)


def page_of(form: Form) -> str:
    return write_page(form, TONGUES).decode()


def facts_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page)
    assert found
    facts: dict[str, object] = json.loads(found[1])
    return facts
