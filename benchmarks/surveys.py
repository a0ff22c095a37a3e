"""Made-up surveys of any size, to measure on."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from navcheck.core.model import Answer, Checklist, ChecklistName, Office, Question, Receipt, Response, Survey
from navcheck.core.opening import open_survey
from navcheck.core.selection import select
from navcheck.core.words import Kind, RecordedBy
from navcheck.files.bundled import bundled
from navcheck.files.documents import Source, load_source, read_source
from navcheck.files.new_folder import create_folder
from navcheck.files.receiving import receive
from navcheck.files.survey_folder import open_folder
from navcheck.files.yaml_writer import write_yaml

WORDS = (
    "Gjennomgang av kandidater hver måned",
    "Vi ser på lista sammen",
    "Ingen endring",
    "Utsatt oppstart, særlig nå",
)

# A checklist of sixty questions: `@` is the topic's number, and of three questions `#` the name.
TOPICS, QUESTIONS = 12, 60
WIDE = """\
navcheck: checklist/1
id: bred
version: "1"
title: {nb: Bred}
sources:
  loven-1: {title: loven § 1, url: "https://lovdata.no/lov/2009-12-18-131/§1"}
scales:
  praksis:
    alle: {label: {nb: I alle saker}, status: met}
    fleste: {label: {nb: I de fleste saker}}
    noen: {label: {nb: I noen saker eller ingen}}
topics:
"""
TOPIC = """\
  - id: tema-@
    title: {nb: Tema @}
    heading: {nb: Tema @}
    shows: t@-praksis
    questions:
      - {id: t@-antall, type: number, persons: true, short: {nb: Antall}, text: {nb: "Hvor mange gjelder tema @?"}}
      - {id: t@-praksis, type: text, short: {nb: Praksis}, text: {nb: "Hvordan arbeider dere med tema @?"}}
"""
CHOICE = """\
      - id: t@-#
        type: choice
        scale: praksis
        short: {nb: "# @"}
        text: {nb: "Hvor ofte gjør dere # i tema @ før dere fatter vedtak?"}
        ground: law
        supervised: direct
        legal_basis: [loven-1]
        gaps: {fleste: risk, noen: breach}
        action: {nb: Gå gjennom sakene hver måned.}
"""


def make_empty(outputs: Path, offices: int, today: date) -> Path:
    """Open a survey of the core of `kvp`, which nobody has answered yet; return its folder."""
    checklist = select(load_source(read_source(bundled("checklists", "kvp.yaml")), Checklist).document)
    raw = write_yaml(checklist)
    asked = tuple(Office(id=f"kontor-{n}", name=f"Nav Kontor {n}") for n in range(offices))
    survey = open_survey(checklist, sha256(raw).hexdigest(), asked, survey_id="tom", title="Tom", today=today)
    return create_folder(outputs, survey, raw)


def make_wide(outputs: Path, offices: int, today: date, comments: Sequence[str] = ("",)) -> Path:
    """Make a survey of 60 questions in 12 topics, with points and texts in each; return its folder.

    `comments` are dealt out to the answers in turn; an empty one is none.
    """
    source = Source("bred.yaml", _wide_checklist())
    checklist = load_source(source, Checklist).document
    asked = tuple(Office(id=f"kontor-{n}", name=f"Nav Kontor {n}") for n in range(offices))
    survey = open_survey(
        checklist,
        source.sha256,
        asked,
        survey_id="bred",
        title="Bred",
        today=today,
        period="2026",
        authority="Statsforvalteren i Fylket",
    )

    def say(n: int, m: int, question: Question) -> Answer | None:
        drawn = (n * 7 + m * 13 + n * m) % 23
        if drawn == 0:
            return None
        value = ("alle", "alle", "alle", "fleste", "alle", "noen")[drawn % 6]
        if question.type is Kind.NUMBER:
            value = str(drawn * 3)
        elif question.type is Kind.TEXT:
            value = f"{WORDS[drawn % len(WORDS)]} hos kontor {n}"
        return Answer(value=value, comment=comments[(n * QUESTIONS + m) % len(comments)] or None)

    return _answered(create_folder(outputs, survey, source.raw), survey, checklist, say)


def _wide_checklist() -> bytes:
    """Write topics of three choices, a number of persons and a text, which fills the topic's cell."""
    topic = TOPIC + "".join(CHOICE.replace("#", name) for name in ("vurdering", "samtale", "plan"))
    return (WIDE + "".join(topic.replace("@", str(n)) for n in range(TOPICS))).encode()


def _answered(
    path: Path, survey: Survey, checklist: Checklist, say: Callable[[int, int, Question], Answer | None]
) -> Path:
    """Store a response of every office; `say` is told its place, the question's place, and the question."""
    folder = open_folder(path)
    name = ChecklistName(id=checklist.id, version=checklist.version)
    receipt = Receipt(date=survey.opened, recorded_by=RecordedBy.IMPORT)
    for n, office in enumerate(survey.offices):
        said = {question.id: say(n, m, question) for m, question in enumerate(checklist.questions())}
        receive(
            folder,
            Response(
                navcheck="response/1",
                survey=survey.id,
                office=office.id,
                checklist=name,
                number=1,
                received=receipt,
                answers={question: answer for question, answer in said.items() if answer is not None},
            ),
        )
    return folder.path
