from collections.abc import Mapping
from dataclasses import replace

import pytest

from navcheck.core.matrix import Cell, Matrix, build_matrix, narrow
from navcheck.core.messages import Message, say
from navcheck.core.narrowing import Narrowing
from navcheck.core.round import LeftOut
from navcheck.core.words import Severity, SignalKind, Standing, Status
from tests.builders import Answers, Written, make_response, make_round
from tests.core.one_topic import one_topic

SCALES = """
scales:
  praksis:
    alle: {label: {nb: I alle saker, nn: I alle saker}, status: met}
    fleste: {label: {nb: I de fleste saker, nn: I dei fleste saker}}
    noen: {label: {nb: I noen saker, nn: I nokre saker}}
  virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}
"""
SHOWN = (
    SCALES
    + """
topics:
  - id: tilby
    title: {nb: Tilby}
    heading: {nb: Tilbud}
    shows: vilkar
    questions:
      - {id: vilkar, type: choice, scale: praksis, text: {nb: Vilkår?}, gaps: {fleste: improvement, noen: risk}}
      - {id: vedtak, type: choice, scale: praksis, text: {nb: Vedtak?}, gaps: {fleste: risk, noen: breach}}
  - id: hendelse
    title: {nb: Hendelse}
    heading: {nb: Hendelse}
    shows: corona
    questions:
      - {id: corona, type: text, codes: virkning, text: {nb: Hva gjorde Corona?}, when: {vilkar: [alle, noen]}}
      - {id: siden, type: text, text: {nb: Siden når?}}
"""
)
SUMMED = (
    SCALES
    + """
topics:
  - id: tilby
    title: {nb: Tilby}
    heading: {nb: Tilbud}
    questions:
      - {id: vilkar, type: choice, scale: praksis, text: {nb: Vilkår?}}
      - {id: vedtak, type: choice, scale: praksis, text: {nb: Vedtak?}, evidence: {ask: true, what: {nb: Vedtak}}}
      - {id: frist, type: choice, scale: praksis, text: {nb: Frist?}, when: {vilkar: [alle]}}
"""
)
ALL_HIDDEN = """
topics:
  - {id: a, title: {nb: A}, heading: {nb: A}, questions: [{id: deltakere, type: number, text: {nb: Hvor mange?}}]}
  - id: b
    title: {nb: B}
    heading: {nb: B}
    questions: [{id: hvem, type: text, text: {nb: Hvem?}, when: {deltakere: {above: 0}}}]
"""


def cells(checklist: str, answers: Answers, coding: str = "") -> tuple[Cell, ...]:
    (row,) = build_matrix(make_round(checklist, {"Nav Risør": answers}, coding=coding)).rows
    return row.cells


def tally(met: int, asked: int) -> tuple[Message, ...]:
    return (say("{met} of {asked} met", met=met, asked=asked),)


@pytest.mark.parametrize(
    ("answers", "status", "severity"),
    [
        ({"vilkar": "alle"}, Status.MET, None),
        ({"vilkar": "fleste"}, Status.ANSWERED, Severity.IMPROVEMENT),
        ({"vilkar": "fleste", "vedtak": "fleste"}, Status.ANSWERED, Severity.RISK),
        ({"vilkar": "noen", "vedtak": "fleste"}, Status.ANSWERED, Severity.RISK),
        ({"vilkar": "alle", "vedtak": "noen"}, Status.MET, Severity.BREACH),
        ({"vedtak": "noen"}, Status.UNANSWERED, Severity.BREACH),
        ({"vilkar": {"instead": "vet-ikke"}}, Status.UNKNOWN, Severity.RISK),
        ({"vilkar": {"instead": "ikke-aktuelt", "comment": "Nei"}}, Status.NOT_APPLICABLE, None),
    ],
)
def test_a_cell_has_the_status_of_what_it_shows_and_the_worst_gap_of_its_topic(
    answers: Answers, status: Status, severity: Severity | None
) -> None:
    cell, _ = cells(SHOWN, answers)
    assert (cell.status, cell.severity) == (status, severity)


def test_a_gap_in_one_topic_marks_no_other() -> None:
    assert [cell.severity for cell in cells(SHOWN, {"vilkar": "noen", "corona": "ja"})] == [Severity.RISK, None]


def test_a_cell_holds_the_label_of_a_choice_in_every_language() -> None:
    assert cells(SHOWN, {"vilkar": "fleste"})[0].said == ({"nb": "I de fleste saker", "nn": "I dei fleste saker"},)


def test_a_cell_holds_the_words_of_the_office_and_never_the_code() -> None:
    _, cell = cells(SHOWN, {"vilkar": "alle", "corona": "=1+1\nog så"}, "corona: [{words: =1+1 og så, code: utsatt}]")
    assert cell == Cell(("=1+1\nog så",), Status.ANSWERED)


def test_words_that_happen_to_be_a_code_stay_words() -> None:
    _, cell = cells(SHOWN, {"vilkar": "alle", "corona": "utsatt"})
    assert cell.said == ("utsatt",)


def test_several_choices_are_told_one_by_one() -> None:
    checklist = (
        SCALES
        + """
topics:
  - id: a
    title: {nb: A}
    heading: {nb: A}
    shows: b
    questions: [{id: b, type: choices, scale: praksis, text: {nb: B}}]
"""
    )
    (cell,) = cells(checklist, {"b": ["noen", "alle"]})
    assert cell.said == ({"nb": "I noen saker", "nn": "I nokre saker"}, {"nb": "I alle saker", "nn": "I alle saker"})


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (None, Status.UNANSWERED),
        ({"instead": "vet-ikke"}, Status.UNKNOWN),
        ({"instead": "ikke-aktuelt", "comment": "Nei"}, Status.NOT_APPLICABLE),
    ],
)
def test_a_silence_has_no_words_and_keeps_its_kind(answer: Written | None, status: Status) -> None:
    _, cell = cells(SHOWN, {"vilkar": "alle"} | ({"corona": answer} if answer else {}))
    assert (cell.said, cell.status) == ((), status)


def test_what_was_not_asked_is_not_unanswered() -> None:
    _, cell = cells(SHOWN, {"vilkar": "fleste", "corona": "Mye"})
    assert cell == Cell((), Status.NOT_ASKED)


@pytest.mark.parametrize(
    ("answers", "met", "asked"),
    [
        ({"vilkar": "alle", "frist": "alle"}, 2, 3),
        ({"vilkar": "alle", "vedtak": "alle", "frist": "alle"}, 2, 3),
        ({"vilkar": "alle", "vedtak": {"value": "alle", "evidence": [{"proof": "shown"}]}, "frist": "alle"}, 3, 3),
        ({"vilkar": "noen"}, 0, 2),
        ({"vilkar": {"instead": "vet-ikke"}}, 0, 2),
    ],
)
def test_a_topic_that_shows_no_question_tells_how_many_of_those_asked_are_met(
    answers: Answers, met: int, asked: int
) -> None:
    assert cells(SUMMED, answers) == (Cell(tally(met, asked), Status.ANSWERED),)


def test_a_summed_topic_is_unanswered_only_when_all_of_it_is() -> None:
    assert cells(SUMMED, {}) == (Cell(tally(0, 2), Status.UNANSWERED),)
    assert cells(SUMMED, {"vedtak": "noen"}) == (Cell(tally(0, 2), Status.ANSWERED),)


@pytest.mark.parametrize(
    ("both", "status"),
    [
        ({"instead": "vet-ikke"}, Status.UNKNOWN),
        ({"instead": "ikke-aktuelt", "comment": "Nei"}, Status.NOT_APPLICABLE),
        ("noen", Status.ANSWERED),
    ],
)
def test_a_summed_topic_that_is_silent_in_one_way_is_silent_in_that_way(both: Written, status: Status) -> None:
    assert cells(SUMMED, {"vilkar": both, "vedtak": both})[0].status is status
    assert cells(SUMMED, {"vilkar": both})[0].status is Status.ANSWERED


@pytest.mark.parametrize("proofs", [[], [{"proof": "shown"}]])
def test_a_summed_topic_of_which_all_is_met_or_claimed_is_answered(proofs: list[dict[str, str]]) -> None:
    checklist = (
        SCALES
        + """
topics:
  - id: a
    title: {nb: A}
    heading: {nb: A}
    questions: [{id: b, type: choice, scale: praksis, text: {nb: B}, evidence: {ask: true, what: {nb: Vedtak}}}]
"""
    )
    assert cells(checklist, {"b": {"value": "alle", "evidence": proofs}}) == (
        Cell(tally(len(proofs), 1), Status.ANSWERED),
    )


def test_a_summed_topic_of_which_nothing_was_asked_was_not_asked() -> None:
    assert cells(ALL_HIDDEN, {"deltakere": "0"})[1] == Cell((), Status.NOT_ASKED)
    assert cells(ALL_HIDDEN, {"deltakere": "1"})[1] == Cell(tally(0, 1), Status.UNANSWERED)


def matrix_of(answers: Mapping[str, Answers | Standing], coding: str = "", checklist: str = SHOWN) -> Matrix:
    return build_matrix(make_round(checklist, answers, coding=coding))


def test_a_signal_marks_the_cells_of_its_offices_beside_the_gap() -> None:
    matrix = matrix_of(
        {f"Nav {name}": {"vilkar": "noen", "corona": "Mye" if name == "C" else name} for name in "ABCDE"}
    )
    assert [row.cells[0] for row in matrix.rows] == [
        Cell(({"nb": "I noen saker", "nn": "I nokre saker"},), Status.ANSWERED, Severity.RISK, SignalKind.NO_SPREAD)
    ] * 5
    assert [row.cells[1].signal for row in matrix.rows] == [None] * 5


def test_a_signal_marks_no_other_office() -> None:
    matrix = matrix_of(
        {"Nav A": {"vilkar": "alle", "corona": "Corona gjorde"}, "Nav B": {"vilkar": "alle", "corona": "Mye"}}
    )
    assert [row.cells[1].signal for row in matrix.rows] == [SignalKind.REPEATS_QUESTION, None]


def test_the_first_signal_of_a_cell_is_the_one_it_shows() -> None:
    words = "Corona gjorde Corona gjorde"
    matrix = matrix_of({f"Nav {name}": {"vilkar": "alle", "corona": words} for name in "ABC"})
    assert {signal.kind for signal in matrix.signals} == {SignalKind.SAME_WORDS, SignalKind.REPEATS_QUESTION}
    assert [row.cells[1].signal for row in matrix.rows] == [SignalKind.SAME_WORDS] * 3


def test_a_signal_on_any_question_of_a_topic_marks_its_cell() -> None:
    (row,) = matrix_of({"Nav A": {"vilkar": "alle", "corona": "Mye", "siden": "Siden"}}).rows
    assert row.cells[1].signal is SignalKind.REPEATS_QUESTION


def test_an_office_without_a_usable_response_has_a_row_without_cells() -> None:
    matrix = matrix_of({"Nav A": Standing.MISSING, "Nav B": {"vilkar": "alle"}, "Nav C": Standing.UNREADABLE})
    assert [(row.office.name, row.standing, row.number, len(row.cells)) for row in matrix.rows] == [
        ("Nav A", Standing.MISSING, None, 0),
        ("Nav B", Standing.RESPONDED, 1, 2),
        ("Nav C", Standing.UNREADABLE, None, 0),
    ]
    assert [matrix.standing(standing) for standing in Standing] == [1, 0, 1, 1]


def test_a_row_says_which_of_the_office_s_responses_it_shows() -> None:
    one = make_round(SHOWN, {"Nav A": {}})
    third = make_response(one.checklist, "a", {"vilkar": "alle"}).model_copy(update={"number": 3})
    (row,) = build_matrix(make_round(SHOWN, {"Nav A": third})).rows
    assert row.number == 3


def test_gaps_are_counted_by_severity() -> None:
    matrix = matrix_of({"Nav A": {"vilkar": "noen", "vedtak": "noen"}, "Nav B": {"vilkar": "noen"}, "Nav C": {}})
    assert [matrix.severity(severity) for severity in Severity] == [1, 2, 0]
    assert len(matrix.gaps) == 3


def test_every_answer_of_every_office_that_responded_is_counted_once_by_its_status() -> None:
    matrix = matrix_of(
        {"Nav A": {"vilkar": "alle", "corona": "Mye"}, "Nav B": {"vilkar": "fleste"}, "Nav C": Standing.MISSING}
    )
    assert dict(matrix.statuses) == {
        Status.MET: 1,
        Status.ANSWERED: 2,
        Status.UNANSWERED: 4,
        Status.NOT_ASKED: 1,
    }


def test_texts_without_a_code_are_counted_where_there_are_codes() -> None:
    answers: dict[str, Answers] = {f"Nav {name}": {"vilkar": "alle", "corona": name, "siden": "x"} for name in "ABC"}
    assert [(one.question.id, one.count) for one in matrix_of(answers).uncoded] == [("corona", 3)]
    coded = "corona: [{words: a, code: uendret}, {words: b, code: utsatt}]"
    assert [(one.question.id, one.count) for one in matrix_of(answers, coded).uncoded] == [("corona", 1)]
    coded = "corona: [{words: a, code: uendret}, {words: b, code: utsatt}, {words: c, code: utsatt}]"
    assert matrix_of(answers, coded).uncoded == ()


WHOLE: dict[str, Answers | Standing] = {
    "Nav A": {"vilkar": "noen", "corona": "som før", "siden": "mai"},
    "Nav B": {"vilkar": "alle", "vedtak": "alle", "corona": "utsatt"},
}
CODING = "corona: [{words: som før, code: uendret}, {words: utsatt, code: utsatt}]"


def counts(matrix: Matrix) -> list[object]:
    return [
        [matrix.standing(standing) for standing in Standing],
        [matrix.severity(severity) for severity in Severity],
        dict(matrix.statuses),
        [one.count for one in matrix.uncoded],
        len(matrix.signals),
    ]


@pytest.mark.parametrize(
    ("answers", "coding"),
    [
        (WHOLE | {"Nav B": Standing.MISSING}, CODING),
        (WHOLE | {"Nav B": Standing.UNREADABLE}, CODING),
        (WHOLE | {"Nav B": {"vilkar": "alle", "corona": "utsatt"}}, CODING),
        (WHOLE | {"Nav A": {"vilkar": "noen", "siden": "mai"}}, CODING),
        (WHOLE, "corona: [{words: som før, code: uendret}]"),
        (WHOLE, ""),
    ],
    ids=["a response", "a readable response", "an answer", "another answer", "a coding row", "the coding"],
)
def test_what_is_taken_away_changes_a_count(answers: Mapping[str, Answers | Standing], coding: str) -> None:
    assert counts(matrix_of(answers, coding)) != counts(matrix_of(WHOLE, CODING))


def test_a_point_that_the_last_round_had_too_is_graver_and_a_signal() -> None:
    before = make_round(SHOWN, {"Nav A": {"vilkar": "fleste"}})
    matrix = build_matrix(replace(make_round(SHOWN, {"Nav A": {"vilkar": "fleste"}}), before=before))
    assert [(gap.severity, gap.raised_from) for gap in matrix.gaps] == [(Severity.RISK, Severity.IMPROVEMENT)]
    assert [signal.kind for signal in matrix.signals] == [SignalKind.REPEAT]
    (row,) = matrix.rows
    assert (row.cells[0].severity, row.cells[0].signal) == (Severity.RISK, SignalKind.REPEAT)


def test_a_part_of_a_matrix_says_which_part_and_of_what() -> None:
    matrix = matrix_of({"Nav A": {"vilkar": "noen"}, "Nav B": {"vilkar": "noen"}})
    by = Narrowing(offices=(matrix.rows[0].office,))
    part = narrow(matrix, by)
    assert part.narrowing is by
    assert part.whole is matrix
    assert [gap.office.id for gap in part.gaps] == ["a"]


def test_a_matrix_holds_the_topics_and_the_responses_that_were_read() -> None:
    matrix = matrix_of({"Nav A": {}, "Nav B": Standing.MISSING})
    assert [topic.id for topic in matrix.topics] == ["tilby", "hendelse"]
    assert [response.office.id for response in matrix.read] == ["a"]


def test_a_matrix_tells_what_was_left_out() -> None:
    left = (LeftOut("notat.docx", say("not a file of a survey")),)
    assert build_matrix(make_round(one_topic("questions: []"), {}, left_out=left)).left_out == left


@pytest.mark.parametrize(
    ("answers", "about"),
    [
        ({"vilkar": "alle"}, None),
        ({"vilkar": "noen"}, None),
        ({"vilkar": "alle", "vedtak": "noen"}, "vedtak"),
        ({"vilkar": "noen", "vedtak": "fleste"}, None),  # as grave: the answer that stands in the cell
        ({"vilkar": "fleste", "vedtak": "fleste"}, "vedtak"),
        ({"vedtak": "noen"}, "vedtak"),
    ],
)
def test_a_cell_knows_which_other_question_its_mark_is_about(answers: Answers, about: str | None) -> None:
    cell, _ = cells(SHOWN, answers)
    assert (cell.about.id if cell.about else None) == about


def test_a_cell_knows_which_other_question_its_signal_is_about() -> None:
    (row,) = matrix_of({"Nav A": {"vilkar": "alle", "corona": "Mye", "siden": "Siden"}}).rows
    assert row.cells[1].about is not None
    assert row.cells[1].about.id == "siden"


def test_a_cell_that_sums_its_topic_up_is_about_all_of_it() -> None:
    (cell, *_) = cells(SHOWN.replace("shows: vilkar", ""), {"vilkar": "noen"})
    assert (cell.severity, cell.about) == (Severity.RISK, None)
