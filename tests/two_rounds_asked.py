"""What the two rounds of `two_rounds` ask: a small checklist in two versions, and how the county reads its words."""

TOPICS = """\
topics:
  - id: finne
    title: {nb: Finne}
    heading: {nb: Finne}
    questions:
      - id: gjennomgang
        type: choice
        scale: praksis
        short: {nb: Gjennomgang}
        text: {nb: Går dere gjennom sakene?}
        legal_basis: [loven-1]
        ground: law
        supervised: direct
        gaps: {fleste: risk, noen: breach}
        evidence: {ask: true, what: {nb: Listen over saker}}
        action: {nb: Gå gjennom sakene hver måned}
      - id: vilkar
        type: choice
        scale: praksis
        short: {nb: Før vilkår}
        text: {nb: Vurderer dere program før vilkår?}
        legal_basis: [loven-1]
        ground: law
        supervised: direct
        gaps: {fleste: risk, noen: breach}
      - id: rutine
        type: choice
        short: {nb: Rutine}
        choices: {ja: {label: {nb: Ja}, status: met}, delvis: {label: {nb: Delvis}}, nei: {label: {nb: Nei}}}
        text: {nb: Har dere en rutine?}
        gaps: {delvis: improvement, nei: risk}
        ground: internal_control
  - id: folge
    title: {nb: Følge opp}
    heading: {nb: Følge opp}
    questions:
      - id: plan
        type: choice
        scale: praksis
        short: {nb: Plan}
        text: {nb: Har deltakerne en plan?}
        legal_basis: [loven-1]
        ground: law
        supervised: direct
        gaps: {fleste: risk, noen: breach}
      - id: frist
        type: choice
        short: {nb: Frist}
        choices:
          uke: {label: {nb: En uke}}
          maned: {label: {nb: En måned}}
          lengre: {label: {nb: Lengre}}
        text: {nb: Hvor lenge venter de?}
        gaps: {lengre: risk}
      - id: opplaring
        type: choice
        short: {nb: Opplæring}
        choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}
        text: {nb: Får nye ansatte opplæring?}
        gaps: {nei: improvement}
      - id: ventende
        type: number
        persons: true
        short: {nb: Venter}
        text: {nb: Hvor mange venter på program?}
        gaps: [{above: 0, severity: risk}]
      - id: utfordringer
        type: text
        codes: utfordring
        short: {nb: Utfordringer}
        text: {nb: Hva er vanskelig?}
        gaps: {uklart: improvement}
"""
CHECKLIST = """\
navcheck: checklist/1
id: oppfolging
version: "{version}"
title: {{nb: Oppfølging}}
sources:
  loven-1: {{title: loven § 1}}
scales:
  praksis:
    alle: {{label: {{nb: I alle saker}}, status: met}}
    fleste: {{label: {{nb: I de fleste saker}}}}
    noen: {{label: {{nb: I noen saker eller ingen}}}}
    ingen-saker: {{label: {{nb: Ingen slike saker}}, status: no_cases}}
  utfordring:
    ingen: {{label: {{nb: Ingen}}}}
    uklart: {{label: {{nb: Svarer ikke på spørsmålet}}}}
{topics}"""
# One question renamed, one reworded, one without a value that it had (it needs a fresh answer), one dropped, one new.
EDITS = (
    ("- id: vilkar\n", "- id: for-vilkar\n        was: [vilkar]\n"),
    ("Har dere en rutine?", "Har kontoret en skriftlig rutine?"),
    ("          uke: {label: {nb: En uke}}\n", ""),
    ("- id: opplaring\n", "- id: klage\n"),
    ("{nb: Opplæring}", "{nb: Klage}"),
    ("{nb: Får nye ansatte opplæring?}", "{nb: Vet deltakerne at de kan klage?}"),
    ("gaps: {nei: improvement}", "gaps: {nei: risk}"),
)
CODING = """\
navcheck: coding/1
questions:
  utfordringer:
    - {words: Ingen, code: ingen}
    - {words: Husker ikke, code: uklart}
    - {words: Vet vi lite om, code: uklart}
...
"""


def checklist(year: str) -> str:
    """Return a year's version of the checklist: 2024 and 2025 asked the same."""
    topics = TOPICS
    for old, new in EDITS if year == "2026" else ():
        assert old in topics
        topics = topics.replace(old, new)
    return CHECKLIST.format(version="2026" if year == "2026" else "2024", topics=topics)
