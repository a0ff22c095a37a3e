"""What a report is made of: the survey with the rounds before it, and what lies on the county's desk."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from navcheck.cli.reading import read_survey
from navcheck.core.model import Plan
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.report import Desk, Report, build_report
from navcheck.core.round import LeftOut, Round
from navcheck.core.words import Severity, Standing
from navcheck.files.comments import find_comments
from navcheck.files.disk import is_there
from navcheck.files.manifest import Counts
from navcheck.files.plan_file import PLAN_FILE, find_last_plan, find_plan
from navcheck.files.report_folder import check_folder, read_template, read_texts
from navcheck.files.report_inputs import ROUNDS_BACK, Sums, take_sums
from navcheck.files.survey_folder import open_folder


@dataclass(frozen=True, slots=True)
class Material:
    """A report as a value, the county's template, and the sums of all files that they were read from.

    `path` is the survey's folder. `problems` are those of what cannot be used, where the report can be built without.
    """

    path: Path
    report: Report
    template: bytes | None
    inputs: Sums
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> Counts:
        """What is counted, to tell later what moved."""
        matrix = self.report.matrix
        return Counts(
            offices=len(matrix.rows),
            responses=matrix.standing(Standing.RESPONDED),
            points={severity: matrix.severity(severity) for severity in Severity},
            signals=len(matrix.signals),
        )


def gather(path: Path, day: date, *, drafts: bool) -> Material:
    """Read all that a report is made of; the sums are taken first, so that a later change is noticed.

    Raises:
        NavcheckError: what keeps the survey, its plan, its comments or the county's own texts from being used.

    """
    check_folder(path)
    inputs = take_sums(path)
    folder = open_folder(path)
    one, found = read_survey(folder, drafts=drafts, back=ROUNDS_BACK)
    problems = list(found)
    texts, left_out = read_texts(path)
    desk = Desk(_plan(path, one), _last_plan(path, one, problems), find_comments(folder).document.comments, texts)
    report = build_report(one, desk, day)
    return Material(path, report, read_template(path), inputs, (*one.left_out, *left_out), tuple(problems))


def _plan(path: Path, one: Round) -> Plan | None:
    return find_plan(path, one).document if is_there(path / PLAN_FILE) else None


def _last_plan(path: Path, one: Round, problems: list[Problem]) -> Plan | None:
    try:
        return find_last_plan(path, one)
    except NavcheckError as error:
        problems += error.problems
        return None
