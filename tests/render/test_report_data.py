"""The report as JSON and CSV, and what none of its formats tells to those who are not to know it."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navcheck.core.messages import ENGLISH
from navcheck.core.model import Plan
from navcheck.core.model.desk import Comment
from navcheck.core.report import Desk, OwnText, Report, build_report
from navcheck.core.round import Round
from navcheck.core.words import ReportEdition, Standing
from navcheck.render.report import FORMATS
from tests.builders import make_checklist, make_round

DAY = date(2026, 11, 21)
ASKED = make_checklist("""
    sources:
      sotjl-29: {title: sosialtjenesteloven § 29}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Finne}
        shows: maate
        questions:
          - {id: maate, type: text, text: {nb: 'Hvordan finner dere dem?'}}
          - id: rutine
            type: choice
            choices: {ja: {label: {nb: Ja}, status: met}, delvis: {label: {nb: Delvis}}, nei: {label: {nb: Nei}}}
            evidence: {ask: true, what: {nb: Rutinen}}
            ground: law
            legal_basis: [sotjl-29]
            text: {nb: 'Har dere en rutine?'}
            gaps: {nei: breach, delvis: improvement}
          - id: ventende
            type: number
            persons: true
            text: {nb: 'Hvor mange venter?'}
            gaps: [{above: 0, severity: risk}]
      - id: folge
        title: {nb: Følge opp}
        heading: {nb: Følge opp}
        questions:
          - id: plan
            type: choice
            choices: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
            text: {nb: 'Lager dere en plan?'}
            gaps: {nei: risk}
          - id: frist
            type: choice
            choices: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
            text: {nb: 'Setter dere en frist?'}
            gaps: {nei: risk}
      - id: tall
        title: {nb: Tall}
        heading: {nb: Deltakere}
        shows: deltakere
        questions:
          - {id: deltakere, type: number, persons: true, text: {nb: Hvor mange?}, gaps: [{above: 0, severity: risk}]}
    checks:
      - id: gap-of-two
        about: rutine
        when: {rutine: [ja], plan: [nei]}
        text: {nb: 'En rutine, men ingen plan.'}
""")
USUAL = {
    "maate": "Vi går gjennom listene",
    "rutine": "ja",
    "plan": "ja",
    "frist": "ja",
    "ventende": "0",
    "deltakere": "40",
}
NAMES = ("Nav Askedal", "Nav Bjørkeli", "Nav Elgheim", "Nav Furumo", "Nav Granlia")
SURVEY = {"title": "Oppfølging i Fylket", "period": "2026", "authority": "Statsforvalteren i Fylket"}
# Of a question that the table does not show: what an office may have answered.
HIDDEN = (
    {"rutine": "nei"},
    {"rutine": "delvis", "plan": "nei"},
    {"rutine": {"value": "ja", "evidence": [{"proof": "written"}]}},
    {"frist": "nei", "ventende": "12"},
    {"rutine": {"instead": "vet-ikke"}, "plan": "nei"},
)


def report_of(one: Round, **desk: Any) -> Report:  # noqa: ANN401 -- the fields of a desk
    return build_report(one, Desk(**desk), DAY)


def answered(hidden: Sequence[Mapping[str, object]], **more: str) -> Report:
    answers = {
        name: {**USUAL, "maate": f"På vår måte, {name}", **more, **own} for name, own in zip(NAMES, hidden, strict=True)
    }
    return report_of(make_round(ASKED, {**answers, "Nav Utkanten": Standing.MISSING}, survey=SURVEY))  # type: ignore[dict-item]


def written(report: Report, edition: ReportEdition, form: str) -> bytes:
    return FORMATS[form].write(report.as_edition(edition), ENGLISH, None)


def read_json(report: Report) -> dict[str, Any]:
    document = json.loads(FORMATS["json"].write(report, ENGLISH, None))
    assert isinstance(document, dict)
    return document


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(permutations(HIDDEN))))
def test_the_public_edition_is_the_same_whichever_office_has_which_points(
    hidden: Sequence[Mapping[str, object]],
) -> None:
    before, after = answered(HIDDEN), answered(hidden)
    for form in ("json", "csv", "xlsx"):
        assert written(before, ReportEdition.PUBLIC, form) == written(after, ReportEdition.PUBLIC, form), form
    if list(hidden) != list(HIDDEN):
        assert written(before, ReportEdition.NAMED, "json") != written(after, ReportEdition.NAMED, "json")


@pytest.mark.parametrize("edition", [ReportEdition.PUBLIC, ReportEdition.NAMED])
@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_no_format_tells_how_small_a_small_number_is(edition: ReportEdition, form: str) -> None:
    told = {
        written(answered([{"ventende": small, "deltakere": small}, *HIDDEN[1:]]), edition, form)
        for small in ("1", "2", "3", "4")
    }
    assert len(told) == 1
    shown = written(answered([{"ventende": "5", "deltakere": "5"}, *HIDDEN[1:]]), edition, form)
    assert (shown in told) is (edition is ReportEdition.PUBLIC)  # which tells no office's figures that rules judge


def test_a_small_number_stands_nowhere_and_its_words_do() -> None:
    report = answered([{"ventende": "3", "deltakere": "2"}, *HIDDEN[1:]])
    document = read_json(report)
    cells = [cell for row in document["rows"] for cell in row["cells"] if cell["topic"] == "tall"]
    assert [cell["value"] for cell in cells] == ["1–4", 40, 40, 40, 40]
    gaps = [gap["words"] for gap in document["gaps"] if gap["question"] == "ventende"]
    assert gaps == ["1–4", "12"]


def test_everybody_reads_an_offices_own_words_and_silences_alone() -> None:
    answers = {"Nav Askedal": {**USUAL, "rutine": "nei"}, "Nav Bjørkeli": {"maate": {"instead": "vet-ikke"}}}
    one = make_round(ASKED, {**answers, "Nav Utkanten": Standing.MISSING}, survey=SURVEY)  # type: ignore[dict-item]
    public = report_of(one).as_edition(ReportEdition.PUBLIC)
    raw = FORMATS["csv"].write(public, ENGLISH, None).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(raw), delimiter=";")) == [
        ["Nav office", "Finne", "Følge opp", "Deltakere"],
        ["Nav Askedal", "Vi går gjennom listene", "2 of 2 answered", "1 of 1 answered"],
        ["Nav Bjørkeli", "don't know", "unanswered", "unanswered"],
        ["Nav Utkanten", "not responded", "not responded", "not responded"],
    ]
    rows = read_json(public)["rows"]
    assert {name for row in rows for cell in row["cells"] for name in cell} == {"topic", "words", "status"}
    assert [cell["status"] for cell in rows[0]["cells"]] == ["answered", "answered", "answered"]


def test_everybody_reads_counts_of_the_points() -> None:
    document = read_json(answered(HIDDEN).as_edition(ReportEdition.PUBLIC))
    assert document["counts"]["gaps"] == {"breach": 1, "risk": 10, "improvement": 1}
    finne = document["topics"][0]
    assert (finne["offices"], finne["of"]) == (4, 5)
    assert finne["severities"] == {"breach": 1, "risk": 2, "improvement": 1}
    rutine = document["questions"]["topics"][0]["questions"][1]
    assert rutine["counts"]["gaps"] == {"breach": 1, "risk": 1, "improvement": 1}
    assert not {"gaps", "data"} & set(document)


def test_the_county_reads_everything() -> None:
    comment = Comment.model_validate(
        {"office": "askedal", "question": "rutine", "date": "2026-11-20", "text": "Den er i arbeid"}
    )
    survey = {**SURVEY, "comment_deadline": "2026-12-15"}
    report = build_report(
        make_round(ASKED, {name: {**USUAL, "rutine": "nei"} for name in NAMES}, survey=survey),
        Desk(Plan.model_validate({"navcheck": "plan/1"}), None, (comment,), (OwnText("10-ingress.md", "# Ingress"),)),
        DAY,
    )
    document = read_json(report)
    assert list(document)[:5] == ["navcheck", "edition", "language", "day", "draft_until"]
    assert (document["navcheck"], document["edition"], document["draft_until"]) == ("report/1", "named", "2026-12-15")
    assert len(document["gaps"]) == document["counts"]["gaps"]["breach"] + document["counts"]["gaps"]["risk"]
    assert document["comments"][0]["text"] == "Den er i arbeid"
    assert document["plan"]["states"]["unplanned"] == len(document["gaps"])
    assert document["comparison"] is None
    assert document["texts"] == [{"name": "10-ingress.md", "markdown": "# Ingress"}]
    public = read_json(report.as_edition(ReportEdition.PUBLIC))
    assert public["comments"] == {"count": 1, "offices": 1}
    assert "points" not in public["plan"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_draft_says_nothing_of_other_offices(form: str) -> None:
    report = answered(HIDDEN, maate="De samme ordene hos alle sammen")
    own = report.matrix.rows[1].office
    text = FORMATS[form].write(report.draft_for((own,)), ENGLISH, None).decode()
    assert own.name in text
    for row in report.matrix.rows:
        if row.office.id != own.id:
            assert row.office.name not in text
            assert f'"{row.office.id}"' not in text


def test_the_counts_of_a_draft_are_its_offices_own() -> None:
    report = answered(HIDDEN)
    document = read_json(report.draft_for((report.matrix.rows[0].office,)))
    assert document["counts"]["offices"] == 1
    assert sum(document["counts"]["statuses"].values()) == len(ASKED.by_id)
    assert document["counts"]["gaps"] == {"breach": 1, "risk": 1, "improvement": 0}
