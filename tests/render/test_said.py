import pytest

from navcheck.core.messages import ENGLISH
from navcheck.render.said import name_of
from tests.builders import make_checklist

TOPICS = """
topics:
  - id: tilby
    title: {nb: Tilby}
    heading: {nb: Tilbud}
    shows: program
    questions:
      - {id: program, type: text, short: {nb: Program}, text: {nb: Hvem får program?}}
      - {id: avslag, type: text, text: {nb: Avslår dere?}}
  - id: alene
    title: {nb: Alene}
    heading: {nb: Alene}
    shows: en
    questions: [{id: en, type: text, short: {nb: En}, text: {nb: En?}}]
  - id: rest
    title: {nb: Rest}
    heading: {nb: Styring}
    questions: [{id: kontroll, type: text, short: {nb: Kontroll}, text: {nb: Kontroll?}}]
"""


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("program", "Tilbud, Program"),  # though its answer fills the cell: the heading alone is the topic's name
        ("avslag", "Tilbud, Avslår dere?"),
        ("en", "Alene"),
        ("kontroll", "Styring, Kontroll"),  # what filled the cell was left out
    ],
)
def test_a_question_has_its_topics_name_only_where_it_is_all_of_the_topic(question: str, name: str) -> None:
    checklist = make_checklist(TOPICS)
    assert name_of(checklist, checklist.by_id[question], ENGLISH) == name
