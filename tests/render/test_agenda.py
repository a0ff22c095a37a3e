"""What goes to the meeting cannot tell who has a gap, in any of its formats."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.cli.convening import FOR_ADVISER, FOR_MEETING
from navcheck.core.agenda import agenda_of, meeting_of
from navcheck.core.matrix import build_matrix
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Response
from navcheck.core.round import Round
from navcheck.render.lines import width_of
from navcheck.render.marks import ASCII, UNICODE
from tests.builders import make_response, make_round, office_id
from tests.core.one_topic import one_topic
from tests.render.examples import HARMFUL, TONGUES

CHECKLIST = one_topic("""
    scales: {svar: {ja: {label: {nb: Ja}, status: met}, delvis: {label: {nb: Delvis}}, nei: {label: {nb: Nei}}}}
    questions:
      - {id: deltakere, type: number, persons: true, short: {nb: Deltakere}}
      - id: rutine
        type: choice
        scale: svar
        ground: law
        short: {nb: Rutine}
        gaps: {delvis: risk, nei: breach}
      - {id: plan, type: choice, scale: svar, short: {nb: Plan}, gaps: {delvis: improvement, nei: risk}}
      - {id: kontroll, type: choice, scale: svar, gaps: {nei: improvement}}
""")
ROUTINE = {
    "value": "ja",
    "comment": "Vi ser på listen hver måned.",
    "evidence": [
        {"title": "Rutine for KVP", "date": "2026-03-01", "proof": "shown"},
        {"title": "Samtaler", "proof": "said"},
    ],
}


def office(name: str, shares: str | None, **answers: object) -> Response:
    said = {} if shares is None else {"shares": shares}
    return make_response(CHECKLIST, office_id(name), answers, **said)  # type: ignore[arg-type]


def four() -> Round:
    written = {"value": "ja", "evidence": [{"proof": "written"}]}
    return make_round(
        CHECKLIST,
        {
            "Nav Vik": office("Nav Vik", "true", rutine=ROUTINE, plan="nei", deltakere="12"),
            "Nav Nes": office("Nav Nes", "false", rutine="nei", plan=written, deltakere="3"),
            "Nav Bø": office("Nav Bø", None, rutine="delvis", plan=written, kontroll="nei"),
            "Nav Mo": office("Nav Mo", None),
        },
        survey={
            "title": "KVP i fylket",
            "period": "2026",
            "authority": "Statsforvalteren",
            "offices": [
                {"id": "vik", "name": "Nav Vik", "group": "Øst"},
                {"id": "nes", "name": "Nav Nes"},
                {"id": "bo", "name": "Nav Bø", "group": "Øst"},
                {"id": "mo", "name": "Nav Mo"},
            ],
        },
    )


def meeting(one: Round, form: str, width: int = 80) -> str:
    return FOR_MEETING[form](meeting_of(build_matrix(one)), ENGLISH, width, UNICODE)


def adviser(one: Round, form: str, width: int = 80) -> str:
    return FOR_ADVISER[form](agenda_of(build_matrix(one)), ENGLISH, width, UNICODE)


def test_the_meeting_reads_themes_and_who_shares_what() -> None:
    assert meeting(four(), "terminal", 60) == dedent("""\
        KVP i fylket: for the network meeting
        2026 · Statsforvalteren

        The offices named here have said yes to sharing what they
        do.

        Tema

          rutine?
            Nav Vik: «Ja»
              Comment: «Vi ser på listen hver måned.»
              Document: Rutine for KVP · 2026-03-01 · presented

        Themes that nobody shares yet

          plan?

          kontroll?

        4 of 4 offices have responded
    """)


def test_the_adviser_reads_pairs_first_then_each_point_with_its_examples() -> None:
    assert adviser(four(), "terminal", 60) == dedent("""\
        KVP i fylket: the adviser's agenda
        2026 · Statsforvalteren

        For Statsforvalteren only: this list says which offices have
        points to follow up. It is not handed out.

        Offices that could use each other's examples

          Nav Vik and Nav Nes
            Nav Vik could use the example of Nav Nes: Tema, Plan
            Nav Nes could use the example of Nav Vik: Tema, Rutine

          Nav Vik and Nav Bø
            Nav Vik could use the example of Nav Bø: Tema, Plan
            Nav Bø could use the example of Nav Vik: Tema, Rutine

        Points, and who has an example

          Nav Nes – Tema, Rutine
            ✗ possible breach
            Answer: «Nei»
            Example: Nav Vik: «Ja»
              Comment: «Vi ser på listen hver måned.»
              Document: Rutine for KVP · 2026-03-01 · presented
              has said yes to sharing
              size: Deltakere: 12, and 1–4 at Nav Nes

          Nav Bø – Tema, Rutine
            ! risk of failure
            Answer: «Delvis»
            Example: Nav Vik: «Ja»
              Comment: «Vi ser på listen hver måned.»
              Document: Rutine for KVP · 2026-03-01 · presented
              has said yes to sharing
              same group: Øst

          Nav Vik – Tema, Plan
            ! risk of failure
            Answer: «Nei»
            Example: Nav Bø: «Ja»
              Document: in writing
              has not said yes to sharing: ask first
              same group: Øst
            Example: Nav Nes: «Ja»
              Document: in writing
              has said no to sharing: ask first
              size: Deltakere: 1–4, and 12 at Nav Vik

        Points with nobody to point to

          Nav Bø – Tema, kontroll?
            ↑ point for improvement
            Answer: «Nei»

        4 of 4 offices have responded
        Points to follow up: possible breach 1 ·
          risk of failure 2 · point for improvement 1
        Answers: unanswered 7
    """)


def test_markdown_says_the_same_as_lists() -> None:
    assert meeting(four(), "markdown") == dedent("""\
        # KVP i fylket: for the network meeting

        2026 · Statsforvalteren

        The offices named here have said yes to sharing what they do.

        ## Tema

        - **rutine?**
          - Nav Vik: «Ja»
            - Comment: «Vi ser på listen hver måned.»
            - Document: Rutine for KVP · 2026-03-01 · presented

        ## Themes that nobody shares yet

        - **plan?**
        - **kontroll?**

        4 of 4 offices have responded
    """)
    words = re.sub(r"^[\s#-]*|\*\*", "", adviser(four(), "markdown"), flags=re.MULTILINE).split()
    assert words == adviser(four(), "terminal").split()


def test_a_small_number_of_persons_stands_in_no_format() -> None:
    written = {"value": "ja", "evidence": [{"proof": "written"}]}
    one = make_round(
        CHECKLIST, {"Nav A": {"deltakere": "2", "plan": "nei"}, "Nav B": {"deltakere": "44", "plan": written}}
    )
    assert "size: Deltakere: 44, and 1–4 at Nav A" in adviser(one, "terminal")
    assert "size: Deltakere: 44, and 1–4 at Nav A" in adviser(one, "markdown")
    assert json.loads(adviser(one, "json"))["points"][0]["examples"][0]["size"] == {
        "of": "deltakere",
        "example": 44,
        "office": "1–4",
    }


def test_an_agenda_without_a_point_says_so() -> None:
    one = make_round(CHECKLIST, {"Nav Vik": {"rutine": "ja"}})
    assert "There are no themes to talk about yet." in meeting(one, "terminal")
    assert "Points" not in adviser(one, "terminal").replace("Points to follow up:", "")


ANSWER = st.sampled_from([None, "ja", "delvis", "nei", ROUTINE, {"instead": "vet-ikke"}])
ANSWERS = st.fixed_dictionaries(
    {name: ANSWER for name in ("rutine", "plan", "kontroll")}  # noqa: C420 -- a strategy for each
    | {"deltakere": st.sampled_from([None, "0", "3", "12", "400"])}
)
Given = list[tuple[str | None, Mapping[str, object]]]


def round_of(offices: Given) -> Round:
    responses = {
        f"Nav {name}": office(f"Nav {name}", shares, **{key: one for key, one in answers.items() if one})
        for name, (shares, answers) in zip("ABCDEF", offices, strict=False)
    }
    return make_round(CHECKLIST, responses)


@given(st.lists(st.tuples(st.sampled_from(["true", "false", None]), ANSWERS), min_size=2, max_size=6), st.data())
def test_a_gap_that_moves_between_offices_that_do_not_share_moves_nothing_at_the_meeting(
    offices: Given, data: st.DataObject
) -> None:
    quiet = [n for n, (shares, _) in enumerate(offices) if shares != "true"]
    moved = list(offices)
    for n, other in zip(quiet, data.draw(st.permutations(quiet)), strict=True):
        moved[n] = (offices[n][0], offices[other][1])
    before, after = round_of(offices), round_of(moved)
    assert [meeting(before, form) for form in FOR_MEETING] == [meeting(after, form) for form in FOR_MEETING]


@pytest.mark.parametrize("form", FOR_MEETING)
def test_the_meeting_names_no_office_that_has_not_said_yes_and_no_severity(form: str) -> None:
    shown = meeting(four(), form)
    assert [name for name in ("Nav Vik", "Nav Nes", "Nav Bø", "Nav Mo") if name in shown] == ["Nav Vik"]
    assert not re.search(r"breach|risk|improvement|gap|follow up|Delvis|Nei|vik.*nes", shown, re.DOTALL)


def test_the_adviser_is_told_that_it_is_not_handed_out_in_every_format() -> None:
    assert all("It is not handed out." in adviser(four(), form).replace("\n", " ") for form in FOR_ADVISER)


def harmful() -> Round:
    """Lay out every harmful text as a comment, a document and an office's name."""
    responses = {
        f"Nav {n}": office(
            f"Nav {n}",
            "true",
            rutine={"value": "ja", "comment": words, "evidence": [{"title": words, "proof": "shown"}]},
        )
        for n, words in enumerate(HARMFUL)
    }
    quiet = {"Nav X": office("Nav X", None, rutine="nei"), "Nav Y": office("Nav Y", None, rutine="nei")}
    names = [{"id": f"{n}", "name": f"Nav {words}"} for n, words in enumerate(HARMFUL)]
    offices = [*names, {"id": "x", "name": "Nav X", "group": "=1"}, {"id": "y", "name": "Nav Y", "group": "=1"}]
    return make_round(CHECKLIST, {**responses, **quiet}, survey={"title": HARMFUL[0], "offices": offices})


@pytest.mark.parametrize("form", FOR_MEETING)
def test_nothing_that_a_terminal_obeys_leaves(form: str) -> None:
    for shown in (meeting(harmful(), form), adviser(harmful(), form)):
        assert all(char == "\n" or char.isprintable() for char in shown)


def test_markdown_shows_a_foreign_text_as_text() -> None:
    for shown in (meeting(harmful(), "markdown"), adviser(harmful(), "markdown")):
        assert not re.search(r"<(?!br>)", shown)
        assert all(re.match(r"#{1,2} |- \*\*|(?:  ){1,2}- |[A-Z0-9]|$", line) for line in shown.split("\n"))


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.language)
@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_the_screen(width: int, tongue: object) -> None:
    matrix = build_matrix(four())
    shown = (
        FOR_MEETING["terminal"](meeting_of(matrix), tongue, width, ASCII),  # type: ignore[arg-type]
        FOR_ADVISER["terminal"](agenda_of(matrix), tongue, width, ASCII),  # type: ignore[arg-type]
    )
    assert max(width_of(line) for text in shown for line in text.splitlines()) <= width


def test_data_names_the_edition_first() -> None:
    one = replace(four())
    told = json.loads(meeting(one, "json"))
    assert list(told)[:2] == ["navcheck", "edition"]
    assert (told["navcheck"], told["edition"]) == ("agenda/1", "meeting")
    assert [theme["question"] for theme in told["themes"]] == ["rutine"]
    assert told["themes"][0]["examples"] == [
        {
            "office": {"id": "vik", "name": "Nav Vik"},
            "words": "Ja",
            "comment": "Vi ser på listen hver måned.",
            "documents": [{"title": "Rutine for KVP", "date": "2026-03-01", "proof": "shown"}],
        }
    ]
    whole = json.loads(adviser(one, "json"))
    assert (whole["navcheck"], whole["edition"]) == ("agenda/1", "adviser")
    assert [(pair["one"]["id"], pair["one_uses"], pair["other"]["id"]) for pair in whole["pairs"]] == [
        ("vik", ["plan"], "nes"),
        ("vik", ["plan"], "bo"),
    ]
    assert [
        (point["office"]["id"], point["question"], [(one["office"]["id"], one["shares"]) for one in point["examples"]])
        for point in whole["points"]
    ] == [
        ("nes", "rutine", [("vik", True)]),
        ("bo", "rutine", [("vik", True)]),
        ("vik", "plan", [("bo", None), ("nes", False)]),
        ("bo", "kontroll", []),
    ]
