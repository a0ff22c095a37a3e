"""Rounds that several tests lay out: the county report of 2020, one with every status, and one that means harm."""

import gettext
import re
from pathlib import Path

from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.messages import ENGLISH, Tongue, say
from navcheck.core.round import LeftOut
from navcheck.core.words import Standing
from tests.builders import make_checklist, make_response, make_round

LOCALE = Path(__file__).parents[2] / "navcheck" / "locale"
GOLDEN = Path(__file__).parents[1] / "golden"
AGDER_TABLE = GOLDEN / "agder-2020.tsv"
AGDER_QUESTIONS = ("identifisert", "tilbud", "corona", "utfordringer")

AGDER = """
    sources:
      sotjl-31: {title: sosialtjenesteloven § 31}
    scales:
      virkning:
        uendret: {label: {nb: Uendret, nn: Uendra}}
        utsatt: {label: {nb: Utsatt, nn: Utsett}}
        ingen-deltakere: {label: {nb: Ingen deltakere, nn: Ingen deltakarar}}
      utfordring:
        ingen: {label: {nb: Ingen}}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Identifisert og informert}
        shows: identifisert
        questions:
          - {id: identifisert, type: text, text: {nb: Hvordan sikrer dere at personer i målgruppen blir funnet?}}
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilbud om program}
        shows: tilbud
        questions:
          - {id: tilbud, type: text, text: {nb: Hvordan sikrer dere at de får tilbud?}}
      - id: corona
        title: {nb: Corona}
        heading: {nb: Corona og program}
        shows: corona
        questions:
          - id: corona
            type: text
            codes: virkning
            ground: law
            text: {nb: Hvilken betydning har Corona hatt?}
            gaps:
              utsatt: {severity: risk, legal_basis: [sotjl-31], note: {nb: Programmet skal starte innen seks måneder.}}
            action: {nb: Sett en ny dato for hver av dem.}
      - id: utfordringer
        title: {nb: Utfordringer}
        heading: {nb: Spesielle utfordringer iverksettelse /gjennomføring}
        shows: utfordringer
        questions:
          - {id: utfordringer, type: text, codes: utfordring, text: {nb: Har dere spesielle utfordringer?}}
    checks:
      - id: ingen-deltakere
        about: utfordringer
        when: {corona: [ingen-deltakere], utfordringer: [ingen]}
        text: {nb: 'Ingen deltakere, men heller ingen utfordringer.'}
"""
AGDER_CODING = """
    corona:
      - {words: Ingen endring, code: uendret}
      - {words: Som før, code: uendret}
      - {words: Utsatt program, code: utsatt}
      - {words: Program utsatt, code: utsatt}
      - {words: Ingen deltagere, code: ingen-deltakere}
    utfordringer:
      - {words: nei, code: ingen}
"""

MIXED = make_checklist("""
    sources:
      sotjl-29: {title: sosialtjenesteloven § 29}
      kml-25-1: {title: kommuneloven § 25-1, checked: false}
    scales:
      praksis:
        alle: {label: {nb: I alle saker}, status: met}
        fleste: {label: {nb: I de fleste saker}}
        noen: {label: {nb: I noen saker eller ingen}}
        ingen-saker: {label: {nb: Ingen slike saker}, status: no_cases}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Finne}
        shows: vilkar
        questions:
          - id: vilkar
            type: choice
            scale: praksis
            ground: law
            short: {nb: Før vilkår}
            text: {nb: Vurderer dere KVP før dere stiller vilkår?}
            legal_basis: [sotjl-29 andre ledd, kml-25-1 tredje ledd b]
            evidence: {ask: true, what: {nb: Tre vedtak}}
            gaps: {fleste: risk, noen: breach}
            action: {nb: Vurder KVP først.}
          - id: rutine
            type: choice
            choices: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
            short: {nb: Rutine}
            text: {nb: Har dere en skriftlig rutine?}
            gaps: {nei: improvement}
      - id: tall
        title: {nb: Tall}
        heading: {nb: Deltakere}
        shows: deltakere
        questions:
          - {id: deltakere, type: number, persons: true, text: {nb: Hvor mange?}, gaps: [{equals: 3, severity: risk}]}
      - id: krav
        title: {nb: Krav}
        heading: {nb: Egne krav}
        shows: krav
        questions:
          - id: krav
            type: choices
            choices: {rusfri: {label: {nb: Rusfri}}, bolig: {label: {nb: Har egen bolig}}}
            text: {nb: Hvilke krav?}
      - id: dato
        title: {nb: Dato}
        heading: {nb: Sist gjennomgått}
        shows: sist
        questions:
          - {id: sist, type: date, when: {deltakere: {above: 0}}, text: {nb: Når?}}
      - id: styring
        title: {nb: Styring}
        heading: {nb: Styring}
        questions:
          - {id: kontroll, type: choice, scale: praksis, text: {nb: Kontroll?}}
          - {id: plan, type: choice, scale: praksis, text: {nb: Plan?}}
""")

HARMFUL = (
    # what a terminal obeys, or nobody sees
    "\x1b[31mrød\x1b]52;c;aGVp\x07", "\x9b2Jborte", "a\u202eb\u200bc\u00add", "kom\x08mut\rinn", "\x01",
    "z\u0301\u0302\u0303\u0304", "\u2028linje\u0085ny", "\ud800", "😀 ❤️ 漢字 👩",
    # what a spreadsheet runs
    "=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\n=1", " =1", "\uff1d1", "ok\n=1", "'=1", "''", "'\n", "a\tb",
    # what markdown, HTML and templates mean something by
    "<script>alert(1)</script>", "&amp; &lt;b&gt;", "<br>", "**fet** _kursiv_ `kode` ~~strøket~~", "a|b\\|c\\",
    "[lenke](http://x.no) ![b](y)", "www.x.no https://x.no :smile:", "| a | b |", "# tittel", "- punkt", "* punkt",
    "+ punkt", "1. punkt", "2) punkt", "> sitat", "===", "---", "```", "{{ 7*7 }} {% x %} {0} {question} %s $x$",
    "[bold]x[/b]", "én\n- to\n\n    tre", "\\", "\\*",
)  # fmt: skip


def agder_answers() -> dict[str, dict[str, str]]:
    """Read the report's table: by each office's name its answers."""
    lines = AGDER_TABLE.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {name: dict(zip(AGDER_QUESTIONS, cells, strict=True)) for name, *cells in rows}


def agder() -> Matrix:
    survey = {"title": "KVP i Agder", "period": "2020", "authority": "Statsforvalteren i Agder"}
    return build_matrix(make_round(AGDER, agder_answers(), coding=AGDER_CODING, survey=survey))


def mixed() -> Matrix:
    """Lay out offices that between them have every status, every standing and every severity."""
    one = make_round(
        MIXED,
        {
            "Nav Risør": make_response(
                MIXED, "risor", {"vilkar": "alle", "rutine": "ja", "deltakere": "12345", "krav": ["rusfri", "bolig"],
                                 "sist": "2026-03-01", "kontroll": "alle", "plan": "noen"}, number="2"),
            "Nav Lister": {"vilkar": "noen", "rutine": "nei", "deltakere": "3", "sist": {"instead": "vet-ikke"}},
            "Nav Åmli": {"vilkar": "ingen-saker", "deltakere": "0",
                         "krav": {"instead": "ikke-aktuelt", "comment": "ingen søkere"}},
            "Nav Grimstad": {"vilkar": {"instead": "vet-ikke"}, "krav": {"instead": "ikke-aktuelt"}},
            "Nav Froland": {"rutine": "nei", "vilkar": {"value": "alle", "evidence": [{"proof": "written"}]}},
            "Nav Arendal": Standing.MISSING,
            "Nav Birkenes": Standing.UNREADABLE,
            "Nav Evje og Hornnes": Standing.MISSING,
        },
        survey={
            "title": "KVP i Agder", "offices": [
                {"id": "risor", "name": "Nav Risør", "municipalities": [{"no": "4201", "name": "Risør"}]},
                {"id": "lister", "name": "Nav Lister", "municipalities": [
                    {"no": "4206", "name": "Farsund"}, {"no": "4207", "name": "Flekkefjord"}]},
                *({"id": name.lower(), "name": f"Nav {name}"} for name in ("Amli", "Grimstad", "Froland", "Arendal")),
                {"id": "birkenes", "name": "Nav Birkenes"}, {"id": "evje", "name": "Nav Evje og Hornnes"},
            ],
        },
        drafts=("Nav Evje og Hornnes", "Nav Risør"),
        left_out=(LeftOut("drafts/risor (1).yaml", say("a copy")),),
    )  # fmt: skip
    return build_matrix(one)


def harmful() -> Matrix:
    """Lay out every harmful text as an answer, an office's name, a title and a file's name."""
    text = 'topics: [{id: t, title: {nb: T}, heading: {nb: "%s"}, shows: q, questions: [{id: q, type: text, %s}]}]'
    offices = [{"id": f"o-{n}", "name": f"Nav {words}"} for n, words in enumerate(HARMFUL)]
    one = make_round(
        text % ("H", "text: {nb: Hva?}"),
        {f"Nav {n}": {"q": words} for n, words in enumerate(HARMFUL)},
        survey={"title": "# <b>Tittel</b>\x1b[1m |", "period": "- 1. =x", "authority": "2) *A*", "offices": offices},
        left_out=tuple(LeftOut(words, say("a copy")) for words in HARMFUL),
    )
    return build_matrix(one)


def _stretched(text: str) -> str:
    """Make every word of a message longer, as translations do, but not the names of its places."""
    return re.sub(r"\{\w+\}|\w+", lambda match: match[0] if match[0][0] == "{" else match[0] + "x" * 4, text)


LONGER = Tongue("nn", _stretched, lambda one, many, count: _stretched(one if count == 1 else many))


def _catalogue(language: str) -> Tongue:
    words = gettext.translation("navcheck", LOCALE, [language])
    return Tongue(language, words.gettext, words.ngettext)


BOKMAL = _catalogue("nb")
TONGUES = (ENGLISH, BOKMAL, _catalogue("nn"), LONGER)
