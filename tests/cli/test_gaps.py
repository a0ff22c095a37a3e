"""`gaps` in a county's round: what is shown of what was asked for, and what a script may wait for."""

import json
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from tests.program import Ran, run
from tests.two_rounds import make_rounds

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
sources: {sotjl-29: {title: sosialtjenesteloven § 29}}
facts:
  - {id: mottakere, unit: personer, counts: true, max_age_months: "12", title: {nb: Mottakere}}
scales: {virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}}
topics:
  - id: finne
    title: {nb: Å finne dem}
    heading: {nb: Finne}
    shows: finne
    questions:
      - {id: finne, type: text, short: {nb: Hvordan}, text: {nb: Hvordan finner dere målgruppen?}}
      - id: rutine
        type: choice
        choices: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}, delvis: {label: {nb: Delvis}}}
        short: {nb: Rutine}
        text: {nb: Har dere en rutine?}
        ground: law
        legal_basis: [sotjl-29]
        gaps: {nei: risk, delvis: improvement}
        evidence: {ask: true, what: {nb: Rutinen}}
        action: {nb: Lag en rutine.}
  - id: tall
    title: {nb: Tall}
    heading: {nb: Deltakere}
    shows: deltakere
    questions:
      - {id: deltakere, type: number, persons: true, per: mottakere, text: {nb: Hvor mange deltar?}}
  - id: virkning
    title: {nb: Virkning}
    heading: {nb: Virkning}
    shows: virkning
    questions:
      - {id: virkning, type: text, codes: virkning, text: {nb: Hva skjedde?}, gaps: {utsatt: breach}, ground: law,
         supervised: direct, legal_basis: [sotjl-29], evidence: {what: {nb: Vedtakene}}}
checks:
  - {id: selvmotsigelse, about: rutine, when: {rutine: [delvis], deltakere: {above: "10"}}, text: {nb: Rimer ikke.}}
"""
NAMES = [f"Nav {chr(ord('A') + n)}" for n in range(9)]


def open_round(folder: Path, rows: Sequence[dict[str, str]], *, coding: str = "", facts: str = "") -> Path:
    """Open a survey of nine offices in which the first have given these answers."""
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    offices = [
        f"  - {{id: {name[-1].lower()}, name: {name}"
        + (f", municipalities: [{{no: '42{n:02}', name: Kommune {name[-1]}}}]}}" if n != 1 else "}")
        for n, name in enumerate(NAMES)
    ]
    county = ["navcheck: county/1", "id: fylket", "name: Fylket", "authority: Statsforvalteren", "offices:", *offices]
    (folder / "fylket.yaml").write_text("\n".join(county), "utf-8")
    survey = folder / "fylket-2026"
    started = run(
        "start", folder / "prove.yaml", "--county", folder / "fylket.yaml", "--id", survey.name, folder=folder
    )
    assert started.code == 0, started.err
    for name, answers in zip(NAMES, rows, strict=False):
        written = [f"  {question}: {value}" for question, value in answers.items()]
        response = [
            "navcheck: response/1", "survey: fylket-2026", f"office: {name[-1].lower()}",
            "checklist: {id: prove, version: '1'}", "number: 1", "received: {date: 2026-10-21}",
            "answers:" if written else "answers: {}", *written, "...",
        ]  # fmt: skip
        received = survey / "received" / f"{name[-1].lower()}-1.yaml"
        received.parent.mkdir(exist_ok=True)
        received.write_text("\n".join([*response, ""]), "utf-8")
    if coding:
        (survey / "coding.yaml").write_text(f"navcheck: coding/1\nquestions:\n  virkning: {coding}\n...\n", "utf-8")
    if facts:
        (survey / "facts.csv").write_text(facts, "utf-8")
    return survey


ROWS = [
    {
        "finne": "{value: Finner målgruppen}",
        "rutine": "{value: delvis, comment: Vi jobber med den, evidence: "
        "[{title: Utkast, date: 2026-01-31, proof: written}, {proof: shown}]}",
        "deltakere": "{value: '12'}",
        "virkning": "{value: Vi måtte utsette}",
    },
    {"finne": "{value: Vi ringer}", "rutine": "{value: nei}", "deltakere": "{value: '3'}", "virkning": "{value: Likt}"},
    {"finne": "{value: Lister}", "rutine": "{value: ja}", "deltakere": "{value: '7'}", "virkning": "{value: Uklart}"},
]
CODING = "[{words: Vi måtte utsette, code: utsatt}, {words: Likt, code: uendret}]"
FACTS = """\
kontor;nøkkeltall;verdi;per;kilde
Nav A;mottakere;3;31.12.2023;KOSTRA
Nav B;mottakere;50;30.09.2026;Nav
"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_round(tmp_path_factory.mktemp("gaps"), ROWS, coding=CODING, facts=FACTS)


def as_json(survey: Path, *words: str) -> dict[str, Any]:
    ran = run("gaps", survey, *words, "--json")
    assert ran.code == 0, ran.err
    data = json.loads(ran.out)
    assert isinstance(data, dict)
    return data


def shown(survey: Path, *words: str) -> list[str]:
    return [f"{gap['office']['id']} {gap['question']}" for gap in as_json(survey, *words)["gaps"]]


def test_an_office_is_shown_near_with_all_that_it_said_and_all_that_would_be_asked_of_it(survey: Path) -> None:
    ran = run("gaps", survey, "--office", "nav a")
    assert ran.code == 0
    assert ran.out == dedent("""\
        Prøve – Fylket: points to follow up, only Nav A
        Statsforvalteren

        ✗ Possible breach (1)

        Nav A – Virkning
          Municipality: Kommune A
          Answer: «Vi måtte utsette»
          Read as: Utsatt
          Law: sosialtjenesteloven § 29
          An inspector would ask to see: Vedtakene

        ↑ Point for improvement (1)

        Nav A – Finne, Rutine
          Municipality: Kommune A
          Answer: «Delvis»
          Comment: «Vi jobber med den»
          Document: Utkast · 2026-01-31 · in writing
          Document: presented
          Signal: Nav A: Rimer ikke.
          Law: sosialtjenesteloven § 29
          An inspector would ask to see: Rutinen
          Action: Lag en rutine.

        What an inspector would ask Nav A to see, and what the office has said of it:
          Finne, Rutine: Rutinen: Utkast · 2026-01-31 · in writing; presented
          Virkning: Vedtakene: nothing said

        Signals, reasons to look and no conclusions:
          ◊ Nav A: the answer repeats the question, Finne, Hvordan: «Finner
            målgruppen»
          ◊ Mottakere: older than 12 months at 1 of 2 offices: 2023-12-31 («KOSTRA»):
            Nav A

        2 of 3 points shown; what is counted below is the whole survey
        3 of 9 offices have responded
        Points to follow up: possible breach 1 · risk of failure 1 ·
          point for improvement 1

        Only Statsforvalteren concludes whether the law is broken.
    """)


def test_an_office_whose_municipality_is_not_known_says_so(survey: Path) -> None:
    assert "\n  Municipality: not known\n" in run("gaps", survey, "--office", "b").out
    assert "not known\n" not in run("gaps", survey).out.split("Signals")[0]


def test_an_office_that_has_not_responded_is_not_one_without_points(survey: Path) -> None:
    out = run("gaps", survey, "--office", "d").out
    assert "No points to follow up yet: there is no response to read." in out
    assert "\nNav D: not responded\n" in out


def test_a_question_is_shown_with_how_all_have_answered_it(survey: Path) -> None:
    out = run("gaps", survey, "--question", "deltakere").out
    assert (
        dedent("""\
        How all have answered Deltakere (an answer in 3 of 3 responses):
          Nav A: held back
          Nav B: 1–4
          Nav C: 7
          Total of 3: 22
          Median: too few to compare: 3 of at least 8
    """)
        in out
    )
    assert "as read" not in out


def test_the_spread_of_a_question_as_data_holds_no_small_number_of_persons(survey: Path) -> None:
    assert as_json(survey, "--question", "deltakere")["spread"] == {
        "question": "deltakere",
        "responses": 3,
        "given": 3,
        "counts": [],
        "uncoded": 0,
        "figures": [
            {"office": "a", "value": None, "hidden": "held-back"},
            {"office": "b", "value": None, "hidden": "small"},
            {"office": "c", "value": 7, "hidden": None},
        ],
        "total": 22,
        "median": None,
        "silent": {},
    }
    spread = as_json(survey, "--question", "virkning")["spread"]
    assert [(one["value"], one["count"], one["offices"]) for one in spread["counts"]] == [
        ("uendret", 1, ["b"]),
        ("utsatt", 1, ["a"]),
    ]
    assert spread["uncoded"] == 1


def test_what_the_county_reads_is_counted_below_the_list_and_the_matrix(survey: Path) -> None:
    line = "Virkning, as read: Uendret 1 of 3 · Utsatt 1 of 3\n"
    assert line in run("gaps", survey).out
    assert line in run("matrix", survey).out
    assert as_json(survey)["readings"] == [
        {"question": "virkning", "code": "uendret", "label": "Uendret", "count": 1, "given": 3},
        {"question": "virkning", "code": "utsatt", "label": "Utsatt", "count": 1, "given": 3},
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["a virkning", "b rutine", "a rutine"]),
        (["--topic", "finne"], ["b rutine", "a rutine"]),
        (["--question", "rutine", "--office", "Nav B"], ["b rutine"]),
        (["--severity", "breach", "--severity", "improvement"], ["a virkning", "a rutine"]),
        (["--office", "a", "--office", "b", "--severity", "risk"], ["b rutine"]),
        (["--question", "finne"], []),
    ],
)
def test_only_what_was_asked_for_is_shown_and_the_counts_stay_the_rounds(
    survey: Path, words: list[str], expected: list[str]
) -> None:
    data = as_json(survey, *words)
    assert [f"{gap['office']['id']} {gap['question']}" for gap in data["gaps"]] == expected
    assert data["shown"] == {"gaps": len(expected), "of": 3}
    assert (data["counts"]["responded"], data["counts"]["gaps"]["risk"], data["coverage"]["total"]) == (3, 1, 8)


def test_the_data_say_what_is_chosen_and_hold_what_is_seen_near(survey: Path) -> None:
    data = as_json(survey, "--office", "a", "--severity", "improvement")
    assert data["filter"] == {"offices": ["a"], "question": None, "topic": None, "severities": ["improvement"]}
    (point,) = data["gaps"]
    assert (point["comment"], point["signals"]) == ("Vi jobber med den", ["conflict"])
    assert point["documents"] == [
        {"title": "Utkast", "date": "2026-01-31", "proof": "written"},
        {"title": None, "date": None, "proof": "shown"},
    ]
    assert [(one["question"], len(one["documents"])) for one in data["documents"]] == [("rutine", 2), ("virkning", 0)]
    stale = data["signals"][-1]
    assert (stale["kind"], stale["question"], stale["fact"]) == ("stale-figure", None, "mottakere")
    assert stale["figures"] == [{"name": "value", "of": "a", "value": "1–4", "as_of": "2023-12-31", "source": "KOSTRA"}]


def test_markdown_says_the_same(survey: Path) -> None:
    out = run("gaps", survey, "--office", "a", "--format", "markdown").out
    assert out.startswith("# Prøve – Fylket: points to follow up, only Nav A\n")
    assert "  - Document: Utkast · 2026-01-31 · in writing\n" in out
    assert "- Virkning: Vedtakene: nothing said\n" in out


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["--office", "Nav Å"], "«Nav Å» is not an office of this survey", "choose between"),
        (["--question", "rutin"], "there is no question «rutin»", "did you mean «rutine»?"),
        (["--topic", "fine"], "the checklist has no topic «fine»", "did you mean «finne»?"),
        (["--severity", "riks"], "«riks» does not go with --severity", "did you mean «risk»?"),
        (["--fail-on", "breech"], "«breech» does not go with --fail-on", "did you mean «breach»?"),
    ],
)
def test_what_is_not_known_is_refused_with_a_suggestion(survey: Path, words: list[str], code: str, hint: str) -> None:
    ran = run("gaps", survey, *words)
    assert (ran.code, ran.out) == (2, "")
    assert code in ran.err
    assert hint in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--fail-on", "breach"], 1),
        (["--fail-on", "breach", "--office", "b"], 0),
        (["--fail-on", "signal"], 1),
        (["--fail-on", "conflict", "--question", "rutine"], 1),
        (["--fail-on", "conflict", "--question", "finne"], 0),
        (["--fail-on", "outlier,no-spread"], 0),
        (["--fail-on", "stale-figure"], 1),
        (["--fail-on", "uncoded"], 1),
        (["--fail-on", "uncoded", "--office", "a"], 0),
        (["--fail-on", "missing"], 1),
        (["--fail-on", "missing", "--office", "a"], 0),
        (["--fail-on", "unreadable"], 0),
    ],
)
def test_a_script_may_wait_for_what_the_list_shows(survey: Path, words: list[str], code: int) -> None:
    ran = run("gaps", survey, *words)
    assert ran.code == code
    assert "points to follow up" in ran.out


def test_without_any_response_nothing_is_said_to_be_fine_or_to_stand_below(tmp_path: Path) -> None:
    out = run("gaps", open_round(tmp_path, [])).out
    assert "No points to follow up yet: there is no response to read.\n" in out
    assert "below" not in out


def test_what_is_not_answered_is_not_without_points(tmp_path: Path) -> None:
    complete = {"finne": "{value: x}", "rutine": "{value: ja}", "deltakere": "{value: '0'}"}
    out = run("gaps", open_round(tmp_path, [complete] * 9)).out
    assert "No points to follow up among what is answered; some questions are not.\n" in out


@pytest.mark.parametrize("answers", [1, 4, 7, 8])
def test_each_comparison_starts_where_there_is_enough_to_compare(tmp_path: Path, answers: int) -> None:
    """Equal words from three, answers that are all alike from five, figures and their median from eight."""
    words = "Vi går gjennom lista hver måned"
    numbers = ["80", *["10"] * 7]
    rows = [{"finne": f"{{value: {words}}}", "deltakere": f"{{value: '{one}'}}"} for one in numbers[:answers]]
    head, *facts = ["kontor;nøkkeltall;verdi;per;kilde", *(f"{name};mottakere;100;2026-09-30;Nav" for name in NAMES)]
    survey = open_round(tmp_path, rows, facts="\n".join([head, *facts]))
    data = as_json(survey, "--question", "deltakere")
    kinds = [signal["kind"] for signal in as_json(survey)["signals"]]
    assert kinds == {1: [], 4: ["same-words"], 7: ["no-spread"], 8: ["no-spread", "outlier"]}[answers]
    assert data["spread"]["median"] == (10 if answers == 8 else None)
    told = "Median of 8: 10" if answers == 8 else f"Median: too few to compare: {answers} of at least 8"
    assert told in run("gaps", survey, "--question", "deltakere").out


def test_no_line_is_wider_than_the_screen_in_any_language(survey: Path) -> None:
    for language in ("nb", "nn", "en"):
        for words in (["--office", "a"], ["--question", "deltakere"], ["--topic", "finne"], []):
            ran: Ran = run("gaps", survey, *words, language=language)
            assert max(map(len, ran.out.split("\n"))) <= 80


def test_what_would_be_asked_for_is_listed_where_nothing_falls_short_too(survey: Path) -> None:
    data = as_json(survey, "--office", "c")
    assert data["gaps"] == []
    assert [(one["question"], one["documents"]) for one in data["documents"]] == [("rutine", []), ("virkning", [])]
    assert "  Finne, Rutine: Rutinen: nothing said\n" in run("gaps", survey, "--office", "c").out


def test_what_is_shown_of_one_office_names_no_other(tmp_path: Path) -> None:
    rounds = make_rounds(tmp_path)
    others = {one["name"] for one in json.loads(run("status", rounds.now, "--json").raw)["offices"]} - {"Nav Myrvoll"}
    shown = run("gaps", rounds.now, "--office", "myrvoll", "--format", "markdown").out
    assert "Nav Myrvoll" in shown
    assert not [name for name in others if name in shown]
