"""How long the report takes in each of its formats, held against loading the survey that it is about."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.ratios import ratio
from benchmarks.surveys import make_wide
from navcheck.core.report import Desk, build_report
from navcheck.core.words import ReportEdition
from navcheck.files.catalogues import load_tongue
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.render.report import FORMATS

DAY = date(2026, 11, 21)
RUNS = 3


def reporting(offices: int) -> Iterator[list[str]]:
    """Measure each format, in its own edition; the county's holds most."""
    with tempfile.TemporaryDirectory() as name:
        path = make_wide(Path(name), offices, DAY)
        one, _ = read_folder(open_folder(path))
        questions = sum(1 for _ in one.checklist.questions())
        report, tongue = build_report(one, Desk(), DAY), load_tongue("nb")
        what = f"{offices} responses of {questions} questions: the report"

        def measured(kind: str, act: Callable[[], object]) -> list[str]:
            return ratio(f"{what}{kind}", "loading the survey", act, lambda: read_folder(open_folder(path)), RUNS)

        yield measured("'s value", lambda: build_report(one, Desk(), DAY))
        for form, writer in FORMATS.items():
            for edition in (ReportEdition.NAMED, ReportEdition.PUBLIC):
                yield measured(
                    f" as {form}, {edition}", partial(writer.write, report.as_edition(edition), tongue, None)
                )
