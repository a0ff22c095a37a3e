"""Where a text names an office of the survey it is found, and a municipality is not taken for one."""

import pytest

from navcheck.core.model import Office, Survey
from navcheck.core.model.survey import ChecklistCopy, Municipality
from navcheck.core.office_names import find_named
from tests.program import TODAY

OFFICES = (
    Office(id="arendal", name="Nav Arendal", aliases=("Arendal", "Sørlandskontoret")),
    Office(id="evje", name="Evje og Hornnes", municipalities=(Municipality(no="4219", name="Evje og Hornnes"),)),
    Office(id="nav", name="NAV"),
)
SURVEY = Survey(
    navcheck="survey/1",
    id="agder",
    title="Prøve",
    opened=TODAY,
    checklist=ChecklistCopy(id="x", version="1", sha256="0" * 64),
    municipalities=(Municipality(no="4203", name="Arendal"),),
    offices=OFFICES,
)


@pytest.mark.parametrize(
    ("text", "line", "office"),
    [
        ("# Kontorene\n\nHer er NAV Arendal nevnt.", 3, "arendal"),
        ("nav arendal", 1, "arendal"),
        ("Nav Arendals rutine", 1, "arendal"),
        ("Nav-Arendal", 1, "arendal"),
        ("**Nav Arendal**", 1, "arendal"),
        ("en\nved Nav\nArendal", 2, "arendal"),
        ("Sørlandskontoret", 1, "arendal"),
        ("Se Nav Evje og Hornnes, så Nav Arendal", 1, "evje"),
    ],
)
def test_an_office_is_found_by_its_name_or_alias(text: str, line: int, office: str) -> None:
    found = find_named(text, SURVEY)
    assert found is not None
    assert (found[0], found[1].id) == (line, office)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Arendal kommune har svart.",
        "Kommunen Evje og Hornnes.",
        "Nav Arendalsvassdraget",
        "sNav Arendal",
        "Alle kontor i NAV har svart.",
        "Sørlandskontorene",
    ],
)
def test_a_municipality_or_another_word_is_no_office(text: str) -> None:
    assert find_named(text, SURVEY) is None
