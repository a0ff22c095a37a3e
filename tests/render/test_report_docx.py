"""The report as a Word document, read back with python-docx: what stands in it, and what never gets into it."""

import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from navcheck.render.forms.zipping import read_zip
from navcheck.render.report.blocks import (
    Document,
    Heading,
    Item,
    Listing,
    Paragraph,
    Span,
)
from navcheck.render.report.docx.writer import write_docx
from navcheck.render.report.docx.xml import words
from tests.one_document import document
from tests.render.read_docx import HOSTILE, TYPES, parts, skeleton, text_in, texts, written


def test_the_outline_is_made_of_real_headings() -> None:
    word = written()
    named = [
        (one.style.name, one.text) for one in word.paragraphs if one.style and one.text and "Head" in one.style.name
    ]
    assert named == [("Heading 1", "Hovedfunn"), ("Heading 2", "Under hovedfunn"), ("Heading 1", "Svarene")]
    assert [(one.style.name, one.text) for one in word.paragraphs[:3] if one.style] == [
        ("Title", "Prøve på rapport"),
        ("Subtitle", "2026 · Statsforvalteren i Agder"),
        ("Notice", "Offentlig utgave."),
    ]


def test_a_report_of_many_chapters_lists_them_with_links_and_a_letter_never_does() -> None:
    chapters = tuple(Heading(1, f"Kapittel {n}") for n in range(1, 6))
    word = written(chapters)
    listed = [one for one in word.paragraphs if one.style and one.style.name == "toc 1"]
    assert [one.text for one in listed] == [f"Kapittel {n}" for n in range(1, 6)]
    anchors = [one.get(qn("w:anchor")) for one in word.element.body.iter(qn("w:hyperlink"))]
    assert anchors == [one.get(qn("w:name")) for one in word.element.body.iter(qn("w:bookmarkStart"))]
    captions = replace(document().captions, contents="")
    assert "toc 1" not in {one.style.name for one in written(chapters, captions=captions).paragraphs if one.style}


def test_every_word_of_the_document_stands_in_it() -> None:
    seen: list[str] = []

    def note(text: str) -> str:
        seen.append(text)
        return text

    raw = write_docx(document(note, banner="Utkast"))
    whole = "\n".join(texts(docx.Document(BytesIO(raw))))
    signs_only = {"oppfylt", "forbedringspunkt", "signal", "mulig lovbrudd"}  # of the compact table
    for text in set(seen) - signs_only:
        assert all(line in whole for line in text.split("\n")), text
    assert "✗" in whole
    assert "mulig lovbrudd" not in whole


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_file_says_its_language_its_title_and_the_authority_and_nothing_of_who_ran_the_program(
    language: str, tag: str
) -> None:
    raw = write_docx(replace(document(), language=language))
    word = docx.Document(BytesIO(raw))
    about = word.core_properties
    assert (about.title, about.author, about.last_modified_by, about.language) == (
        "Prøve på rapport",
        "Statsforvalteren i Agder",
        "Statsforvalteren i Agder",
        tag,
    )
    day = datetime(2026, 11, 22, tzinfo=UTC)
    assert (about.created, about.modified) == (day, day)
    assert {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))} == {tag}
    assert about.comments == about.keywords == about.category == ""
    assert not [name for name in read_zip(raw) if name.startswith("docProps/") and name != "docProps/core.xml"]
    assert "python" not in " ".join(parts(raw).values()).lower()


def test_the_same_document_gives_the_same_bytes() -> None:
    raw = write_docx(document(banner="Utkast"))
    assert raw == write_docx(document(banner="Utkast"))
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert archive.namelist()[0] == TYPES
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_links_lead_to_the_web_only_and_what_is_left_to_fill_in_is_highlighted() -> None:
    urls = [
        "https://lovdata.no/lov/2009-12-18-131/§29",
        "HTTP://example.no:8080/a b?c=%zz",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://[nei",
        "https://a b/",
        "https://",
        "\\\\tjener\\fil",
        "https://example.no/" + "a" * 3000,
        "https://example.no/\ud800",
    ]
    raw = write_docx(replace(document(), blocks=(Paragraph(tuple(Span("her", url=url) for url in urls)),)))
    word = docx.Document(BytesIO(raw))
    found = [one.target_ref for one in word.part.rels.values() if one.is_external]
    assert found == [
        "https://lovdata.no/lov/2009-12-18-131/%C2%A729",
        "HTTP://example.no:8080/a%20b?c=%25zz",
        "https://example.no/?",
    ]
    assert word.paragraphs[2].text == "her" * len(urls)
    marked = [one for one in written().element.body.iter(qn("w:r")) if one.find(f".//{qn('w:highlight')}") is not None]
    assert [text_in(one) for one in marked] == ["fylles ut"]


def test_each_numbered_list_begins_at_one_and_what_is_beneath_an_item_is_deeper() -> None:
    items = (Item((Span("en"),), (Item((Span("under"),)),), numbered=True), Item((Span("to"),)))
    word = written((Listing(items, numbered=True), Listing(items), Listing(items, numbered=True)))
    numbers = [
        (one.find(f".//{qn('w:numId')}").get(qn("w:val")), one.find(f".//{qn('w:ilvl')}").get(qn("w:val")))
        for one in word.element.body.iter(qn("w:numPr"))
    ]
    first, dots, second, *beneath = (numbers[n][0] for n in (0, 3, 6, 1, 4, 7))
    assert len({first, dots, second, *beneath}) == 6
    assert [level for _, level in numbers] == ["0", "1", "0"] * 3
    by_id = {one.get(qn("w:numId")): one for one in word.part.numbering_part.element.iter(qn("w:num"))}
    for number in (first, second, *beneath):
        starts = by_id[number].iter(qn("w:startOverride"))
        assert {one.get(qn("w:val")) for one in starts} == {"1"}
    kinds = {one.get(qn("w:abstractNumId")) for one in word.part.numbering_part.element.iter(qn("w:abstractNum"))}
    assert {one.find(qn("w:abstractNumId")).get(qn("w:val")) for one in by_id.values()} == kinds


def test_dots_beneath_a_number_are_dots_and_numbers_beneath_dots_are_numbers() -> None:
    under = (Item((Span("under"),)),)
    dots, numbered = Item((Span("en"),), under), Item((Span("to"),), under, numbered=True)
    word = written((Listing((dots,), numbered=True), Listing((numbered,))))
    found = [_format(word, one) for one in word.element.body.iter(qn("w:numPr"))]
    assert found == ["decimal", "bullet", "bullet", "lowerLetter"]


def _format(word: WordDocument, place: BaseOxmlElement) -> str:
    """Return how Word counts what stands at a place in a list."""
    number, level = (place.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("numId", "ilvl"))
    lists = word.part.numbering_part.element
    (used,) = (one for one in lists.iter(qn("w:num")) if one.get(qn("w:numId")) == number)
    kind = used.find(qn("w:abstractNumId")).get(qn("w:val"))
    (meant,) = (one for one in lists.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == kind)
    (deep,) = (one for one in meant.iter(qn("w:lvl")) if one.get(qn("w:ilvl")) == level)
    return str(deep.find(qn("w:numFmt")).get(qn("w:val")))


# What stands on every page


def test_the_banner_stands_in_the_head_and_the_title_and_the_page_in_the_foot_of_every_section() -> None:
    word = docx.Document(BytesIO(write_docx(document(banner="Utkast til 15.12.2026"))))
    assert len(word.sections) == 2
    for one in word.sections:
        assert "Utkast til 15.12.2026" in [each.text for each in one.header.paragraphs]
        (foot,) = one.footer.paragraphs
        assert foot.text.startswith("Prøve på rapport\tSide ")
        assert " av " in foot.text
        fields = [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))]  # noqa: SLF001
        assert fields == ["PAGE", "NUMPAGES"]
    stops = [one.footer.paragraphs[0].paragraph_format.tab_stops[0].position for one in word.sections]
    assert stops[0] < stops[1]


def test_without_a_banner_the_head_is_empty() -> None:
    assert not [name for name in read_zip(write_docx(document())) if "header" in name]


# Hostile texts


@cache
def harmless() -> list[tuple[str, list[str]]]:
    return skeleton(write_docx(document(lambda _: "Nav", banner="Nav")))


@pytest.mark.slow
@given(st.text(st.characters(), min_size=1, max_size=3).filter(str.strip))
@settings(max_examples=60)
def test_whatever_a_text_is_the_document_has_the_same_skeleton(text: str) -> None:
    raw = write_docx(document(lambda _: text, banner=text))
    assert skeleton(raw) == harmless()
    docx.Document(BytesIO(raw))


def test_hostile_texts_stay_texts_and_are_read_back() -> None:
    raw = write_docx(document(lambda words: HOSTILE + words, banner=HOSTILE))
    assert skeleton(raw) == skeleton(write_docx(document(banner="Utkast")))
    word = docx.Document(BytesIO(raw))
    whole = "\n".join(texts(word))
    for shown in ("\\x00", "\\x1b[31m", "\\ud800", "\\ufffe", "\\u202e", "\\u200b", "]]><w:p/>&amp; =1+1 {PAGE} <b>"):
        assert shown in whole
    assert "\u202e" not in word.core_properties.title
    instructions = {one.get(qn("w:instr")) for one in word.element.body.iter(qn("w:fldSimple"))}
    assert instructions == set()


@pytest.mark.slow
def test_no_character_that_xml_forbids_or_nobody_sees_is_written() -> None:
    allowed = re.compile("[\\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
    for start in range(0, 0x110000, 0x1000):
        text = re.sub("<[^>]*>", "", words("".join(map(chr, range(start, start + 0x1000)))))
        assert allowed.fullmatch(text)
        assert not [char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}]


def test_a_document_without_text_is_one_that_opens() -> None:
    empty = Document("T", "", "nb", "A", document().day, document().captions, ())
    assert texts(docx.Document(BytesIO(write_docx(empty)))) == ["T", ""]
