"""The tables of a Word document: none is wider than its page, and each tells what it is."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from time import perf_counter

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from navcheck.render.report.blocks import (
    Bar,
    Bars,
    Cell,
    Heading,
    Line,
    Paragraph,
    Share,
    Span,
    Table,
    Tone,
    Trend,
)
from navcheck.render.report.docx.writer import write_docx
from navcheck.render.report.docx.xml import INKS
from tests.one_document import document
from tests.render.read_docx import SIGN, table, text_in, written


def test_a_table_repeats_its_heads_keeps_its_rows_whole_and_is_named_by_its_caption() -> None:
    word = written((Heading(1, "Svarene"), table(4, 3)))
    (found,) = word.tables
    rows = found._tbl.tr_lst  # noqa: SLF001 -- python-docx shows no more of it
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    properties = found._tbl.tblPr  # noqa: SLF001 -- as above
    assert {properties.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("tblCaption", "tblDescription")} == {
        "Svarene"
    }
    caption = next(
        one for one in word.paragraphs if one.text == "Svarene" and one.style and one.style.name == "Caption"
    )
    assert caption.paragraph_format.keep_with_next
    assert caption._p.getnext() is found._tbl  # noqa: SLF001 -- as above
    assert [cell.text for cell in found.rows[1].cells] == ["Nav Risør", "Ja", "Ja", "Ja"]


def test_wide_tables_lie_on_their_side_with_the_headings_that_lead_to_them_and_the_text_stands_upright() -> None:
    blocks = (
        Heading(1, "Hovedfunn"), Paragraph((Span("tekst"),)),
        Heading(1, "Svarene"), Heading(2, "Finne"), table(4, wide=True), Heading(2, "Tilby"), table(4, wide=True),
        Heading(1, "Metode"), table(3),
    )  # fmt: skip
    word = written(blocks)
    kinds = [(one.orientation, (one.page_width or 0) > (one.page_height or 0)) for one in word.sections]
    upright, aside = (WD_ORIENT.PORTRAIT, False), (WD_ORIENT.LANDSCAPE, True)
    assert kinds == [upright, aside, upright]
    sizes = {
        tuple(sorted((round(one.page_width.mm), round(one.page_height.mm))))
        for one in word.sections
        if one.page_width and one.page_height
    }
    assert sizes == {(210, 297)}
    at = [n for n, one in enumerate(word.element.body) if one.find(f".//{qn('w:sectPr')}") is not None]
    inside = [text_in(one) for one in list(word.element.body)[at[0] : at[1]]]
    assert [text for text in inside if text][:2] == ["Svarene", "Finne"]
    assert "Metode" not in inside


@pytest.mark.parametrize(
    ("columns", "text", "compact"),
    [
        (4, "Ja", False),
        (9, "Vi går gjennom listene hver måned. " * 9, False),
        (30, "Ja", False),
        (5, "D" * 60, False),
        (2, "a" * 5000, False),
        (12, "", True),
        (61, "", True),
    ],
)
@pytest.mark.parametrize("wide", [True, False])
def test_no_table_is_wider_than_its_page_and_no_column_is_lost(
    *, columns: int, text: str, compact: bool, wide: bool
) -> None:
    raw = write_docx(replace(document(), blocks=(Heading(1, "A"), table(columns, 2, text, wide=wide, compact=compact))))
    word = docx.Document(BytesIO(raw))
    (one,) = word.sections
    room = (one.page_width or 0) - (one.left_margin or 0) - (one.right_margin or 0)
    heads: list[str] = []
    for each in word.tables:
        widths = [column.width or 0 for column in each.columns]
        assert sum(widths) <= room
        assert min(widths) > 250_000  # 0.7 cm
        heads += [cell.text for cell in each.rows[0].cells][1:]
        assert {row.cells[0].text for row in each.rows} == {"Nav-kontor", "Nav Risør"}
    assert heads == [f"Spørsmål {n}" for n in range(1, columns)]
    if len(word.tables) > 1:
        captions = [one.text for one in word.paragraphs if one.style and one.style.name == "Caption"]
        assert captions == [f"Svarene ({n} av {len(captions)})" for n in range(1, len(captions) + 1)]


def test_a_compact_table_shows_the_sign_alone_and_another_the_words_too() -> None:
    rows = ((Cell(("Nav Risør",)), Cell(marks=(SIGN,))),)
    whole, compact = (Table("T", ("Kontor", "A"), rows, compact=compact) for compact in (False, True))
    found = [one.rows[1].cells[1] for one in written((whole, compact)).tables]
    assert [one.text for one in found] == ["✗ mulig lovbrudd", "✗"]
    assert found[1]._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}").get(qn("w:fill")) == INKS[Tone.BREACH][1]  # noqa: SLF001


def test_two_tables_after_one_another_stay_two() -> None:
    word = written((table(3), table(3), Bars("B", ("a", "b"), (Bar("x", Share(1, 2)),)), table(3)))
    body = list(word.element.body)
    assert not [1 for one, following in pairwise(body) if one.tag == following.tag == qn("w:tbl")]
    assert body[-2].tag == qn("w:p")


def test_shares_are_told_with_their_whole_and_bars_are_as_long_as_their_share() -> None:
    bars = Bars("B", ("Tema", "Kontor"), tuple(Bar("x", Share(n, 4)) for n in (0, 1, 2, 4)))
    trend = Trend("T", "Tema", ("2025", "2026"), (Line("Finne", (None, Share(3, 15))),))
    first, second = written((bars, trend, Bars("B", ("a", "b"), (Bar("x", Share(0, 0)),)))).tables[:2]
    assert [row.cells[1].text for row in first.rows] == ["Kontor", "0 av 4", "1 av 4", "2 av 4", "4 av 4"]
    drawn = [row.cells[2].paragraphs[0] for row in first.rows[1:]]
    assert [one._p.find(f".//{qn('w:shd')}") is not None for one in drawn] == [False, True, True, True]  # noqa: SLF001
    left = [one.paragraph_format.right_indent or 0 for one in drawn[1:]]
    assert left[2] == 0
    assert left[0] / left[1] == pytest.approx(1.5, abs=0.01)
    assert [[cell.text for cell in row.cells] for row in second.rows] == [
        ["Tema", "2025", "2026"],
        ["Finne", "", "3 av 15"],
    ]


def test_the_ink_of_every_tone_can_be_read_on_its_ground() -> None:
    def light(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for ink, ground in INKS.values():
        assert (light(ground) + 0.05) / (light(ink) + 0.05) >= 7


@pytest.mark.slow
def test_three_hundred_offices_with_sixty_questions_are_written_in_seconds() -> None:
    signs = tuple(Cell(marks=(SIGN,)) for _ in range(60))
    compact = Table(
        "C",
        ("Nav", *map(str, range(60))),
        tuple((Cell((f"Nav {n}",)), *signs) for n in range(300)),
        wide=True,
        compact=True,
    )
    began = perf_counter()
    write_docx(replace(document(), blocks=(Heading(1, "A"), compact, table(7, 300, "Vi går gjennom listene. " * 5))))
    assert perf_counter() - began < 20  # some two seconds here
