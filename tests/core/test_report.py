from dataclasses import replace
from datetime import date

import pytest

from navcheck.core.model import Answer, Plan
from navcheck.core.model.desk import Comment
from navcheck.core.report import Desk, Report, build_report
from navcheck.core.round import Round
from navcheck.core.words import ReportEdition, Standing
from tests.builders import make_checklist, make_round

DAY = date(2026, 11, 21)
CHECKLIST = make_checklist("""
    scales:
      svar: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
    topics:
      - id: tema
        title: {nb: Tema}
        heading: {nb: Tema}
        questions:
          - {id: rutine, type: choice, scale: svar, gaps: {nei: risk}, text: {nb: Rutine?}}
          - {id: deltakere, type: number, persons: true, text: {nb: Hvor mange?}}
""")


def a_round(**survey: object) -> Round:
    return make_round(
        CHECKLIST,
        {
            "Nav Vik": {"rutine": "nei", "deltakere": "3"},
            "Nav Nes": {"rutine": "nei", "deltakere": "12"},
            "Nav Bø": Standing.MISSING,
        },
        survey=survey,
    )


def a_report(one: Round | None = None, desk: Desk | None = None) -> Report:
    return build_report(one or a_round(), desk or Desk(), DAY)


@pytest.mark.parametrize(
    ("deadline", "until"),
    [(None, None), ("2026-11-20", None), ("2026-11-21", date(2026, 11, 21)), ("2026-12-15", date(2026, 12, 15))],
)
def test_it_is_a_draft_until_the_day_for_comments_has_passed(deadline: str | None, until: date | None) -> None:
    given = {"comment_deadline": deadline} if deadline else {}
    assert a_report(a_round(**given)).draft_until == until


def test_what_is_shown_holds_no_small_number_of_persons() -> None:
    report = a_report()
    shown = [Answer(value="1–4"), Answer(value="12")]
    assert [read.told("deltakere").answer for read in report.matrix.read] == shown
    assert [read.told("deltakere").answer for read in report.grid.matrix.read] == shown


def test_a_draft_for_one_office_holds_nothing_of_the_others() -> None:
    comments = (
        Comment.model_validate({"office": "vik", "question": "rutine", "date": "2026-11-20", "text": "Den er på vei."}),
        Comment.model_validate({"office": "nes", "date": "2026-11-20", "text": "Ingen merknader."}),
    )
    report = a_report(desk=Desk(plan=Plan(navcheck="plan/1"), comments=comments))
    office = report.survey.offices[0]
    draft = report.draft_for((office,))
    assert draft.edition is ReportEdition.DRAFT
    assert {gap.office.id for gap in draft.matrix.gaps} == {"vik"}
    assert [one.text for one in draft.comments] == ["Den er på vei."]
    assert {row.entry.office.id for row in draft.data} == {"vik"}
    assert draft.plan is not None
    assert {point.office.id for point in draft.plan.points} == {"vik"}


def test_a_survey_without_a_plan_or_a_last_round_has_neither_in_its_report() -> None:
    report = a_report()
    assert (report.plan, report.comparison) == (None, None)
    assert len(report.past) == 1


def test_a_last_round_is_compared_with_and_counted() -> None:
    report = a_report(replace(a_round(period="2026"), before=a_round(period="2025")))
    assert report.comparison is not None
    assert report.comparison.counts["same"] == 2
    assert [one.period for one in report.past] == ["2025", "2026"]


def test_only_the_public_edition_says_nothing_of_who_has_which_point() -> None:
    report = a_report()
    assert {edition: report.as_edition(edition).is_named for edition in ReportEdition} == {
        ReportEdition.PUBLIC: False,
        ReportEdition.NAMED: True,
        ReportEdition.DRAFT: True,
    }
