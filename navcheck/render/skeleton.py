"""A new checklist to change: small, whole and without a warning, explained in comments in the author's language."""

import re
import textwrap
from collections.abc import Mapping
from datetime import date

from navcheck.core.messages import Message, Tongue, say

WIDTH = 100
_COMMENT = re.compile(r"^( *)#@([a-z_]+)$", re.MULTILINE)

# What each comment says, by its mark in the text below.
_COMMENTS: Mapping[str, Message] = {
    "top": say(
        "A checklist for navcheck. Change everything here to what you want to ask. «navcheck check» tells what is "
        "wrong, «navcheck show» how it looks on paper. Keys and the words behind type, status, ground, supervised and "
        "gaps stay in English."
    ),
    "languages": say(
        "Each text stands in bokmål (nb), nynorsk (nn) and English (en). A language that you do not need is taken out "
        "everywhere, first in the title. A text with a comma, colon, quotation mark or question mark inside {{…}} "
        "stands in quotation marks."
    ),
    "version": say("A new version when something is changed after offices have answered."),
    "sources": say(
        "The law and other sources that the questions rest on, by ids of your own. Nobody has read this one for you: "
        "read it, and write «as_of: {day}» with the day instead of «checked: false»."
    ),
    "scales": say(
        "Answers that several questions share. «status: met» is a full yes; «no_cases» is a whole answer, counted "
        "apart. «Don't know» and «not applicable» come by themselves."
    ),
    "topics": say(
        "A topic is a column of the matrix: «heading» is its head, and the answer to the question that «shows» names "
        "fills the cell. «optional: true» leaves a topic out of a survey, unless it is asked for with --with."
    ),
    "number": say(
        "A number. «persons: true» counts people: small numbers are held back. «who» says whom to ask, or where it "
        "stands."
    ),
    "question": say(
        "Each question has a short head (at most 14 characters), help, and what an inspector would ask to see "
        "(«evidence»; with «ask: true» the office is asked for its title and date). «ground» is law, internal_control "
        "or practice; the first two cite a source in «legal_basis», where words may follow the id: «sotjl-5 andre "
        "ledd». «supervised» says whether Statsforvalteren supervises the duty: direct, internal_control or none."
    ),
    "text": say("A text. The office's own words fill the topic's cell in the matrix."),
    "choice": say(
        "One answer of several, here from a scale. «gaps» says which answers become a point to follow up: "
        "improvement, risk, or breach where the law cited says «skal», «har rett» or «har krav» and the answer denies "
        "it. «action» says what closes it."
    ),
    "when": say(
        "«when» lets the question be asked only where an earlier answer fits. The gaps of a number are a list; the "
        "first that fits counts."
    ),
    "choices": say("Several answers, with choices of its own. «alone: true» bars the others beside it."),
    "date": say("A date."),
    "checks": say(
        "Two answers that do not go together are a signal, a reason to look; with «severity» it is a point to follow "
        "up on the question that «about» names."
    ),
}

_TEXT = """\
#@top
navcheck: checklist/1
id: NAME
#@version
version: "VERSION"
#@languages
title:
  nb: Egenvurdering av oppfølgingen
  nn: Eigenvurdering av oppfølginga
  en: Self-assessment of follow-up

#@sources
sources:
  sotjl-5:
    title: sosialtjenesteloven § 5
    url: https://lovdata.no/lov/2009-12-18-131/§5
    checked: false

#@scales
scales:
  praksis:
    alle: {label: {nb: I alle saker, nn: I alle saker, en: In all cases}, status: met}
    fleste: {label: {nb: I de fleste saker, nn: I dei fleste sakene, en: In most cases}}
    noen: {label: {nb: I noen saker eller ingen, nn: I nokre saker eller ingen, en: In some cases or none}}
    ingen-saker:
      label: {nb: Ingen slike saker siste år, nn: Ingen slike saker siste år, en: No such cases in the last year}
      status: no_cases

#@topics
topics:
  - id: oppfolging
    title: {nb: Oppfølging, nn: Oppfølging, en: Follow-up}
    heading: {nb: Oppfølging av deltakere, nn: Oppfølging av deltakarar, en: Follow-up of participants}
    shows: hvordan
    questions:
      #@number
      #@question
      - id: deltakere
        type: number
        persons: true
        min: 0
        unit: {nb: personer, nn: personar, en: people}
        short: {nb: Deltakere, nn: Deltakarar, en: Participants}
        text:
          nb: Hvor mange deltakere følger dere opp i dag?
          nn: Kor mange deltakarar følgjer de opp i dag?
          en: How many participants do you follow up today?
        help:
          nb: Regn med alle som er i gang etter vedtak.
          nn: Rekn med alle som er i gang etter vedtak.
          en: Count everyone who is under way after a decision.
        who:
          nb: Listen over deltakere i fagsystemet
          nn: Lista over deltakarar i fagsystemet
          en: The list of participants in the case system
        ground: practice
        evidence:
          what:
            nb: Tall fra fagsystemet, med dato
            nn: Tal frå fagsystemet, med dato
            en: Figure from the case system, with a date

      #@text
      - id: hvordan
        type: text
        short: {nb: Hvordan, nn: Korleis, en: How}
        text:
          nb: Hvordan følger dere opp deltakerne?
          nn: Korleis følgjer de opp deltakarane?
          en: How do you follow the participants up?
        help:
          nb: Skriv hvem som gjør det, og hvor ofte. Ikke skriv om enkeltpersoner.
          nn: Skriv kven som gjer det, og kor ofte. Ikkje skriv om enkeltpersonar.
          en: Say who does it, and how often. Write nothing about single persons.
        ground: practice
        evidence:
          what:
            nb: Rutine eller møteplan som viser hvem som følger opp
            nn: Rutine eller møteplan som viser kven som følgjer opp
            en: Routine or meeting plan that shows who follows up

      #@choice
      - id: evaluering
        type: choice
        scale: praksis
        short: {nb: Evaluering, nn: Evaluering, en: Evaluation}
        text:
          nb: Evaluerer dere programmet sammen med deltakeren når det er avtalt?
          nn: Evaluerer de programmet saman med deltakaren når det er avtalt?
          en: Do you evaluate the programme with the participant when that was agreed?
        help:
          nb: Tenk på det siste året.
          nn: Tenk på det siste året.
          en: Think of the last year.
        legal_basis: [sotjl-5]
        ground: internal_control
        supervised: internal_control
        gaps: {fleste: improvement, noen: risk}
        evidence:
          ask: true
          what:
            nb: Malen for evaluering, med dato
            nn: Malen for evaluering, med dato
            en: The template for evaluation, with a date
        action:
          nb: Sett datoene for evaluering i kalenderen når programmet starter.
          nn: Set datoane for evaluering i kalenderen når programmet startar.
          en: Put the dates of evaluation in the calendar when the programme starts.

      #@when
      - id: uten-evaluering
        type: number
        persons: true
        min: 0
        unit: {nb: personer, nn: personar, en: people}
        short: {nb: Uten, nn: Utan, en: Without}
        text:
          nb: Hvor mange av deltakerne har ikke hatt en evaluering de siste seks månedene?
          nn: Kor mange av deltakarane har ikkje hatt ei evaluering dei siste seks månadene?
          en: How many of the participants have not had an evaluation in the last six months?
        help:
          nb: 0 er et godt svar.
          nn: 0 er eit godt svar.
          en: 0 is a good answer.
        ground: practice
        when: {deltakere: {at_least: 1}}
        gaps: [{above: 0, severity: risk}]
        evidence:
          what:
            nb: Listen over deltakere med dato for siste evaluering, uten navn
            nn: Lista over deltakarar med dato for siste evaluering, utan namn
            en: The list of participants with the date of the last evaluation, without names
        action:
          nb: Avtal en evaluering med hver av dem.
          nn: Avtal ei evaluering med kvar av dei.
          en: Agree on an evaluation with each of them.

  - id: styring
    title: {nb: Styring, nn: Styring, en: Management}
    heading: {nb: Styring, nn: Styring, en: Management}
    questions:
      #@choices
      - id: hvem-deltar
        type: choices
        choices:
          deltaker: {label: {nb: Deltakeren, nn: Deltakaren, en: The participant}}
          veileder: {label: {nb: Veilederen, nn: Rettleiaren, en: The adviser}}
          andre: {label: {nb: Arbeidsgiver eller lege, nn: Arbeidsgivar eller lege, en: Employer or doctor}}
          ingen: {label: {nb: Ingen fast, nn: Ingen fast, en: Nobody in particular}, alone: true}
        short: {nb: Hvem deltar, nn: Kven deltek, en: Who takes part}
        text:
          nb: Hvem er vanligvis med når et program blir evaluert?
          nn: Kven er vanlegvis med når eit program blir evaluert?
          en: Who usually takes part when a programme is evaluated?
        help:
          nb: Velg alle som passer.
          nn: Vel alle som passar.
          en: Choose all that fit.
        ground: practice
        gaps: {ingen: improvement}
        evidence:
          what:
            nb: Referat fra tre evalueringer, uten navn
            nn: Referat frå tre evalueringar, utan namn
            en: Minutes of three evaluations, without names
        action:
          nb: Avtal med deltakeren hvem som skal være med.
          nn: Avtal med deltakaren kven som skal vere med.
          en: Agree with the participant who shall take part.

      #@date
      - id: siste-kontroll
        type: date
        short: {nb: Siste kontroll, nn: Siste kontroll, en: Last review}
        text:
          nb: Når gikk en leder sist gjennom et utvalg saker?
          nn: Når gjekk ein leiar sist gjennom eit utval saker?
          en: When did a leader last go through a sample of cases?
        help:
          nb: Skriv datoen for den siste gjennomgangen.
          nn: Skriv datoen for den siste gjennomgangen.
          en: Write the date of the last review.
        legal_basis: [sotjl-5]
        ground: internal_control
        supervised: internal_control
        evidence:
          what:
            nb: Notat om gjennomgangen med dato, antall saker og funn, uten navn
            nn: Notat om gjennomgangen med dato, talet på saker og funn, utan namn
            en: Note on the review with its date, number of cases and findings, without names

#@checks
checks:
  - id: alle-men-noen-uten
    about: uten-evaluering
    when: {evaluering: [alle], uten-evaluering: {above: 0}}
    text:
      nb: Alle programmer blir evaluert som avtalt, men noen deltakere er uten evaluering det siste halvåret.
      nn: Alle program blir evaluerte som avtalt, men nokre deltakarar er utan evaluering det siste halvåret.
      en: All programmes are evaluated as agreed, but some participants lack an evaluation in the last half-year.
"""


def skeleton(name: str, tongue: Tongue, today: date) -> str:
    """Write a checklist of that name; its version is the month."""
    text = _TEXT.replace("NAME", name, 1).replace("VERSION", f"{today:%Y-%m}", 1)
    return _COMMENT.sub(lambda mark: _comment(mark[1], mark[2], tongue, today), text)


def _comment(indent: str, name: str, tongue: Tongue, today: date) -> str:
    message = _COMMENTS[name]
    words = tongue(say(message.text, day=today.isoformat()))
    return textwrap.fill(
        words, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ", break_long_words=False
    )
