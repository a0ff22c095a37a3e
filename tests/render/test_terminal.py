import re
from itertools import product
from textwrap import dedent

import pytest

from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.messages import ENGLISH, Tongue
from navcheck.core.words import Standing
from navcheck.render.lines import width_of
from navcheck.render.marks import ASCII, UNICODE, Symbols, marks_shown
from navcheck.render.said import cell_words, mark_words
from navcheck.render.terminal import fits, format_matrix
from tests.builders import make_checklist, make_response, make_round
from tests.render.examples import (
    AGDER,
    AGDER_CODING,
    BOKMAL,
    LONGER,
    MIXED,
    TONGUES,
    agder,
    agder_answers,
    harmful,
    mixed,
)

WIDTHS = (60, 80, 100, 120)
SMALL = """
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Finne dem}
        shows: finne
        questions:
          - {id: finne, type: text, text: {nb: Hvordan?}}
      - id: rutine
        title: {nb: Rutine}
        heading: {nb: Skriftlig rutine}
        shows: rutine
        questions:
          - id: rutine
            type: choice
            choices: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: 'Nei, ikke ennå'}}}
            text: {nb: Har dere en rutine?}
            gaps: {nei: risk}
"""


def cells_of(table: str) -> list[list[str]]:
    """Read a printed table back: each cell's lines joined, row by row, the heads first."""
    lines = table.split("\n")
    rule = next(line for line in lines if re.fullmatch(r"-+(  -+)+", line))
    spans = [match.span() for match in re.finditer("-+", rule)]
    rows: list[list[list[str]]] = [[[] for _ in spans]]
    for line in lines:
        if line == rule:
            rows.append([[] for _ in spans])
        else:
            for parts, (start, end) in zip(rows[-1], spans, strict=True):
                parts.append(line[start:end].strip())
    return [[" ".join(part for part in parts if part) for parts in row] for row in rows]


def expected_cells(matrix: Matrix, tongue: Tongue, symbols: Symbols) -> list[list[str]]:
    return [
        [
            " ".join([
                *cell_words(topic, cell, tongue).split(),
                *(symbols.label(one, mark_words(one, cell, tongue)) for one in marks_shown(cell)),
            ])
            for topic, cell in zip(matrix.topics, row.cells, strict=True)
        ]
        for row in matrix.rows
        if row.cells
    ]  # fmt: skip


def table_of(text: str) -> str:
    """Take the table out of the page: all between the title and what is told below."""
    return text.split("\n\n")[1]


@pytest.mark.parametrize(("width", "tongue", "symbols"), list(product(WIDTHS, TONGUES, (UNICODE, ASCII))))
def test_no_line_is_wider_than_the_screen(width: int, tongue: Tongue, symbols: Symbols) -> None:
    for matrix in (agder(), mixed(), harmful()):
        lines = format_matrix(matrix, tongue, width=width, symbols=symbols).split("\n")
        assert max(map(width_of, lines)) <= width


@pytest.mark.parametrize("width", [1, 20, 40])
def test_a_narrow_window_is_no_bug(width: int) -> None:
    for matrix in (agder(), mixed(), harmful()):
        assert max(map(width_of, format_matrix(matrix, ENGLISH, width=width).split("\n"))) <= max(width, 20)


@pytest.mark.parametrize(("width", "tongue"), list(product((80, 100, 120), TONGUES)))
def test_every_word_of_every_cell_stands_whole_in_its_cell(width: int, tongue: Tongue) -> None:
    matrix = agder()
    heads, *rows = cells_of(table_of(format_matrix(matrix, tongue, width=width)))
    assert heads == [tongue("Nav office"), *(tongue.pick(topic.heading) for topic in matrix.topics)]
    assert [office for office, *_ in rows] == list(agder_answers())
    assert [cells for _, *cells in rows] == expected_cells(matrix, tongue, UNICODE)


def test_agder_needs_no_more_than_eighty_columns_for_a_table() -> None:
    assert "\n\nNAV Risør\n  Identifisert" not in format_matrix(agder(), ENGLISH, width=80)


def test_where_the_longest_words_do_not_fit_each_office_has_a_card() -> None:
    assert format_matrix(agder(), ENGLISH, width=60).startswith(
        dedent("""\
            KVP i Agder
            2020 · Statsforvalteren i Agder

            NAV Risør
              Identifisert og informert: Gjennomgang av kandidater
                ◊ same answers
              Tilbud om program: Til personer i målgruppen
                ◊ same answers
              Corona og program: Ingen endring
              Spesielle utfordringer iverksettelse /gjennomføring:
                praksisplasser

            NAV Vegårshei
        """)
    )


@pytest.mark.parametrize(("width", "tongue"), list(product((60, 80), TONGUES)))
def test_cards_hold_every_word_too(width: int, tongue: Tongue) -> None:
    matrix = agder()
    address = "https://" + "x" * 150
    wide = build_matrix(
        make_round(AGDER, agder_answers() | {"Nav Sist": {"tilbud": address, "corona": "Som før"}}, coding=AGDER_CODING)
    )
    shown = "".join(format_matrix(wide, tongue, width=width).split())
    assert address in shown
    for row in matrix.rows:
        for topic, cell in zip(matrix.topics, row.cells, strict=True):
            assert "".join(cell_words(topic, cell, tongue).split()) in shown


def test_cards_can_be_asked_for_at_any_width() -> None:
    text = format_matrix(agder(), ENGLISH, width=120, as_cards=True)
    assert "\n\nNAV Risør\n  Identifisert og informert: Gjennomgang av kandidater\n" in text
    assert "----" not in text


def test_a_small_table_looks_like_this() -> None:
    one = make_round(
        SMALL,
        {
            "Nav Risør": {"finne": "Vi går gjennom lista\nhver måned", "rutine": "nei"},
            "Nav Åmli": make_response(make_checklist(SMALL), "amli", {"rutine": "ja"},
                                      number="2"),
            "Nav Evje og Hornnes": Standing.MISSING,
            "Nav Lister": Standing.UNREADABLE,
        },
        survey={"title": "KVP i Agder", "period": "2026"},
    )  # fmt: skip
    assert format_matrix(build_matrix(one), ENGLISH, width=56) == dedent("""\
        KVP i Agder
        2026

        Nav office           Finne dem      Skriftlig rutine
        -------------------  -------------  ----------------
        Nav Risør            Vi går         Nei, ikke ennå
                             gjennom lista  ! risk
                             hver måned
        -------------------  -------------  ----------------
        Nav Åmli             □ unanswered   Ja
        (response no. 2)
        -------------------  -------------  ----------------
        Nav Evje og Hornnes
        (not responded)
        -------------------  -------------  ----------------
        Nav Lister
        (cannot be read)

        2 of 4 offices have responded · 1 cannot be read
        Points to follow up: possible breach 0 ·
          risk of failure 1 · point for improvement 0
        Answers: unanswered 1

        Signs: ! risk of failure · □ unanswered
    """)


def test_below_agder_stand_the_signals_with_their_figures_and_what_is_not_coded() -> None:
    below = format_matrix(agder(), ENGLISH, width=120).split("\n\n", 2)[2]
    assert below == dedent("""\
        15 of 15 offices have responded
        Points to follow up: possible breach 0 · risk of failure 2 · point for improvement 0
        Corona og program, as read: Uendret 6 of 15 · Utsatt 2 of 15 · Ingen deltakere 1 of 15
        Spesielle utfordringer iverksettelse /gjennomføring, as read: Ingen 8 of 15

        Signals, reasons to look and no conclusions:
          ◊ Identifisert og informert: 15 of 15 answers are the same: «Gjennomgang av kandidater»
          ◊ Tilbud om program: 15 of 15 answers are the same: «Til personer i målgruppen»
          ◊ NAV Åmli: Ingen deltakere, men heller ingen utfordringer.

        13 answers to 2 questions are not coded:
          Corona og program: 6. Codes for corona in coding.yaml: uendret, utsatt, ingen-deltakere
          Spesielle utfordringer iverksettelse /gjennomføring: 7. Codes for utfordringer in coding.yaml: ingen

        Signs: ! risk of failure · ◊ signal, a reason to look
    """)


def test_every_status_and_standing_is_told_apart() -> None:
    text = format_matrix(mixed(), ENGLISH, width=110)
    _, risor, lister, amli, grimstad, froland, arendal, birkenes, evje = cells_of(table_of(text))
    assert risor == [
        "Nav Risør (response no. 2)", "I alle saker ~ not documented", "12,345", "Rusfri; Har egen bolig",
        "2026-03-01", "1 of 2 met",
    ]  # fmt: skip
    assert lister[1:] == [
        "I noen saker eller ingen ✗ possible breach", "3 ! risk", "□ unanswered", "? don't know",
        "0 of 2 met □ unanswered",
    ]  # fmt: skip
    assert amli[1:5] == ["Ingen slike saker ○ no such cases", "0", "– not applicable", "not asked"]
    assert grimstad[1:4] == ["? don't know ! risk", "□ unanswered", "□ unanswered"]
    assert froland[1] == "I alle saker ↑ improvement: Rutine"
    assert [row[0] for row in (arendal, birkenes, evje)] == [
        "Nav Arendal (not responded)", "Nav Birkenes (cannot be read)", "Nav Evje og Hornnes (draft, not counted)",
    ]  # fmt: skip
    assert not any([*arendal[1:], *birkenes[1:], *evje[1:]])
    assert text.split("\n\n", 2)[2] == dedent("""\
        5 of 8 offices have responded · 1 cannot be read · 2 drafts are not counted
        Points to follow up: possible breach 1 · risk of failure 2 · point for improvement 2
        Answers: unanswered 15 · don't know 2 · not applicable 1 · no such cases 1
        The municipalities that are known have a response: 3 of 3
        The municipalities are not known for: Nav Amli, Nav Grimstad, Nav Froland, Nav Arendal, Nav Birkenes, Nav
          Evje og Hornnes
        ~ stated, not documented: 1 of 2 answers that a document is asked for, at 1 of 5 offices

        Files that were left out:
          drafts/risor (1).yaml: a copy

        Signs: ✗ possible breach · ! risk of failure · ↑ point for improvement · ~ stated, not documented ·
          ○ no such cases · ? don't know · – not applicable · □ unanswered
    """)


def test_numbers_and_dates_are_written_as_people_do() -> None:
    text = format_matrix(mixed(), BOKMAL, width=120)
    assert "01.03.2026" in text
    assert "12\N{NO-BREAK SPACE}345" in text


def test_an_answer_that_looks_like_a_number_stays_what_was_written() -> None:
    written = ["0301", "42992e1", "1_000", "12", "nan"]
    one = make_round(SMALL, {f"Nav {n}": {"finne": words} for n, words in enumerate(written)})
    _, *rows = cells_of(table_of(format_matrix(build_matrix(one), ENGLISH)))
    assert [words for _, words, _ in rows] == written


def test_a_screen_of_ascii_gets_only_ascii_signs() -> None:
    text = format_matrix(mixed(), ENGLISH, width=120, symbols=ASCII)
    _, *rows = cells_of(table_of(text))
    assert [cells for _, *cells in rows if any(cells)] == [
        row for row in expected_cells(mixed(), ENGLISH, ASCII) if row
    ]
    assert "x possible breach" in text
    assert "_ unanswered" in text
    assert not set("✗↑✓•○–□◊") & set(text)


def test_a_draft_that_is_counted_says_so() -> None:
    draft = make_response(make_checklist(SMALL), "amli", {"rutine": "ja"}, number=None)
    one = make_round(SMALL, {"Nav Risør": {"rutine": "ja"}, "Nav Åmli": draft})
    text = format_matrix(build_matrix(one), ENGLISH)
    assert cells_of(table_of(text))[2][0] == "Nav Åmli (draft)"
    assert "1 of 2 offices have responded · 1 draft is counted too\n" in text


def test_one_of_each_is_said_in_the_singular() -> None:
    text = format_matrix(build_matrix(make_round(AGDER, {"Nav Risør": {"corona": "Alt er nytt"}})), ENGLISH)
    assert "1 of 1 office has responded\n" in text
    assert "1 answer to 1 question is not coded:\n" in text


def test_without_one_response_answer_or_coding_row_other_counts_are_printed() -> None:
    answers = agder_answers()
    fewer = {name: row for name, row in answers.items() if name != "NAV Åmli"}
    short = answers | {"NAV Åmli": {"corona": "Ingen deltagere"}}
    uncoded = AGDER_CODING.replace("- {words: nei, code: ingen}", "- {words: Nei takk, code: ingen}")
    rounds = [
        make_round(AGDER, answers, coding=AGDER_CODING),
        make_round(AGDER, fewer | {"NAV Åmli": Standing.MISSING}, coding=AGDER_CODING),
        make_round(AGDER, short, coding=AGDER_CODING),
        make_round(AGDER, answers, coding=uncoded),
    ]
    below = [format_matrix(build_matrix(one), LONGER, width=120).split("\n\n", 2)[2] for one in rounds]
    assert len(set(below)) == len(rounds)


def test_a_survey_without_responses_is_a_table_too() -> None:
    text = format_matrix(build_matrix(make_round(MIXED, {"Nav Risør": Standing.MISSING})), ENGLISH)
    assert "Nav Risør" in text
    assert "0 of 1 office has responded" in text
    assert "Signs" not in text


def test_foreign_text_cannot_act_on_the_terminal() -> None:
    for width in (60, 120):
        text = format_matrix(harmful(), ENGLISH, width=width)
        assert all(char == "\n" or char.isprintable() for char in text)
        text.encode("utf-8")


TWO = """
    topics:
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilbud}
        shows: program
        questions:
          - {id: program, type: text, text: {nb: Hvem får program?}}
          - id: avslag
            type: choice
            choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}
            short: {nb: Avslag}
            text: {nb: Avslår dere skriftlig?}
            gaps: {nei: risk}
"""


def test_a_mark_about_another_answer_than_the_one_shown_says_which() -> None:
    matrix = build_matrix(make_round(TWO, {"Nav A": {"program": "Alle får program", "avslag": "nei"}}))
    assert cells_of(table_of(format_matrix(matrix, ENGLISH)))[1] == ["Nav A", "Alle får program ! risk: Avslag"]
    assert "\n  Tilbud: Alle får program\n    ! risk: Avslag\n" in format_matrix(matrix, ENGLISH, as_cards=True)
    unnamed = build_matrix(
        make_round(TWO.replace("            short: {nb: Avslag}\n", ""), {"Nav A": {"avslag": "nei"}})
    )
    assert cells_of(table_of(format_matrix(unnamed, ENGLISH)))[1] == ["Nav A", "□ unanswered ! risk: avslag"]


@pytest.mark.parametrize("width", range(60, 90, 3))
def test_a_table_fits_exactly_where_it_is_not_cards(width: int) -> None:
    is_table = "-----" in format_matrix(agder(), ENGLISH, width=width)
    assert fits(agder(), ENGLISH, width=width, symbols=UNICODE) is is_table
