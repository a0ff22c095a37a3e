import csv
import io
import json
import re
from collections import Counter
from itertools import product
from textwrap import dedent
from typing import Any

import pytest
from markdown_it import MarkdownIt

from navcheck.core.grid import Grid, build_grid, grid_of
from navcheck.core.messages import ENGLISH, Tongue
from navcheck.core.round import Round
from navcheck.core.words import Severity, Standing, Status
from navcheck.render import GRID_RENDERERS
from navcheck.render.grid import format_csv, format_grid, format_json, format_markdown
from navcheck.render.lines import width_of
from navcheck.render.marks import ASCII, UNICODE, Symbols
from tests.builders import Answers, make_checklist, make_response, make_round
from tests.program import EXAMPLE, run
from tests.render.examples import BOKMAL, TONGUES, agder, harmful, mixed

CHECKLIST = make_checklist("""
    scales:
      praksis:
        alle: {label: {nb: I alle saker}, status: met}
        fleste: {label: {nb: I de fleste saker}}
        noen: {label: {nb: I noen saker eller ingen}}
        ingen-saker: {label: {nb: Ingen slike saker}, status: no_cases}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Identifisert og informert}
        questions:
          - {id: for-vilkar, short: {nb: Før vilkår}, type: choice, scale: praksis, ground: law,
             text: {nb: Før vilkår?}, gaps: {fleste: risk, noen: breach}}
          - {id: gjennomgang, short: {nb: Gjennomgang}, type: choice, scale: praksis,
             text: {nb: Går dere gjennom?}, gaps: {noen: improvement}}
          - {id: rutine, short: {nb: Rutine}, type: choice, scale: praksis, text: {nb: Rutine?},
             evidence: {ask: true, what: {nb: Rutinen}}}
          - {id: kanaler, short: {nb: Kanaler}, type: choices, text: {nb: Hvor?},
             choices: {brosjyre: {label: {nb: Brosjyre}}, samtale: {label: {nb: Samtale}}}}
          - {id: skrevet-ned, short: {nb: Skrevet ned}, type: choice, scale: praksis, text: {nb: Skrevet ned?},
             gaps: {noen: risk}}
          - {id: hvordan, type: text, text: {nb: Hvordan?}}
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilbud om program}
        questions:
          - {id: frist, short: {nb: Fristen holdt}, type: choice, scale: praksis, ground: law, text: {nb: Frist?},
             gaps: {fleste: risk, noen: breach}}
          - {id: vedtak, short: {nb: Skriftlig}, type: choice, scale: praksis, ground: law, text: {nb: Vedtak?},
             gaps: {noen: breach}}
          - {id: hvem-som-far-tilbud-om-program, type: text, text: {nb: Hvem?}}
      - id: styring
        title: {nb: Styring}
        heading: {nb: Styring}
        questions:
          - {id: deltakere, short: {nb: Deltakere}, type: number, persons: true, text: {nb: Hvor mange?}}
          - {id: kontroll, short: {nb: Kontroll}, type: choice, scale: praksis, text: {nb: Kontroll?},
             gaps: {noen: improvement}}
          - {id: sist, short: {nb: Sist endret}, type: date, text: {nb: Når?}, when: {deltakere: {above: 0}}}
""")


def example() -> Round:
    """Make a round of nine offices in which every severity, every status and every standing occurs."""
    proven = {"value": "alle", "evidence": [{"proof": "written"}]}
    good: Answers = {"for-vilkar": "alle", "gjennomgang": "alle", "rutine": proven, "kanaler": ["brosjyre", "samtale"],
            "skrevet-ned": "alle", "hvordan": "Liste hver måned", "frist": "alle", "vedtak": "alle",
            "hvem-som-far-tilbud-om-program": "De som vil", "deltakere": "7", "kontroll": "alle",
            "sist": "2026-03-01"}  # fmt: skip
    return make_round(
        CHECKLIST,
        {
            "Nav Risør": make_response(CHECKLIST, "risor", good, number="2"),
            "Nav Lister": {**good, "for-vilkar": "noen", "gjennomgang": "noen", "skrevet-ned": "noen", "rutine": "alle",
                           "frist": "noen", "kontroll": "noen"},
            "Nav Åmli": {"for-vilkar": "ingen-saker", "gjennomgang": "fleste", "rutine": "alle", "deltakere": "0",
                         "kanaler": {"instead": "ikke-aktuelt", "comment": "ingen søkere"}, "frist": "ingen-saker"},
            "Nav Grimstad": {"for-vilkar": {"instead": "vet-ikke"}, "rutine": {"instead": "vet-ikke"},
                             "gjennomgang": "alle", "hvordan": "Vi ringer", "frist": "fleste", "vedtak": "noen"},
            "Nav Arendal": Standing.MISSING,
            "Nav Birkenes": Standing.UNREADABLE,
            "Nav Evje og Hornnes": Standing.MISSING,
            "Nav Midt-Agder": good,
            "Nav Froland": make_response(CHECKLIST, "froland", {**good, "frist": "fleste"}, number=None),
        },
        survey={"title": "KVP i Agder", "period": "2026", "authority": "Statsforvalteren i Agder"},
        drafts=("Nav Evje og Hornnes",),
    )  # fmt: skip


ALL = [build_grid(example()), *map(grid_of, (agder(), mixed(), harmful()))]
WIDTHS = (60, 80, 100, 120)


def tables_of(text: str) -> list[list[str]]:
    """Take the tables out of a page: each with its title line."""
    blocks = text.split("\n\n")
    return [
        [blocks[n - 1], *block.split("\n")]
        for n, block in enumerate(blocks)
        if any(set(line) == {"-", " "} for line in block.split("\n"))
    ]


def squares_of(table: list[str]) -> dict[tuple[str, str], str]:
    """Read a table back by the spans of its rule: by office and head what stands in the square."""
    rules = [n for n, line in enumerate(table) if set(line) == {"-", " "}]
    spans = [match.span() for match in re.finditer("-+", table[rules[0]])]
    heads = ["".join(line[start:end] for line in table[1 : rules[0]]).replace(" ", "") for start, end in spans]
    return {
        (line[: spans[0][1]].strip(), head): line[start:end].strip()
        for line in table[rules[0] + 1 : rules[1]]
        for head, (start, end) in zip(heads[1:], spans[1:], strict=True)
    }


@pytest.mark.parametrize(("width", "tongue", "symbols"), list(product(WIDTHS, TONGUES, (UNICODE, ASCII))))
def test_no_line_is_wider_than_the_screen(width: int, tongue: Tongue, symbols: Symbols) -> None:
    for grid, as_cards in product(ALL, (False, True)):
        lines = format_grid(grid, tongue, width=width, symbols=symbols, as_cards=as_cards).split("\n")
        assert max(map(width_of, lines)) <= width


@pytest.mark.parametrize("width", [1, 20, 21, 25, 33, 40])
def test_a_narrow_window_is_no_bug(width: int) -> None:
    for grid in ALL:
        assert max(map(width_of, format_grid(grid, ENGLISH, width=width).split("\n"))) <= max(width, 20)


@pytest.mark.parametrize(("width", "symbols"), list(product(WIDTHS, (UNICODE, ASCII))))
def test_every_square_stands_once_in_the_table_of_its_topic(width: int, symbols: Symbols) -> None:
    grid = build_grid(example())
    found: dict[tuple[str, str], str] = {}
    for table in tables_of(format_grid(grid, BOKMAL, width=width, symbols=symbols)):
        found |= squares_of(table)
    for row in grid.rows:
        for question in grid.matrix.round.checklist.questions() if row.squares else ():
            head = BOKMAL.pick(question.short) if question.short else question.id
            assert found[row.entry.office.name, head.replace(" ", "")] == symbols.of(row.squares[question.id].mark)


def test_the_example_has_every_mark() -> None:
    used = {square.mark for row in ALL[0].rows for square in row.squares.values()}
    assert used == {*Severity, *Status}


def test_at_eighty_columns_it_looks_like_this() -> None:
    text = format_grid(ALL[0], ENGLISH, width=80)
    assert text.startswith(
        dedent("""\
            KVP i Agder
            2026 · Statsforvalteren i Agder

            Finne (1 of 2)

            Nav office           Før vilkår  Gjennomgang  Rutine
            -------------------  ----------  -----------  ------
            Nav Risør            ✓           ✓            ✓
            (response no. 2)
            Nav Lister           ✗           ↑            ~
            Nav Åmli             ○           •            ~
            Nav Grimstad         !           ✓            ?
            Nav Arendal          not responded
            Nav Birkenes         cannot be read
            Nav Evje og Hornnes  draft, not counted
            Nav Midt-Agder       ✓           ✓            ✓
            Nav Froland          ✓           ✓            ✓
            (draft)
            -------------------  ----------  -----------  ------
            To follow up         ✗1 !1       ↑1           0
            Otherwise            ○ 1                      ? 1
                                                          ~ 2

            Finne (2 of 2)

            Nav office           Kanaler  Skrevet ned  hvordan  In the whole
                                                                topic
            -------------------  -------  -----------  -------  ------------
            Nav Risør            •        ✓            •        0
            (response no. 2)
            Nav Lister           •        !            •        ✗1 !1 ↑1
            Nav Åmli             –        □            □        0
        """)
    )
    assert text.endswith(
        dedent("""\
            5 of 9 offices have responded · 1 cannot be read · 1 draft is counted too ·
              1 draft is not counted
            Points to follow up: possible breach 3 · risk of failure 4 ·
              point for improvement 2
            Answers: unanswered 10 · don't know 2 · not applicable 1 · no such cases 2
            ~ stated, not documented: 2 of 5 answers that a document is asked for, at 2 of
              6 offices

            Signs: ✗ possible breach · ! risk of failure · ↑ point for improvement ·
              ✓ met · ~ stated, not documented · • answered · ○ no such cases ·
              ? don't know · – not applicable · □ unanswered · empty: not asked
        """)
    )


def test_a_topic_that_fits_is_one_table_with_its_own_sum() -> None:
    text = format_grid(ALL[0], ENGLISH, width=80)
    assert "\n\nStyring\n\nNav office           Deltakere  Kontroll  Sist endret  To follow up\n" in text
    assert "\nNav Lister           •          ↑         •            ↑1\n" in text
    assert "\nNav Åmli             •          □                      0\n" in text
    assert "\nTo follow up         0          ↑1        0            ↑1\n" in text


def test_a_narrower_screen_has_fewer_columns_a_table_and_a_sum_never_stands_alone() -> None:
    tables = [tables_of(format_grid(ALL[0], ENGLISH, width=width)) for width in (40, 60, 80, 120)]
    assert [len(one) for one in tables] == [8, 7, 4, 3]
    assert not any(re.fullmatch(r"Nav office +(To follow up|In the whole)", one[1]) for many in tables for one in many)


def test_plain_signs_are_those_of_every_console() -> None:
    text = format_grid(ALL[0], ENGLISH, width=80, symbols=ASCII)
    assert "\nNav Lister           x           ^            ~\n" in text
    assert "\nTo follow up         x1 !1       ^1           0\n" in text
    assert "v met" in text


def test_the_legend_explains_only_what_the_tables_hold() -> None:
    text = format_grid(grid_of(agder()), ENGLISH)
    assert text.endswith("\n\nSigns: ! risk of failure · • answered\n")


def test_offices_without_a_response_have_no_signs_to_explain() -> None:
    grid = build_grid(make_round(CHECKLIST, {"Nav A": Standing.MISSING}))
    text = format_grid(grid, ENGLISH, width=80)
    assert "Signs" not in text
    assert "\nNav A       not responded\n\n" in text


def test_no_offices_is_no_bug() -> None:
    whole = example()
    grid = build_grid(Round(whole.survey, whole.checklist, None, ()))
    assert "0 of 0 offices have responded" in format_grid(grid, ENGLISH)
    assert "0 of 0 offices have responded" in format_markdown(grid, ENGLISH)
    assert len(table_of(grid)) == 1


def test_cards_hold_every_answer_in_words() -> None:
    text = format_grid(ALL[0], ENGLISH, width=80, as_cards=True)
    assert "\n\nNav Lister\n  Finne\n    Før vilkår: possible breach\n    Gjennomgang: improvement\n" in text
    assert "\n    Sist endret: not asked\n" in text
    assert "\n\nNav Birkenes\n(cannot be read)\n\nNav Evje og Hornnes\n(draft, not counted)\n\n" in text
    assert "---" not in text


def test_markdown_has_a_table_a_topic_with_sign_and_word() -> None:
    text = format_markdown(ALL[0], ENGLISH)
    parser = MarkdownIt("commonmark").enable("table")
    assert [token.type for token in parser.parse(text)].count("table_open") == 3
    assert "\n## Styring\n\n| Nav office | Deltakere | Kontroll | Sist endret | To follow up |\n" in text
    assert "\n| Nav Lister | • answered | ↑ improvement | • answered | ↑1 |\n" in text
    assert "\n| Nav Åmli | • answered | □ unanswered | not asked | 0 |\n" in text
    assert "\n| Nav Arendal<br>(not responded) |  |  |  |  |\n" in text


def test_markdown_of_harmful_texts_is_tables_and_text_only() -> None:
    grid = ALL[-1]
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(format_markdown(grid, ENGLISH))
    kinds = Counter(token.type for token in tokens)
    assert kinds["table_open"] == 1
    assert kinds["tr_open"] == len(grid.rows) + 3
    assert not kinds["html_block"]


def table_of(grid: Grid, tongue: Tongue = ENGLISH) -> list[list[str]]:
    text = format_csv(grid, tongue).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_csv_has_a_row_an_office_and_a_column_a_question() -> None:
    heads, *rows = table_of(ALL[0])
    assert heads == ["Nav office", *(question.id for question in CHECKLIST.questions()), "Response"]
    assert rows[1] == [
        "Nav Lister", "possible breach", "improvement", "not documented", "answered", "risk", "answered",
        "possible breach", "met", "answered", "answered", "improvement", "answered", "1",
    ]  # fmt: skip
    assert rows[0][-1] == "2"
    assert rows[4] == ["Nav Arendal", *["not responded"] * 13]
    assert rows[8][-1] == "draft"
    assert all(cell for row in rows for cell in row)


def test_csv_is_in_the_language_asked_for_and_as_norwegian_excel_opens_it() -> None:
    raw = format_csv(ALL[0], BOKMAL)
    assert raw.startswith(b"\xef\xbb\xbfNav-kontor;for-vilkar;")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 10
    assert "Nav Lister;mulig lovbrudd;" in raw.decode("utf-8-sig")


def test_no_cell_of_a_csv_is_a_formula() -> None:
    for row in table_of(ALL[-1]):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_without_later_responses_csv_does_not_say_which() -> None:
    assert table_of(grid_of(agder()))[0] == ["Nav office", "identifisert", "tilbud", "corona", "utfordringer"]


def data_of(grid: Grid) -> dict[str, Any]:
    data = json.loads(format_json(grid, ENGLISH))
    assert isinstance(data, dict)
    return data


def test_json_holds_status_and_severity_of_every_square() -> None:
    data = data_of(ALL[0])
    assert (data["navcheck"], data["survey"]["title"]) == ("grid/1", "KVP i Agder")
    unsure = data["rows"][3]
    assert unsure["answers"]["for-vilkar"] == {"status": "unknown", "severity": "risk", "mark": "risk"}
    assert unsure["answers"]["rutine"] == {"status": "unknown", "severity": None, "mark": "unknown"}
    assert unsure["counts"]["gaps"] == {"breach": 1, "risk": 2, "improvement": 0}
    assert data["rows"][5] == {
        "office": {"id": "birkenes", "name": "Nav Birkenes"},
        "standing": "unreadable",
        "number": None,
        "has_draft": False,
        "answers": {},
        "counts": {"gaps": dict.fromkeys(Severity, 0), "statuses": dict.fromkeys(Status, 0)},
    }
    assert data["topics"][0]["questions"][0]["counts"]["gaps"] == {"breach": 1, "risk": 1, "improvement": 0}


@pytest.mark.parametrize("grid", ALL, ids=["example", "agder", "mixed", "harmful"])
def test_counts_of_the_json_agree_both_ways(grid: Grid) -> None:
    data = data_of(grid)
    questions = [question for topic in data["topics"] for question in topic["questions"]]
    for kind in ("gaps", "statuses"):
        for name, total in data["counts"][kind].items():
            assert total == sum(row["counts"][kind][name] for row in data["rows"])
            assert total == sum(question["counts"][kind][name] for question in questions)


@pytest.mark.parametrize("symbols", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("form", ["terminal", "cards", "markdown", "csv", "json"])
def test_the_same_matrix_gives_the_same_bytes(form: str, symbols: Symbols) -> None:
    first, second = (GRID_RENDERERS[form](agder(), ENGLISH, 80, symbols) for _ in range(2))
    assert first == second
    assert first.endswith("\n") if isinstance(first, str) else first.endswith(b"\r\n")


def test_the_formats_are_those_of_the_matrix_by_topic() -> None:
    assert list(GRID_RENDERERS) == ["terminal", "cards", "markdown", "csv", "json"]


def test_the_command_takes_topic_and_question_and_suggests_what_is_near() -> None:
    by_topic, by_question = run("matrix", EXAMPLE), run("matrix", EXAMPLE, "--by", "question")
    assert (by_topic.code, by_question.code) == (0, 0)
    assert by_topic.raw == run("matrix", EXAMPLE, "--by", "topic").raw != by_question.raw
    wrong = run("matrix", EXAMPLE, "--by", "questoin")
    assert (wrong.code, wrong.raw) == (2, b"")
    assert "there is no matrix by «questoin»" in wrong.err
    assert "did you mean «question»?" in wrong.err
    assert "choose between topic, question" in run("matrix", EXAMPLE, "--by", "x").err
