"""The Word document on paper, as LibreOffice prints it: nothing off the page, heads and banner on every page."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from navcheck.render.report.blocks import Block, Cell, Document, Heading, Mark, Paragraph, Span, Table, Tone
from navcheck.render.report.docx.writer import write_docx
from tests.office_suite import Page, pages_of, to_pdf
from tests.one_document import document

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("soffice", "pdftotext")]

BANNER = "Utkast: frist for merknader 15.12.2026"
SIGNS = (
    Mark("✗", "mulig lovbrudd", Tone.BREACH),
    Mark("✓", "oppfylt", Tone.MET),
    Mark("□", "ikke besvart", Tone.SILENT),
)


def printed(path: Path, *blocks: Block, template: bytes | None = None) -> list[Page]:
    whole: Document = replace(document(), banner=BANNER, blocks=blocks)
    path.write_bytes(write_docx(whole, template))
    pages = pages_of(to_pdf(path))
    assert pages
    for page in pages:
        assert page.outside == []
        assert BANNER in page.text
        assert "Prøve på rapport" in page.text or template is not None
    return pages


def test_a_matrix_of_sixty_rows_has_its_heads_and_the_banner_on_every_page_and_all_its_cells(tmp_path: Path) -> None:
    heads = ("Nav-kontor", *(f"Tema{n}" for n in range(4)))
    rows = tuple(
        (Cell((f"Kontor{row}",)), *(Cell((f"svar{row}x{n}", "Vi går gjennom listene."), SIGNS[:1]) for n in range(4)))
        for row in range(60)
    )
    pages = printed(tmp_path / "a.docx", Heading(1, "Svarene"), Table("Svarene etter tema", heads, rows, wide=True))
    assert len(pages) > 3
    assert all(page.width > page.height for page in pages)
    for page in pages:
        assert all(head in page.text for head in heads)
    words = [word for page in pages for *_, word in page.words]
    assert [word for word in words if word.startswith("svar")] == [
        f"svar{row}x{n}" for row in range(60) for n in range(4)
    ]
    assert f"Side {len(pages)} av {len(pages)}" in pages[-1].text


def test_sixty_questions_are_shared_out_on_pages_and_none_of_their_signs_is_lost(tmp_path: Path) -> None:
    heads = ("Nav-kontor", *(f"Langtidsstøn{n}" for n in range(60)))
    rows = tuple((Cell((f"Kontor{row}",)), *(Cell(marks=(SIGNS[n % 3],)) for n in range(60))) for row in range(30))
    pages = printed(
        tmp_path / "b.docx", Heading(1, "Svarene"), Table("Etter spørsmål", heads, rows, wide=True, compact=True)
    )
    words = [word for page in pages for *_, word in page.words]
    # The second part begins where one row has room beneath its heads.
    assert {sign.sign: "".join(words).count(sign.sign) for sign in SIGNS} == {sign.sign: 600 for sign in SIGNS}
    assert set(heads) <= set(words)


@pytest.mark.parametrize("columns", [3, 8])
def test_words_that_are_longer_than_their_column_are_broken_and_stay_on_the_page(tmp_path: Path, columns: int) -> None:
    long = "Kvalifiserings" * 5 + "program"
    rows = tuple(
        (Cell((long,)), *(Cell((long, "https://www.example.no/" + "a" * 60), SIGNS[:1]) for _ in range(1, columns)))
        for _ in range(3)
    )
    pages = printed(
        tmp_path / "c.docx",
        Heading(1, long),
        Paragraph((Span("x" * 400),), notice=True),
        Table(long, (long,) * columns, rows, wide=columns > 3),
    )
    whole = "".join(word for page in pages for *_, word in page.words)
    assert "x" * 50 in whole


def test_a_row_that_is_higher_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    rows = ((Cell(("Nav Risør",)), Cell((" ".join(f"ord{n}" for n in range(3000)),))),)
    pages = printed(tmp_path / "d.docx", Heading(1, "A"), Table("Langt", ("Kontor", "Svar"), rows))
    words = [word for page in pages for *_, word in page.words]
    assert [word for word in words if word.startswith("ord")] == [f"ord{n}" for n in range(3000)]


def test_every_kind_of_block_is_printed_on_the_county_s_own_paper(tmp_path: Path) -> None:
    county = docx.Document()
    county.sections[0].header.paragraphs[0].text = "Statsforvalterens logo"
    county.sections[0].footer.paragraphs[0].text = "Postboks 504, 4804 Arendal"
    county.save(str(tmp_path / "mal.docx"))
    pages = printed(tmp_path / "e.docx", *document().blocks, template=(tmp_path / "mal.docx").read_bytes())
    assert len(pages) == 2
    for page in pages:
        assert "Statsforvalterens logo" in page.text
        assert "Postboks 504, 4804 Arendal" in page.text
    assert [page.width > page.height for page in pages] == [False, True]
