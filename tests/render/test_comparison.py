import json
from dataclasses import replace

import pytest

from navcheck.core.compare import compare
from navcheck.core.messages import ENGLISH
from navcheck.core.round import Round
from navcheck.core.words import Standing
from navcheck.render.comparison import lay_out_comparison
from navcheck.render.comparison_data import comparison_data
from navcheck.render.marks import ASCII, UNICODE, Symbols
from navcheck.render.outline import format_markdown, format_terminal
from tests.builders import Answers, make_coding, make_office, make_round
from tests.core.one_topic import one_topic

QUESTIONS = """
scales: {{praksis: {{alle: {{label: {{nb: Alle}}, status: met}}, noen: {{label: {{nb: Noen}}}}}}}}
questions:
  - {{id: rutine, short: {{nb: Rutine}}, type: choice, scale: praksis, gaps: {{noen: {noen}}}}}
  - {{id: fritt, short: {{nb: Fritt}}, type: text, codes: praksis, gaps: {{noen: improvement}}}}
"""
CODING = make_coding("fritt: [{words: Litt, code: noen}]")


def survey(
    answers: dict[str, Answers | Standing], *, noen: str = "risk", version: str = "1", period: str | None = "2026"
) -> Round:
    asked = one_topic(QUESTIONS.format(noen=noen)).model_copy(update={"version": version})
    return make_round(asked, answers, survey={"period": period} if period else None)


def terminal(now: Round, before: Round, symbols: Symbols = UNICODE) -> str:
    return format_terminal(lay_out_comparison(compare(now, before), ENGLISH, symbols), 80)


def test_the_same_checklist_and_offices_are_not_told_as_differing() -> None:
    out = terminal(survey({"Nav A": {"rutine": "alle"}}), survey({"Nav A": {"rutine": "noen"}}, period="2025"))
    assert "What differs" not in out
    assert out.startswith("Prøve: 2026 compared with 2025\n")
    assert "Closed points (1)" in out
    assert "Nav A: !\N{NO-BREAK SPACE}risk of failure: «Noen» → «Alle»\n" in out


def test_another_version_with_the_same_questions_is_told_as_that() -> None:
    out = terminal(survey({"Nav A": {}}, version="2"), survey({"Nav A": {}}))
    assert "The checklist was prove 1 and is prove 2; all questions are the same." in out


def test_a_question_that_is_judged_otherwise_is_told() -> None:
    out = terminal(survey({"Nav A": {}}, noen="improvement"), survey({"Nav A": {}}))
    assert "Tema, Rutine: other answers fall short than before, so a point may be new" in out


def test_a_new_office_and_one_that_is_gone_are_named_with_what_cannot_be_compared() -> None:
    out = terminal(survey({"Nav Ny": {"rutine": "noen"}}), survey({"Nav Borte": {"rutine": "noen"}}, period="2025"))
    assert "    new office: Nav Ny\n    office that is not asked any more: Nav Borte\n" in out
    assert "Cannot be compared (2)" in out
    assert "Nav Borte (2025, no office to compare with): !" in out
    assert "Nav Ny (2026, no office to compare with): !" in out
    assert "New points" not in out
    assert "Closed points" not in out


def test_rounds_without_a_period_or_with_the_same_are_called_by_their_surveys() -> None:
    for period in (None, "2026"):
        one = survey({"Nav A": {}}, period=period)
        assert terminal(one, one).startswith("Prøve: prove compared with prove\n")


def test_what_the_screen_cannot_show_is_written_with_plain_signs() -> None:
    out = terminal(survey({"Nav A": {"rutine": "alle"}}), survey({"Nav A": {"rutine": "noen"}}), ASCII)
    assert "«Noen» -> «Alle»" in out
    assert "→" not in out


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({}, "unanswered"),
        ({"rutine": {"instead": "ikke-aktuelt", "comment": "Ingen her"}}, "not applicable"),
        (Standing.MISSING, "not responded"),
        (Standing.UNREADABLE, "cannot be read"),
    ],
)
def test_silence_is_told_by_its_kind(now: Answers | Standing, words: str) -> None:
    out = terminal(survey({"Nav A": now}), survey({"Nav A": {"rutine": "noen"}}))
    assert "Not seen now: nothing tells whether it is closed (1)" in out
    assert f"risk of failure: «Noen» → {words}\n" in out


def test_foreign_words_stay_text_in_markdown() -> None:
    before = survey({"Nav [A](x)": {"rutine": "noen"}})
    page = format_markdown(lay_out_comparison(compare(before, before), ENGLISH, UNICODE))
    assert "Nav \\[A\\](x)" in page


def test_only_the_authority_concludes_where_a_breach_is_possible() -> None:
    law = "sources: {loven-1: {title: loven § 1}}\n" + QUESTIONS.format(noen="breach").replace(
        "type: choice", "type: choice, ground: law, legal_basis: [loven-1]"
    )
    one = make_round(one_topic(law), {"Nav A": {"rutine": "noen"}})
    assert "Only Statsforvalteren concludes" in terminal(one, one)
    assert "Only Statsforvalteren concludes" not in terminal(
        survey({"Nav A": {"rutine": "noen"}}), survey({"Nav A": {"rutine": "noen"}})
    )


def test_data_hold_each_office_of_a_unit_with_its_own_words() -> None:
    now, before = (
        survey({"Nav AB": {"rutine": "noen"}}),
        survey({"Nav A": {"rutine": "noen"}, "Nav B": Standing.MISSING}),
    )
    merged = make_office("Nav AB", was=["a", "b"])
    joined = Round(now.survey.model_copy(update={"offices": (merged,)}), now.checklist, None, now.entries)
    (point,) = json.loads(comparison_data(compare(joined, before), ENGLISH))["points"]
    assert point["then"]["answers"] == [
        {
            "office": "a",
            "standing": "responded",
            "status": "answered",
            "severity": "risk",
            "raised_to": None,
            "words": "Noen",
        },
        {"office": "b", "standing": "missing", "status": None, "severity": None, "raised_to": None, "words": None},
    ]


def test_a_point_that_the_other_lists_raise_says_so() -> None:
    before = survey({"Nav A": {"fritt": "Litt"}, "Nav B": {"rutine": "alle"}}, period="2025")
    before = replace(before, coding=CODING)
    now = replace(before, before=before)
    out = terminal(now, before)
    assert "Nav A (raised): ↑\N{NO-BREAK SPACE}point for improvement: «Litt»\n" in out
    assert "\nraised: the other lists show it as risk of failure, since it was a point last\n  time too\n" in out
    (point,) = json.loads(comparison_data(compare(now, before), ENGLISH))["points"]
    assert [point[side]["answers"][0]["raised_to"] for side in ("then", "now")] == [None, "risk"]
    assert "raised" not in terminal(before, before)
