import json
from typing import Any

import pytest

from navcheck.core.matrix import Matrix
from navcheck.core.messages import ENGLISH
from navcheck.core.words import Severity, Status
from navcheck.render.data import format_gaps, format_matrix
from tests.render.examples import HARMFUL, agder, agder_answers, harmful, mixed


def data_of(matrix: Matrix) -> dict[str, Any]:
    data = json.loads(format_matrix(matrix, ENGLISH))
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("matrix", [agder(), mixed(), harmful()], ids=["agder", "mixed", "harmful"])
def test_counts_agree_with_what_is_listed(matrix: Matrix) -> None:
    data = data_of(matrix)
    counts = data["counts"]
    assert counts["offices"] == len(data["rows"])
    for standing in ("responded", "draft", "unreadable", "missing"):
        assert counts[standing] == sum(row["standing"] == standing for row in data["rows"])
    for severity in Severity:
        assert counts["gaps"][severity] == sum(gap["severity"] == severity for gap in data["gaps"])
    assert sum(counts["statuses"].values()) == counts["responded"] * len(list(matrix.round.checklist.questions()))
    assert set(counts["statuses"]) == set(Status)
    assert counts["uncoded"] == sum(one["count"] for one in data["uncoded"])
    assert (counts["signals"], counts["left_out"]) == (len(data["signals"]), len(data["left_out"]))


def test_the_county_report_comes_back_cell_for_cell() -> None:
    rows = data_of(agder())["rows"]
    assert {row["office"]["name"]: [cell["value"] for cell in row["cells"]] for row in rows} == {
        name: list(answers.values()) for name, answers in agder_answers().items()
    }


def test_keys_and_values_are_stable_words_and_numbers_are_numbers() -> None:
    data = data_of(mixed())
    assert data["navcheck"] == "matrix/1"
    assert data["survey"]["opened"] == "2026-10-01"
    assert data["rows"][0] == {
        "office": {"id": "risor", "name": "Nav Risør"},
        "standing": "responded",
        "number": 2,
        "has_draft": True,
        "unconfirmed": False,
        "cells": [
            cell("finne", "alle", ["I alle saker"], "claimed"),
            cell("tall", 12345, ["12345"], "answered"),
            cell("krav", ["rusfri", "bolig"], ["Rusfri", "Har egen bolig"], "answered"),
            cell("dato", "2026-03-01", ["2026-03-01"], "answered"),
            cell("styring", None, ["1 of 2 met"], "answered"),
        ],
    }
    assert data["rows"][3]["cells"][0] == cell("finne", None, [], "unknown", severity="risk", mark="risk")
    assert data["rows"][-1]["cells"] == []


def cell(topic: str, value: object, words: list[str], status: str, **more: str) -> dict[str, object]:
    marks = {"severity": None, "signal": None, "mark": status, "about": None}
    return {"topic": topic, "value": value, "words": words, "status": status, **marks, **more}


def test_a_point_says_where_how_far_and_by_which_law() -> None:
    data = json.loads(format_gaps(mixed(), ENGLISH))
    assert data["navcheck"] == "gaps/1"
    assert data["gaps"][0] == {
        "office": {
            "id": "lister",
            "name": "Nav Lister",
            "municipalities": [{"no": "4206", "name": "Farsund"}, {"no": "4207", "name": "Flekkefjord"}],
        },
        "question": "vilkar",
        "severity": "breach",
        "raised_from": None,
        "status": "answered",
        "value": "noen",
        "words": "I noen saker eller ingen",
        "read_as": None,
        "comment": None,
        "documents": [],
        "signals": [],
        "legal_basis": [
            {"reference": "sotjl-29 andre ledd", "title": "sosialtjenesteloven § 29", "url": None, "checked": True},
            {"reference": "kml-25-1 tredje ledd b", "title": "kommuneloven § 25-1", "url": None, "checked": False},
        ],
        "notes": [],
        "check": None,
        "action": "Vurder KVP først.",
    }


def test_small_numbers_of_persons_stay_in_the_countys_own_matrix() -> None:
    data = data_of(mixed())
    assert data["rows"][1]["cells"][1]["value"] == 3
    (point,) = (gap for gap in data["gaps"] if gap["question"] == "deltakere")
    assert point["words"] == "1–4"


def test_a_code_stands_beside_the_words_and_a_signal_beside_its_figures() -> None:
    data = json.loads(format_gaps(agder(), ENGLISH))
    assert [(gap["words"], gap["value"], gap["read_as"]) for gap in data["gaps"]] == [
        ("Utsatt program", "utsatt", "Utsatt"),
        ("Program utsatt", "utsatt", "Utsatt"),
    ]
    assert data["gaps"][0]["notes"] == ["Programmet skal starte innen seks måneder."]
    signal = data["signals"][0]
    assert (signal["kind"], signal["question"], signal["given"]) == ("no-spread", "identifisert", 15)
    assert len(signal["offices"]) == 15
    assert data["uncoded"] == [{"question": "corona", "count": 6}, {"question": "utfordringer", "count": 7}]


def test_letters_are_letters_and_the_rest_is_escaped() -> None:
    text = format_matrix(harmful(), ENGLISH)
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "漢字" in text
    text.encode("utf-8")
    assert [row["cells"][0]["value"] for row in json.loads(text)["rows"]] == list(HARMFUL)


def test_a_cell_says_which_question_its_mark_is_about_where_another_one_is_shown() -> None:
    rows = data_of(mixed())["rows"]
    assert [row["cells"][0]["about"] for row in rows[:5]] == [None, None, None, None, "rutine"]
