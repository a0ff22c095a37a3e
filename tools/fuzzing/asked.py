"""The survey that fuzzed files are read for: that of tests/bad_inputs, so that those files are seeds that fit."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from navcheck.core.model import Checklist, County, Survey
from navcheck.core.opening import open_survey
from navcheck.files.bundled import bundled
from navcheck.files.documents import Source, load, load_source
from tests.bad_inputs_index import CHECKLIST

TODAY = date(2026, 11, 21)


class Asked(NamedTuple):
    checklist: Checklist
    survey: Survey


@cache
def asked() -> Asked:
    """Open the survey, in memory."""
    source = Source("prove.yaml", CHECKLIST.encode())
    checklist = load_source(source, Checklist).document
    county = load(Path(bundled("checklists", "counties", "agder.yaml")), County).document
    survey = open_survey(
        checklist,
        source.sha256,
        county.offices,
        survey_id="prove-2026",
        title="Prøve",
        today=TODAY,
        municipalities=county.municipalities,
    )
    return Asked(checklist, survey)
