import pytest

from navcheck.core.matrix import Matrix, build_matrix, narrow
from navcheck.core.narrowing import Narrowing
from navcheck.core.words import Severity, SignalKind
from tests.builders import Answers, make_round

CHECKLIST = """
    scales: {virkning: {uendret: {label: {nb: Uendret}}}}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Finne}
        questions:
          - id: rutine
            type: choice
            choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}, delvis: {label: {nb: Delvis}}}
            text: {nb: Rutine?}
            gaps: {nei: risk, delvis: improvement}
          - {id: fritt, type: text, codes: virkning, text: {nb: Hvordan finner dere personer?}}
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilby}
        questions:
          - {id: tilbud, type: choice, choices: {nei: {label: {nb: Nei}}}, text: {nb: Tilbud?}, gaps: {nei: risk}}
"""
ANSWERS: dict[str, Answers] = {
    "Nav A": {"rutine": "nei", "fritt": "Finner personer", "tilbud": "nei"},
    "Nav B": {"rutine": "delvis", "fritt": "Vi ringer", "tilbud": {"value": "nei", "carried": "2025"}},
    "Nav C": {"tilbud": {"value": "nei", "carried": "2025"}},
}


@pytest.fixture
def matrix() -> Matrix:
    return build_matrix(make_round(CHECKLIST, ANSWERS))


def by(matrix: Matrix, *offices: str, question: str = "", topic: str = "", severity: str = "") -> Matrix:
    checklist = matrix.round.checklist
    return narrow(
        matrix,
        Narrowing(
            tuple(one for one in matrix.round.survey.offices if one.id in offices),
            checklist.by_id.get(question),
            next((one for one in checklist.topics if one.id == topic), None),
            tuple(one for one in Severity if one == severity),
        ),
    )


def points(matrix: Matrix) -> list[str]:
    return [f"{gap.office.id} {gap.question.id} {gap.severity}" for gap in matrix.gaps]


def signals(matrix: Matrix) -> list[str]:
    return [f"{one.kind} {'+'.join(office.id for office in one.offices)}" for one in matrix.signals]


def test_nothing_chosen_is_all(matrix: Matrix) -> None:
    assert not Narrowing()
    assert (points(by(matrix)), signals(by(matrix))) == (points(matrix), signals(matrix))
    assert len(points(matrix)) == 5


def test_an_office_has_its_points_and_its_signals_with_and_without_a_question(matrix: Matrix) -> None:
    assert points(by(matrix, "c")) == ["c tilbud risk"]
    assert signals(by(matrix, "c")) == [f"{SignalKind.CARRIED} c"]
    assert signals(by(matrix, "a", "c")) == [f"{SignalKind.REPEATS_QUESTION} a", f"{SignalKind.CARRIED} c"]


def test_a_question_and_a_topic_have_only_signals_about_them(matrix: Matrix) -> None:
    assert points(by(matrix, question="rutine")) == ["a rutine risk", "b rutine improvement"]
    assert signals(by(matrix, question="rutine")) == []
    assert signals(by(matrix, topic="finne")) == [f"{SignalKind.REPEATS_QUESTION} a"]
    assert points(by(matrix, topic="tilby")) == ["a tilbud risk", "b tilbud risk", "c tilbud risk"]


def test_what_is_chosen_twice_over_is_what_fits_both(matrix: Matrix) -> None:
    assert points(by(matrix, "a", topic="finne", severity="risk")) == ["a rutine risk"]
    assert points(by(matrix, question="rutine", topic="tilby")) == []
    assert points(by(matrix, severity="improvement")) == ["b rutine improvement"]


def test_what_is_not_coded_is_counted_where_it_is_chosen(matrix: Matrix) -> None:
    assert [one.count for one in matrix.uncoded] == [2]
    assert [one.count for one in by(matrix, "b").uncoded] == [1]
    assert by(matrix, question="rutine").uncoded == ()


def test_rows_responses_and_statuses_stay_those_of_the_whole_round(matrix: Matrix) -> None:
    narrowed = by(matrix, "a", question="rutine")
    assert (narrowed.rows, narrowed.read, narrowed.statuses) == (matrix.rows, matrix.read, matrix.statuses)
    assert narrowed.whole is matrix
