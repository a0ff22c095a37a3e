import csv
import io
import json
from collections import Counter
from itertools import product
from textwrap import dedent
from typing import Any

import pytest
from markdown_it import MarkdownIt

from navcheck.core.grid import Grid, build_grid, grid_of
from navcheck.core.messages import ENGLISH, Tongue
from navcheck.core.round import Round
from navcheck.core.words import Severity, Standing, Status
from navcheck.render import GRID_RENDERERS
from navcheck.render.grid import format_csv, format_grid, format_json, format_markdown
from navcheck.render.lines import width_of
from navcheck.render.marks import ASCII, UNICODE, Symbols
from tests.builders import make_checklist, make_response, make_round
from tests.render.examples import BOKMAL, TONGUES, agder, harmful, mixed

CHECKLIST = make_checklist("""
    scales:
      praksis:
        alle: {label: {nb: I alle saker}, status: met}
        fleste: {label: {nb: I de fleste saker}}
        noen: {label: {nb: I noen saker eller ingen}}
        ingen-saker: {label: {nb: Ingen slike saker}, status: no_cases}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Identifisert og informert}
        questions:
          - {id: for-vilkar, short: {nb: Før vilkår}, type: choice, scale: praksis, ground: law,
             text: {nb: Før vilkår?}, gaps: {fleste: risk, noen: breach}}
          - {id: gjennomgang, short: {nb: Gjennomgang}, type: choice, scale: praksis,
             text: {nb: Går dere gjennom?}, gaps: {noen: improvement}}
          - {id: rutine, short: {nb: Rutine}, type: choice, scale: praksis, text: {nb: Rutine?},
             evidence: {ask: true, what: {nb: Rutinen}}}
          - {id: kanaler, short: {nb: Kanaler}, type: choices, text: {nb: Hvor?},
             choices: {brosjyre: {label: {nb: Brosjyre}}, samtale: {label: {nb: Samtale}}}}
          - {id: skrevet-ned, short: {nb: Skrevet ned}, type: choice, scale: praksis, text: {nb: Skrevet ned?},
             gaps: {noen: risk}}
          - {id: hvordan, type: text, text: {nb: Hvordan?}}
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilbud om program}
        questions:
          - {id: frist, short: {nb: Fristen holdt}, type: choice, scale: praksis, ground: law, text: {nb: Frist?},
             gaps: {fleste: risk, noen: breach}}
          - {id: vedtak, short: {nb: Skriftlig}, type: choice, scale: praksis, ground: law, text: {nb: Vedtak?},
             gaps: {noen: breach}}
          - {id: hvem-som-far-tilbud-om-program, type: text, text: {nb: Hvem?}}
      - id: styring
        title: {nb: Styring}
        heading: {nb: Styring}
        questions:
          - {id: deltakere, short: {nb: Deltakere}, type: number, persons: true, text: {nb: Hvor mange?}}
          - {id: kontroll, short: {nb: Kontroll}, type: choice, scale: praksis, text: {nb: Kontroll?},
             gaps: {noen: improvement}}
          - {id: sist, short: {nb: Sist endret}, type: date, text: {nb: Når?}, when: {deltakere: {above: 0}}}
""")


def example() -> Round:
    """Make a round of nine offices in which every severity, every status and every standing occurs."""
    proven = {"value": "alle", "evidence": [{"proof": "written"}]}
    good = {"for-vilkar": "alle", "gjennomgang": "alle", "rutine": proven, "kanaler": ["brosjyre", "samtale"],
            "skrevet-ned": "alle", "hvordan": "Liste hver måned", "frist": "alle", "vedtak": "alle",
            "hvem-som-far-tilbud-om-program": "De som vil", "deltakere": "7", "kontroll": "alle",
            "sist": "2026-03-01"}  # fmt: skip
    return make_round(
        CHECKLIST,
        {
            "Nav Risør": make_response(CHECKLIST, "risor", good, number="2"),
            "Nav Lister": {**good, "for-vilkar": "noen", "gjennomgang": "noen", "skrevet-ned": "noen", "rutine": "alle",
                           "frist": "noen", "kontroll": "noen"},
            "Nav Åmli": {"for-vilkar": "ingen-saker", "gjennomgang": "fleste", "rutine": "alle", "deltakere": "0",
                         "kanaler": {"instead": "ikke-aktuelt", "comment": "ingen søkere"}, "frist": "ingen-saker"},
            "Nav Grimstad": {"for-vilkar": {"instead": "vet-ikke"}, "rutine": {"instead": "vet-ikke"},
                             "gjennomgang": "alle", "hvordan": "Vi ringer", "frist": "fleste", "vedtak": "noen"},
            "Nav Arendal": Standing.MISSING,
            "Nav Birkenes": Standing.UNREADABLE,
            "Nav Evje og Hornnes": Standing.MISSING,
            "Nav Midt-Agder": good,
            "Nav Froland": make_response(CHECKLIST, "froland", {**good, "frist": "fleste"}, number=None),
        },
        survey={"title": "KVP i Agder", "period": "2026", "authority": "Statsforvalteren i Agder"},
        drafts=("Nav Evje og Hornnes",),
    )  # fmt: skip
