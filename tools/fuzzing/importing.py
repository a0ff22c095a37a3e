"""What every file that is imported goes through: reader, layout, answers, judgement, and the response it would be."""

import hashlib
import io

from navcheck.core.model import ChecklistName, Receipt, Response
from navcheck.core.privacy import find_stops
from navcheck.core.words import RecordedBy
from navcheck.files.documents import Source, load_source
from navcheck.files.yaml_writer import write_yaml
from navcheck.intake.batch import read_batch
from navcheck.intake.incoming import Incoming
from navcheck.intake.judging import Policy, Repeats, judge
from navcheck.intake.tables.arriving import Arrival, Format
from tools.fuzzing.asked import TODAY, asked
from tools.fuzzing.target import hold_worded

ENDINGS = {Format.TABLE: "csv", Format.WORKBOOK: "xlsx", Format.JSON: "json", Format.LINES: "jsonl"}


def take_in(raw: bytes, kind: Format) -> None:
    """Import a file into an empty survey, as far as the disk, and hold what holds of all that is imported."""
    name = f"svar.{ENDINGS.get(kind, 'yaml')}"
    arrival = Arrival(name, io.BytesIO(raw), kind, hashlib.sha256(raw).hexdigest())
    checklist, survey = asked()
    batch = read_batch(arrival, checklist, survey)
    hold_worded(batch.problems)
    judged = judge(batch, lambda _: (), arrival.sha256, Policy(Repeats.LAST), lambda: None)
    hold_worded(judged.problems)
    hold_worded(judged.notes)
    for words in map(str, batch.assumed):
        assert words, "an assumption without words"
        assert not find_stops(words), "an assumption gives away a number"
    for verdict in judged.verdicts.values():
        _hold_stored(verdict.last or verdict.first)


def _hold_stored(one: Incoming) -> None:
    """Hold that a row can be told of, and that what would be stored is read again unchanged and names nobody."""
    assert str(one.where())
    checklist, survey = asked()
    response = Response(
        navcheck="response/1",
        survey=survey.id,
        office=one.office.id,
        checklist=ChecklistName(id=checklist.id, version=checklist.version),
        number=1,
        received=Receipt(date=one.received or TODAY, role=one.role, recorded_by=RecordedBy.IMPORT),
        shares=one.shares,
        answers=one.answers,
    )
    written = write_yaml(response)
    assert load_source(Source("risor-1.yaml", written), Response).document == response
    assert not find_stops(written.decode()), "a personal number would be stored"
