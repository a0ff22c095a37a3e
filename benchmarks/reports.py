"""How long the report takes in each of its formats, held against loading the survey that it is about."""

from collections.abc import Iterator
from functools import partial

from benchmarks.ratios import Act, Line, in_turn
from benchmarks.workshop import DAY, Workshop
from navcheck.core.report import Desk, build_report
from navcheck.core.words import ReportEdition
from navcheck.files.catalogues import load_tongue
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.render.report import FORMATS

OFFICES, RUNS = 300, 3


def reporting(workshop: Workshop) -> Iterator[Line]:
    """Measure each format, in its own edition; the county's holds most."""
    path = workshop.wide(OFFICES)
    one, _ = read_folder(open_folder(path))
    questions = sum(1 for _ in one.checklist.questions())
    report, tongue = build_report(one, Desk(), DAY), load_tongue("nb")
    what = f"report of {OFFICES} offices × {questions} questions"

    def measured(kind: str, act: Act) -> Line:
        return Line(f"{what}, {kind}", "loading the survey", in_turn(RUNS, act, lambda: read_folder(open_folder(path))))

    yield measured("its value", lambda: build_report(one, Desk(), DAY))
    for form, writer in FORMATS.items():
        for edition in (ReportEdition.NAMED, ReportEdition.PUBLIC):
            yield measured(f"{form}, {edition}", partial(writer.write, report.as_edition(edition), tongue, None))
