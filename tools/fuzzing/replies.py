"""What the form as a page saves: the survey it belongs to stands, and all that an office may have changed is fuzzed."""

import json
from collections.abc import Iterator
from contextlib import suppress

from navcheck.core.form import FORM
from navcheck.intake.tables.arriving import Format
from tools.fuzzing import objects
from tools.fuzzing.asked import asked
from tools.fuzzing.importing import take_in
from tools.fuzzing.target import Target, files, refusing


def head() -> dict[str, str]:
    checklist, survey = asked()
    said = {"navcheck": FORM, "survey": survey.id, "checklist": checklist.id, "version": checklist.version}
    return said | {"sha256": survey.checklist.sha256}


def read(raw: bytes) -> None:
    """Read a reply whose first keys are right, so that no input ends at the door."""
    take_in(json.dumps(head()).encode().removesuffix(b"}") + b", " + raw + b"}", Format.JSON)


def seeds() -> Iterator[bytes]:
    for raw in files("tests/bad_inputs/form/*.json"):
        with suppress(ValueError):  # some are no JSON
            rest = {key: value for key, value in dict(json.loads(raw)).items() if key not in head()}
            yield json.dumps(rest, ensure_ascii=False).encode()[1:-1]


TARGET = Target("replies", refusing(read), seeds, objects.TARGET.words)
