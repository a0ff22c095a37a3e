"""Made-up surveys of any size, to measure on."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from navcheck.core.model import Answer, Checklist, ChecklistName, Office, Receipt, Response
from navcheck.core.opening import open_survey
from navcheck.core.selection import select
from navcheck.core.words import RecordedBy
from navcheck.files.bundled import bundled
from navcheck.files.documents import load_source, read_source
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


def make_empty(outputs: Path, offices: int, today: date) -> Path:
    """Open a survey of the core of `kvp`, which nobody has answered yet; return its folder."""
    checklist = select(load_source(read_source(bundled("checklists", "kvp.yaml")), Checklist).document)
    raw = write_yaml(checklist)
    asked = tuple(Office(id=f"kontor-{n}", name=f"Nav Kontor {n}") for n in range(offices))
    survey = open_survey(checklist, sha256(raw).hexdigest(), asked, survey_id="tom", title="Tom", today=today)
    return create_folder(outputs, survey, raw)


def make_survey(outputs: Path, offices: int, today: date) -> Path:
    """Make a survey in which every office has answered every question in words; return its folder."""
    source = read_source(bundled("checklists", "kvp-agder-2020.yaml"))
    checklist = load_source(source, Checklist).document
    asked = tuple(Office(id=f"kontor-{n}", name=f"Nav Kontor {n}") for n in range(offices))
    survey = open_survey(checklist, source.sha256, asked, survey_id="stor", title="Stor", today=today)
    folder = open_folder(create_folder(outputs, survey, source.raw))
    for n, office in enumerate(asked):
        answers = {
            question.id: Answer(value=f"{WORDS[(n + m) % len(WORDS)]} ({n}-{m})")
            for m, question in enumerate(checklist.questions())
        }
        name = ChecklistName(id=checklist.id, version=checklist.version)
        receipt = Receipt(date=today, recorded_by=RecordedBy.IMPORT)
        receive(
            folder,
            Response(
                navcheck="response/1",
                survey=survey.id,
                office=office.id,
                checklist=name,
                number=1,
                received=receipt,
                answers=answers,
            ),
        )
    return folder.path
