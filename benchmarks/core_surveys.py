"""Made-up surveys of the core of `kvp`, as many as it takes: twenty-four answers of each office, as offices give."""

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from benchmarks.sentences import COMMENTS, HOW, TITLES, WHAT
from navcheck.core.model import (
    Answer,
    Checklist,
    ChecklistName,
    Evidence,
    Office,
    Question,
    Receipt,
    Response,
    Survey,
)
from navcheck.core.opening import open_survey
from navcheck.core.selection import select
from navcheck.core.words import Instead, Kind, Proof, RecordedBy
from navcheck.files.bundled import bundled
from navcheck.files.documents import load_source, read_source
from navcheck.files.new_folder import create_folder
from navcheck.files.yaml_writer import write_yaml

CORE_TOPICS = ("finne-mer", "utfordringer-mer")  # with these the core has 24 questions, which are asked of all
OFFICES = 300  # of one round: somewhat more than there are in the country
ALIKE = 500  # so many responses are written by the program's own writer; the others differ from them by their mark
MARK = "qxqxqx"


def make_rounds(outputs: Path, responses: int, today: date) -> None:
    """Make as many surveys as hold so many responses, none of more offices than that."""
    for n, begin in enumerate(range(0, responses, OFFICES)):
        make_core(outputs, min(OFFICES, responses - begin), today, f"runde-{n:03}")


def make_core(outputs: Path, offices: int, today: date, survey_id: str = "kjerne") -> Path:
    """Make a survey of the core of `kvp`: 24 answers of each office, as long as those that offices give."""
    checklist = select(
        load_source(read_source(bundled("checklists", "kvp.yaml")), Checklist).document, include=CORE_TOPICS
    )
    raw = write_yaml(checklist)
    asked = tuple(Office(id=f"kontor-{n:06}", name=f"Nav Kontor {n}") for n in range(offices))
    survey = open_survey(
        checklist,
        sha256(raw).hexdigest(),
        asked,
        survey_id=survey_id,
        title="Kjerne",
        today=today,
        authority="Statsforvalteren i Fylket",
    )
    path = create_folder(outputs, survey, raw)
    alike = [write_yaml(_core_response(survey, checklist, n)) for n in range(min(offices, ALIKE))]
    for n, office in enumerate(asked):
        number = office.id.removeprefix("kontor-").encode()
        (path / "received" / f"{office.id}-1.yaml").write_bytes(alike[n % ALIKE].replace(MARK.encode(), number))
    return path


def _core_response(survey: Survey, checklist: Checklist, n: int) -> Response:
    return Response(
        navcheck="response/1",
        survey=survey.id,
        office=f"kontor-{MARK}",
        checklist=ChecklistName(id=checklist.id, version=checklist.version),
        number=1,
        received=Receipt(date=survey.opened, role="Leder", recorded_by=RecordedBy.OFFICE),
        minutes=15 + n % 30,
        shares=n % 3 > 0,
        answers={one.id: _core_answer(checklist, one, n, m) for m, one in enumerate(checklist.questions())},
    )


def _core_answer(checklist: Checklist, question: Question, n: int, m: int) -> Answer:
    """Answer as an office does: every fifth with a comment, some with a document, and few that do not know."""
    drawn, comment = crc32(f"{n} {m}".encode()), None
    if (n + m) % 5 == 0:
        comment = f"{COMMENTS[drawn % len(COMMENTS)]} ({MARK})"
    if drawn % 29 == 0 and question.id != "deltakere":  # of nobody's programmes two questions are not asked
        return Answer(instead=Instead.UNKNOWN, comment=comment)
    choices = list(checklist.choices_of(question))
    evidence = ()
    if question.type is Kind.NUMBER:
        value: str | tuple[str, ...] = str(1 + drawn % 90)
    elif question.type is Kind.TEXT:
        value = f"{(HOW if question.id.startswith('hvordan') else WHAT)[drawn % 6]} ({MARK})"
    elif question.type is Kind.CHOICES:
        several = [one for one in choices if not checklist.choices_of(question)[one].alone]
        value = tuple(one for k, one in enumerate(several) if (n + k) % 3 == 0)
    else:
        value = choices[(0, 0, 1, 0, 2, 0, n)[drawn % 7] % len(choices)]
        if question.evidence is not None and drawn % 4 == 0:
            day = date(2026, 1, 1) + timedelta(days=drawn % 300)
            evidence = (Evidence(title=TITLES[drawn % len(TITLES)], date=day, proof=Proof.WRITTEN),)
    return Answer(value=value, comment=comment, evidence=evidence)
