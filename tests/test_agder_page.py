"""docs/agder-2020.md says what the report's own table says: each figure is counted again, from the table alone."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.program import EXAMPLE, GOLDEN, run

PAGE = (Path(__file__).parent.parent / "docs" / "agder-2020.md").read_text("utf-8")
SAID = re.sub(r"\s+", " ", PAGE[: PAGE.index("## Tabellen")])
with GOLDEN.open(encoding="utf-8", newline="") as stream:
    HEADS, *ROWS = csv.reader(stream, delimiter="\t")
OFFICES = [row[0].removeprefix("NAV ") for row in ROWS]
CORONA = Counter(row[3] for row in ROWS)
UNCHANGED = {"Ingen endring", "Som før", "uendret", "Uendret antall"}
# Statistics Norway's municipalities of Agder, as of 2026; Lister and Midt Agder are none of them.
MUNICIPALITIES = {
    *("Risør", "Grimstad", "Arendal", "Kristiansand", "Lindesnes", "Farsund", "Flekkefjord", "Gjerstad", "Vegårshei"),
    *("Tvedestrand", "Froland", "Lillesand", "Birkenes", "Åmli", "Iveland", "Evje og Hornnes", "Bygland", "Valle"),
    *("Bykle", "Vennesla", "Åseral", "Lyngdal", "Hægebostad", "Kvinesdal", "Sirdal"),
}


@pytest.fixture(scope="module")
def matrix() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("matrix", EXAMPLE, "--json", language="nb").raw)
    return found


def test_two_columns_say_the_same_for_all() -> None:
    same = [head for n, head in enumerate(HEADS) if n and len({row[n] for row in ROWS}) == 1]
    assert same == ["Identifisert og informert", "Tilbud om program"]
    assert f"I «{same[0]}» og i «{same[1]}» er {len(ROWS)} av {len(ROWS)} svar like" in SAID
    assert PAGE.count("15 av 15 svar er like") == 4


def test_seven_of_fifteen_answer_something_else_than_unchanged(matrix: dict[str, Any]) -> None:
    unchanged = sum(count for words, count in CORONA.items() if words in UNCHANGED)
    assert (unchanged, len(ROWS) - unchanged) == (8, 7)
    assert "**7 av 15 kontor svarer noe annet enn «uendret» om korona.**" in SAID
    assert "8 av 15 svar er tolket som uendret; 7 er det ikke" in SAID
    read = {one["code"]: one["count"] for one in matrix["readings"] if one["question"] == "corona"}
    assert read == {
        "uendret": 8,
        "okt": CORONA["Økning KVP"],
        "forlenget": CORONA["Program forlenget"],
        "utsatt": CORONA["Utsatt program"] + CORONA["Program utsatt"],
        "mindre-kontakt": CORONA["Mindre kontakt"],
        "ingen-deltakere": CORONA["Ingen deltagere"],
    }
    assert sum(count for code, count in read.items() if code != "uendret") == 7
    told = "2 har utsatt program, 2 har forlenget, 1 har mindre kontakt, 1 har flere deltakere, og 1 har ingen"
    assert told in SAID
    assert [read[code] for code in ("utsatt", "forlenget", "mindre-kontakt", "okt", "ingen-deltakere")] == [
        int(number) for number in re.findall(r"\d+", told)
    ]


def test_three_of_the_seven_are_points_to_follow_up(matrix: dict[str, Any]) -> None:
    postponed = [row[0] for row in ROWS if row[3] in {"Utsatt program", "Program utsatt"}]
    assert postponed == ["NAV Grimstad", "NAV Lillesand"]
    assert [row[0] for row in ROWS if row[3] == "Mindre kontakt"] == ["NAV Froland"]
    assert {gap["severity"] for gap in matrix["gaps"]} == {"risk"}
    assert len(matrix["gaps"]) == 3
    assert "**3 av de 7 er punkter til oppfølging**, alle som risiko for svikt" in SAID


def test_amli_has_no_participants_and_no_challenges() -> None:
    assert [row[0] for row in ROWS if row[3] == "Ingen deltagere" and row[4] == "nei"] == ["NAV Åmli"]
    assert "**Åmli har ingen deltakere, men heller ingen utfordringer.**" in SAID
    assert PAGE.count("NAV Åmli: Ingen deltakere, men heller ingen utfordringer.") == 2


def test_of_twelve_of_twenty_five_municipalities_no_answer_is_known(
    matrix: dict[str, Any],
) -> None:
    without = MUNICIPALITIES - set(OFFICES)
    assert (len(MUNICIPALITIES), len(without), len(MUNICIPALITIES & set(OFFICES))) == (25, 12, 13)
    assert "**Fra 12 av 25 kommuner i Agder er det ikke kjent noe svar.** 13 kontor bærer navnet" in SAID
    assert {place["name"] for place in matrix["coverage"]["without"]} == without
    assert set(OFFICES) - MUNICIPALITIES == {"Lister", "Midt Agder"}
    line = re.search(r"Kommuner uten kjent svar: 12 av 25: (.*)", PAGE)
    assert line is not None
    assert set(line[1].split(", ")) == without
