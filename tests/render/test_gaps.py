import json
from dataclasses import replace
from textwrap import dedent

import pytest

from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.messages import ENGLISH, Tongue
from navcheck.render.data import format_gaps as format_json
from navcheck.render.gaps import format_gaps
from navcheck.render.lines import width_of
from navcheck.render.markdown import format_gaps as format_markdown
from navcheck.render.marks import ASCII
from tests.builders import make_round
from tests.render.examples import TONGUES, agder, harmful, mixed


def test_points_come_worst_first_with_law_and_action() -> None:
    assert format_gaps(mixed(), ENGLISH, width=72) == dedent("""\
        KVP i Agder: points to follow up

        ✗ Possible breach (1)

        Nav Lister – Finne, Før vilkår
          Municipalities: Farsund, Flekkefjord
          Answer: «I noen saker eller ingen»
          Law: sosialtjenesteloven § 29 andre ledd; kommuneloven § 25-1 tredje
            ledd b (not checked)
          An inspector would ask to see: Tre vedtak
          Action: Vurder KVP først.

        ! Risk of failure (2)

        Nav Grimstad – Finne, Før vilkår
          Answer: don't know
          Law: sosialtjenesteloven § 29 andre ledd; kommuneloven § 25-1 tredje
            ledd b (not checked)
          An inspector would ask to see: Tre vedtak
          Action: Vurder KVP først.

        Nav Lister – Deltakere
          Municipalities: Farsund, Flekkefjord
          Answer: «1–4»
          Ground: good practice, not law

        ↑ Point for improvement (2)

        Nav Lister – Finne, Rutine
          Municipalities: Farsund, Flekkefjord
          Answer: «Nei»
          Ground: good practice, not law

        Nav Froland – Finne, Rutine
          Answer: «Nei»
          Ground: good practice, not law

        ~ stated, not documented: 1 of 2 answers that a document is asked for,
          at 1 of 5 offices
        5 of 8 offices have responded · 1 cannot be read ·
          2 drafts are not counted
        Points to follow up: possible breach 1 · risk of failure 2 ·
          point for improvement 2
        Answers: unanswered 15 · don't know 2 · not applicable 1 ·
          no such cases 1
        The municipalities that are known have a response: 3 of 3
        The municipalities are not known for: Nav Amli, Nav Grimstad, Nav
          Froland, Nav Arendal, Nav Birkenes, Nav Evje og Hornnes

        Not applicable, and why:
          Nav Amli: Egne krav: «ingen søkere»

        Files that were left out:
          drafts/risor (1).yaml: a copy

        Only Statsforvalteren concludes whether the law is broken.
    """)


def test_a_text_stands_beside_what_the_county_read_it_as_and_signals_follow() -> None:
    assert format_gaps(agder(), ENGLISH, width=100) == dedent("""\
        KVP i Agder: points to follow up
        2020 · Statsforvalteren i Agder

        ! Risk of failure (2)

        NAV Grimstad – Corona og program
          Answer: «Utsatt program»
          Read as: Utsatt
          Law: sosialtjenesteloven § 31
          Note: Programmet skal starte innen seks måneder.
          Action: Sett en ny dato for hver av dem.

        NAV Lillesand – Corona og program
          Answer: «Program utsatt»
          Read as: Utsatt
          Law: sosialtjenesteloven § 31
          Note: Programmet skal starte innen seks måneder.
          Action: Sett en ny dato for hver av dem.

        Signals, reasons to look and no conclusions:
          ◊ Identifisert og informert: 15 of 15 answers are the same: «Gjennomgang av kandidater»
          ◊ Tilbud om program: 15 of 15 answers are the same: «Til personer i målgruppen»
          ◊ NAV Åmli: Ingen deltakere, men heller ingen utfordringer.

        15 of 15 offices have responded
        Points to follow up: possible breach 0 · risk of failure 2 · point for improvement 0
        Corona og program, as read: Uendret 6 of 15 · Utsatt 2 of 15 · Ingen deltakere 1 of 15
        Spesielle utfordringer iverksettelse /gjennomføring, as read: Ingen 8 of 15

        13 answers to 2 questions are not coded:
          Corona og program: 6. Codes for corona in coding.yaml: uendret, utsatt, ingen-deltakere
          Spesielle utfordringer iverksettelse /gjennomføring: 7. Codes for utfordringer in coding.yaml:
            ingen
    """)


def test_without_points_the_list_says_so() -> None:
    text = format_gaps(harmful(), ENGLISH)
    assert "\nNo points to follow up.\n" in text
    assert "Only Statsforvalteren" not in text


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("tongue", TONGUES)
def test_no_line_is_wider_than_the_screen(width: int, tongue: Tongue) -> None:
    for matrix in (agder(), mixed(), harmful()):
        lines = format_gaps(matrix, tongue, width=width, symbols=ASCII).split("\n")
        assert max(map(width_of, lines)) <= width


def test_the_municipality_is_named_where_the_offices_name_does_not_say_it() -> None:
    checklist = """
        topics:
          - id: t
            title: {nb: T}
            heading: {nb: T}
            questions: [{id: q, type: choice, choices: {nei: {label: {nb: Nei}}}, gaps: {nei: risk}, text: {nb: Q}}]
    """
    names = {"Nav Risør": "Risør", "Nav Øst i Agder": "Tvedestrand"}
    offices = [
        {"id": f"o-{n}", "name": name, "municipalities": [{"no": "42", "name": place}]}
        for n, (name, place) in enumerate(names.items())
    ]
    one = make_round(checklist, {name: {"q": "nei"} for name in names}, survey={"offices": offices})
    text = format_gaps(build_matrix(one), ENGLISH)
    assert "Nav Risør – T, Q\n  Answer: «Nei»\n" in text
    assert "Nav Øst i Agder – T, Q\n  Municipality: Tvedestrand\n  Answer: «Nei»\n" in text


def test_what_a_check_says_is_the_note_of_its_point() -> None:
    one = make_round(
        """
        sources: {sotjl-29: {title: sosialtjenesteloven § 29}}
        topics:
          - id: a
            title: {nb: A}
            heading: {nb: A}
            questions:
              - {id: soknader, type: number, text: {nb: Hvor mange søkte?}}
              - {id: vedtak, type: number, text: {nb: Hvor mange fikk vedtak?}}
        checks:
          - id: flere
            about: vedtak
            severity: risk
            legal_basis: [sotjl-29]
            when: {soknader: {above: 10}, vedtak: {below: 5}}
            text: {nb: "Mange har søkt, men få har fått vedtak."}
        """,
        {"Nav Risør": {"soknader": "1200", "vedtak": "4.5"}},
    )
    assert dedent("""\
        Nav Risør – A, Hvor mange fikk vedtak?
          Answer: «4.5»
          Law: sosialtjenesteloven § 29
          Ground: good practice, not law
          Note: Mange har søkt, men få har fått vedtak.
    """) in format_gaps(build_matrix(one), ENGLISH)


def test_foreign_text_cannot_act_on_the_terminal() -> None:
    assert all(char == "\n" or char.isprintable() for char in format_gaps(harmful(), ENGLISH))


RAISED = """
    topics:
      - id: t
        title: {nb: T}
        heading: {nb: T}
        questions:
          - {id: q, type: choice, choices: {nei: {label: {nb: Nei}}}, gaps: {nei: improvement}, text: {nb: Q}}
"""


def raised() -> Matrix:
    """Lay out a point for improvement that was there the last time too."""
    one = make_round(RAISED, {"Nav A": {"q": "nei"}})
    return build_matrix(replace(one, before=one))


def test_a_point_that_is_raised_says_from_what_and_why() -> None:
    line = "Raised from point for improvement: the same point as last time\n"
    assert f"! Risk of failure (1)\n\nNav A – T, Q\n  {line}  Answer: «Nei»\n" in format_gaps(raised(), ENGLISH)
    assert f"- **Nav A – T, Q**\n  - {line}" in format_markdown(raised(), ENGLISH)
    (gap,) = json.loads(format_json(raised(), ENGLISH))["gaps"]
    assert (gap["severity"], gap["raised_from"]) == ("risk", "improvement")
    assert "Raised" not in format_gaps(build_matrix(make_round(RAISED, {"Nav A": {"q": "nei"}})), ENGLISH)
