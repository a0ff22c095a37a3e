import pytest

from navcheck.core.matrix import build_matrix
from navcheck.core.messages import ENGLISH
from navcheck.core.words import SignalKind
from navcheck.render.below import signal_sentence
from tests.builders import make_round

CHECKLIST = """
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Finne}
        shows: finne
        questions:
          - {id: finne, type: text, short: {nb: Funn}, text: {nb: Hvordan finner dere personer i målgruppen?}}
          - id: rutine
            type: choices
            choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}
            short: {nb: Rutine}
            text: {nb: Har dere en rutine?}
    checks:
      - {id: c, about: rutine, when: {rutine: [ja, nei]}, text: {nb: Både ja og nei.}}
"""


@pytest.mark.parametrize(
    ("kind", "answers", "sentence"),
    [
        (
            SignalKind.NO_SPREAD,
            {f"Nav {name}": {"rutine": ["ja", "nei"]} for name in "ABCDE"},
            "Finne, Rutine: 5 of 5 answers are the same: «Ja; Nei»",
        ),
        (
            SignalKind.SAME_WORDS,
            {name: {"finne": "Vi går gjennom lista\nhver måned."} for name in ("Nav A", "Nav B", "Nav C")}
            | {"Nav D": {"finne": "Vi ringer."}},
            "Finne, Funn: 3 of 4 answers have the same words: «Vi går gjennom lista hver måned.» (Nav A, Nav B, Nav C)",
        ),
        (
            SignalKind.REPEATS_QUESTION,
            {"Nav A": {"finne": "Finner personer"}},
            "Nav A: the answer repeats the question, Finne, Funn: «Finner personer»",
        ),
        (SignalKind.CONFLICT, {"Nav A": {"rutine": ["ja"]}}, "Nav A: Både ja og nei."),
    ],
)
def test_a_signal_is_said_in_words_with_its_figures(
    kind: SignalKind, answers: dict[str, dict[str, str | list[str]]], sentence: str
) -> None:
    matrix = build_matrix(make_round(CHECKLIST, answers))
    (signal,) = (signal for signal in matrix.signals if signal.kind is kind and signal.offices[0].name == "Nav A")
    assert signal_sentence(matrix, signal, ENGLISH) == sentence
