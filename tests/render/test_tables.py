import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.formulas import guard, unguard
from navcheck.core.matrix import Matrix, build_matrix
from navcheck.core.messages import ENGLISH
from navcheck.render.lines import printable
from navcheck.render.tables import format_matrix
from tests.render.examples import HARMFUL, agder, agder_answers, harmful, mixed

FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"


def table_of(matrix: Matrix) -> list[list[str]]:
    text = format_matrix(matrix, ENGLISH).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_county_report_comes_back_cell_for_cell() -> None:
    heads, *rows = table_of(agder())
    assert heads == [
        "Nav office",
        "Identifisert og informert",
        "Tilbud om program",
        "Corona og program",
        "Spesielle utfordringer iverksettelse /gjennomføring",
        "Identifisert og informert (mark)",
        "Tilbud om program (mark)",
        "Corona og program (mark)",
        "Spesielle utfordringer iverksettelse /gjennomføring (mark)",
    ]
    assert [row[:5] for row in rows] == [[name, *answers.values()] for name, answers in agder_answers().items()]
    assert rows[9][5:] == ["same answers", "same answers", "risk", "answered"]


def test_bytes_are_what_norwegian_excel_opens() -> None:
    raw = format_matrix(agder(), ENGLISH)
    assert raw.startswith(b"\xef\xbb\xbfNav office;Identifisert og informert;")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 16


def test_no_silence_is_an_empty_mark() -> None:
    heads, *rows = table_of(mixed())
    marks = [dict(zip(heads, row, strict=True)) for row in rows]
    assert all(row[head] for row in marks for head in heads if head.endswith("(mark)"))
    assert [row["Deltakere (mark)"] for row in marks] == [
        "answered", "risk", "answered", "unanswered", "unanswered",
        "not responded", "cannot be read", "draft, not counted",
    ]  # fmt: skip
    assert {row["Deltakere"] for row in marks[5:]} == {""}
    assert marks[3]["Finne (mark)"] == "risk; don't know"
    assert marks[2]["Sist gjennomgått (mark)"] == "not asked"


def test_files_hold_iso_dates_plain_numbers_and_chosen_labels() -> None:
    heads, first, *_ = table_of(mixed())
    row = dict(zip(heads, first, strict=True))
    assert row["Deltakere"] == "12345"
    assert row["Sist gjennomgått"] == "2026-03-01"
    assert row["Egne krav"] == "Rusfri; Har egen bolig"


def test_which_response_counts_is_told_where_it_is_not_the_first() -> None:
    heads, *rows = table_of(mixed())
    assert heads[-1] == "Response"
    assert [row[-1] for row in rows] == [
        "2",
        "1",
        "1",
        "1",
        "1",
        "not responded",
        "cannot be read",
        "draft, not counted",
    ]


def test_no_line_of_a_cell_is_a_formula() -> None:
    for row in table_of(harmful()):
        for cell in row:
            assert not re.search(rf"(?m)^\s*[{re.escape(FORMULA)}]", cell)
            assert cell[:1] not in {"\t", "\r", "\n"}


def test_what_was_written_can_be_had_back() -> None:
    _, *rows = table_of(harmful())
    shown = ["\t".join(map(printable, words.split("\t"))) for words in HARMFUL]
    assert [unguard(row[1]) for row in rows] == shown
    assert [unguard(row[0]) for row in rows] == [f"Nav {words}" for words in shown]


@pytest.mark.parametrize("words", ["nei", "Nei, gode statlige tiltak", "1–4", "a=b", "'sitat'", "– og mer", "", "12"])
def test_plain_text_is_left_alone(words: str) -> None:
    assert guard(words) == words


@given(st.text(f"'{FORMULA} \t\nab"))
def test_taking_the_guard_off_gives_back_any_text(words: str) -> None:
    assert unguard(guard(words)) == words
    assert not re.search(rf"(?m)^[^\S\n]*[{re.escape(FORMULA)}]|^\t|\A\n", guard(words))


def test_a_table_of_no_offices_has_heads() -> None:
    empty = agder()
    matrix = build_matrix(type(empty.round)(empty.round.survey, empty.round.checklist, None, ()))
    assert len(table_of(matrix)) == 1
