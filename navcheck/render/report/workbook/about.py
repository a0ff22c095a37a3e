"""The workbook's first sheet: what the report is, how much it builds on, and what its signs mean."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from openpyxl.styles import Font

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import Move, PointState, ReportEdition, Severity, SignalKind, Standing, Status
from navcheck.render.comparison import COUNTED
from navcheck.render.covered import tell_coverage
from navcheck.render.forms.cells import DARK, FONT, YELLOW, cell_at, height_of, put, set_height
from navcheck.render.forms.wording import Weight
from navcheck.render.marks import FULL, UNICODE
from navcheck.render.plan_card import STATES
from navcheck.render.points import ONLY_THE_AUTHORITY
from navcheck.render.report.chapters.opening import EDITIONS
from navcheck.render.report.workbook.paper import RUNNING, Column, Paper, Toned, Value, fit, tone_of, toned, write_row
from navcheck.render.said import name_of, title_of
from navcheck.render.signals import claimed_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from navcheck.core.matrix import Matrix
    from navcheck.core.report import Report

SMALL_NUMBERS = say(
    "A number of persons from 1 to 4 stands as «1–4», and as «5+» where a sum would give such a number away."
)
_COLUMNS = (Column("", 34), Column("", 100))
_BOLD = Font(name=FONT, size=11, bold=True)
_SIGNS = (*Severity, SignalKind.CONFLICT, *(status for status in Status if status is not Status.NOT_ASKED))

Line = tuple[Value, Value]


def banner_of(report: "Report", tongue: Tongue) -> str:
    """Return what stands on every page of a draft."""
    if report.draft_until is not None:
        return tongue(say("Draft – comments by {day}", day=report.draft_until))
    return tongue(say("Draft")) if report.edition is ReportEdition.DRAFT else ""


def edition_words(report: "Report", tongue: Tongue) -> str:
    """Say in a sentence for whom the report is."""
    offices = tuple(office.name for office in report.offices)
    return tongue(say(EDITIONS[report.edition].text, offices=offices))


def write_about(sheet: "Worksheet", report: "Report", matrix: "Matrix", paper: Paper) -> None:
    """Write captions and what stands behind them; `matrix` is what the edition counts."""
    tongue = paper.tongue
    for letter, column in zip("AB", _COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = column.width
    title, beneath = title_of(report.matrix)
    for n, (text, weight) in enumerate(((title, Weight.TITLE), (beneath, Weight.HEADING)), 1):
        put(cell_at(sheet, n, 1), fit(text, tongue), weight)
        cell_at(sheet, n, 1).alignment = RUNNING
        set_height(sheet, n, height_of([(weight, text)], sum(column.width for column in _COLUMNS)))
    for n in (1, 2):
        cell_at(sheet, 1, n).fill = DARK
    at = 3
    sheet.append(())
    for line in _lines(report, matrix, tongue):
        at += 1
        write_row(sheet, at, line, _COLUMNS, paper)
        cell_at(sheet, at, 1).font = _BOLD
        if paper.banner and at == 4:  # noqa: PLR2004 -- the first line
            for n in (1, 2):
                cell_at(sheet, at, n).fill = YELLOW
    sheet.freeze_panes = "A2"
    paper.set_up(sheet, (1, 1), sum(column.width for column in _COLUMNS))


def _lines(report: "Report", matrix: "Matrix", tongue: Tongue) -> Iterator[Line]:
    banner = banner_of(report, tongue)
    if banner:
        yield banner, tongue(say("Nothing here is final before the deadline for comments has passed."))
    yield tongue(say("Edition")), edition_words(report, tongue)
    yield tongue(say("Made")), tongue.day(report.day)
    survey, checklist = report.survey, matrix.round.checklist
    yield tongue(say("Deadline for answers")), tongue.day(survey.deadline) if survey.deadline is not None else None
    yield tongue(say("Checklist")), f"{tongue.pick(checklist.title)} ({checklist.id}, {checklist.version})"
    yield from _counts(matrix, tongue)
    if report.edition is not ReportEdition.DRAFT:
        yield from ((tongue(say("Coverage")), one.text) for one in tell_coverage(matrix.round, tongue))
    yield from _beside(report, tongue)
    yield from _unread(report, matrix, tongue)
    yield tongue(say("Small numbers")), tongue(SMALL_NUMBERS)
    yield tongue(say("Breaches of the law")), tongue(ONLY_THE_AUTHORITY)
    yield None, None
    yield tongue(say("Signs")), None
    yield from ((Toned(UNICODE.of(one), tone_of(one), is_sign=True), tongue(FULL[one])) for one in _SIGNS)
    yield Toned("", tone_of(Status.NOT_ASKED)), tongue(FULL[Status.NOT_ASKED])


def _counts(matrix: "Matrix", tongue: Tongue) -> Iterator[Line]:
    yield tongue(say("Offices")), len(matrix.rows)
    yield tongue(say("Responses")), matrix.standing(Standing.RESPONDED)
    others = (
        (say("Drafts that are counted"), matrix.standing(Standing.DRAFT)),
        (say("Drafts that are not counted"), matrix.round.drafts_left_out),
        (say("Responses that cannot be read"), matrix.standing(Standing.UNREADABLE)),
        (say("Responses that are not confirmed"), sum(entry.unconfirmed for entry in matrix.round.entries)),
    )
    yield from ((tongue(words), count) for words, count in others if count)
    for severity in Severity:
        yield toned(severity, tongue(FULL[severity])), matrix.severity(severity)
    for status in Status:
        yield toned(status, tongue(FULL[status])), matrix.statuses.get(status, 0)
    claimed = claimed_of(matrix)
    message = say(
        "{answers} of {count} answers that a document is asked for, at {offices} of {all} offices",
        answers=claimed.answers,
        count=claimed.of,
        offices=claimed.offices,
        all=claimed.of_offices,
    )
    yield tongue(say("Not documented")), tongue(message)


def _beside(report: "Report", tongue: Tongue) -> Iterator[Line]:
    """Tell how the plan, the last round and the comments stand, as counts."""
    if report.comparison is not None and report.edition is not ReportEdition.DRAFT:
        counts = report.comparison.counts
        yield tongue(say("Since the last round")), _counted(((COUNTED[move], counts[move]) for move in Move), tongue)
    if report.plan is not None:
        states = ((STATES[PointState(state)], count) for state, count in report.plan.counts.items() if count)
        yield tongue(say("Points of the plan")), _counted(states, tongue)
    if report.comments:
        offices = len({one.office for one in report.comments})
        whose = say_many("{count} office", "{count} offices", offices)
        yield (
            tongue(say("Comments to the draft")),
            tongue(say("{count} from {offices}", count=len(report.comments), offices=whose)),
        )


def _counted(counts: "Iterable[tuple[Message, int]]", tongue: Tongue) -> str:
    return " · ".join(f"{tongue(words)} {tongue.number(count)}" for words, count in counts)


def _unread(report: "Report", matrix: "Matrix", tongue: Tongue) -> Iterator[Line]:
    """Tell what no rule has seen: texts without a code, and files that were not read."""
    yield tongue(say("Answers that are not coded")), sum(one.count for one in matrix.uncoded)
    for one in matrix.uncoded if report.is_named else ():
        yield None, f"{name_of(matrix.round.checklist, one.question, tongue)}: {tongue.number(one.count)}"
    yield tongue(say("Files that were left out")), len(matrix.left_out)
    for file in matrix.left_out if report.is_named else ():
        yield None, f"{file.name}: {tongue(file.reason)}"
